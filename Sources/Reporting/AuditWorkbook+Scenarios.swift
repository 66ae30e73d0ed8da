import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import WorkbookModel

/// The next eight quarters of each network, live, under the scenario that the reader selects.
extension AuditWorkbook {
  /// Charts beside each other, and the rows that one takes.
  private static let chartsInRow = 3
  private static let chartHeight = 19
  /// Quarters back that revenue and price may lie: paths that begin further back begin nowhere.
  private static let oldestStart = 2

  func writeScenarios(feed: PageWriter) -> ScenarioPage {
    let page = ScenarioPage(builder, after: period)
    for (network, sheet) in zip(audit.networks, sheets) {
      page.add(
        network.network, policies: audit.scope.policies, start: start(of: network, sheet)
      ) { network.formula(of: $0) }
    }
    let drawn = zip(audit.networks, page.blocks).filter { hasPaths($0.0) }
    let rows = (drawn.count + Self.chartsInRow - 1) / Self.chartsInRow * Self.chartHeight
    let first = page.layOut(chartRows: rows)
    feed.space()
    let headings = feed.row
    feed.row(
      ["scenarios of", "scenario"] + page.columns.dropFirst().map { "\($0.period)" }, .heading)
    for (index, pair) in drawn.enumerated() {
      addFan(of: pair.0, pair.1, headings: headings, row: first, place: index, to: feed)
    }
    return page
  }

  /// The newest whole revenue and price of the last quarters.
  private func start(of network: NetworkAnalysis, _ sheet: NetworkSheet) -> ScenarioBlock.Start {
    func newest(_ id: String) -> (cell: CellFormula, note: String, older: Period?) {
      let known = newestWhole(id, network, sheet, quarters: Self.oldestStart)
      guard let place = known ?? place(id, network, sheet) else {
        return (.text("n/a: the sheet has no such line"), "", nil)
      }
      let basis = place.basis.isEmpty ? "" : ", revenue as \(place.basis)"
      let quarter = place.fact.period
      return (place.wholeCell, "of \(quarter)\(basis)", quarter == period ? nil : quarter)
    }
    let (revenue, price) = (newest("revenue"), newest("price"))
    let basis = audit.headlineBasis(network, period)
    let trend = sheet.cell(
      of: "revenue_trend", bases: basis.isEmpty ? [:] : ["revenue": basis], column: newestColumn,
      isFixed: true)
    return ScenarioBlock.Start(
      revenue: revenue.cell, revenueNote: revenue.note, olderRevenue: revenue.older,
      price: price.cell, priceNote: price.note, olderPrice: price.older,
      trend: trend ?? .text("n/a: no trend"),
      burnObjection: audit.catalogue.metric("burn_to_mint")?.applies.objection(for: network.network)
    )
  }

  /// Whether a network has all that its paths need.
  private func hasPaths(_ network: NetworkAnalysis) -> Bool {
    guard let index = audit.networks.firstIndex(where: { $0.id == network.id }) else {
      return false
    }
    return newestWhole("revenue", network, sheets[index], quarters: Self.oldestStart) != nil
      && newestWhole("price", network, sheets[index], quarters: Self.oldestStart) != nil
      && isScheduled(network).filter { $0 }.count > 1
  }

  /// Whether the rules of emission reach over each of the quarters ahead.
  private func isScheduled(_ network: NetworkAnalysis) -> [Bool] {
    PeriodColumn.ahead(of: period).map {
      network.figure(of: .sum("scheduled_emission"), $0.period).isWhole
    }
  }

  /// Revenue-to-emission under each scenario, with the line at 1.
  private func addFan(
    of network: NetworkAnalysis, _ block: ScenarioBlock, headings: Int, row: Int, place: Int,
    to feed: PageWriter
  ) {
    let lines = Scenario.choices.map { scenario in
      FeedLine(
        label: scenario.name, look: .multiple,
        cells: zip(block.ratios(scenario), isScheduled(network)).map { $1 ? $0 : nil })
    }
    let level = FeedLine(
      label: "revenue pays for emission", look: .multiple,
      cells: block.ratios(.base).map { _ in 1 })
    var series = self.feed(
      lines + [level], of: network.name, headings: headings, to: feed)
    for (index, role) in [SheetChart.Series.Role.low, .base, .high, .measure, .reference]
      .enumerated()
    {
      series[index].role = role
    }
    let periods = PeriodColumn.ahead(of: period).map(\.period)
    builder.add(
      SheetChart(
        title: "\(network.name): revenue-to-emission ahead",
        description:
          "Lines of revenue for each USD of scheduled emission under the scenarios bear, "
          + "base, bull and own, with a line at 1, by quarter, \(periods[0]) to "
          + "\(periods[periods.count - 1]).",
        form: .lines, series: series, numberLook: .multiple, axisTitle: "revenue ÷ emission",
        row: row + place / Self.chartsInRow * Self.chartHeight,
        column: [0, 4, 8][place % Self.chartsInRow], width: 470, height: 350),
      to: ScenarioPage.name)
  }
}
