/// Mean, spread and downside of simple returns, and the ratios made of them, found together.
public struct ReturnStatistics: Hashable, Sendable {
  /// The number of returns.
  public let count: Int
  /// The mean return of a step.
  public let mean: Double
  /// The spread of a step's return, with n − 1 in the denominator.
  public let standardDeviation: Double
  /// The downside of a step: the root of the mean over **all** returns of the squared shortfall.
  public let downside: Double
  /// Steps in a year.
  public let perYear: Double

  private let riskFree: Double
  private let leastAcceptable: Double
  private let largest: Double

  /// Computes the statistics of a window; `nil` with fewer than two returns.
  ///
  /// - Parameters:
  ///   - returns: Simple returns, `P(t) ÷ P(t − 1) − 1`, in any order.
  ///   - perYear: Steps in a year: 365 for days.
  ///   - riskFree: What a step earns without risk.
  ///   - leastAcceptable: The return of a step below which it counts as a loss.
  /// - Complexity: O(*n*) time, two passes, no allocation.
  public init?(
    of returns: Span<Double>, perYear: Double, riskFree: Double = 0, leastAcceptable: Double = 0
  ) {
    guard returns.count > 1 else { return nil }
    var (sum, shortfalls, squares) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    var largest = 0.0
    for index in returns.indices {
      let shortfall = min(returns[index] - leastAcceptable, 0)
      sum.add(returns[index])
      shortfalls.add(shortfall * shortfall)
      largest = max(largest, abs(returns[index]))
    }
    let mean = sum.value / Double(returns.count)
    for index in returns.indices {
      squares.add((returns[index] - mean) * (returns[index] - mean))
    }
    (count, self.mean, self.largest, self.perYear) = (returns.count, mean, largest, perYear)
    (self.riskFree, self.leastAcceptable) = (riskFree, leastAcceptable)
    standardDeviation = (squares.value / Double(returns.count - 1)).squareRoot()
    downside = (shortfalls.value / Double(returns.count)).squareRoot()
  }

  /// The downside deviation a year, as a fraction; 0 where no return falls short.
  ///
  ///     √(mean of min(r − least acceptable, 0)² over all n) × √(steps in a year)
  ///
  /// - SeeAlso: Rollinger and Hoffman, "Sortino: A 'Sharper' Ratio", Red Rock Capital, 2013, where
  ///   leaving returns above the target out of n is shown to be the common mistake.
  public var downsideDeviation: Double { downside * perYear.squareRoot() }

  /// The Sharpe ratio a year.
  ///
  ///     mean(r − risk-free) ÷ stdev(r, n − 1) × √(steps in a year)
  ///
  /// - Returns: `nil` where returns do not vary.
  /// - SeeAlso: Sharpe, "The Sharpe Ratio", *Journal of Portfolio Management* 21(1), 1994.
  public var sharpe: Double? {
    guard isSpread(standardDeviation, among: largest) else { return nil }
    return (mean - riskFree) / standardDeviation * perYear.squareRoot()
  }

  /// The Sortino ratio a year.
  ///
  ///     mean(r − least acceptable) × steps in a year ÷ downside deviation a year
  ///
  /// - Returns: `nil` where no return lies below the least acceptable one.
  public var sortino: Double? {
    guard isSpread(downside, among: largest) else { return nil }
    return (mean - leastAcceptable) * perYear / downsideDeviation
  }
}

/// Whether a spread is more than what rounding the quotients of closes makes of equal returns.
///
/// A ratio of closes near 1 is known to 1.1e-16 of itself; equal returns of decimal prices differ
/// by a few times that, and a ratio over such a spread would be a large number that says nothing.
func isSpread(_ deviation: Double, among largest: Double) -> Bool {
  deviation > 1e-14 * (1 + largest)
}
