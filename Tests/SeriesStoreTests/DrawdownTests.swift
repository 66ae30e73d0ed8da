import Quantities
import SeriesStore
import TestSupport
import Testing

@Suite struct DrawdownTests {
  /// The path of closes on successive days from 2025-01-01, up to some days after the last.
  private func path(_ values: [Double], daysAfter: Int = 0) throws -> DrawdownPath {
    let days = values.indices.map { day("2025-01-01") + $0 }
    let end = (days.last ?? day("2025-01-01")) + daysAfter
    return try DrawdownPath(values: values.span, days: days.span, through: end)
  }

  @Test func `a loss from the first day on is one drawdown`() throws {
    let path = try path([100, 90, 75])
    #expect(path.maximum == -0.25)
    #expect(path.worst.map(\.peak) == [day("2025-01-01")])
    #expect(path.underwaterShare == 2.0 / 3)
    // Drawdowns 0, 0.1 and 0.25: √((0.01 + 0.0625) ÷ 3).
    #expect(isClose(ulcerIndex(of: [100, 90, 75].span), (0.0725 / 3).squareRoot()))
  }

  @Test func `a fall that goes on is counted to date`() throws {
    let fall = try #require(try path([80, 100, 60, 50, 70], daysAfter: 3).worst.first)
    #expect(fall.isOngoing && fall.daysToRecover == nil)
    #expect(fall.peak == day("2025-01-02") && fall.trough == day("2025-01-04"))
    #expect(fall.depth == -0.5)
    #expect(fall.daysToTrough == 2)
    #expect(fall.length == 6)  // 2 January to 8 January.
    #expect(fall.end == day("2025-01-08"))
  }

  @Test func `a close at the peak ends a fall, and the last day at the peak begins one`() throws {
    let path = try path([10, 8, 10, 10, 9, 11, 11])
    #expect(path.episodes == 2)
    let (first, second) = (path.worst[0], path.worst[1])
    #expect(first.recovery == day("2025-01-03") && first.length == 2)
    #expect(second.peak == day("2025-01-04") && second.recovery == day("2025-01-06"))
    #expect(first.daysToTrough == 1 && first.daysToRecover == 1)
    #expect(path.underwaterShare == 2.0 / 7)
  }

  @Test func `the five deepest are kept, deepest first, and the longest beside them`() throws {
    // Falls of 1 to 6 tenths, each followed by the peak; the shallowest lasts longest.
    let falls = [[9, 9, 9], [5.0], [8], [4], [7], [6]] as [[Double]]
    let path = try path(falls.flatMap { [10] + $0 } + [10])
    #expect(path.episodes == 6)
    #expect(path.worst.map { ($0.depth * 10).rounded() } == [-6, -5, -4, -3, -2])
    #expect(path.longest?.depth == 0.9 - 1)
    #expect(path.longest?.length == 4)
  }

  @Test func `the earlier of two equal falls comes first`() throws {
    let path = try path([10, 5, 10, 5, 10])
    #expect(path.worst.map(\.peak) == [day("2025-01-01"), day("2025-01-03")])
    #expect(path.longest?.peak == day("2025-01-01"))
  }

  @Test func `a series that never falls has no drawdown`() throws {
    for values in [[1.0, 2, 3], [2, 2, 2]] {
      let path = try path(values)
      #expect(path.maximum == 0 && path.episodes == 0 && path.worst.isEmpty)
      #expect(path.longest == nil && ulcerIndex(of: values.span) == 0 && path.underwaterShare == 0)
    }
  }

  @Test(arguments: [
    ([Double](), NoStatistic.tooFew("closes", found: 0, needed: 2)),
    ([3], .tooFew("closes", found: 1, needed: 2)),
    ([1, 0, 2], .notAboveZero), ([-1, 2], .notAboveZero),
  ])
  func `no path without two closes above 0`(_ values: [Double], _ reason: NoStatistic) {
    #expect(throws: reason) { try path(values) }
    #expect(ulcerIndex(of: values.span) == nil)
  }

  @Test func `closes between two days are walked alone`() throws {
    let points = Points(
      of: closes([
        ("2025-01-31", 9), ("2025-02-28", 4), ("2025-03-31", 3), ("2025-04-30", 6),
        ("2025-05-31", 1),
      ]))
    let path = try points.drawdowns(from: day("2025-02-01"), through: day("2025-05-01"))
    #expect(path.count == 3 && path.maximum == -0.25)
    #expect(try points.drawdowns(through: day("2025-05-31")).maximum == 1.0 / 9 - 1)
    #expect(throws: NoStatistic.tooFew("closes", found: 0, needed: 2)) {
      try points.drawdowns(from: day("2025-06-01"), through: day("2025-05-31"))
    }
  }

  @Test(arguments: 0..<30)
  func `one pass agrees with looking back from every close`(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let values = (0..<100).map { _ in Double(Int.random(in: 1...30, using: &random)) }
    let path = try path(values)
    let falls = values.indices.map { values[$0] / (values[...$0].max() ?? 0) - 1 }
    #expect(path.maximum == falls.min())
    #expect(path.maximum == maximumDrawdown(of: values.span))
    #expect(path.worst.allSatisfy { falls.contains($0.depth) })
    #expect(path.underwaterShare == Double(falls.count { $0 < 0 }) / 100)
    #expect(path.episodes == falls.indices.count { falls[$0] < 0 && falls[$0 - 1] == 0 })
    #expect(
      isClose(ulcerIndex(of: values.span), (falls.reduce(0) { $0 + $1 * $1 } / 100).squareRoot()))
    let scaled = values.map { $0 * 4 }
    #expect(try self.path(scaled) == path)
  }
}
