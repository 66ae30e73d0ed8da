import Quantities
import SeriesStore

/// How a rule of a schedule spreads its tokens over days.
///
/// One type for each kind of rule. A list of rules makes steps; a halving is a decay of 50 %;
/// a vesting plan is a cliff and a steady release, as two rules.
protocol ReleaseCurve: Sendable {
  /// The tokens released on a day, for days on which the rule holds.
  func tokens(on day: Day) -> Double
}

extension Profile.ScheduleRule {
  /// The curve that the rule's keys describe.
  var curve: any ReleaseCurve {
    if isLinearToZero { return LinearToZero(self) }
    if percentOfSupply != nil { return ShareOfSupply(self) }
    if decay != nil { return GeometricDecay(self) }
    return from == until && per == .total ? Cliff(self) : SteadyRelease(self)
  }

  /// The days of the interval around a day, over which its amount is spread evenly.
  ///
  /// A year is the rule's own (366 days with a leap day), a month the calendar's, an epoch a day.
  func intervalDays(around day: Day) -> Double {
    switch per {
    case .day, .epoch: return 1
    case .week: return 7
    case .month:
      let (year, month, _) = day.components
      return Double(Day.length(ofMonth: month, year: year))
    case .year:
      let start = from.adding(months: wholeMonths(to: day) / 12 * 12)
      return Double(start.adding(months: 12) - start)
    case .total: return Double((until ?? from) - from + 1)
    }
  }

  /// Months that have passed since the rule began.
  func wholeMonths(to day: Day) -> Int {
    let (a, b) = (from.components, day.components)
    return max(0, (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0))
  }

  func holds(on day: Day) -> Bool { day >= from && day <= until ?? day }
}
