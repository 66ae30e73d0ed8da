import DatasetLoading
import EconomicMetrics
import Formulas
import Foundation
import Quantities
import Screening
import SeriesStore
import Testing

@testable import Reporting
@testable import WorkbookModel

/// The datasets of the repository.
let datasets = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../Datasets").standardized.path

func audit(_ name: String, _ policies: Policies = Policies()) throws -> Audit {
  let loaded = try DatasetLoader(directories: [datasets]).load()
  var dataset = loaded.dataset
  dataset.scorecard = ScorecardFile(Scorecard.presetFile, path: "scorecard.yaml").scorecard
  let period = try Period.parse(name)[0]
  return Audit(dataset, .init(period: period, policies: policies))
}

@Suite struct WorkbookTwinTests {
  /// Every metric under every definition in every column: the cell's formula gives the figure.
  @Test(arguments: [("2025Q4", Policies.Valuation.then), ("2024Q2", .then), ("2025Q4", .end)])
  func `each cell of the workbook is the engine's figure`(
    _ period: String, _ valuation: Policies.Valuation
  ) throws {
    var policies = Policies()
    policies.valuation = valuation
    let audit = try audit(period, policies)
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let book = AuditWorkbook(audit, cover: cover)
    let workbook = book.workbook()
    var compared = 0
    for (network, sheet) in zip(audit.networks, book.sheets) {
      let cells = try #require(
        workbook.sheets.first { $0.name == book.sheetNames[network.id] })
      for metric in Catalogue.standard.metrics {
        for basis in network.bases(of: metric) {
          let bases = basis.isEmpty ? [:] : [network.choosingSeries(of: metric) ?? "": basis]
          let row = try #require(sheet.row(of: metric.id, bases: bases))
          for (index, column) in book.builder.columns.enumerated() {
            let content = cells.rows[row][NetworkSheet.firstPeriodColumn + index].content
            let figure = network.figure(metric, column.period, basis: basis)
            let place = "\(network.id) \(metric.id) [\(basis)] \(column.period)"
            switch content {
            case .formula(_, .number(let value)):
              let number = try #require(figure.value, "\(place): \(value) for \(figure.state)")
              let expected = metric.unit == .date ? Day(number: Int32(number)).serial : number
              // A difference of large amounts may differ by their last bits: a millionth of a dollar.
              let least = metric.unit == .usd ? 1000.0 : 1
              #expect(
                abs(value - expected) <= 1e-9 * max(least, abs(expected)),
                "\(place): \(value) for \(expected)")
              compared += 1
            case .formula(_, .text(let text)), .text(let text):
              #expect(figure.value == nil, "\(place): \(text) for \(figure.value ?? 0)")
              #expect(text.hasPrefix("n/a: "))
            default: #expect(!column.isShown || metric.id == "overbuild_index", "\(place) is empty")
            }
          }
        }
      }
    }
    #expect(compared > 1000)
  }

  @Test func `no two sheets have one name`() {
    let long = String(repeating: "a", count: 40)
    let names = AuditWorkbook.sheetNames(of: ["helium", "cover", "Data", long, long + "b"])
    #expect(names["helium"] == "helium" && names["cover"] == "cover 2")
    #expect(Set(names.values.map { $0.lowercased() }).count == 5)
    #expect(names.values.allSatisfy { $0.count <= 31 })
  }
}
