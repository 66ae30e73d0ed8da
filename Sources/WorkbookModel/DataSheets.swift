package import Formulas
package import Quantities
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

/// The columns of the sheet of pieces.
enum PieceColumn: Int, CaseIterable {
  case series, source, row, from, to, rowDays, rowFrom, rowTo, place, factor, amount, days,
    method, firstPrice, lastPrice, price, usd, pricedDays, evidence

  var title: String {
    switch self {
    case .rowDays: "row days"
    case .rowFrom: "row from"
    case .rowTo: "row to"
    case .firstPrice: "first price row"
    case .lastPrice: "last price row"
    case .pricedDays: "priced days"
    default: "\(self)"
    }
  }
}

/// The columns of the sheet of readings.
enum PointColumn: Int, CaseIterable {
  case series, row, day, place, factor, value

  var title: String { "\(self)" }
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
    grids[data].sheet.table = SheetTable(
      name: "Observations", headerRow: 0, columns: DataColumn.allCases.map(\.title))
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

  /// The first day of any column.
  private var firstDay: Day {
    let first = Span.allCases.compactMap { columns(of: $0).first?.period.start }.min()
    return min(columns[0].period.start, first ?? columns[0].period.start)
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
      ? .number(track.values[row], .input(numberLook(series.unit)))
      : .init(
        content: .blank, look: .input(numberLook(series.unit)))
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

  // MARK: Pieces

  private func addPieces(of series: Series, _ network: NetworkSeries, _ blocks: inout NetworkBlocks)
  {
    let window = Period(from: firstDay, to: lastDayAhead)
    let edges = edges(of: network)
    let labels = trackLabels(series)
    blocks.labels[series.id] = labels
    let first = grids[pieces].nextRow
    var blocked: [ClosedRange<Day>] = []
    for (track, label) in zip(series.tracks, labels) {
      for row in track.rows(overlapping: window) {
        let days = track.starts[row]...min(track.end(row), track.horizon ?? track.end(row))
        guard track.isPresent(row), !blocked.contains(where: days.overlaps) else { continue }
        for month in months(days) {
          for price in prices(of: series, over: month, network) {
            for part in parts(price.days, of: track, track.days(row), edges) {
              grids[pieces].append(
                pieceRow(
                  series, track, row, label, part, price, network, blocks, grids[pieces].nextRow))
            }
          }
        }
      }
      blocked += track.absent.map { track.starts[$0]...track.end($0) }
    }
    guard grids[pieces].nextRow > first else { return }
    blocks.pieces[series.id] = first...grids[pieces].nextRow - 1
  }

  /// How formulas name the tracks of a flow: by source, and by origin where it is no measurement.
  private func trackLabels(_ series: Series) -> [String] {
    var seen: [String: Int] = [:]
    return series.tracks.map { track in
      let label =
        switch track.origin {
        case .rows: track.source
        case .rule, .mechanism: "\(track.source) by rule"
        case .schedule: "\(track.source) schedule"
        }
      seen[label, default: 0] += 1
      return seen[label] == 1 ? label : "\(label) \(seen[label] ?? 0)"
    }
  }

  /// The last days before which rows are cut, besides the ends of months.
  private struct Edges {
    /// Where thirty days up to a column's end begin; rows of at most half of these are cut there.
    var ofRecentDays: [Day] = []
    /// Where windows ahead begin and end; only a schedule is cut there.
    var ofSchedules: [Day] = []
    /// Where readings of supply stand.
    var ofReadings: [Day] = []
  }

  private func edges(of network: NetworkSeries) -> Edges {
    var edges = Edges()
    for column in columns {
      let end = column.period.end
      edges.ofRecentDays.append(end - 30)
      edges.ofSchedules += [end + 30, end + 90]
      for supply in ["total_supply", "circulating_supply"] {
        guard let points = network.points[SeriesID(supply)],
          let pair = points.readings(around: column.period)
        else { continue }
        edges.ofReadings += [points.days[pair.opening], points.days[pair.closing]]
      }
    }
    return edges
  }

  private func months(_ days: ClosedRange<Day>) -> [ClosedRange<Day>] {
    cut(days) { min($0.endOfMonth, days.upperBound) }
  }

  /// Days of one price, cut where a window begins or ends; the price stays that of all of them.
  private func parts(
    _ days: ClosedRange<Day>, of track: Track, _ length: Int, _ edges: Edges
  ) -> [ClosedRange<Day>] {
    var all = edges.ofReadings
    if track.isSchedule { all += edges.ofSchedules }
    if track.isSchedule || length <= 15 { all += edges.ofRecentDays }
    let inside = Set(all.filter { days.contains($0) }).sorted()
    // A week cuts rows of at most half of it.
    let isShort = length <= 3
    return cut(days) { from in
      let sunday = isShort ? Period.weeks(1, endingBy: from + 6)[0].end : days.upperBound
      return min(inside.first { $0 >= from } ?? days.upperBound, sunday, days.upperBound)
    }
  }

  private func cut(
    _ days: ClosedRange<Day>, _ last: (Day) -> Day
  ) -> [ClosedRange<Day>] {
    var (parts, from) = ([ClosedRange<Day>](), days.lowerBound)
    while from <= days.upperBound {
      let to = last(from)
      parts.append(from...to)
      from = to + 1
    }
    return parts
  }

  /// The prices that value a part of a row, each with its days; one without price where none does.
  private func prices(
    of series: Series, over days: ClosedRange<Day>, _ network: NetworkSeries
  )
    -> [AveragePrice]
  {
    let prices = series.unit == .token ? network.prices.averages(over: days) : []
    return prices.isEmpty
      ? [AveragePrice(days: days, price: 0, method: .average, places: [])] : prices
  }

  private func pieceRow(
    _ series: Series, _ track: Track, _ row: Int, _ label: String, _ part: ClosedRange<Day>,
    _ price: AveragePrice, _ network: NetworkSeries, _ blocks: NetworkBlocks, _ at: Int
  ) -> [Grid.Cell] {
    func own(_ column: PieceColumn) -> Expression {
      .cell(
        Address(sheet: pieces, row: at, column: column.rawValue), fixedRow: false,
        fixedColumn: false)
    }
    let (id, rows) = (rowID(track, row), rows(around: rowID(track, row), blocks))
    let value = datum(.value, own(.place), among: rows)
    let days = own(.to) - own(.from) + .number(1)
    let fraction = days / own(.rowDays)
    let amount = Expression.when(
      .binary(.equal, own(.place), .number(0)), .text(""),
      .when(.isNumber(value), value * own(.factor) * fraction, .text("")))
    return [
      .text(series.id.description), .text(label), .text(id),
      .day(part.lowerBound, .computed(.day)), .day(part.upperBound, .computed(.day)),
      .number(Double(track.days(row)), .computed(.general)),
      .day(track.starts[row], .computed(.day)), .day(track.end(row), .computed(.day)),
      .formula(place(of: own(.row), among: rows), .computed(.general)),
      .number(track.factor[row], .input(.general)), .formula(amount, .computed(.amount)),
      .formula(.when(.isNumber(own(.amount)), days, .number(0)), .computed(.general)),
    ]
      + (series.unit == .token
        ? valuation(price, days, own, network, blocks)
        : Array(repeating: .blank, count: 6) + [evidence(own(.place), rows)])
  }

  /// The price of a piece of tokens, its USD and the days that have a price.
  private func valuation(
    _ price: AveragePrice, _ days: Expression, _ own: (PieceColumn) -> Expression,
    _ network: NetworkSeries, _ blocks: NetworkBlocks
  ) -> [Grid.Cell] {
    let ids = priceIDs(price, network)
    return [
      .text(ids.isEmpty ? "" : "\(price.method)"), .text(ids.first ?? ""), .text(ids.last ?? ""),
      .formula(priceFormula(price, own, network, blocks), .computed(.price)),
      .formula(
        .when(
          .binary(.equal, .count(own(.amount), own(.price)), .number(2)),
          own(.amount) * own(.price), .text("")), .computed(.usd)),
      .formula(.when(.isNumber(own(.usd)), days, .number(0)), .computed(.general)),
    ]
  }

  /// The evidence tier of a piece's row, for sums of one tier.
  private func evidence(_ place: Expression, _ rows: ClosedRange<Int>) -> Grid.Cell {
    .formula(
      .when(
        .binary(.equal, place, .number(0)), .text(""), datum(.evidence, place, among: rows)),
      .computed(.general))
  }

  /// The ids of the first and the last price row that value a piece.
  private func priceIDs(_ price: AveragePrice, _ network: NetworkSeries) -> [String] {
    let id = SeriesID("price", basis: price.method == .average ? "average" : "")
    guard let series = network.series[id], let first = price.places.first,
      let last = price.places.last
    else { return [] }
    return [first, last].map { rowID(series.tracks[$0.track], $0.row) }
  }

  /// The mean of a run of closes, or of the two rows named: an average row twice, or two closes.
  private func priceFormula(
    _ price: AveragePrice, _ own: (PieceColumn) -> Expression, _ network: NetworkSeries,
    _ blocks: NetworkBlocks
  ) -> Expression {
    guard !price.places.isEmpty else { return .text("") }
    let mean: Expression
    if price.method == .closes, let range = blocks.points[SeriesID("price")] {
      let rows = column(risk, PointColumn.row.rawValue, range)
      let values = column(risk, PointColumn.value.rawValue, range)
      mean = .call(
        .average,
        [
          .span(
            .index(values, .match(own(.firstPrice), rows, exact: true)),
            .index(values, .match(own(.lastPrice), rows, exact: true)))
        ])
    } else {
      let rows = rows(around: priceIDs(price, network).first ?? "", blocks)
      let ends = [own(.firstPrice), own(.lastPrice)].map { value(of: $0, among: rows) }
      mean = .when(.areNumbers(ends), .call(.average, ends), .text(""))
    }
    return .ifError(mean, .text(""))
  }

  // MARK: Points

  private func addPoints(
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
      .number(track.factor[row], .input(.general)),
      .formula(
        .when(
          .binary(.equal, own(.place), .number(0)), .text(""),
          .when(.isNumber(value), value * own(.factor), .text(""))),
        .computed(numberLook(series.unit))),
    ]
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

  /// How numbers of a unit are shown.
  package func numberLook(_ unit: Unit) -> SheetCell.NumberLook {
    switch unit.display {
    case .percent: return .percent
    case .points: return .change
    case .multiple where unit.isDimensionless: return .multiple
    case .index: return .index
    case .logPoints: return .log
    default: break
    }
    if unit == .date { return .day }
    if unit == .usd { return .usd }
    return unit.powers["USD"] == 1 ? .price : .amount
  }
}
