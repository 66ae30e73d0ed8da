import Quantities
import SeriesStore

/// A flow as lines sum it: which of its tracks may count in a column.
struct FlowChoice {
  /// The series with every track.
  let series: Series
  /// What tells its lines from those of all tracks.
  var role = ""
  /// The tracks that may count in a column of a period; all unless it says otherwise.
  var tracks: (Period) -> [Int]

  init(_ series: Series) {
    self.series = series
    tracks = { _ in Array(series.tracks.indices) }
  }

  /// Only the tracks of one source.
  init(_ series: Series, alone track: Int, role: String) {
    (self.series, self.role) = (series, role)
    tracks = { _ in [track] }
  }

  /// Only the tracks that a period allows.
  init(_ series: Series, role: String, where isKnown: @escaping (Track, Period) -> Bool) {
    (self.series, self.role) = (series, role)
    tracks = { period in series.tracks.indices.filter { isKnown(series.tracks[$0], period) } }
  }

  /// The reading of days among the tracks of a column's period.
  func flow(over days: Period, in period: Period) -> FlowReading? {
    var chosen = series
    chosen.tracks = tracks(period).map { series.tracks[$0] }
    return chosen.flow(over: days)
  }
}
