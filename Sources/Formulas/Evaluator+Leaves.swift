public import Quantities
public import SeriesStore

extension Evaluator {
  /// The identity of a series under the definitions of a context.
  package func id(of series: SeriesReference, _ bases: [String: String]) -> SeriesID {
    SeriesID(
      series.name, segment: series.segment,
      basis: series.basis ?? (series.segment.isEmpty ? bases[series.name] ?? "" : ""))
  }

  /// The series of a reference; the rows of one source only where it names one.
  func series(of reference: SeriesReference, _ context: Context) -> Series? {
    series(of: reference, id(of: reference, context.bases))
  }

  private func series(of reference: SeriesReference, _ id: SeriesID) -> Series? {
    guard var series = network.series[id] else { return nil }
    guard let source = reference.source else { return series }
    series.tracks.removeAll { $0.source != source }
    return series.tracks.isEmpty ? nil : series
  }

  /// The readings of a stock or level; those of one source only where the reference names one.
  func points(of reference: SeriesReference, _ context: Context) -> Points? {
    guard reference.source != nil else { return network.points[id(of: reference, context.bases)] }
    return series(of: reference, context).flatMap { $0.kind == .flow ? nil : Points(of: $0) }
  }

  func read(
    _ reference: SeriesReference, _ aggregate: Formula.Aggregate, _ context: Context
  )
    -> Figure
  {
    let id = id(of: reference, context.bases)
    var figure = read(reference, id, aggregate, context)
    figure.state = figure.state.naming(reference.source, of: id)
    // How much is covered is known of a bound as well.
    if figure.value != nil, aggregate != .coverage, aggregate != .count,
      let bound = Formula.Bound(basis: id.basis)
    {
      figure.bound = bound
    }
    return figure
  }

  private func read(
    _ reference: SeriesReference, _ id: SeriesID, _ aggregate: Formula.Aggregate,
    _ context: Context
  ) -> Figure {
    guard let series = series(of: reference, id) else {
      return Figure(.missing("needs '\(id)'"))
    }
    if series.kind == .flow { return flow(series, aggregate, context.period) }
    guard let points = points(of: reference, context) else {
      return Figure(.missing("needs '\(id)'"))
    }
    switch aggregate {
    case .close: return close(series, points, context)
    case .mean where series.kind == .stock: return mean(series, points, context.period)
    case .last: return reading(series, points, aggregate, context.reached)
    default: return reading(series, points, aggregate, context.period)
    }
  }

  // MARK: Flows

  private func flow(_ series: Series, _ aggregate: Formula.Aggregate, _ period: Period) -> Figure {
    guard let reading = series.flow(over: period) else {
      // No day of a known series is covered: that is a share, not an unknown.
      return aggregate == .coverage ? Figure(0) : missing(series, period)
    }
    var figure = figure(of: reading, series)
    switch aggregate {
    case .coverage: return covered(figure.with(reading.coverage))
    case .count:
      let count = reading.parts.reduce(0) { $0 + Set($1.allPieces(of: series).map(\.row)).count }
      return covered(figure.with(Double(count)))
    case .evidenced: figure.value = evidencedAmount(reading, series)
    case .mean: figure.value = reading.amount / Double(max(1, reading.coveredDays))
    default: break
    }
    return figure
  }

  /// A statement about the rows is whole even where the rows are not.
  private func covered(_ figure: Figure) -> Figure {
    var figure = figure
    (figure.state, figure.coverage) = (.value, nil)
    return figure
  }

  /// A figure from a reading, with the marks of its rows.
  private func figure(of reading: FlowReading, _ series: Series) -> Figure {
    var figure = Figure(reading.amount)
    figure.coverage = reading.coverage
    figure.state = reading.isWhole ? .value : .partial
    figure.splitShare = reading.splitShare
    if reading.splitShare > Figure.proRatedShare { figure.marks.insert(.proRated) }
    for part in reading.parts { describe(part, of: series, in: &figure) }
    return figure
  }

  /// Adds what a part's rows say of evidence, grain, source and origin.
  private func describe(_ part: FlowReading.Part, of series: Series, in figure: inout Figure) {
    let track = series.tracks[part.track]
    figure.sources.insert(track.source)
    switch track.origin {
    case .rows: break
    case .rule, .mechanism: figure.marks.insert(.byRule)
    case .schedule(let isLimit):
      figure.marks.insert(.scheduled)
      if isLimit { figure.bound = .atMost }
    }
    if part.pieces.isEmpty {
      // Rows of a day each are alike.
      let rows = track.rows(overlapping: part.period)
      if let first = rows.first { describe(first, of: track, &figure) }
    }
    for piece in part.pieces { describe(piece.row, of: track, &figure) }
    guard trace != nil else { return }
    for piece in part.allPieces(of: series) {
      trace?.append(
        TracedRow(
          series, .init(track: part.track, row: piece.row), counted: piece.from...piece.to,
          amount: piece.amount))
    }
  }

