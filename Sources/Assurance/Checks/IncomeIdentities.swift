import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

extension Check {
  /// Fees are what suppliers get and what the protocol keeps.
  static let feesNotTheirParts = Check(
    "fees.not-their-parts", "Fees that are not the sum of their parts", .warning,
    rationale:
      "Fees = supply-side revenue + protocol revenue, where a network publishes all three. "
      + "A gap is money that nobody accounts for, or counted twice.",
    source:
      "https://github.com/DefiLlama/dimension-adapters/blob/master/GUIDELINES.md; house tolerance",
    remedy: "take the three from one source, or give a part that counts otherwise a basis",
    thresholds: identityThresholds
  ) { subject in
    let parts = ["fees", "supply_side_revenue", "protocol_revenue"]
    guard parts.allSatisfy({ subject.network.series[SeriesID($0)] != nil }) else { return [] }
    return subject.gaps(
      of: .sum("fees") - .sum("supply_side_revenue") - .sum("protocol_revenue"), over: .sum("fees"),
      said: "fees less supply_side_revenue and protocol_revenue leave", series: "fees")
  }

  /// What the protocol keeps goes to holders and the treasury.
  static let protocolRevenueNotItsParts = Check(
    "protocol_revenue.not-its-parts", "Protocol revenue that is not the sum of its parts", .warning,
    rationale:
      "Protocol revenue = holders' revenue + treasury revenue, where both are published. It "
      + "is the metric identity_gap.",
    source: "https://github.com/DefiLlama/dimension-adapters/issues/9588; house tolerance",
    remedy: "get the part that is missing, or take all parts from one source",
    thresholds: identityThresholds
  ) { subject in
    subject.gaps(
      of: .metric("identity_gap"), over: .metric("protocol_revenue"),
      said: "protocol_revenue less holders_revenue and treasury_revenue leaves",
      series: "protocol_revenue")
  }

  private static let identityThresholds: [Threshold] = [
    .init("tolerance", 0.001, .percent, "share of the whole by which rounding may differ"),
    .init("quarters", 8, .count, "last quarters that are looked at"),
  ]
}

extension CheckSubject {
  /// One finding for the quarters in which an identity leaves something, with the worst of them.
  fileprivate func gaps(
    of difference: Formula, over whole: Formula, said: String, series: String
  ) -> [Finding] {
    let gaps = lastQuarters(Int(self["quarters"])).compactMap {
      quarter -> (quarter: Period, rest: Double, share: Double)? in
      let (rest, all) = (
        analysis.figure(of: difference, quarter), analysis.figure(of: whole, quarter)
      )
      guard rest.isWhole, let gap = rest.value, let base = all.value, base != 0 else { return nil }
      return (quarter, gap, printable(gap / abs(base)))
    }
    let broken = gaps.filter { abs($0.share) > self["tolerance"] }
    guard let worst = broken.reversed().max(by: { abs($0.share) < abs($1.share) }) else {
      return []
    }
    return [
      finding(
        "\(said) a rest in \(broken.count) of the \(gaps.count) last quarters that can be "
          + "checked, most in \(worst.quarter): \(NumberFormat.compact(worst.rest)) USD, "
          + NumberFormat.change(worst.share), of: SeriesID(series))
    ]
  }
}
