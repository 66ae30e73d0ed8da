package import Formulas
import SeriesStore

// What pages read of the rows in Data.
extension WorkbookBuilder {
  /// The id of a traced row and where it stands in Data, from 0; `nil` where Data does not hold it.
  ///
  /// Rows that a rule computes have the line of another row, and their first day in their id: of two
  /// rows the one of the same series is meant.
  package func observation(_ row: TracedRow, of network: String) -> (id: String, row: Int)? {
    let plain = "\(fileNames[Int(row.file)]):\(row.line)"
    let known = [plain, "\(plain)@\(row.days.lowerBound)"].compactMap { id in
      blocks[network]?.rows[id].map { (id: id, row: $0) }
    }
    return known.first { series(inDataRow: $0.row) == row.series.name } ?? known.first
  }

  private func series(inDataRow row: Int) -> String? {
    guard case .text(let name) = grids[data].rows[row][DataColumn.series.rawValue].content else {
      return nil
    }
    return name
  }

  /// The value of the row whose id stands in a cell, wherever the row lies; else why there is none.
  package func observedValue(id: CellFormula, of network: String) -> CellFormula {
    guard let blocks = blocks[network] else { return .text("n/a: no row") }
    let place = Expression.match(
      id.expression, column(data, DataColumn.id.rawValue, blocks.data), exact: true)
    let value = datum(.value, place, among: blocks.data)
    return CellFormula(
      .ifError(
        .when(.isNumber(value), value, .text("n/a: no value")),
        .text("n/a: the row is gone from Data")))
  }
}
