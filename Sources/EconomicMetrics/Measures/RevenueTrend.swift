package import Formulas
import Foundation
import Quantities
import SeriesStore

/// A straight line through the logarithms of revenue a day.
///
///     ln(revenue a day) = level + growth × (day − end), by least squares
///
/// The observations are the finest of: at least 20 of the last 26 calendar weeks, 6 of the last 12
/// months, 4 of the last 8 quarters; each whole, above 0 and set at the middle of its days, the newest
/// among them.
package struct RevenueTrend: Sendable {
  /// Logarithm of revenue a day, in USD, at the period's end.
  package let level: Double
  /// Growth of the logarithm a day.
  package let growth: Double
  /// The share of the variance that the line explains, R².
  package let fit: Double
  /// How many observations there are.
  package let observations: Int
  /// Days of an observation: 7, 31 or 92.
  package let grain: Int
  /// What the observations rest on; its number is their mean a day.
  package let basis: Figure

  /// Growth a year of 365 days, as a fraction.
  package var growthPerYear: Double { NumberFormat.portable(exp(growth * 365) - 1) }

  /// Fits the trend of revenue up to a period's end; the state says why there is none.
  package static func fit(_ reading: MeasureReading) -> Result<RevenueTrend, NoTrend> {
    let now = reading.figure(.sum("revenue"))
    guard now.value != nil else { return .failure(NoTrend(state: now.state)) }
    let end = reading.period.end
    let quarter = Period.quarter(of: end)
    // Rows of a month make no weeks: what cannot be there is not looked for.
    let grain = reading.series("revenue")?.finestGrain ?? 0
    let weeks = grain > 7 ? [] : Period.weeks(26, endingBy: end)
    let months = grain > 31 ? [] : run(12, from: Period.lastMonth(through: end))
    let quarters = run(8, from: quarter.end <= end ? quarter : quarter.previous)
    for (periods, least, grain) in [(weeks, 20, 7), (months, 6, 31), (quarters, 4, 92)] {
      let whole = periods.map { ($0, reading.figure(.sum("revenue"), over: $0)) }
        .filter { $1.isWhole && $1.value ?? 0 > 0 && $1.grain <= grain }
      guard whole.count >= least, whole.last?.0 == periods.last else { continue }
      return .success(RevenueTrend(whole, end: end, grain: grain))
    }
    return .failure(
      NoTrend(
        state: .missing(
          "a trend needs revenue above 0 in 20 of 26 weeks, 6 of 12 months or 4 of 8 quarters")))
  }

  /// Why there is no trend.
  package struct NoTrend: Error {
    /// The state of a figure that rests on the trend.
    package let state: Figure.State
  }

  private static func run(_ count: Int, from last: Period) -> [Period] {
    var periods = [last]
    while periods.count < count { periods.insert(periods[0].previous, at: 0) }
    return periods
  }

  private init(_ whole: [(Period, Figure)], end: Day, grain: Int) {
    let points = whole.map { period, figure in
      (
        x: Double(period.start - end) + Double(period.days - 1) / 2,
        y: log((figure.value ?? 1) / Double(period.days))
      )
    }
    let count = Double(points.count)
    func mean(_ value: ((x: Double, y: Double)) -> Double) -> Double {
      var sum = CompensatedSum()
      for point in points { sum.add(value(point)) }
      return sum.value / count
    }
    let (x, y) = (mean(\.x), mean(\.y))
    let (xx, yy) = (mean { ($0.x - x) * ($0.x - x) }, mean { ($0.y - y) * ($0.y - y) })
    let xy = mean { ($0.x - x) * ($0.y - y) }
    growth = NumberFormat.portable(xy / xx)
    level = NumberFormat.portable(y - xy / xx * x)
    // Equal observations vary by rounding alone, and any line through them is as good.
    fit = yy > 1e-24 ? NumberFormat.portable(xy * xy / (xx * yy)) : 1
    var figure = whole.dropFirst().reduce(whole[0].1) {
      $0.combined(with: $1.1, into: 0, bound: nil)
    }
    (figure.coverage, figure.grain, figure.observations) = (nil, grain, points.count)
    (basis, observations, self.grain) = (figure, points.count, grain)
  }
}

extension Measure {
  /// Growth a year of the trend of revenue.
  static let revenueTrend = trend("growth a year of the log-linear trend of revenue", .percent) {
    $0.growthPerYear
  }

  /// How well a straight line through the logarithms describes revenue, R².
  static let revenueTrendFit = trend("R² of the log-linear trend of revenue", .one) { $0.fit }

  private static func trend(
    _ name: String, _ unit: Quantities.Unit, _ value: @escaping @Sendable (RevenueTrend) -> Double
  ) -> Measure {
    Measure(name, reads: [.sum("revenue")], unit: unit) { reading in
      switch RevenueTrend.fit(reading) {
      case .success(let trend):
        trend.basis.combined(with: trend.basis, into: value(trend), bound: nil)
      case .failure(let reason): Figure(reason.state)
      }
    }
  }
}

extension Series {
  /// The days of the shortest row.
  fileprivate var finestGrain: Int? {
    tracks.compactMap { track in
      track.ends.isEmpty ? 1 : (0..<track.count).map(track.days).min()
    }.min()
  }
}
