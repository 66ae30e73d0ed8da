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
}
