import Foundation
internal import WorkbookModel

extension SheetCell {
  /// About five digits of a price, since prices span eight orders of magnitude.
  enum PriceDigits: Int {
    case two, four, eight, none

    init(_ price: Double) {
      switch abs(price) {
      case 100...: self = .two
      case 0.01...: self = .four
      default: self = price == 0 ? .none : .eight
      }
    }

    static var count: Int { 4 }

    fileprivate var format: String {
      switch self {
      case .two: "$#,##0.00"
      case .four: "$#,##0.0000"
      case .eight: "$0.00000000"
      case .none: "$0.00"
      }
    }
  }

  /// The digits of the cell's price.
  var priceDigits: PriceDigits {
    switch content {
    case .number(let number), .formula(_, .number(let number)): PriceDigits(number)
    default: .four
    }
  }
}

extension SheetCell.Look {
  var isPrice: Bool {
    switch self {
    case .input(.price), .computed(.price), .headline(.price): true
    default: false
    }
  }
}

extension SheetCell.NumberLook {
  /// The number format of a cell.
  func cellFormat(_ digits: SheetCell.PriceDigits) -> String {
    sections(digits).joined(separator: ";")
  }

  /// The number format of a computed cell: its font is grey for the reason why there is no figure,
  /// so figures are told to be black.
  ///
  /// Numbered colours would be shorter, but LibreOffice numbers them otherwise than Excel.
  func computedFormat(_ digits: SheetCell.PriceDigits) -> String {
    guard greysTexts else { return cellFormat(digits) }
    let sections = sections(digits)
    let figures = sections.dropLast().map { $0.hasPrefix("[") ? $0 : "[Black]" + $0 }
    return (figures + sections.suffix(1)).joined(separator: ";")
  }

  /// Whether a text in the place of a figure is the reason why there is none.
  var greysTexts: Bool { self != .general }

  /// Figures with a sign at the left edge of their cell.
  func format(_ digits: SheetCell.PriceDigits, marked sign: String) -> String {
    var sections = sections(digits)
    let text = self == .general ? "@" : sections.removeLast()
    let figures = sections.map { section in
      let color = section.hasPrefix("[Red]") ? "[Red]" : ""
      return "\(color)\"\(sign)\"* \(section.dropFirst(color.count))"
    }
    return (figures + ["\"\(sign) \"\(text)"]).joined(separator: ";")
  }

  /// The formats of positive and negative figures, of 0 and of texts.
  ///
  /// Negative figures stand in parentheses, or red with their sign. `_)` is a space as wide as a
  /// parenthesis: it keeps plain figures, texts in their place and figures in parentheses in line.
  private func sections(_ digits: SheetCell.PriceDigits) -> [String] {
    switch self {
    case .general: ["General_)", "[Red]-General_)", "0_)"]
    case .integer, .amount: ["#,##0_)", "(#,##0)", "0_)", "@_)"]
    case .usd: ["$#,##0_)", "($#,##0)", "$0_)", "@_)"]
    case .price: ["\(digits.format)_)", "(\(digits.format))", "$0.00_)", "@_)"]
    case .percent: ["0.0%_)", "[Red]-0.0%_)", "0.0%_)", "@_)"]
    case .change: ["+0.0%_)", "[Red]-0.0%_)", "0.0%_)", "@_)"]
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
    case .general: "General"
    case .integer, .amount: SheetCell.NumberLook.scaledFormat("", upTo: largest)
    case .usd: SheetCell.NumberLook.scaledFormat("$", upTo: largest)
    case .price:
      largest >= 100 ? "$#,##0" : "$0" + SheetCell.NumberLook.decimals(for: largest, atLeast: 2)
    case .percent: largest < 0.05 ? "0.0%" : "0%"
    case .change: largest < 0.05 ? "+0.0%;-0.0%;0%" : "+0%;-0%;0%"
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
