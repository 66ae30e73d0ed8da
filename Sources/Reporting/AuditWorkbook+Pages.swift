import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import WorkbookModel

extension AuditWorkbook {
  private var period: Period { audit.scope.period }

  // MARK: Summary

  /// The league table: every figure is a link to the newest quarter of a network's sheet.
  func writeSummary() {
    let table = builder.table("Summary")
    table.row(["Token networks — economic audit, \(period)"], .title)
    table.row(
      ["Figures are links to the networks' sheets; † another definition of revenue."], .note)
    table.row([])
    table.row(
      ["Network", "Definition of revenue"]
        + Headlines.metrics.map { id in
          Catalogue.metric(id)?.title ?? id
        }, .heading)
    for (network, sheet) in zip(audit.networks, sheets) {
      let basis = audit.headlineBasis(network, period)
      table.beginRow()
      table.link(network.name, to: "internal:'\(sheetNames[network.id] ?? "")'!A1")
      table.text(basis.isEmpty ? "usage revenue" : "† \(basis)")
      for id in Headlines.metrics {
        guard let metric = Catalogue.metric(id) else { continue }
        let bases =
          !basis.isEmpty && network.choosingSeries(of: metric) == "revenue"
          ? ["revenue": basis] : [:]
        table.reference(
          to: sheet, metric: id, bases: bases, column: newestColumn, unit: metric.unit)
      }
    }
    table.finish(
      widths: [16, 22] + Headlines.metrics.map { _ in 24 }, frozenRows: 4, frozenColumns: 1)
    addSummaryCharts()
  }

  /// The column of the reported quarter on every network sheet.
  private var newestColumn: Int {
    builder.columns.lastIndex { $0.period == period } ?? 0
  }

  // MARK: Definitions, sources

  func writeDefinitions() {
    let table = builder.table("Definitions")
    table.row(["Definitions"], .title)
    table.row([])
    table.row(["id", "title", "unit", "formula", "meaning", "edge cases", "source"], .heading)
    for metric in Catalogue.metrics {
      table.row(
        [
          metric.id, metric.title, metric.unit.description, metric.formulaText, metric.meaning,
          metric.edges, metric.source,
        ], .wrapped)
    }
    table.finish(widths: [26, 26, 12, 44, 50, 60, 50], frozenRows: 3, frozenColumns: 1)
  }

  func writeSources() {
    let table = builder.table("Sources")
    table.row(["Sources"], .title)
    table.row([])
    table.row(["id", "title", "publisher", "url", "published", "retrieved", "licence"], .heading)
    for id in audit.dataset.sources.keys.sorted() {
      guard let source = audit.dataset.sources[id] else { continue }
      table.row([
        source.id, source.title, source.publisher, source.url,
        source.published.map { "\($0)" } ?? "", "\(source.retrieved)", source.licence,
      ])
    }
    table.finish(widths: [30, 60, 30, 70, 12, 12, 24], frozenRows: 3, frozenColumns: 1)
  }

  // MARK: Checks

  /// One row for each check; the cover shows the light of all.
  func writeChecks() {
    let table = builder.table("Checks")
    table.row(["Checks"], .title)
    table.row(["Each check counts faults: 0 is good."], .note)
    table.row([])
    table.row(["check", "faults", "state"], .heading)
    for network in audit.networks {
      table.check(
        "\(network.name): pieces whose row is gone from Data", .missingPieces(network.id))
      table.check(
        "\(network.name): readings whose row is gone from Data", .missingPoints(network.id))
    }
    for (network, sheet) in zip(audit.networks, sheets) {
      table.check(
        "\(network.name): price of the newest quarter is not above 0",
        .notAbove(sheet, metric: "price", column: newestColumn))
    }
    table.total("all checks")
    table.finish(widths: [64, 12, 12], frozenRows: 4, frozenColumns: 1)
  }

  // MARK: Cover

  func writeCover() {
    let table = builder.table("Cover")
    table.row(["Token networks — economic audit"], .title)
    table.row(["\(period)"], .subtitle)
    table.row([])
    for (name, value) in [
      ("as of", "\(audit.scope.asOf)"),
      ("known by", audit.scope.knownBy.map { "\($0)" } ?? "everything published"),
      ("token flows valued at", audit.scope.policies.phrase),
      ("written by", "depin-audit \(cover.release)"),
      ("digest of the inputs", cover.digest),
    ] { table.row([name, value]) }
    table.beginRow()
    table.text("checks")
    table.totalOfChecks()
    table.row([])
    table.row(["Disclosure, not investment advice."], .heading)
    table.row([
      "Every computed cell is a formula over the rows in Data: change a value there and every figure follows."
    ])
    table.row([])
    table.row(["Contents"], .heading)
    for (name, meaning) in contents {
      table.beginRow()
      table.link(name, to: "internal:'\(name)'!A1")
      table.text(meaning)
    }
    table.row([])
    table.row(["Legend"], .heading)
    table.legend([
      ("typed figure or choice", .input(.amount), 1234),
      ("computed figure", .computed(.amount), 1234),
      ("headline figure", .headline(.amount), 1234),
    ])
    table.row(["n/a: …", "a figure without a value says why; it never reads 0"])
    table.finish(widths: [34, 90], frozenRows: 0, frozenColumns: 0)
  }

