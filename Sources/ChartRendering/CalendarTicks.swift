import Quantities

/// Which days or periods of a time axis are named, and how: `Q1`, `Jan` or a year, with the year in
/// a second line where it changes.
enum CalendarTicks {
  private typealias Rule = @Sendable (Day) -> Bool

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// From every month to every hundred years; the first that leaves room for the words is taken.
  private static let rules: [Rule] =
    [monthsApart(1), monthsApart(3)]
    + [1, 2, 5, 10, 20, 50, 100].map(yearsApart)

  private static func monthsApart(_ months: Int) -> Rule {
    { ($0.components.month - 1) % months == 0 }
  }

  private static func yearsApart(_ years: Int) -> Rule {
    { $0.components.month == 1 && $0.components.year % years == 0 }
  }

  /// One tick for each period, or for some where there are too many.
  static func of(periods: [Period], at positions: [Double]) -> [PlaceAxis.Tick] {
    let room = periods.first?.kind == .quarter ? 24.0 : 30
    let candidates = zip(periods, positions).map { (period: $0, position: $1) }
    let kept =
      rules.lazy.map { rule in candidates.filter { rule($0.period.start) } }
      .first { hasRoom($0.map(\.position), room) } ?? []
    // A run that holds no first quarter at all still needs a name.
    let named = kept.isEmpty ? Array(candidates.prefix(1)) : kept
    let wholeYears = named.allSatisfy { $0.period.start.components.month == 1 } && named.count > 1
    var year: Int?
    return named.map { period, position in
      let start = period.start.components
      defer { year = start.year }
      if wholeYears || period.kind == .year {
        return .init(position: position, lines: ["\(start.year)"])
      }
      let name = period.kind == .quarter ? "Q\((start.month + 2) / 3)" : months[start.month - 1]
      return .init(
        position: position, lines: [name] + (start.year == year ? [] : ["\(start.year)"]))
    }
  }

  /// The firsts of months, quarters or years between two days; days where the axis is short.
  static func between(
    _ first: Day, _ last: Day, at position: (Day) -> Double
  ) -> [PlaceAxis.Tick] {
    guard last - first > 70 else { return days(first, last, at: position) }
    var starts: [Day] = []
    var day = first.startOfMonth
    while day <= last {
      if day >= first { starts.append(day) }
      day = day.adding(months: 1)
    }
    let kept =
      rules.lazy.map { rule in starts.filter(rule) }.first { hasRoom($0.map(position), 40) } ?? []
    let wholeYears = kept.allSatisfy { $0.components.month == 1 } && kept.count > 1
    return named(kept.isEmpty ? [first] : kept, at: position) { day in
      wholeYears ? nil : months[day.components.month - 1]
    }
  }

  /// Every day, second day, week or fortnight.
  private static func days(
    _ first: Day, _ last: Day, at position: (Day) -> Double
  ) -> [PlaceAxis.Tick] {
    let series = [1, 2, 7, 14].map { step in
      stride(from: 0, through: last - first, by: step).map { first + $0 }
    }
    let kept = series.first { hasRoom($0.map(position), 48) } ?? [first, last]
    return named(kept, at: position) { day in
      "\(day.components.day) \(months[day.components.month - 1])"
    }
  }

  /// The year stands under the first name of each year, or alone where days have no other name.
  private static func named(
    _ days: [Day], at position: (Day) -> Double, name: (Day) -> String?
  ) -> [PlaceAxis.Tick] {
    var year: Int?
    return days.map { day in
      defer { year = day.components.year }
      let number = day.components.year
      guard let name = name(day) else {
        return .init(position: position(day), lines: ["\(number)"])
      }
      return .init(
        position: position(day), lines: [name] + (number == year ? [] : ["\(number)"]))
    }
  }

  private static func hasRoom(_ positions: [Double], _ room: Double) -> Bool {
    zip(positions, positions.dropFirst()).allSatisfy { $1 - $0 >= room }
  }
}
