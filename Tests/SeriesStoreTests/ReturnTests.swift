import Foundation
import Quantities
import SeriesStore
import TestSupport
import Testing

@Suite struct ReturnTests {
  private func statistics(_ returns: [Double], leastAcceptable: Double = 0) -> ReturnStatistics? {
    ReturnStatistics(of: returns.span, perYear: 365, leastAcceptable: leastAcceptable)
  }

  @Test func `mean, spread and downside of four returns`() throws {
    // 0.1, −0.1, 0.3, −0.3: mean 0; squares 0.01 + 0.01 + 0.09 + 0.09 = 0.2.
    let four = try #require(statistics([0.1, -0.1, 0.3, -0.3]))
    #expect(four.count == 4 && abs(four.mean) < 1e-16)
    #expect(isClose(four.standardDeviation, (0.2 / 3).squareRoot()))
    // Shortfalls over all four: (0.01 + 0.09) ÷ 4 = 0.025.
    #expect(isClose(four.downsideDeviation, (0.025 * 365).squareRoot()))
  }

  @Test func `sharpe and sortino of a gain and a loss`() throws {
    // 0.2 and −0.1: mean 0.05, stdev √(2 × 0.15²) = 0.15 √2, downside √(0.01 ÷ 2).
    let two = try #require(statistics([0.2, -0.1]))
    #expect(isClose(two.sharpe, 0.05 / (0.15 * 2.0.squareRoot()) * 365.0.squareRoot()))
    #expect(isClose(two.sortino, 0.05 * 365 / (0.005 * 365).squareRoot()))
  }

  @Test func `sortino of equal losses is finite, sharpe has no spread`() throws {
    let losses = try #require(statistics([-0.02, -0.02, -0.02]))
    // −0.02 × 365 ÷ (0.02 × √365) = −√365
    #expect(isClose(losses.sortino, -365.0.squareRoot()))
    #expect(losses.sharpe == nil)
  }

  @Test func `returns above the least acceptable one have no downside`() throws {
    let gains = try #require(statistics([0.1, 0.2, 0]))
    #expect(gains.downsideDeviation == 0 && gains.sortino == nil)
    #expect(statistics([0.1, 0.2, 0], leastAcceptable: 0.05)?.sortino != nil)
  }

  @Test func `equal returns of decimal prices do not vary`() throws {
    // Eleven tenths a day, rounded by the quotients: a spread of 1e-16 is no risk.
    let prices = (0..<40).map { pow(1.1, Double($0)) }
    let returns = zip(prices, prices.dropFirst()).map { $1 / $0 - 1 }
    #expect(try #require(statistics(returns)).sharpe == nil)
    #expect(statistics([0.1]) == nil && statistics([]) == nil)
  }

  @Test(arguments: 0..<20)
  func `scaling a price leaves its ratios unchanged`(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let prices = (0..<60).map { _ in Double.random(in: 1...2, using: &random) }
    let returns = zip(prices, prices.dropFirst()).map { $1 / $0 - 1 }
    let scaled = zip(prices, prices.dropFirst()).map { $1 * 8 / ($0 * 8) - 1 }
    let one = try #require(statistics(returns))
    #expect(statistics(scaled)?.sharpe == one.sharpe)
    #expect(statistics(scaled)?.sortino == one.sortino)
    // The order of returns does not matter beyond rounding.
    #expect(isClose(statistics(returns.reversed())?.sharpe, one.sharpe ?? 0))
    // A risk-free rate and a least acceptable return lower the numerators.
    #expect((statistics(returns, leastAcceptable: 0.01)?.sortino ?? 9) < one.sortino ?? 0)
  }

  // MARK: Tail

  @Test func `the tail of a hundred returns`() throws {
    // −0.99 … 0: position 0.05 × 99 = 4.95, between −0.95 and −0.94.
    let returns = (0..<100).map { Double(($0 * 37) % 100) / -100 }
    let tail = try TailRisk(of: returns.span)
    #expect(isClose(tail.valueAtRisk, -0.95 + 0.95 * 0.01))
    // −0.99 to −0.95 lie at or below it.
    #expect(isClose(tail.expectedShortfall, -0.97))
  }

