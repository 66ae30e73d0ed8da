package import Assurance
import Formulas
import Quantities
package import ReportModel
import Screening
import SeriesStore

/// What the data says of public statements: the page, and its table for a terminal.
package struct ClaimReport {
  let audit: Audit
  let cover: Cover?
  let claims: [ClaimOutcome]

  /// Creates the report of some claims, all unless chosen.
  package init(_ audit: Audit, cover: Cover? = nil, claims: [ClaimOutcome]? = nil) {
    (self.audit, self.cover, self.claims) = (audit, cover, claims ?? audit.claims)
  }

  /// The page's path.
  package static let path = "claims"

  /// The page.
  package var report: Report {
    Report(
      path: Self.path, title: "Public statements tested against the data",
      preamble: cover?.lines ?? [],
      sections: [introduction, overview]
        + [.contradicted, .supported, .notTestable].map(section).filter { !$0.blocks.isEmpty })
  }

  /// `19 are contradicted, 15 supported and 6 not testable`.
  package var counts: String {
    list(
      ClaimOutcome.Standing.allCases.enumerated().map { index, standing in
        let count = claims.count { $0.standing == standing }
        return "\(count) \(index > 0 ? "" : count == 1 ? "is " : "are ")\(standing.word)"
      })
  }

  /// One line a claim, in the order of the files, for a terminal of so many columns: what has no
  /// place in a narrow one is left out.
  package func table(width: Int? = nil) -> Table {
    let titles = ["standing", "claim", "the data shows", "claimed", "margin", "evidence"]
    let count = (width ?? .max) >= 130 ? titles.count : (width ?? 0) >= 100 ? 4 : 3
    let more = count < titles.count ? " A wider terminal shows more." : ""
    return Table(
      columns: titles.prefix(count).map { .init($0) },
      rows: claims.map { claim in
        [
          claim.standing.signed, claim.claim.id, claim.found, claim.claimed,
          claim.gap?.phrase ?? "", claim.standingOfEvidence,
        ].prefix(count).map { .text(Text($0)) }
      },
      notes: [
        Text("\(counts). Figures up to \(audit.scope.asOf)\(vintage).\(more)"),
        Text(
          "own source: every figure is that of the source that makes the claim, so only its "
            + "agreement with itself is tested. --explain tells how."),
      ])
  }

  /// How the first claim was tested, a line for each thing to know.
  package var explanation: Table {
    let fields = claims.first.map(fields) ?? []
    return Table(
      columns: [.init("field"), .init(claims.first?.claim.id ?? "")],
      rows: fields.filter { !$0.1.isEmpty }.map { [.text(Text($0.0)), .text(Text($0.1))] })
  }

  private func fields(of outcome: ClaimOutcome) -> [(String, String)] {
    let (claim, source) = (outcome.claim, audit.dataset.sources[outcome.claim.source])
    let way = [outcome.way, outcome.test.combined?.of ?? ""].filter { !$0.isEmpty }
    return [
      ("standing", outcome.standing.signed), ("claim", claim.statement), ("said by", claim.saidBy),
      (
        "source",
        [claim.source, source?.title ?? "", source?.url ?? ""].filter { !$0.isEmpty }
          .joined(separator: ", ")
      ),
      ("as of", "\(claim.asOf)"), ("over", outcome.scope), ("test", outcome.test.text),
      ("", way.joined(separator: " ")), ("why", claim.why), ("the data shows", outcome.found),
      ("claimed", outcome.claimed), ("margin", outcome.gap?.phrase ?? ""),
    ]
      + outcome.answers.flatMap { answer in
        answer.figures.map { (answer.name, line(of: $0, answer)) }
      } + outcome.missing.map { ("missing", $0) } + [
        ("evidence", outcome.standingOfEvidence),
        ("sources", outcome.sources.joined(separator: ", ")),
      ]
  }

  /// `revenue@2025 = $72.0M (press; messari), meets the test`.
  private func line(of figure: ClaimFigure, _ answer: ClaimOutcome.Answer) -> String {
    let reason = figure.figure.value == nil ? ": \(figure.figure.state.reason)" : ""
    let rests =
      [
        figure.figure.evidence?.description ?? "",
        figure.figure.sources.sorted()
          .joined(separator: ", "),
      ] + figure.figure.remarks
    let words = rests.filter { !$0.isEmpty }.joined(separator: "; ")
    let isBinding = figure.text == answer.binding?.text
    let truth =
      isBinding
      ? answer.truth.map { [.pass: ", meets", .fail: ", fails"][$0] ?? ", open" } ?? "" : ""
    return "\(figure.text) = \(figure.phrase)\(reason)\(words.isEmpty ? "" : " (\(words))")"
      + truth
  }

  private var vintage: String { audit.scope.knownBy.map { ", known by \($0)" } ?? "" }

  // MARK: Page

  private var introduction: Section {
    Section(
      "What this page is",
      [
        .paragraph(
          "Each statement below was made in public. It was turned into a test on the figures of this "
            + "report, with its tolerance, and the figures decide: supported, contradicted or not "
            + "testable."),
        .bullets(
          [
            "Contradicted is said of the data here. Another count of the same thing may come to "
              + "another answer; each test says what it counts.",
            "Not testable means that the figures are absent here, or lie after the last day of this "
              + "report (\(audit.scope.asOf)). It does not mean that the statement is false.",
            "Supported by its own source means that every figure comes from where the statement was "
              + "made. It shows that the source agrees with itself, and no more.",
          ]),
        .paragraph(
          Text("Of \(countedClaims(claims.count)), \(counts). \(thinness)")),
      ])
  }

  /// How little the answers rest on, in numbers.
  private var thinness: String {
    let supported = claims.filter { $0.standing == .supported }
    let own = supported.count(where: \.isByOwnSource)
    let decided = claims.filter { $0.standing != .notTestable }
    let weak = decided.count { ($0.evidence ?? .settled) >= .operator }
    guard !decided.isEmpty else { return "" }
    return "Of the supported, \(own) \(own == 1 ? "rests on its" : "rest on their") own source "
      + "alone. Of the "
      + "\(countedClaims(decided.count)) that could be decided, \(weak) \(weak == 1 ? "rests" : "rest") "
      + "at least in part on the word of a company or of the press, not on what can be read on a chain."
  }

  private func countedClaims(_ count: Int) -> String { counted(count, "statement") }

  private var overview: Section {
    let rows = claims.map { claim -> [Cell] in
      [
        .text(.link(claim.claim.statement, to: "#\(claim.anchor)")),
        .text(Text(claim.standing.signed)), .text(Text(claim.found)), .text(Text(claim.claimed)),
        .text(Text(claim.standingOfEvidence)),
      ]
    }
    return Section(
      "All statements",
      [
        .table(
          Table(
            columns: [
              .init("Statement"), .init("Standing"), .init("The data shows"), .init("Claimed"),
              .init("Weakest evidence"),
            ], rows: rows))
      ])
  }

  private func section(_ standing: ClaimOutcome.Standing) -> Section {
    let all = claims.filter { $0.standing == standing }
    let word = standing.word
    return Section(
      word.prefix(1).uppercased() + word.dropFirst(), all.flatMap { blocks(of: $0) })
  }

  private func blocks(of outcome: ClaimOutcome) -> [Block] {
    [
      .heading(outcome.claim.statement),
      .bullets(
        [
          said(outcome), shown(outcome), tested(outcome), why(outcome), unknown(outcome),
          otherCounts(outcome), rests(outcome),
        ].compactMap(\.self)),
    ] + networks(of: outcome)
  }

  // MARK: One claim

  private func said(_ outcome: ClaimOutcome) -> Text {
    let claim = outcome.claim
    guard let source = audit.dataset.sources[claim.source] else {
      return .strong("Said by") + Text(" \(claim.saidBy), of \(claim.asOf)")
    }
    let place = source.url.isEmpty ? Text(source.title) : .link(source.title, to: source.url)
    let published = source.published.map { ", published \($0)" } ?? ""
    return .strong("Said by") + Text(" \(claim.saidBy), in ") + place
      + Text("\(published); it speaks of \(claim.asOf).")
  }

  private func shown(_ outcome: ClaimOutcome) -> Text? {
    guard outcome.standing != .notTestable else { return nil }
    let whom =
      outcome.answers.count > 1
      ? outcome.answers.first { $0.id == outcome.decidedBy }.map { " at \($0.name)" } ?? "" : ""
    let figure =
      outcome.value?.phrase
      ?? outcome.answers.first { $0.id == outcome.decidedBy }.map(outcome.phrase) ?? "n/a"
    let gap = outcome.gap.map { ", margin \($0.phrase)" } ?? ""
    return .strong("The data here shows")
      + Text(" \(figure)\(whom); the test asks for \(outcome.claimed)\(gap).")
  }

  private func tested(_ outcome: ClaimOutcome) -> Text? {
    if case .needs = outcome.test.rule { return nil }
    let over = Text(", over \(outcome.scope)")
    let way = outcome.way.isEmpty ? Text("") : Text("; \(outcome.way)")
    let test = Text.strong("Test") + " " + .code(outcome.test.text) + over + way
    guard let combined = outcome.test.combined else { return test + "." }
    return test + " " + .code(combined.of) + "."
  }

  private func why(_ outcome: ClaimOutcome) -> Text? {
    outcome.claim.why.isEmpty
      ? nil : .strong("Why this test") + Text(" \(outcome.claim.why.sentence)")
  }

  /// What is missing; of several networks the table says why.
  private func unknown(_ outcome: ClaimOutcome) -> Text? {
    guard !outcome.missing.isEmpty else { return nil }
    let open = outcome.answers.filter { !$0.missing.isEmpty && $0.truth != .fail }.map(\.name)
    let text =
      outcome.answers.count > 1
      ? "a whole figure of \(list(open)); the table below says why"
      : outcome.missing.joined(separator: "; ")
    return .strong("What is missing") + Text(" \(text).")
  }

  private func rests(_ outcome: ClaimOutcome) -> Text? {
    let sources = outcome.sources.map { id -> Text in
      guard let source = audit.dataset.sources[id] else { return .code(id) }
      return source.url.isEmpty ? Text(source.title) : .link(source.title, to: source.url)
    }
    guard let first = sources.first else { return nil }
    let evidence = outcome.evidence.map { " (weakest evidence: \($0))" } ?? ""
    let agrees = outcome.standing == .contradicted ? "does not agree" : "agrees"
    let own =
      outcome.isByOwnSource
      ? " This is the statement's own source: it \(agrees) with itself." : ""
    return .strong("Rests on") + Text(" ")
      + sources.dropFirst().reduce(first) { $0 + ", " + $1 } + Text("\(evidence).\(own)")
  }

  /// The figures of each network, where there are several of either.
  private func networks(of outcome: ClaimOutcome) -> [Block] {
    let figures = outcome.answers.first?.figures ?? []
    guard !figures.isEmpty, outcome.answers.count > 1 || figures.count > 1 else { return [] }
    let rows = outcome.answers.map { answer -> [Cell] in
      let name =
        answer.isNetwork
        ? Text.link(answer.name, to: "networks/\(answer.id).md") : Text(answer.name)
      let meets = answer.truth.map { [.pass: "✓ yes", .fail: "✗ no"][$0] ?? "? open" } ?? ""
      return [.text(name)] + (outcome.answers[0].truth == nil ? [] : [.text(Text(meets))])
        + answer.figures.map { .figure($0.cell) }
        + [
          .text(Text(answer.figures.compactMap(\.figure.evidence).max()?.description ?? ""))
        ]
    }
    return [
      .table(
        Table(
          columns: [.init("Network")]
            + (outcome.answers[0].truth == nil ? [] : [.init("Meets the test")])
            + figures.map { .init($0.text, isNumeric: true) } + [.init("Weakest evidence")],
          rows: rows))
    ]
  }
}

extension ClaimOutcome {
  /// The part of the page's address that leads to the claim, as GitHub makes it of a heading.
  package var anchor: String {
    String(
      String.UnicodeScalarView(
        claim.statement.lowercased().unicodeScalars.compactMap { scalar in
          if scalar == " " { return "-" }
          return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar == "-" || scalar == "_" ? scalar : nil
        }))
  }

  /// Whether the claim is about a network by its name.
  func isAbout(_ id: String) -> Bool {
    if case .named(let ids) = claim.scope { return ids.contains(id) }
    return false
  }
}

extension ClaimFigure {
  fileprivate var cell: FigureCell {
    FigureCell(
      value: figure.value, unit: unit, reason: figure.state.reason,
      marks: figure.remarks.filter { $0 != figure.bound?.phrase },
      prefix: figure.value == nil ? "" : figure.bound?.phrase ?? "")
  }
}

extension String {
  /// With a full stop.
  fileprivate var sentence: String { hasSuffix(".") ? self : self + "." }
}