  private var contents: [(String, String)] {
    [("Summary", "headline figures of all networks, with charts")]
      + audit.networks.map {
        (sheetNames[$0.id] ?? "", "\($0.name): eight quarters and twelve months")
      }
      + [
        ("Charts", "figures that the charts draw; n/a is left empty"),
        ("Pieces", "each row of a flow by calendar month, with the price that values it"),
        ("Points", "each reading of a stock or price, with running peak and returns"),
        ("Data", "every observation: value, source, evidence, file and line"),
        ("Checks", "what must be 0"), ("Definitions", "formula, meaning and source of each metric"),
        ("Sources", "who published what, where and when"),
      ]
  }

  // MARK: Charts

  /// The figures that charts draw; a text would be drawn as 0, so n/a is left out.
  func writeCharts() {
    let table = builder.table("Charts")
    table.row(["What the charts draw"], .title)
    table.row([])
    let shown = builder.columns.indices.filter {
      builder.columns[$0].isShown && builder.columns[$0].period.kind == .quarter
    }
    table.row(["network", "figure"] + shown.map { "\(builder.columns[$0].period)" }, .heading)
    for (network, sheet) in zip(audit.networks, sheets) {
      let basis = audit.headlineBasis(network, period)
      for id in [
        "revenue", "emissions_usd", "revenue_to_emission", "tokens_burned", "tokens_emitted",
        "price",
      ] {
        guard let metric = Catalogue.metric(id) else { continue }
        let own = !basis.isEmpty && network.choosingSeries(of: metric) == "revenue"
        table.beginRow()
        table.text(network.id)
        table.text(metric.title + (own ? " (\(basis))" : ""))
        for column in shown {
          let fact = audit.fact(
            id, of: network, builder.columns[column].period, basis: own ? basis : "")
          if fact.whole == nil {
            table.blank()
          } else {
            table.reference(
              to: sheet, metric: id, bases: own ? ["revenue": basis] : [:], column: column,
              unit: metric.unit)
          }
        }
      }
    }
    table.finish(widths: [16, 40] + shown.map { _ in 14 }, frozenRows: 3, frozenColumns: 2)
    for (index, pair) in zip(audit.networks, sheets).enumerated() {
      addCharts(of: pair.0, pair.1, firstRow: 3 + index * 6, places: shown.count)
    }
  }

  /// Four charts between the head of a network's sheet and its lines.
  private func addCharts(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, firstRow: Int, places: Int
  ) {
    let last = columnName(1 + places)
    func series(_ offset: Int, _ name: String) -> SheetChart.Series {
      let row = firstRow + offset + 1
      return .init(
        name: name, categories: "'Charts'!$C$3:$\(last)$3",
        values: "'Charts'!$C$\(row):$\(last)$\(row)")
    }
    let charts:
      [(String, String, SheetChart.Form, [SheetChart.Series], SheetCell.NumberLook, String)] = [
        (
          "\(network.name): revenue and emission", "Columns by quarter, USD.", .columns,
          [series(0, "Revenue"), series(1, "Emission")], .usd, "USD"
        ),
        (
          "\(network.name): revenue-to-emission",
          "Line by quarter; at 1 revenue pays for emission.",
          .lines, [series(2, "Revenue-to-emission")], .multiple, "x"
        ),
        (
          "\(network.name): burned and emitted", "Columns by quarter, tokens.", .columns,
          [series(3, "Burned"), series(4, "Emitted")], .amount, network.network.profile.symbol
        ),
        (
          "\(network.name): price", "Line by quarter, USD for a token.", .lines,
          [series(5, "Price")], .price, "USD"
        ),
      ]
    for (index, chart) in charts.enumerated() {
      sheet.add(
        SheetChart(
          title: chart.0, description: chart.1, form: chart.2, series: chart.3,
          numberLook: chart.4, axisTitle: chart.5, row: NetworkSheet.firstChartRow,
          column: [0, 3, 7, 11][index], width: 430, height: 320))
    }
  }

  /// Bars over the summary's columns, under the table.
  private func addSummaryCharts() {
    let (first, last) = (5, 4 + audit.networks.count)
    for (index, id) in [
      "revenue_to_emission", "drawdown_from_ath", "price_to_usage_revenue", "burn_to_mint",
    ]
    .enumerated() {
      guard let metric = Catalogue.metric(id), let place = Headlines.metrics.firstIndex(of: id)
      else { continue }
      let column = columnName(2 + place)
      builder.add(
        SheetChart(
          title: "\(metric.title), \(period)", description: metric.meaning, form: .bars,
          series: [
            .init(
              name: metric.title, categories: "'Summary'!$A$\(first):$A$\(last)",
              values: "'Summary'!$\(column)$\(first):$\(column)$\(last)")
          ], numberLook: builder.numberLook(metric.unit),
          row: 5 + audit.networks.count + index / 2 * 19,
          column: index % 2 == 0 ? 0 : 5, width: 620, height: 360), to: "Summary")
    }
  }
}
