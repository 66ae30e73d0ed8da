import Quantities

/// Amounts in ascending order, in parts that follow each other.
///
/// Sorted from the highest bits down, on all processors: chunks are scattered over 2,048 ranges of
/// bit patterns, ranges are gathered into parts that fit a processor's cache, and parts are
/// scattered once more and finished by insertion. Doubles that are not negative have the order of
/// their bit patterns.
///
/// - SeeAlso: McIlroy, Bostic and McIlroy, "Engineering Radix Sort", *Computing Systems* 6(1), 1993.
struct AscendingOrder: Sendable {
  /// The bit patterns, part after part; no part is empty.
  let parts: [[UInt64]]

  /// Sorts amounts, none of them negative.
  ///
  /// - Complexity: O(*n*) where the amounts are spread over some octaves; at worst eight times that.
  init(_ amounts: [Double]) {
    guard amounts.count > Self.partSize else {
      parts = amounts.isEmpty ? [] : [PatternSort.sorted(amounts.map(\.pattern))]
      return
    }
    let chunks = Self.chunks(amounts.count)
    let extremes = inParallel(chunks.count) { amounts.extremes(in: chunks[$0]) }
    let ranges = PatternRanges(
      lowest: extremes.reduce(.max) { min($0, $1.lowest) },
      highest: extremes.reduce(.min) { max($0, $1.highest) }, bits: 11)
    let scattered = inParallel(chunks.count) {
      ScatteredPatterns(amounts[chunks[$0]].map(\.pattern), ranges)
    }
    let groups = Self.groups(of: ranges, scattered)
    parts = inParallel(groups.count) { index in
      let group = groups[index]
      var gathered: [UInt64] = []
      gathered.reserveCapacity(group.count)
      for chunk in scattered { gathered += chunk.patterns(in: group.ranges) }
      return PatternSort.sorted(gathered)
    }.filter { !$0.isEmpty }
  }

  /// How many patterns a processor's own cache holds with room to work: half a megabyte.
  private static let partSize = 1 << 16

  /// The runs in which amounts are scattered; they depend on the count alone.
  private static func chunks(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: partSize).map { $0..<min($0 + partSize, count) }
  }

  /// Neighbouring ranges whose patterns make one part.
  private static func groups(
    of ranges: PatternRanges, _ scattered: [ScatteredPatterns]
  ) -> [(ranges: Range<Int>, count: Int)] {
    var (groups, first, count) = ([(ranges: Range<Int>, count: Int)](), 0, 0)
    for range in 0..<ranges.count {
      for chunk in scattered { count += chunk.patterns(in: range..<range + 1).count }
      guard count >= partSize || range == ranges.count - 1 else { continue }
      groups.append((first..<range + 1, count))
      (first, count) = (range + 1, 0)
    }
    return groups
  }
}

/// Ranges of equal width that bit patterns fall into.
struct PatternRanges: Sendable {
  /// The number of ranges.
  let count: Int
  private let lowest: UInt64
  private let shift: UInt64

  /// Divides the patterns between two into at most two to the power of some bits.
  init(lowest: UInt64, highest: UInt64, bits: Int) {
    self.lowest = lowest
    let width = UInt64.bitWidth - (highest - lowest).leadingZeroBitCount
    shift = UInt64(truncatingIfNeeded: max(0, width - bits))
    count = Int((highest - lowest) >> shift) + 1
  }

  /// The range that a pattern falls into.
  @inline(__always)
  func callAsFunction(_ pattern: UInt64) -> Int {
    Int(truncatingIfNeeded: (pattern &- lowest) &>> shift)
  }
}

/// Bit patterns arranged by range.
struct ScatteredPatterns: Sendable {
  let patterns: [UInt64]
  /// Where each range begins; one entry more than there are ranges.
  let starts: [UInt32]

  /// Arranges patterns, in two passes.
  init(_ source: [UInt64], _ ranges: PatternRanges) {
    var patterns = [UInt64](repeating: 0, count: source.count)
    var starts = [UInt32](repeating: 0, count: ranges.count + 1)
    ScatteredPatterns.scatter(source.span, ranges, &patterns, &starts)
    (self.patterns, self.starts) = (patterns, starts)
  }

  private static func scatter(
    _ source: Span<UInt64>, _ ranges: PatternRanges, _ patterns: inout [UInt64],
    _ starts: inout [UInt32]
  ) {
    // Mutable spans check bounds but not, as arrays do at every store, who else holds the buffer.
    var placed = patterns.mutableSpan
    var next = starts.mutableSpan
    for index in source.indices { next[ranges(source[index]) &+ 1] &+= 1 }
    for range in 1..<next.count { next[range] &+= next[range &- 1] }
    for index in source.indices {
      let (pattern, range) = (source[index], ranges(source[index]))
      placed[Int(next[range])] = pattern
      next[range] &+= 1
    }
    // Each entry has moved to the end of its range, which is where the following one begins.
    for range in stride(from: next.count - 1, to: 0, by: -1) { next[range] = next[range - 1] }
    next[0] = 0
  }

  /// The patterns of some neighbouring ranges.
  func patterns(in ranges: Range<Int>) -> ArraySlice<UInt64> {
    patterns[Int(starts[ranges.lowerBound])..<Int(starts[ranges.upperBound])]
  }
}

/// Sorts bit patterns that fit a processor's cache.
enum PatternSort {
  /// The most patterns that insertion sorts faster than another scattering.
  private static let fewest = 24

  static func sorted(_ patterns: consuming [UInt64]) -> [UInt64] {
    guard patterns.count > fewest else {
      insert(&patterns)
      return patterns
    }
    let (lowest, highest) = extremes(of: patterns)
    if lowest == highest { return patterns }
    let ranges = PatternRanges(
      lowest: lowest, highest: highest,
      bits: max(1, UInt64.bitWidth - patterns.count.leadingZeroBitCount - 3))
    let scattered = ScatteredPatterns(patterns, ranges)
    patterns = scattered.patterns
    for (from, to) in zip(scattered.starts, scattered.starts.dropFirst()) where to - from > fewest {
      let crowded = Int(from)..<Int(to)
      patterns.replaceSubrange(crowded, with: sorted(Array(patterns[crowded])))
    }
    insert(&patterns)
    return patterns
  }

  private static func extremes(of patterns: [UInt64]) -> (lowest: UInt64, highest: UInt64) {
    var (lowest, highest) = (UInt64.max, UInt64.min)
    for pattern in patterns {
      lowest = min(lowest, pattern)
      highest = max(highest, pattern)
    }
    return (lowest, highest)
  }

  /// Sorts what is nearly in order: no pattern moves beyond its range.
  private static func insert(_ patterns: inout [UInt64]) {
    var patterns = patterns.mutableSpan
    for index in patterns.indices.dropFirst() {
      let pattern = patterns[index]
      var place = index
      while place > 0, patterns[place &- 1] > pattern {
        patterns[place] = patterns[place &- 1]
        place &-= 1
      }
      patterns[place] = pattern
    }
  }
}

extension Double {
  /// The bits of an amount; a negative zero has those of zero.
  @inline(__always) var pattern: UInt64 { (self + 0).bitPattern }
}

extension [Double] {
  fileprivate func extremes(in range: Range<Int>) -> (lowest: UInt64, highest: UInt64) {
    var (lowest, highest) = (UInt64.max, UInt64.min)
    for amount in self[range] {
      lowest = Swift.min(lowest, amount.pattern)
      highest = Swift.max(highest, amount.pattern)
    }
    return (lowest, highest)
  }
}
