import EconomicMetrics
import Formulas
import Quantities
package import ReportModel
import SeriesStore

/// The report of all networks together.
package struct SectorReport {
  let audit: Audit
  let cover: Cover
  private let hasChanges: Bool
  private let edition: Edition?

  /// Creates the report of a run.
  ///
  /// - Parameters:
  ///   - audit: The run.
  ///   - cover: What stands on every page.
  ///   - hasChanges: Whether there is a page of changes beside it.
  ///   - edition: The order of its sections, where it is another than the usual one.
  package init(
    _ audit: Audit, cover: Cover, hasChanges: Bool = false, edition: Edition? = nil
  ) {
    (self.audit, self.cover) = (audit, cover)
    (self.hasChanges, self.edition) = (hasChanges, edition)
  }

  /// The page.
  package var report: Report {
    Report(
      path: "report",
      title: "Token networks — economic audit, \(audit.scope.period)",
      preamble: cover.lines,
      sections: edition.sections(parts, Edition.Page(audit: audit, network: nil, parts: \.sector)))
  }

  /// The sections in the order without an edition.
  private var parts: [(part: SectorPart, section: Section)] {
    SectorPart.allCases.flatMap { part in sections(part).map { (part, $0) } }
  }

  private func sections(_ part: SectorPart) -> [Section] {
    switch part {
    case .findings: [Section("Key findings", [.bullets(findings.map { Text($0) })])]
    case .league: [league]
    case .totals: [totals]
    case .peers: [peers]
    case .sensitivity: [sensitivity]
    case .dataQuality: [dataQuality]
    case .toGetNext: [toGetNext]
    case .recommendations:
      edition?.reader == .team ? [RecommendationReport(audit).summary] : []
    case .claims: claims
    case .basis: [basis]
    case .glossary: [glossary]
    case .sources: [sources]
    }
  }

  /// How many public statements the data supports, and where they are told.
  private var claims: [Section] {
    guard !audit.claims.isEmpty else { return [] }
    let count = counted(audit.claims.count, "public statement")
    return [
      Section(
        "Public statements",
        [
          .paragraph(
            Text("Of \(count) about these networks and the sector, \(ClaimReport(audit).counts): ")
              + .link("how each was tested", to: "\(ClaimReport.path).md") + ".")
        ])
    ]
  }

  var networks: [NetworkAnalysis] { audit.networks }
  var period: Period { audit.scope.period }

  // MARK: League table

  private var league: Section {
    Section(
      "League table",
      [
        .table(leagueTable), .heading("Newest available"),
        .paragraph(
          "The newest quarter up to \(period) in which each figure is whole."),
        .table(newestTable), .heading("Charts"),
      ] + charts.map { .chart($0) } + [.heading("Reports"), .bullets(links)])
  }

  /// The headline figures of a network that rest on one definition of revenue.
  private func headlines(_ network: NetworkAnalysis) -> [Fact] {
    Headlines.metrics.compactMap { audit.headline($0, of: network) }
  }

  private var leagueTable: Table {
    let facts = networks.map(headlines)
    let rows = zip(networks, facts).map { network, facts -> [Cell] in
      let basis = facts.first?.basis ?? ""
      return [
        .text(.link(network.name, to: "networks/\(network.id).md")),
        .text(Text(basis.isEmpty ? "usage revenue" : "† \(basis)")),
      ] + facts.map(\.cell)
    }
    let usesOther = facts.contains { $0.first?.basis.isEmpty == false }
    let counts: [Cell] = Headlines.metrics.indices.map { column in
      let known = facts.count { column < $0.count && $0[column].figure.value != nil }
      return .text(Text("\(known) of \(networks.count)"))
    }
    return Table(
      "\(period)",
      columns: [.init("Network"), .init("Definition of revenue")]
        + Headlines.metrics.map { id in
          .init(audit.catalogue.metric(id)?.title ?? id, isNumeric: true)
        },
      rows: rows + [[.text(.strong("figures exist for")), .empty] + counts],
      notes: usesOther
        ? [
          "† No value by the profile's own definition: the best-covered other definition stands in "
            + "its place, and every figure of the row that rests on revenue uses it. The network's "
            + "report explains it."
        ] : [])
  }

  private var newestTable: Table {
    let rows = networks.map { network -> [Cell] in
      [.text(Text(network.name))]
        + Headlines.metrics.map { id in
          guard let fact = audit.newest(id, of: network), let phrase = fact.phrase else {
            return .text("—")
          }
          let marks = fact.remarks.filter { ["scheduled", "by-rule", "pro-rated"].contains($0) }
          let basis = fact.basis.isEmpty ? marks : ["definition \(fact.basis)"] + marks
          let note = basis.isEmpty ? "" : " (\(basis.joined(separator: ", ")))"
          return .text(Text("\(phrase)\(note) · \(fact.period)"))
        }
    }
    return Table(
      columns: [.init("Network")]
        + Headlines.metrics.map { id in
          .init(audit.catalogue.metric(id)?.title ?? id, isNumeric: true)
        },
      rows: rows)
  }

  private var links: [Text] {
    let pages: [(isThere: Bool, title: String, path: String)] = [
      (hasChanges, "Changes since the last report", RestatementReport.path),
      (true, "Screens: which networks meet rules", ScreensReport.path),
      (true, "Scorecard: how well usage carries each", ScorecardPage.path),
      (true, "Opinions: how far the data can be relied on", OpinionReport.path),
      (true, "Sources set against each other", ReconciliationReport.path),
      (!audit.dataset.tieOuts.isEmpty, "Published figures beside ours", TieOutReport.path),
    ]
    return pages.filter(\.isThere).map { .link($0.title, to: "\($0.path).md") }
      + networks.map { .link("\($0.name)", to: "networks/\($0.id).md") }
  }

  // MARK: Totals

  /// What kind of revenue a figure is, by its evidence.
  private enum Kind: String, CaseIterable {
    case paid = "paid on chain by customers"
    case burned = "burned on chain for usage"
    case reported = "reported by companies or quoted"

    init?(_ evidence: Evidence?) {
      switch evidence {
      case .settled, .measured: self = .paid
      case .burn: self = .burned
      case .operator, .press: self = .reported
      case .schedule, nil: return nil
      }
    }
  }

  private var totals: Section {
    let year = audit.scope.trailingYear
    let rows = Kind.allCases.map { kind -> [Cell] in
      let (now, past) = (revenues(kind, period), revenues(kind, year))
      return [
        .text(Text(kind.rawValue)), total(now),
        .text(Text(names(now))), total(past), .text(Text(names(past))),
      ]
    }
    return Section(
      "Sector totals",
      [
        .paragraph(
          "Sums of usage revenue by the profiles' own definitions, whole figures only. The kinds "
            + "differ in what they count and are never added up."),
        .table(
          Table(
            columns: [
              .init("Kind of revenue"), .init("\(period)", isNumeric: true), .init("of"),
              .init("\(year)", isNumeric: true), .init("of"),
            ], rows: rows)),
      ] + published(year))
  }

  /// `2 of 15: Akash and Grass`.
  private func names(_ facts: [Fact]) -> String {
    let names = facts.map { fact in networks.first { $0.id == fact.network }?.name ?? fact.network }
    return "\(facts.count) of \(networks.count)" + (names.isEmpty ? "" : ": \(list(names))")
  }

  private func revenues(_ kind: Kind, _ period: Period) -> [Fact] {
    networks.map { audit.fact("revenue", of: $0, period) }.filter {
      $0.whole != nil && Kind($0.figure.evidence) == kind
    }
  }

  private func total(_ facts: [Fact]) -> Cell {
    var sum = CompensatedSum()
    for fact in facts { sum.add(fact.whole ?? 0) }
    return .figure(
      FigureCell(
        value: facts.isEmpty ? nil : sum.value,
        unit: .usd, reason: facts.isEmpty ? "no network has a whole figure" : ""))
  }

  /// What others publish for the sector in the calendar year of the twelve months.
  private func published(_ year: Period) -> [Block] {
    guard let sector = audit.benchmarks["sector"], let metric = sector.definition("revenue") else {
      return []
    }
    let calendar = Period.year(of: year.end)
    let lines = sector.bases(of: metric).compactMap { basis -> Text? in
      let fact = sector.fact(metric, calendar, basis: basis)
      guard let phrase = fact.phrase else { return nil }
      let meaning =
        basis.isEmpty ? "on-chain revenue" : sector.network.profile.bases[basis] ?? basis
      let source = fact.figure.sources.sorted().compactMap { audit.dataset.sources[$0]?.title }
      return Text("\(phrase) in \(calendar): \(meaning) (\(list(source))).")
    }
    return lines.isEmpty
      ? [] : [.paragraph("Published for the whole sector:"), .bullets(lines)]
  }
}
