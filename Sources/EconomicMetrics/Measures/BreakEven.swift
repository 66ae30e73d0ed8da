package import Formulas
import Foundation
import Quantities
package import SeriesStore

/// When revenue carries the scheduled emission, on three paths.
///
///     first day t with revenue(t) ≥ emission(t) × price(t), from the period's end on
///
/// Revenue follows its log-linear trend, of which a path takes a share; emission is the schedule's,
/// without what is minted again from burns; the price begins with the period's close and changes by
/// the path's rate. A falling price brings the day nearer: emission costs less, while the service is
/// priced in USD.
package struct BreakEven: Sendable {
  /// What may happen to growth and price.
  package enum Path: String, CaseIterable, Sendable {
    case bear, base, bull

    /// The share of the revenue trend that goes on, and the price's change a year.
    package func terms(_ policies: Policies) -> (growth: Double, price: Double) {
      switch self {
      case .bear: (policies[.bearGrowth], policies[.bearPrice])
      case .base: (policies[.baseGrowth], policies[.basePrice])
      case .bull: (policies[.bullGrowth], policies[.bullPrice])
      }
    }
  }

  /// The trend of revenue that the paths share.
  package let trend: RevenueTrend
  /// The day of each path as its number, or why there is none; a day that bounds from above where
  /// revenue carries the emission at the period's end already.
  package let days: [Path: Figure]

  /// Looks for the days; the state says why no path has one.
  package static func find(_ reading: MeasureReading) -> Result<BreakEven, RevenueTrend.NoTrend> {
    let end = reading.period.end
    let price = reading.figure(.close("price"))
    let emission = reading.figure(.sum("scheduled_emission"), over: Period(from: end, to: end))
    for figure in [price, emission] where figure.value == nil {
      return .failure(RevenueTrend.NoTrend(state: figure.state))
    }
    guard let close = price.value, close > 0 else {
      return .failure(RevenueTrend.NoTrend(state: .notMeaningful("price is 0")))
    }
    return RevenueTrend.fit(reading).map { trend in
      var basis = trend.basis.combined(with: price, into: 0, bound: nil)
      basis = basis.combined(with: emission, into: 0, bound: emission.bound)
      (basis.coverage, basis.grain) = (nil, trend.grain)
      let days = Path.allCases.map { path in
        (path, day(on: path, trend, close: close, basis, reading))
      }
      return BreakEven(trend: trend, days: Dictionary(uniqueKeysWithValues: days))
    }
  }

  private static func day(
    on path: Path, _ trend: RevenueTrend, close: Double, _ basis: Figure, _ reading: MeasureReading
  ) -> Figure {
    let (growth, price) = path.terms(reading.policies)
    let end = reading.period.end
    let line = Line(
      level: trend.level - log(close), slope: trend.growth * growth - log(1 + price) / 365, end: end
    )
    func found(_ day: Day, _ bound: Formula.Bound?) -> Figure {
      basis.combined(with: basis, into: Double(day.number), bound: bound)
    }
    let rows = reading.scheduledDays(from: end)
    if let first = rows.first, line.crosses(first.tokens, on: end...end) != nil {
      return found(end, .atMost)
    }
    guard trend.growth > 0 else {
      return Figure(
        .notMeaningful(
          "the trend of revenue is not above 0: \(NumberFormat.change(trend.growthPerYear)) a year")
      )
    }
    let years = reading.policies[.breakEvenYears]
    let last = end.adding(months: Int(years * 12))
    for row in rows where row.days.lowerBound <= last {
      let days = row.days.lowerBound...min(row.days.upperBound, last)
      if let day = line.crosses(row.tokens, on: days) { return found(day, basis.bound) }
    }
    guard let known = rows.last?.days.upperBound, known < last else {
      return Figure(.notMeaningful("not within \(NumberFormat.shortest(years)) years"))
    }
    return Figure(.missing("needs 'scheduled_emission', but its rules end \(known)"))
  }

  /// The logarithm of tokens that a day's revenue buys, as a straight line.
  private struct Line {
    let level: Double
    let slope: Double
    let end: Day

    /// The first of some days on which revenue buys so many tokens.
    func crosses(_ tokens: Double, on days: ClosedRange<Day>) -> Day? {
      guard tokens > 0 else { return days.lowerBound }
      let gap = log(tokens) - level - slope * Double(days.lowerBound - end)
      guard gap > 0 else { return days.lowerBound }
      guard slope > 0 else { return nil }
      let wait = NumberFormat.portable(gap / slope).rounded(.up)
      return wait <= Double(days.upperBound - days.lowerBound) ? days.lowerBound + Int(wait) : nil
    }
  }
}

extension MeasureReading {
  /// What the schedule emits a day, from a day on, in runs of days.
  fileprivate func scheduledDays(from day: Day) -> [(days: ClosedRange<Day>, tokens: Double)] {
    series("scheduled_emission")?.tracks.first.map { track in
      (0..<track.count).filter { track.end($0) >= day }.map { row in
        (
          days: max(day, track.starts[row])...track.end(row),
          tokens: track.amount(row) / Double(track.days(row))
        )
      }
    } ?? []
  }
}

extension Measure {
  /// The first day on which revenue carries the scheduled emission.
  static func breakEvenDate(on path: BreakEven.Path) -> Measure {
    Measure(
      "first day with revenue ≥ scheduled emission × price, \(path) path",
      reads: [.sum("revenue"), .sum("scheduled_emission"), .close("price")], unit: .date
    ) { reading in
      switch BreakEven.find(reading) {
      case .success(let found): found.days[path] ?? Figure(.notMeaningful("no such path"))
      case .failure(let reason): Figure(reason.state)
      }
    }
  }

  private static let growthNeeded =
    Formula.metric("scheduled_emission_next_year") * .close("price")
    / .sum("revenue", over: .trailingYear)

  /// The growth of revenue a year that carries next year's scheduled emission at today's price.
  ///
  ///     (scheduled emission of the next year × price ÷ revenue of twelve months)^(1 ÷ years) − 1
  static let breakEvenGrowth = Measure(
    "growth a year until revenue of twelve months carries the next year's scheduled emission",
    reads: [growthNeeded], unit: .percent, form: .growthOverYears
  ) { reading in
    let figure = reading.figure(growthNeeded)
    guard let ratio = figure.value else { return figure }
    guard figure.isWhole else { return Figure(.missing("revenue or schedule is not whole")) }
    let years = reading.policies[.breakEvenYears]
    let growth = ratio > 1 ? NumberFormat.portable(pow(ratio, 1 / years) - 1) : 0
    return figure.combined(with: figure, into: growth, bound: figure.bound)
  }
}
