import Quantities

/// Collects diagnostics: of each rule the first 20 in a file, and how many more there are.
///
/// The outcome depends on the faults alone, not on the order in which they are found.
struct DiagnosticLog: Sendable {
  /// How many faults of one rule are printed for one file.
  static let shown = 20

  private struct Place: Hashable {
    let file: String
    let rule: Diagnostic.Rule
  }

  /// The faults of one rule in one file, by line.
  private struct Bucket {
    var kept: [Diagnostic] = []
    var dropped = 0
    var firstDropped = Int.max

    mutating func drop(line: Int, count: Int = 1) {
      dropped += count
      firstDropped = min(firstDropped, line)
    }

    mutating func insert(_ diagnostic: Diagnostic) {
      let index = kept.partitionIndex { Diagnostic.precedes(diagnostic, $0) }
      kept.insert(diagnostic, at: index)
      if kept.count > DiagnosticLog.shown { drop(line: kept.removeLast().line) }
    }
  }

  private var buckets: [Place: Bucket] = [:]

  /// Adds a fault; it is only worded if it will be shown.
  mutating func report(
    _ rule: Diagnostic.Rule, file: String, line: Int, _ fault: () -> Fault
  ) {
    let place = Place(file: file, rule: rule)
    var bucket = buckets[place] ?? Bucket()
    if bucket.kept.count == Self.shown, let last = bucket.kept.last, line > last.line {
      bucket.drop(line: line)
    } else {
      bucket.insert(Diagnostic(fault(), file: file, line: line))
    }
    buckets[place] = bucket
  }

  /// Adds a fault.
  mutating func report(_ fault: Fault, file: String, line: Int) {
    report(fault.rule, file: file, line: line) { fault }
  }

  /// Adds what another log holds, its lines counted from further down.
  mutating func merge(_ other: DiagnosticLog, addingLines base: Int = 0) {
    for (place, bucket) in other.buckets {
      var merged = buckets[place] ?? Bucket()
      for diagnostic in bucket.kept { merged.insert(diagnostic.moved(by: base)) }
      if bucket.dropped > 0 { merged.drop(line: bucket.firstDropped + base, count: bucket.dropped) }
      buckets[place] = merged
    }
  }

  /// All diagnostics by file and line, with one that counts the rest where there are more.
  func sorted() -> [Diagnostic] {
    var all = buckets.values.flatMap(\.kept)
    for (place, bucket) in buckets where bucket.dropped > 0 {
      let count = NumberFormat.fixed(Double(bucket.dropped), decimals: 0)
      let rest = Fault(place.rule, "and \(count) more")
      all.append(Diagnostic(rest, file: place.file, line: bucket.firstDropped))
    }
    return all.sorted(by: Diagnostic.precedes)
  }
}

extension Array {
  /// The first index whose element is above, in an array where those above come last.
  func partitionIndex(isAbove: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAbove(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
