import Quantities
import SeriesStore
import TestSupport
import Testing

@Suite struct ReadingTests {
  @Test func `the best-ranked source of each day is read`() {
    let series = Series(
      id: SeriesID("price"), kind: .level, unit: .usd,
      tracks: [
        track([("2025-12-30", "2025-12-30", 2)]),
        track([("2025-12-30", "2025-12-30", 9), ("2025-12-31", "2025-12-31", 3)], source: "b"),
      ])
    let points = Points(of: series)
    #expect(points.values == [2, 3])
    #expect(points.places.map(\.track) == [0, 1])
  }

  @Test func `a close is at most three days old`() {
    let book = PriceBook(closes: Points(of: closes([("2025-12-28", 2)])), averages: nil)
    #expect(book.close(on: day("2025-12-31")) == 0)
    #expect(book.close(on: day("2026-01-01")) == nil)
  }

  private let december = day("2025-12-01")...day("2025-12-31")

  @Test func `an average price is the mean of daily closes where days have them`() {
    let daily = (1...30).map { ("2025-12-\($0 < 10 ? "0" : "")\($0)", Double($0)) }
    let prices = PriceBook(closes: Points(of: closes(daily)), averages: nil)
    let price = prices.averages(over: december)
    #expect(price.first?.method == .closes)
    #expect(isClose(price.first?.price ?? 0, 15.5))
  }

  @Test func `else rows that state averages, each for its days`() {
    let averages = Series(
      id: SeriesID("price", basis: "average"), kind: .level, unit: .usd,
      tracks: [track([("2025-12-01", "2025-12-10", 2), ("2025-12-11", "2025-12-31", 4)])])
    let prices = PriceBook(closes: Points(of: closes([])), averages: averages)
    let parts = prices.averages(over: december)
    #expect(parts.map(\.price) == [2, 4])
    #expect(parts.map(\.days.lowerBound) == [day("2025-12-01"), day("2025-12-11")])
  }

  @Test func `else the mean of two closes around it, at most 35 days apart`() {
    let near = PriceBook(
      closes: Points(of: closes([("2025-11-30", 2), ("2025-12-31", 3)])), averages: nil)
    #expect(near.averages(over: december).map(\.price) == [2.5])
    #expect(near.averages(over: december).map(\.method) == [.bracket])
    let far = PriceBook(
      closes: Points(of: closes([("2025-11-25", 2), ("2025-12-31", 3)])), averages: nil)
    #expect(far.averages(over: december).isEmpty)
  }

  @Test(
    arguments: [
      ([100.0, 90, 75], -0.25), ([75, 100, 90], -0.1), ([1, 2, 3], 0), ([4, 1, 4], -0.75),
    ] as [([Double], Double)])
  func `maximum drawdown`(_ values: [Double], _ expected: Double) {
    #expect(isClose(maximumDrawdown(of: values.span), expected))
  }

  @Test(arguments: [[Double]]([[], [3], [1, 0, 2], [-1, 2]]))
  func `no drawdown without two levels above 0`(_ values: [Double]) {
    #expect(maximumDrawdown(of: values.span) == nil)
  }

  @Test(arguments: 0..<20)
  func `scaling a price leaves its drawdown unchanged`(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    let values = (0..<200).map { _ in Double.random(in: 0.1...10, using: &random) }
    let scaled = values.map { $0 * 4 }  // A power of two: the same digits.
    #expect(maximumDrawdown(of: values.span) == maximumDrawdown(of: scaled.span))
  }

  @Test func `standard deviation divides by n − 1`() {
    // 2, 4, 4, 4, 5, 5, 7, 9: squares of deviations sum to 32; 32 ÷ 7.
    let values: [Double] = [2, 4, 4, 4, 5, 5, 7, 9]
    #expect(isClose(standardDeviation(of: values.span), (32.0 / 7).squareRoot()))
    #expect(standardDeviation(of: [1.0].span) == nil)
  }

  @Test func `returns join closes one month apart and leave out stray ones`() {
    let points = Points(
      of: closes([
        ("2025-01-31", 1), ("2025-02-28", 2), ("2025-03-12", 9), ("2025-03-31", 4),
        ("2025-06-30", 8),
      ]))
    #expect(points.steps(of: .month).map(\.from) == [0, 1])
    #expect(points.steps(of: .month).map(\.to) == [1, 3])
  }

  @Test func `a sum keeps what rounding drops`() {
    var sum = CompensatedSum()
    for value in [1e16, 1, -1e16, 1] { sum.add(value) }
    #expect(sum.value == 2)
  }
}
