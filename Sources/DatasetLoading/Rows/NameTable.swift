/// The names of bulk rows, found again in a file's bytes without making strings of them.
///
/// In most files the same names follow each other again and again, so the name that came next the
/// last time is tried first; a hash finds the others.
struct NameTable: Sendable {
  private var networks = PackedNames()
  private var series = PackedNames()
  /// The name that followed each name when it last occurred.
  private var successors: [Int] = []
  private var current = 0
  private var hashes: [UInt64: Int] = [:]

  /// The name that the next row probably has; `nil` while there is none.
  var expected: Int? { successors.isEmpty ? nil : successors[current] }

  /// Adds a name.
  mutating func append(network: String, series name: String) {
    let hash = hash(network.utf8) &* 31 &+ hash(name.utf8)
    if hashes[hash] == nil { hashes[hash] = successors.count }
    networks.append(network)
    series.append(name)
    successors.append(successors.count)
  }

  /// Notes the name of a row.
  @inline(__always)
  mutating func follow(with name: Int) {
    if successors[current] != name { successors[current] = name }
    current = name
  }

  /// Begins anew with the first name.
  mutating func rewind() { current = 0 }

  @inline(__always)
  func matchNetwork(_ name: Int, _ bytes: Span<UInt8>, at position: inout Int) -> Bool {
    networks.match(name, bytes, at: &position)
  }

  @inline(__always)
  func matchSeries(_ name: Int, _ bytes: Span<UInt8>, at position: inout Int) -> Bool {
    series.match(name, bytes, at: &position)
  }

  /// The name that the row at a position seems to have; it has yet to be matched.
  func find(
    _ bytes: Span<UInt8>, at position: Int, columns: [PlainRows.Column]
  ) -> Int? {
    var (index, networkHash, seriesHash) = (position, hash([]), hash([]))
    for column in columns {
      let start = index
      while index < bytes.count, bytes[index] != .comma, bytes[index] != .lineFeed { index += 1 }
      switch column {
      case .network: networkHash = hash(bytes, start..<index)
      case .series: seriesHash = hash(bytes, start..<index)
      case .date, .value: break
      }
      index += 1
    }
    return hashes[networkHash &* 31 &+ seriesHash]
  }

  private func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = NameTable.offset
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* NameTable.prime }
    return hash
  }

  private func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(NameTable.offset) { ($0 ^ UInt64($1)) &* NameTable.prime }
  }

  // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
  private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3
}
