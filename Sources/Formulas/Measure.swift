public import Quantities
public import SeriesStore

/// A leaf whose number is no arithmetic over sums and readings: a risk measure of a price history,
/// a count of customers, the date of a crossing.
///
/// Two measures are the same if they have the same name, so a name is used once.
public struct Measure: Hashable, Sendable {
  /// What it is called in a formula's prose, `sortino ratio of price`.
  public let name: String
  /// The formulas and series that it reads; units are checked and bases are found through them.
  public let reads: [Formula]
  /// What its figures count.
  public let unit: Unit
  /// How cells compute it.
  public let form: Form
  private let compute: @Sendable (MeasureReading) -> Figure

  /// Creates a measure.
  ///
  /// - Parameters:
  ///   - name: What it is called; its identity.
  ///   - reads: Formulas and series that it reads.
  ///   - unit: What its figures count.
  ///   - form: How cells compute it; a value unless it says otherwise.
  ///   - compute: The figure of one network and period. It reads nothing but what the reading gives.
  public init(
    _ name: String, reads: [Formula], unit: Unit, form: Form = .value,
    compute: @escaping @Sendable (MeasureReading) -> Figure
  ) {
    (self.name, self.reads, self.unit) = (name, reads, unit)
    (self.form, self.compute) = (form, compute)
  }

  func figure(_ reading: MeasureReading) -> Figure {
    let figure = compute(reading)
    guard let value = figure.value, !value.isFinite else { return figure }
    return Figure(.notMeaningful("is out of range"))
  }

  /// Whether two measures have one name.
  public static func == (left: Measure, right: Measure) -> Bool { left.name == right.name }

  /// Feeds the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What a measure may read: the network's rows, other figures, the choices that apply.
public struct MeasureReading {
  private let evaluator: Evaluator
  private let context: Evaluator.Context

  init(_ evaluator: Evaluator, _ context: Evaluator.Context) {
    (self.evaluator, self.context) = (evaluator, context)
  }

  /// The network's rows as known on the as-of day.
  public var network: NetworkSeries { evaluator.network }
  /// The days that the figure is asked for.
  public var period: Period { context.period }
  /// The days of a window that ends with the period, or follows it.
  public func days(of window: Formula.Window) -> Period { evaluator.days(of: window, period) }
  /// The choices that apply.
  public var policies: Policies { evaluator.policies }

  /// The series of a reference, under the definition chosen for it; `nil` without a row of it.
  public func series(_ reference: SeriesReference) -> Series? {
    evaluator.series(of: reference, context)
  }

  /// The readings of a stock or level, under the definition chosen for it; `nil` without a row of
  /// it, and for a flow.
  public func points(_ reference: SeriesReference) -> Points? {
    evaluator.points(of: reference, context)
  }

  /// The figure of a formula over the same period, or over another one.
  public func figure(_ formula: Formula, over other: Period? = nil) -> Figure {
    evaluator.figure(formula, context.over(other ?? period))
  }

  /// A value that several measures need, computed once for the period.
  ///
  /// - Parameters:
  ///   - name: What stands for the value, in all measures of a network.
  ///   - make: Computes it.
  /// - Returns: The value, the first time and ever after.
  /// - Throws: What `make` throws, the first time and ever after.
  public func remembered<Value, Failure: Error>(
    _ name: String, _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try evaluator.remembered(name, context, make)
  }

  /// A number that rests on readings of a series: their sources, evidence and trace come with it.
  public func figure(
    _ value: Double, restingOn series: Series, _ points: Points, _ readings: Range<Int>,
    grain: Int
  ) -> Figure {
    var figure = evaluator.rest(Figure(value), on: series, points, readings)
    (figure.grain, figure.observations) = (grain, readings.count)
    return figure
  }

  /// A number that rests on rows that name parties: their sources, evidence, coverage and trace come
  /// with it.
  public func figure(
    _ value: Double, restingOn rows: Ledger.Reading, of ledger: Ledger
  ) -> Figure {
    evaluator.rest(Figure(value), on: rows, of: ledger, period)
  }

  /// The figure with another number that rests on both.
  public func figure(_ value: Double, from figure: Figure, and other: Figure) -> Figure {
    figure.combined(with: other, into: value, bound: nil)
  }
}
