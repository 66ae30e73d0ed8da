import Formulas
import Quantities
package import ReportModel
package import Screening

/// Scores as tables and sentences.
package struct ScorecardReport {
  /// The networks, in the order of the table.
  package let scores: [NetworkScore]
  private let scorecard: Scorecard

  package init(_ scores: [NetworkScore], of scorecard: Scorecard) {
    (self.scores, self.scorecard) = (scores, scorecard)
  }

  // MARK: One line a network

  /// Every network with its score, grade and pillars.
  package func table(linksToPages: Bool = false) -> Table {
    let period = scores.first.map { ", \($0.period)" } ?? ""
    return Table(
      "Scorecard\(period)",
      columns: [
        .init("Network"), .init("Score", isNumeric: true), .init("Grade"),
        .init("Weight known", isNumeric: true), .init("Inputs known", isNumeric: true),
      ] + scorecard.pillars.map { .init($0.title, isNumeric: true) } + [
        .init("The grade turns at, or what would narrow the range most")
      ],
      rows: scores.map { cells($0, isLink: linksToPages) },
      notes: [
        Text(
          "A range is all that the score may be: an unknown metric may score anything from 0 to "
            + "\(Self.text(Scorecard.best)). Scores are rounded down. The highest least score first."
        ),
        Text(
          "A grade is given where \(NumberFormat.display(scorecard.leastKnown, .percent)) of the "
            + "weight that applies is known. n/a: no metric of the pillar applies."),
      ])
  }

  private func cells(_ score: NetworkScore, isLink: Bool) -> [Cell] {
    let name: Text =
      isLink ? .link(score.name, to: "networks/\(score.network).md") : Text(score.name)
    let known = score.applicable.count(where: \.isKnown)
    return [
      .text(name), .text(Text(Self.text(score.range))), .text(Text(Self.grade(score))),
      .text(Text(NumberFormat.display(score.knownShare, .percent))),
      .text(Text("\(known) of \(score.applicable.count)")),
    ] + score.pillars.map { .text(Text(Self.text($0.range))) }
      + [.text(Text(remark(score)))]
  }

  private func remark(_ score: NetworkScore) -> String {
    if let turn = score.decisive { return phrase(turn, of: score) }
    return widest(score) ?? ""
  }

  // MARK: Phrases

  /// A score in whole points, rounded down: 64.9 must not read as 65, where a grade may begin.
  package static func text(_ score: Double) -> String {
    NumberFormat.fixed((score + 1e-9).rounded(.down), decimals: 0)
  }

  /// A range of scores; one number where both ends read the same.
  package static func text(_ range: ClosedRange<Double>?) -> String {
    guard let range else { return "n/a" }
    return joined(text(range.lowerBound), text(range.upperBound))
  }

  private static func exact(_ range: ClosedRange<Double>?) -> String {
    guard let range else { return "n/a" }
    let text = { (value: Double) in NumberFormat.fixed(value, decimals: 1) }
    return joined(text(range.lowerBound), text(range.upperBound))
  }

  private static func joined(_ least: String, _ most: String) -> String {
    least == most ? least : "\(least)–\(most)"
  }

  /// `C`, `E to B`, or why there is none.
  package static func grade(_ score: NetworkScore) -> String {
    guard let grades = score.grades else {
      return score.range == nil ? "n/a: nothing applies" : "none: too little is known"
    }
    return phrase(grades.worst, grades.best)
  }

  private static func phrase(_ worst: String, _ best: String) -> String {
    worst == best ? worst : "\(worst) to \(best)"
  }

  /// `38–71, grade E to B; 6 of 14 inputs known`.
  package static func summary(_ score: NetworkScore) -> String {
    let known = score.applicable.count(where: \.isKnown)
    let weight = NumberFormat.display(score.knownShare, .percent)
    let grade = score.grades.map { "grade \(phrase($0.worst, $0.best))" } ?? "no grade"
    return
      "\(text(score.range)), \(grade); \(known) of \(counted(score.applicable.count, "input")) "
      + "known, \(weight) of the weight"
  }

  /// `revenue_to_emission from 0.62x on: D to B (now 0.54x)`.
  private func phrase(_ turn: GradeTurn, of score: NetworkScore) -> String {
    guard let input = score.applicable.first(where: { $0.input.metric == turn.metric }) else {
      return ""
    }
    let now = input.figure.value.map { NumberFormat.display($0, input.unit) } ?? ""
    return "\(turn.metric) \(Self.place(turn, input.unit)): "
      + "\(Self.phrase(turn.worst, turn.best)) (now \(now))"
  }

  private static func place(_ turn: GradeTurn, _ unit: Unit) -> String {
    let value = NumberFormat.display(turn.value, unit)
    switch (turn.isBetter, turn.isRise) {
    case (true, true): return "at \(value) or more"
    case (true, false): return "at \(value) or less"
    case (false, true): return "above \(value)"
    case (false, false): return "below \(value)"
    }
  }

  private func widest(_ score: NetworkScore) -> String? {
    score.widest.map { input, share in
      let points = NumberFormat.fixed(input.spread, decimals: 1)
      return "\(input.input.metric): \(points) points of the range, "
        + NumberFormat.display(share, .percent)
    }
  }

  // MARK: One network in full

  /// Every step of a network's score, and what moves its grade.
  package func explanation(of score: NetworkScore, title: String? = nil) -> Table {
    Table(
      title ?? "\(score.name): \(Self.summary(score)) — \(score.period)",
      columns: [
        .init("Metric"), .init("Value", isNumeric: true), .init("Points"),
        .init("Score", isNumeric: true), .init("Weight", isNumeric: true),
        .init("Contribution", isNumeric: true), .init("Evidence"),
        .init("The grade turns, or why there is no value"),
      ],
      rows: score.pillars.flatMap { lines($0, score) } + [total(score)],
      notes: sensitivity(of: score).map { Text($0) })
  }

  private func lines(
    _ pillar: NetworkScore.PillarScore, _ score: NetworkScore
  ) -> [[Cell]] {
    pillar.inputs.map { line($0, score) } + [
      [
        .text(.strong(pillar.pillar.title)), .text(""), .text(""),
        .text(.strong(Self.exact(pillar.range))), .text(.strong(Self.percent(pillar.share))),
        .text(
          .strong(
            Self.exact(
              pillar.range.map {
                pillar.share * $0.lowerBound...pillar.share * $0.upperBound
              }))), .text(""),
        .text(pillar.range == nil ? "nothing applies: it drops out with its weight" : ""),
      ]
    ]
  }

  private func line(_ input: NetworkScore.InputScore, _ score: NetworkScore) -> [Cell] {
    let turn = score.turn(of: input).map {
      "\(Self.phrase($0.worst, $0.best)) \(Self.place($0, input.unit))"
    }
    return [
      .text(.code(input.input.metric)), .text(Text(Self.value(input))),
      .text(Text(points(input.input))), .text(Text(Self.exact(input.range))),
      .text(Text(input.range == nil ? "—" : Self.percent(input.share))),
      .text(Text(Self.exact(input.contribution))),
      .text(Text(input.figure.evidence.map { "\($0)" } ?? "")),
      .text(Text(turn ?? reason(input))),
    ]
  }

  private func total(_ score: NetworkScore) -> [Cell] {
    [
      .text(.strong("Total")), .text(""), .text(""), .text(.strong(Self.exact(score.range))),
      .text(.strong(score.range == nil ? "—" : Self.percent(1))),
      .text(.strong(Self.exact(score.range))), .text(""),
      .text(.strong(score.grades == nil ? Self.grade(score) : "grade \(Self.grade(score))")),
    ]
  }

  private static func percent(_ share: Double) -> String {
    NumberFormat.fixed(share * 100, decimals: 1) + " %"
  }

  private static func value(_ input: NetworkScore.InputScore) -> String {
    guard let value = input.figure.value else { return "n/a" }
    let bound = input.figure.bound.map { $0 == .atLeast ? "at least " : "at most " } ?? ""
    let partial = input.figure.state == .partial ? " (partial)" : ""
    return bound + NumberFormat.display(value, input.unit) + partial
  }

  private func reason(_ input: NetworkScore.InputScore) -> String {
    switch input.standing {
    case .known: ""
    case .atLeast, .atMost: "a bound: every score that it allows"
    case .loss: "0 points: \(input.reason)"
    case .beyond: "beyond the last point: \(input.reason)"
    case .unknown: "any score: \(input.reason)"
    case .notApplicable: "drops out with its weight: \(input.reason)"
    }
  }

  private func points(_ input: Scorecard.Input) -> String {
    input.curve.points.map {
      "\(NumberFormat.display($0.value, input.unit)) → \(NumberFormat.fixed($0.score, decimals: 0))"
    }.joined(separator: ", ")
  }

  /// What moves the grade, and what would narrow the range.
  private func sensitivity(of score: NetworkScore) -> [String] {
    var lines: [String] = []
    if let turn = score.decisive {
      let points = NumberFormat.fixed(abs(turn.scoreChange), decimals: 1)
      lines.append(
        "The grade hangs most on \(phrase(turn, of: score)), a change of \(points) points of that "
          + "metric alone.")
    } else if score.isGraded {
      lines.append("No single known metric changes the grade, whatever its value.")
    } else if score.range != nil {
      lines.append(
        "No grade: \(NumberFormat.display(score.knownShare, .percent)) of the weight is known.")
    }
    if let widest = widest(score) { lines.append("The most influential unknown is \(widest).") }
    return lines
  }

  // MARK: How it is computed

  /// The configuration as a table.
  package var configuration: Table {
    Table(
      columns: [
        .init("Pillar"), .init("Pillar's weight", isNumeric: true), .init("Metric"),
        .init("Weight in the pillar", isNumeric: true), .init("Points"), .init("Source"),
      ],
      rows: scorecard.pillars.flatMap { pillar in
        pillar.inputs.enumerated().map { index, input in
          [
            .text(Text(index == 0 ? pillar.title : "")),
            .text(Text(index == 0 ? NumberFormat.shortest(pillar.weight) : "")),
            .text(.code(input.metric)), .text(Text(NumberFormat.shortest(input.weight))),
            .text(Text(points(input))), .text(Text(input.source)),
          ]
        }
      })
  }

  private var bands: String {
    list(scorecard.bands.map { "\($0.grade) from \(NumberFormat.shortest($0.from))" })
  }

  /// How a score comes about, in sentences.
  package var method: [Text] {
    let path = scorecard.path.isEmpty ? "" : " (\(scorecard.path))"
    return [
      "A metric scores by straight lines between its points, and stays flat beyond the first and the last.",
      "A pillar is the mean of its metrics by their weights, the total the mean of the pillars by theirs.",
      "A metric that is missing, covers its days in part or lacks the rows that give it meaning may score "
        + "anything: it makes a range. A bound makes the range of all that it allows.",
      "A metric that does not apply to a network drops out together with its weight; so does a pillar "
        + "without any.",
      "A metric without meaning scores 0 where a loss is the reason, for what it divides by is known to "
        + "be below 0. Where it is more than any number, as revenue over no emission, it scores as "
        + "beyond its last point.",
      Text(
        "Grades are \(bands). None is given where less than "
          + "\(NumberFormat.display(scorecard.leastKnown, .percent)) of the weight that applies is known."
      ),
      Text(
        "The configuration\(path) follows. A scorecard.yaml beside the data takes its place. Weights, "
          + "grades and every point without another source are house proposals."),
    ]
  }
}

// MARK: The page

/// The page of the scorecard.
package struct ScorecardPage {
  /// The page's file without its ending.
  package static let path = "scorecard"

  private let tables: ScorecardReport
  private let cover: Cover

  /// Creates the page.
  package init(_ tables: ScorecardReport, cover: Cover) {
    (self.tables, self.cover) = (tables, cover)
  }

  /// The page: all networks, each in full, then the method.
  package var report: Report {
    Report(
      path: Self.path, title: "Scorecard", preamble: cover.lines,
      sections: [
        Section(
          "Overview",
          [
            .paragraph(
              "How well usage carries each network, from 0 to 100, as far as the data can tell. What is not "
                + "known is not guessed: the score is then a range."),
            .table(tables.table(linksToPages: true)),
          ])
      ] + tables.scores.map(section) + [
        Section("Method", [.bullets(tables.method), .table(tables.configuration)])
      ])
  }

  private func section(_ score: NetworkScore) -> Section {
    Section(
      score.name,
      [
        .paragraph(.strong(ScorecardReport.summary(score)) + "."),
        .table(tables.explanation(of: score, title: "")),
      ])
  }
}
