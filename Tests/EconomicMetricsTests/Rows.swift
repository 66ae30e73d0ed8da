import Quantities
import SeriesStore

/// The day of an ISO text that is known to be one.
func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
  return day
}

/// The days from one to another as a period.
func days(_ first: String, _ last: String) -> Period { Period(from: day(first), to: day(last)) }

/// A track of rows `first..last: value`.
func track(
  _ rows: [(Day, Day, Double)], source: String = "a", origin: Track.Origin = .rows
) -> Track {
  Track(
    source: source, starts: rows.map(\.0), ends: rows.map(\.1), values: rows.map(\.2),
    evidence: Column(repeating: .burn), file: Column(repeating: 3),
    lines: rows.indices.map { UInt32($0 + 2) }, origin: origin)
}

/// A row a day from a day on.
func daily(from first: Day, _ values: [Double]) -> [(Day, Day, Double)] {
  values.enumerated().map { (first + $0, first + $0, $1) }
}

/// A network of standard series with one track each.
func network(_ series: [String: Track], _ profile: (inout Profile) -> Void = { _ in }) -> Network {
  var stated = Profile(name: "N")
  profile(&stated)
  var network = Network(id: "n", profile: stated, series: [:])
  for definition in SeriesDefinition.standard {
    guard let track = series[definition.name] else { continue }
    let id = SeriesID(definition.name)
    network.series[id] = Series(
      id: id, kind: definition.kind, unit: definition.unit, gaps: definition.gaps, tracks: [track])
  }
  return network
}
