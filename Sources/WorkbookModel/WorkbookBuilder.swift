package import Quantities
package import SeriesStore

/// Lays out a workbook: sheets in order, rows of data once, formulas over them.
///
/// Sheets are reserved first, so that formulas may point to any of them, and filled in any order.
package final class WorkbookBuilder {
  package var grids: [Grid]
  let data: Int
  let pieces: Int
  let points: Int
  let risk: Int
  let assumptions: Int
  /// The columns of periods on every network sheet.
  package let columns: [PeriodColumn]
  /// Cells with a name, which formulas call by it; and the other way round.
  private(set) var names: [Address: String] = [:]
  private var named: [String: Address] = [:]
  /// Whether the sheet of assumptions holds numbers of definitions.
  var hasNumbers = false
  private let spans: [Span: [PeriodColumn]]
  /// Paths of the dataset's files.
  let files: [String]
  /// Folder and name of each file without its ending, for the ids of rows.
  let fileNames: [String]
  var blocks: [String: NetworkBlocks] = [:]
  /// Where each column of the sheet of prices is.
  var riskColumns: [RiskColumn: Int] = [:]

  /// Where the rows of one network lie.
  struct NetworkBlocks {
    var data: ClosedRange<Int> = 0...0
    var rows: [String: Int] = [:]
    var pieces: [SeriesID: ClosedRange<Int>] = [:]
    var points: [SeriesID: ClosedRange<Int>] = [:]
    /// The rows in Data of each series.
    var observations: [SeriesID: ClosedRange<Int>] = [:]
    /// How formulas name the tracks of each flow.
    var labels: [SeriesID: [String]] = [:]
  }

  /// Reserves the sheets of a workbook in their order.
  ///
  /// Among them are `Assumptions`, `Risk`, `Pieces`, `Points`, `Data` and those of spans, which the builder
  /// fills. The first day is that of the oldest books.
  package init(
    sheets: [(name: String, kind: Sheet.Kind)], columns: [PeriodColumn], since first: Day,
    files: [String], policies: Policies, benchmarks: [String]
  ) {
    let grids = sheets.map { Grid(name: $0.name, kind: $0.kind) }
    func place(_ name: String) -> Int {
      guard let place = grids.firstIndex(where: { $0.sheet.name == name }) else {
        preconditionFailure("no sheet is called '\(name)'")
      }
      return place
    }
    (data, pieces, points) = (place("Data"), place("Pieces"), place("Points"))
    (risk, assumptions) = (place("Risk"), place("Assumptions"))
    (self.grids, self.columns, self.files) = (grids, columns, files)
    let shown = columns.filter { $0.isShown && $0.period.kind == .quarter }.map(\.period)
    spans = Dictionary(
      uniqueKeysWithValues: Span.allCases.map { span in
        let periods = span.periods(
          behind: shown, since: first, months: policies.windows.months)
        return (span, PeriodColumn.run(of: periods, perYear: span.perYear))
      })
    fileNames = files.map { path in
      let name = path.split(separator: "/").suffix(2).joined(separator: "/")
      return name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    }
    startDataSheets()
    startRiskSheet(benchmarks: benchmarks)
    writeAssumptions(policies)
  }

  func columns(of span: Span) -> [PeriodColumn] { spans[span] ?? [] }

  func sheet(of span: Span) -> Int {
    guard let sheet = sheet(span.rawValue) else {
      preconditionFailure("no sheet is called '\(span.rawValue)'")
    }
    return sheet
  }

  /// Gives a cell a name; a name is given once.
  package func name(_ address: Address, _ name: String) {
    precondition(named.updateValue(address, forKey: name) == nil, "two cells are named '\(name)'")
    names[address] = name
  }

  func hasCell(named name: String) -> Bool { named[name] != nil }

  /// The cell of a name.
  func cell(named name: String) -> Expression {
    guard let address = named[name] else { preconditionFailure("no cell is named '\(name)'") }
    return .cell(address, fixedRow: true, fixedColumn: true)
  }

  /// The index of a sheet by name.
  package func sheet(_ name: String) -> Int? { grids.firstIndex { $0.sheet.name == name } }

  /// The finished sheets: every formula printed, with its value.
  package func sheets() -> [Sheet] {
    let calculation = Calculation(grids)
    let names = grids.map(\.sheet.name)
    // Data first: a formula then finds the cells that it reads already known.
    let first = [data, points, risk, pieces]
    for index in first + grids.indices.filter({ !first.contains($0) }) {
      calculation.calculate(sheet: index)
    }
    let (grids, values, cellNames) = (grids, calculation.values, self.names)
    return inParallel(grids.count) { index in
      grids[index].printed(
        FormulaPrinter(sheetNames: names, sheet: index, cellNames: cellNames),
        values: values[index])
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
        return SheetCell(
          content(of: cell, values[row][column], printer), cell.look, target: cell.target,
          bound: cell.bound)
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
