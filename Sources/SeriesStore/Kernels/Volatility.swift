/// Returns the sample standard deviation, with n − 1 in the denominator.
///
/// - Parameter values: Any finite numbers.
/// - Returns: `nil` with fewer than two values.
/// - Complexity: O(*n*) time, two passes, no allocation.
/// - SeeAlso: Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", 1983.
public func standardDeviation(of values: Span<Double>) -> Double? {
  guard values.count > 1 else { return nil }
  var sum = CompensatedSum()
  for index in values.indices { sum.add(values[index]) }
  let mean = sum.value / Double(values.count)
  var squares = CompensatedSum()
  for index in values.indices {
    squares.add((values[index] - mean) * (values[index] - mean))
  }
  return (squares.value / Double(values.count - 1)).squareRoot()
}

/// Returns the annualized standard deviation of logarithmic returns.
///
///     stdev(ln(P(t) ÷ P(t − 1)), n − 1) × √(steps in a year)
///
/// - Parameter window: Returns of one grain; `Points.returnGrain(through:)` finds the finest one that
///   has enough of them.
/// - Returns: A fraction a year; `nil` with fewer than two returns.
/// - Complexity: O(*n*) in the returns of the window.
public func annualizedVolatility(of window: ReturnWindow) -> Double? {
  let returns = window.logarithmic
  return standardDeviation(of: returns.span).map { $0 * window.grain.perYear.squareRoot() }
}
