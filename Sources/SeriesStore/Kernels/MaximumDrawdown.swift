/// Returns the deepest fall from a running peak, as a fraction of that peak.
///
///     drawdown(t) = value(t) ÷ peak(t) − 1;  the minimum over all t
///
/// The first value is the first peak. A series that never falls gives 0; one that loses three
/// quarters gives −0.75, even if it recovers.
///
/// - Parameter values: Levels above 0, oldest first. Not returns.
/// - Returns: A fraction from −1 to 0; `nil` with fewer than two values or one not above 0.
/// - Complexity: O(*n*) time, no allocation.
/// - SeeAlso: Magdon-Ismail and Atiya, "Maximum Drawdown", *Risk* 17(10), 2004.
public func maximumDrawdown(of values: Span<Double>) -> Double? {
  guard values.count > 1, values[0] > 0 else { return nil }
  var (peak, deepest) = (values[0], 0.0)
  for index in values.indices {
    guard values[index] > 0 else { return nil }
    peak = max(peak, values[index])
    deepest = min(deepest, values[index] / peak - 1)
  }
  return deepest
}
