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

  /// Creates the report of a network.
  package init(_ audit: Audit, _ network: NetworkAnalysis, cover: Cover) {
    (self.audit, self.network, self.cover) = (audit, network, cover)
  }

  /// The page.
  package var report: Report {
    Report(
      path: "networks/\(network.id)",
      title: "\(network.name) — economic audit, \(audit.scope.period)",
      preamble: [identity] + cover.lines,
      sections: [
        verdict, section("Income and emission", income, [revenueChart, ratioChart]),
        section("Burn and mint", burning, [burnChart]),
        section("Demand against supply", demand, []),
        section("Supply and dilution", supply, []), section("Valuation", valuation, []),
        section("Price risk", risk, [priceChart, drawdownChart]),
        section("Price against fundamentals", fundamentals, [indexChart]), quality,
        limits,
      ])
  }

  private var profile: Profile { network.network.profile }

  private var identity: Text {
    let token = profile.symbol.isEmpty ? "" : "Token \(profile.symbol). "
    let launched = profile.launched.map { "Launched \($0). " } ?? ""
    return Text(
      "\(token)\(launched)Category \(profile.category), mechanism \(profile.mechanism). "
        + "Usage revenue here means: \(profile.revenueDefinition).")
  }

  // MARK: Sections of figures

  private let income = [
    "revenue", "revenue_growth_qoq", "revenue_growth_yoy", "run_rate", "fees",
    "supply_side_revenue", "protocol_revenue", "take_rate", "evidence_share",
    "discretionary_burns", "discretionary_share", "emissions_usd", "revenue_to_emission",
    "emission_per_revenue", "fees_to_provider_emission", "subsidy_share", "earnings",
    "break_even_price",
  ]
  private let burning = [
    "tokens_burned", "tokens_emitted", "net_emission", "burned_usd", "burn_to_mint",
    "equilibrium_price", "equilibrium_premium",
  ]
  private let demand = [
    "capacity", "capacity_growth", "usage", "usage_growth", "growth_gap", "overbuild_index",
    "utilization", "active_providers", "revenue_per_capacity", "realized_price",
    "discount_to_centralized",
  ]
  private let supply = [
    "circulating_supply", "total_supply", "max_supply", "float_share", "dilution",
    "dilution_annualized",
  ]
  private let valuation = [
    "price", "market_cap", "fully_diluted_valuation", "price_to_usage_revenue", "price_to_sales",
    "price_to_sales_fdv",
  ]
  private let risk = [
    "price", "price_return", "all_time_high", "drawdown_from_ath", "max_drawdown", "volatility",
    "cagr",
  ]
  private let fundamentals = ["divergence", "revenue_growth_yoy", "price_return"]

  /// A section of figures, or one line where it has none.
  private func section(_ title: String, _ ids: [String], _ charts: [Chart?]) -> Section {
    guard audit.hasValue(network, ids) else {
      let why = ids.compactMap { id -> String? in
        let reason = audit.fact(id, of: network).figure.state.reason
        return reason.isEmpty ? nil : "\(id): \(reason)"
      }
      return Section(title, [.paragraph(Text("No figure in these quarters (\(why.first ?? ""))."))])
    }
    return Section(
      title, audit.history(network, ids) + charts.compactMap { $0.map { .chart($0) } })
  }

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
    guard fact.whole == nil, let newest = audit.newest(id, of: network), let phrase = newest.phrase
    else { return .empty }
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
        key: "\(now.id)-\(shift.rawValue)", value: isRatio ? value - base : value / base - 1,
        unit: isRatio ? (metric.unit == .logPoints ? .logPoints : .points) : .percent,
        isChange: !isRatio))
  }

  // MARK: What the data is, and what it cannot say

  private var quality: Section {
    let rows = network.network.series.values.filter { $0.id.basis != "average" && !$0.isSchedule }
      .sorted { $0.id < $1.id }.compactMap(row)
    let findings = Checks.findings(in: network.network)
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
          : [.bullets(findings.map { Text("\($0.text) ") + .code($0.id) })]))
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
    let absent = Catalogue.metrics.filter { metric in
      scopeHasNone(metric) && metric.applies.objection(for: network.network) == nil
    }
    let lines = absent.map { metric in
      Text.strong(metric.title)
        + Text(": \(network.figure(metric, audit.scope.period).state.reason)")
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
            + "to come. It has no value, in any quarter shown, for:"),
        .bullets(lines.isEmpty ? ["(every metric has a value in some quarter)"] : lines),
      ] + (vintage.isEmpty ? [] : [.bullets(vintage)]))
  }

  private func scopeHasNone(_ metric: MetricDefinition) -> Bool {
    audit.scope.periods.allSatisfy { network.figure(metric, $0).value == nil }
  }
}
