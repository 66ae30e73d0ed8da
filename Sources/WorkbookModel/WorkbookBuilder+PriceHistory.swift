package import Quantities
import SeriesStore

extension WorkbookBuilder {
  /// The days of a network's closes and their distances from the highest close before, for a chart.
  package func priceHistory(
    of network: String
  ) -> (days: String, drawdowns: String, first: Day, last: Day)? {
    guard let rows = blocks[network]?.points[WorkbookBuilder.price], rows.count > 1,
      let fall = riskColumns[.drawdown]
    else { return nil }
    func day(_ row: Int) -> Day? {
      if case .day(let day) = grids[risk].rows[row][PointColumn.day.rawValue].content {
        day
      } else {
        nil
      }
    }
    guard let first = day(rows.lowerBound), let last = day(rows.upperBound) else { return nil }
    let sheet = grids[risk].sheet.name
    return (
      Self.reference(sheet, rows: rows, column: PointColumn.day.rawValue),
      Self.reference(sheet, rows: rows, column: fall), first, last
    )
  }
}

extension NetworkSheet {
  /// Puts charts beside each other between the head and the lines.
  package func addBeside(_ charts: [SheetChart]) {
    // Columns of the sheet that are about as wide as a chart.
    for (chart, column) in zip(charts, [0, 2, 6, 10, 14]) {
      var chart = chart
      (chart.row, chart.column) = (NetworkSheet.firstChartRow, column)
      (chart.width, chart.height) = (column == 0 ? 380 : 400, 320)
      add(chart)
    }
  }
}
