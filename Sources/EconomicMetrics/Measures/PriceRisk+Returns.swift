import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// The downside deviation a year.
  static let downsideDeviation = ofReturns(
    "annualized downside deviation of returns of price", .percent, .downsideDeviation,
    \.downsideDeviation)

  /// The Sharpe ratio a year.
  static let sharpe = ofReturns("Sharpe ratio of returns of price", .multiple, .sharpe) {
    statistics throws(NoStatistic) in
    guard let ratio = statistics.sharpe else { throw .noSpread(of: "returns") }
    return ratio
  }

  /// The Sortino ratio a year.
  static let sortino = ofReturns("Sortino ratio of returns of price", .multiple, .sortino) {
    statistics throws(NoStatistic) in
    guard let ratio = statistics.sortino else { throw .noDownside }
    return ratio
  }

  /// The daily return that one day in twenty falls below.
  static let valueAtRisk = ofDailyTail(
    "low quantile of daily returns of price", .valueAtRisk, \.valueAtRisk)

  /// The mean daily return of those days.
  static let expectedShortfall = ofDailyTail(
    "mean of daily returns of price at or below their low quantile", .expectedShortfall,
    \.expectedShortfall)

  private static func ofDailyTail(
    _ name: String, _ form: Form.OfCloses, _ value: @escaping @Sendable (TailRisk) -> Double
  ) -> Measure {
    ofCloses(name, .percent, .closes(form)) { history throws(NoStatistic) in
      let (tail, window) = try history.dailyTail()
      return history.figure(value(tail), on: window)
    }
  }
}

extension PriceHistory {
  /// The worst daily returns and all of them.
  fileprivate func dailyTail() throws(NoStatistic) -> (TailRisk, ReturnWindow) {
    try reading.remembered("worst daily returns of price") { () throws(NoStatistic) in
      guard points.isFresh(.day, at: end) else {
        throw .stale(last: points.days[last], end: end)
      }
      let window =
        if let finest = try? window(), finest.grain == .day {
          finest
        } else {
          ReturnWindow(of: points, grain: .day, through: end, lengths: lengths)
        }
      let returns = window.simple
      let share = reading.policies[.valueAtRiskLevel]
      return (try TailRisk(of: returns.span, share: share), window)
    }
  }
}
