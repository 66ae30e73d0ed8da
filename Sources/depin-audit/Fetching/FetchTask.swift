import Assurance
import Fetching
import Importing
import Quantities
import SeriesStore

/// A series that is to be fetched, and what became of it.
struct FetchTask {
  let network: String
  let rule: FetchRule
  /// Where the rule stands, for messages.
  let place: String
  /// Days from one row to the next that the profile promises; without, vendors give daily rows.
  let step: Int
  /// The last day that the datasets had from this vendor.
  let lastOwnDay: Day?
  /// The last day that the datasets had from anybody.
  let lastDay: Day?

  /// What the answer calls the series, where that is the profile's to say.
  var word: String?
  var outcome = Outcome()

  /// What became of a series.
  struct Outcome {
    /// The files that were received.
    var pages: [ResponseCache.Entry] = []
    var cached = 0
    /// Whether they make one series only together.
    var isOneFile = false
    /// The last of the days whose events were all read: those without one have no row.
    var through: Day?
    /// Rows that were new, and that said what the datasets say.
    var (added, same) = (0, 0)
    /// Rows that said something else, with the file.
    var restated: [(path: String, row: RestatedRow)] = []
    /// The days of what was received.
    var days: ClosedRange<Day>?
    /// Why nothing came of it.
    var problem: String?
  }

  /// The id that rows of this vendor carry.
  var source: String { "\(rule.vendor)-\(network)" }

  /// Days from the newest row, or the last day that was read without one, to a day; `nil` where there is
  /// neither.
  func lag(on day: Day) -> Int? {
    let fetched = outcome.problem == nil ? outcome.days?.upperBound : nil
    let newest = [fetched, outcome.through, lastDay].compactMap(\.self).max()
    return newest.map { day - $0 }
  }

  /// `failed`, `stale` or `fresh`: two steps may be missed.
  func state(on day: Day) -> String {
    if outcome.problem != nil { return "failed" }
    guard let lag = lag(on: day), lag <= 2 * step else { return "stale" }
    return "fresh"
  }
}

extension Network {
  /// What the profile says is fetched, of some vendors or of all.
  func fetchTasks(of vendors: [String], files: [String]) -> [FetchTask] {
    profile.fetches.filter { vendors.isEmpty || vendors.contains($0.vendor) }.map { rule in
      let tracks = series[SeriesID(rule.series)]?.tracks.filter { $0.origin == .rows } ?? []
      let own = tracks.filter { $0.source == "\(rule.vendor)-\(id)" }
      return FetchTask(
        network: id, rule: rule, place: "\(files[Int(profile.file)]):\(rule.line)",
        step: profile.series[rule.series]?.cadence?.days ?? 1,
        lastOwnDay: own.compactMap(\.lastDay).max(), lastDay: tracks.compactMap(\.lastDay).max())
    }
  }
}

extension Track {
  /// The last day of a row with a value.
  fileprivate var lastDay: Day? { (0..<count).last(where: isPresent).map(end) }
}
