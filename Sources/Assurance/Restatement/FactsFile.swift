import DatasetLoading
import TextRendering

/// The figures of a `facts.json` or `facts.csv` that anybody may have written, and which report they
/// are of.
package struct FactsFile: Sendable {
  /// The figures, in the order of the file.
  package let figures: [StatedFigure]
  /// What tells the report from another one, by name; `nil` where nothing tells it.
  package var identity: [String: String]?

  /// Why a file cannot be read.
  package struct Fault: Error, Hashable, Sendable {
    /// The line, where it is known.
    package let line: Int?
    /// What is wrong and what to do.
    package let problem: String

    init(line: Int? = nil, _ problem: String) { (self.line, self.problem) = (line, problem) }
  }

  /// Files above it are no files of facts.
  package static let largestFile = 1 << 30
  private static let schema = "depin-audit/facts/1"
  private static let remedy = "give the file that depin-audit wrote, or make the report again"

  /// Reads `facts.json`.
  package init(json file: [UInt8]) throws(Fault) {
    let document: JSONValue
    do throws(JSONReader.Fault) {
      document = try JSONReader.value(of: file)
    } catch {
      throw Fault(line: error.line, "\(excerpt(error.problem)); \(Self.remedy)")
    }
    guard document["schema"]?.text == Self.schema else {
      throw Fault("is no file of the schema \(Self.schema); \(Self.remedy)")
    }
    guard let facts = document["facts"]?.elements else {
      throw Fault("has no list 'facts'; \(Self.remedy)")
    }
    var figures: [StatedFigure] = []
    for (index, fact) in facts.enumerated() {
      figures.append(try StatedFigure(fact, at: "facts[\(index)]"))
    }
    try Self.refuseTwins(figures)
    self.figures = figures
    identity = ReportIdentity.members(of: document)
  }

  /// Reads `facts.csv`.
  package init(csv file: [UInt8]) throws(Fault) {
    let records: [CSVRecords.Record]
    do throws(CSVRecords.ReadingFault) {
      records = try CSVRecords.all(of: file)
    } catch {
      throw Fault(line: error.line, error.problem)
    }
    guard let header = records.first?.cells else { throw Fault("is empty; \(Self.remedy)") }
    for name in StatedFigure.columns where !header.contains(name) {
      throw Fault(line: 1, "lacks the column '\(name)'; \(Self.remedy)")
    }
    var figures: [StatedFigure] = []
    for record in records.dropFirst() {
      guard record.cells.count == header.count else {
        throw Fault(
          line: record.line,
          "the row has \(record.cells.count) fields and the header \(header.count); \(Self.remedy)"
        )
      }
      let cells = Dictionary(zip(header, record.cells), uniquingKeysWith: { first, _ in first })
      figures.append(try StatedFigure(cells, line: record.line))
    }
    try Self.refuseTwins(figures)
    (self.figures, identity) = (figures, nil)
  }

  private static func refuseTwins(_ figures: [StatedFigure]) throws(Fault) {
    var seen: Set<String> = []
    for figure in figures where !seen.insert(figure.id).inserted {
      throw Fault("has the figure '\(excerpt(figure.id))' twice; \(remedy)")
    }
  }

  fileprivate static func fault(_ place: String, _ problem: String) -> Fault {
    Fault("\(place) \(problem); \(remedy)")
  }

  fileprivate static func fault(line: Int, _ problem: String) -> Fault {
    Fault(line: line, "\(problem); \(remedy)")
  }
}

extension StatedFigure {
  /// The columns that a file of figures has to have.
  fileprivate static let columns = [
    "id", "network", "metric", "basis", "period", "value", "unit", "state", "reason", "evidence",
    "sources",
  ]

  /// A fact of `facts.json`, where empty members are left out.
  fileprivate init(_ fact: JSONValue, at place: String) throws(FactsFile.Fault) {
    func text(_ name: String, isRequired: Bool = false) throws(FactsFile.Fault) -> String {
      switch fact[name] {
      case .string(let text): return text
      case nil where !isRequired: return ""
      default: throw FactsFile.fault("\(place).\(name)", "is no text")
      }
    }
    let value: Double?
    switch fact["value"] {
    case .null: value = nil
    case .number(let number): value = number
    case .integer(let number): value = Double(number)
    default: throw FactsFile.fault("\(place).value", "is no number")
    }
    let sources = fact["sources"]?.elements ?? []
    self.init(
      id: try text("id", isRequired: true), network: try text("network", isRequired: true),
      metric: try text("metric", isRequired: true), basis: try text("basis"),
      period: try text("period", isRequired: true), value: value, unit: try text("unit"),
      state: try text("state", isRequired: true), reason: try text("reason"),
      evidence: try text("evidence"), sources: sources.compactMap(\.text))
  }

  /// A row of `facts.csv`.
  fileprivate init(_ cells: [String: String], line: Int) throws(FactsFile.Fault) {
    func text(_ name: String) -> String { cells[name] ?? "" }
    let written = text("value")
    let value = written.isEmpty ? nil : Double(written)
    guard written.isEmpty || value?.isFinite == true else {
      throw FactsFile.fault(line: line, "value: '\(excerpt(written))' is no number")
    }
    for name in ["id", "network", "metric", "period", "state"] where text(name).isEmpty {
      throw FactsFile.fault(line: line, "\(name) is empty")
    }
    self.init(
      id: text("id"), network: text("network"), metric: text("metric"), basis: text("basis"),
      period: text("period"), value: value, unit: text("unit"), state: text("state"),
      reason: text("reason"), evidence: text("evidence"),
      sources: text("sources").split(separator: ";").map(String.init))
  }
}
