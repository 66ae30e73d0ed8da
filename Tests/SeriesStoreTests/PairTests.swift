import Foundation
import Quantities
import SeriesStore
import TestSupport
import Testing

@Suite struct PairTests {
  private func pairs(_ x: [Double], _ y: [Double]) -> PairStatistics? {
    PairStatistics(of: x.span, and: y.span)
  }

  @Test func `beta and correlation of four pairs`() throws {
    // About the means 0 and 0: Σ xy = 2 + 2 = 4, Σ y² = 1 + 1 = 2, Σ x² = 4 + 4 + 1 + 1 = 10.
    let four = try #require(pairs([2, -2, 1, -1], [1, -1, 0, 0]))
    #expect(four.count == 4 && four.beta == 2)
    #expect(isClose(four.correlation, 4 / 20.0.squareRoot()))
  }

  @Test func `what does not vary has no slope`() throws {
    let flat = try #require(pairs([1, 2, 3], [5, 5, 5]))
    #expect(flat.beta == nil && flat.correlation == nil)
    let still = try #require(pairs([5, 5, 5], [1, 2, 3]))
    #expect(still.beta == 0 && still.correlation == nil)
    #expect(pairs([1], [1]) == nil && pairs([], []) == nil)
  }

  @Test(arguments: 0..<20)
  func `a line has its slope, and units do not matter to correlation`(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let y = (0..<80).map { _ in Double.random(in: -1...1, using: &random) }
    let x = (0..<80).map { _ in Double.random(in: -1...1, using: &random) }
    let line = try #require(pairs(y.map { 3 * $0 + 1 }, y))
    #expect(isClose(line.beta, 3) && isClose(line.correlation, 1))
    #expect(isClose(try #require(pairs(y.map { -$0 }, y)).correlation, -1))
    let both = try #require(pairs(x, y))
    let scaled = try #require(pairs(x.map { 5 * $0 - 2 }, y.map { 7 * $0 + 4 }))
    let (found, expected) = (try #require(scaled.correlation), try #require(both.correlation))
    // A shift takes digits: the means are as large as the numbers.
    #expect(abs(found - expected) < 1e-13)
    #expect(try #require(pairs(y, x)).correlation == expected)
    #expect(abs(expected) <= 1)
  }

  // MARK: Days

  private func prices(_ count: Int, _ value: (Int) -> Double?) -> Points {
    let first = day("2025-01-01")
    let rows = (0..<count).compactMap { index in
      value(index).map { ((first + index).description, $0) }
    }
    return Points(of: closes(rows))
  }

  @Test func `a pair needs both closes of both prices`() throws {
    let own = prices(100) { $0 == 20 ? nil : Double($0 + 1) }
    let other = prices(100) { $0 == 50 || $0 == 51 ? nil : Double($0 * $0 + 1) }
    let end = day("2025-01-01") + 99
    // 99 returns, less 2 around day 20, less 3 around days 50 and 51.
    let pairs = PairedReturns(of: own, with: other, grain: .day, through: end)
    #expect(pairs.count == 94)
    #expect(isClose(pairs.own[0], log(2)) && isClose(pairs.benchmark[1], log(5.0 / 2)))
    #expect(pairs.closes == 0..<99)
    #expect(try own.returns(pairedWith: other, through: end).grain == .day)
  }

  @Test func `a benchmark that sank to 0 pairs with nothing`() {
    let own = prices(10) { Double($0 + 1) }
    let other = prices(10) { $0 == 4 ? 0 : 2 }
    let end = day("2025-01-10")
    #expect(PairedReturns(of: own, with: other, grain: .day, through: end).count == 7)
  }

  @Test func `too few days fall back on months`() throws {
    let months = (0..<30).map { day("2023-01-31").adding(months: $0).endOfMonth }
    let own = Points(of: closes(months.map { ($0.description, Double($0.number)) }))
    let every = Points(of: closes(months.map { ($0.description, Double($0.number * 2)) }))
    let pairs = try own.returns(pairedWith: every, through: day("2025-06-30"))
    #expect(pairs.grain == .month && pairs.count == 29)
    let late = Points(
      of: closes(months.dropFirst(10).map { ($0.description, Double($0.number)) }))
    #expect(throws: NoStatistic.tooFew("pairs of monthly returns", found: 19, needed: 24)) {
      try own.returns(pairedWith: late, through: day("2025-06-30"))
    }
  }

  // MARK: Months

  @Test func `the correlation of a window ends with each month`() {
    let x: [Double?] = (0..<16).map { $0 == 3 ? nil : Double($0 % 5) }
    let y = x.map { $0.map { 1 - 2 * $0 } }
    let rolling = rollingCorrelation(of: x.span, and: y.span)
    // Month 10 is the first with ten pairs, month 3 having none.
    #expect(rolling.firstIndex { $0 != nil } == 10)
    #expect(rolling.dropFirst(10).allSatisfy { isClose($0, -1) })
    let still = [Double?](repeating: 1, count: 16)
    #expect(rollingCorrelation(of: x.span, and: still.span).allSatisfy { $0 == nil })
  }

  @Test(arguments: [-3, -1, 0, 2, 3])
  func `a delayed copy is found at its distance`(_ delay: Int) throws {
    var random = SplitMix(state: 7)
    let noise = (0..<40).map { _ in Double.random(in: -1...1, using: &random) }
    let first: [Double?] = (10..<34).map { noise[$0] }
    let second: [Double?] = (10..<34).map { -noise[$0 - delay] }
    let found = try LeadLag(of: first.span, before: second.span)
    #expect(found.months == delay && isClose(found.correlation, -1))
    #expect(found.pairs == 24 - abs(delay))
  }

  @Test func `eighteen months with both are needed`() {
    let gappy: [Double?] = (0..<30).map { $0 < 17 ? Double($0 % 4) : nil }
    let full: [Double?] = (0..<30).map { Double($0 % 7) }
    #expect(throws: NoStatistic.tooFew("months with both changes", found: 17, needed: 18)) {
      try LeadLag(of: gappy.span, before: full.span)
    }
    let still = [Double?](repeating: 0, count: 30)
    #expect(throws: NoStatistic.noSpread(of: "the changes")) {
      try LeadLag(of: full.span, before: still.span)
    }
  }
}
