import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import Screening
import SeriesStore

/// What follows by rule from the figures of networks: sections of the edition for the team.
struct RecommendationReport {
  let audit: Audit
  /// A figure that says nothing must not pass for one that is well.
  private let universe: Universe

  /// Judges networks of a run.
  init(_ audit: Audit) {
    self.audit = audit
    universe = Universe(audit.networks, meaningless: .unknown)
  }

  /// What became of a rule for a network.
  struct Outcome {
    let rule: RecommendationRule
    let standing: Standing
    /// The figures that it rests on.
    let facts: [Fact]

    enum Standing: Equatable {
      case recommended, notNeeded
      /// Figures are missing, for these reasons.
      case notJudged([String])
    }
  }

  /// What becomes of every rule for a network, in the order of the rules.
  func outcomes(for network: NetworkAnalysis) -> [Outcome] {
    RecommendationRules.all.map { outcome($0, network) }
  }

  private func outcome(_ rule: RecommendationRule, _ network: NetworkAnalysis) -> Outcome {
    let facts = rule.metrics.map { audit.fact($0, of: network) }
    let verdict = universe.verdict(on: rule.condition, of: network, over: audit.scope.period)
    let standing: Outcome.Standing =
      switch verdict.truth {
      case .fail: .notNeeded
      case .unknown: .notJudged(verdict.missing)
      case .pass:
        facts.allSatisfy { $0.whole != nil } ? .recommended : .notJudged(Self.reasons(facts))
      }
    return Outcome(rule: rule, standing: standing, facts: facts)
  }

  /// Why figures that the words need are not there.
  private static func reasons(_ facts: [Fact]) -> [String] {
    facts.filter { $0.whole == nil }.map { fact in
      fact.figure.value == nil
        ? "'\(fact.metric)': \(fact.figure.state.reason)"
        : "'\(fact.metric)' covers a part of its days"
    }
  }

  // MARK: One network

  /// The section of a network's page.
  func section(for network: NetworkAnalysis) -> Section {
    let outcomes = outcomes(for: network)
    let due = outcomes.filter { $0.standing == .recommended }
    return Section(
      Self.title,
      [.paragraph(introduction(network))] + advice(due) + [.heading("Not needed")]
        + bullets(
          outcomes.filter { $0.standing == .notNeeded },
          else: "None of the rules that could be judged."
        ) {
          Text(list($0.facts.filter { $0.figure.value != nil }.map(Self.named)))
        } + [.heading("Not judged")]
        + bullets(outcomes.filter { $0.reasons != nil }, else: "Every rule could be judged.") {
          Text(($0.reasons ?? []).joined(separator: "; "))
        })
  }

  private static let title = "Recommendations"

  private func introduction(_ network: NetworkAnalysis) -> Text {
    "Derived by "
      + .link("rules", to: "../report.md#\(OpinionReport.anchor(Self.title))")
      + " from the figures of \(audit.scope.period) by the profile's own definitions; nobody's "
      + "judgement and no investment advice. Where a figure is missing nothing is recommended. "
      + .code("depin-audit get \(network.id) <metric> -p \(audit.scope.period) --trace")
      + " prints the rows behind a figure."
  }

  /// What is recommended, and a line for each figure that it rests on.
  private func advice(_ due: [Outcome]) -> [Block] {
    guard !due.isEmpty else {
      return [.paragraph("Nothing is recommended by the rules that could be judged.")]
    }
    let rows = due.flatMap { outcome in
      outcome.facts.enumerated().map { index, fact -> [Cell] in
        [
          index == 0 ? .text(.code(outcome.rule.id)) : .empty,
          index == 0 ? .text(.code(outcome.rule.when)) : .empty, .text(.code(fact.id)), fact.cell,
          .text(Text(fact.figure.evidence?.description ?? "")),
        ]
      }
    }
    return [
      .bullets(due.map { Text($0.words + " ") + .code($0.rule.id) }),
      .table(
        Table(
          columns: [
            .init("Rule"), .init("Holds where"), .init("Figure"),
            .init("\(audit.scope.period)", isNumeric: true), .init("Weakest evidence"),
          ], rows: rows)),
    ]
  }

  private func bullets(
    _ outcomes: [Outcome], else none: Text, _ words: (Outcome) -> Text
  ) -> [Block] {
    guard !outcomes.isEmpty else { return [.paragraph(none)] }
    return [.bullets(outcomes.map { .code($0.rule.id) + ": " + words($0) })]
  }

  /// `growth_gap +52.2 pp`.
  private static func named(_ fact: Fact) -> String { "\(fact.metric) \(fact.phrase ?? "n/a")" }

  // MARK: All networks

  /// The section of the page of all networks: how much is recommended to each, and the rules.
  var summary: Section {
    let rows = audit.networks.map { network -> [Cell] in
      let outcomes = outcomes(for: network)
      let due = outcomes.filter { $0.standing == .recommended }.map(\.rule.id)
      let target = "networks/\(network.id).md#\(OpinionReport.anchor(Self.title))"
      return [
        .text(.link(network.name, to: target)), .text(Text("\(due.count)")),
        due.isEmpty ? .empty : .text(Text(due.joined(separator: ", "))),
        .text(Text("\(outcomes.count { $0.standing == .notNeeded })")),
        .text(Text("\(outcomes.count { $0.reasons != nil })")),
      ]
    }
    return Section(
      Self.title,
      [
        .paragraph(
          "What follows by rule from the figures of \(audit.scope.period). Each network's page has the "
            + "words and the figures, and names what could not be judged."),
        .table(
          Table(
            columns: [
              .init("Network"), .init("Recommended", isNumeric: true), .init("By rules"),
              .init("Not needed", isNumeric: true), .init("Not judged", isNumeric: true),
            ], rows: rows)), .heading("Rules of recommendations"), .table(Self.rules),
      ])
  }

  /// Every rule: what `Documentation/recommendations.md` lists.
  static var rules: Table {
    Table(
      columns: [
        .init("Rule"), .init("Holds where"), .init("Advice"), .init("Why"), .init("Limit by"),
      ],
      rows: RecommendationRules.all.map { rule in
        [
          .text(.code(rule.id)), .text(.code(rule.when)), .text(Text(rule.advice)),
          .text(Text(rule.rationale)), .text(Text(rule.source)),
        ]
      })
  }
}

extension RecommendationReport.Outcome {
  /// Why it could not be judged; `nil` where it was.
  fileprivate var reasons: [String]? {
    if case .notJudged(let reasons) = standing { reasons } else { nil }
  }

  /// The advice with the figures in their places.
  var words: String {
    rule.pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .figure(let id): facts.first { $0.metric == id }?.phrase ?? "n/a"
      }
    }.joined()
  }
}
