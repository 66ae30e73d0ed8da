import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// The downside deviation a year.
  static let downsideDeviation = ofReturns(
    "annualized downside deviation of returns of price", .percent
  ) { window, policies throws(NoStatistic) in
    try statistics(of: window, policies).downsideDeviation
  }

  /// The Sharpe ratio a year.
  static let sharpe = ofReturns("Sharpe ratio of returns of price", .multiple) {
    window, policies throws(NoStatistic) in
    guard let ratio = try statistics(of: window, policies).sharpe else {
      throw .noSpread(of: "returns")
    }
    return ratio
  }

  /// The Sortino ratio a year.
  static let sortino = ofReturns("Sortino ratio of returns of price", .multiple) {
    window, policies throws(NoStatistic) in
    guard let ratio = try statistics(of: window, policies).sortino else { throw .noDownside }
    return ratio
  }

  /// The daily return that one day in twenty falls below.
  static let valueAtRisk = ofDailyTail("low quantile of daily returns of price", \.valueAtRisk)

  /// The mean daily return of those days.
  static let expectedShortfall = ofDailyTail(
    "mean of daily returns of price at or below their low quantile", \.expectedShortfall)

  /// Rates that are stated a year are spread evenly over its steps.
  private static func statistics(
    of window: ReturnWindow, _ policies: Policies
  ) throws(NoStatistic) -> ReturnStatistics {
    let (returns, steps) = (window.simple, window.grain.perYear)
    let found = ReturnStatistics(
      of: returns.span, perYear: steps, riskFree: policies[.riskFreeRate] / steps,
      leastAcceptable: policies[.acceptableReturn] / steps)
    guard let found else { throw .tooFew("returns", found: window.count, needed: 2) }
    return found
  }

  private static func ofDailyTail(
    _ name: String, _ value: @escaping @Sendable (TailRisk) -> Double
  ) -> Measure {
    ofCloses(name, .percent) { history throws(NoStatistic) in
      let (points, end) = (history.points, history.end)
      guard points.isFresh(.day, at: end) else {
        throw .stale(last: points.days[history.last], end: end)
      }
      let window = ReturnWindow(
        of: points, grain: .day, through: end, lengths: history.lengths)
      let returns = window.simple
      let share = history.reading.policies[.valueAtRiskLevel]
      return history.figure(value(try TailRisk(of: returns.span, share: share)), on: window)
    }
  }
}
