import DatasetLoading
import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import Testing

@testable import Reporting
@testable import WorkbookModel

/// Metrics of one's own in the workbook: cell formulas that give the engine's figures.
@Suite struct OwnMetricWorkbookTests {
  private static let formulas: [(id: String, unit: Unit, formula: String)] = [
    ("cover", .percent, "usd(tokens_burned) / emissions_usd"),
    ("cover_change", .points, "cover - year_ago(cover)"),
    ("net_flow", .usd, "revenue - emissions_usd"),
    ("net_flow_rate", .usd, "annualized(net_flow)"),
    ("either", .usd, "first_known(revenue, usd(tokens_burned))"),
    ("twice", .multiple, "burn_to_mint * 2 + 1"),
    ("bought", .token, "revenue / price"),
    ("risen", .percent, "growth_yoy(cover)"),
    ("scaled", .multiple, "(price / price@2024-12-31)^0.5"),
    ("since_then", .percent, "price / price@2024-12-31 - 1"),
    ("mobile", .multiple, "last(capacity[mobile-branded]) / capacity"),
    ("constant", .usd, "5"),
  ]

  /// The shipped data of two networks with these metrics, and with a chain of sixty.
  private func audit() throws -> Audit {
    var dataset = try DatasetLoader(directories: [datasets]).load().dataset
    dataset.networks.removeAll { !["helium", "render"].contains($0.id) }
    let chain = (0..<60).map { ("m\($0)", Unit.usd, $0 == 0 ? "revenue" : "m\($0 - 1) + 1") }
    dataset.metrics = (Self.formulas + chain).map { id, unit, formula in
      WrittenMetric(id: id, title: id, unit: unit, formula: formula)
    }
    let own = OwnMetrics(of: dataset)
    #expect(own.faults.isEmpty, "\(own.faults)")
    let period = try Period.parse("2025Q4")[0]
    return Audit(dataset, .init(period: period), catalogue: own.catalogue)
  }

  @Test func `each cell is a formula that gives the engine's figure`() throws {
    let audit = try audit()
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let book = AuditWorkbook(audit, cover: cover)
    let workbook = book.workbook()
    var compared: [String: Int] = [:]
    for (network, sheet) in zip(audit.networks, book.sheets) {
      let cells = try #require(workbook.sheets.first { $0.name == book.sheetNames[network.id] })
      for metric in try #require(audit.catalogue.families.last).metrics {
        for basis in network.bases(of: metric) {
          let bases = basis.isEmpty ? [:] : [network.choosingSeries(of: metric) ?? "": basis]
          let row = try #require(sheet.row(of: metric.id, bases: bases))
          for (index, column) in book.builder.columns.enumerated() where column.isShown {
            let cell = cells.rows[row][NetworkSheet.firstPeriodColumn + index]
            let figure = network.figure(metric, column.period, basis: basis)
            let place = "\(network.id) \(metric.id) [\(basis)] \(column.period)"
            guard case .formula(_, let result) = cell.content else {
              Issue.record("\(place): \(cell.content)")
              continue
            }
            switch result {
            case .number(let value):
              let number = try #require(figure.value, "\(place): \(value) for \(figure.state)")
              let least = metric.unit == .usd ? 1000.0 : 1
              #expect(
                abs(value - number) <= 1e-9 * max(least, abs(number)),
                "\(place): \(value) for \(number)")
              compared[metric.id, default: 0] += 1
            case .text(let text):
              #expect(figure.value == nil && text.hasPrefix("n/a: "), "\(place): \(text)")
            }
          }
        }
      }
    }
    for (id, _, _) in Self.formulas {
      #expect(compared[id, default: 0] > 0, "\(id) has no figure")
    }
  }

  @Test func `definitions, glossary and links know them`() throws {
    let audit = try audit()
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let book = AuditWorkbook(audit, cover: cover)
    let workbook = book.workbook()
    let page = try #require(workbook.sheets.first { $0.name == "Definitions" })
    let target = try #require(book.definitionTarget(of: "net_flow"))
    let row = try #require(Int(target.split(separator: "A").last ?? "")) - 1
    #expect(
      page.rows[row].contains { cell in
        if case .text(let text) = cell.content { text == "net_flow" } else { false }
      })
    #expect(Glossary.metrics(of: audit.catalogue).contains { $0.family == "Own metrics" })
  }
}
