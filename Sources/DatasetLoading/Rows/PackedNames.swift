/// Names as words of eight bytes, so that comparing one with a file's bytes takes two steps.
struct PackedNames: Sendable {
  private struct Entry: Sendable {
    let first: Int
    let byteCount: Int
  }

  private var words: [UInt64] = []
  private var entries: [Entry] = []

  /// Adds a name; one with a quote or comma is never matched, since a file must quote it.
  mutating func append(_ name: String) {
    let bytes = Array(name.utf8)
    let isPlain = bytes.allSatisfy { $0 > .comma || $0 == UInt8(ascii: " ") }
    append(bytes, byteCount: isPlain ? bytes.count : .max / 2)
  }

  /// Adds a run of bytes as it stands in a file.
  mutating func append(verbatim bytes: [UInt8]) { append(bytes, byteCount: bytes.count) }

  private mutating func append(_ bytes: [UInt8], byteCount: Int) {
    entries.append(Entry(first: words.count, byteCount: byteCount))
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
