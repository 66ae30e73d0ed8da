public import Quantities

/// What a network's profile states; everything that is not a row of figures.
///
/// What it leaves out is `nil` or empty, never a value that it may have meant.
public struct Profile: Sendable {
  /// The network's name.
  public var name: String
  /// The token's symbol.
  public var symbol: String
  /// The first day the token traded or was minted, as stated: a day or a month.
  public var launched: String?
  /// The most tokens that there can ever be.
  public var maxSupply: Double?
  /// The chain that carries the token, in one word.
  public var chain: String?
  /// Decimals of the token on its chain: one token is 10 to this power of its smallest unit.
  public var decimals: Int?
  /// Year of the first public trade; that of `launched` where only this is stated.
  public var cohort: Int?
  /// `wireless`, `compute`, `storage`, `mapping`, `data`, `sensors`, `energy` or `platform`.
  public var category: String
  /// `burn-and-mint`, `work-token`, `fee-share`, `inflation` or `none`.
  public var mechanism: String
  /// What `revenue` means here.
  public var revenueDefinition: String
  /// The unit of `capacity` and what it counts.
  public var capacity: Measure?
  /// The unit of `usage` and what it counts.
  public var usage: Measure?
  /// Other definitions that rows may carry, by id.
  public var bases: [String: String]
  /// The ranking of sources for each series.
  public var ranking: [String: [RankedSource]]
  /// Properties of series: own ones and standard ones.
  public var series: [String: SeriesProperties]
  /// Scheduled emission.
  public var emissionSchedule: [ScheduleRule]
  /// Scheduled releases into circulation.
  public var unlockSchedule: [ScheduleRule]
  /// How much of the burned tokens comes back, by dated rules.
  public var remints: [Remint]
  /// Dated rules that derive fees from revenue.
  public var splits: [SplitRule]
  /// How other definitions and sources follow from the profile's own definition.
  public var bridges: [BridgeRule] = []
  /// Where series are fetched from; no figure depends on it.
  public var fetches: [FetchRule] = []
  /// The highest price ever, as published.
  public var allTimeHigh: AllTimeHigh?
  /// Index of the profile's file in the dataset.
  public var file: UInt16

  /// Creates a profile that states only its name.
  public init(name: String) {
    (self.name, symbol, category, mechanism, revenueDefinition) = (name, "", "", "", "")
    (bases, ranking, series, emissionSchedule, unlockSchedule) = ([:], [:], [:], [], [])
    (remints, splits, file) = ([], [], 0)
  }

  /// A unit with the words for what it counts.
  public struct Measure: Hashable, Sendable {
    /// The unit's word, `hotspot`.
    public var unit: String
    /// What is counted, `mobile hotspots`.
    public var label: String

    /// Creates a measure.
    public init(unit: String, label: String) { (self.unit, self.label) = (unit, label) }
  }

  /// A place in the ranking of sources.
  public struct RankedSource: Hashable, Sendable {
    /// An id of `sources.csv`.
    public var source: String
    /// The definition it reports; empty for the profile's own.
    public var basis: String

    /// Creates an entry.
    public init(source: String, basis: String = "") {
      (self.source, self.basis) = (source, basis)
    }
  }

  /// What the profile says of a series.
  public struct SeriesProperties: Hashable, Sendable {
    /// Flow, stock or level, for own series; `nil` for standard ones, which keep theirs.
    public var kind: SeriesKind?
    /// The unit as rows have to write it, literally; `nil` for the standard one.
    public var unit: String?
    /// One phrase for the glossary; `nil` where the standard one serves.
    public var meaning: String?
    /// Where the figures come from, for files of two columns; `nil` where each row says so.
    public var source: String?
    /// The tier of the figures, for files of two columns; `nil` where each row says so.
    public var evidence: Evidence?
    /// What days without a row mean; `nil` for what they mean of the standard series, or missing.
    public var gaps: GapPolicy?
    /// How often a new row is due, which decides when figures are stale; `nil` for the usual
    /// step between the rows.
    public var cadence: Cadence?
    /// Whether the segments add up to the whole.
    public var hasCompleteParts = false

    /// Creates properties that state nothing.
    public init() {}
  }

  /// How often rows are due.
  public enum Cadence: String, Hashable, Sendable, CaseIterable { case day, week, month, quarter }

  /// A dated rule of a schedule.
  public struct ScheduleRule: Hashable, Sendable {
    /// What the tokens are per.
    public enum Interval: String, Hashable, Sendable, CaseIterable {
      case day, week, epoch, month, year, total
    }

