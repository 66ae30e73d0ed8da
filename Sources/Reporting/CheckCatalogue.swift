package import Assurance
import Quantities
package import ReportModel

/// What the checks look for, as a list and as a page.
package struct CheckCatalogue {
  private let book: CheckBook

  /// Creates the catalogue of the checks as a dataset wants them.
  package init(_ book: CheckBook) { self.book = book }

  /// The columns of a record.
  package static let columns = [
    "id", "title", "severity", "thresholds", "rationale", "source", "remedy",
  ]

  /// Every check as texts, in the order of the columns.
  package var records: [[String]] {
    Checks.all.map { check in
      [
        check.id, check.title, book.severity(of: check).rawValue,
        check.thresholds.map { "\($0.name) \(value(of: $0, check))" }.joined(separator: ", "),
        check.rationale, check.source, check.remedy,
      ]
    }
  }

  /// A line for each check.
  package var table: Table {
    Table(
      columns: CheckCatalogue.columns.dropLast().map { .init($0) },
      rows: records.map { $0.dropLast().map { $0.isEmpty ? .empty : .text(Text($0)) } })
  }

  /// A section for each check.
  package var page: Report {
    Report(
      path: "checks", title: "Checks",
      preamble: [
        "What " + .code("depin-audit check")
          + " holds rows against. A finding is about rows that can be read: it names them, changes no "
          + "figure and hides none. " + .code("depin-audit check --list -O md")
          + " prints this page.",
        "An error cannot be; a warning is rarely right; a note is good to know. "
          + .code("checks.yaml")
          + " beside the datasets sets severities and thresholds anew and holds "
          + "waivers; " + .code("Datasets/README.md") + " says how.",
      ], sections: [Section("All checks", [.table(overview)])] + Checks.all.map(section))
  }

  private var overview: Table {
    Table(
      columns: [.init("Check"), .init("Severity"), .init("Finds"), .init("Thresholds")],
      rows: records.map { record in
        [
          .text(.code(record[0])), .text(Text(record[2])), .text(Text(record[1])),
          record[3].isEmpty ? .empty : .text(Text(record[3])),
        ]
      })
  }

  private func section(_ check: Check) -> Section {
    let thresholds = check.thresholds.map { threshold in
      .code(threshold.name) + Text(" \(value(of: threshold, check)): \(threshold.meaning)")
    }
    let lines: [Text] = [
      .strong("Severity") + Text(": \(book.severity(of: check).rawValue)"),
      .strong("What to do") + Text(": \(check.remedy)"),
      .strong("Source") + Text(": \(check.source)"),
    ]
    return Section(
      check.id,
      [.paragraph(Text("\(check.title). \(check.rationale)")), .bullets(lines)]
        + (thresholds.isEmpty ? [] : [.paragraph("Thresholds:"), .bullets(thresholds)]))
  }

  /// A threshold with its unit: `95 %`, `92 days`.
  private func value(of threshold: Check.Threshold, _ check: Check) -> String {
    let value = book.value(of: threshold, of: check)
    switch threshold.unit {
    case .percent: return NumberFormat.shortest(NumberFormat.portable(value * 100)) + " %"
    case .usd: return NumberFormat.compact(value) + " USD"
    default: return NumberFormat.shortest(value)
    }
  }
}
