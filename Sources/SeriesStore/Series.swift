public import Quantities

/// How the rows of a series become one number for a period.
public enum SeriesKind: String, Hashable, Sendable, CaseIterable {
  /// Amounts over time: summed.
  case flow
  /// States at a day: the last one inside the period.
  case stock
  /// Prices: the close at the period's end.
  case level
}

/// What days without a row mean.
public enum GapPolicy: String, Hashable, Sendable, CaseIterable {
  /// Unknown; the default.
  case missing
  /// Nothing happened; for sources that list events only.
  case zero
  /// The last reading still holds; for supplies that rarely change.
  case carry
}

/// On whose word a figure rests, best first.
public enum Evidence: UInt8, Hashable, Comparable, Sendable, CaseIterable, CustomStringConvertible {
  case settled, burn, measured, `operator`, press, schedule

  /// Reads the word of the data contract; `nil` for any other.
  public init?(_ word: String) {
    guard let evidence = Evidence.allCases.first(where: { $0.description == word }) else {
      return nil
    }
    self = evidence
  }

  /// The word of the data contract.
  public var description: String {
    switch self {
    case .settled: "settled"
    case .burn: "burn"
    case .measured: "measured"
    case .operator: "operator"
    case .press: "press"
    case .schedule: "schedule"
    }
  }

  /// Whether one stands on better ground than another: `settled` comes first.
  public static func < (left: Evidence, right: Evidence) -> Bool { left.rawValue < right.rawValue }
}

/// A value for each row, held once where all rows share it.
public struct Column<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The value of every row, where all have one.
  public private(set) var shared: Value?
  private var values: [Value] = []

  /// Creates a column that has one value in every row.
  public init(repeating value: Value) { shared = value }

  /// Creates a column from the values of its rows.
  public init(_ values: [Value]) {
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      shared = first
    } else {
      self.values = values
    }
  }

  /// The value of a row; rows count from 0.
  public subscript(row: Int) -> Value { shared ?? values[row] }
}

/// The rows of one source for one series, oldest first.
///
/// Columns lie side by side; a row is an index into all of them. A track never changes, and is
/// shared by all who read it.
public final class Track: Sendable {
  /// An id of `sources.csv`, one for the whole track.
  public let source: String
  /// First days, ascending.
  public let starts: [Day]
  /// Last days; empty where every row is one day long.
  public let ends: [Day]
  /// Amounts; 0 in the rows that `absent` names.
  public let values: [Double]
  /// Rows known to be missing, ascending.
  public let absent: [Int]
  /// The evidence tier of each row.
  public let evidence: Column<Evidence>
  /// Index into the dataset's files.
  public let file: Column<UInt16>
  /// Line of each row in its file, the header being line 1.
  public let lines: [UInt32]
  /// Notes of the rows that have one.
  public let notes: [Int: String]
  /// What each value is multiplied by: not 1 where a dated rule derives it from another series.
  public let factor: Column<Double>
  /// Where the rows come from: a measurement, a rule or a schedule.
  public let origin: Origin
  /// The last day that counts; a row that reaches beyond it is cut like one at a period's edge.
  public let horizon: Day?

  /// Where rows come from.
  public enum Origin: Hashable, Sendable {
    /// A row of a data file.
    case rows
    /// A rule of the profile that multiplies another series' rows by a factor.
    case rule
    /// A rule of the profile that computes amounts of its own from another series' rows.
    case mechanism
    /// An emission or unlock schedule of the profile; a ceiling where `isLimit`.
    case schedule(isLimit: Bool)
  }

  /// Creates a track of rows that are sorted and do not overlap.
  public init(
    source: String, starts: [Day], ends: [Day], values: [Double], absent: [Int] = [],
    evidence: Column<Evidence>, file: Column<UInt16>, lines: [UInt32], notes: [Int: String] = [:],
    factor: Column<Double> = .init(repeating: 1), origin: Origin = .rows
  ) {
    precondition(starts.count == values.count && lines.count == values.count, "ragged columns")
    precondition(ends.isEmpty || ends.count == starts.count, "ragged columns")
    (self.source, self.starts, self.ends, self.values) = (source, starts, ends, values)
    count = starts.count
    (self.absent, self.evidence, self.file, self.lines) = (absent, evidence, file, lines)
    (self.notes, self.factor, self.origin) = (notes, factor, origin)
    horizon = nil
  }

