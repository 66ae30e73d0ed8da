import Assurance
import Quantities
import SeriesStore

/// Networks of a few rows, for bridges by hand.
enum ReconciliationSample {
  typealias Row = (start: String, end: String, value: Double?)

  /// The rows of one source; of revenue unless said otherwise.
  struct Flow {
    let source: String
    let rows: [Row]
    let id: SeriesID

    init(
      _ source: String, _ rows: [Row], series: String = "revenue", segment: String = "",
      basis: String = ""
    ) {
      (self.source, self.rows) = (source, rows)
      id = SeriesID(series, segment: segment, basis: basis)
    }
  }

  /// A network of rows, ranked as they are given.
  static func network(
    asOf: String = "2026-12-31", rules: [Profile.BridgeRule] = [], flows: [Flow]
  ) -> NetworkSeries {
    var profile = Profile(name: "N")
    profile.bridges = rules
    var network = Network(id: "n", profile: profile, series: [:])
    for (index, flow) in flows.enumerated() {
      let standard = SeriesDefinition.standard.first { $0.name == flow.id.name }
      var series =
        network.series[flow.id]
        ?? Series(
          id: flow.id, kind: standard?.kind ?? .flow, unit: standard?.unit ?? .usd, tracks: [])
      series.tracks.append(track(flow, file: UInt16(index)))
      network.series[flow.id] = series
    }
    return NetworkSeries(network, sources: [:], asOf: Day(asOf) ?? Day(number: 0))
  }

  private static func track(_ flow: Flow, file: UInt16) -> Track {
    Track(
      source: flow.source, starts: flow.rows.compactMap { Day($0.start) },
      ends: flow.rows.compactMap { Day($0.end) }, values: flow.rows.map { $0.value ?? 0 },
      absent: flow.rows.indices.filter { flow.rows[$0].value == nil },
      evidence: Column(repeating: .burn), file: Column(repeating: file),
      lines: flow.rows.indices.map { UInt32($0 + 2) })
  }

  /// Rows of seven days, one after the other.
  static func weeks(_ count: Int, from: String, _ value: (Int) -> Double) -> [Row] {
    let start = Day(from) ?? Day(number: 0)
    return (0..<count).map { ("\(start + 7 * $0)", "\(start + 7 * $0 + 6)", value($0)) }
  }

  /// The months of a year, the first being 1.
  static func months(of year: Int, _ value: (Int) -> Double) -> [Row] {
    (1...12).compactMap { month in
      Day(year: year, month: month, day: 1).map {
        ("\($0)", "\($0.endOfMonth)", value(month))
      }
    }
  }

  /// One row of 2025Q4.
  static func quarter(_ value: Double) -> [Row] { [("2025-10-01", "2025-12-31", value)] }

  static func counts(_ series: String, basis: String, until: String? = nil) -> Profile.BridgeRule {
    Profile.BridgeRule(
      series: "revenue", basis: basis, step: .counts(SeriesID(series)),
      until: until.flatMap { Day($0) }, source: "docs")
  }

  static func pairs(_ network: NetworkSeries, _ series: String = "revenue") -> [BridgePair] {
    Reconciliation(network).series.filter { $0.id == SeriesID(series) }.flatMap(\.pairs)
  }

  static func bridges(_ network: NetworkSeries, _ series: String = "revenue") -> [Bridge] {
    pairs(network, series).flatMap(\.bridges)
  }
}
