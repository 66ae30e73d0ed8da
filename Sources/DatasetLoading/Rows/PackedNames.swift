import Quantities

/// Names as words of eight bytes, so that comparing one with a file's bytes takes two steps.
struct PackedNames {
  private struct Entry {
    let first: Int
    let byteCount: Int
  }

  private var words: [UInt64] = []
  private var entries: [Entry] = []

  mutating func append(_ name: String) {
    let bytes = Array(name.utf8)
    entries.append(Entry(first: words.count, byteCount: bytes.count))
    for start in stride(from: 0, to: bytes.count, by: 8) {
      words.append(
        bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
  }

  /// Moves a position behind a name where the name stands there.
  @inline(__always)
  func match(_ name: Int, _ bytes: Span<UInt8>, at position: inout Int) -> Bool {
    let entry = entries[name]
    var (rest, word, index) = (entry.byteCount, entry.first, position)
    // The last word is read whole and masked, so it must lie inside the file.
    guard index + rest + 8 <= bytes.count else { return false }
    while rest >= 8 {
      guard bytes.word(at: index) == words[word] else { return false }
      (rest, word, index) = (rest - 8, word + 1, index + 8)
    }
    if rest > 0 {
      let mask = (1 as UInt64) << UInt64(truncatingIfNeeded: rest * 8) - 1
      guard bytes.word(at: index) & mask == words[word] else { return false }
    }
    position = index + rest
    return true
  }
}

/// Remembers the last day read: rows of one day often follow each other.
struct DateCache {
  private var head: UInt64 = 0
  private var tail: UInt64 = 0
  private var day: Day?

  /// Reads ten bytes of a day that exists.
  @inline(__always)
  mutating func scan(_ bytes: Span<UInt8>, at position: Int) -> Day? {
    guard position + 10 <= bytes.count else { return nil }
    let (newHead, newTail) = (bytes.word(at: position), bytes.word(at: position + 2))
    guard newHead != head || newTail != tail else { return day }
    guard let found = CalendarDay.scan(bytes, at: position) else { return nil }
    (head, tail, day) = (newHead, newTail, found)
    return found
  }
}

extension Span<UInt8> {
  /// Eight bytes that lie inside the span, the first being the lowest.
  @inline(__always)
  fileprivate func word(at position: Int) -> UInt64 {
    // Any eight bytes are an integer, and the load checks its bounds.
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
    return UInt64(littleEndian: word)
  }
}
