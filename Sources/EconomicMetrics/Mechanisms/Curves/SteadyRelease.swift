import Quantities
import SeriesStore

/// The same amount in each interval, spread evenly over its days: a step of a schedule, or a linear
/// release where the amount is the total.
///
/// Helium paid 15,000,000 HNT in the year from 2024-08-01, 41,095.89 a day.
struct SteadyRelease: ReleaseCurve {
  private let rule: Profile.ScheduleRule

  init(_ rule: Profile.ScheduleRule) { self.rule = rule }

  func tokens(on day: Day) -> Double {
    guard rule.holds(on: day) else { return 0 }
    return rule.tokens / rule.intervalDays(around: day)
  }
}
