import Formulas
package import Quantities
import SeriesStore

/// Writes a page of the workbook row by row: texts, links and references to network sheets.
package final class PageWriter {
  let builder: WorkbookBuilder
  let sheet: Int
  private var current: [Grid.Cell] = []
  private var isOpen = false

  init(_ builder: WorkbookBuilder, sheet: Int) { (self.builder, self.sheet) = (builder, sheet) }

  /// Appends a row of texts.
  package func row(_ texts: [String], _ look: SheetCell.Look = .plain) {
    close()
    builder.grids[sheet].append(texts, look)
  }

  /// Starts a row that is filled cell by cell.
  package func beginRow() {
    close()
    isOpen = true
  }

  package func text(_ text: String, _ look: SheetCell.Look = .plain) {
    current.append(.text(text, look))
  }

  package func blank() { current.append(.blank) }

  package func link(_ text: String, to target: String) {
    current.append(.init(content: .link(text, target: target), look: .plain))
  }

  /// A figure of a network's sheet; a partial one is left to that sheet, where its coverage stands.
  package func reference(
    to network: NetworkSheet, metric: String, bases: [String: String], column: Int, unit: Unit
  ) {
    guard let cell = network.wholeFigure(metric, bases: bases, column: column) else {
      return blank()
    }
    current.append(.formula(cell, .headline(builder.numberLook(unit))))
  }

  /// What a check counts.
  package enum Fault {
    case missingPieces(String)
    case missingPoints(String)
    case notAbove(NetworkSheet, metric: String, column: Int)
  }

  /// A row that counts faults and says `ok` where there are none.
  package func check(_ name: String, _ fault: Fault) {
    beginRow()
    text(name)
    current.append(.formula(builder.count(fault), .computed(.integer)))
    let count = Expression.cell(
      Address(sheet: sheet, row: builder.grids[sheet].nextRow, column: 1), fixedRow: false,
      fixedColumn: false)
    current.append(
      .formula(
        .when(.binary(.equal, count, .number(0)), .text("ok"), .text("look")), .computed(.general)))
    checked.append(builder.grids[sheet].nextRow)
  }

  private var checked: [Int] = []

  /// The sum of the checks' faults.
  package func total(_ name: String) {
    guard let first = checked.first, let last = checked.last else { return }
    close()
    let block = builder.column(sheet, 1, first...last)
    beginRow()
    text(name, .heading)
    builder.checkTotal = Address(sheet: sheet, row: builder.grids[sheet].nextRow, column: 1)
    current.append(.formula(.call(.sum, [block]), .headline(.integer)))
  }

  /// The light of all checks.
  package func totalOfChecks() {
    guard let address = builder.checkTotal else { return blank() }
    let total = Expression.cell(address, fixedRow: true, fixedColumn: true)
    current.append(
      .formula(
        .when(
          .binary(.equal, total, .number(0)), .text("all pass"),
          .text("some fail: see the sheet Checks")), .label))
  }

  /// What the looks mean.
  package func legend(_ entries: [(String, SheetCell.Look, Double)]) {
    for (meaning, look, value) in entries {
      beginRow()
      text(meaning)
      current.append(.number(value, look))
    }
  }

  /// Ends the page.
  package func finish(widths: [Double], frozenRows: Int, frozenColumns: Int) {
    close()
    builder.grids[sheet].sheet.columnWidths = widths
    builder.grids[sheet].sheet.frozenRows = frozenRows
    builder.grids[sheet].sheet.frozenColumns = frozenColumns
  }

  private func close() {
    if isOpen { builder.grids[sheet].append(current) }
    (current, isOpen) = ([], false)
  }
}

extension WorkbookBuilder {
  /// A writer for one of the reserved sheets.
  package func table(_ name: String) -> PageWriter {
    guard let sheet = sheet(name) else { preconditionFailure("no sheet is called '\(name)'") }
    return PageWriter(self, sheet: sheet)
  }

  /// Adds a chart to a sheet.
  package func add(_ chart: SheetChart, to name: String) {
    guard let sheet = sheet(name) else { preconditionFailure("no sheet is called '\(name)'") }
    grids[sheet].sheet.charts.append(chart)
  }

  func count(_ fault: PageWriter.Fault) -> Expression {
    switch fault {
    case .missingPieces(let network):
      zeros(pieces, PieceColumn.place.rawValue, blocks[network].map { Array($0.pieces.values) })
    case .missingPoints(let network):
      zeros(
        points, PointColumn.place.rawValue,
        blocks[network].map { blocks in
          blocks.points.filter { $0.key != WorkbookBuilder.price }.map(\.value)
        })
        + zeros(
          risk, PointColumn.place.rawValue,
          blocks[network].map { $0.points[WorkbookBuilder.price].map { [$0] } ?? [] })
    case .notAbove(let sheet, let metric, let column):
      sheet.figure(metric, bases: [:], column: column).map {
        .when(
          .isNumber($0), .when(.binary(.greater, $0, .number(0)), .number(0), .number(1)),
          .number(0))
      } ?? .number(0)
    }
  }

  /// How many cells of the blocks are 0: rows that were not found.
  private func zeros(_ sheet: Int, _ column: Int, _ blocks: [ClosedRange<Int>]?) -> Expression {
    guard let blocks, let first = blocks.map(\.lowerBound).min(),
      let last = blocks.map(\.upperBound).max()
    else { return .number(0) }
    return .call(.countIf, [self.column(sheet, column, first...last), .number(0)])
  }
}

extension NetworkSheet {
  /// The cell of a metric, where the sheet has it.
  func figure(_ metric: String, bases: [String: String], column: Int) -> Expression? {
    row(of: metric, bases: bases).map {
      .cell(
        Address(sheet: sheet, row: $0, column: NetworkSheet.firstPeriodColumn + column),
        fixedRow: false, fixedColumn: false)
    }
  }

  /// The cell of a metric where it is whole, else the word that it is not.
  func wholeFigure(_ metric: String, bases: [String: String], column: Int) -> Expression? {
    guard let cell = figure(metric, bases: bases, column: column) else { return nil }
    guard let coverage = coverage(of: .metric(metric), bases)(column) else { return cell }
    return .when(
      .isNumber(cell),
      .when(
        .binary(.less, coverage, builder.constant(.wholeCoverage)), .text("n/a: partial"), cell),
      cell)
  }

  /// Adds a chart beside the lines.
  package func add(_ chart: SheetChart) { builder.grids[sheet].sheet.charts.append(chart) }
}
