import Quantities
import SeriesStore

/// A rate that falls in a straight line and reaches 0 with the last day; the tokens are the area.
///
/// HIP 149 ends its supplement of HNT so, over 720 days.
struct LinearToZero: ReleaseCurve {
  private let rule: Profile.ScheduleRule

  init(_ rule: Profile.ScheduleRule) { self.rule = rule }

  func tokens(on day: Day) -> Double {
    guard rule.holds(on: day) else { return 0 }
    let days = Double((rule.until ?? rule.from) - rule.from + 1)
    return 2 * rule.tokens / (days * days) * (days - Double(day - rule.from) - 0.5)
  }
}
