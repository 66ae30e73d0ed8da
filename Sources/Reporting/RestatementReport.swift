package import Assurance
import Quantities
package import ReportModel
import SeriesStore

/// Changes of data and figures as tables: figures first, then rows, then what else was stated.
package struct RestatementReport {
  /// The figures that changed.
  package let restatement: Restatement
  private let comparison: FolderComparison?
  private let notes: [String]
  /// How many lines a table has at most.
  private let limit: Int
  private let remedy: String

  /// Creates the tables.
  ///
  /// - Parameters:
  ///   - restatement: The figures.
  ///   - comparison: The rows; `nil` where figures alone were compared.
  ///   - notes: What a reader has to know beside the tables.
  ///   - limit: How many lines a table has at most.
  ///   - remedy: Where the other lines are.
  package init(
    _ restatement: Restatement, _ comparison: FolderComparison?, notes: [String] = [], limit: Int,
    remedy: String
  ) {
    (self.restatement, self.comparison) = (restatement, comparison)
    self.notes = notes
    (self.limit, self.remedy) = (limit, remedy)
  }

  /// What changed, in sentences, and the notes.
  package var summary: String { ([outcome] + notes).joined(separator: " ") }

  private var outcome: String {
    let changes = restatement.changes
    guard !changes.isEmpty || comparison?.isEmpty == false else { return "Nothing differs." }
    let kinds = FigureChange.Kind.allCases.compactMap { kind -> String? in
      let count = changes.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.phrase)"
    }
    let figures = kinds.isEmpty ? "none changed" : kinds.joined(separator: ", ")
    return "Of \(counted(restatement.count, "figure")), \(figures)." + rowSummary
  }

  private var rowSummary: String {
    guard let comparison else { return "" }
    let rows = RowChange.Kind.allCases.map { kind in
      "\(comparison.rows.count { $0.kind == kind }) \(kind.rawValue)"
    }
    return " Rows: \(rows.joined(separator: ", ")). "
      + "Other statements changed: \(comparison.statements.count)."
  }

  /// Every table that has a line.
  package var tables: [Table] {
    [figures(restatement.changes, "Figures"), rows, statements].filter { !$0.rows.isEmpty }
  }

  /// The changes as a page: figures by what became of them, restated ones first, then rows.
  package func page(_ title: String, _ preamble: [Text]) -> Report {
    let figures = FigureChange.Kind.allCases.map { kind in
      self.figures(restatement.changes.filter { $0.kind == kind }, kind.heading)
    }
    return Report(
      path: RestatementReport.path, title: title, preamble: preamble + [Text(summary)],
      sections: (figures + [rows, statements]).filter { !$0.rows.isEmpty }.map { table in
        var untitled = table
        untitled.title = ""
        return Section(table.title, [.table(untitled)])
      })
  }

  /// The page's place in a report.
  package static let path = "changes"

  private func figures(_ changes: [FigureChange], _ title: String) -> Table {
    let hasCauses = changes.contains { !$0.steps.isEmpty }
    return Table(
      title,
      columns: [
        .init("figure"), .init("change"), .init("old", isNumeric: true),
        .init("new", isNumeric: true), .init("difference", isNumeric: true),
        .init("percent", isNumeric: true),
      ] + (hasCauses ? [.init("cause")] : []),
      rows: changes.prefix(limit).map { change in
        [
          text(change.any?.id ?? ""), text(change.kind.rawValue), text(change.old?.shown ?? ""),
          text(change.new?.shown ?? ""), text(change.difference.map(signed) ?? ""),
          text(change.share.map(NumberFormat.change) ?? ""),
        ] + (hasCauses ? [text(change.steps.phrase)] : [])
      }, notes: rest(changes.count, "figure"))
  }

  private var rows: Table {
    let all = comparison?.rows ?? []
    return Table(
      "Rows",
      columns: [
        .init("row"), .init("change"), .init("old"), .init("new"), .init("old place"),
        .init("new place"),
      ],
      rows: all.prefix(limit).map { change in
        [
          text(change.key.phrase), text(change.kind.rawValue), text(change.said(change.old)),
          text(change.said(change.new)), text(change.old?.place ?? ""),
          text(change.new?.place ?? ""),
        ]
      }, notes: rest(all.count, "row"))
  }

  private var statements: Table {
    let all = comparison?.statements ?? []
    return Table(
      "Profiles, policies, sources and rules",
      columns: [
        .init("kind"), .init("value"), .init("old"), .init("new"), .init("old place"),
        .init("new place"),
      ],
      rows: all.prefix(limit).map { change in
        [
          text(change.subject.rawValue), text(change.path), text(change.old?.text ?? ""),
          text(change.new?.text ?? ""), text(change.old?.place ?? ""),
          text(change.new?.place ?? ""),
        ]
      }, notes: rest(all.count, "statement"))
  }

  private func rest(_ count: Int, _ noun: String) -> [Text] {
    count > limit ? [Text("and \(counted(count - limit, noun)) more, \(remedy)")] : []
  }

  private func text(_ text: String) -> Cell { text.isEmpty ? .empty : .text(Text(text)) }
}

/// A number with its sign, in the form of its old and new one.
private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + shown(value) }

/// Nine significant digits: enough to see that a figure moved, few enough to read.
private func shown(_ value: Double) -> String {
  let text = NumberFormat.shortest(NumberFormat.rounded(value, digits: 9))
  return text.hasPrefix("-") ? "−" + text.dropFirst() : text
}

extension FigureChange.Kind {
  fileprivate var heading: String {
    switch self {
    case .restated: "Restated figures"
    case .withdrawn: "Withdrawn figures"
    case .completed: "Figures of whole periods that were partial"
    case .new: "New figures"
    case .grounds: "Figures on other grounds"
    }
  }

  fileprivate var phrase: String {
    switch self {
    case .restated: "restated"
    case .withdrawn: "withdrawn"
    case .completed: "completed"
    case .new: "new"
    case .grounds: "on other grounds"
    }
  }
}

extension StatedFigure {
  fileprivate var shown: String {
    guard let value else { return "n/a" }
    let text = unit == "date" ? "\(Day(number: Int32(value)))" : Reporting.shown(value)
    return text + (state == "partial" ? " (partial)" : "")
  }
}

extension [FigureChange.Step] {
  /// `data +12, price −3`; without amounts the causes alone.
  fileprivate var phrase: String {
    map { step in
      let causes = step.causes.map(\.rawValue).joined(separator: " and ")
      return causes + (step.amount.map { count > 1 ? " \(signed($0))" : "" } ?? "")
    }.joined(separator: ", ")
  }
}

extension RowChange.Key {
  /// `helium revenue[mobile] 2025-10-01..2025-12-31 (ledger)`.
  fileprivate var phrase: String {
    let last = days.lowerBound == days.upperBound ? "" : "..\(days.upperBound)"
    return "\(network) \(series) \(days.lowerBound)\(last) (\(source))"
      + (party.isEmpty ? "" : " \(party)")
  }
}

extension RowChange {
  /// The value of a side, with whatever else changed.
  fileprivate func said(_ row: Row?) -> String {
    guard let row else { return "" }
    let value = row.value.map(NumberFormat.shortest) ?? "not known"
    guard kind == .changed else { return value }
    return fields.map { field in
      switch field {
      case "unit": row.unit
      case "evidence": row.evidence
      case "note": "note '\(row.note)'"
      default: value
      }
    }.joined(separator: ", ")
  }
}
