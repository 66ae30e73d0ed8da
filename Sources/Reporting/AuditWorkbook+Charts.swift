import EconomicMetrics
import Quantities
import WorkbookModel

/// The figures that charts draw; a text would be drawn as 0, so n/a is left out.
extension AuditWorkbook {
  /// Where the names and values of a bar chart lie.
  struct Bars {
    let names: String
    let values: String
    let count: Int
  }

  /// The rows of the feed of one chart: a label and a cell for each quarter, empty for n/a.
  struct FeedLine {
    let label: String
    let look: SheetCell.NumberLook
    let cells: [CellFormula?]

    var count: Int { cells.count { $0 != nil } }
  }

  /// A chart of a network's quarters.
  struct NetworkChart {
    let title: String
    let description: String
    let form: SheetChart.Form
    let lines: [(id: String, label: String)]
    let look: SheetCell.NumberLook
    let unit: String
    /// Whether each line is 100 in the first quarter that all have.
    var isIndexed = false
    /// What a line at 1 says.
    var level: String?

    static let all = [
      NetworkChart(
        title: "revenue and emission", description: "Columns of revenue and of emission in USD",
        form: .columns,
        lines: [("revenue", "Revenue"), ("emissions_usd", "Emission in USD")], look: .usd,
        unit: "USD a quarter"),
      NetworkChart(
        title: "revenue-to-emission",
        description: "Line of revenue for each USD of emission; at 1 revenue pays for it",
        form: .lines, lines: [("revenue_to_emission", "Revenue-to-emission")], look: .multiple,
        unit: "revenue ÷ emission", level: "Revenue pays for emission"),
      NetworkChart(
        title: "price against revenue",
        description: "Lines of price and of revenue, 100 in the first quarter that has both",
        form: .lines, lines: [("price", "Price"), ("revenue", "Revenue")], look: .index,
        unit: "index", isIndexed: true),
      NetworkChart(
        title: "demand against supply",
        description: "Lines of units used and of capacity, 100 in the first quarter that has both",
        form: .lines, lines: [("usage", "Usage"), ("capacity", "Capacity")], look: .index,
        unit: "index", isIndexed: true),
    ]
  }

  /// Whether a chart has more than one point to show.
  private func isDrawn(_ chart: NetworkChart, _ network: NetworkAnalysis) -> Bool {
    let values = chart.lines.map { line in
      shownQuarters.map { column -> Double? in
        guard let metric = audit.catalogue.metric(line.id) else { return nil }
        let basis =
          network.choosingSeries(of: metric) == "revenue"
          ? audit.headlineBasis(network, period) : ""
        return network.fact(metric, builder.columns[column].period, basis: basis).whole
      }
    }
    guard chart.isIndexed else { return values.contains { $0.compactMap(\.self).count > 1 } }
    return shownQuarters.indices.count { quarter in
      values.allSatisfy { ($0[quarter] ?? 0) > 0 }
    } > 1
  }

  /// How many charts a network's sheet has room for.
  func chartCount(of network: NetworkAnalysis) -> Int {
    NetworkChart.all.count { isDrawn($0, network) }
      + (builder.priceHistory(of: network.id) == nil ? 0 : 1)
  }

  /// The feed's columns: what is drawn, which figure, then its cells.
  static let firstFeedColumn = 2

  // MARK: Lines by quarter

  /// Writes lines to the feed and gives the series of a chart over them.
  func feed(
    _ lines: [FeedLine], of title: String, headings: Int, to page: PageWriter
  ) -> [SheetChart.Series] {
    lines.map { line in
      page.beginRow()
      page.text(title)
      page.text(line.label)
      for cell in line.cells {
        if let cell { page.formula(cell, .computed(line.look)) } else { page.blank() }
      }
      let columns = Self.firstFeedColumn...Self.firstFeedColumn + line.cells.count - 1
      return SheetChart.Series(
        name: line.label,
        categories: WorkbookBuilder.reference("Charts", row: headings, columns: columns),
        values: WorkbookBuilder.reference("Charts", row: page.row, columns: columns))
    }
  }

  /// A metric of a network by quarter, whole figures only.
  func line(
    _ id: String, _ label: String, _ network: NetworkAnalysis, _ sheet: NetworkSheet
  ) -> FeedLine {
    let places = shownQuarters.compactMap { place(id, network, sheet, column: $0) }
    return FeedLine(
      label: label, look: places.first.map { SheetCell.NumberLook.of($0.metric.unit) } ?? .general,
      cells: places.map { $0.fact.whole == nil ? nil : $0.cell })
  }

  /// Metrics against their first quarter in which all of them have a value.
  func indexed(
    _ ids: [(id: String, label: String)], _ network: NetworkAnalysis, _ sheet: NetworkSheet
  ) -> [FeedLine] {
    let lines = ids.map { line($0.id, $0.label, network, sheet) }
    let base = shownQuarters.indices.first { index in
      lines.allSatisfy { $0.cells[index] != nil }
        && ids.allSatisfy {
          place($0.id, network, sheet, column: shownQuarters[index])?.fact.whole ?? 0 > 0
        }
    }
    guard let base else { return [] }
    return lines.map { line in
      guard let start = line.cells[base] else { return line }
      return FeedLine(
        label: line.label, look: .index,
        cells: line.cells.map { cell in cell.map { share(of: $0, start) } })
    }
  }

