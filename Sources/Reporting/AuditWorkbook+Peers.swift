import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import WorkbookModel

/// Networks beside each other: each network's newest whole figure by its own definition.
extension AuditWorkbook {
  /// A metric beside the peers': which direction ranks first.
  private struct Comparison {
    let metric: MetricDefinition
    let leastFirst: Bool
  }

  /// Multiples, dilution, depth and swings rank from the least; the rest from the greatest.
  private static let comparisons = [
    ("revenue_ltm", false), ("revenue_growth_yoy", false), ("revenue_to_emission", false),
    ("dilution_annualized", true), ("price_to_usage_revenue", true), ("price_to_sales", true),
    ("price_to_fees", true), ("drawdown_from_ath", false), ("volatility", true),
    ("capital_efficiency", false),
  ].compactMap { id, leastFirst in
    Catalogue.standard.metric(id).map { Comparison(metric: $0, leastFirst: leastFirst) }
  }

  private static let leadingColumns = 2

  /// The networks by category, then by name: a category's figures stand together.
  private var peers: [(network: NetworkAnalysis, sheet: NetworkSheet)] {
    zip(audit.networks, sheets).map { ($0, $1) }.sorted {
      let (a, b) = ($0.network.network.profile, $1.network.network.profile)
      return (a.category, a.name.lowercased()) < (b.category, b.name.lowercased())
    }
  }

  func writePeers(bars: [String: Bars]) {
    let page = builder.page("Peers")
    page.row(["Peers, \(period)"], .title)
    page.beginRow()
    page.link("back to the cover", to: WorkbookBuilder.target("Cover"))
    page.row(
      [
        "Each network's newest whole figure by its own definition, of the quarter told below, at most a "
          + "year old; bounds are left out. Medians and ranks pass over n/a. A click on a figure leads to its "
          + "cell on the network's sheet."
      ], .note)
    page.space()
    writeHeadings("Network", "Category", to: page)
    let first = page.row
    let peers = peers
    let figures = peers.map { peer in
      Self.comparisons.map { figure($0.metric, peer.network, peer.sheet) }
    }
    for (peer, own) in zip(peers, figures) { write(peer.network, own, to: page) }
    let rows = first...page.nextRow - 1
    writeMedians(peers.map { $0.network.network.profile.category }, rows, to: page)
    writeRanks(peers.map(\.network), rows, to: page)
    writeQuarters(peers.map(\.network), figures, to: page)
    addCharts(bars, to: page)
    page.finish(
      widths: [18, 14] + Self.comparisons.map { max(16, Double($0.metric.title.count) + 2) },
      frozenRows: 5, frozenColumns: 1,
      printsOnOnePage: true)
  }

  private func writeHeadings(_ first: String, _ second: String, to page: PageWriter) {
    page.row([first, second] + Self.comparisons.map(\.metric.title), .heading)
  }

  /// The newest whole figure by the network's own definition, else that of the reported quarter.
  private func figure(
    _ metric: MetricDefinition, _ network: NetworkAnalysis, _ sheet: NetworkSheet
  ) -> (place: Place, isShown: Bool) {
    let places = shownQuarters.suffix(5).reversed().map { column in
      Place(
        network: network, sheet: sheet, metric: metric, basis: "", bases: [:], column: column)
    }
    let newest = places.first { $0.fact.whole != nil }
    return (newest ?? places[0], newest.map { $0.fact.figure.bound == nil } ?? true)
  }

  private func write(
    _ network: NetworkAnalysis, _ figures: [(place: Place, isShown: Bool)], to page: PageWriter
  ) {
    page.beginRow()
    page.link(network.name, to: target(network))
    page.text(network.network.profile.category)
    for (place, isShown) in figures {
      let cell = place.sheet.place(of: place.metric.id, bases: [:], column: place.column)
      page.formula(
        isShown
          ? .when(.isNumber(place.wholeCell), place.wholeCell, .text("n/a"))
          : .text("n/a: a bound"),
        .computed(.of(place.metric.unit)),
        target: cell.map { target(network, row: $0.row, column: $0.column) })
    }
  }

  private func writeMedians(
    _ categories: [String], _ rows: ClosedRange<Int>, to page: PageWriter
  ) {
    page.space()
    writeHeadings("Median", "Networks", to: page)
    var groups: [(name: String, rows: ClosedRange<Int>)] = []
    for (index, category) in categories.enumerated() {
      let row = rows.lowerBound + index
      if let last = groups.last, last.name == category {
        groups[groups.count - 1].rows = last.rows.lowerBound...row
      } else {
        groups.append((category, row...row))
      }
    }
    let firstGroup = page.row
    for group in groups + [("all", rows)] {
      page.beginRow()
      page.text(group.name, .label)
      page.formula(
        group.name == "all"
          ? .sum(page.block(rows: firstGroup...page.row - 1, column: 1))
          : .countIf(page.block(rows: rows, column: 1), page.cell(0)), .computed(.integer))
      for (index, comparison) in Self.comparisons.enumerated() {
        let block = page.block(rows: group.rows, column: Self.leadingColumns + index)
        page.formula(
          .when(.compare(.count(block), .equal, 0), .text("n/a"), .median(block)),
          .headline(.of(comparison.metric.unit)))
      }
    }
  }

  private func writeRanks(
    _ networks: [NetworkAnalysis], _ rows: ClosedRange<Int>, to page: PageWriter
  ) {
    page.space()
    writeHeadings("Rank", "", to: page)
    for (index, network) in networks.enumerated() {
      page.beginRow()
      page.text(network.name, .label)
      page.blank()
      for (column, comparison) in Self.comparisons.enumerated() {
        let place = Self.leadingColumns + column
        let cell = page.cell(row: rows.lowerBound + index, column: place)
        let block = page.block(rows: rows, column: place)
        page.formula(
          .when(
            .isNumber(cell), .rank(cell, among: block, leastFirst: comparison.leastFirst),
            .text("n/a")), .computed(.integer))
      }
    }
    page.beginRow()
    page.texts(["1 is the", ""], .note)
    page.texts(Self.comparisons.map { $0.leastFirst ? "least" : "greatest" }, .note)
  }

  private func writeQuarters(
    _ networks: [NetworkAnalysis], _ figures: [[(place: Place, isShown: Bool)]], to page: PageWriter
  ) {
    page.space()
    writeHeadings("Quarter of the figure", "", to: page)
    for (network, own) in zip(networks, figures) {
      page.beginRow()
      page.text(network.name, .label)
      page.blank()
      for (place, _) in own {
        page.text(place.fact.whole == nil ? "" : "\(place.fact.period)", .note)
      }
    }
  }

  // MARK: Charts

  /// The multiples that are drawn.
  static let peerCharts = ["price_to_usage_revenue", "price_to_sales", "price_to_fees"]

  private func addCharts(_ known: [String: Bars], to page: PageWriter) {
    for (index, id) in Self.peerCharts.enumerated() {
      guard let metric = audit.catalogue.metric(id), let bars = known[id] else { continue }
      page.add(
        SheetChart(
          title: "\(metric.title), log scale",
          description:
            "\(metric.title) of \(bars.count) networks, each its newest whole figure of the "
            + "year up to \(period), the greatest first. \(metric.meaning)",
          form: .bars,
          series: [.init(name: metric.title, categories: bars.names, values: bars.values)],
          numberLook: .multiple, axisTitle: Self.axisTitle(of: metric.unit), hasLogAxis: true,
          row: page.nextRow + 1,
          column: [0, 4, 8][index], width: 600, height: 380))
    }
  }
}
