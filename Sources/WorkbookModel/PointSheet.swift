import Quantities
import SeriesStore

/// The columns of the sheet of readings.
enum PointColumn: Int, CaseIterable {
  case series, row, day, place, factor, value

  var title: String { "\(self)" }
}

// Readings of stocks, levels and prices, each with its row in Data.
extension WorkbookBuilder {
  /// Writes the readings of a series; closes go to the sheet of prices.
  func addPoints(
    of series: Series, _ network: NetworkSeries, _ policies: Policies, _ blocks: inout NetworkBlocks
  ) {
    guard let readings = network.points[series.id], !readings.days.isEmpty else { return }
    if series.id == WorkbookBuilder.price {
      return addCloses(of: series, readings, network, policies: policies, &blocks)
    }
    let first = grids[points].nextRow
    for (index, place) in readings.places.enumerated() {
      let track = series.tracks[place.track]
      grids[points].append(
        pointRow(series, track, place.row, readings.days[index], blocks, points, network.id))
    }
    blocks.points[series.id] = first...grids[points].nextRow - 1
  }

  /// A reading: the first columns of the sheets Points and Risk.
  func pointRow(
    _ series: Series, _ track: Track, _ row: Int, _ day: Day, _ blocks: NetworkBlocks,
    _ sheet: Int, _ network: String
  ) -> [Grid.Cell] {
    let at = grids[sheet].nextRow
    func own(_ column: PointColumn) -> Expression {
      .cell(
        Address(sheet: sheet, row: at, column: column.rawValue), fixedRow: false,
        fixedColumn: false)
    }
    let rows = rows(around: rowID(track, row), blocks)
    let value = datum(.value, own(.place), among: rows)
    return [
      .text("\(network)/\(series.id)"), .text(rowID(track, row)), .day(day, .computed(.day)),
      .formula(place(of: own(.row), among: rows), .computed(.general)),
      .number(track.factor[row], .input(.bare)),
      .formula(
        .when(
          .binary(.equal, own(.place), .number(0)), .text(""),
          .when(.isNumber(value), value * own(.factor), .text(""))),
        .computed(.of(series.unit))),
    ]
  }
}
