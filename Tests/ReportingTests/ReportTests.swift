import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore
import Testing

@testable import Reporting

@Suite struct ReportTests {
  @Test func `Helium's quarter has the figures worked out by hand from the weekly rows`() throws {
    let audit = try audit("2025Q4")
    let helium = try #require(audit.networks.first { $0.id == "helium" })
    func value(_ id: String) -> Double { audit.fact(id, of: helium).figure.value ?? .zero }
    // 2,681,354 burned ÷ 2,041,644 minted; the last week counts three of seven days.
    #expect(abs(value("burn_to_mint") - 1.3133) < 5e-5)
    #expect(abs(value("tokens_burned") - 2_681_354) < 1)
    #expect(abs(value("tokens_emitted") - 2_041_644) < 1)
    #expect(abs(value("emissions_usd") - 4_229_716) < 1)
    #expect(abs(value("revenue_to_emission") - 0.5437) < 5e-5)
  }

  @Test func `the pages name a reason wherever a figure has none`() throws {
    let audit = try audit("2025Q4")
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let pages =
      [SectorReport(audit, cover: cover).report]
      + audit.networks.map { NetworkReport(audit, $0, cover: cover).report }
    var figures = 0
    for case .table(let table) in pages.flatMap(\.sections).flatMap(\.blocks) {
      for case .figure(let cell) in table.rows.flatMap(\.self) {
        figures += 1
        #expect((cell.value == nil) == !cell.reason.isEmpty, "\(table.title): \(cell)")
        #expect(cell.value?.isFinite != false)
      }
    }
    #expect(figures > 1000)
  }

  @Test func `every fact has a number or a reason, and ids are unique`() throws {
    let facts = try audit("2025Q4").allFacts()
    #expect(Set(facts.map(\.id)).count == facts.count)
    for fact in facts {
      #expect((fact.figure.value == nil) == !fact.figure.state.reason.isEmpty, "\(fact.id)")
      #expect(fact.cells.count == Fact.columns.count)
    }
  }

  @Test func `a vintage leaves out what was not published yet`() throws {
    let now = try audit("2025Q4")
    var scope = now.scope
    scope.knownBy = Day("2025-12-31")
    let then = Audit(now.dataset, scope)
    let rows = { (audit: Audit) in
      audit.networks.flatMap { $0.network.series.values }.flatMap(\.tracks).reduce(0) {
        $0 + $1.count
      }
    }
    #expect(rows(then) < rows(now))
    #expect(then.networks.contains { $0.network.excluded.undated > 0 })
    for (network, whole) in zip(then.networks.map(\.network), now.networks.map(\.network)) {
      let tracks = whole.series.values.flatMap(\.tracks).filter { $0.origin == .rows }
      let ledgers = whole.ledgers.values.flatMap(\.statements)
      func count(_ isLeftOut: (Day?) -> Bool) -> Int {
        let dates = now.dataset.sources.mapValues(\.published)
        return tracks.filter { isLeftOut(dates[$0.source] ?? nil) }.reduce(0) { $0 + $1.count }
          + ledgers.filter { isLeftOut(dates[$0.source] ?? nil) }.reduce(0) { $0 + $1.rows.count }
      }
      #expect(network.excluded.undated == count { $0 == nil }, "\(network.id)")
      #expect(
        network.excluded.later == count { $0.map { $0 > scope.asOf } ?? false }, "\(network.id)")
    }
  }

  @Test(
    arguments: [
      ([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
    ] as [([String], String)])
  func `lists of words`(_ words: [String], _ text: String) { #expect(list(words) == text) }
}
