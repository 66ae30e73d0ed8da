public import Quantities
public import SeriesStore

/// A figure: a number, or the reason why there is none, with what it rests on.
public struct Figure: Hashable, Sendable {
  /// What kind of answer it is.
  public enum State: Hashable, Sendable {
    case value
    /// The number covers only part of the period; it is shown but never annualized or grown.
    case partial
    /// An input is absent, covers too little of the period or has too few observations: more rows would
    /// make a number.
    case missing(String)
    /// The inputs are there, but the ratio says nothing: growth from nothing, a multiple of a loss.
    case notMeaningful(String)
    /// The metric does not apply to this network.
    case notApplicable(String)

    /// The word of data files.
    public var word: String {
      switch self {
      case .value: "value"
      case .partial: "partial"
      case .missing: "missing"
      case .notMeaningful: "not-meaningful"
      case .notApplicable: "not-applicable"
      }
    }

    /// Why there is no number, or an empty text.
    public var reason: String {
      switch self {
      case .value, .partial: ""
      case .missing(let why), .notMeaningful(let why), .notApplicable(let why): why
      }
    }
  }

  /// What a reader must know about a number, beside its state.
  public enum Mark: String, Hashable, Sendable, CaseIterable {
    case proRated = "pro-rated"
    case midPrice = "mid-price"
    case scheduled
    case byRule = "by-rule"
    case carried
    case dated
    case parts
    /// Two inputs are bounds that pull to different sides: the true number may lie on either.
    case opposedBounds = "opposed-bounds"
    /// A high that is the highest close of a history that begins on `readOn`.
    case sinceFirstClose = "since-first-close"
  }

  /// Whether there is a number, and whether it is whole.
  public var state: State
  /// The number; finite, and `nil` exactly where the state has a reason.
  public var value: Double?
  /// Covered days ÷ days, from 0 to 1; `nil` where the figure rests on no flow.
  public var coverage: Double?
  /// The share of the amount that comes from rows cut at the period's edge, from 0 to 1.
  public var splitShare = 0.0
  /// What a reader must know.
  public var marks: Marks = []
  /// On which side the true number lies; `nil` where the figure is no bound.
  public var bound: Formula.Bound?
  /// The weakest evidence among the rows; `nil` where no row is behind the figure.
  public var evidence: Evidence?
  /// The days of the longest row; 0 where no row is behind the figure.
  public var grain = 0
  /// How many observations a statistic rests on; `nil` for what is no statistic.
  public var observations: Int?
  /// The sources of the rows.
  public var sources: SourceNames = []
  /// The day of a reading that lies more than seven days before the period's end, or the first
  /// close of the history behind a high; `nil` for any other figure.
  public var readOn: Day?

  /// The share of split rows above which a figure is marked pro-rated.
  public static let proRatedShare = 0.1
  /// How far apart the coverages of two flows may lie in one ratio.
  public static let coverageTolerance = 0.05

  /// Creates a number without flows behind it.
  public init(_ value: Double) { (self.state, self.value) = (.value, value) }

  /// Creates an answer without a number.
  public init(_ state: State) { (self.state, value) = (state, nil) }

  /// Creates the answer of a statistic that has none: too little data is missing data.
  public init(_ reason: NoStatistic) {
    switch reason {
    case .tooFew, .fewReturns, .stale: self.init(.missing(reason.description))
    case .notAboveZero, .noSpread, .noDownside, .noDrawdown:
      self.init(.notMeaningful(reason.description))
    }
  }

  /// Whether the number may be grown, annualized or ranked.
  public var isWhole: Bool { state == .value }

  /// The number together with what two figures rest on.
  public func combined(with other: Figure, into value: Double, bound: Formula.Bound?) -> Figure {
    guard value.isFinite else { return Figure(.notMeaningful("is out of range")) }
    var result = self
    result.value = value
    result.state = isWhole && other.isWhole ? .value : .partial
    result.coverage = [coverage, other.coverage].compactMap(\.self).min()
    result.splitShare = max(splitShare, other.splitShare)
    result.marks.formUnion(other.marks)
    result.bound = bound
    result.evidence = [evidence, other.evidence].compactMap(\.self).max()
    result.grain = max(grain, other.grain)
    result.observations = [observations, other.observations].compactMap(\.self).min()
    result.sources.formUnion(other.sources)
    result.readOn = [readOn, other.readOn].compactMap(\.self).min()
    return result
  }

  /// The number together with what two figures rest on, where both may be bounds.
  package func combined(
    with other: Figure, into value: Double, _ mine: Formula.Bound?, _ theirs: Formula.Bound?
  ) -> Figure {
    let isOpposed = mine != nil && theirs != nil && mine != theirs
    var result = combined(with: other, into: value, bound: isOpposed ? nil : mine ?? theirs)
    if isOpposed, result.value != nil { result.marks.insert(.opposedBounds) }
    return result
  }

  /// The same figure with another number.
  func with(_ value: Double) -> Figure { combined(with: self, into: value, bound: bound) }

  /// The name of a grain of so many days.
  public static func grainName(days: Int) -> String {
    switch days {
    case ...0: ""
    case 1: "day"
    case ...7: "week"
    case ...31: "month"
    case ...92: "quarter"
    default: "year"
    }
  }
}
