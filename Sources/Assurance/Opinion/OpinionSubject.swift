import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

/// What the criteria of an opinion may look at: a network's figures of one period, what the checks
/// found and what its sources say of one another.
struct OpinionSubject {
  let analysis: NetworkAnalysis
  let period: Period
  /// The definition of revenue behind the headline; empty for the profile's.
  let basis: String
  let findings: [Finding]
  /// The comparisons that touch the period.
  let reconciliation: Reconciliation
  let materiality: OpinionMateriality

  var network: NetworkSeries { analysis.network }

  /// A figure of the catalogue; what rests on revenue takes the headline's definition.
  func figure(_ id: String) -> Figure {
    guard let metric = analysis.definition(id) else {
      preconditionFailure("the catalogue has no metric '\(id)'")
    }
    let basis = analysis.choosingSeries(of: metric) == "revenue" ? basis : ""
    return analysis.figure(metric, period, basis: basis)
  }

  var revenue: Figure { figure("revenue") }
  var emission: Figure { figure("emissions_usd") }

  /// The amount of revenue by the evidence of its rows; `nil` without revenue.
  var revenueTiers: EvidenceTiers? {
    revenue.value == nil
      ? nil : EvidenceTiers(of: "revenue", in: analysis, over: period, basis: basis)
  }

  /// The days from the last close to the period's end, with the close's source; `nil` without any.
  var priceAge: (days: Int, source: String)? {
    guard let points = network.points[SeriesID("price")],
      let index = points.last(through: period.end), let series = network.series[SeriesID("price")]
    else { return nil }
    return (period.end - points.days[index], series.tracks[points.places[index].track].source)
  }

  /// The readings of circulating, else total supply inside the period, with their sources.
  var supplyReadings: (series: String, count: Int, sources: [String]) {
    for name in OpinionSubject.supplies {
      guard let points = network.points[SeriesID(name)], let series = network.series[SeriesID(name)]
      else { continue }
      let inside = points.days.indices.filter {
        (period.start...period.end).contains(points.days[$0])
      }
      guard !inside.isEmpty else { continue }
      return (name, inside.count, inside.map { series.tracks[points.places[$0].track].source })
    }
    return ("circulating_supply", 0, [])
  }

  static let supplies = ["circulating_supply", "total_supply"]

  /// The series behind the four headline figures.
  static let headlines: [(name: String, series: Set<String>)] = [
    ("revenue", ["revenue"]), ("emission", ["tokens_emitted"]), ("price", ["price"]),
    ("supply", ["circulating_supply", "total_supply", "max_supply"]),
  ]

  /// The headline figures that cannot be formed for the period.
  var unknownHeadlines: [String] {
    let knows = [
      revenue.value != nil, emission.value != nil || !emission.state.isMissing,
      priceAge.map { $0.days <= PriceBook.oldestClose } ?? false, supplyReadings.count > 0,
    ]
    return zip(OpinionSubject.headlines, knows).filter { !$1 }.map(\.0.name)
  }

  /// The comparisons of a series, by the definition behind the headline, that say how far another
  /// source is from it.
  func comparisons(of name: String) -> [(pair: BridgePair, bridge: Bridge)] {
    let basis = name == "revenue" ? basis : ""
    let pairs = reconciliation.series.filter { $0.id == SeriesID(name) }.flatMap(\.pairs)
    // What two other definitions say of one another is no matter of the headline.
    return pairs.filter { [$0.first.id.basis, $0.second.id.basis].contains(basis) }.flatMap {
      pair in
      pair.bridges.filter { $0.verdict != .notComparable && $0.residualShare != nil }
        .map { (pair, $0) }
    }
  }

  /// The share of a comparison that counts against a figure: 0 where it agrees or is explained, as
  /// a bound may lie far from what it bounds.
  static func unexplainedShare(_ bridge: Bridge) -> Double {
    bridge.verdict == .unexplained ? abs(bridge.residualShare ?? 0) : 0
  }
}

extension Figure.State {
  /// Whether an input is absent.
  var isMissing: Bool { if case .missing = self { true } else { false } }
}

/// How large a difference must be to matter to a reader.
package struct OpinionMateriality: Hashable, Sendable {
  /// Of a flow of the period: a share of its amount.
  package let flows: Double
  /// Of a balance: a share of the opening supply.
  package let balances: Double

  /// Five per cent of a flow, one of a balance.
  ///
  /// ISA 320 leaves the benchmark and the share to judgement. Common practice is 5 % of a result and
  /// 0.5 to 1 % of turnover or total assets. Revenue is taken as a result here: readers set it against
  /// emission, where 5 % of it moves 0.50x to 0.53x, and one per cent is what rounding and the
  /// tolerance of reconciliations make. Supply is a balance.
  package static let standard = OpinionMateriality(flows: 0.05, balances: 0.01)

  /// From which share on a difference is pervasive: half of a figure is no longer confined.
  package static let pervasive = 0.5

  package init(flows: Double, balances: Double = 0.01) {
    (self.flows, self.balances) = (flows, balances)
  }
}
