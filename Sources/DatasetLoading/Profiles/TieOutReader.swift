import Quantities
import SeriesStore
import Yams

/// Reads `tieouts.yaml`: published tables and what is to be computed beside them.
struct TieOutReader: YAMLFileReader {
  static let subject = "tie-out"

  let path: String
  /// Index of the file in the dataset.
  let file: UInt16
  let catalog: Catalog
  var sources: SourceTable { catalog.sources }
  var log = DiagnosticLog()
  private(set) var tieOuts: [TieOut] = []

  init(path: String, file: Int, catalog: Catalog) {
    (self.path, self.catalog) = (path, catalog)
    self.file = UInt16(truncatingIfNeeded: file)
  }

  private static let keys = ["id", "title", "author", "source", "related", "rows"]
  private static let rowKeys = [
    "network", "figure", "period", "value", "unit", "definition", "why",
  ]

  /// Reads one file.
  mutating func read(_ bytes: Span<UInt8>) {
    let noList = Fault(.wrongType, "the tie-outs are no list", "write each table after '- '")
    for item in items(of: bytes, orFault: noList) {
      if let table = table(item) { add(table) }
    }
  }

  private mutating func add(_ table: TieOut) {
    if let other = tieOuts.first(where: { $0.id == table.id }) {
      return reportRepeat(.tieOutForm, table.id, table.line, before: other.line)
    }
    tieOuts.append(table)
  }

  /// Reads one table; whatever is wrong with it, all of its keys are looked at.
  private mutating func table(_ node: Node) -> TieOut? {
    guard let fields = mapping(node, "", keys: Self.keys) else { return nil }
    let id = text(fields, "id", isRequired: true)
    let title = text(fields, "title")
    let author = text(fields, "author")
    let source = source(fields, isRequired: true)
    let related = related(fields)
    if !fields.has("rows") { reportMissing(fields, "rows") }
    let rows = list(fields, "rows").compactMap { row($0) }
    guard let id, let source else { return nil }
    let stated = sources.sources[source]
    return TieOut(
      id: id, title: title ?? stated?.title ?? "", author: author ?? stated?.publisher ?? "",
      source: source, related: related, rows: rows, file: file,
      line: UInt32(truncatingIfNeeded: fields.line))
  }

  private mutating func related(_ fields: YAMLMapping) -> [String] {
    list(fields, "related").compactMap { node in
      guard let id = text(node, "related") else { return nil }
      if let fault = sources.fault(of: id) { report(fault.at("related", id), node.line) }
      return id
    }
  }

  private mutating func row(_ node: Node) -> TieOut.Row? {
    guard let fields = mapping(node, "rows", keys: Self.rowKeys) else { return nil }
    let network = network(fields)
    let figure = text(fields, "figure", isRequired: true)
    let period = period(fields)
    let value = number(fields)
    let unit = unit(shown: fields)
    let definition = text(fields, "definition", isRequired: true)
    let why = text(fields, "why")
    guard let network, let figure, let period, let value, let unit, let definition else {
      return nil
    }
    func line(_ key: String) -> UInt32 {
      UInt32(truncatingIfNeeded: fields[key]?.value.line ?? fields.line)
    }
    return TieOut.Row(
      network: network, figure: figure, period: period, value: value, unit: unit,
      definition: definition, why: why ?? "", line: UInt32(truncatingIfNeeded: fields.line),
      figureLine: line("figure"), unitLine: line("unit"))
  }

  private mutating func network(_ fields: YAMLMapping) -> String? {
    guard let id = text(fields, "network", isRequired: true) else { return nil }
    do throws(Fault) {
      _ = try catalog.index(of: id)
      return id
    } catch {
      report(error.at(fields.path("network"), id), fields["network"]?.value.line ?? fields.line)
      return nil
    }
  }

  private mutating func period(_ fields: YAMLMapping) -> Period? {
    parsed(fields, "period", "not one period", "write 2025Q4, 2025-12 or 2025") { text in
      guard let periods = try? Period.parse(text), periods.count == 1 else { return nil }
      return periods[0]
    }
  }

  private mutating func number(_ fields: YAMLMapping) -> PublishedNumber? {
    parsed(
      fields, "value", "not a printed number", "write it as it is printed: 2.3M, -77%, 595800"
    ) { PublishedNumber($0) }
  }

  private mutating func unit(shown fields: YAMLMapping) -> Unit? {
    parsed(fields, "unit", "not a unit", "write one as it is shown: USD, TB, %, x, USD/token") {
      Unit.shown(as: $0)
    }
  }

  /// A required text that must mean something.
  private mutating func parsed<Value>(
    _ fields: YAMLMapping, _ key: String, _ problem: String, _ remedy: String,
    _ parse: (String) -> Value?
  ) -> Value? {
    guard let text = text(fields, key, isRequired: true) else { return nil }
    if let value = parse(text) { return value }
    let line = fields[key]?.value.line ?? fields.line
    report(Fault(.tieOutForm, problem, remedy).at(fields.path(key), text), line)
    return nil
  }
}