  /// The first rows of a track.
  private init(_ count: Int, of track: Track, horizon: Day?) {
    (source, starts, ends, values) = (track.source, track.starts, track.ends, track.values)
    (self.count, absent) = (count, track.absent.filter { $0 < count })
    (evidence, file, lines, notes) = (track.evidence, track.file, track.lines, track.notes)
    (factor, origin, self.horizon) = (track.factor, track.origin, horizon)
  }

  /// The number of rows, all or those up to a day.
  ///
  /// The columns may be longer: they are not copied to be cut.
  public let count: Int

  /// The last day of a row.
  public func end(_ row: Int) -> Day { ends.isEmpty ? starts[row] : ends[row] }

  /// How many days a row is of, the first and the last included.
  public func days(_ row: Int) -> Int { end(row) - starts[row] + 1 }

  /// Whether a row has a value.
  public func isPresent(_ row: Int) -> Bool { absent.isEmpty || !absent.contains(row) }

  /// The amount of a row: its value, times the factor of the rule that derives it.
  public func amount(_ row: Int) -> Double { values[row] * factor[row] }

  /// The rows that have begun by a day, of which nothing after that day counts.
  public func begun(by day: Day) -> Track {
    let count = partition(0..<count) { starts[$0] > day }
    return first(count, horizon: count > 0 && end(count - 1) > day ? day : horizon)
  }

  /// The rows that have ended by a day.
  public func ended(by day: Day) -> Track {
    first(partition(0..<count) { end($0) > day }, horizon: horizon)
  }

  private func first(_ count: Int, horizon: Day?) -> Track {
    guard count < self.count || horizon != self.horizon else { return self }
    return Track(count, of: self, horizon: horizon)
  }
}

/// What a series is, within one network: its name, a part of it, a definition of it.
public struct SeriesID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name in snake case: `tokens_emitted`.
  public var name: String
  /// Empty for the whole, else a part of it: `mobile`.
  public var segment: String
  /// Empty for the profile's definition, else the id of another one: `all-burns`.
  public var basis: String

  /// Creates an identity; without segment and basis it is the whole by the profile's definition.
  public init(_ name: String, segment: String = "", basis: String = "") {
    (self.name, self.segment, self.basis) = (name, segment, basis)
  }

  /// `revenue`, `capacity[mobile]`, `revenue[basis: all-burns]`.
  public var description: String {
    name + (segment.isEmpty ? "" : "[\(segment)]") + (basis.isEmpty ? "" : "[basis: \(basis)]")
  }

  /// Orders by name, basis, segment: the default definition of a series comes first.
  public static func < (left: SeriesID, right: SeriesID) -> Bool {
    (left.name, left.basis, left.segment) < (right.name, right.basis, right.segment)
  }
}

/// One series of one network: what it is and the tracks of its sources, best source first.
public struct Series: Sendable {
  /// Name, segment and basis.
  public let id: SeriesID
  /// How rows become a number.
  public let kind: SeriesKind
  /// What its values count.
  public let unit: Unit
  /// What days without a row mean.
  public let gaps: GapPolicy
  /// The rows, one track for each source, by rank.
  public var tracks: [Track]

  /// Creates a series from tracks in order of rank.
  public init(
    id: SeriesID, kind: SeriesKind, unit: Unit, gaps: GapPolicy = .missing, tracks: [Track]
  ) {
    (self.id, self.kind, self.unit, self.gaps, self.tracks) = (id, kind, unit, gaps, tracks)
  }

  /// Whether every row follows from a schedule of the profile, so that nothing was measured.
  public var isSchedule: Bool { tracks.allSatisfy(\.isSchedule) }
}

extension Track {
  /// Whether the rows follow from a schedule: they are known for each day, also ahead.
  public var isSchedule: Bool { if case .schedule = origin { true } else { false } }
}
