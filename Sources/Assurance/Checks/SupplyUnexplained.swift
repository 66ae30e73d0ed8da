import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

extension Check {
  /// Opening supply and what moved it make the closing supply.
  static let supplyUnexplained = Check(
    "supply.unexplained", "Supply that does not roll forward", .warning,
    rationale: "Opening supply, plus emitted and unlocked, less burned and newly locked, is the "
      + "closing supply. What is left is a source that counts otherwise, or a flow that nobody "
      + "publishes.",
    source: "roll-forward of audit practice; house tolerance",
    remedy: "get the flow that is missing, or supplies and flows of one source",
    thresholds: [
      .init(
        "tolerance", SupplyRollForward.tolerance, .percent, "unexplained share of opening supply"),
      .init("quarters", 8, .count, "last quarters that are rolled forward"),
    ]
  ) { subject in
    var rolled = 0
    let gaps = subject.lastQuarters(Int(subject["quarters"])).compactMap { quarter -> Gap? in
      guard let roll = SupplyRollForward(subject.analysis.reading(quarter)),
        let residual = roll.residual.value, let opening = roll.opening.value, opening > 0
      else { return nil }
      rolled += 1
      let share = printable(residual / opening)
      return abs(share) > subject["tolerance"] ? Gap(quarter, share, roll.supply) : nil
    }
    // The newest of equals: `max` would take the oldest, quarters being listed backwards.
    guard let worst = gaps.reversed().max(by: { abs($0.share) < abs($1.share) }) else { return [] }
    return [
      subject.finding(
        "\(worst.supply) does not roll forward in \(gaps.count) of the \(rolled) last quarters "
          + "that can be checked, most in \(worst.quarter): \(NumberFormat.change(worst.share)) "
          + "of the opening supply", of: SeriesID(worst.supply))
    ]
  }
}

/// What a quarter leaves unexplained.
private struct Gap {
  let quarter: Period
  let share: Double
  let supply: String

  init(_ quarter: Period, _ share: Double, _ supply: String) {
    (self.quarter, self.share, self.supply) = (quarter, share, supply)
  }
}
