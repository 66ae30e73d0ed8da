public import Quantities

/// The readings of a stock or level, one a day, each from the best-ranked source of that day.
public struct Points: Sendable {
  /// Days of the readings, ascending.
  public private(set) var days: [Day] = []
  /// The readings, in the unit of the series, one for each of `days`.
  public private(set) var values: [Double] = []
  /// Where each was read: index of the track in its series, and the row.
  public private(set) var places: [Place] = []
  private let hasSeveralTracks: Bool

  /// A row of a series.
  public struct Place: Hashable, Sendable {
    /// Index of the track.
    public let track: Int
    /// Index of the row.
    public let row: Int

    /// Creates a place.
    public init(track: Int, row: Int) { (self.track, self.row) = (track, row) }
  }

  /// Reads a series: a row of several days counts as read on its last day.
  ///
  /// - Complexity: O(*n* log *n*) in the rows of all sources; O(*n*) for a single one.
  public init(of series: Series) {
    hasSeveralTracks = series.tracks.count > 1
    var chosen: [(day: Day, value: Double, place: Place)] = []
    var taken: Set<Day> = []
    var blocked: [ClosedRange<Day>] = []
    for (index, track) in series.tracks.enumerated() {
      for row in 0..<track.count where track.isPresent(row) {
        let day = track.end(row)
        guard index == 0 || !taken.contains(day) && !blocked.contains(where: { $0 ~= day })
        else { continue }
        if series.tracks.count > 1 { taken.insert(day) }
        chosen.append((day, track.amount(row), Place(track: index, row: row)))
      }
      blocked += track.absent.map { track.starts[$0]...track.end($0) }
    }
    if series.tracks.count > 1 { chosen.sort { $0.day < $1.day } }
    (days, values, places) = (chosen.map(\.day), chosen.map(\.value), chosen.map(\.place))
  }

  /// The number of readings up to a day, that day included.
  public func count(through day: Day) -> Int { partition(days.indices) { days[$0] > day } }

  /// The index of the last reading on or before a day; `nil` where all come later.
  ///
  /// - Complexity: O(log *n*).
  public func last(through day: Day) -> Int? {
    let count = count(through: day)
    return count > 0 ? count - 1 : nil
  }

  /// The index of the first reading on or after a day; `nil` where all come before.
  ///
  /// - Complexity: O(log *n*).
  public func first(from day: Day) -> Int? {
    let index = partition(days.indices) { days[$0] >= day }
    return index < days.count ? index : nil
  }

  /// The readings inside a period.
  public func indices(in period: Period) -> Range<Int> {
    let lower = partition(days.indices) { days[$0] >= period.start }
    return lower..<max(lower, count(through: period.end))
  }

  /// The index of the reading nearest to a day, at most some days away; the earlier of two.
  ///
  /// - Returns: `nil` where all lie further off.
  /// - Complexity: O(log *n*).
  public func nearest(to day: Day, within distance: Int) -> Int? {
    let candidates = [last(through: day), first(from: day)].compactMap(\.self)
    let nearest = candidates.min { abs(days[$0] - day) < abs(days[$1] - day) }
    return nearest.flatMap { abs(days[$0] - day) <= distance ? $0 : nil }
  }

  /// A range of readings in turns of one source: most have a single one.
  public func runs(in range: Range<Int>) -> [Range<Int>] {
    guard hasSeveralTracks else { return range.isEmpty ? [] : [range] }
    var (runs, start) = ([Range<Int>](), range.lowerBound)
    for index in range
    where index + 1 == range.upperBound
      || places[index + 1].track != places[index].track
    {
      runs.append(start..<index + 1)
      start = index + 1
    }
    return runs
  }
}
