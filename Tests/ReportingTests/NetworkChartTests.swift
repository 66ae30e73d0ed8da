import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore
import Testing

@testable import Reporting

@Suite struct NetworkChartTests {
  private let audited: Audit

  init() throws { audited = try audit("2025Q4") }

  private func report(_ id: String) throws -> NetworkReport {
    let network = try #require(audited.networks.first { $0.id == id })
    let cover = Cover(release: "test", digest: "0", scope: audited.scope)
    return NetworkReport(audited, network, cover: cover)
  }

  private func everyChart() throws -> [Chart] {
    try audited.networks.flatMap { try report($0.id).report.charts }
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

  @Test(arguments: ["bittensor", "dimo", "the-graph"])
  func `nothing is drawn as measured that is the schedule itself`(network: String) throws {
    let report = try report(network)
    let chart = try #require(report.scheduleChart)
    let lines = report.network.scheduleComparison(over: report.audit.scope.quarters)
    let emitted = try #require(chart.series.first { $0.name == "emitted" })
    for (line, value) in zip(lines, emitted.values) {
      let isScheduled = line.emitted.marks.contains(.scheduled)
      #expect((value == nil) == (isScheduled || line.emitted.whole == nil), "\(line.period)")
    }
    #expect(emitted.values.contains(nil) && emitted.values.contains { $0 != nil })
    #expect(chart.notes.contains { $0.hasPrefix("not measured in 20") })
    #expect(chart.series.allSatisfy { $0.marks.isEmpty })
    let burned = try #require(report.burnChart)
    #expect(burned.series[0].marks[4] == [.scheduled] && burned.series[0].marks[0] == nil)
  }

  /// Render's emission is what its schedule allows at most.
  @Test func `a bound is drawn as one, also in what is computed from it`() throws {
    let report = try report("render")
    let charts = [
      (try #require(report.revenueChart), "emission", Set([Chart.Mark.scheduled, .atMost])),
      (try #require(report.burnChart), "emitted", [.scheduled, .atMost]),
      (try #require(report.cumulativeChart), "emitted", [.scheduled, .atMost]),
      (try #require(report.ratioChart), "usage revenue", [.scheduled, .atLeast]),
    ]
    for (chart, name, marks) in charts {
      let series = try #require(chart.series.first { $0.name == name })
      for (place, value) in series.values.enumerated() where value != nil {
        #expect(series.marks[place] == marks, "\(chart.id), \(place)")
      }
      for other in chart.series where other.name != name {
        #expect(other.marks.values.allSatisfy { $0.isDisjoint(with: marks) }, "\(chart.id)")
      }
    }
  }

  @Test(
    arguments: [
      ([], nil, []), ([.scheduled], nil, [.scheduled]), ([], .atMost, [.atMost]),
      ([.scheduled], .atLeast, [.scheduled, .atLeast]),
      ([.opposedBounds], nil, [.atLeast, .atMost]), ([.proRated], nil, []),
    ] as [(Figure.Marks, Formula.Bound?, Set<Chart.Mark>)])
  func `a figure tells a picture what it must not hide`(
    marks: Figure.Marks, bound: Formula.Bound?, expected: Set<Chart.Mark>
  ) {
    var figure = Figure(1)
    (figure.marks, figure.bound) = (marks, bound)
    #expect(figure.chartMarks == expected)
  }

  @Test(arguments: ["aethir", "hivemapper", "helium"])
  func `a chart of closes reaches to the end of the quarter`(network: String) throws {
    let report = try report(network)
    let closes = try #require(report.network.network.points[SeriesID("price")])
    for chart in [report.priceChart, report.drawdownChart] {
      let chart = try #require(chart)
      guard case .days(let days) = chart.places else { continue }
      let last = try #require(closes.last(through: audited.scope.period.end))
      #expect(days.last == audited.scope.period.end)
      let endsEarly = closes.days[last] < audited.scope.period.end
      #expect((chart.series[0].values[days.count - 1] == nil) == endsEarly)
      #expect(chart.description.hasSuffix("to \(closes.days[last])."))
    }
    #expect(report.priceChart?.series.map(\.name) == ["close"])
  }

  @Test func `every chart names its sources, and what its definition of revenue counts`() throws {
    let cover = Cover(release: "test", digest: "0", scope: audited.scope)
    let charts = try everyChart()
    for chart in charts + SectorReport(audited, cover: cover).report.charts {
      let sources = try #require(chart.footnotes.last)
      #expect(sources.hasPrefix("Source: ") || sources.hasPrefix("Sources: "), "\(chart.id)")
      #expect(audited.dataset.sources.values.contains { sources.contains($0.title) })
    }
    let ratio = try #require(charts.first { $0.id == "helium-revenue-to-emission" })
    for (series, footnote) in zip(ratio.series, ratio.footnotes) {
      #expect(footnote.hasPrefix("\(series.name): "))
    }
    #expect(ratio.footnotes.count == ratio.series.count + 1)
  }

  @Test(
    arguments: [
      ([], []), ([["none-such"]], ["Source: none-such"]),
      ([["b"], ["b"], ["a"]], ["Sources: b; a"]),
      ([["d"], ["c", "b"], ["a", "b"]], ["Sources: b; a and 2 more"]),
    ] as [([SourceNames], [String])])
  func `the sources of most figures come first`(names: [SourceNames], footnotes: [String]) {
    #expect(audited.sourceFootnote(names) == footnotes)
  }

  /// Days after the first, and the places where a line breaks.
  @Test(
    arguments: [
      ([0, 31, 59, 90, 120], []), ([0, 31, 92, 120, 151], [2]),
      ([0, 356, 438, 440, 727], [1, 2, 4]),
      ([0, 1, 2, 3, 6, 7, 8], []), ([0, 1, 2, 3, 8, 9, 10], [4]), ([0, 7, 14, 24, 31], []),
      ([0, 7, 14, 28, 35], [3]), ([0, 31, 45, 61, 92, 122], []),
      ([0, 31, 61, 92, 93, 94, 95, 96], []), ([0, 365], [1]), ([0], []),
      ([], []),
    ] as [([Int], Set<Int>)])
  func `a line breaks where more days lie between closes than usual`(
    days: [Int], places: Set<Int>
  ) {
    #expect(ChartBreaks.places(in: days.map { Day(number: 19_000 + Int32($0)) }) == places)
  }

  @Test func `prices with gaps are points, those by month are lines`() throws {
    let (broken, whole) = (try report("hivemapper"), try report("helium"))
    for chart in [broken.priceChart, broken.drawdownChart] {
      let chart = try #require(chart)
      #expect(chart.breaks == [1, 2, 4])
      #expect(chart.notes.contains("no line across gaps of 82 to 356 days"))
    }
    for chart in [whole.priceChart, whole.drawdownChart] {
      #expect(try #require(chart).breaks.isEmpty)
    }
  }
}
