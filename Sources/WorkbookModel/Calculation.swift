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
    if case .blank = evaluate(expression) { return .number(0) }
    return evaluate(expression)
  }

  private func evaluate(_ expression: Expression) -> Value {
    switch expression {
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    case .cell(let address, _, _): value(at: address)
    case .block, .run, .span: .error
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
      return compareTexts(sign, left, right)
    }
    let value: Double =
      switch sign {
      case .plus: a + b
      case .minus: a - b
      case .times: a * b
      case .over: b == 0 ? .nan : a / b
      case .power: pow(a, b)
      case .less: a < b ? 1 : 0
      case .greater: a > b ? 1 : 0
      case .atMost: a <= b ? 1 : 0
      case .atLeast: a >= b ? 1 : 0
      case .equal, .unequal, .joined: .nan
      }
    return value.isFinite ? .number(value) : .error
  }

  /// A text is greater than any number, and no operand of arithmetic.
  private func compareTexts(_ sign: Expression.Sign, _ left: Value, _ right: Value) -> Value {
    let isGreater = arithmetic(left) == nil
    switch sign {
    case .less, .atMost: return .number(isGreater ? 0 : 1)
    case .greater, .atLeast: return .number(isGreater ? 1 : 0)
    default: return .error
    }
  }

  private func arithmetic(_ value: Value) -> Double? {
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

  private func isEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.text(let a), .text(let b)): a.lowercased() == b.lowercased()
    case (.text(let text), .blank), (.blank, .text(let text)): text.isEmpty
    default: arithmetic(left) == arithmetic(right) && arithmetic(left) != nil
    }
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
    case .and:
      let all = arguments.map { arithmetic(evaluate($0)) }
      return all.contains(nil) ? .error : .number(all.allSatisfy { $0 != 0 } ? 1 : 0)
    case .absolute: return scalar(arguments[0], abs)
    case .logarithm: return scalar(arguments[0]) { $0 > 0 ? log($0) : .nan }
    case .root: return scalar(arguments[0]) { $0 >= 0 ? $0.squareRoot() : .nan }
    case .index: return index(arguments).map(value(at:)) ?? .error
    case .match: return match(arguments)
    case .sumIfs: return sumIfs(arguments)
    case .countIf: return countIf(arguments)
    case .sumProduct: return sumProduct(arguments)
    case .count, .sum, .minimum, .maximum, .average, .deviation:
      return statistic(function, arguments)
    }
  }

  private func scalar(_ argument: Expression, _ function: (Double) -> Double) -> Value {
    guard let value = arithmetic(evaluate(argument)) else { return .error }
    let result = function(value)
    return result.isFinite ? .number(result) : .error
  }

  private func statistic(_ function: Expression.Function, _ arguments: [Expression]) -> Value {
    var numbers: [Double] = []
    for argument in arguments {
      guard let cells = cells(of: argument) else {
        let value = evaluate(argument)
        if case .error = value, function != .count { return .error }
        if let number = value.number { numbers.append(number) }
        continue
      }
      for cell in cells {
        let value = value(at: cell)
        if case .error = value, function != .count { return .error }
        if let number = value.number { numbers.append(number) }
      }
    }
    return statistic(function, of: numbers)
  }

  private func statistic(_ function: Expression.Function, of numbers: [Double]) -> Value {
    let (count, sum) = (Double(numbers.count), numbers.reduce(0, +))
    switch function {
    case .count: return .number(count)
    case .sum: return .number(sum)
    case .minimum: return .number(numbers.min() ?? 0)
    case .maximum: return .number(numbers.max() ?? 0)
    case .average: return count > 0 ? .number(sum / count) : .error
    default:
      guard count > 1 else { return .error }
      let squares = numbers.reduce(0) { $0 + ($1 - sum / count) * ($1 - sum / count) }
      return .number((squares / (count - 1)).squareRoot())
    }
  }

  /// The cells of a reference; `nil` where the argument is none.
  private func cells(of argument: Expression) -> [Address]? {
    switch argument {
    case .cell(let address, _, _): return [address]
    case .block(let from, let to): return rectangle(from, to)
    case .run(let from, let last):
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

  /// The cell that `INDEX` of one column or row points to.
  private func index(_ arguments: [Expression]) -> Address? {
    guard let place = arithmetic(evaluate(arguments[1])), place >= 1 else { return nil }
    guard case .block(let from, let to) = arguments[0] else { return nil }
    let row = from.row + Int(place) - 1
    return row <= to.row ? Address(sheet: from.sheet, row: row, column: from.column) : nil
  }

  private func match(_ arguments: [Expression]) -> Value {
    let wanted = evaluate(arguments[0])
    guard case .block(let from, let to) = arguments[1], let kind = evaluate(arguments[2]).number
    else { return .error }
    if case .error = wanted { return .error }
    if kind == 0 {
      if case .text(let text) = wanted { return place(of: text, from, to) }
      let row = (from.row...to.row).first { isEqual(value(in: from, $0), wanted) }
      return row.map { .number(Double($0 - from.row + 1)) } ?? .error
    }
    guard let limit = arithmetic(wanted) else { return .error }
    var (low, high) = (from.row, to.row + 1)
    while low < high {
      let middle = (low + high) / 2
      if let number = value(in: from, middle).number, number <= limit {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low > from.row ? .number(Double(low - from.row)) : .error
  }

  /// Places of texts in the blocks searched so far: rows are found by id, thousands of times.
  private var places: [Address: [String: Int]] = [:]

  private func place(of text: String, _ from: Address, _ to: Address) -> Value {
    if places[from] == nil {
      var found: [String: Int] = [:]
      for row in (from.row...to.row).reversed() {
        if case .text(let other) = value(in: from, row) {
          found[other.lowercased()] = row - from.row + 1
        }
      }
      places[from] = found
    }
    return places[from]?[text.lowercased()].map { .number(Double($0)) } ?? .error
  }

  private func value(in column: Address, _ row: Int) -> Value {
    value(at: Address(sheet: column.sheet, row: row, column: column.column))
  }

  private func sumIfs(_ arguments: [Expression]) -> Value {
    guard case .block(let from, let to) = arguments[0] else { return .error }
    var rows = Array(from.row...to.row)
    for pair in stride(from: 1, to: arguments.count, by: 2) {
      guard case .block(let first, _) = arguments[pair],
        let meets = criterion(evaluate(arguments[pair + 1]))
      else { return .error }
      rows = rows.filter { meets(value(in: first, $0 - from.row + first.row)) }
    }
    return .number(rows.reduce(0) { $0 + (value(in: from, $1).number ?? 0) })
  }

  private func countIf(_ arguments: [Expression]) -> Value {
    guard case .block(let from, let to) = arguments[0],
      let meets = criterion(evaluate(arguments[1]))
    else { return .error }
    return .number(Double((from.row...to.row).count { meets(value(in: from, $0)) }))
  }

  /// What a criterion such as `">=45000"` or a text asks of a cell.
  private func criterion(_ value: Value) -> ((Value) -> Bool)? {
    guard case .text(let text) = value else {
      guard let number = arithmetic(value) else { return nil }
      return { $0.number == number }
    }
    for (sign, holds) in Calculation.criteria where text.hasPrefix(sign) {
      guard let limit = Double(text.dropFirst(sign.count)) else { return nil }
      return { $0.number.map { holds($0, limit) } ?? false }
    }
    let wanted = text.lowercased()
    return { if case .text(let other) = $0 { other.lowercased() == wanted } else { false } }
  }

  private static let criteria: [(String, @Sendable (Double, Double) -> Bool)] = [
    (">=", { $0 >= $1 }), ("<=", { $0 <= $1 }), (">", { $0 > $1 }), ("<", { $0 < $1 }),
    ("=", { $0 == $1 }),
  ]

  private func sumProduct(_ arguments: [Expression]) -> Value {
    let columns = arguments.map { cells(of: $0)?.map { value(at: $0).number ?? 0 } ?? [] }
    guard let count = columns.first?.count, columns.allSatisfy({ $0.count == count }) else {
      return .error
    }
    return .number((0..<count).reduce(0) { sum, row in sum + columns.reduce(1) { $0 * $1[row] } })
  }
}
