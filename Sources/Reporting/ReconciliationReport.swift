package import Assurance
package import EconomicMetrics
package import Quantities
package import ReportModel
import SeriesStore

/// What the sources of each series say of one another: the page, and its tables for a terminal.
package struct ReconciliationReport {
  let audit: Audit
  package let cover: Cover?
  /// The networks, each with everything that was set against each other.
  package let networks: [(analysis: NetworkAnalysis, reconciliation: Reconciliation)]

  /// Reconciles some networks of a run: all unless chosen, and only what touches a period where one
  /// is given; the tolerance is the share of a figure that may remain.
  package init(
    _ audit: Audit, cover: Cover? = nil, networks: [NetworkAnalysis]? = nil,
    period: Period? = nil, tolerance: Double = Reconciliation.standardTolerance
  ) {
    (self.audit, self.cover) = (audit, cover)
    self.networks = (networks ?? audit.networks).map {
      let all = Reconciliation($0.network, tolerance: tolerance)
      return ($0, period.map(all.touching) ?? all)
    }
  }

  /// The page's path.
  package static let path = "reconciliation"

  /// The page.
  package var report: Report {
    Report(
      path: Self.path, title: "Sources set against each other", preamble: cover?.lines ?? [],
      sections: [introduction, Section("All series", [.table(summary)])] + networks.map(section))
  }

  /// How many bridges end with a verdict.
  package func count(_ verdict: Bridge.Verdict) -> Int {
    networks.reduce(0) { $0 + $1.reconciliation.count(verdict) }
  }

  private var tolerance: Double {
    networks.first?.reconciliation.tolerance ?? Reconciliation.standardTolerance
  }

  // MARK: Summary

  /// One line a series that has two sources or more.
  package var summary: Table {
    let rows = networks.flatMap { analysis, reconciliation in
      reconciliation.series.filter { !$0.bridges.isEmpty }.map { cells($0, of: analysis) }
    }
    let silent = networks.reduce(0) { sum, network in
      sum + network.reconciliation.series.count { $0.bridges.isEmpty }
    }
    let titles = [
      "Compared", "Agrees", "Explained", "Unexplained", "Not comparable", "Greatest residual",
    ]
    return Table(
      columns: [.init("Network"), .init("Series"), .init("Sources", isNumeric: true)]
        + titles.map { .init($0, isNumeric: true) },
      rows: rows,
      notes: [Text("\(counts)."), Text(legend)]
        + (silent == 0
          ? []
          : [
            Text(
              "\(counted(silent, "more series has", "more series have")) several sources that never "
                + "speak of the same days.")
          ]))
  }

  private var legend: String {
    "Compared: periods for which two sources can be set against each other. A residual is what no "
      + "row explains, as a share of what the better-ranked source says; up to "
      + "\(percent(tolerance)) it agrees."
  }

  /// `Of 120 comparisons 80 agree, …`.
  package var counts: String {
    let words = Bridge.Verdict.allCases.map { Self.phrase($0, count($0)) }
    let all = Bridge.Verdict.allCases.reduce(0) { $0 + count($1) }
    return "Of \(counted(all, "comparison")) \(list(words))"
  }

  private static func phrase(_ verdict: Bridge.Verdict, _ count: Int) -> String {
    let isOne = count == 1
    return switch verdict {
    case .agrees: "\(count) \(isOne ? "agrees" : "agree")"
    case .explained: "\(count) \(isOne ? "is" : "are") explained by rows"
    case .unexplained: "\(count) \(isOne ? "is" : "are") not explained"
    case .notComparable: "\(count) \(isOne ? "is" : "are") of different things"
    }
  }

  private func cells(_ series: ReconciledSeries, of network: NetworkAnalysis) -> [Cell] {
    let residuals = series.bridges.filter { $0.verdict == .unexplained }
    let greatest = residuals.compactMap { bridge in
      bridge.residualShare.map { (abs($0), $0, bridge.period) }
    }.max { $0.0 < $1.0 }
    let counts = [
      series.bridges.count, series.count(.agrees),
      series.count(.explained), series.count(.unexplained), series.count(.notComparable),
    ]
    let anchor = network.name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " }
      .replacing(" ", with: "-")
    let name: Text = cover == nil ? Text(network.name) : .link(network.name, to: "#\(anchor)")
    return [.text(name), .text(.code("\(series.id)"))]
      + ([series.sides.count { $0.valued == nil }] + counts).map { .text(Text("\($0)")) }
      + [.text(Text(greatest.map { "\(NumberFormat.change($0.1)), \(day($0.2))" } ?? "—"))]
  }

  // MARK: A pair of sources

  /// The pairs of a network that say something, by series.
  private func pairs(_ reconciliation: Reconciliation) -> [(ReconciledSeries, BridgePair)] {
    reconciliation.series.flatMap { series in
      series.pairs.map { (series, $0) }
    }
  }

  /// Every comparison of a pair, one line a period.
  private func table(_ pair: BridgePair) -> Table {
    let hasItems = pair.bridges.contains { !$0.items.isEmpty }
    let columns =
      [Table.Column("Period")]
      + [pair.first.shortName, pair.second.shortName, "Difference"].map {
        .init($0, isNumeric: true)
      } + (hasItems ? [.init("Explained by rows", isNumeric: true)] : [])
      + [.init("Residual", isNumeric: true), .init("Verdict")]
    return Table(
      columns: columns,
      rows: pair.bridges.map { bridge in
        let items = bridge.items.reduce(0) { $0 + $1.value }
        let explained: [Cell] = hasItems ? [.text(Text(signed(items)))] : []
        return [
          .text(Text(day(bridge.period))), .text(Text(exact(bridge.first.value))),
          .text(Text(exact(bridge.second.value))),
          .text(Text(signed(bridge.difference, bridge.differenceShare))),
        ] + explained + [
          .text(Text(signed(bridge.residual, bridge.residualShare))),
          .text(Text(Self.word(bridge.verdict))),
        ]
      })
  }

  // MARK: One bridge

  /// A statement from the first source to the second: amounts, and what each rests on.
  package func statement(_ bridge: Bridge, _ pair: BridgePair, of series: ReconciledSeries) -> Table
  {
    var rows: [[Cell]] = [line(pair.first.name, exact(bridge.first.value), bridge.first)]
    rows += bridge.items.map { item in
      line("\(Self.name(item.kind)): \(item.text)", signed(item.value), item.amount)
    }
    // What is not of one thing has a difference, and nothing that could remain of it.
    let rest = bridge.verdict == .notComparable ? "difference" : "residual"
    rows.append([
      .text(Text(rest)), .text(Text(signed(bridge.residual))),
      .text(Text(bridge.residualShare.map { "\(NumberFormat.change($0)) of the first" } ?? "")),
    ])
    rows.append(line(pair.second.name, exact(bridge.second.value), bridge.second))
    let verdict = "\(Self.word(bridge.verdict))\(bridge.remark.isEmpty ? "" : ": \(bridge.remark)")"
    return Table(
      columns: [
        .init("\(series.id), \(day(bridge.period))"),
        .init("\(unit(of: series))", isNumeric: true), .init("Rests on"),
      ], rows: rows, notes: [Text("\(verdict).")])
  }

  private func unit(of series: ReconciledSeries) -> String {
    let text = "\(series.unit)"
    return text.isEmpty ? "number" : text
  }

  private func line(_ name: String, _ value: String, _ amount: BridgeAmount) -> [Cell] {
    [.text(Text(name)), .text(Text(value)), .text(Text(places(of: amount)))]
  }

  /// `Datasets/helium/revenue.csv:168-177 (burn)`.
  private func places(of amount: BridgeAmount) -> String {
    let evidence = amount.evidence.map { " (\($0))" } ?? ""
    return audit.dataset.places(of: amount.rows).joined(separator: "; ") + evidence
  }

  // MARK: Words

  /// The verdict in a word and a sign, so that colour is never needed.
  package static func word(_ verdict: Bridge.Verdict) -> String {
    switch verdict {
    case .agrees: "✓ agrees"
    case .explained: "✓ explained"
    case .unexplained: "✗ unexplained"
    case .notComparable: "– not comparable"
    }
  }

  /// `period edge`.
  package static func name(_ kind: BridgeItem.Kind) -> String {
    kind.rawValue.replacing("-", with: " ")
  }

  private func day(_ period: Period) -> String {
    period.days == 1 ? "\(period.start)" : "\(period)"
  }

  private func percent(_ share: Double) -> String { "\(NumberFormat.shortest(share * 100)) %" }

  /// A number with the digits that a bridge is added up by.
  private func exact(_ value: Double) -> String {
    let size = abs(value)
    if size >= 1000 || value == value.rounded() { return NumberFormat.fixed(value, decimals: 0) }
    if size >= 0.1 {
      return NumberFormat.fixed(value, decimals: size >= 10 ? 2 : size >= 1 ? 3 : 4)
    }
    return NumberFormat.compact(value)
  }

  private func signed(_ value: Double, _ share: Double? = nil) -> String {
    let sign = value > 0 ? "+" : ""
    let relative = share.map { " (\(NumberFormat.change($0)))" } ?? ""
    return sign + exact(value) + relative
  }

  // MARK: Page

  private var introduction: Section {
    Section(
      "What this page is",
      [
        .paragraph(
          "Where two sources speak of the same series and the same days, their figures stand here "
            + "side by side. They are never averaged: the report uses the better-ranked one."),
        .bullets([
          "A bridge leads from one to the other. An item of it is there only where rows state its "
            + "amount: days at the edges of a period, discretionary burns, a chain or share that one "
            + "of them leaves out, the same tokens at another price.",
          "What remains is the residual. Up to \(percent(tolerance)) of the better-ranked "
            + "figure it counts as agreement; beyond that nobody here can explain it.",
          "Not comparable are figures that count different things where no rule of the profile leads "
            + "from one to the other. A source that has rows for a part of the days only is not "
            + "compared.",
          "Agreement of two sources may mean that one copied the other.",
        ]),
      ])
  }

  private func section(
    _ network: NetworkAnalysis, _ reconciliation: Reconciliation
  ) -> Section {
    let pairs = pairs(reconciliation)
    let told = pairs.filter { $0.1.hasMatch }.flatMap { blocks($1, of: $0, network) }
    let silent = partial(pairs)
    guard !told.isEmpty || !silent.isEmpty else {
      return Section(
        network.name, [.paragraph("No series has two sources that speak of the same days.")])
    }
    return Section(
      network.name,
      told
        + (silent.isEmpty
          ? [] : [.heading("Not compared: rows for a part of the days"), .bullets(silent)]))
  }

  private func blocks(
    _ pair: BridgePair, of series: ReconciledSeries, _ network: NetworkAnalysis
  ) -> [Block] {
    let bases = [pair.first.id.basis, pair.second.id.basis].filter { !$0.isEmpty }
    let meanings = Array(bases[..<min(bases.count, Set(bases).count)]).map { basis in
      Text.code(basis) + Text(": \(network.network.profile.bases[basis] ?? "")")
    }
    let told = told(pair)
    return [.heading("\(series.id): \(pair.first.shortName) and \(pair.second.shortName)")]
      + (meanings.isEmpty ? [] : [.bullets(meanings)])
      + (pair.bridges.count > told.count ? [.table(table(pair))] : [])
      + told.map { .table(statement($0, pair, of: series)) }
  }

  /// The comparisons of a pair that are told in full: of many the newest, and each that rests on more
  /// than the edges of its period.
  private func told(_ pair: BridgePair) -> [Bridge] {
    guard pair.bridges.count > 3 else { return pair.bridges }
    return pair.bridges.filter { bridge in
      bridge.period.end == pair.bridges.last?.period.end
        || bridge.items.contains { $0.kind != .periodEdge }
    }
  }

  /// What is not compared, a sentence for each row that the other side has only a part of.
  private func partial(_ pairs: [(ReconciledSeries, BridgePair)]) -> [Text] {
    pairs.flatMap { series, pair in
      pair.partial.map { partial in
        let (whole, part) =
          partial.isSecondPartial ? (pair.first, pair.second) : (pair.second, pair.first)
        return Text(
          "\(series.id), \(day(partial.period)) by \(whole.shortName): \(part.shortName) has rows for "
            + "\(partial.coveredDays) of \(counted(partial.period.days, "day")).")
      }
    }
  }

  // MARK: Terminal

  /// What is not compared, and why; `nil` where everything is.
  package var notCompared: Table? {
    let rows = networks.flatMap { partial(pairs($0.reconciliation)) }.map { [Cell.text($0)] }
    return rows.isEmpty
      ? nil : Table(columns: [.init("Not compared: rows for a part of the days")], rows: rows)
  }

  /// Every bridge of the networks as a statement.
  package var statements: [Table] {
    networks.flatMap { _, reconciliation in
      pairs(reconciliation).flatMap { series, pair in
        pair.bridges.map { statement($0, pair, of: series) }
      }
    }
  }
}

