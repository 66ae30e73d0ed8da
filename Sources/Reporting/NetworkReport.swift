import Assurance
package import EconomicMetrics
import Formulas
import Quantities
package import ReportModel
import SeriesStore

/// The report of one network.
package struct NetworkReport {
  let audit: Audit
  let network: NetworkAnalysis
  let cover: Cover
  private let edition: Edition?

  /// Creates the report of a network; an edition orders its sections for a reader.
  package init(
    _ audit: Audit, _ network: NetworkAnalysis, cover: Cover, edition: Edition? = nil
  ) {
    (self.audit, self.network, self.cover, self.edition) = (audit, network, cover, edition)
  }

  /// The page.
  package var report: Report {
    Report(
      path: "networks/\(network.id)",
      title: "\(network.name) — economic audit, \(audit.scope.period)",
      preamble: [identity] + cover.lines + [opinion],
      sections: edition.sections(
        parts,
        Edition.Page(
          audit: audit, network: (network.id, network.name), parts: \.network)))
  }

  /// The sections in the order without an edition.
  private var parts: [(part: NetworkPart, section: Section)] {
    let recommendations =
      edition?.reader == .team ? [RecommendationReport(audit).section(for: network)] : []
    return [(.verdict, verdict)] + evidence.map { (.evidence, $0) }
      + Topic.allCases.map { (.topic($0), section($0)) }
      + recommendations.map { (.recommendations, $0) } + claims.map { (.claims, $0) }
      + [(.quality, quality), (.limits, limits)]
  }

  private var profile: Profile { network.network.profile }

  private var identity: Text {
    let token = profile.symbol.isEmpty ? "" : "Token \(profile.symbol). "
    let launched = profile.launched.map { "Launched \($0). " } ?? ""
    return Text(
      "\(token)\(launched)Category \(profile.category), mechanism \(profile.mechanism). "
        + "Usage revenue here means: \(profile.revenueDefinition).")
  }

  // MARK: Topics

  /// A topic's figures, tables and charts, or one line that says what it would take.
  private func section(_ topic: Topic) -> Section {
    guard audit.hasValue(network, topic.metrics) else {
      return Section(
        topic.title, [.paragraph(Text("No figure in these quarters: \(wants(topic))."))])
    }
    return Section(
      topic.title,
      audit.history(network, topic.metrics) + observations(topic.metrics) + blocks(topic))
  }

  /// Why a topic has no figure, each reason once.
  private func wants(_ topic: Topic) -> String {
    let reasons = topic.metrics.compactMap(network.definition).map {
      network.figure($0, audit.scope.period).state.reason
    }
    return reasons.enumerated().filter { !$1.isEmpty && reasons.firstIndex(of: $1) == $0 }
      .map(\.element).joined(separator: "; ")
  }

  /// What a topic shows beside the figures of its metrics.
  private func blocks(_ topic: Topic) -> [Block] {
    switch topic {
    case .income: charts([revenueChart, ratioChart])
    case .breakEven: breakEven
    case .burning: charts([burnChart, cumulativeChart])
    case .schedule: schedule + charts([scheduleChart])
    case .customers: cohorts
    case .supply: rollForward + unlockCalendar
    case .risk: worstDrawdowns + charts([priceChart, drawdownChart])
    case .fundamentals: charts([indexChart])
    default: []
    }
  }

  private func charts(_ charts: [Chart?]) -> [Block] { charts.compactMap { $0.map { .chart($0) } } }

  // MARK: Verdict

  private var verdict: Section {
    Section(
      "Verdict in numbers",
      [.bullets(sentences.map { Text($0) }), .table(headlines)])
  }

  /// Headline figures with their change; the definition of revenue is named where it is not the
  /// profile's.
  private var headlines: Table {
    let ids = [
      "revenue", "run_rate", "emissions_usd", "revenue_to_emission", "earnings", "burn_to_mint",
      "net_emission", "dilution_annualized", "growth_gap", "price", "market_cap",
      "price_to_usage_revenue", "drawdown_from_ath", "volatility", "divergence",
    ]
    let rows = ids.compactMap { id -> [Cell]? in
      guard let fact = audit.headline(id, of: network), let metric = network.definition(id) else {
        return nil
      }
      let title = metric.title + (fact.basis.isEmpty ? "" : " (\(fact.basis))")
      let evidence = fact.figure.value == nil ? "" : fact.figure.evidence?.description ?? ""
      return [
        .text(Text(title)), fact.cell, change(metric, fact.basis, .previous),
        change(metric, fact.basis, .yearAgo), .text(Text(evidence)), newest(id, unless: fact),
      ]
    }
    return Table(
      columns: [
        .init("Figure"), .init("\(audit.scope.period)", isNumeric: true),
        .init("on the quarter", isNumeric: true), .init("on the year", isNumeric: true),
        .init("Weakest evidence"), .init("Newest before"),
      ], rows: rows)
  }

  /// The newest quarter with a figure, where the reported one has none.
  private func newest(_ id: String, unless fact: Fact) -> Cell {
    guard fact.whole == nil, let earlier = audit.newest(id, of: network) else { return .empty }
    // The definition that stood in for an earlier quarter may know this one too.
    let now = audit.fact(id, of: network, basis: earlier.basis)
    let newest = now.whole == nil ? earlier : now
    guard let phrase = newest.phrase else { return .empty }
    let basis = newest.basis.isEmpty ? "" : " (\(newest.basis))"
    return .text(Text("\(phrase) in \(newest.period)\(basis)"))
  }

  /// The change of a figure; ratios change in their own unit, amounts in percent.
  private func change(_ metric: MetricDefinition, _ basis: String, _ shift: Formula.Shift) -> Cell {
    let before = shift == .previous ? audit.scope.period.previous : audit.scope.period.yearAgo
    let now = network.fact(metric, audit.scope.period, basis: basis)
    let past = network.fact(metric, before, basis: basis)
    guard let value = now.whole, let base = past.whole else { return .empty }
    let isRatio = metric.unit.isDimensionless && metric.unit.display != .multiple
    guard isRatio || base > 0 && value >= 0 else { return .empty }
    return .figure(
      FigureCell(
        value: isRatio ? value - base : value / base - 1,
        unit: isRatio ? (metric.unit == .logPoints ? .logPoints : .points) : .percent,
        isChange: !isRatio))
  }

  // MARK: Public statements

  /// What was said of the network by name, and what the data says of it.
  private var claims: [Section] {
    let lines = audit.claims.filter { $0.isAbout(network.id) }.map { outcome in
      Text.link(outcome.claim.statement, to: "../\(ClaimReport.path).md#\(outcome.anchor)")
        + Text(": \(outcome.standing.word)")
    }
    return lines.isEmpty ? [] : [Section("Public statements", [.bullets(lines)])]
  }

  // MARK: What the data is, and what it cannot say

  private var quality: Section {
    let rows = network.network.series.values.filter { $0.id.basis != "average" && !$0.isSchedule }
      .sorted { $0.id < $1.id }.compactMap(row)
    let findings = audit.findings(in: network)
    let bases = profile.bases.keys.sorted().filter { basis in
      network.network.series.keys.contains { $0.basis == basis }
    }
    return Section(
      "Data quality and sources",
      [
        .table(
          Table(
            columns: [
              .init("Series"), .init("Rows", isNumeric: true), .init("First"), .init("Last"),
              .init("Evidence"), .init("Sources"),
            ], rows: rows))
      ]
        + (bases.isEmpty
          ? []
          : [
            .heading("Definitions"),
            .bullets(bases.map { Text.code($0) + Text(": \(profile.bases[$0] ?? "")") }),
          ])
        + [.heading("Findings")]
        + (findings.isEmpty
          ? [.paragraph("No check found anything.")]
          : [
            .bullets(
              FindingList(findings, command: audit.command(listing: network.id)).lines)
          ]))
  }

  private func row(_ series: Series) -> [Cell]? {
    let tracks = series.tracks
    let count = tracks.reduce(0) { $0 + $1.count }
    guard count > 0, let first = tracks.compactMap(\.starts.first).min(),
      let last = tracks.map({ $0.end($0.count - 1) }).max()
    else { return nil }
    let tiers = Set(tracks.flatMap { track in (0..<track.count).map { track.evidence[$0] } })
    let names = tracks.map { track in
      switch track.origin {
      case .rows: track.source
      case .rule, .mechanism: "\(track.source) (by rule)"
      case .schedule: "\(track.source) (schedule)"
      }
    }
    let texts = [
      "\(series.id)", NumberFormat.fixed(Double(count), decimals: 0), "\(first)", "\(last)",
      tiers.sorted().map(\.description).joined(separator: ", "),
      names.enumerated().filter { names.firstIndex(of: $1) == $0 }.map(\.element)
        .joined(separator: ", "),
    ]
    return texts.map { .text(Text($0)) }
  }

  private var limits: Section {
    let absent = audit.catalogue.metrics.filter { metric in
      scopeHasNone(metric) && metric.applies.objection(for: network.network) == nil
    }
    let reasons = absent.map { network.figure($0, audit.scope.period).state.reason }
    let lines = grouped(absent.map(\.title), by: reasons).map { reason, titles in
      Text.strong(reason) + Text(": \(titles.joined(separator: ", "))")
    }
    let excluded = network.network.excluded
    let vintage =
      audit.scope.knownBy.map { day in
        [
          Text(
            "Known by \(day): \(excluded.later) rows were published later and "
              + "\(excluded.undated) rows have no publication date; none of them counts.")
        ]
      } ?? []
    return Section(
      "What this report cannot say",
      [
        .paragraph(
          "It judges the figures above and nothing else: not the team, the code or the price "
            + "to come. By what is missing, it has no value in any quarter shown for:"),
        .bullets(lines.isEmpty ? ["(every metric has a value in some quarter)"] : lines),
      ] + (vintage.isEmpty ? [] : [.bullets(vintage)]))
  }

  private func scopeHasNone(_ metric: MetricDefinition) -> Bool {
    audit.scope.periods.allSatisfy { network.figure(metric, $0).value == nil }
  }
}
