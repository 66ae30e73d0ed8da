import Formulas
package import Quantities
import SeriesStore

extension Fact {
  /// A column of data files: what stands in it, and when it is empty.
  package struct Column: Hashable, Sendable {
    /// What kind of value it holds, in the words of the Frictionless table schema.
    package enum Kind: String, Hashable, Sendable { case string, number, integer, date, list }

    package let name: String
    package let kind: Kind
    /// What a number counts; empty for what is no number.
    package let unit: String
    package let meaning: String
    /// When there is nothing; `nil` where there always is something.
    package let absence: String?

    fileprivate init(
      _ name: String, _ meaning: String, as kind: Kind = .string, unit: String = "",
      empty absence: String? = nil
    ) {
      (self.name, self.kind, self.unit) = (name, kind, unit)
      (self.meaning, self.absence) = (meaning, absence)
    }
  }

  /// What stands in one column of a fact.
  package enum Value: Hashable, Sendable {
    case none
    case text(String)
    case number(Double)
    case count(Int)
    case day(Day)
    /// Words in alphabetical order.
    case words([String])

    /// A text, or nothing for an empty one.
    init(_ text: String) { self = text.isEmpty ? .none : .text(text) }

    /// The form of a data file: words are joined by `;`.
    package var cell: String {
      switch self {
      case .none: ""
      case .text(let text): text
      case .number(let number): NumberFormat.shortest(number)
      case .count(let count): String(count)
      case .day(let day): day.description
      case .words(let words): words.count == 1 ? words[0] : words.joined(separator: ";")
      }
    }
  }

  /// The columns of data files; they are only ever added to, at the end.
  package static let columns = [
    Column("id", "Network, metric, basis and period: unique, and the same in every report."),
    Column("network", "Folder of the dataset."),
    Column("metric", "Metric of the catalogue, or series of the network."),
    Column(
      "basis", "Definition chosen for the series behind the metric.",
      empty: "where it is the profile's"),
    Column("period", "2025Q4, or ltm-2025Q4 for the twelve months that end with it."),
    Column(
      "value", "The number, in the shortest form that reads back as the same double.",
      as: .number, unit: "as unit", empty: "where there is none; reason says why"),
    Column(
      "unit",
      "Unit of value. %, pp and x are fractions (0.54 is 54 %); date counts days from 1970-01-01.",
      empty: "where it is a bare number"),
    Column("state", "value, partial, missing, not-meaningful or not-applicable."),
    Column("reason", "Why there is no number.", empty: "where there is one"),
    Column(
      "coverage", "Part of the period's days that the flows cover.", as: .number,
      unit: "share, 0 to 1", empty: "where no flow is involved"),
    Column(
      "split_share", "Part of the amount from rows cut at the period's edge.", as: .number,
      unit: "share, 0 to 1", empty: "where none is"),
    Column(
      "evidence", "Weakest evidence of the rows behind the number.",
      empty: "where no row is behind it"),
    Column(
      "grain", "Longest row behind the number; for price statistics the step of their returns.",
      empty: "where there is no number, or no row"),
    Column(
      "marks", "What a reader must know beside the number.", as: .list,
      empty: "where there is nothing to know"),
    Column(
      "sources", "Ids of the sources of the rows.", as: .list, empty: "where no row is behind it"),
    Column(
      "bound", "at-least or at-most, where the true number lies on that side.",
      empty: "where it is no bound"),
    Column(
      "read_on", "Day of a dated reading, or first close behind a high.", as: .date,
      empty: "where there is neither"),
    Column(
      "observations", "Observations behind a statistic that states them.", as: .integer,
      unit: "count", empty: "where it is none"),
  ]

  /// What stands in the columns, in their order.
  package var values: [Value] {
    let hasValue = figure.value != nil
    return [
      .text(id), .text(network), .text(metric), Value(basis), .text(period.key),
      figure.value.map(Value.number) ?? .none, Value(unit.description), .text(figure.state.word),
      Value(figure.state.reason), figure.coverage.map(Value.number) ?? .none,
      figure.splitShare > 0 ? .number(figure.splitShare) : .none,
      figure.evidence.map { .text($0.description) } ?? .none,
      hasValue ? Value(Figure.grainName(days: figure.grain)) : .none,
      words(figure.marks.map(\.rawValue)), words(Array(figure.sources)),
      hasValue ? Value(figure.bound?.word ?? "") : .none,
      figure.readOn.map(Value.day) ?? .none, figure.observations.map(Value.count) ?? .none,
    ]
  }

  /// The cells of a data file, in the order of the columns.
  package var cells: [String] { values.map(\.cell) }

  private func words(_ words: [String]) -> Value {
    words.isEmpty ? .none : .words(words.count > 1 ? words.sorted() : words)
  }
}

extension Fact.Column {
  /// Whether data files that leave out what is empty have it all the same.
  package var isKept: Bool { absence == nil || name == "value" }
}

extension Formula.Bound {
  /// `at most`, `at least`.
  package var phrase: String { self == .atMost ? "at most" : "at least" }

  /// The word of data files.
  fileprivate var word: String { self == .atMost ? "at-most" : "at-least" }
}