extension BridgeSide {
  /// `dune-hnt (all-burns)`.
  package var shortName: String {
    if let valued { return "\(valued) at prices (\(source))" }
    return id.basis.isEmpty ? source : "\(source) (\(id.basis))"
  }
}

extension ReconciledSeries {
  /// Every comparison of every pair.
  fileprivate var bridges: [Bridge] { pairs.flatMap(\.bridges) }
}

extension Reconciliation {
  /// The comparisons that touch some days.
  fileprivate func touching(_ period: Period) -> Reconciliation {
    filtered { $0.start <= period.end && $0.end >= period.start }
  }
}

extension Dataset {
  /// Rows by file, runs of lines joined: `Datasets/helium/revenue.csv:7-18, 20`.
  package func places(of rows: [BridgeRow]) -> [String] {
    var lines: [UInt16: Set<UInt32>] = [:]
    for row in rows { lines[row.file, default: []].insert(row.line) }
    return lines.sorted { $0.key < $1.key }.map { file, lines in
      var runs: [ClosedRange<UInt32>] = []
      for line in lines.sorted() {
        if let last = runs.last, last.upperBound + 1 == line {
          runs[runs.count - 1] = last.lowerBound...line
        } else {
          runs.append(line...line)
        }
      }
      let texts = runs.map {
        $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
      }
      return "\(files[Int(file)]):\(texts.joined(separator: ", "))"
    }
  }
}
