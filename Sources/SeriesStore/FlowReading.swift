public import Quantities

/// A flow over a period: the amount, where it comes from and how much of the period it covers.
public struct FlowReading: Sendable {
  /// The pieces of one source.
  public struct Part: Sendable {
    /// Index of the chosen track in its series.
    public let track: Int
    /// The pieces, oldest first; not listed where rows are days and none was cut.
    public let pieces: [Piece]
    /// The period that the source was chosen for.
    public let period: Period
  }

  /// The sum of the pieces, in the unit of the series.
  public var amount: Double
  /// Days that the pieces cover.
  public var coveredDays: Int
  /// Days of the period.
  public var days: Int
  /// The absolute amount of pieces cut at the period's edge.
  public var splitAmount: Double
  /// The absolute amount of all pieces.
  public var grossAmount: Double
  /// What it was read from; several parts where quarters make up a longer period.
  public var parts: [Part]

  /// The least share of days that a figure must cover to count as whole.
  public static let wholeCoverage = 0.95

  /// Covered days ÷ days, from 0 to 1.
  public var coverage: Double { Double(coveredDays) / Double(days) }
  /// Whether at least 95 % of the days are covered.
  public var isWhole: Bool { coverage >= FlowReading.wholeCoverage }
  /// The share of the absolute amount that comes from rows cut at the period's edge; 0 without
  /// any amount.
  public var splitShare: Double { grossAmount > 0 ? splitAmount / grossAmount : 0 }
}

extension Series {
  /// Reads a flow over a period: from one source, the best-ranked that covers it whole, else the
  /// best-covered.
  ///
  /// A year is the sum of its quarters if all have a value, else what one source says of the whole
  /// period, else partial. A schedule speaks only where no row was measured.
  ///
  /// - Returns: `nil` where no row counts.
  /// - Complexity: O(log *n* + rows in the period) for each track.
  public func flow(over period: Period) -> FlowReading? {
    let quarters = period.quarters
    guard !quarters.isEmpty else { return direct(over: period) }
    let readings = quarters.map { direct(over: $0) }
    if readings.allSatisfy({ $0?.isWhole == true }) { return sum(readings, over: period) }
    let summed = sum(readings, over: period)
    guard let whole = direct(over: period) else { return summed }
    guard let summed, !whole.isWhole else { return whole }
    return whole.coveredDays > summed.coveredDays ? whole : summed
  }

  private func sum(_ readings: [FlowReading?], over period: Period) -> FlowReading? {
    let known = readings.compactMap(\.self)
    guard !known.isEmpty else { return nil }
    var amount = CompensatedSum()
    for reading in known { amount.add(reading.amount) }
    return FlowReading(
      amount: amount.value, coveredDays: known.reduce(0) { $0 + $1.coveredDays },
      days: period.days, splitAmount: known.reduce(0) { $0 + $1.splitAmount },
      grossAmount: known.reduce(0) { $0 + $1.grossAmount }, parts: known.flatMap(\.parts))
  }

  private func direct(over period: Period) -> FlowReading? {
    var best: FlowReading?
    var blocked: [ClosedRange<Day>] = []
    for (index, track) in tracks.enumerated() {
      if track.isSchedule, best != nil { continue }
      if let reading = reading(of: index, over: period, blocked: blocked) {
        if reading.isWhole { return reading }
        if reading.coveredDays > best?.coveredDays ?? 0 { best = reading }
      }
      blocked += track.blockedDays(in: period)
    }
    return best
  }

  /// What one source says of a period.
  private func reading(
    of index: Int, over period: Period, blocked: [ClosedRange<Day>]
  )
    -> FlowReading?
  {
    let track = tracks[index]
    if track.isDaily, blocked.isEmpty { return dailyReading(of: index, over: period) }
    let pieces = track.pieces(in: period, blocked: blocked)
    guard !pieces.isEmpty || fillsGaps(of: track, in: period) > 0 else { return nil }
    var (sum, split, gross, days) = (CompensatedSum(), 0.0, 0.0, 0)
    for piece in pieces {
      sum.add(piece.amount)
      gross += abs(piece.amount)
      if piece.isSplit { split += abs(piece.amount) }
      days += piece.days
    }
    return FlowReading(
      amount: sum.value, coveredDays: max(days, fillsGaps(of: track, in: period)),
      days: period.days, splitAmount: split, grossAmount: gross,
      parts: [.init(track: index, pieces: pieces, period: period)])
  }

  /// The same for rows of one day each, none missing: nothing is cut, so nothing need be listed.
  private func dailyReading(of index: Int, over period: Period) -> FlowReading? {
    let track = tracks[index]
    let rows = track.rows(overlapping: period)
    guard !rows.isEmpty || fillsGaps(of: track, in: period) > 0 else { return nil }
    var (sum, gross) = (CompensatedSum(), 0.0)
    for row in rows {
      let amount = track.amount(row)
      sum.add(amount)
      gross += abs(amount)
    }
    return FlowReading(
      amount: sum.value, coveredDays: max(rows.count, fillsGaps(of: track, in: period)),
      days: period.days, splitAmount: 0, grossAmount: gross,
      parts: [.init(track: index, pieces: [], period: period)])
  }

  /// Days that count as covered because the source lists events only.
  private func fillsGaps(of track: Track, in period: Period) -> Int {
    guard gaps == .zero, let first = track.starts.first else { return 0 }
    let (from, to) = (max(first, period.start), min(track.end(track.count - 1), period.end))
    return max(0, to - from + 1)
  }
}

extension Track {
  /// Whether every row is one day long and has a value.
  var isDaily: Bool { ends.isEmpty && absent.isEmpty }

  /// The days of rows known to be missing: lower-ranked sources may not fill them.
  func blockedDays(in period: Period) -> [ClosedRange<Day>] {
    absent.map { starts[$0]...end($0) }.filter { $0.overlaps(period.start...period.end) }
  }
}

extension FlowReading.Part {
  /// The pieces, also where they were not listed while reading.
  public func allPieces(of series: Series) -> [Piece] {
    pieces.isEmpty ? series.tracks[track].pieces(in: period) : pieces
  }
}