  private func describe(_ row: Int, of track: Track, _ figure: inout Figure) {
    figure.evidence = max(figure.evidence ?? .settled, track.evidence[row])
    figure.grain = max(figure.grain, track.days(row))
  }

  private func evidencedAmount(_ reading: FlowReading, _ series: Series) -> Double {
    var sum = CompensatedSum()
    for part in reading.parts {
      let track = series.tracks[part.track]
      for piece in part.allPieces(of: series) where track.evidence[piece.row] <= .burn {
        sum.add(piece.amount)
      }
    }
    return sum.value
  }

  private func missing(_ series: Series, _ period: Period) -> Figure {
    let ends = series.tracks.filter { $0.origin == .rows }.compactMap { track in
      (0..<track.count).last { track.isPresent($0) && track.end($0) < period.start }.map(track.end)
    }
    let blocked = series.tracks.contains { track in
      track.absent.contains { track.countedDays($0, in: period) != nil }
    }
    if blocked {
      return Figure(.missing("needs '\(series.id)', recorded as unpublished for these days"))
    }
    if let days = series.tooLong(for: period) {
      return Figure(
        .missing(
          "needs '\(series.id)', known only as a total of \(days.lowerBound)..\(days.upperBound)"))
    }
    if series.isSchedule, let end = series.lastDay, end < period.start {
      return Figure(.missing("needs '\(series.id)', but its rules end \(end)"))
    }
    guard let last = ends.max() else { return Figure(.missing("needs '\(series.id)'")) }
    return Figure(.missing("needs '\(series.id)', last seen \(last)"))
  }

  // MARK: Tokens in USD

  /// Tokens of a flow in USD: each piece at the average price of its days, or at the period's end.
  func value(of reference: SeriesReference, _ context: Context) -> Figure {
    let id = id(of: reference, context.bases)
    guard let series = series(of: reference, id) else {
      return Figure(Figure.State.missing("needs '\(id)'").naming(reference.source, of: id))
    }
    guard let reading = series.flow(over: context.period) else {
      return Figure(missing(series, context.period).state.naming(reference.source, of: id))
    }
    var figure = figure(of: reading, series)
    var (usd, priced, unpriced) = (CompensatedSum(), 0, 0)
    for part in reading.parts {
      for piece in part.allPieces(of: series) {
        unpriced += piece.days
        for price in prices(of: piece, in: part.period) {
          usd.add(
            piece.amount * Double(price.days.upperBound - price.days.lowerBound + 1)
              / Double(piece.days) * price.price)
          priced += price.days.upperBound - price.days.lowerBound + 1
          note(price, in: &figure)
        }
      }
    }
    unpriced -= priced
    guard priced > 0 || unpriced == 0 else { return noPrice(context.period) }
    figure.value = usd.value
    // Days that a source of events leaves out are covered and need no price.
    figure.coverage = Double(reading.coveredDays - unpriced) / Double(reading.days)
    figure.state = (figure.coverage ?? 0) >= FlowReading.wholeCoverage ? .value : .partial
    return figure
  }

  private func prices(of piece: Piece, in period: Period) -> [AveragePrice] {
    switch policies.valuation {
    case .then: return network.prices.averages(over: piece.from...piece.to)
    case .end:
      guard let index = network.prices.close(on: period.end) else { return [] }
      let closes = network.prices.closes
      return [
        AveragePrice(
          days: piece.from...piece.to, price: closes.values[index], method: .closes,
          places: [closes.places[index]])
      ]
    }
  }

  private func note(_ price: AveragePrice, in figure: inout Figure) {
    if price.method == .bracket { figure.marks.insert(.midPrice) }
    let id = SeriesID("price", basis: price.method == .average ? "average" : "")
    guard let series = network.series[id] else { return }
    for place in price.places {
      figure.sources.insert(series.tracks[place.track].source)
      trace?.append(TracedRow(series, place, counted: price.days, amount: nil))
    }
  }

  private func noPrice(_ period: Period) -> Figure {
    guard let last = network.prices.closes.days.last else {
      return Figure(.missing("needs 'price'"))
    }
    return Figure(.missing("needs 'price' in \(period), last seen \(last)"))
  }

  // MARK: Stocks and levels

