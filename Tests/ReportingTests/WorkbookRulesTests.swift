import EconomicMetrics
import Formulas
import Quantities
import Testing

@testable import Reporting
@testable import WorkbookModel

/// What holds of every formula of the workbook.
@Suite struct WorkbookRulesTests {
  /// Written once and only read from then on.
  private nonisolated(unsafe) static let book = Result { () -> (AuditWorkbook, Workbook) in
    let audit = try audit("2025Q4")
    let book = AuditWorkbook(
      audit, cover: Cover(release: "test", digest: "0", scope: audit.scope))
    return (book, book.workbook())
  }

  @Test func `no formula holds a number but 0, 1 and 2`() throws {
    let (_, workbook) = try unsafe Self.book.get()
    var formulas = 0
    for sheet in workbook.sheets {
      for (row, cells) in sheet.rows.enumerated() {
        for cell in cells {
          guard case .formula(let text, _) = cell.content else { continue }
          formulas += 1
          let numbers = numbers(in: text)
          #expect(
            numbers.allSatisfy { ["0", "1", "2"].contains($0) },
            "\(sheet.name), row \(row + 1): \(text)")
        }
      }
    }
    #expect(formulas > 100_000)
  }

  @Test func `the last column of a network's sheet says why a figure of the quarter is missing`()
    throws
  {
    let (book, workbook) = try unsafe Self.book.get()
    let (newest, reasons) = (13, 18)
    var compared = 0
    for name in book.sheetNames.values {
      let sheet = try #require(workbook.sheets.first { $0.name == name })
      #expect(sheet.rows[3][reasons].words == "why n/a")
      #expect(sheet.rows[2][reasons].words == sheet.rows[3][newest].words)
      #expect(sheet.validations.contains { $0.range == SheetRange(row: 2, column: reasons) })
      for cells in sheet.rows.dropFirst(4) where cells.count > reasons {
        guard case .formula(_, .text(let reason)) = cells[reasons].content else { continue }
        let shown = cells[newest].words
        #expect(reason == (shown.hasPrefix("n/a") ? shown : ""), "\(name): \(cells[0].words)")
        compared += reason.isEmpty ? 0 : 1
      }
    }
    #expect(compared > 1000)
  }

  @Test func `a row of a network's sheet has one formula in all quarters`() throws {
    let (book, workbook) = try unsafe Self.book.get()
    let quarters = book.builder.columns.indices.filter {
      book.builder.columns[$0].isShown && book.builder.columns[$0].period.kind == .quarter
    }.map { $0 + NetworkSheet.firstPeriodColumn }
    var compared = 0
    for name in book.sheetNames.values {
      let sheet = try #require(workbook.sheets.first { $0.name == name })
      for (row, cells) in sheet.rows.enumerated() {
        let formulas = quarters.compactMap { column -> String? in
          guard column < cells.count, case .formula(let text, _) = cells[column].content else {
            return nil
          }
          return relative(text, to: column)
        }
        // Windows of the sheet of prices are columns of their own, one for each quarter.
        guard
          !formulas.contains(where: {
            $0.contains("Risk!") && ($0.contains("SUM(") || $0.contains("MIN(Risk!"))
          })
        else {
          continue
        }
        compared += formulas.count
        #expect(Set(formulas).count <= 1, "\(name), row \(row + 1): \(formulas.prefix(2))")
      }
    }
    #expect(compared > 50_000)
  }

  /// Rows that name parties cannot be cells, and a fitted trend is no formula of a column.
  @Test func `only metrics of parties and trends are values`() throws {
    let (book, workbook) = try unsafe Self.book.get()
    let audit = book.audit
    let network = try #require(audit.networks.first)
    let values = Catalogue.standard.metrics.filter { metric in
      isValue(metric.formula) { network.formula(of: $0) }
    }
    let ids = Set(values.map(\.id))
    let families = Set(["I", "M", "E15"])
    for metric in values where !families.contains(where: metric.code.hasPrefix) {
      #expect(Self.trends.contains(metric.id), "\(metric.code) \(metric.id) is a value")
    }
    #expect(ids.isSuperset(of: Self.trends))
    // On the sheets every value says so, and nothing else does.
    let names = Set(values.flatMap { measures(of: $0.formula) { network.formula(of: $0) } })
    for name in book.sheetNames.values {
      let sheet = try #require(workbook.sheets.first { $0.name == name })
      for cells in sheet.rows {
        guard cells.contains(where: { $0.shownText == NetworkSheet.valueNote }),
          let label = cells.first?.shownText
        else { continue }
        #expect(names.contains { label.hasPrefix($0) }, "\(name): '\(label)' is a value")
      }
    }
  }

  private static let trends: Set = [
    "revenue_trend", "revenue_trend_fit", "break_even_date", "break_even_date_bear",
    "break_even_date_bull",
  ]

  private func isValue(_ formula: Formula, _ definition: (String) -> Formula?) -> Bool {
    switch formula {
    case .metric(let id): definition(id).map { isValue($0, definition) } ?? false
    case .measure(let measure) where measure.isValue: true
    default: formula.children.contains { isValue($0, definition) }
    }
  }

  private func measures(of formula: Formula, _ definition: (String) -> Formula?) -> [String] {
    switch formula {
    case .metric(let id): definition(id).map { measures(of: $0, definition) } ?? []
    case .measure(let measure) where measure.isValue: [measure.name]
    default: formula.children.flatMap { measures(of: $0, definition) }
    }
  }

  /// The numbers of a formula, without those in texts, names and references.
  private func numbers(in formula: String) -> [String] {
    var (numbers, word, isText) = ([String](), "", false)
    for character in formula + " " {
      if character == "\"" { isText.toggle() }
      guard !isText else { continue }
      if character.isLetter || character.isNumber || "_.$!'".contains(character) {
        word.append(character)
      } else {
        if word.first?.isNumber == true { numbers.append(word) }
        word = ""
      }
    }
    return numbers
  }

  /// A formula with references of its own sheet told by their distance in columns.
  private func relative(_ formula: String, to column: Int) -> String {
    formula.replacing(/([!$]?)\b([A-Z]{1,2})(\$?\d+)/) { match in
      guard match.1.isEmpty else { return String(match.0) }
      let other = match.2.utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
      return "C[\(other - column)]R\(match.3)"
    }
  }
}

extension Measure {
  fileprivate var isValue: Bool {
    if case .value = form { true } else { false }
  }
}

extension SheetCell {
  /// The text that the cell shows; empty for a figure.
  fileprivate var words: String {
    switch content {
    case .text(let text), .formula(_, .text(let text)): text
    default: ""
    }
  }

  fileprivate var shownText: String? {
    if case .text(let text) = content { text } else { nil }
  }
}
