import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

/// On whose word the figures rest.
extension OpinionCriterion {
  /// Revenue that anyone can check on chain.
  static let revenueEvidence = OpinionCriterion(
    "revenue.evidence", "share of revenue in rows that are settled or burned on chain", .percent,
    [
      .init(bound: .atLeast(0.8), effect: .qualification),
      .init(bound: .atLeast(OpinionMateriality.pervasive), effect: .disclaimer),
    ], unknown: .qualification,
    rationale:
      "From 80 % on the figure can be checked on chain. An operator's own word is a written "
      + "representation, which ISA 580 holds to be no sufficient evidence on its own; where it makes "
      + "more than half of the figure, there is nothing to form an opinion on."
  ) { subject in
    let figure = subject.figure("evidence_share")
    guard subject.revenue.value != nil else {
      return .notApplicable("there is no figure; see revenue.coverage")
    }
    let lift = "get rows of revenue that are settled or burned on chain for at least 80 % of it"
    guard let share = figure.value else {
      return .untested("the evidence share is not known: \(figure.state.reason)", lift: lift)
    }
    return .number(
      share,
      "\(NumberFormat.display(share, .percent)) of revenue is settled or burned on chain"
        + subject.rest, sources: subject.revenue.sources, lift: lift)
  }

  /// Emission that a rule says, not a measurement.
  static func emissionMeasured(_ materiality: OpinionMateriality) -> OpinionCriterion {
    OpinionCriterion(
      "emission.schedule", "share of the tokens emitted that a schedule states and nobody measured",
      .percent, [.init(bound: .atMost(materiality.flows), effect: .qualification)], unknown: .none,
      rationale:
        "A schedule says what should be minted, not what was; beyond materiality nobody has "
        + "looked."
    ) { subject in
      guard subject.emission.value != nil,
        let tiers = EvidenceTiers(of: "tokens_emitted", in: subject.analysis, over: subject.period),
        let share = tiers.share(of: [.schedule])
      else { return .notApplicable("there is no figure; see emission.coverage") }
      return .number(
        share, "\(NumberFormat.display(share, .percent)) of the tokens emitted follow a schedule",
        sources: tiers.tiers.flatMap(\.sources), lift: "get measured rows of tokens_emitted")
    }
  }
}

extension OpinionSubject {
  /// ` (62.0 % operator, 8.0 % press)`: what is not on chain, by evidence.
  fileprivate var rest: String {
    guard let tiers = revenueTiers, tiers.total > 0 else { return "" }
    let words = tiers.tiers.filter { $0.evidence > .burn }.map {
      "\(NumberFormat.display($0.amount / tiers.total, .percent)) \($0.evidence)"
    }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }
}
