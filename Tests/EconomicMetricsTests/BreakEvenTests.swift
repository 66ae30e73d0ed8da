import Formulas
import Foundation
import Quantities
import SeriesStore
import Testing

@testable import EconomicMetrics

/// Weeks of revenue that grow by a rate a day, and a schedule of so many tokens a day.
private func analysis(
  growth: Double, from rate: Double, tokens: [(String, String?, Double)], price: Double = 2,
  weeks: Int = 26, policies: Policies = Policies()
) -> NetworkAnalysis {
  let last = day("2025-12-22")
  let rows = (0..<weeks).map { back -> (Day, Day, Double) in
    let start = last - 7 * (weeks - 1 - back)
    return (start, start + 6, 7 * rate * exp(growth * Double(start + 3 - day("2025-12-31"))))
  }
  let network = network([
    "revenue": track(rows), "price": track(daily(from: day("2025-12-31"), [price])),
  ]) { profile in
    profile.emissionSchedule = tokens.map { from, until, tokens in
      Profile.ScheduleRule(
        from: day(from), until: until.map(day), tokens: tokens, per: .day, source: "s")
    }
  }.withMechanisms(asOf: day("2025-12-31"))
  return NetworkAnalysis(
    NetworkSeries(network, sources: [:], asOf: day("2025-12-31")), policies: policies)
}

private let quarter = Period.quarter(of: day("2025-12-31"))

@Suite struct BreakEvenTests {
  private func date(_ analysis: NetworkAnalysis, _ path: BreakEven.Path) -> Figure {
    analysis.figure(of: .measure(.breakEvenDate(on: path)), quarter)
  }

  /// The same question asked day by day, without logarithms.
  private func plain(
    rate: Double, growth: Double, tokens: (Day) -> Double, price: Double, change: Double
  ) -> Day? {
    let end = day("2025-12-31")
    return (0..<1826).lazy.map { end + $0 }.first { day in
      let ahead = Double(day - end)
      return rate * exp(growth * ahead) + 1e-9
        >= tokens(day) * price * pow(1 + change, ahead / 365)
    }
  }

  @Test(arguments: [(0.002, 100.0, 400.0), (0.001, 100, 150), (0.004, 10, 3000)])
  func `each path finds the day that a search of every day finds`(
    _ growth: Double, _ rate: Double, _ tokens: Double
  ) {
    let halving = day("2027-01-01")
    let analysis = analysis(
      growth: growth, from: rate,
      tokens: [("2020-01-01", "2026-12-31", tokens), ("2027-01-01", nil, tokens / 2)])
    for (path, share, change) in [
      (BreakEven.Path.base, 1.0, 0.0), (.bear, 0.5, -0.5), (.bull, 1.5, 1),
    ] {
      let expected = plain(
        rate: rate, growth: growth * share, tokens: { $0 < halving ? tokens : tokens / 2 },
        price: 2, change: change)
      let figure = date(analysis, path)
      #expect(figure.value == expected.map { Double($0.number) }, "\(path) \(figure.state)")
      #expect(figure.state.word == (expected == nil ? "not-meaningful" : "value"))
    }
  }

  @Test func `a date tells its trend, grain and sample`() throws {
    let found = try BreakEven.find(
      analysis(growth: 0.002, from: 100, tokens: [("2020-01-01", nil, 100)]).reading(quarter)
    ).get()
    #expect(found.trend.observations == 26 && found.trend.grain == 7)
    #expect(abs(found.trend.fit - 1) < 1e-9)
    #expect(abs(found.trend.growth - 0.002) < 1e-12)
    #expect(abs(exp(found.trend.level) - 100) < 1e-7)
    let figure = try #require(found.days[.base])
    #expect(figure.grain == 7 && figure.observations == 26 && figure.marks.contains(.scheduled))
    // ln(200 ÷ 100) ÷ 0.002 = 346.57 days after 2025-12-31.
    #expect(figure.value == Double((day("2025-12-31") + 347).number) && figure.bound == nil)
  }

