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
  /// The rows that some charts take, three beside each other.
  package static func chartRows(_ count: Int) -> Int { (count + 2) / 3 * chartHeight + 1 }

  private static let chartHeight = 15

  /// Puts charts between the head and the lines, three beside each other.
  package func place(_ charts: [SheetChart]) {
    for (index, chart) in charts.enumerated() {
      var chart = chart
      chart.row = NetworkSheet.firstChartRow + index / 3 * NetworkSheet.chartHeight
      // Columns that are about as far apart as a chart is wide.
      chart.column = [0, 4, 10][index % 3]
      (chart.width, chart.height) = (505, 285)
      add(chart)
    }
  }
}
