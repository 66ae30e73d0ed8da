// Functions that make one number of the numbers of a block.
extension Calculation {
  /// `SUM`, `AVERAGE` and their kin over cells and values; texts are passed over, errors are not.
  func statistic(_ function: Expression.Function, _ arguments: [Expression]) -> Value {
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

  func statistic(_ function: Expression.Function, of numbers: [Double]) -> Value {
    let (count, sum) = (Double(numbers.count), numbers.reduce(0, +))
    switch function {
    case .count: return .number(count)
    case .sum: return .number(sum)
    case .minimum: return .number(numbers.min() ?? 0)
    case .maximum: return .number(numbers.max() ?? 0)
    case .average: return count > 0 ? .number(sum / count) : .error
    case .squares: return .number(numbers.reduce(0) { $0 + $1 * $1 })
    case .median: return median(numbers)
    default:
      guard count > 1 else { return .error }
      let squares = numbers.reduce(0) { $0 + ($1 - sum / count) * ($1 - sum / count) }
      return .number((squares / (count - 1)).squareRoot())
    }
  }

  private func median(_ numbers: [Double]) -> Value {
    guard !numbers.isEmpty else { return .error }
    let (sorted, middle) = (numbers.sorted(), numbers.count / 2)
    return .number(
      numbers.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2)
  }

  /// `PERCENTILE`: linear between the two nearest ranks.
  func percentile(_ arguments: [Expression]) -> Value {
    let numbers = (cells(of: arguments[0]) ?? []).compactMap { value(at: $0).number }.sorted()
    guard let share = arithmetic(evaluate(arguments[1])), !numbers.isEmpty, (0...1).contains(share)
    else { return .error }
    let place = share * Double(numbers.count - 1)
    let (low, high) = (Int(place), min(Int(place) + 1, numbers.count - 1))
    return .number(numbers[low] + (place - Double(low)) * (numbers[high] - numbers[low]))
  }

  /// `SLOPE` and `CORREL` over the pairs in which both cells have a number.
  func paired(_ function: Expression.Function, _ arguments: [Expression]) -> Value {
    guard let first = cells(of: arguments[0]), let second = cells(of: arguments[1]),
      first.count == second.count
    else { return .error }
    let pairs = zip(first, second).compactMap { a, b -> (y: Double, x: Double)? in
      guard let y = value(at: a).number, let x = value(at: b).number else { return nil }
      return (y, x)
    }
    let count = Double(pairs.count)
    let (y, x) = (pairs.reduce(0) { $0 + $1.y } / count, pairs.reduce(0) { $0 + $1.x } / count)
    let xy = pairs.reduce(0) { $0 + ($1.y - y) * ($1.x - x) }
    let xx = pairs.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    let yy = pairs.reduce(0) { $0 + ($1.y - y) * ($1.y - y) }
    let result = function == .slope ? xy / xx : xy / (xx * yy).squareRoot()
    return result.isFinite ? .number(result) : .error
  }

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
