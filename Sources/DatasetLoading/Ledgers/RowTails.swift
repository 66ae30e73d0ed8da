/// What stands behind the amount in rows met so far, and what it means.
///
/// Most rows end as the one before; others are found by their bytes.
struct RowTails: Sendable {
  private var numbers = NameIndex()
  private var tails = PackedNames()
  private var meanings: [LedgerBuffer.Meaning] = []
  private var last = 0

  /// Reads the rest of a row, with what ends its line, where it has been met before.
  @inline(__always)
  mutating func meaning(_ bytes: Span<UInt8>, at position: inout Int) -> LedgerBuffer.Meaning? {
    guard last < meanings.count else { return nil }
    var index = position
    if tails.match(last, bytes, at: &index), let next = RowTails.lineEnd(bytes, at: index) {
      position = next
      return meanings[last]
    }
    return find(bytes, at: &position)
  }

  private mutating func find(
    _ bytes: Span<UInt8>, at position: inout Int
  ) -> LedgerBuffer.Meaning? {
    guard let lineFeed = firstIndex(of: .lineFeed, in: bytes, from: position),
      lineFeed > position, lineFeed + 8 <= bytes.count
    else { return nil }
    let end = bytes[lineFeed - 1] == .carriageReturn ? lineFeed - 1 : lineFeed
    guard let number = numbers.known(position..<end, in: bytes) else { return nil }
    last = Int(number)
    position = lineFeed + 1
    return meanings[last]
  }

  /// Where the next line begins, where one ends here.
  @inline(__always)
  private static func lineEnd(_ bytes: Span<UInt8>, at position: Int) -> Int? {
    var index = position
    if index < bytes.count, bytes[index] == .carriageReturn { index += 1 }
    return index < bytes.count && bytes[index] == .lineFeed ? index + 1 : nil
  }

  /// What the fields behind one mean, where they have been met before.
  mutating func known(
    _ fields: [CSVField], behind place: Int?, in bytes: Span<UInt8>
  ) -> LedgerBuffer.Meaning? {
    guard let range = RowTails.range(fields, behind: place, in: bytes) else { return nil }
    return numbers.known(range, in: bytes).map { meanings[Int($0)] }
  }

  /// Notes what the fields behind one mean.
  mutating func learn(
    _ meaning: LedgerBuffer.Meaning, _ fields: [CSVField], behind place: Int?,
    in bytes: Span<UInt8>
  ) {
    guard let range = RowTails.range(fields, behind: place, in: bytes) else { return }
    last = Int(numbers.number(of: range, in: bytes))
    guard last == meanings.count else { return }
    meanings.append(meaning)
    tails.append(verbatim: Array(copying: bytes, range))
  }

  /// The bytes from the comma behind a field to the end of its row, where none of them is quoted.
  private static func range(
    _ fields: [CSVField], behind place: Int?, in bytes: Span<UInt8>
  ) -> Range<Int>? {
    guard let place, place + 1 < fields.count, let end = fields.last?.end,
      end + 8 <= bytes.count
    else { return nil }
    let isPlain = (place + 1..<fields.count).allSatisfy {
      fields[$0].start == fields[$0 - 1].end + 1
    }
    return isPlain ? fields[place].end..<end : nil
  }
}
