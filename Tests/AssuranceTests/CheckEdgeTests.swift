import EconomicMetrics
import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import Assurance

/// What single pairs of datasets leave open.
@Suite struct CheckEdgeTests {
  private func ids(_ text: String) throws -> [String] {
    try CheckPair.findings(in: text).map(\.id)
  }

  private func months(_ values: [Int], of series: String, _ unit: String) -> String {
    var month = Period.quarter(of: CheckPair.asOf).end
    var rows: [String] = []
    for value in values.reversed() {
      let first = Period.month(of: month)
      rows.insert("\(first.start),\(first.end),\(value)", at: 0)
      month = first.start - 1
    }
    return "=== n/\(series) \(unit)\n" + rows.joined(separator: "\n") + "\n"
  }

  @Test func `rows of a year to date are told, seasons are not`() throws {
    let years = (0..<3).flatMap { year in (1...12).map { $0 * 10 + year } }
    #expect(try ids(months(years, of: "revenue", "USD")).contains("flow.running-total"))
    let seasons = (0..<3).flatMap { _ in [5, 6, 8, 9, 7, 6, 5, 4, 6, 7, 9, 10] }
    #expect(try ids(months(seasons, of: "revenue", "USD")).isEmpty)
  }

  @Test func `growth at a steady rate is no running total`() throws {
    let growing = [100, 121, 139, 168, 190, 231, 262, 315, 361, 428, 490, 571]
    #expect(try ids(months(growing, of: "revenue", "USD")).isEmpty)
  }

  @Test func `emission that rules set may stay as it is`() throws {
    let constant = [Int](repeating: 155_342, count: 8)
    #expect(try ids(months(constant, of: "tokens_emitted", "token")).isEmpty)
    #expect(try ids(months(constant, of: "revenue", "USD")) == ["series.flat"])
  }

  @Test func `a supply far in time is not compared, the cap is`() throws {
    let circulating = "=== n/circulating_supply token\n2025-12-31,2025-12-31,900\n"
    let old = "token\n2020-01-01,2020-01-01,100\n"
    #expect(try ids(circulating + "=== n/total_supply " + old).isEmpty)
    #expect(
      try ids(circulating + "=== n/max_supply " + old) == ["circulating_supply.above-maximum"])
  }

  @Test func `findings come in the order of the checks, whatever the order of the files`() throws {
    let parts = ["uptime.above-one", "flow.gap", "utilization.above-one"].compactMap {
      CheckPair($0)?.faulty
    }
    let expected = ["utilization.above-one", "uptime.above-one", "flow.gap"]
    #expect(try ids(parts.joined()) == expected)
    #expect(try ids(parts.reversed().joined()) == expected)
  }

  /// Rows of any size and order of magnitude, with missing ones among them, from two sources.
  @Test(arguments: 0..<100) func `no rows make a check fail or print what is no number`(
    _ seed: Int
  ) {
    var random = SplitMix(state: UInt64(seed))
    var network = Network(id: "n", profile: Profile(name: "N"), series: [:])
    for definition in SeriesDefinition.standard where Int.random(in: 0..<3, using: &random) > 0 {
      let id = SeriesID(definition.name)
      let tracks = ["a", "b"].map { track(from: $0, definition.kind, &random) }
      network.series[id] = Series(
        id: id, kind: definition.kind, unit: definition.unit, gaps: definition.gaps, tracks: tracks)
    }
    let analysis = NetworkAnalysis(
      NetworkSeries(network, sources: [:], asOf: CheckPair.asOf))
    let book = CheckBook(Dataset(networks: [network], files: ["n/rows.csv"]))
    let findings =
      book.findings(in: analysis) + book.findings(inBenchmark: analysis)
    for finding in findings {
      let words = finding.text.lowercased().split { !$0.isLetter }
      #expect(!words.contains("inf") && !words.contains("nan"), "\(finding)")
    }
  }

  private func track(
    from source: String, _ kind: SeriesKind, _ random: inout SplitMix
  ) -> Track {
    let sizes = [0, 1, 1.5, 1e-300, 1e300, 1e12, 3.25, -2]
    let count = Int.random(in: 0..<40, using: &random)
    let length = kind == .flow ? [1, 7, 31, 92].randomElement(using: &random) ?? 1 : 1
    var day = CheckPair.asOf - Int.random(in: 0..<60, using: &random) - count * length
    var (starts, values, absent) = ([Day](), [Double](), [Int]())
    for row in 0..<count {
      starts.append(day)
      if Int.random(in: 0..<10, using: &random) == 0 { absent.append(row) }
      let size = sizes.randomElement(using: &random) ?? 1
      values.append(absent.last == row ? 0 : kind == .flow ? size : abs(size))
      day = day + length + (Int.random(in: 0..<5, using: &random) == 0 ? length : 0)
    }
    return Track(
      source: source, starts: starts, ends: starts.map { $0 + (length - 1) }, values: values,
      absent: absent, evidence: Column(repeating: .measured), file: Column(repeating: 0),
      lines: starts.indices.map { UInt32($0 + 2) })
  }
}
