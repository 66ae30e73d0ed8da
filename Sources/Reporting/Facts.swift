package import EconomicMetrics
package import Formulas
package import Quantities
import SeriesStore

/// A figure with its place: one row of `facts.csv`.
package struct Fact: Sendable {
  /// Network id.
  package let network: String
  /// Metric id.
  package let metric: String
  /// The definition chosen; empty for the profile's.
  package let basis: String
  /// Over which days.
  package let period: Period
  /// In the network's own words.
  package let unit: Unit
  /// The number, or why there is none.
  package let figure: Figure

  /// Stable identity: `helium/revenue_to_emission[all-burns]@2025Q4`.
  package var id: String {
    "\(network)/\(metric)\(basis.isEmpty ? "" : "[\(basis)]")@\(period.key)"
  }
}

extension Audit {
  /// Figures in the order network, metric, basis, period; networks are computed in parallel.
  ///
  /// - Parameters:
  ///   - networks: Which networks.
  ///   - metrics: The ids for each network; one that it does not know is passed over.
  ///   - periods: Over which days.
  ///   - allBases: Whether every definition that rows exist for is taken, or only the profile's.
  /// - Returns: A fact for each, with a number or without.
  package func facts(
    of networks: [NetworkAnalysis], metrics: [[String]], over periods: [Period], allBases: Bool
  ) -> [Fact] {
    facts(of: networks, metrics: metrics, over: periods, allBases: allBases) { $0 }.flatMap(\.self)
  }

  /// The same, made into something else network by network, so that the facts of all networks need
  /// not be held at once.
  package func facts<Made: Sendable>(
    of networks: [NetworkAnalysis], metrics: [[String]], over periods: [Period], allBases: Bool,
    made make: @Sendable ([Fact]) -> Made
  ) -> [Made] {
    let (series, policies, catalogue) = (networks.map(\.network), scope.policies, catalogue)
    return inParallel(series.count) { index in
      // An analysis remembers what it computed and so belongs to one task.
      let network = NetworkAnalysis(
        series[index], policies: policies, catalogue: catalogue)
      return make(
        metrics[index].compactMap(network.definition).flatMap {
          network.facts($0, periods, allBases: allBases)
        })
    }
  }

  /// Every metric of the catalogue, every series of its own and every definition.
  package func allFacts() -> [Fact] {
    facts(
      of: networks, metrics: networks.map(\.allMetrics), over: scope.periods, allBases: true)
  }
}

extension NetworkAnalysis {
  /// One figure with its place.
  package func fact(_ metric: MetricDefinition, _ period: Period, basis: String = "") -> Fact {
    fact(metric, period, basis: basis, unit: unit(of: metric))
  }

  private func fact(
    _ metric: MetricDefinition, _ period: Period, basis: String, unit: Unit
  )
    -> Fact
  {
    Fact(
      network: network.id, metric: metric.id, basis: basis, period: period, unit: unit,
      figure: figure(metric, period, basis: basis))
  }

  /// A metric over some periods, under one definition or all.
  func facts(_ metric: MetricDefinition, _ periods: [Period], allBases: Bool) -> [Fact] {
    let unit = unit(of: metric)
    return (allBases ? bases(of: metric) : [""]).flatMap { basis in
      periods.map { fact(metric, $0, basis: basis, unit: unit) }
    }
  }

  /// The catalogue's ids and those of other series that the network has rows of.
  package var allMetrics: [String] {
    let known = catalogue.metrics.map(\.id)
    let own = Set(network.series.keys.map(\.name)).subtracting(known).sorted()
    return known + own.filter { definition($0) != nil }
  }
}
