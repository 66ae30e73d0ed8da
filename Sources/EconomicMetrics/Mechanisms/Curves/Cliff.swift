import Quantities
import SeriesStore

/// Everything on one day: an airdrop, the end of a lock-up.
struct Cliff: ReleaseCurve {
  private let (day, amount): (Day, Double)

  init(_ rule: Profile.ScheduleRule) { (day, amount) = (rule.from, rule.tokens) }

  func tokens(on day: Day) -> Double { day == self.day ? amount : 0 }
}