  /// A cell against the one that its index starts from, also where a reader has emptied either.
  private func share(of cell: CellFormula, _ start: CellFormula) -> CellFormula {
    let index = cell / start * builder.named("index_base")
    return .of(cell, start, .when(.compare(start, .greater, 0), index, .text("n/a: the base is 0")))
  }

  /// The level 1 in every quarter, to compare ratios with.
  private func one(_ label: String) -> FeedLine {
    FeedLine(label: label, look: .multiple, cells: shownQuarters.map { _ in 1 })
  }

  /// Starts the feed: quarters in columns.
  func startFeed() -> PageWriter {
    let page = builder.page("Charts")
    page.row(["What the charts draw"], .title)
    page.row(["Links to the figures; a figure that is n/a or not whole is left empty."], .note)
    page.space()
    precondition(page.row == Self.feedHeadings, "charts find the quarters by row")
    page.row(
      ["chart of", "figure"] + shownQuarters.map { "\(builder.columns[$0].period)" }, .heading)
    return page
  }

  /// The row of the quarters.
  static let feedHeadings = 3

  func endFeed(_ page: PageWriter) {
    page.finish(
      widths: [30, 40] + shownQuarters.map { _ in 14 }, frozenRows: Self.feedHeadings + 1,
      frozenColumns: Self.firstFeedColumn)
  }

  /// Draws the networks' sheets.
  func addNetworkCharts(feed page: PageWriter) {
    for (network, sheet) in zip(audit.networks, sheets) { addCharts(of: network, sheet, to: page) }
  }

  /// Draws a network's sheet: as many charts as have something to show.
  private func addCharts(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, to page: PageWriter
  ) {
    let name = network.name
    let span = "by quarter, \(builder.columns[shownQuarters[0]].period) to \(period)"
    var charts = NetworkChart.all.filter { isDrawn($0, network) }.map { chart in
      let lines =
        chart.isIndexed
        ? indexed(chart.lines, network, sheet)
        : chart.lines.map { line($0.id, $0.label, network, sheet) }
      let level = chart.level.map { [one($0)] } ?? []
      var series = feed(
        lines.filter { $0.count > 0 } + level, of: name, headings: Self.feedHeadings, to: page)
      if !level.isEmpty { series[series.count - 1].role = .reference }
      return SheetChart(
        title: "\(name): \(chart.title)", description: "\(chart.description), \(span).",
        form: chart.form, series: series, numberLook: chart.look, axisTitle: chart.unit, row: 0,
        column: 0)
    }
    if let history = builder.priceHistory(of: network.id) {
      charts.append(
        SheetChart(
          title: "\(name): distance from the highest close",
          description: "Area of how far each close lies below the highest close before it, "
            + "\(history.first) to \(history.last).",
          form: .area,
          series: [
            .init(
              name: "Distance from the high", categories: history.days,
              values: history.drawdowns)
          ], numberLook: .percent, axisTitle: "below the high", hasDayAxis: true, row: 0, column: 0)
      )
    }
    sheet.place(charts)
  }

  // MARK: Bars by network

  /// What the axis of a metric says; the labels bear the sign of its unit.
  static func axisTitle(of unit: Unit) -> String {
    switch unit {
    case .multiple: "times"
    case .percent: "percent"
    default: "\(unit)"
    }
  }

  /// A bar for each network that has a whole figure within the last year, the greatest first.
  func writeBars(_ ids: [String], to page: PageWriter) -> [String: Bars] {
    var found: [String: Bars] = [:]
    for id in ids where found[id] == nil {
      guard let metric = audit.catalogue.metric(id) else { continue }
      let places = zip(audit.networks, sheets).compactMap { newestWhole(id, $0, $1) }
        .sorted { ($0.fact.whole ?? 0, $1.network.id) > ($1.fact.whole ?? 0, $0.network.id) }
      guard !places.isEmpty else { continue }
      page.space()
      page.row(["chart of", "network", "value"], .heading)
      let firstRow = page.nextRow
      for place in places {
        page.beginRow()
        page.text(metric.title)
        let quarter = place.fact.period == period ? "" : " (\(place.fact.period))"
        page.text(place.network.name + quarter)
        page.formula(place.cell, .computed(.of(metric.unit)))
      }
      let rows = firstRow...page.nextRow - 1
      found[id] = Bars(
        names: WorkbookBuilder.reference("Charts", rows: rows, column: 1),
        values: WorkbookBuilder.reference("Charts", rows: rows, column: 2), count: places.count)
    }
    return found
  }

  /// The newest of some quarters, else of those up to a year ago, in which a figure is whole.
  func newestWhole(
    _ id: String, _ network: NetworkAnalysis, _ sheet: NetworkSheet, quarters: Int = 5
  ) -> Place? {
    shownQuarters.suffix(quarters).reversed().lazy
      .compactMap { place(id, network, sheet, column: $0) }.first { $0.fact.whole != nil }
  }
}
