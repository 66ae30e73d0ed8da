import Quantities

/// A cell's address in the workbook under construction; rows and columns count from 0.
struct Address: Hashable, Sendable {
  var sheet: Int
  var row: Int
  var column: Int
}

/// A cell formula as a small tree: printed as A1 text and calculated from the same tree.
indirect enum Expression: Sendable {
  case number(Double)
  case text(String)
  /// One cell; `$` before the row or the column keeps it when the formula is copied.
  case cell(Address, fixedRow: Bool, fixedColumn: Bool)
  /// A rectangle of one sheet, both corners included, fixed.
  case block(Address, Address)
  /// The cells of one row, from one column to another, that move with the formula.
  case run(Address, through: Int)
  case call(Function, [Expression])
  case binary(Sign, Expression, Expression)
  /// `INDEX(…):INDEX(…)`, the cells from one to another.
  case span(Expression, Expression)

  enum Sign: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
    case equal = "="
    case unequal = "<>"
    case less = "<"
    case greater = ">"
    case atMost = "<="
    case atLeast = ">="
    case joined = "&"
  }

  /// The vocabulary: functions that Excel 2010 and LibreOffice 7.4 share.
  enum Function: String, Sendable {
    case `if` = "IF"
    case ifError = "IFERROR"
    case isNumber = "ISNUMBER"
    case and = "AND"
    case count = "COUNT"
    case sum = "SUM"
    case minimum = "MIN"
    case maximum = "MAX"
    case average = "AVERAGE"
    case absolute = "ABS"
    case index = "INDEX"
    case match = "MATCH"
    case sumIfs = "SUMIFS"
    case countIf = "COUNTIF"
    case sumProduct = "SUMPRODUCT"
    case logarithm = "LN"
    case root = "SQRT"
    case deviation = "STDEV"
  }
}

// The builders that templates are written with.
extension Expression {
  static func when(_ condition: Expression, _ yes: Expression, _ no: Expression) -> Expression {
    .call(.if, [condition, yes, no])
  }
  static func isNumber(_ value: Expression) -> Expression { .call(.isNumber, [value]) }
  static func count(_ values: Expression...) -> Expression { .call(.count, values) }
  static func index(_ block: Expression, _ row: Expression) -> Expression {
    .call(.index, [block, row])
  }
  /// The place of a value in a column: exact, or of the last that is not greater.
  static func match(_ value: Expression, _ block: Expression, exact: Bool) -> Expression {
    .call(.match, [value, block, .number(exact ? 0 : 1)])
  }
  static func ifError(_ value: Expression, _ other: Expression) -> Expression {
    .call(.ifError, [value, other])
  }
  static func + (left: Expression, right: Expression) -> Expression { .binary(.plus, left, right) }
  static func - (left: Expression, right: Expression) -> Expression {
    .binary(.minus, left, right)
  }
  static func * (left: Expression, right: Expression) -> Expression {
    .binary(.times, left, right)
  }
  static func / (left: Expression, right: Expression) -> Expression { .binary(.over, left, right) }
}

/// Prints expressions as a formula of one sheet.
struct FormulaPrinter {
  let sheetNames: [String]
  let sheet: Int

  func text(_ expression: Expression) -> String { text(expression, within: 0) }

  private func text(_ expression: Expression, within outer: Int) -> String {
    switch expression {
    case .number(let value): return NumberFormat.shortest(value)
    case .text(let text): return "\"\(text.replacing("\"", with: "\"\""))\""
    case .cell(let address, let fixedRow, let fixedColumn):
      return prefix(address.sheet)
        + name(address, fixedRow: fixedRow, fixedColumn: fixedColumn)
    case .block(let from, let to):
      return prefix(from.sheet) + name(from, fixedRow: true, fixedColumn: true) + ":"
        + name(to, fixedRow: true, fixedColumn: true)
    case .run(let from, let last):
      let to = Address(sheet: from.sheet, row: from.row, column: last)
      return prefix(from.sheet) + name(from, fixedRow: false, fixedColumn: false) + ":"
        + name(to, fixedRow: false, fixedColumn: false)
    case .call(let function, let arguments):
      return function.rawValue + "("
        + arguments.map { text($0, within: 0) }.joined(separator: ",") + ")"
    case .span(let from, let to): return text(from, within: 9) + ":" + text(to, within: 9)
    case .binary(let sign, let left, let right):
      let own = sign.binding
      let inner = text(left, within: own) + sign.rawValue + text(right, within: own + 1)
      return own < outer ? "(\(inner))" : inner
    }
  }

  private func prefix(_ other: Int) -> String {
    guard other != sheet else { return "" }
    let name = sheetNames[other]
    let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return isPlain ? "\(name)!" : "'\(name.replacing("'", with: "''"))'!"
  }

  private func name(_ address: Address, fixedRow: Bool, fixedColumn: Bool) -> String {
    (fixedColumn ? "$" : "") + columnName(address.column) + (fixedRow ? "$" : "")
      + String(address.row + 1)
  }
}

/// `A` for column 0, `AA` for column 26.
package func columnName(_ column: Int) -> String {
  var (name, rest) = ("", column + 1)
  while rest > 0 {
    name = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + name
    rest = (rest - 1) / 26
  }
  return name
}

extension Expression.Sign {
  fileprivate var binding: Int {
    switch self {
    case .equal, .unequal, .less, .greater, .atMost, .atLeast: 1
    case .joined: 2
    case .plus, .minus: 3
    case .times, .over: 4
    case .power: 5
    }
  }
}
