import Quantities
import SeriesStore

/// The rows of one track while they are brought together and put in order.
struct TrackRows {
  /// A run of rows: those of the track in one chunk of a file.
  struct Part: Sendable {
    let block: RowBlock
    let rows: Range<Int>
    /// The line on which the chunk begins.
    let firstLine: Int
    let file: UInt16
    /// The evidence of all rows; `nil` where they may differ.
    let sharedEvidence: Evidence?

    init(_ block: RowBlock, slot: Int, firstLine: Int, file: UInt16) {
      (self.block, self.firstLine, self.file) = (block, firstLine, file)
      rows = block.rows(slot)
      sharedEvidence = block.evidence.isEmpty ? block.evidenceOfKey[slot] : nil
    }
  }

  private var starts: [Day] = []
  private var ends: [Day] = []
  private var values: [Double] = []
  private var lines: [UInt32] = []
  private var absent: [Int] = []
  private var notes: [Int: String] = [:]
  /// Runs of rows that share a file.
  private var files: [(count: Int, file: UInt16)] = []
  private var evidence: [Evidence] = []
  private var sharedEvidence: Evidence?

  /// Gathers the rows of a track from its parts, in the order of files and lines.
  init(_ parts: [Part]) {
    let count = parts.reduce(0) { $0 + $1.rows.count }
    starts.reserveCapacity(count)
    values.reserveCapacity(count)
    lines.reserveCapacity(count)
    let tiers = Set(parts.map(\.sharedEvidence))
    sharedEvidence = tiers.count == 1 ? tiers.first ?? nil : nil
    for part in parts { append(part) }
    if zip(starts, ends).allSatisfy({ $0 == $1 }) { ends = [] }
  }

  private mutating func append(_ part: Part) {
    let (block, rows) = (part.block, part.rows)
    let base = starts.count - rows.lowerBound
    starts.append(contentsOf: block.starts[rows])
    values.append(contentsOf: block.values[rows])
    let line = UInt32(truncatingIfNeeded: part.firstLine)
    lines.append(contentsOf: block.lines[rows].lazy.map { $0 &+ line })
    if !block.ends.isEmpty || !ends.isEmpty {
      ends += starts[ends.count..<starts.count - rows.count]
      ends += block.ends.isEmpty ? block.starts[rows] : block.ends[rows]
    }
    if sharedEvidence == nil {
      evidence +=
        part.sharedEvidence.map { ArraySlice(repeating: $0, count: rows.count) }
        ?? block.evidence[rows]
    }
    absent += block.absent(rows).map { $0 + base }
    if !block.notes.isEmpty {
      for row in rows { notes[row + base] = block.notes[row] }
    }
    files.append((rows.count, part.file))
  }
}

extension TrackRows {
  /// A row that repeats or overlaps another one, which is kept.
  struct Clash {
    let row: Int
    let other: Int
  }

  private func end(_ row: Int) -> Day { ends.isEmpty ? starts[row] : ends[row] }

  /// The rows in order of time, and those that clash with an earlier one.
  ///
  /// - Returns: `nil` where all rows are in order already and none clashes.
  private func order() -> (kept: [Int], clashes: [Clash])? {
    let isOrdered = starts.indices.dropFirst().allSatisfy { starts[$0] > end($0 - 1) }
    if isOrdered { return nil }
    // Of rows that begin on one day the first of the file is kept.
    let sorted = starts.indices.map { Int(starts[$0].number) << 32 | $0 }.sorted()
    var (kept, clashes) = ([Int](), [Clash]())
    for row in sorted.lazy.map({ $0 & 0xFFFF_FFFF }) {
      if let last = kept.last, starts[row] <= end(last) {
        clashes.append(Clash(row: row, other: last))
      } else {
        kept.append(row)
      }
    }
    return (kept, clashes)
  }

  /// The finished track; clashing rows are reported and left out.
  consuming func track(
    _ key: TrackKey, paths: [String], into log: inout DiagnosticLog
  ) -> Track {
    var fileColumn = Column(repeating: files.first?.file ?? 0)
    if let first = files.first?.file, files.contains(where: { $0.file != first }) {
      fileColumn = Column(files.flatMap { Array(repeating: $0.file, count: $0.count) })
    }
    if let (kept, clashes) = order() {
      for clash in clashes { report(clash, key.source, fileColumn, paths, &log) }
      keep(kept, &fileColumn)
    }
    return Track(
      source: key.source, starts: starts, ends: ends, values: values, absent: absent,
      evidence: sharedEvidence.map { Column(repeating: $0) } ?? Column(evidence),
      file: fileColumn, lines: lines, notes: notes)
  }

  /// Keeps rows in a new order.
  private mutating func keep(_ rows: [Int], _ fileColumn: inout Column<UInt16>) {
    let isAbsent = Set(absent)
    absent = rows.indices.filter { isAbsent.contains(rows[$0]) }
    let oldNotes = notes
    notes = [:]
    for (index, row) in rows.enumerated() { notes[index] = oldNotes[row] }
    starts = rows.map { starts[$0] }
    if !ends.isEmpty { ends = rows.map { ends[$0] } }
    values = rows.map { values[$0] }
    lines = rows.map { lines[$0] }
    if !evidence.isEmpty { evidence = rows.map { evidence[$0] } }
    if Set(files.map(\.file)).count > 1 { fileColumn = Column(rows.map { fileColumn[$0] }) }
  }

  private func report(
    _ clash: Clash, _ source: String, _ fileColumn: Column<UInt16>, _ paths: [String],
    _ log: inout DiagnosticLog
  ) {
    let (row, other) = (clash.row, clash.other)
    let isSame = starts[row] == starts[other] && end(row) == end(other)
    let file = paths[Int(fileColumn[row])]
    log.report(
      isSame ? .duplicateRow : .overlappingRows, file: file, line: Int(lines[row])
    ) {
      let otherFile = paths[Int(fileColumn[other])]
      let place =
        otherFile == file
        ? "line \(lines[other])" : "\(escaped(otherFile)):\(lines[other])"
      let days = { (row: Int) in
        starts[row] == end(row) ? "\(starts[row])" : "\(starts[row]) to \(end(row))"
      }
      return Fault(
        isSame ? .duplicateRow : .overlappingRows, cell: days(row),
        isSame
          ? "stated before by \(source) in \(place)"
          : "overlaps \(days(other)) by \(source) in \(place)",
        isSame ? "delete one of the two rows" : "one source states each day once")
    }
  }
}
