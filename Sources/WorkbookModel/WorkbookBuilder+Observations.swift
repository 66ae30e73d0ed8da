package import Formulas
import SeriesStore

// What pages read of the rows in Data.
extension WorkbookBuilder {
  /// The id of a traced row and where it stands in Data, from 0; `nil` where Data does not hold it.
  package func observation(_ row: TracedRow, of network: String) -> (id: String, row: Int)? {
    let plain = "\(fileNames[Int(row.file)]):\(row.line)"
    for id in ["\(plain)@\(row.days.lowerBound)", plain] {
      if let place = blocks[network]?.rows[id] { return (id, place) }
    }
    return nil
  }

  /// The value of the row whose id stands in a cell, wherever the row lies; else why there is none.
  package func observedValue(id: CellFormula, of network: String) -> CellFormula {
    guard let blocks = blocks[network] else { return .text("n/a: no row") }
    let place = Expression.match(
      id.expression, column(data, DataColumn.id.rawValue, blocks.data), exact: true)
    let value = datum(.value, place, blocks)
    return CellFormula(
      .ifError(
        .when(.isNumber(value), value, .text("n/a: no value")),
        .text("n/a: the row is gone from Data")))
  }

  /// The values of a network's rows, and their number as written.
  package func observations(of network: String) -> (values: CellFormula, count: Int, sum: Double)? {
    guard let blocks = blocks[network], !blocks.rows.isEmpty else { return nil }
    let values = blocks.data.compactMap { row -> Double? in
      if case .number(let value) = grids[data].rows[row][DataColumn.value.rawValue].content {
        value
      } else {
        nil
      }
    }
    return (
      CellFormula(column(data, DataColumn.value.rawValue, blocks.data)), values.count,
      values.reduce(0, +)
    )
  }
}
