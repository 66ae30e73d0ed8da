import Formulas
import Quantities
import SeriesStore

/// The closes of a price up to a period's end, as measures of risk read them.
struct PriceHistory {
  /// What else may be read.
  let reading: MeasureReading
  /// The price.
  let series: Series
  /// Its closes.
  let points: Points
  /// The last close that counts, at most 35 days before the end.
  let last: Int

  /// The last day of the period.
  var end: Day { reading.period.end }
  /// How far back risk measures look.
  var lengths: WindowLengths { reading.policies.windows }

  /// Returns of the finest grain that has enough of them.
  func window() throws(NoStatistic) -> ReturnWindow {
    try reading.remembered("returns of price") { () throws(NoStatistic) in
      guard let window = points.returnWindow(through: end, lengths: lengths) else {
        throw .fewReturns(through: end)
      }
      return window
    }
  }

  /// Statistics of those returns; rates that are stated a year are spread evenly over its steps.
  func statistics() throws(NoStatistic) -> ReturnStatistics {
    try reading.remembered("statistics of returns of price") { () throws(NoStatistic) in
      let window = try window()
      let (returns, steps) = (window.simple, window.grain.perYear)
      let found = ReturnStatistics(
        of: returns.span, perYear: steps, riskFree: reading.policies[.riskFreeRate] / steps,
        leastAcceptable: reading.policies[.acceptableReturn] / steps)
      guard let found else { throw .tooFew("returns", found: window.count, needed: 2) }
      return found
    }
  }

  /// Falls since the first close.
  func path() throws(NoStatistic) -> DrawdownPath {
    try reading.remembered("drawdowns of price") { () throws(NoStatistic) in
      try points.drawdowns(through: end)
    }
  }

  /// A number that rests on closes, with their grain.
  func figure(_ value: Double, on closes: Range<Int>) -> Figure {
    reading.figure(
      value, restingOn: series, points, closes, grain: points.spacing(of: closes))
  }

  /// A number that rests on the returns of a window.
  func figure(_ value: Double, on window: ReturnWindow) -> Figure {
    var figure = reading.figure(
      value, restingOn: series, points, window.closes, grain: window.grain.days)
    figure.observations = window.count
    return figure
  }
}

extension Measure {
  /// A measure of the closes of the price, missing where none lies near the period's end.
  static func ofCloses(
    _ name: String, _ unit: Unit, _ form: Form,
    _ compute: @escaping @Sendable (PriceHistory) throws(NoStatistic) -> Figure
  ) -> Measure {
    Measure(name, reads: [.close("price")], unit: unit, form: form) { reading in
      let end = reading.period.end
      guard let series = reading.series("price"), let points = reading.points("price") else {
        return Figure(.missing("needs 'price'"))
      }
      guard let last = points.last(through: end),
        end - points.days[last] <= Evaluator.oldestHistoryClose
      else {
        let seen = points.last(through: end).map { ", last seen \(points.days[$0])" } ?? ""
        return Figure(.missing("needs 'price' near \(end)\(seen)"))
      }
      let history = PriceHistory(reading: reading, series: series, points: points, last: last)
      do throws(NoStatistic) {
        return try compute(history)
      } catch {
        return Figure(error)
      }
    }
  }

  /// A measure of the returns in the window of daily, weekly or monthly closes.
  static func ofReturns(
    _ name: String, _ unit: Unit, _ form: Form.OfCloses,
    _ value: @escaping @Sendable (ReturnStatistics) throws(NoStatistic) -> Double
  ) -> Measure {
    ofCloses(name, unit, .closes(form)) { history throws(NoStatistic) in
      let statistics = try history.statistics()
      return history.figure(try value(statistics), on: try history.window())
    }
  }
}
