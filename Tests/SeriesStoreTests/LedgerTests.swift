import Quantities
import SeriesStore
import Testing

@Suite struct LedgerTests {
  private static let words = ["", "exchange"]

  /// A ledger of rows `first..last source party amount`, in order; an asterisk tags a row.
  private func ledger(
    _ kind: Ledger.Kind, _ rows: [(String, String, String, String, Double)],
    sources: [String] = ["a", "b"]
  ) -> Ledger {
    let names = rows.map { $0.3.replacing("*", with: "") }
    let parties = names.enumerated().filter { names.firstIndex(of: $1) == $0 }.map(\.element)
    var statements: [Ledger.Statement] = []
    for (row, cells) in rows.enumerated() {
      let days = day(cells.0)...day(cells.1)
      let last = statements.last
      let isNew = last?.days != days || last?.source != cells.2
      let first = isNew ? row : last?.rows.lowerBound ?? row
      if !isNew { statements.removeLast() }
      statements.append(
        .init(
          days: days, source: cells.2, evidence: .settled, file: 0, rows: first..<row + 1))
    }
    return Ledger(
      kind, parties: PartyNames(parties), tagWords: Self.words, sources: sources,
      statements: statements,
      party: names.map { UInt32(parties.firstIndex(of: $0) ?? 0) }, amounts: rows.map(\.4),
      tags: rows.map { $0.3.contains("*") ? 1 : 0 }, lines: rows.indices.map { UInt32($0 + 2) })
  }

  @Test func `a name comes back as it was given`() {
    let names = ["", "a", "12345678", "123456789", "été ☀", String(repeating: "x", count: 100)]
    let table = PartyNames(names)
    #expect((0..<table.count).map { table[UInt32($0)] } == names)
    #expect(table.count == names.count)
  }

  @Test func `balances are those of the last day inside the period`() throws {
    let holders = ledger(
      .holders,
      [
        ("2025-09-30", "2025-09-30", "a", "x", 1), ("2025-11-30", "2025-11-30", "a", "x", 2),
        ("2025-11-30", "2025-11-30", "b", "y", 3), ("2026-01-31", "2026-01-31", "a", "x", 4),
      ])
    let reading = try #require(holders.balances(in: period("2025Q4")))
    #expect(holders.amounts(reading, where: [true, true]) == [2])
    #expect(holders.balances(in: period("2025Q2")) == nil)
    #expect(holders.balances(in: period("2025Q1")) == nil)
  }

  @Test func `a flow has the best-ranked source that covers the period`() throws {
    let rows: [(String, String, String, String, Double)] = [
      ("2025-10-01", "2025-10-31", "a", "x", 1), ("2025-10-01", "2025-12-31", "b", "x", 2),
      ("2025-11-01", "2025-11-30", "a", "x", 4),
    ]
    let customers = ledger(.customers, rows)
    let quarter = try #require(customers.flow(over: period("2025Q4")))
    #expect(quarter.statements.map(\.source) == ["b"] && quarter.isWhole)
    let months = try #require(ledger(.customers, rows, sources: ["a"]).flow(over: period("2025Q4")))
    #expect(months.coverage == 61.0 / 92 && !months.isWhole)
    #expect(customers.flow(over: period("2025-10"))?.statements.map(\.source) == ["a"])
  }

  @Test func `a row over the period's edge does not count`() {
    let customers = ledger(.customers, [("2025-09-29", "2025-10-05", "a", "x", 7)])
    #expect(customers.flow(over: period("2025Q4")) == nil)
    #expect(customers.flow(over: period("2025Q3")) == nil)
    #expect(customers.flow(over: period("2025"))?.coverage == 7.0 / 365)
  }

  @Test func `days that two statements cover count once`() {
    let customers = ledger(
      .customers,
      [
        ("2025-10-01", "2025-12-31", "a", "x", 7), ("2025-10-01", "2025-10-31", "a", "y", 7),
        ("2025-11-01", "2025-11-30", "a", "y", 7),
      ])
    #expect(customers.flow(over: period("2025Q4"))?.coverage == 1)
  }

  @Test func `amounts add up by party, without rows of a tag`() throws {
    let customers = ledger(
      .customers,
      [
        ("2025-10-01", "2025-11-15", "a", "x", 1), ("2025-10-01", "2025-11-15", "a", "y*", 2),
        ("2025-11-16", "2025-12-31", "a", "x", 4),
      ])
    let reading = try #require(customers.flow(over: period("2025Q4")))
    #expect(customers.amountsByParty(reading, where: [true, true]) == [5, 2])
    #expect(customers.amountsByParty(reading, where: customers.tagged(["exchange"])) == [0, 2])
    #expect(customers.amounts(reading, where: [true, false]) == [1, 4])
  }

  @Test func `a network is cut at a day and at what was published`() {
    let rows: [(String, String, String, String, Double)] = [
      ("2025-10-01", "2025-12-31", "a", "x", 1), ("2025-10-01", "2025-12-31", "b", "x", 2),
      ("2026-01-01", "2026-03-31", "a", "x", 4),
    ]
    let network = Network(
      id: "n", profile: Profile(name: "N"), series: [:],
      ledgers: [.customers: ledger(.customers, rows)])
    let sources = [
      "a": Source(
        id: "a", title: "A", publisher: "", url: "", published: day("2026-01-10"),
        retrieved: day("2026-02-01"), licence: "")
    ]
    let whole = NetworkSeries(network, sources: sources, asOf: day("2026-03-30"))
    #expect(whole.ledgers[.customers]?.count == 2)
    let known = NetworkSeries(
      network, sources: sources, asOf: day("2026-12-31"), knownBy: day("2026-01-15"))
    #expect(known.ledgers[.customers]?.statements.map(\.source) == ["a", "a"])
    #expect(known.excluded.undated == 1)
    let early = NetworkSeries(
      network, sources: sources, asOf: day("2026-12-31"), knownBy: day("2025-12-31"))
    #expect(early.ledgers.isEmpty && early.excluded.later == 2)
  }
}
