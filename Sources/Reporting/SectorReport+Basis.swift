import Assurance
import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

extension SectorReport {
  // MARK: How the headline moves

  /// Revenue-to-emission under the other valuation, and with discretionary burns counted in.
  var sensitivity: Section {
    var other = audit.scope.policies
    other.valuation = other.valuation == .then ? .end : .then
    let shifted = audit.with(other)
    let rows = networks.compactMap { network -> [Cell]? in
      guard let fact = audit.headline("revenue_to_emission", of: network),
        fact.figure.value != nil,
        let twin = shifted.networks.first(where: { $0.id == network.id })
      else { return nil }
      let moved = shifted.fact("revenue_to_emission", of: twin, basis: fact.basis)
      return [
        .text(Text(network.name + (fact.basis.isEmpty ? "" : " (\(fact.basis))"))), fact.cell,
        moved.cell, withDiscretion(network, fact),
      ]
    }
    guard !rows.isEmpty else {
      return Section(
        "How the headline moves", [.paragraph("No network has a revenue-to-emission figure.")])
    }
    return Section(
      "How the headline moves",
      [
        .paragraph("Revenue-to-emission of \(period) under other choices."),
        .table(
          Table(
            columns: [
              .init("Network"), .init("valued at \(audit.scope.policies.phrase)", isNumeric: true),
              .init("valued at \(other.phrase)", isNumeric: true),
              .init("discretionary burns counted as revenue", isNumeric: true),
            ], rows: rows)),
      ])
  }

  private func withDiscretion(_ network: NetworkAnalysis, _ fact: Fact) -> Cell {
    let formula: Formula =
      (.metric("revenue") + .metric("discretionary_burns")) / .metric("emissions_usd")
    let figure = network.figure(
      of: formula, period, bases: fact.basis.isEmpty ? [:] : ["revenue": fact.basis])
    return .figure(
      FigureCell(
        value: figure.value, unit: fact.unit,
        reason: fact.basis.isEmpty
          ? figure.state.reason : "this definition has its own view of them"))
  }

  // MARK: Data quality

  var dataQuality: Section {
    let rows = networks.map { network -> [Cell] in
      let series = network.network.series.values
      let revenue = audit.fact("revenue", of: network)
      let emission = audit.fact("emissions_usd", of: network)
      let last = network.network.series[SeriesID("revenue")]?.lastDay
      return [
        .text(.link(network.name, to: "networks/\(network.id).md")),
        number(
          series.reduce(0) {
            $0 + $1.tracks.filter { $0.origin == .rows }.reduce(0) { $0 + $1.count }
          }),
        .text(Text(revenue.figure.evidence?.description ?? "—")), share(revenue), share(emission),
        .text(Text(last.map { "\($0)" } ?? "—")),
        .text(Text(last.map { "\(max(0, audit.scope.asOf - $0)) d" } ?? "—")),
        number(audit.findings(in: network).count { !$0.isWaived }),
      ]
    }
    return Section(
      "Data quality",
      [
        .table(
          Table(
            columns: [
              .init("Network"), .init("Rows", isNumeric: true), .init("Evidence of revenue"),
              .init("Revenue covers", isNumeric: true), .init("Emission covers", isNumeric: true),
              .init("Last revenue row"), .init("Age", isNumeric: true),
              .init("Findings", isNumeric: true),
            ], rows: rows)),
        .paragraph(
          "Rows up to \(audit.scope.asOf), all definitions. Coverage is the share "
            + "of the quarter's days; below 95 % a figure is partial. Findings are listed in each "
            + "network's report."),
      ] + benchmarkFindings)
  }

  /// What the checks find in what networks are set against.
  private var benchmarkFindings: [Block] {
    guard !audit.benchmarkFindings.isEmpty else { return [] }
    let findings = Dictionary(grouping: audit.benchmarkFindings, by: \.network)
    let lines = findings.keys.sorted().flatMap { id in
      FindingList(findings[id] ?? [], command: audit.command(listing: id)).lines
        .map { Text("\(id): ") + $0 }
    }
    return [.paragraph("Findings in benchmarks:"), .bullets(lines)]
  }

  private func number(_ value: Int) -> Cell {
    .text(Text(NumberFormat.fixed(Double(value), decimals: 0)))
  }

  private func share(_ fact: Fact) -> Cell {
    .text(
      Text(fact.figure.coverage.map { NumberFormat.fixed($0 * 100, decimals: 0) + " %" } ?? "—"))
  }

  // MARK: What to get next

  /// The missing series that would give most figures of the quarter, if they alone were added.
  var toGetNext: Section {
    let wishes = networks.flatMap(wishes).sorted {
      ($1.alone, $1.together, $0.network, $0.series) < (
        $0.alone, $0.together, $1.network, $1.series
      )
    }.prefix(20)
    let rows = wishes.map { wish -> [Cell] in
      [
        .text(Text(wish.network)), .text(.code(wish.series)), number(wish.alone),
        number(wish.together), .text(Text(wish.state)),
      ]
    }
    return Section(
      "What to get next",
      [
        .paragraph(
          "Series without a value in \(period), by how many metrics wait for them: "
            + "for nothing else, and together with other series."),
        .table(
          Table(
            columns: [
              .init("Network"), .init("Series"), .init("Figures it gives alone", isNumeric: true),
              .init("Figures it is part of", isNumeric: true), .init("Today"),
            ], rows: rows)),
      ])
  }