  private func reading(
    _ series: Series, _ points: Points, _ aggregate: Formula.Aggregate, _ period: Period
  ) -> Figure {
    let inside = points.indices(in: period)
    guard let last = inside.last else { return carried(series, points, aggregate, period) }
    switch aggregate {
    case .first: return point(series, points, inside.lowerBound, period)
    case .coverage, .count:
      return point(series, points, last, period).with(Double(inside.count))
    case .mean, .min, .max:
      let values = inside.map { points.values[$0] }
      var sum = CompensatedSum()
      for value in values { sum.add(value) }
      let value =
        aggregate == .mean
        ? sum.value / Double(values.count)
        : (aggregate == .min ? values.min() : values.max()) ?? sum.value
      return point(series, points, last, period).with(value)
    default: return point(series, points, last, period)
    }
  }

  /// A reading before the period, where the series still holds; else none.
  private func carried(
    _ series: Series, _ points: Points, _ aggregate: Formula.Aggregate, _ period: Period
  ) -> Figure {
    guard let last = points.last(through: period.end) else {
      return Figure(.missing("needs '\(series.id)'"))
    }
    guard series.gaps == .carry, aggregate == .last else {
      return Figure(.missing("needs '\(series.id)', last seen \(points.days[last])"))
    }
    var figure = point(series, points, last, period)
    figure.marks.insert(.carried)
    return figure
  }

  private func close(_ series: Series, _ points: Points, _ context: Context) -> Figure {
    let (period, oldest) = (context.period, max(PriceBook.oldestClose, context.lookBack))
    let last = points.last(through: period.end)
    guard let last, period.end - points.days[last] <= oldest else {
      let seen = last.map { ", last seen \(points.days[$0])" } ?? ""
      return Figure(
        .missing("needs '\(series.id)' within \(oldest) days of \(period.end)\(seen)"))
    }
    return point(series, points, last, period)
  }

  /// A row that states the period's mean, else the mean of the opening and the closing reading.
  private func mean(_ series: Series, _ points: Points, _ period: Period) -> Figure {
    if let stated = points.statedMean(of: series, over: period) {
      return point(series, points, stated, period)
    }
    let closing = reading(series, points, .last, period)
    guard let end = closing.value else { return closing }
    let opening = reading(series, points, .last, period.previous)
    guard let start = opening.value else { return opening }
    return closing.combined(with: opening, into: (start + end) / 2, bound: nil)
  }

  /// A figure from one reading; its day is told where it lies more than seven days back.
  func point(_ series: Series, _ points: Points, _ index: Int, _ period: Period) -> Figure {
    let (track, row) = (series.tracks[points.places[index].track], points.places[index].row)
    var figure = Figure(points.values[index])
    figure.sources = [track.source]
    figure.evidence = track.evidence[row]
    figure.grain = track.days(row)
    if [.rule, .mechanism].contains(track.origin) { figure.marks.insert(.byRule) }
    if period.end - points.days[index] > Evaluator.freshDays, series.kind == .stock {
      figure.readOn = points.days[index]
      figure.marks.insert(.dated)
    }
    trace?.append(TracedRow(series, points.places[index], counted: nil, amount: nil))
    return figure
  }

  /// The age, in days, above which the day of a reading is told.
  static let freshDays = 7
}

extension Evaluator.Context {
  /// The period together with the days before it in which a reading still counts.
  fileprivate var reached: Period {
    let first = period.end - lookBack
    return first < period.start ? Period(from: first, to: period.end) : period
  }
}

extension Figure.State {
  /// The same reason, said of what one source reports.
  fileprivate func naming(_ source: String?, of id: SeriesID) -> Figure.State {
    guard case .missing(let why) = self, let source else { return self }
    return .missing(why.replacing("'\(id)'", with: "'\(id)[source: \(source)]'"))
  }
}

extension Series {
  /// The last day of any row.
  fileprivate var lastDay: Day? {
    tracks.compactMap { $0.count > 0 ? $0.end($0.count - 1) : nil }.max()
  }

  /// The days of a measured row that has the period in it but is too long to be cut for it.
  fileprivate func tooLong(for period: Period) -> ClosedRange<Day>? {
    for track in tracks where track.origin == .rows {
      for row in track.rows(overlapping: period)
      where track.isPresent(row) && track.countedDays(row, in: period) == nil {
        return track.starts[row]...track.end(row)
      }
    }
    return nil
  }
}

extension Points {
  /// The index of a row that covers at least 95 % of a period and lies inside it.
  ///
  /// - Parameters:
  ///   - series: The series that the readings come from.
  ///   - period: The days.
  /// - Returns: The last such reading; `nil` where no row is that long.
  public func statedMean(of series: Series, over period: Period) -> Int? {
    indices(in: period).last { index in
      let (track, row) = (series.tracks[places[index].track], places[index].row)
      return track.starts[row] >= period.start
        && Double(track.days(row)) >= FlowReading.wholeCoverage * Double(period.days)
    }
  }
}
