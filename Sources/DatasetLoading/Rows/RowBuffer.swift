import Quantities
import SeriesStore

/// What tells one track from another.
struct TrackKey: Hashable, Sendable {
  /// Index of the network in the catalog.
  let network: Int
  let series: String
  var segment = ""
  var basis = ""
  let source: String
}

/// The rows of one chunk of a file, in the order of the file.
struct RowBuffer {
  /// The part of a row that every form has.
  fileprivate struct Row {
    let value: Double
    let day: Day
    let slot: UInt32
    /// Counted from the chunk's first line, which is 0.
    let line: UInt32
  }

  /// The tracks that may occur.
  private(set) var keys: [TrackKey] = []
  /// The evidence of each track's rows where `evidence` is empty.
  private var evidenceOfKey: [Evidence] = []
  private var rows: [Row] = []
  /// Last days; empty where every row is one day long.
  private var ends: [Day] = []
  /// Empty where the rows of a track share theirs.
  private var evidence: [Evidence] = []
  private var absent: [Int] = []
  private var notes: [Int: String] = [:]

  /// Makes room for some rows.
  mutating func reserve(_ capacity: Int) { rows.reserveCapacity(capacity) }

  /// Adds a track.
  ///
  /// - Returns: Its slot.
  mutating func addTrack(_ key: TrackKey, evidence: Evidence) -> Int {
    keys.append(key)
    evidenceOfKey.append(evidence)
    return keys.count - 1
  }

  /// Adds a row of one day.
  @inline(__always)
  mutating func append(slot: Int, day: Day, value: Double, line: Int) {
    rows.append(
      Row(
        value: value, day: day, slot: UInt32(truncatingIfNeeded: slot),
        line: UInt32(truncatingIfNeeded: line)))
  }

  /// Adds a row of one day whose value is known to be missing.
  mutating func appendAbsent(slot: Int, day: Day, line: Int) {
    absent.append(rows.count)
    append(slot: slot, day: day, value: 0, line: line)
  }

  /// Adds to the last row what only the long form states.
  mutating func complete(end: Day, evidence: Evidence, note: String) {
    ends.append(end)
    self.evidence.append(evidence)
    if !note.isEmpty { notes[rows.count - 1] = note }
  }

  /// Forgets the rows and keeps the tracks.
  mutating func removeRows() {
    var empty = RowBuffer()
    (empty.keys, empty.evidenceOfKey) = (keys, evidenceOfKey)
    self = empty
  }

  /// The rows brought together by track.
  func grouped() -> RowBlock {
    var offsets = [Int](repeating: 0, count: keys.count + 1)
    for row in rows { offsets[Int(row.slot) + 1] += 1 }
    for slot in keys.indices { offsets[slot + 1] += offsets[slot] }
    var next = offsets
    let positions = rows.map { row in
      next[Int(row.slot)] += 1
      return next[Int(row.slot)] - 1
    }
    return RowBlock(
      keys: keys, offsets: offsets, evidenceOfKey: evidenceOfKey,
      starts: rows.arranged(positions, \.day), ends: ends.arranged(positions, \.self),
      values: rows.arranged(positions, \.value), evidence: evidence.arranged(positions, \.self),
      lines: rows.arranged(positions, \.line), absent: absent.map { positions[$0] }.sorted(),
      notes: Dictionary(uniqueKeysWithValues: notes.map { (positions[$0], $1) }))
  }
}

/// The rows of one chunk, those of a track side by side and in the order of the file.
final class RowBlock: Sendable {
  let keys: [TrackKey]
  /// Where the rows of each track begin; one entry more than there are tracks.
  let offsets: [Int]
  let evidenceOfKey: [Evidence]
  let starts: [Day]
  let ends: [Day]
  let values: [Double]
  let evidence: [Evidence]
  let lines: [UInt32]
  let absent: [Int]
  let notes: [Int: String]

  init(
    keys: [TrackKey], offsets: [Int], evidenceOfKey: [Evidence], starts: [Day], ends: [Day],
    values: [Double], evidence: [Evidence], lines: [UInt32], absent: [Int], notes: [Int: String]
  ) {
    (self.keys, self.offsets, self.evidenceOfKey) = (keys, offsets, evidenceOfKey)
    (self.starts, self.ends, self.values, self.evidence) = (starts, ends, values, evidence)
    (self.lines, self.absent, self.notes) = (lines, absent, notes)
  }

  /// The rows of a track.
  func rows(_ slot: Int) -> Range<Int> { offsets[slot]..<offsets[slot + 1] }

  /// The rows of a range whose value is known to be missing, ascending.
  func absent(_ rows: Range<Int>) -> ArraySlice<Int> {
    guard let last = absent.last, last >= rows.lowerBound else { return [] }
    let from = absent.partitionIndex { $0 >= rows.lowerBound }
    return absent[from..<absent.partitionIndex { $0 >= rows.upperBound }]
  }
}

extension Array {
  /// One column of the elements, each value moved to its position.
  @inline(__always)
  fileprivate func arranged<Value>(
    _ positions: [Int], _ value: (Element) -> Value
  ) -> [Value] {
    guard let first else { return [] }
    var result = [Value](repeating: value(first), count: count)
    for (index, position) in positions.enumerated() { result[position] = value(self[index]) }
    return result
  }
}
