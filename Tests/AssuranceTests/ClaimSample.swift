import Assurance
import EconomicMetrics
import Quantities
import SeriesStore

/// Small networks and claims about them.
enum ClaimSample {
  /// The quarter of which every claim speaks unless it names another.
  static let quarter = Period.quarter(of: Day(number: 20_453))  // 2025Q4

  /// A network with revenue of the last quarter in USD; `nil` for none, and a share of the days.
  static func network(
    _ id: String, revenue: Double?, share: Double = 1, launched: String? = nil,
    source: String = "ledger"
  ) -> Network {
    var profile = Profile(name: id.prefix(1).uppercased() + id.dropFirst())
    profile.category = "compute"
    profile.launched = launched
    var network = Network(id: id, profile: profile, series: [:])
    guard let revenue else { return network }
    let days = Int((Double(quarter.days) * share).rounded())
    let track = Track(
      source: source, starts: (0..<days).map { quarter.start + $0 },
      ends: (0..<days).map { quarter.start + $0 },
      values: (0..<days).map { _ in revenue / Double(days) },
      evidence: Column(repeating: .burn), file: Column(repeating: 0),
      lines: (0..<days).map { UInt32($0 + 2) })
    let series = SeriesID("revenue")
    network.series[series] = Series(id: series, kind: .flow, unit: .usd, tracks: [track])
    return network
  }

  static func claim(
    _ test: Claim.Test, over scope: Claim.Scope = .all, source: String = "article",
    asOf: Day = quarter.end
  ) -> Claim {
    Claim(
      id: "a", statement: "It is so", saidBy: "Somebody", source: source, asOf: asOf, scope: scope,
      test: test, why: "so", file: 0, line: 7)
  }

  /// What becomes of a claim, the data ending on a day.
  static func outcome(
    _ claim: Claim, _ networks: [Network], benchmarks: [Network] = [], asOf: Day = quarter.end
  ) -> ClaimOutcome? {
    func analyses(_ networks: [Network]) -> [NetworkAnalysis] {
      networks.map { NetworkAnalysis(NetworkSeries($0, sources: [:], asOf: asOf)) }
    }
    let dataset = Dataset(networks: networks, benchmarks: benchmarks, claims: [claim])
    let check = ClaimCheck(
      networks: analyses(networks),
      benchmarks: Dictionary(
        uniqueKeysWithValues: analyses(benchmarks).map { ($0.id, $0) }), asOf: asOf)
    return ClaimBook(dataset).tests.first.map(check.outcome)
  }

  /// Networks `n0`, `n1` … with revenues.
  static func networks(_ revenues: [Double?]) -> [Network] {
    revenues.enumerated().map { network("n\($0)", revenue: $1) }
  }
}
