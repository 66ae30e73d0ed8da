/// The functions of the language.
enum Function: String, CaseIterable {
  // Aggregates of a series.
  case sum, last, first, mean, min, max, count, coverage, close, evidenced
  /// Tokens of a flow in USD.
  case usd
  // Windows that end with the period, or follow it.
  case ltm
  case lastMonth = "last_month"
  case last30Days = "last_30_days"
  case next30Days = "next_30_days"
  case next90Days = "next_90_days"
  case nextYear = "next_year"
  case sinceLaunch = "since_launch"
  // Other times.
  case previous
  case yearAgo = "year_ago"
  case growth
  case growthYoY = "growth_yoy"
  case change
  // Numbers.
  case annualized, ln
  case firstKnown = "first_known"
  // Other networks.
  case percentile, rank

  /// The aggregate of that name.
  var aggregate: Formula.Aggregate? { Formula.Aggregate(rawValue: rawValue) }

  var window: Formula.Window? {
    switch self {
    case .ltm: .trailingYear
    case .lastMonth: .lastMonth
    case .last30Days: .last30Days
    case .next30Days: .next30Days
    case .next90Days: .next90Days
    case .nextYear: .nextYear
    case .sinceLaunch: .sinceLaunch
    default: nil
    }
  }

  /// The function that gives a leaf a window; `nil` for the period itself.
  init?(_ window: Formula.Window) {
    guard let function = Function.allCases.first(where: { $0.window == window }) else {
      return nil
    }
    self = function
  }

  /// How many arguments it takes.
  var arguments: ClosedRange<Int> {
    switch self {
    case .change: 2...2
    case .firstKnown: 2...20
    default: 1...1
    }
  }
}
