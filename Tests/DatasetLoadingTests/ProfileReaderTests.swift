import Quantities
import SeriesStore
import Testing

@testable import DatasetLoading

@Suite struct ProfileReaderTests {
  private func profile(_ text: String) throws -> Profile {
    let dataset = try TemporaryDataset.helium(["helium/network.yaml": text])
    let loaded = try dataset.load()
    #expect(loaded.diagnostics.map(\.description) == [])
    return try #require(loaded.dataset.networks.first).profile
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private static let full = """
    name: Helium
    token: {symbol: HNT, decimals: 8, chain: solana, launched: 2020-04, max_supply: 2.23e8}
    category: wireless
    mechanism: burn-and-mint
    revenue_definition: data credits used
    capacity: {unit: hotspot, label: mobile hotspots}
    usage: {unit: TB}
    bases: {all-burns: every burn}
    sources:
      revenue: [beta, {source: alpha, basis: all-burns}]
    series:
      price: {unit: USD/token, source: alpha, evidence: measured, gaps: carry, cadence: day}
      tokens_emitted: {parts: complete}
      credits: {kind: flow, unit: USD, meaning: credits burned}
    emission_schedule:
      - {from: 2023-08-01, until: 2025-07-31, tokens: 15000000, per: year, source: alpha}
      - {from: 2024-11-12, percent_of_supply: 3.5%, of: 4200000000, per: year, decay: 10%,
         every: year, floor: 1%, source: beta}
      - {from: 2027-08-01, until: 2029-07-20, tokens: 7, per: total, to_zero: linear,
         limit: true, source: alpha}
    unlock_schedule:
      - {date: 2025-10-28, tokens: 181000000, holders: investors, source: alpha}
    remint:
      - {until: 2025-08-24, share: 25%, cap: 500000, per: week, source: alpha}
      - {from: 2025-08-25, of: service_credits_used, share: 1, smoothing: 7, source: beta}
    split:
      - {from: 2023-12-20, until: 2024-12-31, fees: revenue / 0.8, source: alpha,
         supply_side_revenue: 0.95 of fees}
      - {from: 2025-01-01, fees: revenue * 2, source: beta}
    all_time_high: {price: 54.88, date: 2021-11, source: alpha}
    """

  @Test func `every key of the contract is read`() throws {
    let profile = try profile(Self.full)
    #expect(profile.name == "Helium")
    #expect(profile.symbol == "HNT")
    #expect(profile.decimals == 8)
    #expect(profile.chain == "solana")
    #expect(profile.launched == "2020-04")
    #expect(profile.cohort == 2020)
    #expect(profile.maxSupply == 223_000_000)
    #expect(profile.category == "wireless")
    #expect(profile.mechanism == "burn-and-mint")
    #expect(profile.revenueDefinition == "data credits used")
    #expect(profile.capacity == Profile.Measure(unit: "hotspot", label: "mobile hotspots"))
    #expect(profile.usage == Profile.Measure(unit: "TB", label: "TB"))
    #expect(profile.bases == ["all-burns": "every burn"])
    #expect(
      profile.ranking == [
        "revenue": [
          Profile.RankedSource(source: "beta"),
          Profile.RankedSource(source: "alpha", basis: "all-burns"),
        ]
      ])
    var first = Profile.Remint(share: 0.25, cap: 500_000, per: .week, source: "alpha", line: 24)
    first.until = try day("2025-08-24")
    var second = Profile.Remint(share: 1, smoothing: 7, source: "beta", line: 25)
    (second.from, second.base) = (try day("2025-08-25"), "service_credits_used")
    #expect(profile.remints == [first, second])
    let high = Profile.AllTimeHigh(
      price: 54.88, day: try day("2021-11-30"), date: "2021-11", source: "alpha")
    #expect(profile.allTimeHigh == high)
  }

