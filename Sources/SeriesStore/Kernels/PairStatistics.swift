/// How two columns of numbers move together: covariances of their pairs, found in two passes.
public struct PairStatistics: Hashable, Sendable {
  /// The number of pairs.
  public let count: Int

  private let (across, ofFirst, ofSecond): (Double, Double, Double)
  private let (firstVaries, secondVaries): (Bool, Bool)

  /// Computes sums of squares and products about the means; `nil` with fewer than two pairs.
  ///
  /// - Parameters:
  ///   - first: Numbers, such as logarithmic returns of a token.
  ///   - second: As many, each of the same days as its neighbour: returns of a benchmark.
  /// - Complexity: O(*n*) time, two passes, no allocation.
  public init?(of first: Span<Double>, and second: Span<Double>) {
    precondition(first.count == second.count, "pairs have two members")
    guard first.count > 1 else { return nil }
    let (x, y) = (mean(of: first), mean(of: second))
    var (xx, yy, xy) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    for index in first.indices {
      let (a, b) = (first[index] - x.mean, second[index] - y.mean)
      xx.add(a * a)
      yy.add(b * b)
      xy.add(a * b)
    }
    count = first.count
    (across, ofFirst, ofSecond) = (xy.value, xx.value, yy.value)
    let pairs = Double(first.count)
    firstVaries = isSpread((xx.value / pairs).squareRoot(), among: x.largest)
    secondVaries = isSpread((yy.value / pairs).squareRoot(), among: y.largest)
  }

  /// The slope of the first column over the second: by how much the one moves for each 1 % of the
  /// other.
  ///
  ///     beta = cov(x, y) ÷ var(y)
  ///
  /// - Returns: `nil` where the second column does not vary.
  /// - SeeAlso: Sharpe, "Capital Asset Prices", *Journal of Finance* 19(3), 1964.
  public var beta: Double? { secondVaries ? across / ofSecond : nil }

  /// Pearson's correlation, from −1 to 1.
  ///
  ///     cov(x, y) ÷ √(var(x) · var(y))
  ///
  /// - Returns: `nil` where one of the columns does not vary.
  public var correlation: Double? {
    guard firstVaries, secondVaries else { return nil }
    // Rounding may pass 1 by a digit.
    return min(1, max(-1, across / (ofFirst.squareRoot() * ofSecond.squareRoot())))
  }
}

private func mean(of values: Span<Double>) -> (mean: Double, largest: Double) {
  var (sum, largest) = (CompensatedSum(), 0.0)
  for index in values.indices {
    sum.add(values[index])
    largest = max(largest, abs(values[index]))
  }
  return (sum.value / Double(values.count), largest)
}
