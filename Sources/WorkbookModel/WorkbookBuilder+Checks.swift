package import SeriesStore

// What the checks compare.
extension WorkbookBuilder {
  /// How many pieces of a network name a row that Data no longer holds.
  package func lostPieces(of network: String) -> CellFormula? {
    zeros(pieces, PieceColumn.place.rawValue, blocks[network].map { Array($0.pieces.values) })
  }

  /// How many readings of a network name a row that Data no longer holds.
  package func lostPoints(of network: String) -> CellFormula? {
    guard let blocks = blocks[network] else { return nil }
    let others = blocks.points.filter { $0.key != WorkbookBuilder.price }.map(\.value)
    let closes = blocks.points[WorkbookBuilder.price].map { [$0] } ?? []
    let lost = [
      zeros(points, PointColumn.place.rawValue, others),
      zeros(risk, PointColumn.place.rawValue, closes),
    ].compactMap(\.self)
    return lost.isEmpty ? nil : CellFormula(.call(.sum, lost.map(\.expression)))
  }

  /// How many cells of the blocks are 0: rows that were not found.
  private func zeros(_ sheet: Int, _ column: Int, _ blocks: [ClosedRange<Int>]?) -> CellFormula? {
    guard let blocks, let first = blocks.map(\.lowerBound).min(),
      let last = blocks.map(\.upperBound).max()
    else { return nil }
    return CellFormula(
      .call(.countIf, [self.column(sheet, column, first...last), .number(0)]))
  }

  /// A total of the values in Data: as a formula, and as it was when the workbook was written.
  package struct ControlTotal {
    package let name: String
    package let live: CellFormula
    package let typed: Double
  }

  /// The number of a network's values and their sum by series.
  ///
  /// Values of one series are of one size, so that a small change shows in their sum.
  package func controlTotals(
    of network: String
  ) -> (count: ControlTotal, sums: [ControlTotal])? {
    guard let blocks = blocks[network], !blocks.rows.isEmpty else { return nil }
    let values = column(data, DataColumn.value.rawValue, blocks.data)
    let names = column(data, DataColumn.series.rawValue, blocks.data)
    var (count, sums) = (0, [String: Double]())
    for row in blocks.data {
      let cells = grids[data].rows[row]
      guard case .number(let value) = cells[DataColumn.value.rawValue].content,
        case .text(let name) = cells[DataColumn.series.rawValue].content
      else { continue }
      count += 1
      sums[name, default: 0] += value
    }
    // Where a reader deletes every row of the network, the range itself is gone: nothing is left.
    func total(_ name: String, _ live: Expression, _ typed: Double) -> ControlTotal {
      ControlTotal(name: name, live: CellFormula(.ifError(live, .number(0))), typed: typed)
    }
    return (
      total("rows", .call(.count, [values]), Double(count)),
      sums.sorted { $0.key < $1.key }.map { name, sum in
        total(name, .call(.sumIfs, [values, names, .text(name)]), sum)
      }
    )
  }
}

extension NetworkSheet {
  /// The cells of a metric in columns that follow each other.
  package func cells(of metric: String, columns: [Int]) -> CellFormula? {
    guard let row = row(of: metric), let first = columns.first, let last = columns.last else {
      return nil
    }
    let column = NetworkSheet.firstPeriodColumn
    return CellFormula(
      .run(Address(sheet: sheet, row: row, column: column + first), through: column + last))
  }

  /// The sum of a flow over some periods straight from Pieces, from the source that each column names.
  package func directSums(of series: SeriesID, over columns: [Int]) -> CellFormula? {
    guard let rows = builder.blocks[network.id]?.pieces[series],
      let source = sourceLine(series)
    else { return nil }
    func block(_ column: PieceColumn) -> Expression {
      builder.column(builder.pieces, column.rawValue, rows)
    }
    let sums = columns.flatMap { column -> [Expression] in
      func bound(_ sign: String, _ row: Head) -> Expression {
        .binary(.joined, .text(sign), head(row, column))
      }
      let own = [block(.amount), block(.source), cell(source, column)]
      return [
        [
          block(.from), bound(">=", .start), block(.to), bound("<=", .end), block(.rowDays),
          bound("<=", .longestCut),
        ],
        [
          block(.rowFrom), bound(">=", .start), block(.rowTo), bound("<=", .end),
          block(.rowDays), bound(">", .longestCut),
        ],
      ].map { .call(.sumIfs, own + $0) }
    }
    return CellFormula(.call(.sum, sums))
  }

  /// Whether a column takes the sum of quarters, since no source states it.
  package func isSumOfQuarters(_ series: SeriesID, column: Int) -> CellFormula? {
    sourceLine(series).map {
      CellFormula(
        .binary(.equal, cell($0, column), .text(NetworkSheet.fromQuarters)))
    }
  }

  /// The line that names the source of a flow in each column, where formulas read one.
  private func sourceLine(_ id: SeriesID) -> LineID? {
    network.series[id].flatMap { lineID(of: subject(FlowChoice($0), .period, "source")) }
  }
}

extension WorkbookBuilder {
  /// What belongs to the scenario that the reader has selected.
  package func chosen(_ formula: (Scenario) -> CellFormula) -> CellFormula {
    CellFormula(chosen { formula($0).expression })
  }

  /// Adds a chart to a sheet.
  package func add(_ chart: SheetChart, to name: String) {
    grids[place(of: name)].sheet.charts.append(chart)
  }
}
