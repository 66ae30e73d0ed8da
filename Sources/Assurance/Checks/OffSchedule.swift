import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

extension Check {
  /// Measured emission that is not what the schedule says.
  static let offSchedule = Check(
    "tokens_emitted.off-schedule", "Emission off its schedule", .warning,
    rationale:
      "Emission follows from rules, so that a gap means rows of something else, a rule that "
      + "changed, or mint beyond the rules. It is the metric schedule_gap; less than a ceiling is no "
      + "gap, nor is one payment that falls into the quarter before or after.",
    remedy: "read the schedule's source again, and what the emission rows count",
    thresholds: [
      .init("tolerance", 0.05, .percent, "gap over the schedule"),
      .init("quarters", 8, .count, "last quarters that are looked at"),
    ]
  ) { subject in
    let gaps = subject.lastQuarters(Int(subject["quarters"])).compactMap {
      quarter -> (quarter: Period, gap: Double)? in
      let figure = subject.analysis.figure(of: .metric("schedule_gap"), quarter)
      guard figure.isWhole, let gap = figure.value.map(printable) else { return nil }
      let isCeiling =
        subject.analysis.figure(of: .sum("scheduled_emission"), quarter).bound == .atMost
      return (quarter, isCeiling ? max(0, gap) : gap)
    }
    let off = gaps.filter {
      abs($0.gap) > subject["tolerance"] + subject.network.onePayment(in: $0.quarter)
    }
    guard let worst = off.reversed().max(by: { abs($0.gap) < abs($1.gap) }) else { return [] }
    return [
      subject.finding(
        "tokens_emitted is off the schedule in \(off.count) of the \(gaps.count) last quarters "
          + "that can be checked, most in \(worst.quarter): \(NumberFormat.change(worst.gap))",
        of: SeriesID("tokens_emitted"))
    ]
  }
}

extension NetworkSeries {
  /// The share of a period's emission that the longest interval of the schedule's rules pays at once.
  ///
  /// Rows of weekly payments hold 13 or 14 of them in a quarter, where the rule has 13.1.
  fileprivate func onePayment(in period: Period) -> Double {
    let days = profile.emissionSchedule.map { rule -> Double in
      switch rule.per {
      case .day: return 1
      case .week, .epoch: return 7
      case .month, .year, .total: return 0
      }
    }
    return (days.max() ?? 0) / Double(period.days)
  }
}
