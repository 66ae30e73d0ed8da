package import Assurance
package import EconomicMetrics
import Quantities
package import ReportModel
import SeriesStore

extension Audit {
  /// How far the data of a network can be relied on in the period.
  package func opinion(
    of network: NetworkAnalysis, materiality: OpinionMateriality = .standard
  ) -> Opinion {
    Opinion(
      network, scope.period, basis: headlineBasis(network, scope.period),
      findings: findings(in: network), reconciliation: Reconciliation(network.network),
      materiality: materiality)
  }
}

/// How far the data of each network can be relied on: the page, and its tables for a terminal.
package struct OpinionReport {
  let audit: Audit
  let cover: Cover?
  /// The opinions, in the order of the networks.
  package let opinions: [Opinion]

  /// Reports the opinions of a run.
  package init(_ audit: Audit, cover: Cover? = nil, opinions: [Opinion]? = nil) {
    (self.audit, self.cover) = (audit, cover)
    self.opinions = opinions ?? audit.networks.compactMap { audit.opinions[$0.id] }
  }

  /// The page's path.
  package static let path = "opinion"

  /// The page.
  package var report: Report {
    Report(
      path: Self.path, title: "Opinions on the data, \(audit.scope.period)",
      preamble: cover?.lines ?? [],
      sections: [introduction, Section("All networks", [.table(summary)])]
        + opinions.map { Section($0.name, blocks($0)) } + [rules])
  }

  private var introduction: Section {
    let materiality = opinions.first.map(\.materialityPhrase) ?? ""
    return Section(
      "What this page is",
      [
        .paragraph(.strong(Opinion.notice)),
        .paragraph(
          Text(
            "Each opinion has the form that auditors use, and is the gravest effect of the rules at the "
              + "end of this page. It is about the data of \(audit.scope.period): whether revenue, "
              + "emission, price and supply are there, on whose word, and whether they contradict one "
              + "another. It is no opinion on a network, and says nothing of whether its figures are "
              + "good. Material is \(materiality).")),
        .bullets(OpinionReport.meanings),
      ])
  }

  /// What each opinion means.
  private static let meanings: [Text] = [
    .strong("Unqualified") + ": no rule has an effect.",
    .strong("Qualified")
      + ": something matters, but is confined; the figures may be used with the reasons in mind.",
    .strong("Adverse")
      + ": figures contradict each other so far that the whole cannot be relied on.",
    .strong("Disclaimer")
      + ": too much is missing to say anything. What cannot be tested never counts as passed.",
  ]

  // MARK: Summary

  /// A line for each network.
  package var summary: Table {
    Table(
      columns: [
        .init("Network"), .init("Opinion"), .init("Reasons", isNumeric: true), .init("Because of"),
      ],
      rows: opinions.map { opinion in
        let name: Text =
          cover == nil
          ? Text(opinion.name) : .link(opinion.name, to: "#\(OpinionReport.anchor(opinion.name))")
        let ids = opinion.reasons.map(\.criterion.id).joined(separator: ", ")
        return [
          .text(name), .text(Text(opinion.effect.opinion)), .text(Text("\(opinion.reasons.count)")),
          ids.isEmpty ? .empty : .text(Text(ids)),
        ]
      }, notes: [Text("\(counts).")] + (cover == nil ? [Text(Opinion.notice)] : []))
  }

  /// `15 opinions: 0 unqualified, 1 qualified, 0 adverse and 14 disclaimer`.
  package var counts: String {
    let words = OpinionEffect.allCases.map { effect in
      "\(opinions.count { $0.effect == effect }) \(effect.opinion)"
    }
    return "\(counted(opinions.count, "opinion")): \(list(words))"
  }

  /// How a heading is linked to.
  static func anchor(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
      .replacing(" ", with: "-")
  }

  // MARK: One opinion

  private func blocks(_ opinion: Opinion) -> [Block] {
    let reasons = opinion.reasons.map { line in
      .strong("\(line.effect.rawValue)") + Text(": \(line.sentence) ") + .code(line.criterion.id)
    }
    let network = audit.networks.first { $0.id == opinion.network }
    return [.paragraph(.strong("\(opinion.heading).") + Text(" \(opinion.sentence)"))]
      + (reasons.isEmpty ? [] : [.bullets(reasons)]) + untested(opinion)
      + [.table(criteria(of: opinion))]
      + (network.map { EvidenceTable(audit, $0).blocks } ?? [])
  }

  /// What could not be tested and is held against nothing.
  private func untested(_ opinion: Opinion) -> [Block] {
    opinion.untested.isEmpty
      ? []
      : [
        .paragraph(
          Text(
            "Not tested, and held neither for nor against it: "
              + opinion.untested.map(\.statement).joined(separator: "; ") + "."))
      ]
  }

  /// Every criterion with what it found.
  private func criteria(of opinion: Opinion) -> Table {
    Table(
      columns: [
        .init("Criterion"), .init("Found", isNumeric: true), .init("Limit"), .init("Effect"),
      ],
      rows: opinion.lines.map { line in
        [
          .text(.code(line.criterion.id)), .text(Text(line.found)),
          .text(Text(line.criterion.bound(line.limit) ?? "")), .text(Text(line.word)),
        ]
      })
  }

  /// The tables of one opinion for a terminal: the opinion with its reasons, and every criterion.
  package func explanation(of opinion: Opinion) -> [Table] {
    let reasons = opinion.reasons.map { line -> [Cell] in
      [
        .text(Text(line.effect.rawValue)), .text(Text(line.sentence)),
        .text(.code(line.criterion.id)),
      ]
    }
    let title = "\(opinion.name), \(opinion.period): \(opinion.heading.lowercased())"
    let notes = [Text(opinion.sentence), Text(Opinion.notice)]
    var criteria = criteria(of: opinion)
    guard !reasons.isEmpty else {
      (criteria.title, criteria.notes) = (title, notes)
      return [criteria]
    }
    let first = Table(
      title, columns: [.init("Effect"), .init("Matter"), .init("Criterion")], rows: reasons,
      notes: notes)
    return [first, criteria]
  }

  // MARK: Rules

  private var rules: Section {
    Section(
      "Rules",
      [
        .table(OpinionRules(opinions.first?.materiality ?? .standard).table),
        .paragraph(
          "The opinion is the gravest effect: disclaimer before adverse, adverse before qualification."
        ),
      ])
  }
}

/// The rules of opinions, as a table.
package struct OpinionRules {
  private let criteria: [OpinionCriterion]

  /// The rules under a materiality.
  package init(_ materiality: OpinionMateriality = .standard) {
    criteria = OpinionCriteria.all(materiality)
  }

  /// The columns of a record.
  package static let columns = ["id", "measures", "limits", "if not tested", "why"]

  /// Every rule as texts, in the order of the columns.
  package var records: [[String]] {
    criteria.map { criterion in
      let limits = criterion.limits.map { limit in
        "\(criterion.bound(limit) ?? ""), else \(limit.effect.rawValue)"
      }
      return [
        criterion.id, criterion.measures, limits.joined(separator: "; "),
        criterion.unknown.rawValue, criterion.rationale,
      ]
    }
  }

  /// A line for each rule.
  package var table: Table {
    Table(
      columns: [
        .init("Criterion"), .init("Measures"), .init("Limits"), .init("If not tested"),
        .init("Why"),
      ],
      rows: records.map { record in
        [.text(.code(record[0]))] + record.dropFirst().map { .text(Text($0)) }
      })
  }
}
