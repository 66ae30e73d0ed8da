import Foundation
import Quantities
import SeriesStore

/// A year's share of the supply at that year's start, which earlier years have raised; the share
/// falls year by year, down to a floor.
///
/// peaq begins with 3.5 % and falls by 10 % a year to 1 %; its runtime takes the rate of the whole
/// issuance at the year's start.
struct ShareOfSupply: ReleaseCurve {
  private let rule: Profile.ScheduleRule

  init(_ rule: Profile.ScheduleRule) { self.rule = rule }

  func tokens(on day: Day) -> Double {
    guard rule.holds(on: day), var supply = rule.supply else { return 0 }
    let year = rule.wholeMonths(to: day) / 12
    for past in 0..<year { supply *= 1 + rate(past) }
    return supply * rate(year) / rule.intervalDays(around: day)
  }

  private func rate(_ year: Int) -> Double {
    let falls = year * 12 / max(1, rule.decayMonths ?? 12)
    let share = (rule.percentOfSupply ?? 0) * pow(1 - (rule.decay ?? 0), Double(falls))
    return max(rule.floor ?? 0, share)
  }
}