    /// First day on which the rule holds; for a cliff its day.
    public var from: Day
    /// Last day; `nil` for a rule without an end.
    public var until: Day?
    /// Tokens for each interval; 0 where a share of supply is stated instead.
    public var tokens: Double
    /// The interval that `tokens` or the share of supply is for.
    public var per: Interval
    /// Share of supply released in each interval, as a fraction; `nil` for a rule of an amount.
    public var percentOfSupply: Double?
    /// The supply, in tokens, that the share is first taken of.
    public var supply: Double?
    /// The fraction by which the amount or share falls each time; `nil` for one that stays.
    public var decay: Double?
    /// After how many months it falls again; `nil` for one that stays.
    public var decayMonths: Int?
    /// The share below which it does not fall, as a fraction; `nil` for none.
    public var floor: Double?
    /// Whether the amount falls in a straight line to zero at the end.
    public var isLinearToZero = false
    /// Whether the rule is a ceiling, not an amount.
    public var isLimit = false
    /// Who receives the tokens of an unlock.
    public var holders: String
    /// An id of `sources.csv`.
    public var source: String
    /// The rule's line in the profile.
    public var line: UInt32

    /// Creates a rule of a constant amount.
    public init(
      from: Day, until: Day?, tokens: Double, per: Interval, holders: String = "", source: String,
      line: UInt32 = 0
    ) {
      (self.from, self.until, self.tokens, self.per) = (from, until, tokens, per)
      (self.holders, self.source, self.line) = (holders, source, line)
    }
  }

  /// A dated rule of how burned tokens come back.
  public struct Remint: Hashable, Sendable {
    /// First day on which the rule holds; `nil` for one without a beginning.
    public var from: Day?
    /// Last day; `nil` for a rule without an end.
    public var until: Day?
    /// What comes back: `tokens_burned`, or `service_credits_used` at the price of their days.
    public var base = "tokens_burned"
    /// The share of it that comes back, as a fraction.
    public var share: Double
    /// The most that comes back in an interval, in tokens; `nil` without a cap.
    public var cap: Double?
    /// The cap's interval.
    public var per: ScheduleRule.Interval
    /// Days over which burns are smoothed; `nil` where each day counts by itself.
    public var smoothing: Int?
    /// An id of `sources.csv`; empty where none is stated.
    public var source: String
    /// The rule's line in the profile.
    public var line: UInt32

    /// Creates a rule that always holds.
    public init(
      share: Double, cap: Double? = nil, per: ScheduleRule.Interval = .day, smoothing: Int? = nil,
      source: String = "", line: UInt32 = 0
    ) {
      (self.share, self.cap, self.per, self.smoothing) = (share, cap, per, smoothing)
      (self.source, self.line) = (source, line)
    }
  }

  /// A dated rule that derives one series from another by a factor.
  public struct SplitRule: Hashable, Sendable {
    /// First day on which the rule holds.
    public var from: Day
    /// Last day; `nil` for a rule without an end.
    public var until: Day?
    /// The derived series, `fees`.
    public var series: String
    /// The series it is derived from, `revenue`.
    public var base: String
    /// Derived = base × factor.
    public var factor: Double
    /// An id of `sources.csv`.
    public var source: String
    /// The rule's line in the profile.
    public var line: UInt32

    /// Creates a rule.
    public init(
      from: Day, until: Day?, series: String, base: String, factor: Double, source: String,
      line: UInt32
    ) {
      (self.from, self.until, self.series, self.base) = (from, until, series, base)
      (self.factor, self.source, self.line) = (factor, source, line)
    }
  }

  /// The highest price, as published.
  public struct AllTimeHigh: Hashable, Sendable {
    /// The price, in USD a token.
    public var price: Double
    /// The day, or the last day of the month where only the month is known.
    public var day: Day
    /// The date as stated, `2024-11`.
    public var date: String
    /// An id of `sources.csv`.
    public var source: String

    /// Creates a high.
    public init(price: Double, day: Day, date: String, source: String) {
      (self.price, self.day, self.date, self.source) = (price, day, date, source)
    }
  }
}

extension Profile {
  /// What the network calls the units of the catalogue: its token, what it counts.
  package var unitWords: [String: String] {
    [
      "token": symbol.isEmpty ? "token" : symbol, "capacity": capacity?.unit ?? "capacity",
      "usage": usage?.unit ?? "usage",
    ]
  }

  /// The sources of a series, best first; one that is not among them comes last.
  package func sources(ranking id: SeriesID) -> [String] {
    let ranks = (ranking[id.name] ?? []).filter { $0.basis == id.basis }.map(\.source)
    // A series whose only source is a property of its own needs no ranking.
    guard let own = series[id.name]?.source, !ranks.contains(own) else { return ranks }
    return ranks + [own]
  }
}
