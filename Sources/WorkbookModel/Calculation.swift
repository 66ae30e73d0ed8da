import Foundation
import Quantities

/// Calculates the formulas of a workbook as a spreadsheet does, so that each is written with the
/// value that a reader's program will find.
final class Calculation {
  /// A cell's value; comparisons give 1 or 0.
  enum Value: Sendable {
    case blank
    case number(Double)
    case text(String)
    case error

    var number: Double? { if case .number(let value) = self { value } else { nil } }
  }

  private let grids: [Grid]
  private var known: [[[Value?]]]

  init(_ grids: [Grid]) {
    self.grids = grids
    known = grids.map { $0.rows.map { Array(repeating: nil, count: $0.count) } }
  }

  /// The values calculated so far, by sheet, row and column.
  var values: [[[Value?]]] { known }

  func rowCount(of sheet: Int) -> Int { grids[sheet].rows.count }

  func columnCount(of sheet: Int, row: Int) -> Int { grids[sheet].rows[row].count }

  func value(at address: Address) -> Value {
    guard address.row < grids[address.sheet].rows.count,
      address.column < grids[address.sheet].rows[address.row].count
    else { return .blank }
    if let value = known[address.sheet][address.row][address.column] { return value }
    let value = compute(grids[address.sheet].rows[address.row][address.column].content)
    known[address.sheet][address.row][address.column] = value
    return value
  }

  private func compute(_ content: Grid.Content) -> Value {
    switch content {
    case .blank: .blank
    case .number(let value): .number(value)
    case .text(let text), .link(let text, target: _): .text(text)
    case .day(let day): .number(day.serial)
    case .formula(let expression): result(of: expression)
    }
  }

  /// A formula's result: an empty cell reads as 0.
  private func result(of expression: Expression) -> Value {
    let value = evaluate(expression)
    if case .blank = value { return .number(0) }
    return value
  }

  func evaluate(_ expression: Expression) -> Value {
    switch expression {
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    case .cell(let address, _, _): value(at: address)
    case .block, .run, .line, .span: .error
    case .binary(let sign, let left, let right):
      combine(sign, evaluate(left), evaluate(right))
    case .call(let function, let arguments): call(function, arguments)
    }
  }

  private func combine(_ sign: Expression.Sign, _ left: Value, _ right: Value) -> Value {
    if case .error = left { return .error }
    if case .error = right { return .error }
    switch sign {
    case .joined: return .text(text(left) + text(right))
    case .equal: return .number(isEqual(left, right) ? 1 : 0)
    case .unequal: return .number(isEqual(left, right) ? 0 : 1)
    default: break
    }
    guard let a = arithmetic(left), let b = arithmetic(right) else {
      return compareTexts(sign, left)
    }
    let value: Double =
      switch sign {
      case .plus: a + b
      case .minus: a - b
      case .times: a * b
      case .over: b == 0 ? .nan : a / b
      case .power: pow(a, b)
      case .less: a < b && !isClose(a, b) ? 1 : 0
      case .greater: a > b && !isClose(a, b) ? 1 : 0
      case .atMost: a <= b || isClose(a, b) ? 1 : 0
      case .atLeast: a >= b || isClose(a, b) ? 1 : 0
      case .equal, .unequal, .joined: .nan
      }
    return value.isFinite ? .number(value) : .error
  }

  /// A text on either side: it is greater than any number, and no operand of arithmetic.
  private func compareTexts(_ sign: Expression.Sign, _ left: Value) -> Value {
    let isGreater = arithmetic(left) == nil
    switch sign {
    case .less, .atMost: return .number(isGreater ? 0 : 1)
    case .greater, .atLeast: return .number(isGreater ? 1 : 0)
    default: return .error
    }
  }

