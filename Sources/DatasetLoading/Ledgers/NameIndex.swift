import SeriesStore

/// Names numbered in the order of first mention, found by their bytes without making strings.
///
/// Names are kept as words of eight bytes, as `PartyNames` keeps them. A name to be looked up is
/// written behind the others first, so that words are compared with words; it is taken away again
/// where it is known. Half of a name's hash lies beside its number, so that others are rarely
/// looked at.
struct NameIndex: Sendable {
  private var words: [UInt64] = []
  /// Where each name begins; one entry more than there are names.
  private var starts: [UInt32] = [0]
  /// The upper half of a name's hash and its number plus 1; 0 where the slot is free.
  private var slots: [UInt64]

  /// Creates an index with room for some names of some words in all.
  init(capacity: Int = 0, words: Int = 0) {
    slots = [UInt64](repeating: 0, count: NameIndex.slotCount(capacity))
    starts.reserveCapacity(capacity + 1)
    self.words.reserveCapacity(words)
  }

  /// A power of two, so that at most two thirds of the slots are taken.
  private static func slotCount(_ capacity: Int) -> Int {
    1 << max(6, Int.bitWidth - (capacity + capacity / 2).leadingZeroBitCount)
  }

  /// The number of names.
  var count: Int { starts.count - 1 }

  /// The names by number.
  consuming func finished() -> PartyNames { PartyNames(words: words, starts: starts) }

  /// The number of the name in a range of a file, which is added where it is new.
  ///
  /// The eight bytes that follow the range have to lie inside the file.
  @inline(__always)
  mutating func number(of range: Range<Int>, in bytes: Span<UInt8>) -> UInt32 {
    let hash = write(range, bytes)
    let slot = slot(of: hash)
    return numberOfLastWritten(hash, slot)
  }

  /// The number of the name in a range of a file, if it is known.
  mutating func known(_ range: Range<Int>, in bytes: Span<UInt8>) -> UInt32? {
    let slot = slot(of: write(range, bytes))
    words.removeLast(words.count - Int(starts[count]))
    return slots[slot] == 0 ? nil : UInt32(truncatingIfNeeded: slots[slot]) - 1
  }

  /// The number of a text, which is added where it is new.
  mutating func number(of text: String) -> UInt32 {
    let bytes = Array(text.utf8)
    let padded = bytes + [UInt8](repeating: 0, count: 8)
    return number(of: 0..<bytes.count, in: padded.span)
  }

  /// Creates an index of the names of others, in their order.
  ///
  /// - Returns: With it, for each of the others, the number here of each number there.
  static func joined(_ others: [NameIndex]) -> (index: NameIndex, numbers: [[UInt32]]) {
    var index = NameIndex(
      capacity: others.reduce(0) { $0 + $1.count },
      words: others.reduce(0) { $0 + $1.words.count })
    let numbers = others.map { index.add($0.words.span, $0.starts.span) }
    return (index, numbers)
  }

  private mutating func add(_ words: Span<UInt64>, _ starts: Span<UInt32>) -> [UInt32] {
    var numbers = [UInt32](repeating: 0, count: starts.count - 1)
    for name in numbers.indices {
      var hash = Self.seed
      for place in Int(starts[name])..<Int(starts[name + 1]) {
        self.words.append(words[place])
        hash = Self.mix(hash, words[place])
      }
      hash = Self.finish(hash)
      numbers[name] = numberOfLastWritten(hash, slot(of: hash))
    }
    return numbers
  }

  /// Frees what only serves to add names.
  mutating func close() { slots = [] }

  /// Writes a name behind the others.
  ///
  /// - Returns: Its hash.
  @inline(__always)
  private mutating func write(_ range: Range<Int>, _ bytes: Span<UInt8>) -> UInt64 {
    var (hash, position) = (Self.seed, range.lowerBound)
    while position &+ 8 <= range.upperBound {
      let word = bytes.word(at: position)
      words.append(word)
      hash = Self.mix(hash, word)
      position &+= 8
    }
    let rest = range.upperBound &- position
    if rest > 0 {
      let word = bytes.word(at: position) & (1 << UInt64(truncatingIfNeeded: rest &* 8) &- 1)
      words.append(word)
      hash = Self.mix(hash, word)
    }
    return Self.finish(hash)
  }

  /// The slot of the name written last: the one that holds it, or the free one where it belongs.
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32, isLastWritten(Int(entry & 0xFFFF_FFFF) &- 1) { break }
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  @inline(__always)
  private func isLastWritten(_ number: Int) -> Bool {
    let (start, written) = (Int(starts[number]), Int(starts[count]))
    guard Int(starts[number + 1]) - start == words.count - written else { return false }
    for index in 0..<(words.count - written) where words[start + index] != words[written + index] {
      return false
    }
    return true
  }

  /// The number of the name written last, which is kept only where it is new.
  @inline(__always)
  private mutating func numberOfLastWritten(_ hash: UInt64, _ slot: Int) -> UInt32 {
    let found = UInt32(truncatingIfNeeded: slots[slot])
    guard found == 0 else {
      words.removeLast(words.count - Int(starts[count]))
      return found - 1
    }
    precondition(words.count <= Int(UInt32.max), "names of more than 32 GB")
    starts.append(UInt32(truncatingIfNeeded: words.count))
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(count)
    let number = UInt32(truncatingIfNeeded: count - 1)
    if count * 3 > slots.count * 2 { grow() }
    return number
  }

  private mutating func grow() {
    let (old, mask) = (slots, slots.count * 2 - 1)
    slots = [UInt64](repeating: 0, count: mask + 1)
    for entry in old where entry != 0 {
      var slot = Int(truncatingIfNeeded: entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }

  // Words are folded in by the multiplier and shift of SplitMix64, and mixed as there at the end.
  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ mixed >> 29
  }

  @inline(__always)
  private static func finish(_ hash: UInt64) -> UInt64 {
    (hash ^ hash >> 32) &* 0x94D0_49BB_1331_11EB
  }
}
