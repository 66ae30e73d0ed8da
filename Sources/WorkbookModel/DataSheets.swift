package import Formulas
import Quantities
package import SeriesStore

/// The columns of the sheet of observations.
enum DataColumn: Int, CaseIterable {
  case id, network, series, start, end, value, unit, source, evidence, segment, basis, file, line,
    note, origin, quarters

  var title: String { "\(self)" }
}

/// How a row came to be.
enum RowOrigin: String {
  case published
  /// Computed from a schedule or a mechanism that the profile states: no source has the number.
  case scheduled = "by schedule"
  case computed = "by rule"

  init(_ origin: Track.Origin) {
    switch origin {
    case .rows: self = .published
    case .schedule: self = .scheduled
    case .rule, .mechanism: self = .computed
    }
  }
}

extension WorkbookBuilder {
  func startDataSheets() {
    grids[data].append(DataColumn.allCases.map(\.title), .heading)
    grids[pieces].append(PieceColumn.allCases.map(\.title), .heading)
    grids[points].append(PointColumn.allCases.map(\.title), .heading)
    for index in [data, pieces, points] {
      grids[index].sheet.frozenRows = 1
      grids[index].sheet.frozenColumns = index == data ? 1 : 3
    }
    grids[data].sheet.columnWidths = [
      34, 12, 22, 11, 11, 16, 12, 30, 10, 16, 18, 36, 7, 60, 12, 26,
    ]
    grids[pieces].sheet.columnWidths =
      [30, 30, 34, 11, 11, 9, 11, 11, 7, 8, 15, 7, 10, 30, 30, 12, 15, 11, 10]
    grids[points].sheet.columnWidths = [30, 34, 11, 7, 8, 16]
    grids[data].sheet.tables = [
      SheetTable(name: "Observations", headerRow: 0, columns: DataColumn.allCases.map(\.title))
    ]
  }

  /// Writes the rows, pieces and readings of a network.
  ///
  /// The references are those of the formulas that the sheets will hold: every definition of these
  /// series is written, and of their parts those that are named.
  package func add(
    _ network: NetworkSeries, series references: Set<SeriesReference>, policies: Policies
  ) {
    var blocks = NetworkBlocks()
    let names = Set(references.map(\.name))
    let all = network.series.values.filter { names.contains($0.id.name) }.sorted { $0.id < $1.id }
    let first = grids[data].nextRow
    for series in all { addRows(of: series, network, &blocks) }
    blocks.data = first...max(first, grids[data].nextRow - 1)
    for series in all where series.kind != .flow {
      addPoints(of: series, network, policies, &blocks)
    }
    for series in all where series.kind == .flow { addPieces(of: series, network, &blocks) }
    self.blocks[network.id] = blocks
  }

  /// The last day of eight quarters ahead, or of a year: as far as scenarios and schedules look.
  var lastDayAhead: Day { columns[columns.count - 1].period.end.adding(months: 24).endOfMonth }

  // MARK: Data

  /// The rows of a series, but for those that rules derive: these are rows of another series.
  ///
  /// A schedule is written as far as the sheets look ahead, and once where two series read it.
  private func addRows(of series: Series, _ network: NetworkSeries, _ blocks: inout NetworkBlocks) {
    let last = lastDayAhead
    let first = grids[data].nextRow
    defer {
      if grids[data].nextRow > first {
        blocks.observations[series.id] = first...grids[data].nextRow - 1
      }
    }
    for track in series.tracks where track.origin != .rule {
      for row in 0..<track.count where !track.isSchedule || track.starts[row] <= last {
        let id = rowID(track, row)
        guard blocks.rows[id] == nil else { continue }
        blocks.rows[id] = grids[data].nextRow
        grids[data].append(dataRow(id, series, track, row, network))
      }
    }
  }

  private func dataRow(
    _ id: String, _ series: Series, _ track: Track, _ row: Int, _ network: NetworkSeries
  ) -> [Grid.Cell] {
    let value: Grid.Cell =
      track.isPresent(row)
      ? .number(track.values[row], .input(.of(series.unit)))
      : .init(
        content: .blank, look: .input(.of(series.unit)))
    return [
      .text(id), .text(network.id), .text(series.id.name), .day(track.starts[row], .computed(.day)),
      .day(track.end(row), .computed(.day)), value, .text(series.unit.description),
      .text(track.source), .text(track.evidence[row].description), .text(series.id.segment),
      .text(series.id.basis), .text(files[Int(track.file[row])]),
      .number(Double(track.lines[row]), .computed(.general)), .text(track.notes[row] ?? ""),
      .text(RowOrigin(track.origin).rawValue), .text(quarters(of: series, track, row)),
    ]
  }

  /// The quarters that a row counts for, with its share in each where it is cut.
  private func quarters(of series: Series, _ track: Track, _ row: Int) -> String {
    let (first, last) = (Period.quarter(of: track.starts[row]), Period.quarter(of: track.end(row)))
    guard series.kind == .flow, first != last else { return "\(last)" }
    let days = track.days(row)
    guard days <= Track.longestSplit else { return "" }
    let share = Double(first.end - track.starts[row] + 1) / Double(days)
    return "\(first) \(NumberFormat.fixed(share * 100, decimals: 1)) %, "
      + "\(last) \(NumberFormat.fixed((1 - share) * 100, decimals: 1)) %"
  }

  /// The id of a row: folder, file and line; rows that a rule computes share a line, their rule's or
  /// that of the row behind them, and add their day.
  func rowID(_ track: Track, _ row: Int) -> String {
    let name = fileNames[Int(track.file[row])]
    let line = "\(name):\(track.lines[row])"
    return track.isSchedule || track.origin == .mechanism ? "\(line)@\(track.starts[row])" : line
  }

  // MARK: References

  /// A column of a block of rows.
  func column(_ sheet: Int, _ column: Int, _ rows: ClosedRange<Int>) -> Expression {
    .block(
      Address(sheet: sheet, row: rows.lowerBound, column: column),
      Address(sheet: sheet, row: rows.upperBound, column: column))
  }

  /// The rows of Data among which a row is looked for: those of its series, since a search through
  /// all rows of a network takes as long as it has rows.
  func rows(around id: String, _ blocks: NetworkBlocks) -> ClosedRange<Int> {
    guard let row = blocks.rows[id] else { return blocks.data }
    return blocks.observations.values.first { $0.contains(row) } ?? blocks.data
  }

  /// Where a row of an id lies among some rows of Data; 0 where it is gone.
  func place(of id: Expression, among rows: ClosedRange<Int>) -> Expression {
    .ifError(placeOrError(of: id, among: rows), .number(0))
  }

  private func placeOrError(of id: Expression, among rows: ClosedRange<Int>) -> Expression {
    .match(id, column(data, DataColumn.id.rawValue, rows), exact: true)
  }

  /// A cell of Data by its place among some rows, which must not be 0: that is a whole column.
  func datum(_ wanted: DataColumn, _ place: Expression, among rows: ClosedRange<Int>) -> Expression
  {
    .index(column(data, wanted.rawValue, rows), place)
  }

  /// The value of the row of an id; an error where the row is gone.
  func value(of id: Expression, among rows: ClosedRange<Int>) -> Expression {
    datum(.value, placeOrError(of: id, among: rows), among: rows)
  }
}
