import Quantities
import SeriesStore

/// The rows of one chunk of a file that name a party, in the order of the file.
struct LedgerBuffer: Sendable {
  /// Who says it, and on what ground.
  struct Origin: Hashable, Sendable {
    let source: String
    let evidence: Evidence
  }

  /// What the words of a row stand for: indices into `origins` and `tagWords`.
  struct Meaning: Sendable {
    let origin: UInt32
    let tag: UInt32
  }

  /// Rows that follow each other and have their days and origin in common.
  struct Run: Sendable {
    let start: Day
    let end: Day
    let origin: UInt32
    /// The first row; the next run's first row ends it.
    let first: Int
  }

  private(set) var names = NameIndex()
  private(set) var origins: [Origin] = []
  private(set) var tagWords: [String] = []
  private(set) var runs: [Run] = []
  private(set) var party: [UInt32] = []
  private(set) var amounts: [Double] = []
  private(set) var tags: [UInt32] = []
  /// Counted from the chunk's first line, which is 0.
  private(set) var lines: [UInt32] = []

  /// The number of rows.
  var count: Int { amounts.count }

  /// The rows of a run.
  func rows(_ run: Int) -> Range<Int> {
    runs[run].first..<(run + 1 < runs.count ? runs[run + 1].first : count)
  }

  /// Makes room for some rows.
  mutating func reserve(_ capacity: Int) {
    party.reserveCapacity(capacity)
    amounts.reserveCapacity(capacity)
    tags.reserveCapacity(capacity)
    lines.reserveCapacity(capacity)
  }

  /// The rows, to be read only.
  consuming func finished() -> LedgerBuffer {
    names.close()
    return self
  }

  /// The number of the name in a range of a file that more bytes follow.
  @inline(__always)
  mutating func party(_ name: Range<Int>, in bytes: Span<UInt8>) -> UInt32 {
    names.number(of: name, in: bytes)
  }

  /// The number of a name.
  mutating func party(_ name: String) -> UInt32 { names.number(of: name) }

  /// What some words stand for; each is kept once.
  mutating func meaning(of origin: Origin, tag: String) -> Meaning {
    Meaning(origin: origins.place(origin), tag: tagWords.place(tag))
  }

  /// Adds a row.
  @inline(__always)
  mutating func append(
    start: Day, end: Day, party: UInt32, amount: Double, meaning: Meaning, line: Int
  ) {
    if let last = runs.last, last.start == start, last.end == end, last.origin == meaning.origin {
    } else {
      runs.append(Run(start: start, end: end, origin: meaning.origin, first: count))
    }
    self.party.append(party)
    amounts.append(amount)
    tags.append(meaning.tag)
    lines.append(UInt32(truncatingIfNeeded: line))
  }
}

extension Array where Element: Hashable {
  /// The index of an element, which is added where it is new.
  mutating func place(_ element: Element) -> UInt32 {
    if let index = firstIndex(of: element) { return UInt32(index) }
    append(element)
    return UInt32(count - 1)
  }
}
