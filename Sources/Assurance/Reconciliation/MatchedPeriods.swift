import Quantities
import SeriesStore

/// The periods for which two tracks of a flow can be set against each other.
///
/// Years and quarters that both cover whole; and rows of the coarser track, as they stand, that the
/// finer one covers whole. A row inside a quarter or year that is compared is not compared again.
struct MatchedPeriods {
  private(set) var whole: [Period] = []
  private(set) var partial: [PartialMatch] = []

  /// The fewest days of a row that is set against the rows of another source by itself.
  static let shortestRow = 28

  init(_ first: Track, _ second: Track, gaps: GapPolicy) {
    let calendar = MatchedPeriods.calendar(first, second)
    whole = calendar.filter { period in
      [first, second].allSatisfy { SideReading($0, over: period, gaps: gaps).isWhole }
    }
    let isFirstCoarse = first.medianDays >= second.medianDays
    let (coarse, fine) = isFirstCoarse ? (first, second) : (second, first)
    let compared = whole
    for row in 0..<coarse.count where coarse.isPresent(row) {
      let period = Period.named(from: coarse.starts[row], to: coarse.end(row))
      guard period.days >= MatchedPeriods.shortestRow,
        !compared.contains(where: { $0.start <= period.start && period.end <= $0.end })
      else { continue }
      match(period, coarse, fine, isFirstCoarse: isFirstCoarse, gaps)
    }
    whole.sort()
  }

  private mutating func match(
    _ period: Period, _ coarse: Track, _ fine: Track, isFirstCoarse: Bool, _ gaps: GapPolicy
  ) {
    let stated = SideReading(coarse, over: period, gaps: gaps)
    // A row that reaches beyond the as-of day is cut there: it is no longer what was stated.
    guard stated.isWhole else { return }
    let reading = SideReading(fine, over: period, gaps: gaps)
    if reading.isWhole {
      whole.append(period)
    } else if reading.coveredDays > 0 {
      partial.append(
        PartialMatch(
          period: period, isSecondPartial: isFirstCoarse, coveredDays: reading.coveredDays))
    }
  }

  /// The quarters and years that begin and end where both tracks have rows.
  private static func calendar(_ first: Track, _ second: Track) -> [Period] {
    guard first.count > 0, second.count > 0 else { return [] }
    let start = max(first.starts[0], second.starts[0])
    let end = min(first.end(first.count - 1), second.end(second.count - 1))
    guard start <= end else { return [] }
    var (periods, day) = ([Period](), Period.year(of: start).start)
    while day <= end {
      let quarter = Period.quarter(of: day)
      periods.append(quarter)
      if quarter.end == Period.year(of: day).end { periods.append(Period.year(of: day)) }
      day = quarter.end + 1
    }
    return periods.filter { $0.start >= start && $0.end <= end }
  }
}

extension Period {
  /// The calendar unit that begins and ends on two days, else just these days.
  static func named(from start: Day, to end: Day) -> Period {
    for period in [Period.month(of: start), .quarter(of: start), .year(of: start)]
    where period.start == start && period.end == end {
      return period
    }
    return Period(from: start, to: end)
  }
}
