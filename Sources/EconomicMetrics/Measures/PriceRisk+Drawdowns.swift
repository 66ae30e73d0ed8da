import Formulas
public import Quantities
public import SeriesStore

extension Measure {
  /// How often the close fell below an earlier one.
  static let drawdowns = ofWholePath("falls of price below a previous close", .count, .falls) {
    Double($0.episodes)
  }

  /// The days of the longest fall, to its recovery or to date.
  static let longestDrawdown = ofWholePath("days of the longest fall of price", .days, .longestFall)
  {
    Double($0.longest?.length ?? 0)
  }

  /// The share of closes below the running peak.
  static let underwaterShare = ofWholePath(
    "share of closes of price below the running peak", .percent, .underwaterShare,
    \.underwaterShare)

  /// The root of the mean squared drawdown of a window.
  static let ulcerIndex = ofCloses("Ulcer index of price", .percent, .closes(.ulcerIndex)) {
    history throws(NoStatistic) in
    let window = try history.window()
    guard let index = history.points.ulcerIndex(of: window) else { throw .notAboveZero }
    return history.figure(index, on: window)
  }

  /// Growth a year over the deepest fall of the last 36 months, or of what there is.
  static let calmar = ofCloses(
    "Calmar ratio of price over 36 months", .multiple, .closes(.calmar)
  ) {
    history throws(NoStatistic) in
    let points = history.points
    let start = ReturnGrain.month.windowStart(before: history.end, history.lengths)
    let closes = (points.first(from: start) ?? history.last)..<history.last + 1
    let (first, last) = (closes.lowerBound, history.last)
    let growth = try compoundAnnualGrowth(
      from: points.values[first], to: points.values[last],
      days: points.days[last] - points.days[first])
    let values = points.values
    guard let deepest = maximumDrawdown(of: values.span.extracting(closes)) else {
      throw .notAboveZero
    }
    let ratio = try calmarRatio(growth: growth, drawdown: deepest)
    return history.figure(NumberFormat.portable(ratio), on: closes)
  }

  private static func ofWholePath(
    _ name: String, _ unit: Unit, _ form: Form.OfCloses,
    _ value: @escaping @Sendable (DrawdownPath) -> Double
  ) -> Measure {
    ofCloses(name, unit, .closes(form)) { history throws(NoStatistic) in
      let path = try history.path()
      return history.figure(value(path), on: 0..<history.last + 1)
    }
  }
}

extension NetworkAnalysis {
  /// The five deepest falls of the price up to a period's end, deepest first.
  ///
  /// - Parameter period: A fall that goes on is counted to its last day.
  /// - Returns: None where the price never fell, or has fewer than two closes above 0.
  public func worstDrawdowns(_ period: Period) -> [Drawdown] {
    (try? network.prices.closes.drawdowns(through: period.end).worst) ?? []
  }
}
