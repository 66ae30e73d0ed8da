public import Formulas
public import Quantities
public import SeriesStore

/// The metrics that the audit computes, in the order in which reports show them.
public enum Catalogue {
  /// Families by letter.
  public static let families: [(letter: String, title: String, metrics: [MetricDefinition])] = [
    ("A", "Revenue and growth", MetricDefinition.revenueAndGrowth),
    (
      "B", "Emission, dilution, supply",
      MetricDefinition.emissionAndSupply + MetricDefinition.schedulesAhead
    ),
    ("C", "Burn and mint", MetricDefinition.burnAndMint),
    (
      "D", "Sustainability",
      MetricDefinition.sustainability + MetricDefinition.efficiencyAndHolders
        + MetricDefinition.breakEven
    ),
    (
      "E", "Demand against supply",
      MetricDefinition.demandAndSupply + MetricDefinition.providerEconomics
    ),
    ("F", "Valuation", MetricDefinition.valuation),
    ("G", "Price risk", MetricDefinition.priceRisk),
    (
      "H", "Price against fundamentals",
      MetricDefinition.priceAgainstFundamentals + MetricDefinition.priceAndRevenue
    ),
    ("I", "Customers", MetricDefinition.customers),
    ("J", "Reliability", MetricDefinition.reliability),
    ("K", "Cost advantage", MetricDefinition.costAdvantage),
    ("L", "Treasury", MetricDefinition.treasuryAndRunway),
    ("M", "Distribution", MetricDefinition.distribution),
    ("N", "Assurance", MetricDefinition.assurance),
  ]

  /// Every metric.
  public static let metrics: [MetricDefinition] = families.flatMap(\.metrics)

  private static let byID = Dictionary(uniqueKeysWithValues: metrics.map { ($0.id, $0) })

  /// The metric of an id.
  public static func metric(_ id: String) -> MetricDefinition? { byID[id] }

  /// The formula of an id.
  public static func formula(_ id: String) -> Formula? { byID[id]?.formula }

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

  /// The unit of a standard series, for checking formulas.
  public static func unit(of series: SeriesReference) -> Unit? {
    SeriesDefinition.standard.first { $0.name == series.name }?.unit
  }
}
