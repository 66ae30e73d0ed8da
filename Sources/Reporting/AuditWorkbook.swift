import Assurance
import EconomicMetrics
import Formulas
import Quantities
package import Screening
import SeriesStore
package import WorkbookModel

extension Audit {
  /// The workbook: the same names, sheets and columns every quarter.
  ///
  /// - Parameters:
  ///   - cover: What stands on every page.
  ///   - screens: What networks are put to, on a sheet of its own.
  ///   - changes: What became of the figures since an earlier report, on a sheet of its own.
  /// - Returns: Every sheet, with each formula and its value.
  package func workbook(
    cover: Cover, screens: [Screen] = [], changes: Restatement? = nil
  ) -> Workbook {
    AuditWorkbook(self, cover: cover, screens: screens, changes: changes).workbook()
  }
}

/// Puts the sheets of a run together.
struct AuditWorkbook {
  let audit: Audit
  let cover: Cover
  /// What networks are put to, on a sheet of its own.
  let screens: [Screen]
  /// What became of the figures since an earlier report, on a sheet of its own.
  let changes: Restatement?
  /// What the sources of each network say of one another, by its id.
  let reconciliations: [String: Reconciliation]
  let builder: WorkbookBuilder
  var sheets: [NetworkSheet] = []
  /// The name of each network's sheet.
  let sheetNames: [String: String]

  init(
    _ audit: Audit, cover: Cover, screens: [Screen] = [], changes: Restatement? = nil
  ) {
    (self.audit, self.cover, self.screens, self.changes) = (audit, cover, screens, changes)
    reconciliations = Dictionary(
      uniqueKeysWithValues: audit.networks.map { ($0.id, Reconciliation($0.network)) })
    let names = Self.sheetNames(of: audit.networks.map(\.id))
    let networks = audit.networks.map { (names[$0.id] ?? "", Sheet.Kind.calculation) }
    sheetNames = names
    let columns = PeriodColumn.standard(through: audit.scope.period)
    var absent: Set<String> = []
    if audit.scorecard == nil { absent.insert(Self.scorecardSheet) }
    if screens.isEmpty { absent.insert(Self.screensSheet) }
    if changes == nil { absent.insert(Self.changesSheet) }
    if reconciliations.values.allSatisfy(\.matchedPairs.isEmpty) {
      absent.insert(Self.reconciliationSheet)
    }
    let series = audit.networks.map(\.network)
    if !DaySheet.isNeeded(for: series, columns: columns) { absent.insert(DaySheet.name) }
    builder = WorkbookBuilder(
      sheets: Self.leading + networks + Self.trailing.filter { !absent.contains($0.0) },
      columns: columns,
      since: audit.networks.map(\.network.booksBegin).min() ?? audit.scope.period.start,
      files: audit.dataset.files, policies: audit.scope.policies,
      benchmarks: Self.benchmarks(audit))
    builder.acceptPolicies()
    Self.addAssumptions(to: builder)
    for id in Self.benchmarks(audit) {
      guard let network = audit.benchmarks[id]?.network else { continue }
      builder.add(network, series: ["price"], policies: audit.scope.policies)
    }
    for network in audit.networks { sheets.append(sheet(of: network)) }
  }

  /// Benchmarks with a price: others have nothing that closes are set beside.
  private static func benchmarks(_ audit: Audit) -> [String] {
    audit.benchmarks.filter { $0.value.network.points[SeriesID("price")] != nil }.keys.sorted()
  }

  /// Sheets before those of the networks, and after them; the kind colours the tab.
  static let leading: [(String, Sheet.Kind)] = [
    ("Cover", .control), ("Summary", .output), ("Assumptions", .input),
  ]
  static let trailing: [(String, Sheet.Kind)] = [
    ("Peers", .output), (screensSheet, .output), (scorecardSheet, .output), ("Risk", .calculation),
    ("Scenarios", .output), (reconciliationSheet, .output), (changesSheet, .output),
    ("Checks", .control),
    ("Definitions", .control), ("Trace", .control), ("Charts", .calculation),
    ("Quarters", .calculation), ("Months", .calculation), ("Weeks", .calculation),
    (DaySheet.name, .calculation), ("Pieces", .calculation), ("Points", .calculation),
    ("Data", .input), ("Sources", .input),
  ]

  /// The id of a network, cut to the 31 letters that a sheet may have; where another sheet has that
  /// name, capitals aside, a number follows.
  static func sheetNames(of ids: [String]) -> [String: String] {
    let own = (leading + trailing).map { $0.0.lowercased() }
    var (names, taken) = ([String: String](), Set(own))
    for id in ids.sorted() {
      var (name, number) = (String(id.prefix(31)), 2)
      while !taken.insert(name.lowercased()).inserted {
        name = "\(id.prefix(31 - "\(number)".count - 1)) \(number)"
        number += 1
      }
      names[id] = name
    }
    return names
  }

