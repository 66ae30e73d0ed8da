import EconomicMetrics
import Quantities
import SeriesStore

/// What one check looks at: a network's rows and figures, and how far rows may go.
struct CheckSubject {
  /// The check that asks.
  let check: Check
  /// How much a finding matters here.
  let severity: Finding.Severity
  /// Thresholds that were set, by name.
  let settings: [String: Double]
  /// The network with its figures.
  let analysis: NetworkAnalysis
  /// The dataset's files, by which rows are named.
  let files: [String]

  /// The rows.
  var network: NetworkSeries { analysis.network }

  /// A threshold, as set or by default.
  subscript(name: String) -> Double {
    guard let standard = check.thresholds.first(where: { $0.name == name }) else {
      preconditionFailure("\(check.id) has no threshold '\(name)'")
    }
    return settings[name] ?? standard.value
  }

  /// A finding of the check, with the rows it speaks of.
  func finding(_ text: String, of series: SeriesID? = nil, at rows: [Row] = []) -> Finding {
    Finding(
      id: check.id, network: network.id, series: series?.description ?? "", severity: severity,
      text: text, places: rows.compactMap(place), remedy: check.remedy)
  }

  private func place(_ row: Row) -> String? {
    files.indices.contains(Int(row.track.file[row.index]))
      ? network.reference(row.track, row.index, files: files) : nil
  }

  /// Series in order of their ids, with the tracks that hold rows of files: no rule, no schedule.
  func measured(_ kinds: Set<SeriesKind> = Set(SeriesKind.allCases)) -> [MeasuredSeries] {
    network.series.values.filter { kinds.contains($0.kind) }.sorted { $0.id < $1.id }
      .compactMap { series in
        let tracks = series.tracks.filter { $0.origin == .rows }
        return tracks.isEmpty ? nil : MeasuredSeries(series: series, tracks: tracks)
      }
  }

  /// The reading of a stock or level by the profile's own definition, with its row.
  func reading(_ name: String, at index: Int) -> (value: Double, row: Row)? {
    guard let points = network.points[SeriesID(name)], let series = network.series[SeriesID(name)]
    else { return nil }
    let place = points.places[index]
    return (points.values[index], Row(track: series.tracks[place.track], index: place.row))
  }

  /// The quarters up to the as-of day, the newest first.
  func lastQuarters(_ count: Int) -> [Period] {
    var quarters = [Period.quarter(of: network.asOf)]
    while quarters.count < count { quarters.append(quarters[quarters.count - 1].previous) }
    return quarters
  }
}

/// A series and those of its tracks that hold rows of files.
struct MeasuredSeries {
  let series: Series
  let tracks: [Track]

  var id: SeriesID { series.id }
  /// Whether it is the whole by the profile's own definition.
  var isDefault: Bool { id.segment.isEmpty && id.basis.isEmpty }
}

/// A row of a track; many of them share the one track.
struct Row {
  private let owner: Owner
  let index: Int

  /// Keeps a track in one place: a copy of it in each row would be ten references.
  private final class Owner: Sendable {
    let track: Track

    init(_ track: Track) { self.track = track }
  }

  var track: Track { owner.track }
  var start: Day { owner.track.starts[index] }
  var end: Day { owner.track.end(index) }
  var days: Int { owner.track.days(index) }
  var amount: Double { owner.track.amount(index) }

  init(track: Track, index: Int) { (owner, self.index) = (Owner(track), index) }

  private init(_ owner: Owner, _ index: Int) { (self.owner, self.index) = (owner, index) }

  /// The rows of a track that have a value.
  static func present(of track: Track) -> [Row] {
    let (owner, missing) = (Owner(track), Set(track.absent))
    return (0..<track.count).compactMap { missing.contains($0) ? nil : Row(owner, $0) }
  }
}

extension Track {
  /// The rows that have a value, oldest first.
  var present: [Row] { Row.present(of: self) }
}

/// A share that texts can print: what is out of all proportion is cut.
func printable(_ share: Double) -> Double { min(max(share, -1e9), 1e9) }

/// The middle of some numbers; the mean of the two middle ones of an even count.
func middle(of numbers: [Double]) -> Double? {
  guard !numbers.isEmpty else { return nil }
  let sorted = numbers.sorted()
  let half = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
}
