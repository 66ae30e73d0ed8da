public import Quantities

/// The part of one row that lies in one calendar month and counts for a period.
///
/// Values, coverage, trace and the workbook's `Pieces` sheet are sums over the same pieces.
public struct Piece: Hashable, Sendable {
  /// The row's index in its track.
  public let row: Int
  /// First day.
  public let from: Day
  /// Last day.
  public let to: Day
  /// The row's amount, by days.
  public let amount: Double
  /// Whether the row reaches beyond the period and was cut at its edge.
  public let isSplit: Bool

  /// The days of the piece.
  public var days: Int { to - from + 1 }
}

extension Track {
  /// Longest row, in days, that may be cut at a period's edge.
  public static let longestSplit = 31

  /// The days of a row that count for a period, or `nil` where the row does not count.
  ///
  /// A row inside the period counts whole. One that reaches over its edge is cut by days if it is at
  /// most 31 days long and at most half the period; a longer one does not count, so a yearly
  /// figure never makes quarters. A schedule is a rule for each day and is cut anywhere.
  public func countedDays(_ row: Int, in period: Period) -> ClosedRange<Day>? {
    let (start, end) = (starts[row], end(row))
    let edge = min(period.end, horizon ?? period.end)
    guard start <= edge, end >= period.start, edge >= period.start else { return nil }
    if start >= period.start, end <= edge { return start...end }
    let length = end - start + 1
    if isSchedule { return max(start, period.start)...min(end, edge) }
    guard length <= Track.longestSplit, length * 2 <= period.days else { return nil }
    return max(start, period.start)...min(end, edge)
  }

  /// The rows that share a day with a period.
  public func rows(overlapping period: Period) -> Range<Int> {
    // Rows do not overlap, so their ends ascend as well.
    let lower = partition(0..<count) { end($0) >= period.start }
    let upper = partition(lower..<count) { starts[$0] > period.end }
    return lower..<upper
  }

  /// The pieces that count for a period, oldest first, without those that touch a blocked day.
  public func pieces(in period: Period, blocked: [ClosedRange<Day>] = []) -> [Piece] {
    var pieces: [Piece] = []
    let rows = rows(overlapping: period)
    // A quarter's row has three pieces, a month's one.
    pieces.reserveCapacity(rows.count + 2)
    for row in rows where isPresent(row) {
      guard let days = countedDays(row, in: period), !blocked.contains(where: days.overlaps)
      else { continue }
      append(piecesOf: row, days: days, to: &pieces)
    }
    return pieces
  }

  /// Cuts the counted days of a row at the ends of months.
  private func append(piecesOf row: Int, days: ClosedRange<Day>, to pieces: inout [Piece]) {
    let length = self.days(row)
    let isSplit = !isSchedule && days.upperBound - days.lowerBound + 1 < length
    var from = days.lowerBound
    while from <= days.upperBound {
      let to = from == days.upperBound ? from : min(from.endOfMonth, days.upperBound)
      let share = to - from + 1
      let amount = share == length ? amount(row) : amount(row) * Double(share) / Double(length)
      pieces.append(Piece(row: row, from: from, to: to, amount: amount, isSplit: isSplit))
      from = to + 1
    }
  }
}

/// The first index at which an ascending condition holds, or the range's end.
func partition(_ range: Range<Int>, _ holds: (Int) -> Bool) -> Int {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    let middle = (low + high) / 2
    if holds(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
