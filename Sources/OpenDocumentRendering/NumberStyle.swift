import Quantities
import WorkbookModel

/// How the number of a cell is shown.
enum NumberStyle: Hashable {
  /// Digits between two texts: `$1,204`, `0.54x`.
  case number(decimals: Int, prefix: String = "", suffix: String = "")
  /// A fraction as a percentage, growth with its sign.
  case percentage(isSigned: Bool, suffix: String = "")
  case day

  var isPercentage: Bool { if case .percentage = self { true } else { false } }

  func write(to part: inout XMLText, named name: String) {
    switch self {
    case .number(let decimals, let prefix, let suffix):
      part.element("number:number-style", [("style:name", name)]) { part in
        if !prefix.isEmpty { part.element("number:text", text: prefix) }
        part.digits(decimals: decimals)
        if !suffix.isEmpty { part.element("number:text", text: suffix) }
      }
    case .percentage(let isSigned, let suffix):
      guard isSigned else { return part.percentage(name, suffix) }
      part.percentage("\(name)P", suffix, sign: "+")
      // A style that another one refers to for negative numbers brings its own sign.
      part.percentage("\(name)N", suffix, sign: "-")
      part.percentage(name, suffix, others: [(">", "\(name)P"), ("<", "\(name)N")])
    case .day:
      part.element("number:date-style", [("style:name", name)]) { part in
        part.empty("number:year", [("number:style", "long")])
        part.element("number:text", text: "-")
        part.empty("number:month", [("number:style", "long")])
        part.element("number:text", text: "-")
        part.empty("number:day", [("number:style", "long")])
      }
    }
  }
}

extension XMLText {
  fileprivate mutating func digits(decimals: Int, isGrouped: Bool = true) {
    empty(
      "number:number",
      [
        ("number:decimal-places", "\(decimals)"), ("number:min-decimal-places", "\(decimals)"),
        ("number:min-integer-digits", "1"), ("number:grouping", "\(isGrouped)"),
      ])
  }

  /// A percentage with a sign before it, or one that leaves numbers above and below 0 to others.
  fileprivate mutating func percentage(
    _ name: String, _ suffix: String, sign: String? = nil,
    others: [(comparison: String, style: String)] = []
  ) {
    element("number:percentage-style", [("style:name", name)]) { part in
      if let sign { part.element("number:text", text: sign) }
      part.digits(decimals: 1, isGrouped: false)
      part.element("number:text", text: "%\(suffix)")
      for (comparison, style) in others {
        part.empty(
          "style:map",
          [("style:condition", "value()\(comparison)0"), ("style:apply-style-name", style)])
      }
    }
  }
}

extension SheetCell {
  /// The format of the cell's number; `nil` for the program's own.
  var numberStyle: NumberStyle? {
    let number: Double? =
      switch content {
      case .number(let number), .formula(_, .number(let number)): number
      default: nil
      }
    switch (look, content) {
    case (_, .day): return .day
    case (.input(let look), _), (.computed(let look), _), (.headline(let look), _):
      return number.flatMap { look.style(for: $0) }
    default: return nil
    }
  }
}

extension SheetCell.NumberLook {
  fileprivate func style(for number: Double) -> NumberStyle? {
    switch self {
    case .integer, .amount: .number(decimals: 0)
    case .usd: .number(decimals: 0, prefix: "$")
    case .price:
      .number(decimals: abs(number) >= 100 ? 2 : abs(number) >= 0.01 ? 4 : 8, prefix: "$")
    case .percent: .percentage(isSigned: false)
    case .change: .percentage(isSigned: true)
    case .points: .percentage(isSigned: true, suffix: " pts")
    case .multiple: .number(decimals: 2, suffix: "x")
    case .index: .number(decimals: 1)
    case .log: .number(decimals: 2)
    case .day: .day
    default: nil
    }
  }
}
