import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

extension NetworkReport {
  /// The verdict in sentences, each made of figures; one without its figures is not said.
  var sentences: [String] {
    [revenue, coverage, burns, dilution, balance, price, divergence, weakestEvidence].compactMap(
      \.self)
  }

  private func headline(_ id: String) -> Fact? { audit.headline(id, of: network) }

  private var revenue: String? {
    guard let fact = headline("revenue") else { return nil }
    guard let phrase = fact.phrase else {
      let newest = audit.newest("revenue", of: network)
      let before =
        newest.flatMap { fact in fact.phrase.map { "; the newest is \($0) in \(fact.period)" } }
        ?? "; no quarter has any"
      return "Usage revenue of \(audit.scope.period) is not known (\(fact.figure.state.reason))"
        + "\(before)."
    }
    let name = fact.basis.isEmpty ? "Usage revenue" : "Revenue by the definition \(fact.basis)"
    let growth = network.fact(growthMetric, audit.scope.period, basis: fact.basis)
    let change = growth.whole.map { ", \(NumberFormat.change($0)) on the year" } ?? ""
    return "\(name) was \(phrase)\(change)."
  }

  private var growthMetric: MetricDefinition {
    guard let metric = audit.catalogue.metric("revenue_growth_yoy") else {
      preconditionFailure("the catalogue has growth on the year")
    }
    return metric
  }

  private var coverage: String? {
    guard let emission = headline("emissions_usd"), let worth = emission.phrase,
      let ratio = headline("revenue_to_emission")
    else { return nil }
    let scheduled = emission.figure.marks.contains(.scheduled) ? ", by its schedule," : ""
    guard let value = ratio.figure.value, ratio.figure.isWhole else {
      return "\(network.name) emitted tokens worth \(worth)\(scheduled) in the quarter; the share "
        + "that revenue covers is not known (\(ratio.figure.state.reason.ifEmpty("partial")))."
    }
    let bound = ratio.figure.bound.map { "\($0.phrase) " } ?? ""
    let share = NumberFormat.display(value, .percent)
    return
      "\(network.name) emitted tokens worth \(worth)\(scheduled) in the quarter; revenue covered "
      + "\(bound)\(share) of that: \(bearer(of: value))."
  }

  /// Who bears what revenue does not cover: where more was burned than emitted, no holder was diluted.
  private func bearer(of share: Double) -> String {
    if share >= 1 { return "the business carried the token" }
    if let net = headline("net_emission")?.whole, net <= 0 {
      return "burns that usage did not cause met the rest"
    }
    return "holders bore the rest by dilution"
  }

  private var burns: String? {
    guard let fact = headline("burn_to_mint"), let ratio = fact.whole,
      let net = headline("net_emission"), let value = net.whole
    else { return nil }
    let size = NumberFormat.display(abs(value), net.unit)
    let direction =
      value < 0 ? "burns exceeded emission by \(size)" : "emission exceeded burns by \(size)"
    let chosen = headline("discretionary_burns")?.phrase.map {
      "; \($0) of the burns were discretionary, not caused by usage"
    }
    return "For each token minted \(NumberFormat.fixed(ratio, decimals: 2)) were burned: "
      + "\(direction)\(chosen ?? "")."
  }

  private var dilution: String? {
    guard let fact = headline("dilution_annualized"), let value = fact.whole else { return nil }
    return "Circulating supply \(value >= 0 ? "grew" : "shrank") at "
      + "\(NumberFormat.display(abs(value), .percent)) a year between the readings nearest the "
      + "quarter's ends."
  }

  private var balance: String? {
    guard let gap = headline("growth_gap"), let value = gap.whole,
      let usage = headline("usage_growth")?.whole,
      let capacity = headline("capacity_growth")?.whole
    else { return nil }
    return "Usage grew \(NumberFormat.change(usage)) and capacity \(NumberFormat.change(capacity)) "
      + "on the quarter: \(value >= 0 ? "demand kept ahead of supply" : "supply ran ahead of demand")."
  }

  private var price: String? {
    guard let fact = headline("price"), let close = fact.phrase else { return nil }
    let change = headline("price_return")?.whole.map {
      "\(NumberFormat.change($0)) on the quarter"
    }
    let high = headline("drawdown_from_ath")?.whole.map {
      "\(NumberFormat.display($0, .percent)) from its high"
    }
    let facts = [change, high].compactMap(\.self).joined(separator: " and ")
    return "The token closed at \(close)\(facts.isEmpty ? "" : ", ")\(facts)."
  }

  private var divergence: String? {
    guard let fact = headline("divergence"), let value = fact.whole else { return nil }
    let side = value >= 0 ? "outgrew" : "fell behind"
    return "Over the year revenue \(side) the price by "
      + "\(NumberFormat.fixed(abs(value), decimals: 2)) log points."
  }

  private var weakestEvidence: String? {
    guard let fact = headline("revenue"), let tier = fact.figure.evidence, fact.figure.value != nil
    else { return nil }
    let words =
      switch tier {
      case .settled: "is settled on chain or audited"
      case .burn: "is burned on chain or tied to credit use"
      case .measured: "is read from the chain"
      case .operator: "is the operator's own word"
      case .press: "is third-hand"
      case .schedule: "follows from a rule, not from a measurement"
      }
    return "At its weakest, the evidence behind that revenue \(words)."
  }
}

extension String {
  fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
