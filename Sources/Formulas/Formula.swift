public import Quantities

/// A figure's definition: an expression over series that is evaluated, printed as prose, traced to
/// rows and written as spreadsheet formulas.
public indirect enum Formula: Hashable, Sendable {
  /// A constant of the definition.
  case number(Double, Unit)
  /// A series over the period, or over a window that ends with it.
  case series(SeriesReference, Aggregate, Window)
  /// Tokens of a flow in USD, each piece at the price of its own days.
  case valued(SeriesReference, Window)
  /// A measure of the history of a level up to the period's end.
  case history(SeriesReference, History)
  /// The change of a stock between the readings nearest to the period's ends.
  case readingChange(SeriesReference, isAnnualized: Bool)
  /// A computation of its own.
  case measure(Measure)
  /// Another metric.
  case metric(String)
  case add(Formula, Formula)
  case subtract(Formula, Formula)
  case multiply(Formula, Formula)
  /// A quotient; not meaningful unless the divisor is positive, for the reason given.
  case divide(Formula, Formula, whenNotPositive: String)
  /// An expression at a time of its own, whatever period is asked for.
  case at(Formula, Moment)
  /// The same expression one period or one year earlier.
  case earlier(Formula, Shift)
  /// Change over the earlier value; only whole figures are grown.
  case growth(Formula, Shift)
  /// An expression that says nothing where it covers its days only in part.
  case whole(Formula)
  /// A flow per year of 365 days; only whole figures are annualized.
  case annualized(Formula)
  case logarithm(Formula)
  /// A ratio raised to a power.
  case power(Formula, Double)
  /// An expression that is not meaningful unless it is above 0, for the reason given.
  case positive(Formula, otherwise: String)
  /// An expression, or a number in its own unit where the expression is below it.
  case floored(Formula, Double)
  /// The first expression that has a value.
  case firstKnown([Formula])
  /// The growth of one expression over that of another since the first of the last five quarters
  /// in which both have a value, times 100.
  case relativeIndex(Formula, over: Formula)
  /// An expression that stands in for a smaller or greater one.
  case bounded(Formula, Bound)

  /// How rows become a number.
  public enum Aggregate: String, Hashable, Sendable, CaseIterable {
    case sum, last, first, mean, min, max, count, coverage, close
    /// The sum of rows whose evidence is settled or burn.
    case evidenced
  }

  /// The days that a leaf looks at.
  public enum Window: String, Hashable, Sendable, CaseIterable {
    case period
    /// The last calendar month that ends with or before the period.
    case lastMonth
    /// The twelve months up to the period's end.
    case trailingYear
    /// The thirty days that end with the period.
    case last30Days
    /// The days that follow the period: what a schedule says of them.
    case next30Days, next90Days, nextYear
    /// Everything from the token's launch, else the first row, up to the period's end.
    case sinceLaunch
  }

  /// A time that a formula names.
  public enum Moment: Hashable, Sendable, CustomStringConvertible {
    case period(Period)
    /// One day, at which a stock or level has the last reading of at most seven days before.
    case day(Day)

    /// The days that are looked at.
    public var period: Period {
      switch self {
      case .period(let period): period
      case .day(let day): Period(from: day, to: day)
      }
    }

    /// `2025Q4`, `2025-10`, `2025`, `ltm-2025Q4`, `2025-07-01..2025-12-31` or `2025-12-31`.
    public var description: String {
      switch self {
      case .period(let period) where period.kind == .trailingYear:
        "ltm-\(Period.quarter(of: period.end))"
      case .period(let period): "\(period)"
      case .day(let day): "\(day)"
      }
    }
  }

  /// How far back.
  public enum Shift: String, Hashable, Sendable { case previous, yearAgo }

  /// Measures of a price history.
  public enum History: String, Hashable, Sendable, CaseIterable {
    case allTimeHigh, drawdownFromHigh, maximumDrawdown, volatility, annualGrowth
  }

  /// On which side of the shown number the true one lies.
  public enum Bound: String, Hashable, Sendable {
    case atMost, atLeast

    /// The bound of what it divides.
    public var reversed: Bound { self == .atMost ? .atLeast : .atMost }

    /// The bound that a definition's id tells by its end: `lower-bound`, `range-low`, `upper-bound`
    /// or `range-high`; `nil` for any other id.
    public init?(basis: String) {
      if basis.hasSuffix("lower-bound") || basis.hasSuffix("-low") {
        self = .atLeast
      } else if basis.hasSuffix("upper-bound") || basis.hasSuffix("-high") {
        self = .atMost
      } else {
        return nil
      }
    }
  }
}

