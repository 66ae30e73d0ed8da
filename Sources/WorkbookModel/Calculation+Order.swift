// Functions that put the numbers of a block in order.
extension Calculation {
  /// `RANK`: one more than the number of cells before it; no cell of the block, no rank.
  func rank(_ arguments: [Expression]) -> Value {
    guard let value = evaluate(arguments[0]).number, let cells = cells(of: arguments[1]),
      let order = evaluate(arguments[2]).number
    else { return .error }
    let numbers = cells.compactMap { self.value(at: $0).number }
    guard numbers.contains(value) else { return .error }
    return .number(Double(1 + numbers.count { order == 0 ? $0 > value : $0 < value }))
  }
}
