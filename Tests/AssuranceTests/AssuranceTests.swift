import Assurance
import Quantities
import SeriesStore
import Testing

@Suite struct AssuranceTests {
  /// FIPS 180-4, examples of SHA-256.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `SHA-256 of the standard's examples`(_ text: String, _ digest: String) {
    #expect(sha256(of: Array(text.utf8)) == digest)
  }

  @Test func `the digest of files does not depend on their order`() {
    let files = ["a", "b"].map { HashedFile(path: $0, content: Array($0.utf8)) }
    #expect(digest(of: files) == digest(of: files.reversed()))
    #expect(digest(of: files) != digest(of: [files[0]]))
  }

  private func findings(_ name: String, _ kind: SeriesKind, _ rows: [(String, Double)]) -> [String]
  {
    let days = rows.compactMap { Day($0.0) }
    let track = Track(
      source: "a", starts: days, ends: [], values: rows.map(\.1),
      evidence: Column(repeating: .measured), file: Column(repeating: 0),
      lines: rows.indices.map { UInt32($0 + 2) })
    let series = Series(id: SeriesID(name), kind: kind, unit: .one, tracks: [track])
    let network = Network(id: "n", profile: Profile(name: "N"), series: [series.id: series])
    let asOf = Day(number: 20_453)  // 2025-12-31
    return Checks.findings(in: NetworkSeries(network, sources: [:], asOf: asOf)).map(\.id)
  }

  /// Quarters up to 2025Q4 with a stock at the end of each and flows over each.
  private func findings(
    stocks: [String: [Double]], flows: [String: [Double]], launched: String? = nil
  ) -> [Finding] {
    var profile = Profile(name: "N")
    profile.launched = launched
    var network = Network(id: "n", profile: profile, series: [:])
    var quarters = [Period.quarter(of: Day(number: 20_453))]
    while quarters.count < 4 { quarters.insert(quarters[0].previous, at: 0) }
    for (name, values) in stocks.merging(flows, uniquingKeysWith: { $1 }) {
      let periods = quarters.suffix(values.count)
      let isStock = stocks[name] != nil
      let track = Track(
        source: "a", starts: periods.map { isStock ? $0.end : $0.start },
        ends: periods.map(\.end), values: values, evidence: Column(repeating: .measured),
        file: Column(repeating: 0), lines: values.indices.map { UInt32($0 + 2) })
      network.series[SeriesID(name)] = Series(
        id: SeriesID(name), kind: isStock ? .stock : .flow, unit: .token, tracks: [track])
    }
    return Checks.findings(in: NetworkSeries(network, sources: [:], asOf: quarters[3].end))
  }

  @Test func `a supply that its movements do not explain is found`() {
    let supply = ["total_supply": [1000.0, 1040, 1080]]
    let emitted = ["tokens_emitted": [50.0, 50]]
    let explained = emitted.merging(["tokens_burned": [10, 10]]) { $1 }
    #expect(findings(stocks: supply, flows: explained).isEmpty)
    let within = emitted.merging(["tokens_burned": [9.5, 10]]) { $1 }
    #expect(findings(stocks: supply, flows: within).isEmpty)
    #expect(
      findings(stocks: supply, flows: emitted).map(\.description) == [
        "n: total_supply does not roll forward in 2 of the 2 last quarters that can be checked, "
          + "most in 2025Q3: +1.0 % of the opening supply [supply.unexplained]"
      ])
  }

  @Test func `a burn of more than there is is found`() {
    let above = findings(stocks: ["total_supply": [100]], flows: ["tokens_burned": [101]])
    #expect(above.map(\.id) == ["tokens_burned.above-supply"])
    #expect(findings(stocks: ["total_supply": [100]], flows: ["tokens_burned": [100]]).isEmpty)
    #expect(findings(stocks: [:], flows: ["tokens_burned": [1e30]]).isEmpty)
  }

  @Test(arguments: [
    ("2025-10-01", ["tokens_emitted.before-launch"]), ("2025-09-30", []),
    ("2025-11", ["tokens_emitted.before-launch"]),
  ])
  func `emission before the launch is found`(_ launch: String, _ ids: [String]) {
    let found = findings(stocks: [:], flows: ["tokens_emitted": [5, 5]], launched: launch)
    #expect(found.map(\.id) == ids)
  }

  @Test func `a share above one is found, one at most is not`() {
    #expect(findings("utilization", .stock, [("2025-12-31", 1.04)]) == ["utilization.above-one"])
    #expect(findings("utilization", .stock, [("2025-12-31", 1)]).isEmpty)
  }

  @Test func `a series that stopped is found`() {
    let fresh = (26...30).map { ("2025-12-\($0)", 1.0) }
    let stale = (10...14).map { ("2025-12-\($0)", 1.0) }
    #expect(findings("usage", .flow, fresh).isEmpty)
    #expect(findings("usage", .flow, stale) == ["series.stale"])
  }

  @Test(arguments: [(9.0, ["flow.year-below-quarters"]), (10, [])] as [(Double, [String])])
  func `a year below its quarters is found`(_ year: Double, _ ids: [String]) {
    let quarters = Period.year(of: Day(number: 20_453)).quarters
    func track(_ source: String, _ rows: [(Period, Double)]) -> Track {
      Track(
        source: source, starts: rows.map(\.0.start), ends: rows.map(\.0.end),
        values: rows.map(\.1), evidence: Column(repeating: .measured),
        file: Column(repeating: 0), lines: rows.indices.map { UInt32($0 + 2) })
    }
    let series = Series(
      id: SeriesID("revenue"), kind: .flow, unit: .usd,
      tracks: [
        track("a", zip(quarters, [1.0, 2, 3, 4]).map { ($0, $1) }),
        track("b", [(Period.year(of: quarters[0].start), year)]),
      ])
    let network = Network(id: "n", profile: Profile(name: "N"), series: [series.id: series])
    let findings = Checks.findings(
      in: NetworkSeries(network, sources: [:], asOf: Day(number: 20_453)))
    #expect(findings.map(\.id).filter { $0 != "series.stale" } == ids)
  }
}
