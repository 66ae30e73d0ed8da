import Foundation

/// The shortest time, in days, that has a growth rate a year.
public let shortestGrowth = 90

/// Returns the growth of a price a year, compounded.
///
///     (last ÷ first)^(365.25 ÷ days) − 1
///
/// A price that ends at 0 gives −1. Years are those elapsed, however many closes there are: a count
/// of rows over 252 makes 80-fold growth of a year of weeks (`Tests/SeriesStoreTests/Reference`).
///
/// - Parameters:
///   - first: The opening close.
///   - last: The closing close.
///   - days: The days between the two.
/// - Returns: A fraction a year, from −1.
/// - Throws: `NoStatistic` under 90 days, or where a close is negative or the first one 0.
/// - Complexity: O(1).
public func compoundAnnualGrowth(
  from first: Double, to last: Double, days: Int
) throws(NoStatistic) -> Double {
  guard days >= shortestGrowth else {
    throw .tooFew("days of closes", found: days, needed: shortestGrowth)
  }
  guard first > 0, last >= 0 else { throw .notAboveZero }
  return pow(last / first, 365.25 / Double(days)) - 1
}

/// Returns the Calmar ratio: growth a year over the deepest fall of the same window.
///
/// - Parameters:
///   - growth: The compound annual growth.
///   - drawdown: The maximum drawdown, from −1 to 0.
/// - Returns: A multiple; negative where the price shrank.
/// - Throws: `NoStatistic.noDrawdown` where the price never fell.
/// - Complexity: O(1).
/// - SeeAlso: Young, "Calmar Ratio: A Smoother Tool", *Futures* 20(1), 1991: 36 months.
public func calmarRatio(growth: Double, drawdown: Double) throws(NoStatistic) -> Double {
  guard drawdown < 0 else { throw .noDrawdown }
  return growth / -drawdown
}
