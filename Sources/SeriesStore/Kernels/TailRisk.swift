/// The worst returns of a window: the historical value at risk and what lies beyond it.
///
///     value at risk      = the 5 % quantile of simple returns, interpolated linearly
///     expected shortfall = the mean of the returns at or below it
///
/// - SeeAlso: Hyndman and Fan, "Sample Quantiles in Statistical Packages", *The American
///   Statistician* 50(4), 1996, type 7, which numpy and R take by default; Acerbi and Tasche, "On
///   the Coherence of Expected Shortfall", *Journal of Banking & Finance* 26(7), 2002.
public struct TailRisk: Hashable, Sendable {
  /// The return that one step in twenty falls below; a loss is negative.
  public let valueAtRisk: Double
  /// The mean return of those steps.
  public let expectedShortfall: Double

  /// The share of returns that lie in the tail.
  public static let share = 0.05
  /// The fewest returns: below 100 fewer than five of them make up the tail.
  public static let fewest = 100

  /// Finds the tail of at least 100 returns.
  ///
  /// - Parameters:
  ///   - returns: Simple returns of days, in any order.
  ///   - share: The part of the returns that counts as tail, above 0 and below 1.
  /// - Throws: `NoStatistic.tooFew`.
  /// - Complexity: O(*n*) on average (Hoare's selection), one copy of the returns.
  public init(of returns: Span<Double>, share: Double = TailRisk.share) throws(NoStatistic) {
    guard returns.count >= TailRisk.fewest else {
      throw .tooFew("daily returns", found: returns.count, needed: TailRisk.fewest)
    }
    let threshold = quantile(share, of: returns)
    var (sum, count) = (CompensatedSum(), 0)
    for index in returns.indices where returns[index] <= threshold {
      sum.add(returns[index])
      count += 1
    }
    (valueAtRisk, expectedShortfall) = (threshold, sum.value / Double(count))
  }
}

/// The value below which a share of the values lies, interpolated linearly between neighbours.
///
///     position = share × (n − 1);  x[⌊position⌋] + fraction × (x[⌊position⌋ + 1] − x[⌊position⌋])
func quantile(_ share: Double, of values: Span<Double>) -> Double {
  precondition(!values.isEmpty && share >= 0 && share <= 1, "a quantile of at least one value")
  let position = share * Double(values.count - 1)
  let rank = Int(position)
  var sorted = [Double](capacity: values.count) { output in
    for index in values.indices { output.append(values[index]) }
  }
  select(rank, in: &sorted)
  let fraction = position - Double(rank)
  guard fraction > 0, let next = sorted[(rank + 1)...].min() else { return sorted[rank] }
  return sorted[rank] + fraction * (next - sorted[rank])
}

/// Brings the value of a rank to its place: none before it is greater, none behind it smaller.
///
/// Source: C. A. R. Hoare, "Algorithm 65: Find", *Communications of the ACM* 4(7), 1961.
private func select(_ rank: Int, in values: inout [Double]) {
  var (lower, upper) = (0, values.count - 1)
  while lower < upper {
    let pivot = values[rank]
    var (left, right) = (lower, upper)
    while left <= right {
      while values[left] < pivot { left += 1 }
      while pivot < values[right] { right -= 1 }
      if left <= right {
        values.swapAt(left, right)
        (left, right) = (left + 1, right - 1)
      }
    }
    if right < rank { lower = left }
    if rank < left { upper = right }
  }
}