  @Test func `what is carried already bounds from above`() {
    let figure = date(analysis(growth: -0.01, from: 100, tokens: [("2020-01-01", nil, 50)]), .base)
    #expect(figure.value == Double(day("2025-12-31").number) && figure.bound == .atMost)
  }

  @Test(
    arguments: [
      (-0.001, [("2020-01-01", nil, 400.0)], "the trend of revenue is not above 0: −30.6 % a year"),
      (0.0001, [("2020-01-01", nil, 400)], "not within 5 years"),
      (
        0.001, [("2020-01-01", "2026-03-31", 400)],
        "needs 'scheduled_emission', but its rules end 2026-03-31"
      ),
    ] as [(Double, [(String, String?, Double)], String)])
  func `why there is no date`(
    _ growth: Double, _ tokens: [(String, String?, Double)], _ reason: String
  ) {
    let figure = date(analysis(growth: growth, from: 100, tokens: tokens), .base)
    #expect(figure.state.reason == reason)
  }

  @Test func `the years looked ahead are a policy`() {
    var policies = Policies()
    policies[.breakEvenYears] = 20
    let figure = date(
      analysis(
        growth: 0.0003, from: 100, tokens: [("2020-01-01", nil, 400)], policies: policies), .base)
    // ln(8) ÷ 0.0003 = 6,931.5 days.
    #expect(figure.value == Double((day("2025-12-31") + 6932).number))
  }

  @Test func `a week that is missing does not bend the trend`() throws {
    let whole = try RevenueTrend.fit(
      analysis(growth: 0.002, from: 100, tokens: [], weeks: 20).reading(quarter)
    ).get()
    #expect(whole.observations == 20 && abs(whole.growth - 0.002) < 1e-12)
    let short = analysis(growth: 0.002, from: 100, tokens: [], weeks: 13)
    #expect((try? RevenueTrend.fit(short.reading(quarter)).get()) == nil)
  }
}

@Suite struct TokenTableTests {
  @Test func `a schedule stands beside what was measured`() {
    let rows = [(quarter.start, quarter.end, 1840.0)]
    let network = network(["tokens_emitted": track(rows)]) { profile in
      profile.emissionSchedule = [
        .init(from: quarter.start, until: nil, tokens: 16, per: .day, source: "s")
      ]
    }.withMechanisms(asOf: quarter.end)
    let analysis = NetworkAnalysis(NetworkSeries(network, sources: [:], asOf: quarter.end))
    let lines = analysis.scheduleComparison(over: [quarter.previous, quarter])
    #expect(lines.map(\.period) == [quarter])
    #expect(lines.first?.scheduled.value == 1472 && lines.first?.gap.value == 0.25)
    #expect(lines.first?.reminted.value == nil)
  }

  @Test func `a supply is rolled forward line by line`() throws {
    let stock = { (values: [Double]) in
      track([
        (quarter.previous.end, quarter.previous.end, values[0]),
        (quarter.end, quarter.end, values[1]),
      ])
    }
    let flow = { (value: Double) in track([(quarter.start, quarter.end, value)]) }
    let network = network([
      "circulating_supply": stock([1000, 1060]), "tokens_emitted": flow(50),
      "tokens_unlocked": flow(21), "tokens_burned": flow(10),
    ])
    let analysis = NetworkAnalysis(NetworkSeries(network, sources: [:], asOf: quarter.end))
    let roll = try #require(SupplyRollForward(analysis.reading(quarter)))
    #expect(roll.supply == "circulating_supply" && roll.days.days == 92)
    #expect(roll.movements.map(\.series) == ["tokens_emitted", "tokens_unlocked", "tokens_burned"])
    #expect(roll.movements.map(\.isAdded) == [true, true, false])
    #expect(roll.opening.value == 1000 && roll.closing.value == 1060 && roll.residual.value == 1)
  }
}
