import Assurance
import Quantities
import Reporting
import TextRendering

/// Opinions as flat records: one for each rule of each network.
struct OpinionRecords {
  private let opinions: [Opinion]

  init(_ opinions: [Opinion]) { self.opinions = opinions }

  /// The columns of a record; `Documentation/opinion.md` says what each holds.
  static let columns = [
    "network", "period", "opinion", "criterion", "outcome", "value", "unit", "limit", "effect",
    "statement", "sources", "lifted_by",
  ]

  var csv: [[String]] {
    lines.map { opinion, line in
      texts(opinion, line).map { $0 ?? "" }
    }
  }

  var json: JSONValue {
    .array(
      lines.map { opinion, line in
        .object(
          zip(Self.columns, texts(opinion, line)).map { name, text in
            (name, name == "value" ? .number(line.number) : .string(text))
          })
      })
  }

  private var lines: [(Opinion, Opinion.Line)] {
    opinions.flatMap { opinion in opinion.lines.map { (opinion, $0) } }
  }

  private func texts(_ opinion: Opinion, _ line: Opinion.Line) -> [String?] {
    [
      opinion.network, opinion.period.key, opinion.effect.opinion, line.criterion.id, outcome(line),
      line.number.map(NumberFormat.shortest), "\(line.criterion.unit)",
      line.criterion.bound(line.limit), line.effect.rawValue, line.statement,
      line.sources.isEmpty ? nil : line.sources.joined(separator: "; "),
      line.effect == .none ? nil : line.lift,
    ]
  }

  private func outcome(_ line: Opinion.Line) -> String {
    switch line.outcome {
    case .number: line.effect == .none ? "met" : "not-met"
    case .untested: "not-tested"
    case .notApplicable: "not-applicable"
    }
  }
}
