import Quantities
import ReportModel
import Testing

@testable import ChartRendering

@Suite struct AxisTests {
  @Test(arguments: [
    ([0, 4.2e6], Unit.usd, "$0 $1M $2M $3M $4M $5M"),
    ([0, 1.21], .multiple, "0x 0.25x 0.50x 0.75x 1.00x 1.25x"),
    ([0, -0.976], .percent, "−100 % −80 % −60 % −40 % −20 % 0 %"),
    ([0, 0.000_4], .usdPerToken, "$0 $0.0001 $0.0002 $0.0003 $0.0004"),
    ([1.1e9, 1.5e9], .usd, "$1.1B $1.2B $1.3B $1.4B $1.5B"),
    ([0, 250_000], .count, "0 50k 100k 150k 200k 250k"),
    ([-3, 5], .one, "−4 −2 0 2 4 6"), ([0], .multiple, "0x 0.2x 0.4x 0.6x 0.8x 1.0x"),
    ([], .one, "0 0.2 0.4 0.6 0.8 1.0"), ([7], .one, "0 2 4 6 8"), ([-7], .one, "−8 −6 −4 −2 0"),
    ([0, 1200], .token, "0 200 400 600 800 1,000 1,200"),
    ([0, 3e-10], .usd, "$0 $5e-11 $1e-10 $1.5e-10 $2e-10 $2.5e-10 $3e-10"),
    ([0, 0.12], .points, "0 2 4 6 8 10 12"),
  ])
  func `ticks are round and just as exact as their step`(
    values: [Double], unit: Unit, labels: String
  ) {
    let axis = ValueAxis(covering: values, unit: unit)
    let found = axis.ticks.map(axis.label).joined(separator: " ").replacing("\u{A0}", with: " ")
    #expect(found == labels)
  }

  /// Seeded ranges over forty orders of magnitude.
  @Test func `ticks hold all values, evenly, in two to six spaces`() {
    var state: UInt64 = 7
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(UInt64(1) << 31)
    }
    for _ in 0..<2000 {
      let scale = Double("1e\(Int(next() * 40) - 20)") ?? 1
      let values = [(next() - 0.5) * scale, (next() - 0.3) * scale, 0]
      let axis = ValueAxis(covering: values, unit: .usd)
      let shares = axis.ticks.map(axis.share(ofTick:))
      #expect((2...7).contains(axis.ticks.count))
      #expect(values.allSatisfy { (-1e-9...1 + 1e-9).contains(axis.share(of: $0)) })
      #expect(axis.includesZero)
      #expect(Set(axis.ticks.map(axis.label)).count == axis.ticks.count, "\(values)")
      for (left, right) in zip(shares, shares.dropFirst()) {
        #expect(abs(right - left - 1 / Double(shares.count - 1)) < 1e-9)
      }
    }
  }

  private static func words(_ axis: PlaceAxis) -> String {
    axis.ticks.map { $0.lines.joined(separator: "/") }.joined(separator: " ")
  }

  @Test(arguments: [
    ("2024Q3..2025Q2", "Q3/2024 Q4 Q1/2025 Q2"), ("2025-01..2025-04", "Jan/2025 Feb Mar Apr"),
    ("2023..2025", "2023 2024 2025"), ("2025Q4", "Q4/2025"),
    ("2015Q1..2025Q4", "2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025"),
    ("2024-01..2025-12", "Jan/2024 Apr Jul Oct Jan/2025 Apr Jul Oct"),
  ])
  func `periods share the year under their names`(periods: String, words: String) throws {
    let names = try Period.parse(periods).map(\.description)
    let axis = PlaceAxis(.names(names), over: 40...680, hasColumns: true)
    #expect(Self.words(axis) == words)
    #expect(axis.positions.count == names.count)
  }

  @Test(arguments: [
    ("2021-01-01", "2025-12-31", "2021 2022 2023 2024 2025"),
    ("2024-02-10", "2025-03-01", "Mar/2024 Apr May Jun Jul Aug Sep Oct Nov Dec Jan/2025 Feb Mar"),
    ("2025-05-20", "2025-09-30", "Jun/2025 Jul Aug Sep"),
    ("2025-12-30", "2026-01-02", "30 Dec/2025 31 Dec 1 Jan/2026 2 Jan"),
    ("1990-06-01", "2025-06-01", "1995 2000 2005 2010 2015 2020 2025"),
    ("2025-12-31", "2025-12-31", "2025-12-31"),
  ])
  func `days are named by what has room`(first: String, last: String, words: String) throws {
    let (first, last) = (try #require(Day(first)), try #require(Day(last)))
    let days = (0...(last - first)).map { first + $0 }
    let axis = PlaceAxis(.days(days), over: 40...680, hasColumns: false)
    #expect(Self.words(axis) == words)
    #expect(axis.positions.allSatisfy { (40...680).contains($0) })
  }

  @Test func `days are spaced by time, not by row`() throws {
    let first = try #require(Day("2025-01-01"))
    let axis = PlaceAxis(
      .days([first, first + 1, first + 100]), over: 0...100, hasColumns: false)
    #expect(axis.positions == [0, 1, 100])
  }

  @Test func `names stand upright while they have room, and lean when they have not`() {
    let names = ["Helium", "Hivemapper", "The Graph", "Bittensor"]
    let wide = PlaceAxis(.names(names), over: 0...640, hasColumns: true)
    let narrow = PlaceAxis(.names(names), over: 0...120, hasColumns: true)
    #expect(!wide.isSlanted && narrow.isSlanted)
    #expect(Self.words(wide) == "Helium Hivemapper The Graph Bittensor")
  }
}
