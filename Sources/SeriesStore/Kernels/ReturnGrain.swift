public import Quantities

/// How far apart the closes of a return lie.
public enum ReturnGrain: String, Hashable, Sendable, CaseIterable {
  case day, week, month

  /// The distances, in days, that count as one step.
  var steps: ClosedRange<Int> {
    switch self {
    case .day: 1...1
    case .week: 5...9
    case .month: 26...35
    }
  }

  /// The fewest returns that say anything.
  public var fewest: Int {
    switch self {
    case .day: 30
    case .week: 26
    case .month: 24
    }
  }

  /// The fewest pairs of returns that say how two prices move together.
  ///
  /// A correlation of 60 pairs is known to about ±0.25, the least that is worth a line. A window has
  /// no more than 52 weeks or 36 months, so those grains ask for as many as any other statistic.
  public var fewestPairs: Int { self == .day ? 60 : fewest }

  /// Steps in a year of 365 days.
  public var perYear: Double {
    switch self {
    case .day: 365
    case .week: 365 / 7
    case .month: 12
    }
  }

  /// The longest days of a step: 1, 7 or 31.
  public var days: Int {
    switch self {
    case .day: 1
    case .week: 7
    case .month: 31
    }
  }

  /// The day before the window that ends on a day: 365 days, 52 weeks or 36 months, unless other
  /// lengths are given.
  public func windowStart(before end: Day, _ lengths: WindowLengths = .standard) -> Day {
    switch self {
    case .day: end - lengths.days
    case .week: end - lengths.weeks * 7
    case .month: end.adding(months: -lengths.months)
    }
  }

  /// The week or month that a day belongs to.
  func bucket(of day: Day) -> Int {
    switch self {
    case .day: Int(day.number)
    case .week: (Int(day.number) + 3) / 7  // 1970-01-01 was a Thursday; weeks begin on Monday.
    case .month: day.components.year * 12 + day.components.month
    }
  }
}

/// How far back returns of each grain are looked at.
public struct WindowLengths: Hashable, Sendable {
  /// For daily returns.
  public let days: Int
  /// For weekly returns.
  public let weeks: Int
  /// For monthly returns, and for what takes the same window at every grain.
  public let months: Int

  /// A year of days or weeks, three years of months.
  public static let standard = WindowLengths(days: 365, weeks: 52, months: 36)

  /// Creates lengths above 0.
  public init(days: Int, weeks: Int, months: Int) {
    (self.days, self.weeks, self.months) = (days, weeks, months)
  }
}
