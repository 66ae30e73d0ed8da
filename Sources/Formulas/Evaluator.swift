public import Quantities
public import SeriesStore

/// Computes formulas over the series of one network.
///
/// An evaluator remembers the metrics it has computed; it is used by one task at a time.
public final class Evaluator {
  /// What is read.
  public let network: NetworkSeries
  /// The choices that apply.
  public let policies: Policies
  /// The definition of a metric by id.
  let definition: (String) -> Formula?
  /// Rows read so far, where a trace is wanted.
  var trace: [TracedRow]?

  /// What several measures need of one context, by name.
  private var shared: [SharedKey: Any] = [:]
  private var known: [Key: Figure] = [:]
  /// Formulas of metrics that were asked for.
  private var meanings: [String: Formula] = [:]

  private struct Key: Hashable {
    let formula: Formula
    let context: Context
  }

  private struct SharedKey: Hashable {
    let name: String
    let context: Context
  }

  /// Where a formula is evaluated: over which days, under which definitions.
  public struct Context: Hashable, Sendable {
    /// The days that the figure is asked for.
    public var period: Period
    /// The definition taken for a series that the formula does not pin down.
    public var bases: [String: String]
    /// How many days before the period a stock or level may have been read.
    public var lookBack = 0

    /// Creates a context; without bases every series has its profile's definition.
    public init(_ period: Period, bases: [String: String] = [:]) {
      (self.period, self.bases) = (period, bases)
    }

    /// Hashes what mostly tells contexts apart; equality looks at all.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(period.start.number)
      hasher.combine(period.end.number)
    }

    func over(_ period: Period) -> Context {
      var context = self
      context.period = period
      return context
    }

    /// The same definitions at a time that the formula names.
    func at(_ moment: Formula.Moment) -> Context {
      var context = over(moment.period)
      if case .day = moment { context.lookBack = Evaluator.freshDays } else { context.lookBack = 0 }
      return context
    }
  }

  /// Creates an evaluator.
  ///
  /// - Parameters:
  ///   - network: The series.
  ///   - policies: The choices.
  ///   - definition: The formula of a metric id; `nil` where there is none.
  public init(
    network: NetworkSeries, policies: Policies, definition: @escaping (String) -> Formula?
  ) {
    (self.network, self.policies, self.definition) = (network, policies, definition)
  }

  /// The figure of a formula.
  ///
  /// - Parameters:
  ///   - formula: What to evaluate; figures of metrics, measures and histories are remembered.
  ///   - context: Over which days, under which definitions.
  /// - Returns: A finite number with its marks, or the reason why there is none.
  public func figure(_ formula: Formula, _ context: Context) -> Figure {
    guard formula.isWorthRemembering else { return evaluate(formula, context) }
    let key = Key(formula: formula, context: context)
    if trace == nil, let figure = known[key] { return figure }
    let figure = evaluate(formula, context)
    known[key] = figure
    return figure
  }

  /// What a measure may read in a context.
  public func reading(_ context: Context) -> MeasureReading { MeasureReading(self, context) }

  /// A value that several measures need, computed once for a context, or why there is none.
  func remembered<Value, Failure: Error>(
    _ name: String, _ context: Context, _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let key = SharedKey(name: name, context: context)
    if let result = shared[key] as? Result<Value, Failure> { return try result.get() }
    let result = Result(catching: make)
    shared[key] = result
    return try result.get()
  }

  /// The rows that a formula's figure rests on, in the order in which it reads them.
  public func rows(behind formula: Formula, _ context: Context) -> [TracedRow] {
    trace = []
    defer { trace = nil }
    _ = figure(formula, context)
    var seen: Set<TracedRow> = []
    return (trace ?? []).filter { seen.insert($0).inserted }
  }

  private func evaluate(_ formula: Formula, _ context: Context) -> Figure {
    switch formula {
    case .number(let number, _): return Figure(number)
    case .series(let series, let aggregate, let window):
      return read(series, aggregate, context.over(days(of: window, context.period)))
    case .valued(let series, let window):
      return value(of: series, context.over(days(of: window, context.period)))
    case .history(let series, let measure): return history(of: series, measure, context)
    case .readingChange(let series, let isAnnualized):
      return change(of: series, isAnnualized: isAnnualized, context)
    case .measure(let measure): return measure.figure(MeasureReading(self, context))
    case .metric(let id):
      return evaluate(meaning(of: id), context)
    case .add(.growth(let inner, let shift), .number(1, _)): return ratio(of: inner, shift, context)
    case .add(let left, let right): return sum(of: left, right, context)
    case .subtract(let left, let right): return difference(of: left, right, context)
    case .multiply(let left, let right): return product(of: left, right, context)
    case .divide(let left, let right, let reason):
      return quotient(of: left, right, reason, context)
    case .at(let inner, let moment): return figure(inner, context.at(moment))
    case .earlier(let inner, let shift):
      return figure(inner, context.over(context.period.shifted(shift)))
    case .growth(let inner, let shift): return growth(of: inner, shift, context)
    case .annualized(let inner): return annualized(inner, context)
    case .whole(let inner): return whole(inner, context)
    case .positive(let inner, let reason):
      let figure = figure(inner, context)
      return figure.value.map { $0 > 0 } ?? true ? figure : Figure(.notMeaningful(reason))
    case .logarithm(let inner): return logarithm(of: inner, context)
    case .power(let inner, let exponent): return power(of: inner, exponent, context)
    case .floored(let inner, let least): return floored(inner, least, context)
    case .firstKnown(let alternatives): return firstKnown(of: alternatives, context)
    case .relativeIndex(let supply, over: let demand):
      return relativeIndex(of: supply, over: demand, context)
    case .bounded(let inner, let bound):
      var figure = figure(inner, context)
      figure.bound = bound
      return figure
    }
  }

  private func meaning(of id: String) -> Formula {
    if let formula = meanings[id] { return formula }
    guard let formula = definition(id) else {
      preconditionFailure("formulas are checked against the catalogue: no metric '\(id)'")
    }
    meanings[id] = formula
    return formula
  }

  private lazy var firstDay = network.booksBegin

  /// The days of a window that ends with a period.
  public func days(of window: Formula.Window, _ period: Period) -> Period {
    switch window {
    case .period: return period
    case .lastMonth: return Period.lastMonth(through: period.end)
    case .trailingYear: return Period.trailingYear(asOf: period.end)
    case .last30Days: return Period(from: period.end - 29, to: period.end)
    case .next30Days: return Period(from: period.end + 1, to: period.end + 30)
    case .next90Days: return Period(from: period.end + 1, to: period.end + 90)
    case .nextYear:
      return Period(from: period.end + 1, to: (period.end + 1).adding(months: 12) - 1)
    case .sinceLaunch:
      // From the quarter's first day, so that quarters make up the whole.
      let first = Period.quarter(of: min(firstDay, period.end)).start
      return Period(from: first, to: period.end)
    }
  }
}

extension Period {
  func shifted(_ shift: Formula.Shift) -> Period { shift == .previous ? previous : yearAgo }
}

extension Formula {
  /// Whether its figure is looked up faster than computed again: a metric is found by its word, any
  /// other formula by all of its tree.
  fileprivate var isWorthRemembering: Bool {
    switch self {
    case .metric, .measure, .history: true
    default: false
    }
  }
}
