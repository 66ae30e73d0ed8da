import Foundation
import Quantities
import SeriesStore

extension Profile.ScheduleRule {
  /// The tokens that the rule releases on a day.
  ///
  /// `per: year` spreads over the days of the rule's own year (366 with a leap day), `per: month`
  /// over those of the calendar month; an epoch is a day.
  func tokens(on day: Day) -> Double {
    guard day >= from, until.map({ day <= $0 }) ?? true else { return 0 }
    if isLinearToZero { return linear(on: day) }
    let amount =
      percentOfSupply == nil ? max(floor ?? 0, tokens * fallen(by: day)) : shareOfSupply(on: day)
    switch per {
    case .day, .epoch: return amount
    case .week: return amount / 7
    case .month:
      let (year, month, _) = day.components
      return amount / Double(Day.length(ofMonth: month, year: year))
    case .year:
      let start = from.adding(months: years(to: day) * 12)
      return amount / Double(start.adding(months: 12) - start)
    case .total: return amount / Double((until ?? from) - from + 1)
    }
  }

  /// A rate that falls in a straight line and reaches 0 with the last day.
  private func linear(on day: Day) -> Double {
    let days = Double((until ?? from) - from + 1)
    return 2 * tokens / (days * days) * (days - Double(day - from) - 0.5)
  }

  /// What is left of the amount after the falls up to a day.
  private func fallen(by day: Day) -> Double {
    guard let decay, let decayEvery else { return 1 }
    let steps = decayEvery == .month ? months(to: day) : years(to: day)
    return pow(1 - decay, Double(steps))
  }

  /// A year's share of the supply at that year's start, which earlier years have raised.
  private func shareOfSupply(on day: Day) -> Double {
    guard var supply, let share = percentOfSupply else { return 0 }
    func rate(_ year: Int) -> Double {
      max(floor ?? 0, share * pow(1 - (decay ?? 0), Double(year)))
    }
    let year = years(to: day)
    for past in 0..<year { supply *= 1 + rate(past) }
    return supply * rate(year)
  }

  private func months(to day: Day) -> Int {
    let (a, b) = (from.components, day.components)
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
  }

  private func years(to day: Day) -> Int { max(0, months(to: day) / 12) }
}

/// Turns the rules of a schedule into rows of one calendar month each, up to a day.
///
/// Rules that overlap add up. The rows come after every measured source and speak only for
/// periods without any measured row.
func scheduleTrack(_ rules: [Profile.ScheduleRule], file: UInt16, through end: Day) -> Track? {
  let rules = rules.filter { $0.from <= end }
  guard let first = rules.map(\.from).min(), let leading = rules.first else { return nil }
  // A rule without an end is written out for a century: nobody plans further.
  let end = min(end, first.adding(months: 1200))
  let last = min(end, rules.map { $0.until ?? end }.max() ?? end)
  var (starts, ends, values, lines, notes) = (
    [Day](), [Day](), [Double](), [UInt32](), [Int: String]()
  )
  for piece in pieces(from: first, to: last, rules) {
    let active = rules.filter { $0.from <= piece.upperBound && $0.until ?? end >= piece.lowerBound }
    guard let main = active.first else { continue }
    var sum = CompensatedSum()
    var day = piece.lowerBound
    while day <= piece.upperBound {
      for rule in active { sum.add(rule.tokens(on: day)) }
      day = day + 1
    }
    let others = active.dropFirst().map(\.source).filter { $0 != leading.source }
    notes[starts.count] =
      "computed from the schedule in the profile"
      + (others.isEmpty ? "" : ", with \(Set(others).sorted().joined(separator: ", "))")
    starts.append(piece.lowerBound)
    ends.append(piece.upperBound)
    values.append(NumberFormat.portable(sum.value))
    lines.append(main.line)
  }
  return Track(
    source: leading.source, starts: starts, ends: ends, values: values,
    evidence: Column(repeating: .schedule), file: Column(repeating: file), lines: lines,
    notes: notes, origin: .schedule(isLimit: rules.contains(where: \.isLimit)))
}

/// Months, cut where a rule begins or ends.
private func pieces(
  from first: Day, to last: Day, _ rules: [Profile.ScheduleRule]
)
  -> [ClosedRange<Day>]
{
  let edges = Set(rules.map { $0.from - 1 } + rules.compactMap(\.until))
  var (pieces, from) = ([ClosedRange<Day>](), first)
  while from <= last {
    let to = edges.filter { $0 >= from }.reduce(min(from.endOfMonth, last), min)
    pieces.append(from...to)
    from = to + 1
  }
  return pieces
}
