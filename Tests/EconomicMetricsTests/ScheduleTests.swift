import Formulas
import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import EconomicMetrics

private typealias Rule = Profile.ScheduleRule

private func rule(
  _ from: String, _ until: String?, _ tokens: Double, _ per: Rule.Interval,
  _ change: (inout Rule) -> Void = { _ in }
) -> Rule {
  var rule = Rule(
    from: day(from), until: until.map(day), tokens: tokens, per: per, source: "s", line: 9)
  change(&rule)
  return rule
}

private func halving(_ rule: inout Rule) { (rule.decay, rule.decayMonths) = (0.5, 24) }

@Suite struct CurveTests {
  /// HIP 20 and the table of the admin tool, helium-program-library `emissions/hnt.json`.
  @Test(arguments: [
    ("2023-08-01", 40_983.606_557_38), ("2024-07-31", 40_983.606_557_38),
    ("2024-08-01", 41_095.890_410_96), ("2025-10-01", 20_547.945_205_48),
    ("2023-06-01", 82_191.780_821_92), ("2027-08-01", 10_245.901_639_34),
  ])
  func `Helium halves every second 1 August`(_ on: String, _ tokens: Double) {
    let curve = rule("2019-08-01", nil, 60_000_000, .year, halving).curve
    #expect(abs(curve.tokens(on: day(on)) - tokens) < 5e-9)
  }

  /// First hour 4,566.21 IO, times 24; 1.02 % less each month.
  @Test func `io.net falls every month`() {
    let curve = rule("2024-06-11", nil, 109_589.04, .day) {
      ($0.decay, $0.decayMonths) = (0.0102, 1)
    }.curve
    #expect(curve.tokens(on: day("2024-07-10")) == 109_589.04)
    #expect(isClose(curve.tokens(on: day("2024-07-11")), 109_589.04 * 0.9898))
    #expect(isClose(curve.tokens(on: day("2024-08-11")), 109_589.04 * 0.9898 * 0.9898))
  }

  /// 3.5 % of 4.2 billion, then 3.15 % of the sum, and 1 % from the thirteenth year on.
  @Test func `peaq's share of supply falls to its floor`() {
    let curve = rule("2024-11-12", nil, 0, .year) {
      ($0.percentOfSupply, $0.supply) = (0.035, 4_200_000_000)
      ($0.decay, $0.decayMonths, $0.floor) = (0.1, 12, 0.01)
    }.curve
    #expect(isClose(curve.tokens(on: day("2024-11-12")) * 365, 147_000_000))
    #expect(isClose(curve.tokens(on: day("2025-11-12")) * 365, 4_347_000_000 * 0.0315))
    let late = (12...13).map { curve.tokens(on: day("\(2024 + $0)-11-12")) }
    #expect(isClose(late[1] * 365 / (late[0] * 365), 1.01))
  }

  @Test func `a linear release falls to nothing and adds up`() {
    let curve = rule("2027-08-01", "2029-07-20", 70_600_000, .total) {
      $0.isLinearToZero = true
    }.curve
    let amounts = (0..<720).map { curve.tokens(on: day("2027-08-01") + $0) }
    #expect(isClose(amounts.reduce(0, +), 70_600_000))
    #expect(isClose(amounts[719], 2 * 70_600_000 / (720.0 * 720) / 2))
    #expect(zip(amounts, amounts.dropFirst()).allSatisfy { $0 > $1 })
    #expect(curve.tokens(on: day("2029-07-21")) == 0)
  }

  @Test func `a cliff is one day`() {
    let curve = rule("2025-10-28", "2025-10-28", 181, .total).curve
    #expect((-1...1).map { curve.tokens(on: day("2025-10-28") + $0) } == [0, 181, 0])
  }

  @Test(arguments: [
    (Profile.ScheduleRule.Interval.day, 7.0), (.epoch, 7), (.week, 1), (.month, 7.0 / 29),
    (.year, 7.0 / 366),
    (.total, 7.0 / 731),
  ])
  func `an amount is spread over the days of its interval`(
    _ interval: Profile.ScheduleRule.Interval, _ tokens: Double
  ) {
    let curve = rule("2024-01-01", "2025-12-31", 7, interval).curve
    #expect(isClose(curve.tokens(on: day("2024-02-03")), tokens))
  }
}

@Suite struct ScheduleTests {
  private func scheduled(
    _ rules: [Rule], asOf: String = "2025-12-31",
    known: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> NetworkSeries {
    let network = network([:]) { $0.emissionSchedule = rules }
      .withMechanisms(asOf: day(asOf), isKnown: known)
    return NetworkSeries(network, sources: [:], asOf: day(asOf))
  }

  private func sum(_ name: String, _ network: NetworkSeries, _ period: Period) -> Double? {
    network.series[SeriesID(name)]?.flow(over: period)?.amount
  }

  @Test func `a rule is known ahead, what it stands in for is not`() {
    let network = scheduled([rule("2025-01-01", nil, 10, .day)], asOf: "2025-11-15")
    let year = days("2026-01-01", "2026-12-31")
    #expect(sum("scheduled_emission", network, year) == 3650)
    #expect(sum("tokens_emitted", network, year) == nil)
    #expect(sum("scheduled_emission", network, days("2045-11-01", "2045-11-15")) == 150)
    #expect(sum("scheduled_emission", network, days("2045-11-16", "2045-12-31")) == nil)
    #expect(sum("tokens_emitted", network, days("2025-11-01", "2025-11-30")) == 150)
  }

  @Test func `both series have the same rows up to the as-of day`() throws {
    let network = scheduled([rule("2025-01-01", nil, 10, .day)], asOf: "2025-11-15")
    let all = try #require(network.series[SeriesID("scheduled_emission")]?.tracks.first)
    let past = try #require(network.series[SeriesID("tokens_emitted")]?.tracks.first)
    #expect(past.count == 11 && past.end(10) == day("2025-11-15"))
    #expect(
      (0..<11).allSatisfy { past.end($0) == all.end($0) && past.values[$0] == all.values[$0] })
  }

