extension Measure {
  /// How cells compute a measure: a spreadsheet's reading of the same leaf.
  ///
  /// A test compares every such cell with the figure that the measure computes.
  public enum Form: Hashable, Sendable {
    /// Not by a cell formula: rows that name parties, a fitted line. The sheet holds the value and
    /// says so.
    case value
    /// Of the closes of the price up to the period's end.
    case closes(OfCloses)
    /// Of log returns paired with those of a benchmark.
    case pairs(with: String, PairStatistic)
    /// The rank of the first formula among its own last quarters, ties counted half.
    case percentile
    /// Standard deviation over mean of the first formula in the last weeks.
    case variation
    /// The sum of the first formula over that of the second, over quarters in which both are whole.
    case ratioSinceLaunch(whenNotPositive: String)
    /// The correlation of monthly changes of the logarithms of two formulas.
    case correlationOfChanges
    /// The months by which changes of the second formula follow those of the first.
    case lag
    /// The quadrant of the first formula's value to the right and the second's upwards.
    case quadrant
    /// The highest over the lowest of the formulas that are whole; needs two.
    case spread
    /// The first formula, or 0 where it vanishes beside another.
    case remainder(beside: Formula)
    /// What known movements leave unexplained of a change of supply.
    case supplyResidual(isShare: Bool)
    /// Measured emission over what the schedule says.
    case scheduleGap
    /// The growth a year that raises 1 to the first formula within the years of the policy.
    case growthOverYears
    /// The sum of squared percentage shares of a series' segments.
    case segments(of: String, regions: Bool)
    /// Days on which the first flow is above the second, counted, or their longest run.
    case daysAbove(isRun: Bool)
    /// The widest relative distance of a flow from what other sources say of it.
    case distanceOfSources
    /// The age of the newest row of the formulas, the stalest of them.
    case age
    /// A flow over what had been published of it so many days after the period, less 1.
    case restated(days: Int)

    /// Measures of closes.
    public enum OfCloses: String, Hashable, Sendable {
      case falls, longestFall, underwaterShare, ulcerIndex, calmar, downsideDeviation, sharpe,
        sortino, valueAtRisk, expectedShortfall, longestFlatRun, outliers
    }

    /// What pairs of numbers tell: the slope of one over the other, or how closely they move.
    public enum PairStatistic: String, Hashable, Sendable { case slope, correlation }
  }
}
