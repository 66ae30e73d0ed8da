/// The names of parties, each stored once and found by number.
///
/// Names lie end to end as words of eight bytes, so that a million of them are three allocations. A
/// party's number is its place in the order of first mention.
public struct PartyNames: Sendable {
  /// The bytes of all names, the first byte of a word being the lowest; each name is padded with
  /// zeros to whole words.
  private let words: [UInt64]
  /// Where each name begins in `words`; one entry more than there are names.
  private let starts: [UInt32]

  /// Creates a table from its columns.
  package init(words: [UInt64], starts: [UInt32]) {
    precondition(starts.last.map(Int.init) == words.count, "ragged columns")
    (self.words, self.starts) = (words, starts)
  }

  /// Creates a table of names in their order.
  public init(_ names: some Sequence<String>) {
    var (words, starts) = ([UInt64](), [UInt32(0)])
    for name in names {
      let bytes = Array(name.utf8)
      for start in stride(from: 0, to: bytes.count, by: 8) {
        words.append(
          bytes[start..<min(start + 8, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) })
      }
      starts.append(UInt32(words.count))
    }
    self.init(words: words, starts: starts)
  }

  /// The number of names.
  public var count: Int { starts.count - 1 }

  /// The name of a party.
  public subscript(party: UInt32) -> String {
    let name = words[Int(starts[Int(party)])..<Int(starts[Int(party) + 1])]
    let bytes = name.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
    // No name holds a zero byte: the reader of tables refuses them.
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