/// A series as a formula names it.
public struct SeriesReference: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name in snake case.
  public var name: String
  /// A part of the series; empty for the whole.
  public var segment: String
  /// A definition of the series; `nil` for the one under which the formula is evaluated.
  public var basis: String?
  /// The one source whose rows count; `nil` for the best-ranked one.
  public var source: String?

  /// Creates a reference to a series, a part or a definition of it, or to what one source says.
  public init(
    _ name: String, segment: String = "", basis: String? = nil, source: String? = nil
  ) {
    (self.name, self.segment, self.basis, self.source) = (name, segment, basis, source)
  }

  /// Creates a reference to the whole of a series.
  public init(stringLiteral name: String) { self.init(name) }
}

extension Formula {
  /// The sum of a flow over the period, or over another window.
  public static func sum(_ series: SeriesReference, over window: Window = .period) -> Formula {
    .series(series, .sum, window)
  }
  /// The last reading of a stock inside the period; none before it counts.
  public static func last(_ series: SeriesReference) -> Formula { .series(series, .last, .period) }
  /// The close of a level at the period's end, read at most three days before.
  public static func close(_ series: SeriesReference) -> Formula {
    .series(series, .close, .period)
  }
  /// The mean of a stock over the period.
  public static func mean(_ series: SeriesReference) -> Formula { .series(series, .mean, .period) }
  /// A flow of tokens in USD, at the prices that the policy `valuation` names.
  public static func valued(_ series: SeriesReference) -> Formula { .valued(series, .period) }

  /// The sum of two expressions.
  public static func + (left: Formula, right: Formula) -> Formula { .add(left, right) }
  /// The difference of two expressions.
  public static func - (left: Formula, right: Formula) -> Formula { .subtract(left, right) }
  /// The product of two expressions.
  public static func * (left: Formula, right: Formula) -> Formula { .multiply(left, right) }
  /// The quotient of two expressions, where the divisor is positive.
  public static func / (left: Formula, right: Formula) -> Formula {
    .divide(left, right, whenNotPositive: "")
  }

  /// The expressions that this one is made of.
  public var children: [Formula] {
    switch self {
    case .number, .series, .valued, .history, .readingChange, .metric: []
    case .measure(let measure): measure.reads
    case .add(let left, let right), .subtract(let left, let right),
      .multiply(let left, let right), .divide(let left, let right, _),
      .relativeIndex(let left, over: let right):
      [left, right]
    case .at(let inner, _), .earlier(let inner, _), .growth(let inner, _), .annualized(let inner),
      .logarithm(let inner), .bounded(let inner, _), .power(let inner, _), .floored(let inner, _),
      .whole(let inner), .positive(let inner, _):
      [inner]
    case .firstKnown(let alternatives): alternatives
    }
  }

  /// Every series that the expression reads, itself or through metrics, in order of mention.
  public func references(metric: (String) -> Formula?) -> [SeriesReference] {
    switch self {
    case .series(let series, _, _), .history(let series, _), .readingChange(let series, _):
      return [series]
    case .valued(let series, _): return [series, "price"]
    case .metric(let id): return metric(id)?.references(metric: metric) ?? []
    default:
      var found: [SeriesReference] = []
      for child in children {
        found += child.references(metric: metric).filter { !found.contains($0) }
      }
      return found
    }
  }

  /// The expression with each leaf replaced by what a function makes of it.
  public func rewritten(_ leaf: (Formula) -> Formula) -> Formula {
    switch self {
    case .number, .series, .valued, .history, .readingChange, .metric, .measure: leaf(self)
    case .add(let left, let right): .add(left.rewritten(leaf), right.rewritten(leaf))
    case .subtract(let left, let right): .subtract(left.rewritten(leaf), right.rewritten(leaf))
    case .multiply(let left, let right): .multiply(left.rewritten(leaf), right.rewritten(leaf))
    case .divide(let left, let right, let reason):
      .divide(left.rewritten(leaf), right.rewritten(leaf), whenNotPositive: reason)
    case .at(let inner, let moment): .at(inner.rewritten(leaf), moment)
    case .earlier(let inner, let shift): .earlier(inner.rewritten(leaf), shift)
    case .growth(let inner, let shift): .growth(inner.rewritten(leaf), shift)
    case .annualized(let inner): .annualized(inner.rewritten(leaf))
    case .whole(let inner): .whole(inner.rewritten(leaf))
    case .positive(let inner, let reason): .positive(inner.rewritten(leaf), otherwise: reason)
    case .logarithm(let inner): .logarithm(inner.rewritten(leaf))
    case .power(let inner, let exponent): .power(inner.rewritten(leaf), exponent)
    case .floored(let inner, let least): .floored(inner.rewritten(leaf), least)
    case .firstKnown(let alternatives): .firstKnown(alternatives.map { $0.rewritten(leaf) })
    case .relativeIndex(let supply, over: let demand):
      .relativeIndex(supply.rewritten(leaf), over: demand.rewritten(leaf))
    case .bounded(let inner, let bound): .bounded(inner.rewritten(leaf), bound)
    }
  }
}
