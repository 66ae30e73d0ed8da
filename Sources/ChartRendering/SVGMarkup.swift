/// SVG in the making: elements in order, one on a line, with escaped texts and short numbers.
struct SVGMarkup {
  /// The value of an attribute.
  enum Attribute: ExpressibleByStringLiteral {
    case text(String)
    /// A length or a coordinate, printed with one decimal at most.
    case at(Double)

    init(stringLiteral text: String) { self = .text(text) }
  }

  private(set) var text = ""
  private var open: [String] = []

  /// Begins an element that has others inside.
  mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, Attribute> = [:]) {
    line("<\(name)\(written(attributes))>")
    open.append(name)
  }

  /// Ends the element begun last.
  mutating func end() {
    guard let name = open.popLast() else { preconditionFailure("no element is open") }
    line("</\(name)>")
  }

  /// An element with a text or nothing inside, and a title that a browser shows beside the pointer.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, Attribute> = [:], text: String = "",
    title: String = ""
  ) {
    let inside =
      (title.isEmpty ? "" : "<title>\(Self.escaped(title))</title>") + Self.escaped(text)
    let tag = name + written(attributes)
    line(inside.isEmpty ? "<\(tag)/>" : "<\(tag)>\(inside)</\(name)>")
  }

  private mutating func line(_ markup: String) {
    text += String(repeating: " ", count: open.count) + markup + "\n"
  }

  /// The attributes that have a value; an empty text stands for the format's default.
  private func written(_ attributes: KeyValuePairs<String, Attribute>) -> String {
    attributes.map { name, value in
      switch value {
      case .text(let text): text.isEmpty ? "" : " \(name)=\"\(Self.escaped(text))\""
      case .at(let length): " \(name)=\"\(Self.number(length))\""
      }
    }.joined()
  }

  /// A number with one decimal at most, by integers: no locale, no rounding of a library.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, decimal) = abs(tenths).quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (decimal == 0 ? "" : ".\(decimal)")
  }

  /// A text as XML has it; what XML cannot say at all is left out.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\r", "\t": escaped += " "
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
