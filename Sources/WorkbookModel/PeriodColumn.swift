package import Quantities

/// A column of a sheet of lines.
package struct PeriodColumn: Sendable {
  /// Its days.
  package let period: Period
  /// Whether it is shown for its own sake; else it only serves growth and twelve months.
  package let isShown: Bool
  /// The column one period and one year before, where the sheet has it.
  let previous: Int?
  let yearAgo: Int?
  /// The four columns of quarters that end with it, where the sheet has them.
  let quarters: Range<Int>?

  /// What stands above the column: a week as its first day, since both days would be cut.
  var title: String { period.kind == .custom ? "\(period.start)" : "\(period)" }

  /// Columns for quarters up to one, four more to look back on, and twelve months twice.
  ///
  /// The newest quarter is always in the same column, and twelve months come last.
  package static func standard(through quarter: Period, shown: Int = 8) -> [PeriodColumn] {
    var columns = run(of: shown + 4, through: quarter, perYear: 4)
    let year = Period.trailingYear(asOf: quarter.end)
    let count = columns.count
    columns.append(
      PeriodColumn(
        period: year.yearAgo, isShown: false, previous: nil, yearAgo: nil,
        quarters: count - 8..<count - 4))
    columns.append(
      PeriodColumn(
        period: year, isShown: true, previous: count, yearAgo: count, quarters: count - 4..<count))
    return columns
  }

  /// Columns for the quarters that follow one.
  package static func ahead(of quarter: Period, count: Int = 8) -> [PeriodColumn] {
    var quarters = [Period.quarter(of: quarter.end + 1)]
    while quarters.count < count {
      quarters.append(Period.quarter(of: quarters[quarters.count - 1].end + 1))
    }
    return run(of: quarters, perYear: 4)
  }

  /// Columns for periods of one length up to one of them.
  static func run(of count: Int, through last: Period, perYear: Int) -> [PeriodColumn] {
    var periods = [last]
    while periods.count < count { periods.append(periods[periods.count - 1].previous) }
    return run(of: periods.reversed(), perYear: perYear)
  }

  /// Columns for periods that follow each other.
  package static func run(of periods: [Period], perYear: Int) -> [PeriodColumn] {
    periods.enumerated().map { index, period in
      PeriodColumn(
        period: period, isShown: index >= perYear, previous: index > 0 ? index - 1 : nil,
        yearAgo: index >= perYear ? index - perYear : nil,
        quarters: perYear == 4 && index > 2 ? index - 3..<index + 1 : nil)
    }
  }
}
