import EconomicMetrics
import Quantities
import Reporting
import TextRendering

extension Audit {
  /// Facts as the lines of a data file; each network's lines are made as soon as its figures are.
  func dataFile(
    of networks: [NetworkAnalysis], metrics: [[String]], over periods: [Period], allBases: Bool,
    by writer: CSVWriter = CSVWriter()
  ) -> String {
    let parts = facts(of: networks, metrics: metrics, over: periods, allBases: allBases) {
      writer.lines($0.lazy.map(\.cells))
    }
    return writer.header + parts.joined()
  }

  /// All facts as `facts.csv` and as `facts.json`, computed once; `identity` are the members that say
  /// which report they are of.
  func factFiles(_ identity: [(name: String, value: JSONValue)]) -> (csv: String, json: String) {
    let (csv, json) = (CSVWriter(), JSONWriter())
    let parts = facts(
      of: networks, metrics: networks.map(\.allMetrics), over: scope.periods, allBases: true
    ) { facts in
      (
        csv: csv.lines(facts.lazy.map(\.cells)),
        json: facts.map { json.line(of: $0.compactJSON) }.joined(separator: ",\n")
      )
    }
    let rows = parts.map(\.json).filter { !$0.isEmpty }.joined(separator: ",\n")
    return (csv.header + parts.map(\.csv).joined(), Fact.document(identity, rows: rows))
  }
}

extension Fact {
  /// The name of the form of `facts.json`; another number means that readers have to change.
  static let schema = "depin-audit/facts/1"

  /// `facts.json`: what it is, its columns, and rows of one line each, which `grep` and `diff` like.
  fileprivate static func document(
    _ identity: [(name: String, value: JSONValue)], rows: String
  ) -> String {
    let writer = JSONWriter()
    let members = [("schema", .string(schema))] + identity
    let lines = members.map { "  \(member($0.0, writer.line(of: $0.1)))" }
    let columns = columns.map { "    \(writer.line(of: $0.json))" }.joined(separator: ",\n")
    return "{\n" + lines.joined(separator: ",\n") + ",\n"
      + "  \(member("columns", "[\n\(columns)\n  ]")),\n"
      + "  \(member("facts", "[\n\(rows)\n  ]"))\n}\n"
  }

  private static func member(_ name: String, _ value: String) -> String { "\"\(name)\": \(value)" }
}

extension CSVWriter {
  /// The first line of a file of facts.
  fileprivate var header: String { lines([Fact.columns.map(\.name)]) }
}
