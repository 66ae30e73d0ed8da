import Formulas
import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import EconomicMetrics

@Suite struct DataQualityTests {
  private static let quarter = MetricDefinition.Example.period

  /// A network whose revenue of the quarter two sources state, best-ranked first.
  private func analysis(
    _ amounts: [(source: String, amount: Double)], published: [String: String] = [:]
  ) throws -> NetworkAnalysis {
    let tracks = amounts.map { source, amount in
      Track(
        source: source, starts: [Self.quarter.start], ends: [Self.quarter.end], values: [amount],
        evidence: Column(repeating: .burn), file: Column(repeating: 0), lines: [2])
    }
    let series = Series(id: SeriesID("revenue"), kind: .flow, unit: .usd, tracks: tracks)
    let network = Network(
      id: "example", profile: Profile(name: "Example"), series: [series.id: series])
    let day = try #require(Day("2026-11-01"))
    let sources = published.map { id, text in
      Source(
        id: id, title: id, publisher: id, url: "", published: Day(text),
        retrieved: day, licence: "")
    }
    return NetworkAnalysis(
      NetworkSeries(
        network, sources: Dictionary(uniqueKeysWithValues: sources.map { ($0.id, $0) }),
        asOf: Self.quarter.end))
  }

  private func figure(_ id: String, _ analysis: NetworkAnalysis) throws -> (Double?, String) {
    let figure = analysis.figure(try #require(Catalogue.standard.metric(id)), Self.quarter)
    return (figure.value, figure.state.reason)
  }

  @Test func `the widest gap between sources is over their mean`() throws {
    let network = try analysis([("chain", 110), ("press", 90), ("vendor", 112)])
    #expect(try figure("reconciliation_gap", network).0 == 0.2)
  }

  @Test func `one source leaves nothing to reconcile`() throws {
    let (value, reason) = try figure("reconciliation_gap", analysis([("chain", 110)]))
    #expect(value == nil)
    #expect(reason == "needs a second source of 'revenue' for the whole period")
  }

  @Test func `a later source that outranks an earlier one restates it`() throws {
    let network = try analysis(
      [("audit", 130), ("press", 100)],
      published: ["audit": "2026-09-30", "press": "2026-02-01"])
    let value = try #require(try figure("restatement", network).0)
    #expect(abs(value - 0.3) < 1e-12)
  }

  @Test func `an undated source is no first figure`() throws {
    let (value, reason) = try figure("restatement", analysis([("audit", 130)]))
    #expect(value == nil)
    #expect(reason == "needs 'revenue' from a source published by 2026-04-02")
  }
}