  @Test func `ninety-nine returns have no tail`() {
    let returns = [Double](repeating: 0.1, count: 99)
    #expect(throws: NoStatistic.tooFew("daily returns", found: 99, needed: 100)) {
      try TailRisk(of: returns.span)
    }
  }

  @Test(arguments: 0..<40)
  func `the tail agrees with sorting`(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let count = Int.random(in: 100...400, using: &random)
    let returns = (0..<count).map { _ in Double(Int.random(in: -9...9, using: &random)) / 100 }
    let (sorted, position) = (returns.sorted(), 0.05 * Double(count - 1))
    let (rank, fraction) = (Int(position), position - position.rounded(.down))
    let quantile = sorted[rank] + fraction * (sorted[rank + 1] - sorted[rank])
    let tail = try TailRisk(of: returns.span)
    let beyond = sorted.filter { $0 <= quantile }
    #expect(tail.valueAtRisk == quantile)
    #expect(isClose(tail.expectedShortfall, beyond.reduce(0, +) / Double(beyond.count)))
    #expect(tail.expectedShortfall <= tail.valueAtRisk)
  }

  // MARK: Growth

  @Test func `a price that doubles in 365 days grows by 100.095 % a year`() throws {
    let growth = try compoundAnnualGrowth(from: 100, to: 200, days: 365)
    #expect(isClose(growth, exp2(365.25 / 365) - 1))
    #expect((growth * 1e5).rounded() == 100_095)
  }

  @Test func `a price that ends at 0 loses all`() throws {
    #expect(try compoundAnnualGrowth(from: 3, to: 0, days: 400) == -1)
    #expect(try compoundAnnualGrowth(from: 3, to: 3, days: 90) == 0)
  }

  @Test func `no growth of a short or a worthless history`() {
    #expect(throws: NoStatistic.tooFew("days of closes", found: 89, needed: 90)) {
      try compoundAnnualGrowth(from: 1, to: 2, days: 89)
    }
    #expect(throws: NoStatistic.notAboveZero) {
      try compoundAnnualGrowth(from: 0, to: 2, days: 400)
    }
    #expect(throws: NoStatistic.notAboveZero) {
      try compoundAnnualGrowth(from: 1, to: -2, days: 400)
    }
  }

  @Test func `calmar is growth over the deepest fall`() throws {
    #expect(try calmarRatio(growth: 0.5, drawdown: -0.25) == 2)
    #expect(try calmarRatio(growth: -0.5, drawdown: -0.8) == -0.625)
    #expect(throws: NoStatistic.noDrawdown) { try calmarRatio(growth: 0.5, drawdown: 0) }
  }

  // MARK: Windows

  /// All pairs of successive last closes of their day, week or month, found by grouping.
  private func naiveSteps(_ points: Points, _ grain: ReturnGrain) -> [[Int]] {
    let ends = points.days.indices.filter { index in
      let rest = points.days[(index + 1)...]
      switch grain {
      case .day: return true
      case .week:
        return !rest.contains { ($0.number + 3) / 7 == (points.days[index].number + 3) / 7 }
      case .month: return !rest.contains { $0.startOfMonth == points.days[index].startOfMonth }
      }
    }
    let distances: ClosedRange = grain == .day ? 1...1 : grain == .week ? 5...9 : 26...35
    return zip(ends, ends.dropFirst()).filter {
      distances.contains(points.days[$1] - points.days[$0]) && points.values[$0] > 0
        && points.values[$1] > 0
    }.map { [$0, $1] }
  }

  @Test(arguments: 0..<60)
  func `a window found by search has the returns of the whole history`(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    let gap = [1, 2, 9, 40][seed % 4]
    var (date, rows) = (day("2021-01-01"), [(String, Double)]())
    for _ in 0..<[0, 1, 60, 700].randomElement(using: &random, or: 0) {
      rows.append((date.description, Double(Int.random(in: 0...9, using: &random))))
      date = date + Int.random(in: 1...gap, using: &random)
    }
    let points = Points(of: closes(rows))
    for grain in ReturnGrain.allCases {
      let all = naiveSteps(points, grain)
      #expect(points.steps(of: grain).map { [$0.from, $0.to] } == all)
      for end in [date, date - 100, day("2022-06-15"), day("2020-01-01")] {
        let start = grain.windowStart(before: end)
        let inside = all.filter { points.days[$0[1]] > start && points.days[$0[1]] <= end }
        let window = ReturnWindow(of: points, grain: grain, through: end)
        #expect(window.ratios == inside.map { points.values[$0[1]] / points.values[$0[0]] })
        #expect(window.closes.first == inside.first?[0] && window.closes.last == inside.last?[1])
      }
    }
  }

  @Test func `the finest grain with enough returns near the end is taken`() throws {
    let months = (1...26).map { (day("2023-12-31").adding(months: $0).endOfMonth, Double($0)) }
    let monthly = Points(of: closes(months.map { ($0.0.description, $0.1) }))
    let window = try #require(monthly.returnWindow(through: day("2026-02-28")))
    #expect(window.grain == .month && window.count == 25)
    #expect(window.simple.first == 1 && isClose(window.logarithmic.first, log(2)))
    #expect(monthly.returnWindow(through: day("2025-12-31")) == nil)  // 23 returns
    #expect(monthly.returnWindow(through: day("2026-04-30")) == nil)  // The last close is stale.
  }
}

extension Array {
  fileprivate func randomElement(using random: inout SplitMix, or other: Element) -> Element {
    randomElement(using: &random) ?? other
  }
}
