import Quantities
import SeriesStore

/// What one side says of a period: rows that lie whole in it, and rows that are cut at its edges.
struct SideReading {
  /// The rows inside.
  let whole: BridgeAmount
  /// The rows that reach over an edge, by days.
  let edge: BridgeAmount
  /// Days of the period that rows speak of.
  let coveredDays: Int
  /// Days of the period.
  let days: Int
  /// The pieces that the amounts are made of.
  let pieces: [Piece]

  /// Whether every day has a row: a part of the days is not the whole.
  var isWhole: Bool { coveredDays == days }
  /// Everything that is said of the period.
  var total: Double { whole.value + edge.value }

  init(_ track: Track, over period: Period, gaps: GapPolicy) {
    pieces = track.pieces(in: period)
    days = period.days
    var (whole, edge) = (RowSum(), RowSum())
    for piece in pieces {
      if piece.isSplit { edge.add(piece) } else { whole.add(piece) }
    }
    (self.whole, self.edge) = (whole.amount(of: track), edge.amount(of: track))
    let covered = pieces.reduce(0) { $0 + $1.days }
    coveredDays = gaps == .zero ? max(covered, track.spannedDays(in: period)) : covered
  }
}

/// The sum of pieces, row by row.
private struct RowSum {
  private var sum = CompensatedSum()
  private var rows: [(row: Int, days: Int)] = []

  mutating func add(_ piece: Piece) {
    sum.add(piece.amount)
    if rows.last?.row == piece.row {
      rows[rows.count - 1].days += piece.days
    } else {
      rows.append((piece.row, piece.days))
    }
  }

  func amount(of track: Track) -> BridgeAmount {
    BridgeAmount(value: sum.value, rows: rows.map { BridgeRow(track, $0.row, days: $0.days) })
  }
}

extension BridgeRow {
  /// A row of a track of which some days count.
  init(_ track: Track, _ row: Int, days: Int) {
    self.init(
      file: track.file[row], line: track.lines[row], source: track.source,
      evidence: track.evidence[row], days: Period(from: track.starts[row], to: track.end(row)),
      countedDays: days)
  }
}

extension Track {
  /// The days of a period between the first row and the last: covered where only events are listed.
  fileprivate func spannedDays(in period: Period) -> Int {
    guard count > 0 else { return 0 }
    let (from, to) = (max(starts[0], period.start), min(end(count - 1), period.end))
    return max(0, to - from + 1)
  }

  /// The days of a row in the middle of all by length.
  var medianDays: Int {
    let lengths = (0..<count).filter(isPresent).map(days).sorted()
    return lengths.isEmpty ? 0 : lengths[lengths.count / 2]
  }
}

extension BridgeAmount {
  /// The amount with its sign turned.
  var negated: BridgeAmount { BridgeAmount(value: -value, rows: rows) }

  /// Another value that rests on the same rows.
  func with(_ value: Double) -> BridgeAmount { BridgeAmount(value: value, rows: rows) }

  /// Nothing, resting on nothing.
  static let none = BridgeAmount(value: 0, rows: [])
}
