import Formulas
import Quantities
package import ReportModel
package import Screening

/// What screens say, as tables and sentences.
package struct ScreenReport {
  /// One screen's answers.
  package let outcome: ScreenOutcome

  package init(_ outcome: ScreenOutcome) { self.outcome = outcome }

  private var screen: Screen { outcome.screen }

  /// The answer in a word and a sign, so that colour is never needed.
  package static func word(_ truth: Truth, isFlag: Bool) -> String {
    switch (truth, isFlag) {
    case (.pass, false): "✓ pass"
    case (.fail, false): "✗ fail"
    case (.pass, true): "⚑ flagged"
    case (.fail, true): "– clear"
    case (.unknown, _): "? unknown"
    }
  }

  /// The answer in a word alone.
  package static func plainWord(_ truth: Truth, isFlag: Bool) -> String {
    String(word(truth, isFlag: isFlag).dropFirst(2))
  }

  /// The sign alone.
  package static func sign(_ truth: Truth, isFlag: Bool) -> String {
    String(word(truth, isFlag: isFlag).prefix(1))
  }

  // MARK: One line a network

  /// Every network with its answer, what it hangs on, and its past.
  package var table: Table {
    let order = screen.order.map { [Table.Column($0.formula.text, isNumeric: true)] } ?? []
    let points = screen.prefer.isEmpty ? [] : [Table.Column("Points", isNumeric: true)]
    let columns: [Table.Column] =
      [
        .init("Network"), .init("Verdict"), .init("Hangs on"), .init("Figure", isNumeric: true),
        .init("Margin", isNumeric: true), .init("Last quarters"),
      ] + points + order + [.init("What is missing, or what would turn it")]
    let title = "\(screen.title), \(outcome.period)"
    return Table(title, columns: columns, rows: outcome.rows.map(cells), notes: notes)
  }

  private var notes: [Text] {
    let counts = [Truth.pass, .fail, .unknown].map {
      "\(outcome.count($0)) \(ScreenReport.plainWord($0, isFlag: screen.isFlag))"
    }
    let isLimited = screen.limit.map { "; at most \($0) that meet it are listed" } ?? ""
    return [
      Text("\(list(counts)) of \(counted(outcome.rows.count, "network"))\(isLimited)."),
      "Last quarters: the oldest first. A margin is above 0 where the rule holds.",
    ]
  }

  private func cells(_ row: ScreenOutcome.Row) -> [Cell] {
    let binding = row.verdict.binding
    let first = binding.readings.first
    let figure: Cell = first.map { .text(Text(ScreenReport.phrase($0))) } ?? .text("—")
    let order = row.order.map { figure -> [Cell] in
      [.text(Text(figure.value.map { NumberFormat.display($0, orderUnit) } ?? "n/a"))]
    }
    return [
      .text(Text(row.name)),
      .text(Text(ScreenReport.word(row.verdict.truth, isFlag: screen.isFlag))),
      .text(Text("\(binding.condition)")), figure,
      .text(Text(binding.margin.map(ScreenReport.phrase) ?? "—")),
      .text(Text(past(row))),
    ] + (screen.prefer.isEmpty ? [] : [.text(Text(points(row.preference)))])
      + (screen.order == nil ? [] : order ?? [.text("n/a")])
      + [.text(Text(remark(row)))]
  }

  private var orderUnit: Unit { outcome.orderUnit ?? .one }

  /// The answers over the last quarters as signs.
  package func past(_ row: ScreenOutcome.Row) -> String {
    row.history.map { ScreenReport.sign($0.truth, isFlag: screen.isFlag) }.joined()
  }

  /// Points of preferred rules, a range where some are unknown.
  package func points(_ preference: ScreenOutcome.Preference) -> String {
    let (least, most) = (preference.points.lowerBound, preference.points.upperBound)
    let text = { (value: Double) in NumberFormat.fixed(value * 100, decimals: 0) }
    return least == most ? text(least) : "\(text(least))–\(text(most))"
  }

  /// What has to be known, or what would turn the answer.
  package func remark(_ row: ScreenOutcome.Row) -> String {
    if row.verdict.truth == .unknown { return ScreenReport.unknowns(of: row.verdict) }
    let turns = row.verdict.turns
    guard !turns.isEmpty else { return "" }
    let opposite = ScreenReport.plainWord(row.verdict.truth.negated, isFlag: screen.isFlag)
    return "\(opposite) if \(turns.map(\.text).joined(separator: " and "))"
  }

  /// What is not known, each figure once, and why the first of them is not.
  private static func unknowns(of verdict: Verdict) -> String {
    let leaves = verdict.leaves.filter { $0.truth == .unknown }
    var names: [String] = []
    for leaf in leaves {
      let name = leaf.readings.first?.text ?? "\(leaf.condition)"
      if !names.contains(name) { names.append(name) }
    }
    let reason = verdict.binding.reasons.first.map { "; \($0)" } ?? ""
    return "not known: \(names.joined(separator: ", "))\(reason)"
  }

  // MARK: Phrases

  /// A figure in a reader's words, with what limits it.
  package static func phrase(_ reading: Verdict.Reading) -> String {
    let figure = reading.figure
    guard let value = figure.value else { return "n/a" }
    let prefix = figure.bound == .atLeast ? "at least " : figure.bound == .atMost ? "at most " : ""
    let partial = figure.state == .partial ? " (partial)" : ""
    return prefix + NumberFormat.display(value, reading.unit) + partial
  }

  /// A margin with its sign: the amount, and its share of the threshold.
  package static func phrase(_ margin: Verdict.Margin) -> String {
    let amount = NumberFormat.display(margin.amount, margin.unit)
    let sign = margin.amount > 0 && !amount.hasPrefix("+") ? "+" : ""
    guard let share = margin.relative, margin.unit.isDimensionless == false || abs(share) < 100
    else { return sign + amount }
    return "\(sign)\(amount) (\(NumberFormat.change(share)))"
  }

  // MARK: One network in full

  /// Every rule of the screen for one network.
  package func explanation(of row: ScreenOutcome.Row) -> [Table] {
    let verdict = row.verdict
    let parts = screen.require.count == 1 ? [verdict] : verdict.parts
    let rows = zip(screen.require, parts).flatMap { rule, part in
      lines(part, source: rule.source, depth: 0)
    }
    let word = ScreenReport.word(verdict.truth, isFlag: screen.isFlag)
    var notes: [Text] = [Text("It hangs on: \(verdict.binding.condition)")]
    let remark = remark(row)
    if !remark.isEmpty { notes.append(Text(remark)) }
    notes.append(Text("Last quarters, the oldest first: \(past(row))"))
    return [
      Table(
        "\(row.name): \(word) — \(screen.title), \(outcome.period)",
        columns: [
          .init("Rule"), .init("Answer"), .init("Figure", isNumeric: true),
          .init("Against", isNumeric: true), .init("Margin", isNumeric: true),
          .init("Evidence"), .init("Why, or where the threshold is from"),
        ], rows: rows, notes: notes)
    ]
  }

  /// A rule and, below it, what it is made of.
  private func lines(_ verdict: Verdict, source: String, depth: Int) -> [[Cell]] {
    let first = verdict.readings.first
    let against = verdict.readings.dropFirst().map(ScreenReport.phrase).joined(separator: " to ")
    let why = (verdict.reasons + (source.isEmpty ? [] : [source])).joined(separator: "; ")
    let isPast = verdict.period != outcome.period ? "\(verdict.period): " : ""
    let name = String(repeating: "  ", count: depth) + isPast + "\(verdict.condition)"
    let own: [Cell] = [
      .text(Text(name)), .text(Text(answer(verdict.truth))),
      .text(Text(first.map(ScreenReport.phrase) ?? "")), .text(Text(against)),
      .text(Text(verdict.margin.map(ScreenReport.phrase) ?? "")),
      .text(Text(first?.figure.evidence.map { "\($0)" } ?? "")), .text(Text(why)),
    ]
    return [own] + verdict.parts.flatMap { lines($0, source: "", depth: depth + 1) }
  }

  private func answer(_ truth: Truth) -> String {
    switch truth {
    case .pass: "✓ holds"
    case .fail: "✗ does not"
    case .unknown: "? unknown"
    }
  }
}

