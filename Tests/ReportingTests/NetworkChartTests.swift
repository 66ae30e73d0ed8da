import EconomicMetrics
import Quantities
import ReportModel
import Testing

@testable import Reporting

@Suite struct NetworkChartTests {
  private static let audited = try? audit("2025Q4")

  private func report(_ id: String) throws -> NetworkReport {
    let audit = try #require(Self.audited)
    let network = try #require(audit.networks.first { $0.id == id })
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    return NetworkReport(audit, network, cover: cover)
  }

  private func everyChart() throws -> [Chart] {
    try #require(Self.audited).networks.flatMap { try report($0.id).report.charts }
  }

  @Test func `a title names the series that are drawn, and a colour belongs to one of them`() throws
  {
    let styles = ["emission": 1, "burned": 0, "emitted": 1]
    let charts = try everyChart().filter {
      $0.id.hasSuffix("-income") || $0.id.hasSuffix("-burn-mint")
    }
    #expect(charts.contains { $0.series.count == 1 } && charts.contains { $0.series.count == 2 })
    for chart in charts {
      #expect(chart.title.hasSuffix(list(chart.series.map(\.name))), "\(chart.title)")
      #expect(chart.series.count + chart.notes.count == 2, "\(chart.id): \(chart.notes)")
      for series in chart.series {
        #expect(series.style == styles[series.name] ?? 0, "\(chart.id)")
        #expect(series.values.contains { $0 != nil })
      }
    }
  }

  @Test(arguments: [
    ("bittensor", "no usage revenue in the datasets", "tokens are not burned for service here"),
    (
      "livepeer", "no whole quarter of usage revenue from 2024Q1 to 2025Q4",
      "tokens are not burned for service here"
    ), ("dimo", "no usage revenue in the datasets", "no burns in the datasets"),
  ])
  func `a chart says which series is missing, and why`(
    network: String, revenue: String, burns: String
  ) throws {
    let report = try report(network)
    let (income, burned) = (
      try #require(report.revenueChart), try #require(report.burnChart)
    )
    #expect(income.notes == [revenue] && burned.notes == [burns])
    #expect(income.series.map(\.name) == ["emission"] && burned.series.map(\.name) == ["emitted"])
    let sentence = revenue.prefix(1).uppercased() + revenue.dropFirst() + "."
    #expect(income.alternative.hasSuffix(sentence))
  }

  @Test func `the text for those who cannot see a picture speaks of nothing that is not drawn`()
    throws
  {
    for chart in try everyChart() {
      let names = chart.series.map(\.name)
      for (word, name) in [
        ("minted again", "re-minted"), ("re-minted", "re-minted"), ("tokens burned", "burned"),
        ("emitted in USD", "emission"), ("by the schedule", "schedule"),
      ] where chart.description.contains(word) {
        #expect(names.contains(name), "\(chart.id): \(chart.description)")
      }
    }
  }
}
