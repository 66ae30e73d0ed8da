import Foundation
internal import WorkbookModel

extension SheetCell {
  /// The digits of a figure whose size its unit does not tell.
  enum Digits: Int {
    /// As many as there are.
    case all
    case none, two, four, eight
    /// At most so many.
    case toFour, toSix
    /// Two, and a power of ten.
    case power

    static var count: Int { 8 }

    /// About five digits of a price, since prices span eight orders of magnitude.
    init(ofPrice price: Double) {
      switch abs(price) {
      case 100...: self = .two
      case 0.01...: self = .four
      default: self = price == 0 ? .two : .eight
      }
    }

    /// All digits of a whole figure; of another, those that its column has room for.
    init(of figure: Double) {
      switch abs(figure) {
      case 10_000...: self = .none
      case _ where figure == figure.rounded(): self = .all
      case 1000...: self = .none
      case 1...: self = .toFour
      case 1e-4...: self = .toSix
      default: self = .power
      }
    }

    fileprivate var format: String {
      switch self {
      case .all: "General"
      case .none: "#,##0"
      case .two: "#,##0.00"
      case .four: "#,##0.0000"
      case .toFour: "#,##0.0###"
      case .toSix: "0.0#####"
      case .eight: "0.00000000"
      case .power: "0.00E+00"
      }
    }
  }

  /// The digits of the cell's figure; the same for all whose unit decides them.
  var digits: Digits {
    switch (look, content) {
    case (.input(.price), .number(let number)), (.computed(.price), .number(let number)),
      (.computed(.price), .formula(_, .number(let number))),
      (.headline(.price), .number(let number)),
      (.headline(.price), .formula(_, .number(let number))):
      Digits(ofPrice: number)
    case (.input(.price), _), (.computed(.price), _), (.headline(.price), _): .four
    // Typed figures show all their digits, save where those are zeros in the main.
    case (.input(.general), .number(let number)) where number != 0 && abs(number) < 1e-4: .power
    case (.computed(.general), .number(let number)), (.headline(.general), .number(let number)),
      (.computed(.general), .formula(_, .number(let number))),
      (.headline(.general), .formula(_, .number(let number))):
      Digits(of: number)
    case (.input(.bare), .number(let number)): Digits(of: number)
    case (.computed(.bare), .number(let number)),
      (.computed(.bare), .formula(_, .number(let number))),
      (.headline(.bare), .number(let number)),
      (.headline(.bare), .formula(_, .number(let number))):
      number == number.rounded() || abs(number) >= 1000 ? .none : .two
    default: .all
    }
  }
}

extension SheetCell.Look {
  /// Whether the size of a figure decides its digits.
  var hasDigits: Bool {
    switch self {
    case .input(.price), .computed(.price), .headline(.price), .input(.general): true
    case .input(.bare), .computed(.bare), .headline(.bare): true
    case .computed(.general), .headline(.general): true
    default: false
    }
  }
}

extension SheetCell.NumberLook {
  /// The number format of a cell.
  func cellFormat(_ digits: SheetCell.Digits) -> String {
    sections(digits).joined(separator: ";")
  }

  /// The number format of a computed cell: its font is grey for the reason why there is no figure,
  /// so figures are told to be black.
  ///
  /// Numbered colours would be shorter, but LibreOffice numbers them otherwise than Excel.
  func computedFormat(
    _ digits: SheetCell.Digits, isAbbreviated: Bool = false, bound: SheetCell.Bound? = nil
  ) -> String {
    guard greysTexts else { return cellFormat(digits) }
    let sections = sections(digits)
    let figures = sections.dropLast().map { section in
      let color = section.hasPrefix("[Red]") ? "[Red]" : ""
      return "\(color.isEmpty ? "[Black]" : color)\(bound.text)\(section.dropFirst(color.count))"
    }
    return (figures + (isAbbreviated ? ["\"n/a …\"_)"] : sections.suffix(1))).joined(separator: ";")
  }

  /// Whether a text in the place of a figure is the reason why there is none.
  var greysTexts: Bool { self != .word }

