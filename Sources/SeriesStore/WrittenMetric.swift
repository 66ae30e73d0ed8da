public import Quantities

/// A metric as `metrics.yaml` states it; whoever evaluates it parses the formula.
public struct WrittenMetric: Hashable, Sendable {
  /// The stable key, in snake case.
  public var id: String
  /// The name in a table.
  public var title: String
  /// What its figures count and how they are shown.
  public var unit: Unit
  /// The definition, in the formula language.
  public var formula: String
  /// What the number says; empty where the title does.
  public var meaning: String
  /// How to read a level.
  public var reading: String
  /// Where the definition or its convention stands, in free words.
  public var source: String
  /// What happens where the inputs are thin or odd.
  public var edges: String
  /// The path of its file.
  public var path: String
  /// Its first line there.
  public var line: UInt32
  /// The line in the file on which its formula stands, where faults of the formula are told.
  public var formulaLine: UInt32

  /// Creates a metric.
  public init(
    id: String, title: String, unit: Unit, formula: String, meaning: String = "",
    reading: String = "", source: String = "", edges: String = "", path: String = "",
    line: UInt32 = 0, formulaLine: UInt32 = 0
  ) {
    (self.id, self.title, self.unit, self.formula) = (id, title, unit, formula)
    (self.meaning, self.reading, self.source, self.edges) = (meaning, reading, source, edges)
    (self.path, self.line, self.formulaLine) = (path, line, formulaLine)
  }
}

extension [WrittenMetric] {
  /// These metrics with others that come after them; one of the same id takes the place of the first.
  public func replaced(by others: [WrittenMetric]) -> [WrittenMetric] {
    var metrics = self
    var places = Dictionary(uniqueKeysWithValues: metrics.indices.map { (metrics[$0].id, $0) })
    for metric in others {
      if let place = places[metric.id] {
        metrics[place] = metric
      } else {
        places[metric.id] = metrics.count
        metrics.append(metric)
      }
    }
    return metrics
  }
}