  func workbook() -> Workbook {
    let traces = writeTrace()
    let feed = startFeed()
    addNetworkCharts(feed: feed)
    let scenarios = writeScenarios(feed: feed)
    let lights = writeChecks(scenarios)
    let bars = writeBars(Self.summaryCharts + Self.peerCharts, to: feed)
    writePeers(bars: bars)
    writeScreens()
    writeScorecard()
    writeReconciliation()
    writeChanges()
    writeSummary(traces: traces, lights: lights, bars: bars)
    endFeed(feed)
    writeDefinitions()
    writeSources()
    writeCover(lights: lights)
    return Workbook(
      title: "Token networks, economic audit \(audit.scope.period)",
      subject: "Economic audit of token networks",
      comments:
        "Disclosure, not investment advice. Computed cells are formulas over Data; those that are values say so.",
      asOf: audit.scope.asOf, digest: cover.digest,
      properties: [
        ("release", .text(cover.release)), ("as of", .day(audit.scope.asOf)),
        ("inputs digest", .text(cover.digest)),
        ("valuation", .text(audit.scope.policies.valuation.rawValue)),
      ], names: builder.definedNames, sheets: builder.sheets())
  }

  // MARK: Networks

  private func sheet(of network: NetworkAnalysis) -> NetworkSheet {
    let metrics = audit.catalogue.metrics
    let asked = Self.formulas(of: screens)
    let references = (metrics.map(\.formula) + asked).flatMap { formula in
      formula.references { network.formula(of: $0) }
    }
    // A roll-forward of supply reads what is locked where a profile has such a series.
    let series = Set(references).union(["tokens_locked"])
    builder.add(network.network, series: series, policies: audit.scope.policies)
    let sheet = NetworkSheet(
      builder, sheet: builder.sheet(sheetNames[network.id] ?? "") ?? 0, network: network.network,
      policies: audit.scope.policies
    ) { id in network.formula(of: id) ?? asked.first { $0.lineID == id } }
    for family in audit.catalogue.families {
      sheet.heading(family.title)
      for metric in family.metrics {
        for basis in network.bases(of: metric) { sheet.add(line(metric, basis, network)) }
      }
    }
    if !asked.isEmpty { sheet.heading("Asked by screens") }
    for formula in asked { sheet.add(line(formula, network)) }
    for id in judged { sheet.provideCoverage(of: id) }
    sheet.layOut(
      title: "\(network.name) — \(audit.scope.period)", subtitle: identity(of: network),
      back: ("back to the summary", WorkbookBuilder.target("Summary")),
      chartRows: NetworkSheet.chartRows(chartCount(of: network)))
    return sheet
  }

  private func line(
    _ metric: MetricDefinition, _ basis: String, _ network: NetworkAnalysis
  )
    -> NetworkSheet.MetricLine
  {
    let bases = basis.isEmpty ? [:] : [network.choosingSeries(of: metric) ?? "": basis]
    return NetworkSheet.MetricLine(
      id: metric.id, title: metric.title + (basis.isEmpty ? "" : " (\(basis))"),
      unit: network.unit(of: metric), note: basis.isEmpty ? metric.formulaText : "",
      bases: bases, objection: metric.applies.objection(for: network.network),
      isHeadline: Headlines.metrics.contains(metric.id),
      target: definitionTarget(of: metric.id)
    ) { network.figure(metric, $0, basis: basis).bound.map(SheetCell.Bound.init) }
  }

  /// Lines of which screens and the scorecard ask whether they are whole.
  private var judged: [String] {
    let conditions = screens.flatMap(\.require).map(\.condition)
    return Self.lineIDs(of: conditions) + (audit.scorecard?.inputs.map(\.metric) ?? [])
  }

  /// A formula of a screen that is no metric.
  private func line(_ formula: Formula, _ network: NetworkAnalysis) -> NetworkSheet.MetricLine {
    NetworkSheet.MetricLine(
      id: formula.lineID, title: formula.text, unit: network.unit(of: formula),
      note: "", bases: [:], objection: nil
    ) { network.figure(of: formula, $0).bound.map(SheetCell.Bound.init) }
  }

  private func identity(of network: NetworkAnalysis) -> String {
    let profile = network.network.profile
    return [
      profile.category, profile.symbol, profile.mechanism,
      "revenue: \(profile.revenueDefinition)",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension SheetCell.Bound {
  /// The bound of a figure, as the engine found it.
  init(_ bound: Formula.Bound) {
    switch bound {
    case .atLeast: self = .atLeast
    case .atMost: self = .atMost
    }
  }
}