  @Test func `properties of series are read`() throws {
    let series = try profile(Self.full).series
    var price = Profile.SeriesProperties()
    (price.unit, price.source, price.evidence) = ("USD/token", "alpha", .measured)
    (price.gaps, price.cadence) = (.carry, .day)
    #expect(series["price"] == price)
    #expect(series["tokens_emitted"]?.hasCompleteParts == true)
    var credits = Profile.SeriesProperties()
    (credits.kind, credits.unit, credits.meaning) = (.flow, "USD", "credits burned")
    #expect(series["credits"] == credits)
  }

  @Test func `schedules are read with their lines`() throws {
    let profile = try profile(Self.full)
    let first = Profile.ScheduleRule(
      from: try day("2023-08-01"), until: try day("2025-07-31"), tokens: 15_000_000, per: .year,
      source: "alpha", line: 16)
    var second = Profile.ScheduleRule(
      from: try day("2024-11-12"), until: nil, tokens: 0, per: .year, source: "beta", line: 17)
    (second.percentOfSupply, second.supply) = (0.035, 4_200_000_000)
    (second.decay, second.decayMonths, second.floor) = (0.1, 12, 0.01)
    var third = Profile.ScheduleRule(
      from: try day("2027-08-01"), until: try day("2029-07-20"), tokens: 7, per: .total,
      source: "alpha", line: 19)
    (third.isLinearToZero, third.isLimit) = (true, true)
    #expect(profile.emissionSchedule == [first, second, third])
    let cliff = Profile.ScheduleRule(
      from: try day("2025-10-28"), until: try day("2025-10-28"), tokens: 181_000_000, per: .total,
      holders: "investors", source: "alpha", line: 22)
    #expect(profile.unlockSchedule == [cliff])
  }

  @Test func `a split derives each series of its item`() throws {
    let splits = try profile(Self.full).splits
    let (from, until) = (try day("2023-12-20"), try day("2024-12-31"))
    #expect(
      splits == [
        Profile.SplitRule(
          from: from, until: until, series: "fees", base: "revenue", factor: 1 / 0.8,
          source: "alpha", line: 27),
        Profile.SplitRule(
          from: from, until: until, series: "supply_side_revenue", base: "fees", factor: 0.95,
          source: "alpha", line: 27),
        Profile.SplitRule(
          from: try day("2025-01-01"), until: nil, series: "fees", base: "revenue", factor: 2,
          source: "beta", line: 29),
      ])
  }

  @Test func `a benchmark needs no token`() throws {
    let dataset = try TemporaryDataset([
      "sources.csv": TemporaryDataset.sources,
      "benchmarks/gold/benchmark.yaml": "name: Gold\nsources: {price: [alpha]}\n",
      "benchmarks/gold/price.csv": TemporaryDataset.header
        + "2025-01-01,2025-01-01,1,USD/token,alpha,measured,,,\n",
    ])
    let loaded = try dataset.load()
    #expect(loaded.diagnostics == [])
    #expect(loaded.dataset.benchmarks.map(\.id) == ["gold"])
    #expect(loaded.dataset.networks.isEmpty)
    #expect(rows(loaded).count == 1)
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
    String(repeating: "- ", count: 100_000),
  ])
  func `nesting without end is a fault, not a crash`(_ text: String) throws {
    let dataset = try TemporaryDataset.helium([
      "helium/network.yaml": "name: \n  \(text)", "akash/network.yaml": TemporaryDataset.profile,
    ])
    #expect(try dataset.load().diagnostics.map(\.rule) == [.yamlSyntax])
  }

  @Test(arguments: ["", "# nothing\n", "- a\n", "text", "\u{FEFF}- a"])
  func `a profile that is no mapping is a fault`(_ text: String) throws {
    let dataset = try TemporaryDataset.helium(["helium/network.yaml": text])
    let rules = try dataset.load().diagnostics.map(\.rule)
    #expect(rules == [text.isEmpty ? .emptyFile : .wrongType])
  }
}
