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
  var (peak, trough, deepest) = (values[0], values[0], 0.0)
  for index in values.indices {
    let value = values[index]
    if value > peak {
      // Division rounds without changing the order: the lowest close below a peak fell deepest.
      deepest = min(deepest, trough / peak - 1)
      (peak, trough) = (value, value)
    } else if value < trough {
      guard value > 0 else { return nil }
      trough = value
    }
  }
  return min(deepest, trough / peak - 1)
}
