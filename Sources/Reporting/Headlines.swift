package import EconomicMetrics
import Formulas
package import Quantities

/// The metrics of the league table and of the workbook's summary.
package enum Headlines {
  /// Ids, in the order of the columns.
  package static let metrics = [
    "revenue", "emissions_usd", "revenue_to_emission", "burn_to_mint", "dilution_annualized",
    "price_to_usage_revenue", "drawdown_from_ath", "growth_gap",
  ]
}

extension Audit {
  /// The definition of revenue that a headline shows: the profile's where it has a value, else the
  /// best-covered other one.
  ///
  /// Bounds and ends of ranges never stand in for a figure.
  package func headlineBasis(_ network: NetworkAnalysis, _ period: Period) -> String {
    guard let revenue = network.definition("revenue") else { return "" }
    func fact(_ basis: String) -> Fact { network.fact(revenue, period, basis: basis) }
    if fact("").whole != nil { return "" }
    let others = network.bases(of: revenue).filter {
      !$0.isEmpty && Formula.Bound(basis: $0) == nil
    }
    let known = others.filter { fact($0).figure.coverage ?? 0 >= Audit.leastCoverage }
    let best = known.max { fact($0).figure.coverage ?? 0 < fact($1).figure.coverage ?? 0 }
    guard let best else { return "" }
    let own = fact("").figure.coverage ?? 0
    return own > fact(best).figure.coverage ?? 0 ? "" : best
  }

  /// The least share of the days that another definition must cover to stand in for the profile's.
  static let leastCoverage = 0.5

  /// A headline figure: metrics that rest on revenue take the headline's definition of it.
  package func headline(
    _ id: String, of network: NetworkAnalysis, _ period: Period? = nil
  )
    -> Fact?
  {
    let period = period ?? scope.period
    guard let metric = network.definition(id) else { return nil }
    let basis =
      network.choosingSeries(of: metric) == "revenue" ? headlineBasis(network, period) : ""
    return network.fact(metric, period, basis: basis)
  }

  /// The newest quarter up to the reported one in which a headline figure is whole.
  func newest(_ id: String, of network: NetworkAnalysis) -> Fact? {
    var period = scope.period
    for _ in 0..<Audit.quartersBack {
      if let fact = headline(id, of: network, period), fact.whole != nil { return fact }
      period = period.previous
    }
    return nil
  }

  /// How far the search for the newest figure goes.
  static let quartersBack = 12

  /// A figure by id, under the profile's definitions unless one is chosen.
  func fact(
    _ id: String, of network: NetworkAnalysis, _ period: Period? = nil, basis: String = ""
  ) -> Fact {
    guard let metric = network.definition(id) else {
      preconditionFailure("the catalogue has no metric '\(id)'")
    }
    return network.fact(metric, period ?? scope.period, basis: basis)
  }
}
