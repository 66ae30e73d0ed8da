package import Quantities

/// Writes a page of the workbook row by row, cell by cell.
package final class PageWriter {
  let builder: WorkbookBuilder
  let sheet: Int
  private var current: [Grid.Cell] = []
  private var isOpen = false

  init(_ builder: WorkbookBuilder, sheet: Int) { (self.builder, self.sheet) = (builder, sheet) }

  /// The row that is being written, else the first that is not; from 0.
  package var row: Int { builder.grids[sheet].nextRow }

  /// The first row that is not begun.
  package var nextRow: Int { row + (isOpen ? 1 : 0) }

  /// The column of the next cell.
  package var column: Int { current.count }

  // MARK: Rows

  /// Appends a row of texts.
  package func row(_ texts: [String], _ look: SheetCell.Look = .plain) {
    close()
    builder.grids[sheet].append(texts, look)
  }

  /// Appends an empty row.
  package func space() { row([]) }

  /// Starts a row that is filled cell by cell.
  package func beginRow() {
    close()
    isOpen = true
  }

  private func close() {
    if isOpen { builder.grids[sheet].append(current) }
    (current, isOpen) = ([], false)
  }

  // MARK: Cells

  package func text(
    _ text: String, _ look: SheetCell.Look = .plain, target: String? = nil
  ) {
    current.append(Grid.Cell(content: .text(text), look: look, target: target))
  }

  package func texts(_ texts: [String], _ look: SheetCell.Look = .plain) {
    for text in texts { self.text(text, look) }
  }

  package func number(
    _ value: Double, _ look: SheetCell.Look, bound: SheetCell.Bound? = nil
  ) {
    current.append(.init(content: .number(value), look: look, bound: bound))
  }

  package func day(_ day: Day, _ look: SheetCell.Look = .computed(.day)) {
    current.append(.day(day, look))
  }

  /// Appends empty cells of a look.
  package func blank(_ count: Int = 1, _ look: SheetCell.Look = .plain) {
    for _ in 0..<count { current.append(.init(content: .blank, look: look)) }
  }

  /// Appends empty cells up to a column.
  package func skip(to column: Int) { blank(max(0, column - current.count)) }

  package func link(_ text: String, to target: String, _ look: SheetCell.Look = .plain) {
    current.append(.init(content: .link(text, target: target), look: look))
  }

  /// A formula, which may be a link as well.
  package func formula(
    _ formula: CellFormula, _ look: SheetCell.Look, target: String? = nil,
    bound: SheetCell.Bound? = nil
  ) {
    current.append(.formula(formula.expression, look, target: target, bound: bound))
  }

  /// The cell of a column in the row that is being written.
  package func cell(_ column: Int) -> CellFormula { cell(row: row, column: column) }

  /// A cell of this page.
  package func cell(row: Int, column: Int, isFixed: Bool = false) -> CellFormula {
    CellFormula(
      .cell(
        Address(sheet: sheet, row: row, column: column), fixedRow: isFixed, fixedColumn: isFixed))
  }

  /// The cells of a column of this page.
  package func block(rows: ClosedRange<Int>, column: Int) -> CellFormula {
    CellFormula(builder.column(sheet, column, rows))
  }

  /// Cells of the row that is being written.
  package func run(from first: Int, through last: Int) -> CellFormula {
    CellFormula(.run(Address(sheet: sheet, row: row, column: first), through: last))
  }

  /// Gives the next cell of the row a name.
  package func name(_ name: String) {
    builder.name(Address(sheet: sheet, row: row, column: column), name)
  }

  /// Puts a formula into a row that is written already.
  package func fill(
    row: Int, column: Int, _ formula: CellFormula, _ look: SheetCell.Look, target: String? = nil
  ) {
    precondition(row < builder.grids[sheet].rows.count, "only a row that is written is filled in")
    while builder.grids[sheet].rows[row].count <= column {
      builder.grids[sheet].rows[row].append(.blank)
    }
    builder.grids[sheet].rows[row][column] = .formula(formula.expression, look, target: target)
  }

  // MARK: The page as a whole

  /// Marks cells by their values.
  package func mark(
    _ rule: SheetCondition.Rule, rows: ClosedRange<Int>, columns: ClosedRange<Int>
  ) {
    builder.grids[sheet].sheet.conditions.append(
      SheetCondition(rule, on: SheetRange(rows: rows, columns: columns)))
  }

  /// Lets cells hold one of some words only.
  package func accept(
    _ words: [String], rows: ClosedRange<Int>, columns: ClosedRange<Int>, title: String,
    message: String
  ) {
    builder.grids[sheet].sheet.validations.append(
      SheetValidation(
        .list(words), on: SheetRange(rows: rows, columns: columns), title: title,
        message: message, error: message))
  }

  /// Adds a chart.
  package func add(_ chart: SheetChart) { builder.grids[sheet].sheet.charts.append(chart) }

  /// Ends the page; all columns are printed where their number is not told.
  package func finish(
    widths: [Double], frozenRows: Int = 0, frozenColumns: Int = 0, printsOnOnePage: Bool = false,
    isLandscape: Bool = true, printedColumns: Int? = nil
  ) {
    close()
    builder.grids[sheet].sheet.printArea = printedColumns.map {
      SheetRange(rows: 0...builder.grids[sheet].nextRow - 1, columns: 0...$0 - 1)
    }
    builder.grids[sheet].sheet.columnWidths = widths
    builder.grids[sheet].sheet.frozenRows = frozenRows
    builder.grids[sheet].sheet.frozenColumns = frozenColumns
    builder.grids[sheet].sheet.fitsOnOnePage = printsOnOnePage
    builder.grids[sheet].sheet.isLandscape = isLandscape
  }

  /// Groups rows, so that a reader may fold them away.
  package func group(rows: ClosedRange<Int>) {
    for row in rows { builder.grids[sheet].sheet.outline.rowLevels[row] = 1 }
  }
}

extension WorkbookBuilder {
  /// A writer for one of the reserved sheets.
  package func page(_ name: String) -> PageWriter { PageWriter(self, sheet: place(of: name)) }

  /// How a link inside the workbook is written; rows and columns count from 0.
  package static func target(_ sheet: String, row: Int = 0, column: Int = 0) -> String {
    "internal:'\(sheet.replacing("'", with: "''"))'!\(columnName(column))\(row + 1)"
  }

  /// Cells of one row, for a chart.
  package static func reference(_ sheet: String, row: Int, columns: ClosedRange<Int>) -> String {
    let (first, last) = (columnName(columns.lowerBound), columnName(columns.upperBound))
    return "'\(sheet)'!$\(first)$\(row + 1):$\(last)$\(row + 1)"
  }

  /// Cells of one column, for a chart.
  package static func reference(_ sheet: String, rows: ClosedRange<Int>, column: Int) -> String {
    let name = columnName(column)
    return "'\(sheet)'!$\(name)$\(rows.lowerBound + 1):$\(name)$\(rows.upperBound + 1)"
  }
}