  func arithmetic(_ value: Value) -> Double? {
    switch value {
    case .blank: 0
    case .number(let number): number
    case .text, .error: nil
    }
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .blank, .error: ""
    case .number(let number): NumberFormat.shortest(number)
    case .text(let text): text
    }
  }

  func isEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.text(let a), .text(let b)): a.lowercased() == b.lowercased()
    case (.text(let text), .blank), (.blank, .text(let text)): text.isEmpty
    default:
      if let a = arithmetic(left), let b = arithmetic(right) { isClose(a, b) } else { false }
    }
  }

  /// Whether spreadsheets take two numbers for equal: LibreOffice where they differ by less than a
  /// 2^-48 of themselves, Excel where fifteen digits are the same.
  private func isClose(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) < abs(a) * 0x1p-48
  }

  // MARK: Functions

  private func call(_ function: Expression.Function, _ arguments: [Expression]) -> Value {
    switch function {
    case .if:
      guard let condition = arithmetic(evaluate(arguments[0])) else { return .error }
      return evaluate(arguments[condition != 0 ? 1 : 2])
    case .ifError:
      let value = evaluate(arguments[0])
      if case .error = value { return evaluate(arguments[1]) }
      return value
    case .isNumber: return .number(evaluate(arguments[0]).number == nil ? 0 : 1)
    case .and, .or:
      let all = arguments.map { arithmetic(evaluate($0)) }
      if all.contains(nil) { return .error }
      let holds = { (value: Double?) in value != 0 }
      return .number(
        (function == .and ? all.allSatisfy(holds) : all.contains(where: holds)) ? 1 : 0)
    case .sign: return scalar(arguments[0]) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case .months: return day(arguments)
    case .right:
      guard let count = evaluate(arguments[1]).number else { return .error }
      return .text(String(text(evaluate(arguments[0])).suffix(Int(count))))
    case .fixed: return fixed(arguments)
    case .slope, .correlation: return paired(function, arguments)
    case .percentile: return percentile(arguments)
    case .rank: return rank(arguments)
    case .absolute: return scalar(arguments[0], abs)
    case .logarithm: return scalar(arguments[0]) { $0 > 0 ? log($0) : .nan }
    case .root: return scalar(arguments[0]) { $0 >= 0 ? $0.squareRoot() : .nan }
    case .index: return index(arguments).map(value(at:)) ?? .error
    case .match: return match(arguments)
    case .sumIfs: return sumIfs(arguments)
    case .countIf, .countIfs: return countIfs(arguments)
    case .sumProduct: return sumProduct(arguments)
    case .count, .sum, .minimum, .maximum, .average, .deviation, .median, .squares:
      return statistic(function, arguments)
    }
  }

  private func scalar(_ argument: Expression, _ function: (Double) -> Double) -> Value {
    guard let value = arithmetic(evaluate(argument)) else { return .error }
    let result = function(value)
    return result.isFinite ? .number(result) : .error
  }

  /// `FIXED`: a text with commas between thousands.
  private func fixed(_ arguments: [Expression]) -> Value {
    guard let value = arithmetic(evaluate(arguments[0])),
      let decimals = arithmetic(evaluate(arguments[1]))
    else { return .error }
    let text = NumberFormat.fixed(value, decimals: Int(decimals))
    return .text(text.replacing("−", with: "-"))
  }

  /// `EDATE`: so many months later.
  private func day(_ arguments: [Expression]) -> Value {
    guard let serial = arithmetic(evaluate(arguments[0])),
      let months = arithmetic(evaluate(arguments[1]))
    else { return .error }
    return .number((Day(serial: serial)).adding(months: Int(months)).serial)
  }

  /// The cells of a reference; `nil` where the argument is none.
  func cells(of argument: Expression) -> [Address]? {
    switch argument {
    case .cell(let address, _, _): return [address]
    case .block(let from, let to): return rectangle(from, to)
    case .run(let from, let last), .line(let from, let last):
      return rectangle(from, Address(sheet: from.sheet, row: from.row, column: last))
    case .span(.call(.index, let first), .call(.index, let last)):
      guard let from = index(first), let to = index(last) else { return nil }
      return rectangle(
        Address(sheet: from.sheet, row: min(from.row, to.row), column: from.column),
        Address(sheet: to.sheet, row: max(from.row, to.row), column: to.column))
    default: return nil
    }
  }

  private func rectangle(_ from: Address, _ to: Address) -> [Address] {
    (from.row...to.row).flatMap { row in
      (from.column...to.column).map { Address(sheet: from.sheet, row: row, column: $0) }
    }
  }

  /// Places of texts in the blocks searched so far: rows are found by id, thousands of times.
  var places: [Vector: [String: Int]] = [:]

  /// `SUMPRODUCT`: its arguments are calculated cell by cell; texts count 0 where they stand alone.
  private func sumProduct(_ arguments: [Expression]) -> Value {
    let columns = arguments.map(array)
    guard let count = columns.first?.count,
      columns.allSatisfy({ $0.count == count && !$0.contains { $0.isError } })
    else { return .error }
    return .number(
      (0..<count).reduce(0) { sum, row in sum + columns.reduce(1) { $0 * ($1[row].number ?? 0) } })
  }

  /// The values of an expression over cells: one for each, or one where it has none.
  private func array(_ expression: Expression) -> [Value] {
    if let cells = cells(of: expression) { return cells.map(value(at:)) }
    switch expression {
    case .binary(let sign, let left, let right):
      let (a, b) = (array(left), array(right))
      guard a.count == b.count || a.count == 1 || b.count == 1 else { return [.error] }
      return (0..<max(a.count, b.count)).map {
        combine(sign, a[a.count == 1 ? 0 : $0], b[b.count == 1 ? 0 : $0])
      }
    case .call(let function, let arguments) where Calculation.cellwise.contains(function):
      return array(arguments[0]).map { Calculation.apply(function, $0) }
    case .call(let function, let arguments) where Calculation.folding.contains(function):
      let values = arguments.flatMap(array)
      if values.contains(where: \.isError) { return [.error] }
      return [statistic(function, of: values.compactMap(\.number))]
    default: return [evaluate(expression)]
    }
  }

  /// Functions that `SUMPRODUCT` applies to each cell, and those that make one number of all.
  private static let cellwise: Set<Expression.Function> = [.isNumber, .absolute, .sign]
  private static let folding: Set<Expression.Function> = [.maximum, .minimum, .median, .sum]

  private static func apply(_ function: Expression.Function, _ value: Value) -> Value {
    if function == .isNumber { return .number(value.number == nil ? 0 : 1) }
    switch value {
    case .blank: return .number(0)
    case .number(let number):
      return .number(function == .absolute ? abs(number) : number > 0 ? 1 : number < 0 ? -1 : 0)
    case .text, .error: return .error
    }
  }
}

extension Calculation.Value {
  fileprivate var isError: Bool { if case .error = self { true } else { false } }
}
