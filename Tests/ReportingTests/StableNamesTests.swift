import EconomicMetrics
import Formulas
import Foundation
import Quantities
import TestSupport
import Testing
import WorkbookModel

@testable import Reporting

/// Names and places that a reader's own workbook links to: the same in every report, and changed
/// only together with the page that promises them.
@Suite struct StableNamesTests {
  private static let page = "Documentation/names.md"

  /// Two quarters, each read once for all tests.
  private static let newer = Result { try Names(of: "2025Q4") }
  private static let older = Result { try Names(of: "2024Q2") }

  @Test func `two quarters have the same sheets, tables, columns and names of cells`() throws {
    let (one, other) = (try Self.newer.get(), try Self.older.get())
    for (name, part) in [
      ("sheets", \.sheets), ("tables", \.tables), ("columns", \.headers), ("names", \.defined),
    ] as [(String, KeyPath<Names, [[String]]>)] {
      let (lines, others) = (one[keyPath: part], other[keyPath: part])
      #expect(!lines.isEmpty && lines.count == others.count, "\(name)")
      for (line, other) in zip(lines, others) { #expect(line == other, "\(name)") }
    }
  }

  @Test func `the page names every sheet, table and column of the workbook`() throws {
    let names = try Self.newer.get()
    try expectPart(names.sheets.map(\.line), named: "sheets", of: Self.page)
    try expectPart(names.tables.map(\.line), named: "tables", of: Self.page)
    try expectPart(names.headers.map(\.line), named: "columns", of: Self.page)
    try expectPart(
      names.defined.removingRepeats().map(\.line), named: "defined names", of: Self.page)
  }

  @Test func `the newest quarter is in column N of every network's sheet, twelve months in P`()
    throws
  {
    let headers = try Self.older.get().headers
    let header = try #require(headers.first { $0[0].hasPrefix("`<network>`") })
    #expect(header.contains("N `<quarter>`") && header.contains("P `LTM <quarter>`"))
  }

  /// A reader finds a figure's row by its id in column R, since rows move as data is added.
  @Test func `a network's sheet has each metric and definition once, by its id`() throws {
    for names in [try Self.newer.get(), try Self.older.get()] {
      #expect(names.lostMetrics == [])
      #expect(names.foundMetrics > 1000)
    }
  }

  @Test func `the page names every sheet, table and column of a table that was asked for`() throws {
    let names = try ["2025Q4", "2024Q2"].map { name in
      let audit = try audit(name)
      let network = try #require(audit.networks.first)
      let facts = audit.facts(
        of: [network], metrics: [["price"]],
        over: [audit.scope.period.previous, audit.scope.period],
        allBases: false)
      let book = FactWorkbook(
        facts, of: audit, request: [],
        cover: Cover(release: "test", digest: "0", scope: audit.scope))
      return book.workbook.sheets.map { sheet in
        let table = sheet.tables.first.map { ", table `\($0.name)`" } ?? ""
        let titles = sheet.header?.titles ?? []
        return ["`\(sheet.name)`\(table)"] + titles.map { relative($0, to: audit.scope.period) }
      }
    }
    #expect(names[0] == names[1])
    try expectPart(names[0].map(\.line), named: "sheets of a table", of: Self.page)
  }

  @Test func `the page names every column of facts, in order`() throws {
    let lines = Fact.columns.map { column in
      "| `\(column.name)` | \(column.kind) | \(column.unit) | \(column.meaning) | "
        + "\(column.absence ?? "never") |"
    }
    try expectPart(
      ["| column | type | unit | holds | empty |", "|---|---|---|---|---|"] + lines,
      named: "facts", of: Self.page)
  }

  /// The schema's members are the columns, so that a new one is added to both.
  @Test func `the schema of facts names the same columns, in order`() throws {
    let file = URL(filePath: datasets).appending(path: "../Documentation/facts.schema.json")
    let text = try String(contentsOf: file.standardized, encoding: .utf8)
    let fact = try #require(text.firstRange(of: "\"fact\": {"))
    let end = try #require(text.firstRange(of: "\"if\": {"))
    let members = text[fact.upperBound..<end.lowerBound].matches(
      of: /\n        "([a-z_]+)": \{/)
    #expect(members.map { String($0.1) } == Fact.columns.map(\.name))
  }

  /// Words of `facts.csv` that other programs compare with.
  @Test func `states, kinds of columns and forms of ids keep their words`() throws {
    let quarter = try Period.parse("2025Q4")[0]
    let year = Period.trailingYear(asOf: quarter.end)
    #expect(quarter.key == "2025Q4" && year.key == "ltm-2025Q4")
    let facts = try audit("2025Q4").allFacts()
    #expect(
      Set(facts.map(\.figure.state.word)) == [
        "value", "partial", "missing", "not-meaningful", "not-applicable",
      ])
    let ids = Set(facts.map(\.id))
    for id in [
      "helium/revenue_to_emission@2025Q4", "helium/revenue_to_emission[all-burns]@2025Q4",
      "helium/revenue@ltm-2025Q4",
    ] { #expect(ids.contains(id), "\(id)") }
  }
}

/// What a workbook calls its parts, with quarters counted back from the newest and the sheets of
/// networks taken for one.
private struct Names {
  let sheets: [[String]]
  let tables: [[String]]
  /// Of sheets that a reader links to: no calculation but the networks'.
  let headers: [[String]]
  let defined: [[String]]
  /// Metrics of networks whose id is in no row or in several, and how many are in one.
  let lostMetrics: [String]
  let foundMetrics: Int

  init(of name: String) throws {
    let audit = try audit(name)
    let book = AuditWorkbook(
      audit, cover: Cover(release: "test", digest: "0", scope: audit.scope),
      screens: try presets(audit.dataset))
    let networks = Set(book.sheetNames.values)
    let workbook = book.workbook()
    let written = workbook.sheets
    func shown(_ sheet: Sheet) -> String {
      networks.contains(sheet.name) ? "`<network>`" : "`\(sheet.name)`"
    }
    sheets = written.map { [shown($0)] }.removingRepeats()
    tables = written.flatMap { sheet in
      sheet.tables.map {
        ["`\($0.name)` on \(shown(sheet))"] + $0.columns.map { "`\($0)`" }
      }
    }
    headers = written.filter { $0.kind != .calculation || networks.contains($0.name) }
      .compactMap { sheet in
        sheet.header.map { row, titles in
          ["\(shown(sheet)), row \(row + 1)"]
            + titles.map { relative($0, to: audit.scope.period) }
        }
      }.removingRepeats()
    let ids = audit.networks.map { $0.id.replacing("-", with: "_") }
    defined = workbook.names.map { name in
      let words = ids.reduce(name.name) { $0.replacing("_\($1)_", with: "_<network>_") }
      return ["`\(words)`"]
    }.sorted { $0[0] < $1[0] }
    (lostMetrics, foundMetrics) = try Names.metrics(of: audit, book, written)
  }

  private static func metrics(
    of audit: Audit, _ book: AuditWorkbook, _ written: [Sheet]
  ) throws -> (lost: [String], found: Int) {
    let idColumn = 17
    var (lost, found) = ([String](), 0)
    for (network, lines) in zip(audit.networks, book.sheets) {
      let sheet = try #require(written.first { $0.name == book.sheetNames[network.id] })
      let ids = sheet.rows.map { $0.dropFirst(idColumn).first?.content.shown }
      for metric in Catalogue.standard.metrics {
        for basis in network.bases(of: metric) {
          let bases = basis.isEmpty ? [:] : [network.choosingSeries(of: metric) ?? "": basis]
          let id = metric.id + (basis.isEmpty ? "" : "[\(basis)]")
          let rows = ids.indices.filter { ids[$0] == .text(id) }
          if rows == [try #require(lines.row(of: metric.id, bases: bases))] {
            found += 1
          } else {
            lost.append("\(network.id)/\(id) in rows \(rows)")
          }
        }
      }
    }
    return (lost, found)
  }
}

extension Sheet {
  /// The first row near the top with more than one heading: its number and its titles after their
  /// columns.
  fileprivate var header: (row: Int, titles: [String])? {
    for (row, cells) in rows.prefix(15).enumerated() {
      let titles = cells.enumerated().compactMap { column, cell -> String? in
        guard cell.look == .heading, case .text(let text) = cell.content else { return nil }
        return text.isEmpty ? nil : "\(columnName(column)) `\(text)`"
      }
      if titles.count > 1 { return (row, titles) }
    }
    return nil
  }
}

/// The text with each quarter as its distance from another one: `LTM <quarter - 4>`.
private func relative(_ text: String, to newest: Period) -> String {
  text.replacing(/[0-9]{4}Q[1-4]/) { match in
    guard let quarter = try? Period.parse(String(match.output)).first else {
      return "\(match.output)"
    }
    // A quarter of a year on average: the starts of two quarters tell how many lie between.
    let distance = Int((Double(newest.start - quarter.start) / 91.31).rounded())
    if distance == 0 { return "<quarter>" }
    return distance > 0 ? "<quarter - \(distance)>" : "<quarter + \(-distance)>"
  }
}

extension [[String]] {
  /// The list without elements that are like the one before.
  fileprivate func removingRepeats() -> [[String]] {
    reduce(into: []) { list, element in if list.last != element { list.append(element) } }
  }
}

extension [String] {
  /// A line of the page.
  fileprivate var line: String {
    "- \(self[0])" + (count > 1 ? ": " : "") + dropFirst().joined(separator: " · ")
  }
}
