public import Formulas
public import Quantities
public import SeriesStore

/// The metrics that an audit computes, in the order in which reports show them.
public struct Catalogue: Sendable {
  /// Metrics of one subject.
  public struct Family: Sendable {
    /// The first letter of its metrics' codes.
    public let letter: String
    /// The heading above them.
    public let title: String
    /// Its metrics, in the order of their codes.
    public let metrics: [MetricDefinition]

    init(_ letter: String, _ title: String, _ metrics: [MetricDefinition]) {
      (self.letter, self.title, self.metrics) = (letter, title, metrics)
    }
  }

  /// The metrics that come with the program.
  public static let standard = Catalogue([
    Family("A", "Revenue and growth", MetricDefinition.revenueAndGrowth),
    Family(
      "B", "Emission, dilution, supply",
      MetricDefinition.emissionAndSupply + MetricDefinition.schedulesAhead
    ),
    Family("C", "Burn and mint", MetricDefinition.burnAndMint),
    Family(
      "D", "Sustainability",
      MetricDefinition.sustainability + MetricDefinition.efficiencyAndHolders
        + MetricDefinition.breakEven
    ),
    Family(
      "E", "Demand against supply",
      MetricDefinition.demandAndSupply + MetricDefinition.providerEconomics
    ),
    Family("F", "Valuation", MetricDefinition.valuation),
    Family("G", "Price risk", MetricDefinition.priceRisk),
    Family(
      "H", "Price against fundamentals",
      MetricDefinition.priceAgainstFundamentals + MetricDefinition.priceAndRevenue
    ),
    Family("I", "Customers", MetricDefinition.customers),
    Family("J", "Reliability", MetricDefinition.reliability),
    Family("K", "Cost advantage", MetricDefinition.costAdvantage),
    Family("L", "Treasury", MetricDefinition.treasuryAndRunway),
    Family("M", "Distribution", MetricDefinition.distribution),
    Family("N", "Assurance", MetricDefinition.assurance),
  ])

  /// Families by letter.
  public let families: [Family]
  /// Every metric.
  public let metrics: [MetricDefinition]
  private let byID: [String: MetricDefinition]

  private init(_ families: [Family]) {
    self.families = families
    metrics = families.flatMap(\.metrics)
    byID = Dictionary(uniqueKeysWithValues: metrics.map { ($0.id, $0) })
  }

  /// The catalogue with metrics of the reader's own, whose ids are new, as the last family.
  public func adding(_ own: [MetricDefinition]) -> Catalogue {
    own.isEmpty ? self : Catalogue(families + [Family("U", "Own metrics", own)])
  }

  /// The metric of an id; `nil` where the catalogue has none.
  ///
  /// - Complexity: O(1).
  public func metric(_ id: String) -> MetricDefinition? { byID[id] }

  /// Whether there is a metric of an id.
  func knows(_ id: String) -> Bool { byID[id] != nil }

  /// The formula of the metric of an id; `nil` where the catalogue has none.
  ///
  /// - Complexity: O(1).
  public func formula(_ id: String) -> Formula? { byID[id]?.formula }

  /// A metric that only reads one series, for a name that no metric has.
  public static func metric(reading definition: SeriesDefinition) -> MetricDefinition {
    let series = SeriesReference(definition.name)
    let formula: Formula =
      switch definition.kind {
      case .flow: .sum(series)
      case .stock: .last(series)
      case .level: .close(series)
      }
    return MetricDefinition(
      "", definition.name, definition.name.replacing("_", with: " "), definition.unit, formula,
      meaning: definition.meaning, source: "profile of the network", examples: [])
  }

  /// The unit of a standard series, for checking formulas; `nil` for a series of a network's own.
  public static func unit(of series: SeriesReference) -> Unit? {
    SeriesDefinition.standard.first { $0.name == series.name }?.unit
  }
}
