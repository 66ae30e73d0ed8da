/// The names of parties, each stored once and found by number.
///
/// Names lie end to end as words of eight bytes, so that a million of them are one allocation and a
/// comparison takes a few steps. A party's number is its place in the order of first mention.
public struct PartyNames: Sendable {
  /// The bytes of all names, each name padded with zeros to whole words.
  private var words: [UInt64] = []
  /// Where each name begins in `words`; one entry more than there are names.
  private var starts: [UInt32] = [0]
  /// The bytes in the last word of each name, 0 for eight.
  private var tails: [UInt8] = []

  /// Creates a table without names.
  public init() {}

  /// Creates a table of names in their order.
  public init(_ names: some Sequence<String>) {
    for name in names {
      let bytes = Array(name.utf8)
      let padded = bytes + [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
      append(
        stride(from: 0, to: padded.count, by: 8).map { start in
          padded[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }, byteCount: bytes.count)
    }
  }

  /// The number of names.
  public var count: Int { tails.count }

  /// Makes room for some names of a usual length.
  package mutating func reserve(_ count: Int, words: Int) {
    starts.reserveCapacity(count + 1)
    tails.reserveCapacity(count)
    self.words.reserveCapacity(words)
  }

  /// Adds a name given as its words, the first byte being the lowest.
  package mutating func append(_ name: some Sequence<UInt64>, byteCount: Int) {
    words.append(contentsOf: name)
    close(byteCount: byteCount)
  }

  /// Adds a word of the name that `close` will end.
  @inline(__always)
  package mutating func append(word: UInt64) { words.append(word) }

  /// Ends the name whose words were added.
  @inline(__always)
  package mutating func close(byteCount: Int) {
    precondition(words.count <= Int(UInt32.max), "names of more than 32 GB")
    starts.append(UInt32(truncatingIfNeeded: words.count))
    tails.append(UInt8(truncatingIfNeeded: byteCount % 8))
  }

  /// The words of a name.
  @inline(__always)
  package func words(of party: Int) -> ArraySlice<UInt64> {
    words[Int(starts[party])..<Int(starts[party + 1])]
  }

  /// The length of a name.
  package func byteCount(of party: Int) -> Int {
    let count = Int(starts[party + 1] - starts[party]) * 8
    return tails[party] == 0 ? count : count - 8 + Int(tails[party])
  }

  /// The name of a party.
  public subscript(party: UInt32) -> String {
    let bytes = words(of: Int(party)).flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
    return String(decoding: bytes.prefix(byteCount(of: Int(party))), as: UTF8.self)
  }
}
