public import Quantities

/// Who holds, pays or supplies: the rows of a network that name a party.
///
/// Columns lie side by side, a row is an index into all of them, and rows of one source over the
/// same days are neighbours: a `Statement`. A row costs 20 bytes, and a name is stored once.
public struct Ledger: Sendable {
  /// What the parties do.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Balances of token holders on a day.
    case holders
    /// What customers paid over some days, in USD.
    case customers
    /// Tokens that suppliers were rewarded with over some days.
    case suppliers

    /// The words that the column `kind` may hold beside nothing; `nil` where it is free text.
    public var tagWords: [String]? {
      switch self {
      case .holders:
        ["exchange", "contract", "treasury", "foundation", "team", "investor", "burn"]
      case .customers: ["related", "other"]
      case .suppliers: nil
      }
    }
  }

  /// Rows of one source over the same days.
  public struct Statement: Hashable, Sendable {
    /// The days; one day for balances.
    public let days: ClosedRange<Day>
    /// An id of `sources.csv`.
    public let source: String
    /// On whose word the rows rest.
    public let evidence: Evidence
    /// Index into the dataset's files.
    public let file: UInt16
    /// The rows, as indices into the ledger's columns.
    public let rows: Range<Int>

    /// Creates a statement.
    public init(
      days: ClosedRange<Day>, source: String, evidence: Evidence, file: UInt16, rows: Range<Int>
    ) {
      (self.days, self.source, self.evidence) = (days, source, evidence)
      (self.file, self.rows) = (file, rows)
    }
  }

  /// What the parties do.
  public let kind: Kind
  /// The names of the parties, of rows that a cut leaves out as well.
  public let parties: PartyNames
  /// The words of the column `kind` or `region`; a row's tag is an index into them.
  public let tagWords: [String]
  /// Sources by rank, best first.
  public let sources: [String]
  /// What was stated, by first day, last day and rank of the source.
  public private(set) var statements: [Statement]
  /// The party of each row.
  public let party: [UInt32]
  /// Tokens or USD.
  public let amounts: [Double]
  /// Line of each row in its file, the header being line 1.
  public let lines: [UInt32]
  /// Empty where all rows have the first of the words.
  private let tags: [UInt32]

  /// Creates a ledger from columns whose statements follow each other.
  ///
  /// A source states a party once for a day.
  public init(
    _ kind: Kind, parties: PartyNames, tagWords: [String], sources: [String],
    statements: [Statement], party: [UInt32], amounts: [Double], tags: [UInt32], lines: [UInt32]
  ) {
    precondition(
      party.count == amounts.count && lines.count == amounts.count
        && (tags.isEmpty || tags.count == amounts.count), "ragged columns")
    (self.kind, self.parties, self.tagWords, self.sources) = (kind, parties, tagWords, sources)
    (self.statements, self.party, self.amounts) = (statements, party, amounts)
    (self.tags, self.lines) = (tags, lines)
  }

  /// The number of rows, all or those that a cut left.
  public var count: Int { statements.reduce(0) { $0 + $1.rows.count } }

  /// Index of the word that stands in a row's column `kind` or `region`.
  @inline(__always)
  public func tag(_ row: Int) -> Int { tags.isEmpty ? 0 : Int(tags[row]) }

  /// The word that stands in a row's column `kind` or `region`.
  public func tagWord(_ row: Int) -> String { tagWords[tag(row)] }

  /// For each tag whether its word is one of some.
  public func tagged(_ words: Set<String>) -> [Bool] { tagWords.map(words.contains) }

  /// The statements that a condition keeps; the columns are not copied.
  public func filtered(_ isKept: (Statement) -> Bool) -> Ledger {
    var ledger = self
    ledger.statements.removeAll { !isKept($0) }
    return ledger
  }
}

extension Ledger {
  /// What one source says of a period.
  public struct Reading: Sendable {
    /// The statements, oldest first.
    public let statements: [Statement]
    /// Days that they cover ÷ days of the period; 1 for balances on a day.
    public let coverage: Double

    /// Whether at least 95 % of the days are covered.
    public var isWhole: Bool { coverage >= FlowReading.wholeCoverage }
    /// The number of rows.
    public var count: Int { statements.reduce(0) { $0 + $1.rows.count } }
  }

  /// The balances of the last day inside a period that has any, by the best-ranked source.
  ///
  /// - Returns: The statements of that day; `nil` where no day of the period has any.
  /// - Complexity: O(statements).
  public func balances(in period: Period) -> Reading? {
    let inside = statements.filter { $0.days.upperBound <= period.end }
    guard let day = inside.map(\.days.upperBound).max(), day >= period.start else { return nil }
    let onDay = inside.filter { $0.days.upperBound == day }
    guard let source = sources.first(where: { source in onDay.contains { $0.source == source } })
    else { return nil }
    return Reading(statements: onDay.filter { $0.source == source }, coverage: 1)
  }

  /// The rows that lie inside a period, by one source: the best-ranked that covers it whole, else
  /// the best-covered.
  ///
  /// A row that reaches over the period's edge does not count, since what one party paid cannot be
  /// divided by days.
  ///
  /// - Complexity: O(statements) for each source.
  public func flow(over period: Period) -> Reading? {
    var best: Reading?
    for source in sources {
      let inside = statements.filter {
        $0.source == source && $0.days.lowerBound >= period.start
          && $0.days.upperBound <= period.end
      }
      guard !inside.isEmpty else { continue }
      let coverage = Double(Ledger.coveredDays(inside)) / Double(period.days)
      let reading = Reading(statements: inside, coverage: coverage)
      if reading.isWhole { return reading }
      if coverage > best?.coverage ?? 0 { best = reading }
    }
    return best
  }

  /// Days that at least one of the statements covers; they are sorted by their first day.
  private static func coveredDays(_ statements: [Statement]) -> Int {
    var (days, next) = (0, statements[0].days.lowerBound)
    for statement in statements where statement.days.upperBound >= next {
      days += statement.days.upperBound - max(statement.days.lowerBound, next) + 1
      next = statement.days.upperBound + 1
    }
    return days
  }

  /// The amounts of a reading's rows whose tag a condition keeps.
  public func amounts(_ reading: Reading, where isKept: [Bool]) -> [Double] {
    var kept: [Double] = []
    kept.reserveCapacity(reading.count)
    for statement in reading.statements {
      for row in statement.rows where isKept[tag(row)] { kept.append(amounts[row]) }
    }
    return kept
  }

  /// The amounts of a reading's rows added up by party, over rows whose tag a condition keeps.
  ///
  /// - Returns: An amount for each party, by number; 0 where it has no row.
  /// - Complexity: O(rows + parties).
  public func amountsByParty(_ reading: Reading, where isKept: [Bool]) -> [Double] {
    var sums = [Double](repeating: 0, count: parties.count)
    for statement in reading.statements {
      for row in statement.rows where isKept[tag(row)] { sums[Int(party[row])] += amounts[row] }
    }
    return sums
  }
}