  @Test func `a schedule may be cut on any day`() {
    let network = scheduled([rule("2025-01-01", nil, 31, .month)])
    #expect(sum("scheduled_emission", network, days("2025-01-30", "2025-01-31")) == 2)
  }

  @Test func `rules that overlap add up and those between which nothing holds leave a gap`() {
    let network = scheduled([
      rule("2025-01-01", "2025-01-31", 10, .day), rule("2025-01-11", "2025-01-20", 5, .day),
      rule("2025-03-01", "2025-03-31", 1, .day),
    ])
    #expect(sum("scheduled_emission", network, days("2025-01-01", "2025-01-31")) == 360)
    #expect(sum("scheduled_emission", network, days("2025-02-01", "2025-02-28")) == nil)
  }

  @Test func `a vintage does not know later rules`() {
    var later = rule("2025-01-01", nil, 5, .day)
    later.source = "later"
    let rules = [rule("2025-01-01", nil, 10, .day), later]
    let january = days("2025-01-01", "2025-01-31")
    #expect(sum("scheduled_emission", scheduled(rules), january) == 465)
    #expect(sum("scheduled_emission", scheduled(rules) { $0 != "later" }, january) == 310)
  }

  @Test func `a rule to come that nobody had published by the as-of day does not count`() {
    let rules = ["2025-01-01", "2026-07-01"].map { from in
      var rule = rule(from, from == "2025-01-01" ? "2025-12-31" : "2026-12-31", 10, .day)
      rule.source = "later"
      return rule
    }
    let network = network([:]) { $0.emissionSchedule = rules }
      .withMechanisms(asOf: day("2025-12-31"), isForeseen: { $0 != "later" })
    let series = NetworkSeries(network, sources: [:], asOf: day("2025-12-31"))
    #expect(sum("scheduled_emission", series, days("2025-01-01", "2025-12-31")) == 3650)
    #expect(sum("scheduled_emission", series, days("2026-01-01", "2026-12-31")) == nil)
  }

  @Test func `measured rows come before the schedule`() {
    let rows = [(day("2025-10-01"), day("2025-12-31"), 50.0)]
    let network = network(["tokens_emitted": track(rows)]) {
      $0.emissionSchedule = [rule("2025-01-01", nil, 10, .day)]
    }.withMechanisms(asOf: day("2025-12-31"))
    let series = NetworkSeries(network, sources: [:], asOf: day("2025-12-31"))
    #expect(sum("tokens_emitted", series, days("2025-10-01", "2025-12-31")) == 50)
    #expect(sum("scheduled_emission", series, days("2025-10-01", "2025-12-31")) == 920)
  }
}

@Suite struct FlowProperties {
  private func flow(_ rows: [(Day, Day, Double)], _ period: Period) -> FlowReading? {
    let series = Series(
      id: SeriesID("tokens_burned"), kind: .flow, unit: .token, tracks: [track(rows)])
    return series.flow(over: period)
  }

  /// Weeks from a day on, with amounts that days divide exactly.
  private func weeks(_ random: inout SplitMix) -> [(Day, Day, Double)] {
    (0..<60).map { week in
      let start = day("2025-01-01") + 7 * week
      return (start, start + 6, Double(Int.random(in: 0...1000, using: &random) * 7))
    }
  }

  @Test func `a row split into days changes no flow`() {
    var random = SplitMix(state: 11)
    for _ in 0..<20 {
      let weeks = weeks(&random)
      let rows = weeks.flatMap { week in
        daily(from: week.0, Array(repeating: week.2 / 7, count: 7))
      }
      let start = day("2025-01-01") + Int.random(in: 0...200, using: &random)
      let period = Period(from: start, to: start + Int.random(in: 30...90, using: &random))
      let (whole, split) = (flow(weeks, period), flow(rows, period))
      #expect(isClose(whole?.amount, split?.amount ?? -1))
      #expect(whole?.coveredDays == split?.coveredDays)
    }
  }

  @Test func `two halves make up the whole`() {
    var random = SplitMix(state: 12)
    for _ in 0..<20 {
      let weeks = weeks(&random)
      let start = day("2025-01-01") + Int.random(in: 0...200, using: &random)
      let middle = start + Int.random(in: 14...60, using: &random)
      let end = middle + Int.random(in: 15...60, using: &random)
      let whole = flow(weeks, Period(from: start, to: end))
      let halves = [Period(from: start, to: middle), Period(from: middle + 1, to: end)].map {
        flow(weeks, $0)
      }
      #expect(isClose(halves.reduce(0) { $0 + ($1?.amount ?? 0) }, whole?.amount ?? -1))
      #expect(halves.reduce(0) { $0 + ($1?.coveredDays ?? 0) } == whole?.coveredDays)
    }
  }
}
