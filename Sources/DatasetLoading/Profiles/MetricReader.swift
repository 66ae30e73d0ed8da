import Quantities
import SeriesStore
import Yams

/// Reads `metrics.yaml`: metrics of the reader's own, whose formulas stay text.
struct MetricReader: YAMLFileReader {
  static let subject = "metric"

  let path: String
  // The source of a definition is free words: an address, or "house".
  let sources = SourceTable([], isIncomplete: true)
  var log = DiagnosticLog()
  private(set) var metrics: [WrittenMetric] = []
  private var lines: [String: UInt32] = [:]

  init(path: String) { self.path = path }

  private static let keys = [
    "id", "title", "unit", "formula", "meaning", "reading", "source", "edges",
  ]

  /// Reads one file.
  mutating func read(_ bytes: Span<UInt8>) {
    let noList = Fault(.wrongType, "the metrics are no list", "write each metric after '- '")
    for item in items(of: bytes, orFault: noList) {
      if let metric = metric(item) { add(metric) }
    }
  }

  private mutating func add(_ metric: WrittenMetric) {
    if let line = lines[metric.id] {
      return reportRepeat(.duplicateMetric, metric.id, metric.line, before: line)
    }
    lines[metric.id] = metric.line
    metrics.append(metric)
  }

  /// Reads one metric; whatever is wrong with it, all of its keys are looked at.
  private mutating func metric(_ node: Node) -> WrittenMetric? {
    guard let fields = mapping(node, "", keys: Self.keys) else { return nil }
    let id = id(fields)
    let title = text(fields, "title", isRequired: true)
    let unit = shownUnit(fields)
    let formula = text(fields, "formula", isRequired: true)
    let (meaning, reading) = (text(fields, "meaning"), text(fields, "reading"))
    let (source, edges) = (text(fields, "source"), text(fields, "edges"))
    guard let id, let title, let unit, let formula else { return nil }
    return WrittenMetric(
      id: id, title: title, unit: unit, formula: formula, meaning: meaning ?? "",
      reading: reading ?? "", source: source ?? "", edges: edges ?? "", path: path,
      line: UInt32(truncatingIfNeeded: fields.line),
      formulaLine: UInt32(truncatingIfNeeded: fields["formula"]?.value.line ?? fields.line))
  }

  /// An id that formulas, columns and cells can carry.
  private mutating func id(_ fields: YAMLMapping) -> String? {
    guard let id = text(fields, "id", isRequired: true) else { return nil }
    let isSnakeCase =
      id.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } ?? false
      && id.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
    guard isSnakeCase, id.utf8.count <= 60 else {
      let fault = Fault(
        .metricForm, "no id of a metric",
        "write at most 60 lower-case letters, digits and '_', a letter first")
      report(fault.at("id", id), fields["id"]?.line ?? fields.line)
      return nil
    }
    return id
  }

  /// A unit as tables show it.
  private mutating func shownUnit(_ fields: YAMLMapping) -> Unit? {
    guard let text = text(fields, "unit", isRequired: true) else { return nil }
    guard let unit = Unit.shown(as: text) else {
      let fault = Fault(
        .notAUnit, "not a unit", "write %, pp, x, 1, USD, or two units joined by '/'")
      report(fault.at("unit", text), fields["unit"]?.line ?? fields.line)
      return nil
    }
    return unit
  }
}
