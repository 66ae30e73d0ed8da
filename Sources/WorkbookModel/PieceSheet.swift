import Formulas
import Quantities
import SeriesStore

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

// A row of a flow by month, with its price.
extension WorkbookBuilder {
  /// Writes the pieces of a flow that lie in any column, with the price of their days.
  func addPieces(of series: Series, _ network: NetworkSeries, _ blocks: inout NetworkBlocks) {
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
      .number(track.factor[row], .input(.bare)), .formula(amount, .computed(.amount)),
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

  /// The first day of any column.
  private var firstDay: Day {
    let first = Span.allCases.compactMap { columns(of: $0).first?.period.start }.min()
    return min(columns[0].period.start, first ?? columns[0].period.start)
  }
}
