import Formulas
import Quantities
import Reporting
import Screening
import TextRendering

/// Scores as flat records: one for each metric of each network.
struct ScorecardFacts {
  private let scores: [NetworkScore]

  init(_ scores: [NetworkScore]) { self.scores = scores }

  /// The columns of a record, in their order; `Documentation/scorecard.md` says what each holds.
  static let columns = [
    "network", "period", "score_least", "score_most", "grade_worst", "grade_best", "weight_known",
    "pillar", "pillar_weight", "pillar_least", "pillar_most", "metric", "value", "unit", "state",
    "bound", "evidence", "counts_as", "reason", "weight", "metric_least", "metric_most",
    "contribution_least", "contribution_most", "turns_at", "turns_when", "turned_grade_worst",
    "turned_grade_best",
  ]

  var csv: [[String]] { records.map { $0.map(\.text) } }

  var json: JSONValue {
    .array(records.map { .object(zip(Self.columns, $0).map { ($0, $1.json) }) })
  }

  /// A field that a record may leave empty.
  private enum Field {
    case text(String?)
    case number(Double?)

    var text: String {
      switch self {
      case .text(let text): text ?? ""
      case .number(let value): value.map(NumberFormat.shortest) ?? ""
      }
    }

    var json: JSONValue {
      switch self {
      case .text(let text): .string(text?.isEmpty == true ? nil : text)
      case .number(let value): .number(value)
      }
    }
  }

  private var records: [[Field]] {
    scores.flatMap { score in
      score.pillars.flatMap { pillar in
        pillar.inputs.map { record($0, pillar, score) }
      }
    }
  }

  private func record(
    _ input: NetworkScore.InputScore, _ pillar: NetworkScore.PillarScore, _ score: NetworkScore
  ) -> [Field] {
    let turn = score.turn(of: input)
    let figure = input.figure
    let total: [Field] = [
      .text(score.network), .text(score.period.key), .number(score.range?.lowerBound),
      .number(score.range?.upperBound), .text(score.grades?.worst), .text(score.grades?.best),
      .number(score.knownShare),
    ]
    let part: [Field] = [
      .text(pillar.pillar.id), .number(pillar.share), .number(pillar.range?.lowerBound),
      .number(pillar.range?.upperBound),
    ]
    let metric: [Field] = [
      .text(input.input.metric), .number(figure.value), .text("\(input.unit)"),
      .text(figure.state.word), .text(figure.bound.map { $0 == .atLeast ? "at-least" : "at-most" }),
      .text(figure.evidence.map { "\($0)" }), .text(input.standing.rawValue), .text(input.reason),
      .number(input.share), .number(input.range?.lowerBound), .number(input.range?.upperBound),
      .number(input.contribution?.lowerBound), .number(input.contribution?.upperBound),
    ]
    let when = turn.map { ($0.isBetter ? "at or " : "") + ($0.isRise ? "above" : "below") }
    let change: [Field] = [
      .number(turn?.value), .text(when), .text(turn?.worst), .text(turn?.best),
    ]
    return total + part + metric + change
  }
}