  /// Figures with a sign at the left edge of their cell.
  func format(
    _ digits: SheetCell.Digits, marked sign: String, bound: SheetCell.Bound? = nil
  ) -> String {
    var sections = sections(digits)
    let text = sections.removeLast()
    let figures = sections.map { section in
      let color = section.hasPrefix("[Red]") ? "[Red]" : ""
      return "\(color)\"\(sign)\"* \(bound.text)\(section.dropFirst(color.count))"
    }
    return (figures + ["\"\(sign) \"\(text)"]).joined(separator: ";")
  }

  /// The formats of positive and negative figures, of 0 and of texts.
  ///
  /// Negative figures stand in parentheses, or red with their sign. `_)` is a space as wide as a
  /// parenthesis: it keeps plain figures, texts in their place and figures in parentheses in line.
  private func sections(_ digits: SheetCell.Digits) -> [String] {
    switch self {
    case .general, .word, .bare: ["\(digits.format)_)", "[Red]-\(digits.format)_)", "0_)", "@_)"]
    case .integer, .amount: ["#,##0_)", "(#,##0)", "0_)", "@_)"]
    case .usd: ["$#,##0_)", "($#,##0)", "$0_)", "@_)"]
    case .price: ["$\(digits.format)_)", "($\(digits.format))", "$0.00_)", "@_)"]
    case .percent: ["0.0%_)", "[Red]-0.0%_)", "0.0%_)", "@_)"]
    case .change: ["+0.0%_)", "[Red]-0.0%_)", "0.0%_)", "@_)"]
    // Excel multiplies by 100 for a percent sign alone.
    case .points: ["+0.0%\" pts\"_)", "[Red]-0.0%\" pts\"_)", "0.0%\" pts\"_)", "@_)"]
    case .multiple: ["0.00\"x\"_)", "[Red]-0.00\"x\"_)", "0.00\"x\"_)", "@_)"]
    case .index: ["0.0_)", "[Red]-0.0_)", "0.0_)", "@_)"]
    case .log: ["0.00_)", "[Red]-0.00_)", "0.00_)", "@_)"]
    // No day comes before the calendar; the section keeps texts apart.
    case .day: ["yyyy-mm-dd_)", "@_)"]
    }
  }

  /// The number format of a chart's axis, in units and digits that keep the largest figure short.
  func axisFormat(upTo largest: Double) -> String {
    switch self {
    case .general, .word, .bare: "General"
    case .integer, .amount: SheetCell.NumberLook.scaledFormat("", upTo: largest)
    case .usd: SheetCell.NumberLook.scaledFormat("$", upTo: largest)
    case .price:
      largest >= 100 ? "$#,##0" : "$0" + SheetCell.NumberLook.decimals(for: largest, atLeast: 2)
    case .percent: largest < 0.05 ? "0.0%" : "0%"
    case .change, .points: largest < 0.05 ? "+0.0%;-0.0%;0%" : "+0%;-0%;0%"
    case .multiple: largest >= 20 ? "#,##0\"x\"" : largest < 0.5 ? "0.00\"x\"" : "0.0\"x\""
    case .index: "#,##0"
    case .log: "0.0"
    case .day: "yyyy-mm"
    }
  }

  /// Figures in thousands, millions or billions; each comma at the end divides by 1000.
  private static func scaledFormat(_ sign: String, upTo largest: Double) -> String {
    let number =
      switch largest {
      case 1e10...: "#,##0,,,\"B\""
      case 1e9...: "0.0,,,\"B\""
      case 1e7...: "#,##0,,\"M\""
      case 1e6...: "0.0,,\"M\""
      case 1e4...: "#,##0,\"k\""
      case 10...: "#,##0"
      default: "0" + decimals(for: largest, atLeast: sign.isEmpty ? 1 : 2)
      }
    return "\(sign)\(number);-\(sign)\(number);\(sign)0"
  }

  /// A point and as many digits as tell the steps of an axis apart.
  private static func decimals(for largest: Double, atLeast least: Int) -> String {
    // The steps of an axis are a fifth to a twentieth of its length.
    let place = largest > 0 ? log10(largest).rounded(.down) : 0
    return "." + String(repeating: "0", count: min(max(least, 1 - Int(place)), 10))
  }
}

extension SheetCell.Bound? {
  /// What stands before a number that is a bound, as a number format writes it.
  fileprivate var text: String {
    switch self {
    case nil: ""
    case .atLeast: "\"≥ \""
    case .atMost: "\"≤ \""
    }
  }
}
