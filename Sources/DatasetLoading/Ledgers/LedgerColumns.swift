import Quantities
import SeriesStore

/// The rows of one ledger while they are brought together and put in order.
struct LedgerColumns {
  /// The rows of one chunk of a file.
  struct Part: Sendable {
    let rows: LedgerBuffer
    /// The line on which the chunk begins.
    let firstLine: Int
    let file: UInt16
  }

  /// What the rows of a statement have in common.
  private struct Key: Hashable {
    let start: Day
    let end: Day
    let origin: UInt32
    let file: UInt16
  }

  private let names: PartyNames
  private var tagWords: [String] = []
  private var origins: [LedgerBuffer.Origin] = []
  private let sources: [String]
  private var statements: [Ledger.Statement] = []
  private var party: [UInt32] = []
  private var amounts: [Double] = []
  private var tags: [UInt32] = []
  private var lines: [UInt32] = []

  /// Gathers rows from their parts, in the order of files and lines, and puts those of a statement
  /// side by side.
  init(_ parts: [Part], ranking: [String]) {
    var (words, origins) = ([String](), [LedgerBuffer.Origin]())
    for part in parts {
      for word in part.rows.tagWords { _ = words.place(word) }
      for origin in part.rows.origins { _ = origins.place(origin) }
    }
    (tagWords, self.origins) = (words, origins)
    let found = Set(origins.map(\.source))
    sources = ranking.filter(found.contains) + found.subtracting(ranking).sorted()
    let (names, numbers) = NameIndex.joined(parts.map(\.rows.names))
    self.names = names.finished()
    let (keys, counts) = count(parts)
    let order = sorted(keys)
    var next = [Int](repeating: 0, count: keys.count)
    var first = 0
    for key in order {
      next[key] = first
      statements.append(statement(keys[key], first..<first + counts[key]))
      first += counts[key]
    }
    place(parts, numbers, keys, &next, count: first)
  }

  /// The statements in the order of the files, and the number of rows of each.
  private func count(_ parts: [Part]) -> (keys: [Key], counts: [Int]) {
    var (keys, counts, known) = ([Key](), [Int](), [Key: Int]())
    for part in parts {
      for (index, run) in part.rows.runs.enumerated() {
        let key = key(run, of: part)
        let place = known[key] ?? keys.count
        if place == keys.count {
          known[key] = place
          keys.append(key)
          counts.append(0)
        }
        counts[place] += part.rows.rows(index).count
      }
    }
    return (keys, counts)
  }

  private func key(_ run: LedgerBuffer.Run, of part: Part) -> Key {
    let origin = part.rows.origins[Int(run.origin)]
    let place = origins.firstIndex(of: origin) ?? 0
    return Key(start: run.start, end: run.end, origin: UInt32(place), file: part.file)
  }

  /// The statements by first day, last day and rank of their source; else as the files have them.
  private func sorted(_ keys: [Key]) -> [Int] {
    let rank = origins.map { sources.firstIndex(of: $0.source) ?? 0 }
    return keys.indices.sorted { left, right in
      let (a, b) = (keys[left], keys[right])
      return (a.start, a.end, rank[Int(a.origin)], left)
        < (b.start, b.end, rank[Int(b.origin)], right)
    }
  }

  private func statement(_ key: Key, _ rows: Range<Int>) -> Ledger.Statement {
    let origin = origins[Int(key.origin)]
    return Ledger.Statement(
      days: key.start...key.end, source: origin.source, evidence: origin.evidence,
      file: key.file, rows: rows)
  }

  /// Writes the rows of all parts where their statements want them.
  private mutating func place(
    _ parts: [Part], _ numbers: [[UInt32]], _ keys: [Key], _ next: inout [Int], count: Int
  ) {
    party = [UInt32](repeating: 0, count: count)
    amounts = [Double](repeating: 0, count: count)
    lines = [UInt32](repeating: 0, count: count)
    if tagWords.count > 1 { tags = [UInt32](repeating: 0, count: count) }
    let places = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))
    for (part, numbers) in zip(parts, numbers) {
      let rows = part.rows
      let words = rows.tagWords.map { UInt32(tagWords.firstIndex(of: $0) ?? 0) }
      let line = UInt32(truncatingIfNeeded: part.firstLine)
      for (index, run) in rows.runs.enumerated() {
        guard let statement = places[key(run, of: part)] else { continue }
        for (row, place) in zip(rows.rows(index), next[statement]...) {
          party[place] = numbers[Int(rows.party[row])]
          amounts[place] = rows.amounts[row]
          lines[place] = rows.lines[row] &+ line
          if !tags.isEmpty { tags[place] = words[Int(rows.tags[row])] }
        }
        next[statement] += rows.rows(index).count
      }
    }
  }
}

extension LedgerColumns {
  /// The finished ledger; rows that say of a party what was said before are reported and left out.
  ///
  /// - Returns: `nil` where no row is left.
  consuming func ledger(
    _ form: LedgerForm, _ entry: Catalog.Entry, paths: [String], into log: inout DiagnosticLog
  ) -> Ledger? {
    let clashes = LedgerClashes(statements, party, parties: names.count)
    if !clashes.isEmpty {
      clashes.report(form, statements, lines, paths, into: &log) { names[party[$0]] }
      keep(clashes.isKept(count: party.count))
    }
    guard let first = statements.first else { return nil }
    if !amounts.contains(where: { $0 > 0 }) {
      log.report(
        Fault(
          .noAmounts, field: form.name(of: .amount),
          "is nowhere above 0, so nothing can be measured", "fill it in, or delete the file"),
        file: paths[Int(first.file)], line: 0)
    }
    reportUnranked(form.kind, entry, paths, into: &log)
    return Ledger(
      form.kind, parties: names, tagWords: tagWords, sources: sources, statements: statements,
      party: party, amounts: amounts, tags: tags, lines: lines)
  }

  /// Leaves out the rows that are not kept.
  private mutating func keep(_ isKept: [Bool]) {
    func kept<Value>(_ column: [Value]) -> [Value] {
      zip(column, isKept).filter(\.1).map(\.0)
    }
    var first = 0
    statements = statements.compactMap { statement in
      let count = statement.rows.count { isKept[$0] }
      defer { first += count }
      return count == 0
        ? nil
        : Ledger.Statement(
          days: statement.days, source: statement.source, evidence: statement.evidence,
          file: statement.file, rows: first..<first + count)
    }
    (party, amounts, lines) = (kept(party), kept(amounts), kept(lines))
    if !tags.isEmpty { tags = kept(tags) }
  }

  /// Of several sources each has a rank.
  private func reportUnranked(
    _ kind: Ledger.Kind, _ entry: Catalog.Entry, _ paths: [String],
    into log: inout DiagnosticLog
  ) {
    guard sources.count > 1 else { return }
    let ranked = Set((entry.profile?.ranking[kind.rawValue] ?? []).map(\.source))
    for source in sources where !ranked.contains(source) {
      guard let statement = statements.first(where: { $0.source == source }) else { continue }
      let fault = Fault(
        .unrankedSource, field: "source", cell: source,
        "not ranked for '\(kind.rawValue)', so it comes last",
        "add it under 'sources:' in \(escaped(entry.profilePath))")
      log.report(
        fault, file: paths[Int(statement.file)], line: Int(lines[statement.rows.lowerBound]))
    }
  }
}
