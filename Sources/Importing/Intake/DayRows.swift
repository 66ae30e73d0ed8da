import Quantities

extension DayColumn {
  /// The rows of the column under the name of its series; what is left out is counted.
  ///
  /// - Returns: `nil` where no row is left.
  func series(
    named name: String, _ wish: ImportWish, _ tally: inout ImportTally
  ) throws(ImportFault) -> ImportedSeries? {
    let sorted = entries.sorted { $0.start < $1.start }
    var rows = measure.isOfMoment ? closes(sorted, &tally) : days(sorted)
    if let last = rows.last, !isOver(last, wish) {
      rows.removeLast()
      tally.skip(.partialDay, count: 1)
    }
    try checkOverlaps(rows.map(\.row))
    guard !rows.isEmpty else { return nil }
    return ImportedSeries(
      word: measure.word, series: name, segment: segment, unit: unit,
      evidence: measure.evidence, basis: measure.basis,
      note: [measure.note, wish.remark ?? ""].filter { !$0.isEmpty }.joined(separator: ", "),
      rows: rows.map(\.row))
  }

  /// A row and when in its day the value stands.
  private struct Close {
    let row: ImportedRow
    let offset: Int64
  }

  private func days(_ sorted: [DayEntry]) -> [Close] {
    sorted.compactMap { entry in
      entry.body.map { Close(row: row(entry.start, entry.end, $0), offset: $0.offset) }
    }
  }

  /// The close of each day: its last point, or the one that stands for 00:00 of the next where that
  /// is nearer to the day's end.
  private func closes(_ sorted: [DayEntry], _ tally: inout ImportTally) -> [Close] {
    var closes: [Close] = []
    for entry in sorted {
      if let point = entry.opening {
        let close = Close(
          row: row(entry.start - 1, entry.start - 1, point), offset: Moment.dayLength)
        if let last = closes.last, last.row.start == close.row.start {
          tally.skip(.withinDay, count: 1)
          if Moment.dayLength - last.offset > point.offset { closes[closes.count - 1] = close }
        } else {
          closes.append(close)
        }
      }
      if let point = entry.body {
        closes.append(Close(row: row(entry.start, entry.end, point), offset: point.offset))
      }
    }
    guard measure.time == .dayBefore else { return closes }
    // The last 24 hours are a day's flow only at the day's end.
    let ends = closes.filter { $0.offset >= Moment.dayLength - 2 * Moment.hour }
    tally.skip(.withinDay, count: closes.count - ends.count)
    return ends
  }

  private func row(_ start: Day, _ end: Day, _ point: DayEntry.Point) -> ImportedRow {
    ImportedRow(
      start: start, end: end, value: point.value, place: point.place, remark: remark(on: point))
  }

  /// What the reader must know of a value that does not stand at its day's end.
  private func remark(on point: DayEntry.Point) -> String {
    let isWithin =
      point.offset > DayEntry.grid && point.offset < Moment.dayLength - Moment.minute
    guard measure.isOfMoment, isWithin else { return "" }
    let clock = Moment.clock(point.offset)
    return measure.time == .dayBefore
      ? "24 hours up to \(clock) UTC" : "last value of the day, at \(clock) UTC"
  }

  /// Whether the newest day was over when the vendor gave the file out.
  private func isOver(_ close: Close, _ wish: ImportWish) -> Bool {
    if measure.time == .reading { return true }
    guard close.row.end < wish.retrieved else { return false }
    if wish.keepsNewestDay { return true }
    if measure.isOfMoment { return close.offset >= Moment.dayLength - Moment.minute }
    return !measure.mayEndPartial
  }

  private func checkOverlaps(_ rows: [ImportedRow]) throws(ImportFault) {
    for (row, next) in zip(rows, rows.dropFirst()) where next.start <= row.end {
      throw ImportFault(
        .duplicateDay, at: next.place, field: measure.word, cell: "\(next.start) to \(next.end)",
        "but \(row.place.words) has \(row.start) to \(row.end)",
        "export days, weeks or months, one at a time")
    }
  }
}

extension Moment {
  static let minute: Int64 = 60_000_000
  static let hour: Int64 = 60 * minute

  /// The time of day, `23:04`.
  fileprivate static func clock(_ offset: Int64) -> String {
    let minutes = offset / minute
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