  private struct Wish {
    let network: String
    let series: String
    let alone: Int
    let together: Int
    let state: String
  }

  private func wishes(of network: NetworkAnalysis) -> [Wish] {
    let figures = Set(audit.catalogue.metrics.flatMap(audit.catalogue.inputs)).map { name in
      (name: name, figure: network.definition(name).map { network.figure($0, period) })
    }
    let absent = Set(figures.filter { $0.figure?.value == nil }.map(\.name))
    let waiting = audit.catalogue.metrics.filter { metric in
      network.figure(metric, period).value == nil
        && metric.applies.objection(for: network.network) == nil
    }.map { absent.intersection(audit.catalogue.inputs(of: $0)) }
    return figures.filter { absent.contains($0.name) }.map { name, figure in
      Wish(
        network: network.name, series: name, alone: waiting.count { $0 == [name] },
        together: waiting.count { $0.contains(name) }, state: figure?.state.reason ?? "no row")
    }.filter { $0.together > 0 }
  }

  // MARK: Basis of preparation, glossary, sources

  var basis: Section {
    let policies = audit.scope.policies
    return Section(
      "Basis of preparation",
      [
        .bullets([
          "Days are UTC; \(period) runs from \(period.start) to "
            + "\(period.end), both included. Observations up to "
            + "\(audit.scope.asOf) count.",
          "Tokens are valued at \(policies.phrase): the mean of daily closes where 95 % "
            + "of the days have one, else a published average, else the mean of the two closes "
            + "around them at most 35 days apart (marked mid-price). No close is carried forward.",
          "A flow takes one source for each period: the best-ranked that covers 95 % of its days, "
            + "else the best-covered, marked partial. Sources are never averaged or added.",
          "A row that reaches over a period's edge is cut by days if it has at most 31 days and at "
            + "most half the period's; above 10 % of an amount the figure is marked pro-rated. A "
            + "longer row counts only where it lies inside whole.",
          "A stock is its last reading inside the period; a close is at most 3 days old.",
          "Annualized figures are flows times \(NumberFormat.shortest(policies.daysInYear)) over "
            + "days. Partial figures are shown, never annualized, grown or ranked.",
          "Growth from a base below $\(NumberFormat.fixed(policies.materialityFloor, decimals: 0)) is "
            + "not meaningful.",
          "Where no emission was measured the profile's schedule stands in, marked scheduled; a "
            + "schedule that is a ceiling makes ratios read at least.",
          "Figures marked by-rule follow from revenue by a dated rule of the profile.",
          "Evidence, best first: settled, burn, measured, operator, press, schedule. A figure has "
            + "the weakest of its rows.",
          "n/a is never 0: missing names the input, not meaningful the reason.",
        ]),
        .heading("Policies"), .table(Glossary.policies(audit.scope.policies)),
      ])
  }

  var glossary: Section {
    let rows = audit.catalogue.metrics.map { metric -> [Cell] in
      [
        .text(Text(metric.title)), .text(.code(metric.id)), .text(Text("\(metric.unit)")),
        .text(Text(metric.formulaText)), .text(Text(metric.meaning)),
      ]
    }
    return Section(
      "Glossary",
      [
        .table(
          Table(
            columns: [
              .init("Metric"), .init("Id"), .init("Unit"), .init("Formula"), .init("Meaning"),
            ], rows: rows))
      ])
  }

  /// Every source of a figure in the periods shown.
  var sources: Section {
    let figures = networks.flatMap { network in
      network.allMetrics.compactMap(network.definition).flatMap { metric in
        network.facts(metric, audit.scope.periods, allBases: true).map(\.figure)
      }
    }
    let ids = Set(figures.flatMap(\.sources)).sorted()
    let rows = ids.compactMap { audit.dataset.sources[$0] }.map { source -> [Cell] in
      [
        .text(.code(source.id)),
        .text(source.url.isEmpty ? Text(source.title) : .link(source.title, to: source.url)),
        .text(Text(source.publisher)), .text(Text(source.published.map { "\($0)" } ?? "undated")),
        .text(Text("\(source.retrieved)")), .text(Text(source.licence)),
      ]
    }
    return Section(
      "Sources",
      [
        .table(
          Table(
            columns: [
              .init("Id"), .init("Title"), .init("Publisher"), .init("Published"),
              .init("Retrieved"), .init("Licence"),
            ], rows: rows))
      ])
  }
}

extension Catalogue {
  /// The names of the series that a metric rests on.
  func inputs(of metric: MetricDefinition) -> [String] {
    var names: [String] = []
    for reference in metric.formula.references(metric: formula) where reference.segment.isEmpty {
      if !names.contains(reference.name) { names.append(reference.name) }
    }
    return names
  }
}
