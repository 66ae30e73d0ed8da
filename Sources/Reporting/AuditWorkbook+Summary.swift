import EconomicMetrics
import Quantities
import WorkbookModel

/// The headline table with its lights, and four charts: one printed page.
extension AuditWorkbook {
  /// Columns before the figures.
  private static let leadingColumns = 2

  func writeSummary(traces: Traces, lights: CheckLight, bars: [String: Bars]) {
    let page = builder.page("Summary")
    page.row(["Token networks — economic audit, \(period)"], .title)
    page.beginRow()
    page.text("as of")
    page.day(audit.scope.asOf)
    page.text("arithmetic checks")
    page.formula(lights.state, .headline(.word), target: WorkbookBuilder.target("Checks"))
    page.skip(to: 5)
    page.link("back to the cover", to: WorkbookBuilder.target("Cover"))
    let light = page.row
    page.row(
      [
        "A click on a figure leads to its trace, where an n/a says why; a click on a network leads to its "
          + "sheet. † another definition of revenue than the network's own. ≥ at least, ≤ at most. Partial: "
          + "the rows cover only a part of the days."
      ], .note)
    page.row(
      ["Network", "Definition of revenue"]
        + Headlines.metrics.map { audit.catalogue.metric($0)?.title ?? $0 }, .heading)
    let first = page.row
    for (network, sheet) in zip(audit.networks, sheets) {
      writeSummary(of: network, sheet, traces, to: page)
    }
    writeLightsLegend(to: page)
    mark(page, firstRow: first)
    markLight(page, row: light, column: 3)
    addSummaryCharts(bars, to: page, below: page.nextRow)
    page.finish(
      widths: [16, 20] + Headlines.metrics.map { _ in 22 }, frozenRows: 4, frozenColumns: 1,
      printsOnOnePage: true)
  }

  private func writeSummary(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, _ traces: Traces, to page: PageWriter
  ) {
    let basis = audit.headlineBasis(network, period)
    page.beginRow()
    page.link(network.name, to: target(network))
    page.text(basis.isEmpty ? "usage revenue" : "† \(basis)")
    for place in headlines(network, sheet) {
      page.name(place.cellName)
      page.formula(
        place.shownCell, .headline(.of(place.metric.unit)),
        target: traces[place.fact.id].map { WorkbookBuilder.target("Trace", row: $0) },
        bound: place.bound)
    }
  }

  /// The thresholds under the table, as they stand in Assumptions.
  private func writeLightsLegend(to page: PageWriter) {
    for isGood in [true, false] {
      page.beginRow()
      page.text(isGood ? "good from" : "warning from", .note)
      page.text(isGood ? "" : "else bad", .note)
      for id in Headlines.metrics {
        guard let light = Light.all.first(where: { $0.metric == id }),
          let metric = audit.catalogue.metric(id)
        else {
          page.text(isGood ? "sizes have no light" : "", .note)
          continue
        }
        page.formula(
          builder.named(isGood ? light.goodName : light.warningName),
          .computed(.of(metric.unit)),
          target: WorkbookBuilder.target("Assumptions"))
      }
    }
  }

  /// Colours each figure by its thresholds; the names stand for cells in Assumptions.
  ///
  /// One mark has one number format, so that cells of bounds are marked apart from the others.
  private func mark(_ page: PageWriter, firstRow: Int) {
    for (index, id) in Headlines.metrics.enumerated() {
      guard let light = Light.all.first(where: { $0.metric == id }) else { continue }
      let bounds = zip(audit.networks, sheets).map { place(id, $0, $1)?.bound }
      var first = 0
      while first < bounds.count {
        let last = bounds[first...].prefix { $0 == bounds[first] }.endIndex - 1
        mark(
          page, light, rows: firstRow + first...firstRow + last,
          column: Self.leadingColumns + index)
        first = last + 1
      }
    }
  }

  private func mark(
    _ page: PageWriter, _ light: Light, rows: ClosedRange<Int>, column: Int
  ) {
    let cell = "\(columnName(column))\(rows.lowerBound + 1)"
    let sign = light.isRising ? ">=" : "<="
    for (verdict, condition) in [
      (SheetCondition.Verdict.good, "\(cell)\(sign)\(light.goodName)"),
      (.warning, "\(cell)\(sign)\(light.warningName)"),
    ] {
      page.mark(
        .verdict(verdict, .formula("AND(ISNUMBER(\(cell)),\(condition))")), rows: rows,
        columns: column...column)
    }
    page.mark(
      .verdict(.bad, .formula("ISNUMBER(\(cell))")), rows: rows, columns: column...column)
  }

  /// Colours the light of all checks.
  func markLight(_ page: PageWriter, row: Int, column: Int) {
    for (verdict, word) in [
      (SheetCondition.Verdict.good, "ok"), (.warning, "changed"), (.bad, "look"),
    ] {
      page.mark(
        .verdict(verdict, .beginsWith(word)), rows: row...row, columns: column...column)
    }
  }

  // MARK: Charts

  /// The metrics of the four charts.
  static let summaryCharts = [
    "revenue_to_emission", "price_to_usage_revenue", "dilution_annualized", "drawdown_from_ath",
  ]

  private func addSummaryCharts(
    _ known: [String: Bars], to page: PageWriter, below row: Int
  ) {
    for (index, id) in Self.summaryCharts.enumerated() {
      guard let metric = audit.catalogue.metric(id), let bars = known[id] else { continue }
      page.add(
        SheetChart(
          title: metric.title,
          description:
            "\(metric.title) of \(bars.count) networks: each network's newest whole figure "
            + "of the four quarters up to \(period), the greatest first. \(metric.meaning)",
          form: .bars,
          series: [.init(name: metric.title, categories: bars.names, values: bars.values)],
          numberLook: .of(metric.unit), axisTitle: Self.axisTitle(of: metric.unit),
          row: row + 1 + index / 2 * 19, column: index % 2 == 0 ? 0 : 5, width: 745, height: 360))
    }
  }
}
