// Functions that find cells by their place or by what is in them, and sums over what is found.
extension Calculation {
  /// The cell that `INDEX` of one column or row points to.
  func index(_ arguments: [Expression]) -> Address? {
    guard let place = arithmetic(evaluate(arguments[1])), let vector = vector(arguments[0]) else {
      return nil
    }
    // A place before the first would be the whole column.
    return place >= 1 && Int(place) <= vector.count ? vector[Int(place) - 1] : nil
  }

  /// A column or a row of cells.
  struct Vector: Hashable {
    let first: Address
    let count: Int
    let isRow: Bool

    subscript(index: Int) -> Address {
      var address = first
      if isRow { address.column += index } else { address.row += index }
      return address
    }
  }

  private func vector(_ argument: Expression) -> Vector? {
    switch argument {
    case .cell(let address, _, _): Vector(first: address, count: 1, isRow: false)
    case .block(let from, let to):
      Vector(first: from, count: to.row - from.row + 1, isRow: false)
    case .line(let from, let last), .run(let from, let last):
      Vector(first: from, count: last - from.column + 1, isRow: true)
    default: nil
    }
  }

  func match(_ arguments: [Expression]) -> Value {
    let wanted = evaluate(arguments[0])
    guard let vector = vector(arguments[1]), let kind = evaluate(arguments[2]).number else {
      return .error
    }
    if case .error = wanted { return .error }
    if kind == 0 {
      if case .text(let text) = wanted { return place(of: text, vector) }
      let found = (0..<vector.count).first { isEqual(value(at: vector[$0]), wanted) }
      return found.map { .number(Double($0 + 1)) } ?? .error
    }
    guard let limit = arithmetic(wanted) else { return .error }
    var (low, high) = (0, vector.count)
    while low < high {
      let middle = (low + high) / 2
      if let number = value(at: vector[middle]).number, number <= limit {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low > 0 ? .number(Double(low)) : .error
  }

  private func place(of text: String, _ vector: Vector) -> Value {
    if places[vector] == nil {
      var found: [String: Int] = [:]
      for index in (0..<vector.count).reversed() {
        if case .text(let other) = value(at: vector[index]) {
          found[other.lowercased()] = index + 1
        }
      }
      places[vector] = found
    }
    return places[vector]?[text.lowercased()].map { .number(Double($0)) } ?? .error
  }

  func sumIfs(_ arguments: [Expression]) -> Value {
    guard let summed = vector(arguments[0]), let found = places(arguments.dropFirst(), summed.count)
    else { return .error }
    return .number(found.reduce(0) { $0 + (value(at: summed[$1]).number ?? 0) })
  }

  func countIfs(_ arguments: [Expression]) -> Value {
    guard let first = vector(arguments[0]), let found = places(arguments[...], first.count) else {
      return .error
    }
    return .number(Double(found.count))
  }

  /// The places at which pairs of a vector and a criterion all hold.
  private func places(_ pairs: ArraySlice<Expression>, _ count: Int) -> [Int]? {
    var found = Array(0..<count)
    for pair in stride(from: pairs.startIndex, to: pairs.endIndex, by: 2) {
      guard let vector = vector(pairs[pair]), vector.count == count,
        let meets = criterion(evaluate(pairs[pair + 1]))
      else { return nil }
      found = found.filter { meets(value(at: vector[$0])) }
    }
    return found
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
}