// MARK: The page

/// The page of all screens of a report.
package struct ScreensReport {
  /// The page's file without its ending.
  package static let path = "screens"

  private let outcomes: [ScreenOutcome]
  private let cover: Cover

  /// Creates the page.
  package init(_ outcomes: [ScreenOutcome], cover: Cover) {
    (self.outcomes, self.cover) = (outcomes, cover)
  }

  package var report: Report {
    Report(
      path: Self.path, title: "Screens", preamble: cover.lines,
      sections: [overview] + outcomes.map(section))
  }

  private var overview: Section {
    let names = outcomes.first?.rows.map { ($0.network, $0.name) } ?? []
    let ordered = names.sorted { ($0.1.lowercased(), $0.0) < ($1.1.lowercased(), $1.0) }
    let rows = ordered.map { id, name -> [Cell] in
      [.text(.link(name, to: "networks/\(id).md"))]
        + outcomes.map { outcome in
          guard let row = outcome.rows.first(where: { $0.network == id }) else { return .text("") }
          let isFlag = outcome.screen.isFlag
          return .text(Text(ScreenReport.sign(row.verdict.truth, isFlag: isFlag)))
        }
    }
    return Section(
      "Overview",
      [
        .paragraph(
          "A rule holds only where its figure is whole. What is missing, covers its days in part or "
            + "does not apply leaves a verdict unknown: it never counts as passed or as failed."),
        .table(
          Table(
            columns: [.init("Network")] + outcomes.map { .init($0.screen.title) }, rows: rows,
            notes: [
              "✓ pass, ✗ fail, ? unknown; of a warning ⚑ flagged, – clear. An empty cell: the screen "
                + "is not about the network."
            ])),
      ])
  }

  private func section(_ outcome: ScreenOutcome) -> Section {
    let screen = outcome.screen
    let meaning = screen.meaning.isEmpty ? "" : "\(screen.meaning). "
    let kind = screen.isFlag ? "A warning: networks that meet it are flagged." : ""
    let about = screen.universe.map { " Only networks with \($0)." } ?? ""
    var rules = screen.require.map { rule(.strong("requires"), $0) }
    for preference in screen.prefer {
      let weight = NumberFormat.shortest(preference.weight)
      rules.append(rule(.strong("prefers"), preference.rule) + Text(", weight \(weight)"))
    }
    if let order = screen.order {
      let direction = order.isDescending ? "the greatest first" : "the least first"
      rules.append(.strong("sorted by") + " " + .code(order.formula.text) + Text(", \(direction)"))
    }
    return Section(
      screen.title,
      [
        .paragraph(Text(meaning + kind + about) + " " + .code(screen.id)), .bullets(rules),
        .table(ScreenReport(outcome).table),
      ])
  }

  private func rule(_ word: Text, _ rule: Screen.Rule) -> Text {
    word + " " + .code("\(rule.condition)")
      + Text(rule.source.isEmpty ? "" : " — \(rule.source)")
  }
}
