internal import WorkbookModel

extension SheetCell {
  /// The format in which a cell shows figures; `nil` for the workbook's default.
  var numberFormat: String? {
    switch (look, content) {
    case (.input(let number), _), (.computed(let number), _), (.headline(let number), _):
      number.cellFormat(for: figure)
    case (_, .day): NumberLook.day.cellFormat(for: nil)
    default: nil
    }
  }

  private var figure: Double? {
    switch content {
    case .number(let number), .formula(_, .number(let number)): number
    default: nil
    }
  }
}

extension SheetCell.NumberLook {
  /// The number format of a cell.
  ///
  /// `_)` is a space as wide as a parenthesis: it keeps plain figures, texts in their place and
  /// figures in parentheses in line. The last section is that of texts.
  func cellFormat(for figure: Double?) -> String {
    switch self {
    case .general: "General"
    case .integer, .amount: "#,##0_);(#,##0);0_);@_)"
    case .usd: "$#,##0_);($#,##0);$0_);@_)"
    case .price: SheetCell.NumberLook.priceFormat(for: figure ?? 1)
    case .percent: "0.0%_);-0.0%_);0.0%_);@_)"
    case .change: "+0.0%_);[Red]-0.0%_);0.0%_);@_)"
    case .multiple: "0.00\"x\"_);-0.00\"x\"_);0.00\"x\"_);@_)"
    case .index: "0.0_);-0.0_);0.0_);@_)"
    case .log: "0.00_);-0.00_);0.00_);@_)"
    case .day: "yyyy-mm-dd_)"
    }
  }

  /// The number format of a chart's axis, in units that keep the largest figure short.
  func axisFormat(upTo largest: Double) -> String {
    switch self {
    case .general: "General"
    case .integer, .amount: SheetCell.NumberLook.scaledFormat("", upTo: largest)
    case .usd: SheetCell.NumberLook.scaledFormat("$", upTo: largest)
    case .price: largest >= 100 ? "$#,##0" : largest >= 0.1 ? "$0.00" : "$0.000000"
    case .percent: "0%"
    case .change: "+0%;-0%;0%"
    case .multiple: "0.0\"x\""
    case .index: "0"
    case .log: "0.0"
    case .day: "yyyy-mm"
    }
  }

  /// About five digits of a price, since prices span eight orders of magnitude.
  private static func priceFormat(for price: Double) -> String {
    let number =
      switch abs(price) {
      case 100...: "$#,##0.00"
      case 0.01...: "$#,##0.0000"
      default: price == 0 ? "$0.00" : "$0.00000000"
      }
    return "\(number)_);(\(number));$0.00_);@_)"
  }

  /// Figures in thousands, millions or billions; each comma at the end divides by 1000.
  private static func scaledFormat(_ sign: String, upTo largest: Double) -> String {
    let number =
      switch largest {
      case 1e9...: "#,##0.0,,,\"B\""
      case 1e6...: "#,##0.0,,\"M\""
      case 1e4...: "#,##0,\"k\""
      default: "#,##0"
      }
    return "\(sign)\(number);-\(sign)\(number);\(sign)0"
  }
}
