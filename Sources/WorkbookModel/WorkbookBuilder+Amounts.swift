package import SeriesStore

// Amounts that pages take straight from the rows in Data.
extension WorkbookBuilder {
  /// Where published rows stand in Data, from 0; `nil` where it does not hold them all.
  package func observations(
    of rows: [(file: UInt16, line: UInt32)], network: String
  ) -> [Int]? {
    let places = rows.compactMap { row in
      blocks[network]?.rows["\(fileNames[Int(row.file)]):\(row.line)"]
    }
    return places.count == rows.count && !places.isEmpty ? places : nil
  }

  /// The sum of the typed values of some rows of Data; `nil` where one has none.
  package func typedSum(ofDataRows rows: [Int]) -> Double? {
    var sum = CompensatedSum()
    for row in rows {
      guard case .number(let value) = grids[data].rows[row][DataColumn.value.rawValue].content
      else { return nil }
      sum.add(value)
    }
    return sum.value
  }

  /// The sum of some rows of Data, as many as a cell says; else why there is none.
  package func sum(ofDataRows rows: [Int], count: CellFormula) -> CellFormula {
    let blocks = runs(of: rows).map { column(data, DataColumn.value.rawValue, $0) }
    let isShort = Expression.binary(.less, .call(.count, blocks), count.expression)
    return CellFormula(
      .ifError(
        .when(isShort, .absent("a value is gone from Data"), .call(.sum, blocks)),
        .absent("the rows are gone from Data")))
  }

  /// The days of a row of Data that lie inside a period, of all its days, times its value.
  ///
  /// - Parameters:
  ///   - row: A row that reaches over one edge of the period.
  ///   - start: The first day of the period, where it reaches over that.
  ///   - end: The last day, where it reaches over that.
  /// - Returns: The part, or why there is none.
  package func part(
    ofDataRow row: Int, from start: CellFormula?, to end: CellFormula?
  )
    -> CellFormula
  {
    func own(_ column: DataColumn) -> Expression {
      .cell(
        Address(sheet: data, row: row, column: column.rawValue), fixedRow: true, fixedColumn: true)
    }
    let (first, last) = (start?.expression ?? own(.start), end?.expression ?? own(.end))
    let days = last - first + .number(1)
    let all = own(.end) - own(.start) + .number(1)
    return CellFormula(
      .ifError(
        .when(
          .isNumber(own(.value)), own(.value) * days / all, .absent("a value is gone from Data")),
        .absent("the row is gone from Data")))
  }

  /// A link to a row of Data.
  package func target(ofDataRow row: Int) -> String {
    WorkbookBuilder.target("Data", row: row, column: DataColumn.value.rawValue)
  }

  /// The tokens of a source at the report's prices, from Pieces: rows that lie whole between two days,
  /// and the days there of rows that reach over an edge; `nil` where Pieces does not hold the series.
  package func valued(
    _ series: SeriesID, by source: String, of network: String, from start: CellFormula,
    to end: CellFormula
  ) -> (whole: CellFormula, edge: CellFormula)? {
    guard let rows = blocks[network]?.pieces[series],
      blocks[network]?.labels[series]?.contains(source) == true
    else { return nil }
    func block(_ column: PieceColumn) -> Expression { self.column(pieces, column.rawValue, rows) }
    func bound(_ sign: String, _ value: Expression) -> Expression {
      .binary(.joined, .text(sign), value)
    }
    func sum(_ criteria: [Expression]) -> Expression {
      .call(.sumIfs, [block(.usd), block(.source), .text(source)] + criteria)
    }
    let (first, last) = (start.expression, end.expression)
    let whole = sum([
      block(.rowFrom), bound(">=", first), block(.rowTo), bound("<=", last),
    ])
    let inside = [
      block(.from), bound(">=", first), block(.to), bound("<=", last), block(.rowDays),
      bound("<=", constant(.longestSplit)),
    ]
    let edge =
      sum(inside + [block(.rowFrom), bound("<", first)])
      + sum(inside + [block(.rowTo), bound(">", last)])
    return (CellFormula(whole), CellFormula(edge))
  }

  /// Runs of rows that follow each other.
  private func runs(of rows: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for row in rows.sorted() {
      if let last = runs.last, last.upperBound + 1 == row {
        runs[runs.count - 1] = last.lowerBound...row
      } else {
        runs.append(row...row)
      }
    }
    return runs
  }
}
