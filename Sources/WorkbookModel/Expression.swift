import Quantities

/// A cell's address in the workbook under construction; rows and columns count from 0.
package struct Address: Hashable, Sendable {
  package var sheet: Int
  package var row: Int
  package var column: Int
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
  /// The cells of one row, from one column to another, fixed.
  case line(Address, through: Int)
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
    case or = "OR"
    case countIfs = "COUNTIFS"
    case median = "MEDIAN"
    case percentile = "PERCENTILE"
    case rank = "RANK"
    case slope = "SLOPE"
    case correlation = "CORREL"
    case squares = "SUMSQ"
    case sign = "SIGN"
    case right = "RIGHT"
    /// The day so many months later; the end of a shorter month where it has no such day.
    case months = "EDATE"
    case logarithm = "LN"
    case root = "SQRT"
    case deviation = "STDEV"
    /// A number as a text with so many decimals, in the digits of the reader's locale.
    case fixed = "FIXED"
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
  static func sumProduct(_ columns: Expression...) -> Expression { .call(.sumProduct, columns) }
  /// `"n/a: …"`: why a cell has no number.
  static func absent(_ reason: String) -> Expression { .text("n/a: \(reason)") }
  /// Whether every one of some cells has a number.
  static func areNumbers(_ values: [Expression]) -> Expression {
    values.count > 2
      ? .call(.and, values.map(isNumber))
      : .binary(.equal, .call(.count, values), .number(Double(values.count)))
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

extension Expression {
  /// The expression as a copy reads it that stands so many columns further to the right.
  func moved(by columns: Int) -> Expression {
    func moved(_ address: Address) -> Address {
      Address(sheet: address.sheet, row: address.row, column: address.column + columns)
    }
    switch self {
    case .number, .text, .block, .line, .cell(_, _, fixedColumn: true): return self
    case .cell(let address, let fixedRow, _):
      return .cell(moved(address), fixedRow: fixedRow, fixedColumn: false)
    case .run(let from, let last): return .run(moved(from), through: last + columns)
    case .call(let function, let parts): return .call(function, parts.map { $0.moved(by: columns) })
    case .binary(let sign, let left, let right):
      return .binary(sign, left.moved(by: columns), right.moved(by: columns))
    case .span(let from, let to): return .span(from.moved(by: columns), to.moved(by: columns))
    }
  }
}

/// Prints expressions as formulas of one sheet.
struct FormulaPrinter {
  /// What stands before a cell of each sheet: nothing before one of the sheet itself.
  private let prefixes: [String]
  private let cellNames: [Address: String]

  init(sheetNames: [String], sheet: Int, cellNames: [Address: String] = [:]) {
    self.cellNames = cellNames
    prefixes = sheetNames.enumerated().map { index, name in
      if index == sheet { return "" }
      let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      return isPlain ? "\(name)!" : "'\(name.replacing("'", with: "''"))'!"
    }
  }

  func text(_ expression: Expression) -> String {
    var text = ""
    write(expression, within: 0, to: &text)
    return text
  }

  private func write(_ expression: Expression, within outer: Int, to text: inout String) {
    switch expression {
    case .number(let value): text += NumberFormat.shortest(value)
    case .text(let words):
      text += "\""
      text += words.utf8.contains(UInt8(ascii: "\"")) ? words.replacing("\"", with: "\"\"") : words
      text += "\""
    case .cell(let address, let fixedRow, let fixedColumn):
      if fixedRow, fixedColumn, let name = cellNames[address] {
        text += name
        return
      }
      text += prefixes[address.sheet]
      write(address, fixedRow: fixedRow, fixedColumn: fixedColumn, to: &text)
    case .block(let from, let to):
      text += prefixes[from.sheet]
      write(from, fixedRow: true, fixedColumn: true, to: &text)
      text += ":"
      write(to, fixedRow: true, fixedColumn: true, to: &text)
    case .line(let from, let last):
      text += prefixes[from.sheet]
      write(from, fixedRow: true, fixedColumn: true, to: &text)
      text += ":"
      let to = Address(sheet: from.sheet, row: from.row, column: last)
      write(to, fixedRow: true, fixedColumn: true, to: &text)
    case .run(let from, let last):
      text += prefixes[from.sheet]
      write(from, fixedRow: false, fixedColumn: false, to: &text)
      text += ":"
      let to = Address(sheet: from.sheet, row: from.row, column: last)
      write(to, fixedRow: false, fixedColumn: false, to: &text)
    case .call(let function, let arguments): write(function, arguments, to: &text)
    case .span(let from, let to):
      write(from, within: 9, to: &text)
      text += ":"
      write(to, within: 9, to: &text)
    case .binary(let sign, let left, let right):
      let own = sign.binding
      if own < outer { text += "(" }
      write(left, within: own, to: &text)
      text += sign.rawValue
      write(right, within: own + 1, to: &text)
      if own < outer { text += ")" }
    }
  }

  private func write(
    _ function: Expression.Function, _ arguments: [Expression], to text: inout String
  ) {
    text += function.rawValue
    text += "("
    for (index, argument) in arguments.enumerated() {
      if index > 0 { text += "," }
      write(argument, within: 0, to: &text)
    }
    text += ")"
  }

  private func write(
    _ address: Address, fixedRow: Bool, fixedColumn: Bool, to text: inout String
  ) {
    if fixedColumn { text += "$" }
    text += columnName(address.column)
    if fixedRow { text += "$" }
    text += String(address.row + 1)
  }
}

/// `A` for column 0, `AA` for column 26.
package func columnName(_ column: Int) -> String {
  column < shortNames.count ? shortNames[column] : longName(column)
}

/// The names of the first columns: a large workbook asks for them a million times.
private let shortNames = (0..<64).map(longName)

private func longName(_ column: Int) -> String {
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
