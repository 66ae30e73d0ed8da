import Formulas
import Quantities
import Reporting
import Screening
import TextRendering

/// What screens say as flat records: one for each rule of each network.
struct ScreenFacts {
  private let outcomes: [ScreenOutcome]

  init(_ outcomes: [ScreenOutcome]) { self.outcomes = outcomes }

  /// The columns of a record, in their order; `Documentation/screens.md` says what each holds.
  static let columns = [
    "screen", "period", "network", "verdict", "rule", "rule_period", "answer", "is_binding",
    "value", "unit", "state", "bound", "evidence", "threshold", "upper_threshold", "margin",
    "margin_share", "reason", "verdict_turns_if", "points_least", "points_most", "last_quarters",
  ]

  var csv: [[String]] { records.map { $0.map(\.text) } }

  var json: JSONValue {
    .array(records.map { .object(zip(Self.columns, $0).map { ($0, $1.json) }) })
  }

  /// A field that a record may leave empty.
  private enum Field {
    case text(String)
    case number(Double?)
    case truth(Bool)

    var text: String {
      switch self {
      case .text(let text): text
      case .number(let value): value.map(NumberFormat.shortest) ?? ""
      case .truth(let holds): holds ? "yes" : "no"
      }
    }

    var json: JSONValue {
      switch self {
      case .text(let text): .string(text.isEmpty ? nil : text)
      case .number(let value): .number(value)
      case .truth(let holds): .bool(holds)
      }
    }
  }

  private var records: [[Field]] {
    outcomes.flatMap { outcome in
      outcome.rows.flatMap { row -> [[Field]] in
        let binding = row.verdict.binding
        return row.verdict.leaves.map { leaf in
          record(leaf, isBinding: leaf.isSame(as: binding), row, outcome)
        }
      }
    }
  }

  private func record(
    _ leaf: Verdict, isBinding: Bool, _ row: ScreenOutcome.Row, _ outcome: ScreenOutcome
  ) -> [Field] {
    let first = leaf.readings.first
    let limits = leaf.readings.dropFirst().map(\.figure.value)
    let points = outcome.screen.prefer.isEmpty ? nil : row.preference.points
    let isFlag = outcome.screen.isFlag
    return [
      .text(outcome.screen.id), .text(outcome.period.key), .text(row.network),
      .text(ScreenReport.plainWord(row.verdict.truth, isFlag: isFlag)),
      .text("\(leaf.condition)"), .text(leaf.period.key), .text(leaf.truth.rawValue),
      .truth(isBinding), .number(first?.figure.value), .text(first.map { "\($0.unit)" } ?? ""),
      .text(first?.figure.state.word ?? ""),
      .text(first?.figure.bound.map { $0 == .atLeast ? "at-least" : "at-most" } ?? ""),
      .text(first?.figure.evidence.map { "\($0)" } ?? ""), .number(limits.first ?? nil),
      .number(limits.count > 1 ? limits[1] : nil), .number(leaf.margin?.amount),
      .number(leaf.margin?.relative), .text(leaf.reasons.joined(separator: "; ")),
      .text(row.verdict.turns.map(\.text).joined(separator: " and ")),
      .number(points?.lowerBound), .number(points?.upperBound),
      .text(row.history.map { "\($0.period.key) \($0.truth.rawValue)" }.joined(separator: "; ")),
    ]
  }
}

extension Verdict {
  /// Whether two leaves are the same rule over the same days.
  fileprivate func isSame(as other: Verdict) -> Bool {
    condition == other.condition && period == other.period
  }
}
