import Quantities
import SeriesStore

/// The day of an ISO text that is known to be one.
func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
  return day
}

/// The one period of a text that is known to name one.
func period(_ text: String) -> Period {
  guard let period = try? Period.parse(text).first else { preconditionFailure("\(text)?") }
  return period
}

/// A track of rows `first..last: value`; `nil` is a row known to be missing.
func track(
  _ rows: [(String, String, Double?)], source: String = "a", origin: Track.Origin = .rows,
  evidence: Evidence = .measured
) -> Track {
  Track(
    source: source, starts: rows.map { day($0.0) }, ends: rows.map { day($0.1) },
    values: rows.map { $0.2 ?? 0 }, absent: rows.indices.filter { rows[$0].2 == nil },
    evidence: Column(repeating: evidence), file: Column(repeating: 0),
    lines: rows.indices.map { UInt32($0 + 2) }, origin: origin)
}

/// A flow of tracks in order of rank.
func flow(_ tracks: Track..., gaps: GapPolicy = .missing) -> Series {
  Series(id: SeriesID("revenue"), kind: .flow, unit: .usd, gaps: gaps, tracks: tracks)
}

/// Closes on days.
func closes(_ rows: [(String, Double)], source: String = "a") -> Series {
  Series(
    id: SeriesID("price"), kind: .level, unit: .usdPerToken,
    tracks: [track(rows.map { ($0.0, $0.0, $0.1) }, source: source)])
}

/// A small generator of repeatable numbers (Steele, Lea and Flood, "Fast Splittable Pseudorandom
/// Number Generators", 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
