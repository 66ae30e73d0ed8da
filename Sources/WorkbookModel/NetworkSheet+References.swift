package import Formulas

// What pages read of a network's sheet.
extension NetworkSheet {
  /// The cell of a metric, where the sheet has it.
  package func cell(
    of metric: String, bases: [String: String] = [:], column: Int, isFixed: Bool = false
  ) -> CellFormula? {
    figure(metric, bases: bases, column: column, isFixed: isFixed).map(CellFormula.init)
  }

  /// The cell of a metric where it is whole, else the word that it is not.
  package func wholeCell(
    of metric: String, bases: [String: String] = [:], column: Int
  ) -> CellFormula? {
    wholeFigure(metric, bases: bases, column: column).map(CellFormula.init)
  }

  /// Declares what tells whether a metric is whole, which has to be done before the sheet is laid out.
  package func provideCoverage(of metric: String) { _ = coverage(of: .metric(metric), [:]) }

  /// The metric's row and column on the sheet, for a link.
  package func place(
    of metric: String, bases: [String: String] = [:], column: Int
  ) -> (row: Int, column: Int)? {
    row(of: metric, bases: bases).map { ($0, NetworkSheet.firstPeriodColumn + column) }
  }

  /// The column of the period before, or of the same period a year before, where there is one.
  package func earlier(_ column: Int, _ shift: Formula.Shift) -> Int? {
    shift == .previous ? columns[column].previous : columns[column].yearAgo
  }

  private func figure(
    _ metric: String, bases: [String: String], column: Int, isFixed: Bool = false
  ) -> Expression? {
    row(of: metric, bases: bases).map {
      .cell(
        Address(sheet: sheet, row: $0, column: NetworkSheet.firstPeriodColumn + column),
        fixedRow: isFixed, fixedColumn: isFixed)
    }
  }

  private func wholeFigure(
    _ metric: String, bases: [String: String], column: Int
  ) -> Expression? {
    guard let cell = figure(metric, bases: bases, column: column) else { return nil }
    guard let coverage = coverage(of: .metric(metric), bases)(column) else { return cell }
    return .when(
      .isNumber(cell),
      .when(
        .binary(.less, coverage, builder.constant(.wholeCoverage)), .text("n/a: partial"), cell),
      cell)
  }

  /// Adds a chart to the sheet.
  package func add(_ chart: SheetChart) { builder.grids[sheet].sheet.charts.append(chart) }
}
