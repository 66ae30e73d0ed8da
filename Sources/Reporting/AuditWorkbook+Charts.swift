import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
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
      label: label, look: places.first.map { builder.numberLook($0.metric.unit) } ?? .general,
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
        cells: line.cells.map { cell in cell.map { $0 / start * builder.named("index_base") } })
    }
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

  /// Charts between the head of a network's sheet and its lines, as many as have something to show.
  private func addCharts(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, to page: PageWriter
  ) {
    let (name, headings) = (network.name, Self.feedHeadings)
    let span = "by quarter, \(builder.columns[shownQuarters[0]].period) to \(period)"
    var charts: [SheetChart] = []
    func add(
      _ title: String, _ description: String, _ form: SheetChart.Form, _ lines: [FeedLine],
      _ look: SheetCell.NumberLook, _ unit: String, level: FeedLine? = nil
    ) {
      let shown = lines.filter { $0.count > 0 }
      guard shown.contains(where: { $0.count > 1 }) else { return }
      var series = feed(
        shown + (level.map { [$0] } ?? []), of: name, headings: headings, to: page)
      if level != nil { series[series.count - 1].role = .reference }
      charts.append(
        SheetChart(
          title: "\(name): \(title)", description: "\(description), \(span).", form: form,
          series: series, numberLook: look, axisTitle: unit, row: 0, column: 0))
    }
    add(
      "revenue and emission", "Columns of revenue and of emission in USD", .columns,
      [
        line("revenue", "Revenue", network, sheet),
        line("emissions_usd", "Emission in USD", network, sheet),
      ], .usd, "USD a quarter")
    add(
      "revenue-to-emission", "Line of revenue for each USD of emission; at 1 revenue pays for it",
      .lines, [line("revenue_to_emission", "Revenue-to-emission", network, sheet)], .multiple, "x",
      level: one("Revenue pays for emission"))
    add(
      "price against revenue",
      "Lines of price and of revenue, 100 in the first quarter that has both", .lines,
      indexed([("price", "Price"), ("revenue", "Revenue")], network, sheet), .index, "index")
    add(
      "demand against supply",
      "Lines of units used and of capacity, 100 in the first quarter that has both", .lines,
      indexed([("usage", "Usage"), ("capacity", "Capacity")], network, sheet), .index, "index")
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
    sheet.addBeside(charts)
  }

  // MARK: Bars by network

  /// A bar for each network that has a whole figure within the last year, the greatest first.
  func writeBars(_ ids: [String], to page: PageWriter) -> [String: Bars] {
    var found: [String: Bars] = [:]
    for id in ids where found[id] == nil {
      guard let metric = Catalogue.metric(id) else { continue }
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
        page.formula(place.cell, .computed(builder.numberLook(metric.unit)))
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
