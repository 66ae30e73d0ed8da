import Foundation
import Quantities
import SeriesStore

/// An amount that falls by the same share again and again, down to a floor.
///
/// io.net falls by 1.02 % a month, DIMO by 15 % a year; a halving every two years falls by 50 %.
struct GeometricDecay: ReleaseCurve {
  private let rule: Profile.ScheduleRule

  init(_ rule: Profile.ScheduleRule) { self.rule = rule }

  func tokens(on day: Day) -> Double {
    guard rule.holds(on: day) else { return 0 }
    let falls = rule.wholeMonths(to: day) / max(1, rule.decayMonths ?? 1)
    let left = rule.tokens * pow(1 - (rule.decay ?? 0), Double(falls))
    return max(rule.floor ?? 0, left) / rule.intervalDays(around: day)
  }
}
