package import Quantities
import SeriesStore

/// Lays out a workbook: sheets in order, rows of data once, formulas over them.
///
/// Sheets are reserved first, so that formulas may point to any of them, and filled in any order.
package final class WorkbookBuilder {
  package var grids: [Grid] = []
  let data: Int
  let pieces: Int
  let points: Int
  /// The columns of periods on every network sheet.
  package let columns: [PeriodColumn]
  /// Paths of the dataset's files.
  let files: [String]
  /// Folder and name of each file without its ending, for the ids of rows.
  let fileNames: [String]
  var blocks: [String: NetworkBlocks] = [:]
  /// The cell that sums all checks.
  var checkTotal: Address?

  /// A column of the network sheets.
  package struct PeriodColumn: Sendable {
    /// Its days.
    package let period: Period
    /// Whether it is shown for its own sake; else it only serves growth and twelve months.
    package let isShown: Bool
    /// The column one period and one year before, where the sheet has it.
    let previous: Int?
    let yearAgo: Int?
    /// The four columns of quarters that end with it, where the sheet has them.
    let quarters: Range<Int>?

    /// Columns for quarters up to one, four more to look back on, and twelve months twice.
    ///
    /// The newest quarter is always in the same column, and twelve months come last.
    package static func standard(through quarter: Period, shown: Int = 8) -> [PeriodColumn] {
      var quarters = [quarter]
      while quarters.count < shown + 4 { quarters.insert(quarters[0].previous, at: 0) }
      var columns = quarters.enumerated().map { index, period in
        PeriodColumn(
          period: period, isShown: index >= 4, previous: index > 0 ? index - 1 : nil,
          yearAgo: index > 3 ? index - 4 : nil, quarters: index > 2 ? index - 3..<index + 1 : nil)
      }
      let year = Period.trailingYear(asOf: quarter.end)
      let count = quarters.count
      columns.append(
        PeriodColumn(
          period: year.yearAgo, isShown: false, previous: nil, yearAgo: nil,
          quarters: count - 8..<count - 4))
      columns.append(
        PeriodColumn(
          period: year, isShown: true, previous: count, yearAgo: count,
          quarters: count - 4..<count))
      return columns
    }
  }

  /// Where the rows of one network lie.
  struct NetworkBlocks {
    var data: ClosedRange<Int> = 0...0
    var rows: [String: Int] = [:]
    var pieces: [SeriesID: ClosedRange<Int>] = [:]
    var points: [SeriesID: ClosedRange<Int>] = [:]
    /// How formulas name the tracks of each flow.
    var labels: [SeriesID: [String]] = [:]
  }

  /// Reserves a workbook whose first sheets have the given names, before those of data.
  package init(leading: [(String, Sheet.Kind)], columns: [PeriodColumn], files: [String]) {
    grids = leading.map { Grid(name: $0.0, kind: $0.1) }
    (data, pieces, points) = (grids.count + 2, grids.count, grids.count + 1)
    grids += [
      Grid(name: "Pieces", kind: .calculation), Grid(name: "Points", kind: .calculation),
      Grid(name: "Data", kind: .input),
    ]
    (self.columns, self.files) = (columns, files)
    fileNames = files.map { path in
      let name = path.split(separator: "/").suffix(2).joined(separator: "/")
      return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    }
    startDataSheets()
  }

  /// Reserves a sheet behind those that there are.
  package func reserve(_ name: String, _ kind: Sheet.Kind) -> Int {
    grids.append(Grid(name: name, kind: kind))
    return grids.count - 1
  }

  /// The index of a sheet by name.
  package func sheet(_ name: String) -> Int? { grids.firstIndex { $0.sheet.name == name } }

  /// The finished sheets: every formula printed, with its value.
  package func sheets() -> [Sheet] {
    let calculation = Calculation(grids)
    let names = grids.map(\.sheet.name)
    // Data first: a formula then finds the cells that it reads already known.
    let first = [data, points, pieces]
    for index in first + grids.indices.filter({ !first.contains($0) }) {
      calculation.calculate(sheet: index)
    }
    let (grids, values) = (grids, calculation.values)
    return inParallel(grids.count) { index in
      grids[index].printed(
        FormulaPrinter(sheetNames: names, sheet: index), values: values[index])
    }
  }
}

extension Grid {
  /// The sheet with every formula printed, and the value that was calculated for it.
  fileprivate func printed(_ printer: FormulaPrinter, values: [[Calculation.Value?]]) -> Sheet {
    var sheet = sheet
    sheet.rows = rows.indices.map { row in
      rows[row].indices.map { column in
        let cell = rows[row][column]
        return SheetCell(content(of: cell, values[row][column], printer), cell.look)
      }
    }
    return sheet
  }

  private func content(
    of cell: Grid.Cell, _ value: Calculation.Value?, _ printer: FormulaPrinter
  ) -> SheetCell.Content {
    switch cell.content {
    case .blank: return .blank
    case .number(let value): return .number(value)
    case .text(let text): return .text(text)
    case .day(let day): return .day(day)
    case .link(let text, let target): return .link(text, target: target)
    case .formula(let expression):
      let text = printer.text(expression)
      guard let value = value?.shown else {
        preconditionFailure("a template gives an error: \(text)")
      }
      return .formula(text, value)
    }
  }
}

extension Calculation {
  /// Calculates a sheet from the top, so that running columns do not recurse.
  func calculate(sheet: Int) {
    for row in 0..<rowCount(of: sheet) {
      for column in 0..<columnCount(of: sheet, row: row) {
        _ = value(at: Address(sheet: sheet, row: row, column: column))
      }
    }
  }

  /// What a cell shows; `nil` for an error, which no template may leave.
  func shown(at address: Address) -> CellValue? { value(at: address).shown }
}

extension Calculation.Value {
  /// What a cell of the value shows; `nil` for an error.
  var shown: CellValue? {
    switch self {
    case .blank: .number(0)
    case .number(let value): .number(value == 0 ? 0 : value)
    case .text(let text): .text(text)
    case .error: nil
    }
  }
}
