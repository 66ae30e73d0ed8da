import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import Testing

@Suite struct PriceRiskTests {
  private let quarter = Period.quarter(of: Day(number: 20_453))  // 2025-12-31

  private func series(_ rows: [(Day, Double)], source: String) -> Series {
    let track = Track(
      source: source, starts: rows.map(\.0), ends: [], values: rows.map(\.1),
      evidence: Column(repeating: .measured), file: Column(repeating: 0),
      lines: rows.indices.map { UInt32($0 + 2) })
    return Series(id: SeriesID("price"), kind: .level, unit: .usdPerToken, tracks: [track])
  }

  /// A network whose closes are the last ones up to 2025-12-31, beside bitcoin's.
  private func analysis(
    _ closes: [Double], every days: Int = 1, bitcoin: [Double] = [], policies: Policies = .init()
  ) -> NetworkAnalysis {
    func network(_ id: String, _ values: [Double]) -> NetworkSeries {
      let rows = values.indices.map { index in
        (quarter.end - (values.count - 1 - index) * days, values[index])
      }
      let prices = rows.isEmpty ? [:] : [SeriesID("price"): series(rows, source: id)]
      return NetworkSeries(
        Network(id: id, profile: Profile(name: id), series: prices), sources: [:],
        asOf: quarter.end)
    }
    var own = network("own", closes)
    if !bitcoin.isEmpty { own.benchmarks["bitcoin"] = network("bitcoin", bitcoin) }
    return NetworkAnalysis(own, policies: policies)
  }

  private func figure(_ id: String, _ analysis: NetworkAnalysis) throws -> Figure {
    analysis.figure(try #require(Catalogue.standard.metric(id)), quarter)
  }

  /// Closes that swing without ever repeating a return.
  private func swinging(_ count: Int, _ pace: Int = 7) -> [Double] {
    (0..<count).map { 10 + Double(($0 * pace) % 13) + Double($0 % 5) / 8 }
  }

  @Test(arguments: [
    ("sharpe", 365), ("sortino", 365), ("downside_deviation", 365), ("volatility", 365),
    ("value_at_risk", 365), ("expected_shortfall", 365), ("ulcer_index", 365),
    ("drawdowns", 500), ("underwater_share", 500), ("longest_drawdown", 500), ("calmar", 500),
    ("beta", 365), ("correlation", 365),
  ])
  func `a figure states its grain and how many observations it rests on`(
    _ id: String, _ count: Int
  ) throws {
    let found = try figure(id, analysis(swinging(500), bitcoin: swinging(500, 11)))
    #expect(found.state == .value && found.grain == 1)
    #expect(found.observations == count)
  }

  @Test func `weekly closes have weekly figures and no value at risk`() throws {
    let weekly = analysis(swinging(80), every: 7)
    let sharpe = try figure("sharpe", weekly)
    #expect(sharpe.grain == 7 && sharpe.observations == 52)
    #expect(try figure("drawdowns", weekly).grain == 7)
    #expect(
      try figure("value_at_risk", weekly).state
        == .missing("needs 100 daily returns, has 0"))
  }

  @Test func `stated rates and windows are heeded`() throws {
    var policies = Policies()
    policies[.riskFreeRate] = 0.365
    let plain = analysis(swinging(500))
    let costly = analysis(swinging(500), policies: policies)
    let (sharpe, less) = (try figure("sharpe", plain), try figure("sharpe", costly))
    // The same spread: the ratio falls by 0.365 ÷ (annualized deviation of simple returns).
    #expect(try #require(less.value) < #require(sharpe.value))
    policies = Policies()
    policies[.acceptableReturn] = 0.365
    policies[.riskWindowDays] = 100
    policies[.valueAtRiskLevel] = 0.25
    let stated = analysis(swinging(500), policies: policies)
    #expect(try figure("sharpe", stated).observations == 100)
    #expect(try figure("volatility", stated).observations == 100)
    #expect(
      try #require(figure("downside_deviation", stated).value)
        > #require(figure("downside_deviation", analysis(swinging(101))).value))
    #expect(
      try #require(figure("value_at_risk", stated).value)
        > #require(figure("value_at_risk", plain).value))
  }

  @Test func `beta rests on the rows of both prices`() throws {
    let both = analysis(swinging(100), bitcoin: swinging(70, 11))
    let beta = try figure("beta", both)
    #expect(beta.sources == ["own", "bitcoin"] && beta.observations == 69)
    let rows = both.rows(behind: try #require(Catalogue.standard.metric("beta")), quarter)
    #expect(rows.count { $0.source == "own" } == 70)
    #expect(rows.count { $0.source == "bitcoin" } == 70)
    #expect(try figure("beta_solana", both).state.word == "missing")
    #expect(
      try figure("beta", analysis(swinging(100), bitcoin: swinging(60, 11))).state
        == .missing("needs 24 pairs of monthly returns, has 1"))
  }

  @Test func `a price is its own benchmark`() throws {
    let same = analysis(swinging(100), bitcoin: swinging(100).map { $0 * 4 })
    #expect(try figure("beta", same).value == 1)
    #expect(try figure("correlation", same).value == 1)
  }

  @Test func `the worst drawdowns are listed, the last one to date`() {
    let falls = analysis([10, 8, 10, 5, 6]).worstDrawdowns(quarter)
    #expect(falls.map(\.depth) == [-0.5, 0.8 - 1])
    #expect(falls[0].isOngoing && falls[0].length == 2)
    #expect(falls[1].recovery == quarter.end - 2)
    #expect(analysis([1]).worstDrawdowns(quarter).isEmpty)
    #expect(analysis([]).worstDrawdowns(quarter).isEmpty)
  }

  @Test(arguments: Catalogue.standard.metrics.filter { $0.code.hasPrefix("G") })
  func `one close, a price of 0 and equal closes have a reason or a finite value`(
    of metric: MetricDefinition
  ) {
    for closes in [[3.0], [0, 0], [3, 0], [0] + swinging(400), .init(repeating: 2, count: 400)] {
      let figure = analysis(closes, bitcoin: closes).figure(metric, quarter)
      #expect(figure.value.map(\.isFinite) ?? !figure.state.reason.isEmpty)
    }
  }

  @Test func `a price that sank to 0 has no drawdowns to be counted`() throws {
    #expect(
      try figure("drawdowns", analysis([3, 0])).state == .notMeaningful("a close is not above 0"))
    #expect(
      try figure("sharpe", analysis(.init(repeating: 2, count: 400))).state
        == .notMeaningful("returns do not vary"))
  }
}
