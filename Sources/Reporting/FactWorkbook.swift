import Formulas
import Quantities
import SeriesStore
package import WorkbookModel

/// Chosen facts as a workbook of values: figures by period, every fact in full, what was asked.
package struct FactWorkbook {
  private let audit: Audit
  private let facts: [Fact]
  private let cover: Cover
  private let request: [(name: String, value: String)]

  /// Creates the workbook of some facts.
  ///
  /// - Parameters:
  ///   - facts: In the order in which they are shown.
  ///   - audit: The run that they are of.
  ///   - request: What was asked for, in words, by name.
  ///   - cover: Release and digest.
  package init(
    _ facts: [Fact], of audit: Audit, request: [(name: String, value: String)], cover: Cover
  ) {
    (self.facts, self.audit, self.request, self.cover) = (facts, audit, request, cover)
  }

  /// The workbook; its sheets, tables and the columns of `Facts` have the same names every time.
  package var workbook: Workbook {
    Workbook(
      title: "Token networks, figures", subject: "Economic audit of token networks",
      comments: "Disclosure, not investment advice. Every cell is a value.",
      asOf: audit.scope.asOf, digest: cover.digest,
      properties: [
        ("release", .text(cover.release)), ("as of", .day(audit.scope.asOf)),
        ("inputs digest", .text(cover.digest)),
      ],
      sheets: [figuresSheet, factsSheet, aboutSheet])
  }

  // MARK: Figures

  /// One row for each network, metric and basis; periods in columns, caveats in the last.
  private var figuresSheet: Sheet {
    let periods = facts.reduce(into: [Period]()) { list, fact in
      if !list.contains(fact.period) { list.append(fact.period) }
    }
    let header = ["network", "metric", "basis", "unit"] + periods.map(\.key) + ["notes"]
    let rows = lines.map { line -> [SheetCell] in
      let first = facts[line.lowerBound]
      let figures = Dictionary(line.map { (facts[$0].period, facts[$0]) }, uniquingKeysWith: { $1 })
      return [first.network, first.metric, first.basis, "\(first.unit)"]
        .map { cell($0, .plain) }
        + periods.map { figures[$0]?.figureOrReason ?? SheetCell() }
        + [cell(notes(of: facts[line]), .wrapped)]
    }
    var sheet = tableSheet("Figures", header, rows, frozenColumns: 4)
    sheet.kind = .output
    // Each reason stands in full on the sheet of facts, and in the cell itself.
    sheet.tellsReasons = true
    sheet.columnWidths = [16, 32, 16, 12] + periods.map { _ in 14 } + [60]
    return sheet
  }

  /// Runs of facts that differ in nothing but their period.
  private var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    for (index, fact) in facts.enumerated() {
      if let last = lines.last, facts[last.lowerBound].isBeside(fact) {
        lines[lines.count - 1] = last.lowerBound..<index + 1
      } else {
        lines.append(index..<index + 1)
      }
    }
    return lines
  }

  /// `2025Q1: at most, scheduled; 2025Q4: partial (34 %)`.
  private func notes(of facts: ArraySlice<Fact>) -> String {
    facts.compactMap { fact in
      let remarks = fact.remarks
      return remarks.isEmpty ? nil : "\(fact.period.key): \(remarks.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  // MARK: Facts

  /// The columns of `facts.csv`, each cell of its own type.
  private var factsSheet: Sheet {
    let rows = facts.map { fact in
      zip(Fact.columns, fact.values).map { column, value in
        column.name == "value" ? fact.figureCellOfSheet : cell(value, column)
      }
    }
    var sheet = tableSheet("Facts", Fact.columns.map(\.name), rows, frozenColumns: 1)
    sheet.columnWidths = Fact.columns.map { column in
      switch column.name {
      case "id", "reason": 44
      case "metric": 32
      case "sources": 40
      case "network", "value", "basis": 16
      default: 12
      }
    }
    return sheet
  }

  private func cell(_ value: Fact.Value, _ column: Fact.Column) -> SheetCell {
    switch value {
    case .none: SheetCell()
    case .number(let number): SheetCell(.number(number), .computed(.percent))
    case .count(let count): SheetCell(.number(Double(count)), .computed(.integer))
    case .day(let day): SheetCell(.day(day), .computed(.day))
    case .text, .words:
      // A reason is no figure, and grey keeps it from reading as one.
      SheetCell(.text(value.cell), column.name == "reason" ? .subtitle : .plain)
    }
  }

  private func cell(_ text: String, _ look: SheetCell.Look) -> SheetCell {
    text.isEmpty ? SheetCell() : SheetCell(.text(text), look)
  }

  /// A sheet that is one table of the sheet's name, its header in view.
  private func tableSheet(
    _ name: String, _ header: [String], _ rows: [[SheetCell]], frozenColumns: Int
  ) -> Sheet {
    var sheet = Sheet(name: name, kind: .calculation)
    sheet.rows = [header.map { SheetCell(.text($0), .heading) }] + rows
    sheet.tables = [SheetTable(name: name, headerRow: 0, columns: header)]
    (sheet.frozenRows, sheet.frozenColumns) = (1, frozenColumns)
    // A long text in the last column would widen the page otherwise.
    sheet.printArea = SheetRange(rows: 0...rows.count, columns: 0...header.count - 1)
    return sheet
  }

  // MARK: About

  private var aboutSheet: Sheet {
    var sheet = Sheet(name: "About", kind: .control)
    let scope = audit.scope
    let identity = [
      ("as of", "\(scope.asOf)"),
      ("known by", scope.knownBy.map { "\($0)" } ?? "everything published"),
      ("written by", "depin-audit \(cover.release)"), ("digest of the inputs", cover.digest),
    ]
    sheet.rows =
      [[SheetCell(.text("About these figures"), .title)], []]
      + section("What was asked", request.map { [$0.name, $0.value] })
      + section("What it rests on", identity.map { [$0.0, $0.1] })
      + section("Policies", scope.policies.listed.map { [$0.name, $0.value, $0.meaning] })
      + section(
        "Columns of Facts",
        Fact.columns.map { column in
          [column.name, column.unit, column.meaning]
            + (column.absence.map { ["empty \($0)"] } ?? [])
        })
      + [[SheetCell(.text("Disclosure, not investment advice."), .note)]]
    sheet.columnWidths = [28, 44, 80, 44]
    return sheet
  }

  private func section(_ title: String, _ lines: [[String]]) -> [[SheetCell]] {
    [[SheetCell(.text(title), .heading)]] + lines.map { $0.map { cell($0, .plain) } } + [[]]
  }
}

extension Fact {
  /// Whether another fact belongs to the same row of figures.
  fileprivate func isBeside(_ other: Fact) -> Bool {
    network == other.network && metric == other.metric && basis == other.basis
  }

  /// The number in its unit's format; nothing without one.
  fileprivate var figureCellOfSheet: SheetCell {
    guard let value = figure.value else { return SheetCell() }
    let look = SheetCell.Look.computed(numberLook(value))
    return unit == .date
      ? SheetCell(.day(Day(number: Int32(value))), look) : SheetCell(.number(value), look)
  }

  /// The number, or why there is none.
  fileprivate var figureOrReason: SheetCell {
    figure.value == nil
      ? SheetCell(.text("n/a: \(figure.state.reason)"), .computed(.general)) : figureCellOfSheet
  }

  private func numberLook(_ value: Double) -> SheetCell.NumberLook {
    if isChange { return .change }
    if let look = SheetCell.NumberLook(whateverTheSizeIn: unit) { return look }
    if unit == .usd, abs(value) >= 100 || value == 0 { return .usd }
    if unit.powers["USD"] == 1 { return .price }
    return abs(value) >= 100 || value == value.rounded() ? .amount : .general
  }
}
