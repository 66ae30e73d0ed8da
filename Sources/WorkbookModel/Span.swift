package import Quantities

/// Periods of one length, in columns, on a sheet that all networks share: what measures over weeks,
/// months or the whole past read.
package enum Span: String, CaseIterable, Sendable {
  case weeks = "Weeks"
  case months = "Months"
  case quarters = "Quarters"

  /// The periods that the columns of the networks' sheets look back on.
  ///
  /// - Parameters:
  ///   - shown: The quarters that are shown, oldest first.
  ///   - first: The first day of the oldest books.
  ///   - months: How many months a measure looks back.
  /// - Returns: Periods that follow each other, the newest last.
  package func periods(behind shown: [Period], since first: Day, months: Int) -> [Period] {
    guard let oldest = shown.first, let newest = shown.last else { return [] }
    switch self {
    case .weeks:
      return Period.weeks(14 + (newest.end - oldest.end) / 7, endingBy: newest.end)
    case .months:
      let last = Period.lastMonth(through: newest.end)
      return last.run(through: oldest.end.adding(months: -months - 1))
    case .quarters:
      // Eight quarters before the oldest one shown, each with four to sum.
      return newest.run(through: min(first, oldest.start.adding(months: -36)))
    }
  }

  var perYear: Int {
    switch self {
    case .weeks: 52
    case .months: 12
    case .quarters: 4
    }
  }
}

extension Period {
  /// The periods of the same length from the one that has a day to this one.
  fileprivate func run(through day: Day) -> [Period] {
    var periods = [self]
    while periods[periods.count - 1].start > day {
      periods.append(periods[periods.count - 1].previous)
    }
    return periods.reversed()
  }
}
