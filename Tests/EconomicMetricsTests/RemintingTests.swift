import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import EconomicMetrics

/// Helium's rule in force: the burns of 7 days, at most 600,000 ÷ 365 HNT a day.
private let helium = Profile.Remint(
  share: 1, cap: 1643.835_616_43, per: .day, smoothing: 7, source: "docs")

private func reminted(
  _ rows: [(Day, Day, Double)], _ rules: [Profile.Remint], asOf: String = "2026-12-31",
  others: [String: Track] = [:], known: @escaping @Sendable (String) -> Bool = { _ in true }
) -> Track? {
  let series = others.merging(["tokens_burned": track(rows)]) { $1 }
  return network(series) { $0.remints = rules }
    .withMechanisms(asOf: day(asOf), isKnown: known).series[SeriesID("tokens_reminted")]?.tracks
    .first
}

private func values(_ track: Track?) -> [Double] {
  track.map { track in (0..<track.count).map(track.amount) } ?? []
}

@Suite struct RemintingTests {
  private let first = day("2025-10-01")

  /// 2,800 ÷ 7 = 400; 400 × 6 ÷ 7 + 9,500 ÷ 7 = 1,700, capped.
  @Test func `a burn is smoothed over seven days and capped`() {
    let burns = [2800.0, 9500]
    let rows = daily(from: first, burns)
    var uncapped = helium
    uncapped.cap = nil
    #expect(isClose(values(reminted(rows, [uncapped])).last, 1700))
    let capped = values(reminted(rows, [helium]))
    #expect(capped == [400, 1643.835_616_43])
    #expect(isClose(burns[1] - capped[1], 7856.164_383_57))
  }

  @Test func `the rows, their lines and the rule are told`() throws {
    let track = try #require(reminted(daily(from: first, [2800, 9500]), [helium]))
    #expect(track.origin == .mechanism && track.source == "a")
    #expect(track.lines == [2, 3] && track.file[0] == 3 && track.evidence[0] == .burn)
    #expect(
      track.notes[1]
        == "by rule: re-mints 100 % of tokens_burned, smoothed over 7 days, "
        + "at most 1643.83561643 a day (docs)")
  }

  @Test func `a week re-mints what its burn spread over days does`() {
    let week = reminted([(first, first + 6, 7000)], [helium])
    let spread = reminted(daily(from: first, Array(repeating: 1000, count: 7)), [helium])
    // 1000 × (1 − (6 ÷ 7)^k) summed over seven days.
    let expected = (1...7).reduce(0.0) { sum, k in
      sum + 1000 * (1 - (0..<k).reduce(1.0) { power, _ in power * 6 / 7 })
    }
    #expect(isClose(values(week).reduce(0, +), expected))
    #expect(isClose(values(spread).reduce(0, +), expected))
  }

  @Test func `days without a row leave the target as it is`() {
    let gap = reminted([(first, first, 2800), (first + 9, first + 9, 0)], [helium])
    #expect(isClose(values(gap).last, 400 * 6.0 / 7))
  }

  /// MIP 15: a quarter, at most 500,000 HONEY a week from Monday; 2024-04-22 was one.
  @Test func `a weekly cap is used up in the order of days`() {
    let rule = Profile.Remint(share: 0.25, cap: 500_000, per: .week)
    let monday = day("2024-04-22")
    let burns = [1_600_000.0, 800_000, 4000, 0, 0, 0, 0, 1_200_000]
    #expect(
      values(reminted(daily(from: monday, burns), [rule]))
        == [400_000, 100_000, 0, 0, 0, 0, 0, 300_000])
    #expect(isClose(values(reminted([(monday, monday + 6, 2_404_000)], [rule])).first, 500_000))
  }

  @Test func `a dated rule holds for rows that lie in its days whole`() {
    var (before, after) = (Profile.Remint(share: 1), Profile.Remint(share: 0.25))
    (before.until, after.from) = (day("2024-04-16"), day("2024-04-17"))
    let rows = daily(from: day("2024-04-16"), [100, 100]) + [(day("2024-04-18"), first, 100)]
    #expect(values(reminted(rows, [before, after])) == [100, 25, 25])
    let across = [(day("2024-04-15"), day("2024-04-20"), 100.0)]
    #expect(reminted(across, [before, after]) == nil)
  }

  @Test func `a smoothed rule knows the burns before it`() {
    var rule = helium
    rule.from = first + 1
    #expect(values(reminted(daily(from: first, [2800, 0]), [rule])) == [400 * 6.0 / 7])
  }

  @Test func `a share of 0 says that nothing comes back`() {
    #expect(values(reminted(daily(from: first, [5, 6]), [Profile.Remint(share: 0)])) == [0, 0])
  }

  @Test func `a vintage does not know a later rule`() {
    #expect(reminted(daily(from: first, [5]), [helium], known: { $0 != "docs" }) == nil)
  }

  /// Credits worth 300 USD settle at 2 and 4 USD a token, 3 on average: 100 tokens.
  @Test func `credits come back at the price of their days`() {
    var rule = Profile.Remint(share: 1)
    rule.base = "service_credits_used"
    let series = [
      "service_credits_used": track([(first, first + 1, 300), (first + 2, first + 3, 300)]),
      "price": track(daily(from: first, [2, 4])),
    ]
    let track = network(series) { $0.remints = [rule] }
      .withMechanisms(asOf: day("2025-12-31")).series[SeriesID("tokens_reminted")]?.tracks.first
    #expect(values(track) == [100])
  }

  @Test func `what is re-minted grows with the burn and never exceeds it`() {
    var random = SplitMix(state: 7)
    for _ in 0..<50 {
      let burns = (0..<40).map { _ in Double.random(in: 0...5000, using: &random) }
      let one = values(reminted(daily(from: first, burns), [helium]))
      let two = values(reminted(daily(from: first, burns.map { $0 * 2 }), [helium]))
      #expect(zip(one, two).allSatisfy { $0 <= $1 && $1 <= 2 * $0 + 1e-9 })
      #expect(one.reduce(0, +) <= burns.reduce(0, +))
    }
  }
}
