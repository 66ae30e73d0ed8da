public import Formulas
import Quantities
public import SeriesStore

extension Names {
  /// The names of metrics and of standard series, with those that a dataset adds.
  ///
  /// - Parameters:
  ///   - metrics: Metrics by id; the last of an id counts.
  ///   - own: Series that profiles declare; a standard one of the same name stays what it is.
  ///   - words: The words that attributes may have; any may stand for one that is not listed.
  /// - Returns: Names that formulas and conditions may use.
  public static func catalogue(
    metrics: [MetricDefinition] = Catalogue.standard.metrics, own: [SeriesDefinition] = [],
    words: [Condition.Attribute: [String]] = [:]
  ) -> Names {
    let units = Dictionary(metrics.map { ($0.id, $0.unit) }, uniquingKeysWith: { $1 })
    let series = Dictionary(
      (own + SeriesDefinition.standard).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return Names(
      metric: { units[$0] }, series: { series[$0] },
      known: Set(units.keys).union(series.keys).sorted(), words: words)
  }

  /// The names that a dataset's claims and screens may use: a catalogue's metrics, the standard
  /// series, those that profiles declare, and the networks.
  public static func all(
    of dataset: Dataset, metrics: [MetricDefinition] = Catalogue.standard.metrics
  ) -> Names {
    let networks = dataset.networks + dataset.benchmarks
    let own = networks.flatMap { network in
      network.profile.series.sorted { $0.key < $1.key }.compactMap { name, properties in
        properties.kind.flatMap { kind in
          properties.unit.flatMap(Unit.init).map {
            SeriesDefinition(name, kind, $0, properties.meaning ?? name)
          }
        }
      }
    }
    return catalogue(
      metrics: metrics, own: own, words: [.network: dataset.networks.map(\.id).sorted()])
  }
}
