package import Assurance
package import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

/// The headline revenue of a network and what it rests on: with and without discretionary burns, and
/// by the evidence of its rows.
package struct EvidenceTable {
  let audit: Audit
  let network: NetworkAnalysis

  /// Creates the tables of a network of a run.
  package init(_ audit: Audit, _ network: NetworkAnalysis) {
    (self.audit, self.network) = (audit, network)
  }

  /// Everything; empty where the period has no revenue.
  var blocks: [Block] {
    guard let fact, fact.figure.value != nil, let tiers else { return [] }
    return [.bullets(lines(fact)), .table(table(of: tiers, fact))]
  }

  /// The headline revenue.
  private var fact: Fact? { audit.headline("revenue", of: network) }

  /// The rows behind the headline revenue by their evidence; they add up to it.
  package var tiers: EvidenceTiers? {
    guard let fact, fact.figure.value != nil else { return nil }
    return EvidenceTiers(of: "revenue", in: network, over: fact.period, basis: fact.basis)
  }

  // MARK: Lines

  private func lines(_ fact: Fact) -> [Text] {
    let phrase = fact.phrase ?? ""
    let name =
      fact.basis.isEmpty ? "Usage revenue" : "Revenue by the definition \(fact.basis)"
    return [Text("\(name) is \(phrase).")] + burns(fact) + share(fact)
  }

  /// The same with burns that usage did not cause, where rows state them.
  private func burns(_ fact: Fact) -> [Text] {
    guard network.network.series[SeriesID("discretionary_burns")] != nil else { return [] }
    guard fact.basis.isEmpty else {
      return ["Whether this definition holds discretionary burns, its explanation says."]
    }
    let period = fact.period
    let both = network.figure(of: .sum("revenue") + .sum("discretionary_burns"), period)
    let burns = audit.fact("discretionary_burns", of: network, period)
    guard let sum = both.value, both.isWhole, let extra = burns.phrase else {
      let why = burns.figure.value == nil ? burns.figure.state.reason : both.state.reason
      return [
        Text(
          "With discretionary burns it is not known: \(why.isEmpty ? "one of them is partial" : why)."
        )
      ]
    }
    return [
      Text(
        "With discretionary burns of \(extra) it would be \(NumberFormat.display(sum, .usd)); usage "
          + "did not cause them. Ratios of revenue leave them out; burn-to-mint counts every burn.")
    ]
  }

  private func share(_ fact: Fact) -> [Text] {
    let share = audit.fact("evidence_share", of: network, fact.period, basis: fact.basis)
    guard let phrase = share.phrase else { return [] }
    return [Text("Evidence share: \(phrase) of it is settled or burned on chain.")]
  }

  // MARK: Tiers

  private func table(of tiers: EvidenceTiers, _ fact: Fact) -> Table {
    let rows = tiers.tiers.map { tier -> [Cell] in
      [
        .text(Text(tier.evidence.description)), amount(tier.amount),
        .text(Text(share(tier.amount, of: tiers.total))), .text(Text("\(tier.rows)")),
        .text(Text(tier.cutRows == 0 ? "" : "\(tier.cutRows)")),
        .text(Text(tier.sources.joined(separator: ", "))),
      ]
    }
    let count = tiers.tiers.reduce(0) { $0 + $1.rows }
    let cut = tiers.tiers.reduce(0) { $0 + $1.cutRows }
    let sum: [Cell] = [
      .text(.strong("revenue")), amount(tiers.total),
      .text(Text(share(tiers.total, of: tiers.total))), .text(Text("\(count)")),
      .text(Text(cut == 0 ? "" : "\(cut)")), .empty,
    ]
    return Table(
      "Revenue of \(fact.period) by evidence",
      columns: [
        .init("Evidence"), .init("Amount", isNumeric: true), .init("Share", isNumeric: true),
        .init("Rows", isNumeric: true), .init("Rows cut", isNumeric: true), .init("Sources"),
      ], rows: rows + [sum],
      notes: cut == 0 ? [] : ["A row that reaches over an edge counts by its days in the period."])
  }

  private func amount(_ value: Double) -> Cell { .figure(FigureCell(value: value, unit: .usd)) }

  private func share(_ amount: Double, of total: Double) -> String {
    total > 0 ? NumberFormat.display(amount / total, .percent) : "—"
  }
}
