import DatasetLoading
import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import Testing

@testable import Screening

private func curve(_ points: [(Double, Double)]) -> ScoreCurve {
  ScoreCurve(points.map { ScoreCurve.Point($0.0, $0.1) })
}

private func input(
  _ metric: String, _ points: [(Double, Double)], weight: Double = 1
) -> Scorecard.Input {
  Scorecard.Input(metric: metric, weight: weight, curve: curve(points))
}

private let bands = [
  Scorecard.Band("A", from: 60), Scorecard.Band("B", from: 30), Scorecard.Band("C", from: 0),
]

/// The score of a network by one metric alone, whose values score 0 at 0 and 80 at 1.
private func single(_ metric: String, _ network: NetworkAnalysis) -> NetworkScore.InputScore? {
  let pillar = Scorecard.Pillar(id: "p", inputs: [input(metric, [(0, 0), (1, 80)])])
  return Scorecard(pillars: [pillar], bands: bands).score(of: network, over: quarter)
    .pillars[0].inputs[0]
}

@Suite struct ScoreCurveTests {
  @Test(
    arguments: [
      (-1, 0), (0, 0), (0.25, 30), (0.5, 60), (0.75, 80), (1, 100), (5, 100),
      (Double.infinity, 100), (-Double.infinity, 0),
    ] as [(Double, Double)])
  func `scores lie on straight lines between points and are flat beyond them`(
    value: Double, score: Double
  ) {
    let rising = curve([(0, 0), (0.5, 60), (1, 100)])
    #expect(abs(rising.score(of: value) - score) < 1e-12)
    let falling = curve([(0, 100), (0.5, 40), (1, 0)])
    #expect(abs(falling.score(of: value) - (100 - score)) < 1e-12)
  }

  @Test(
    arguments: [
      (-0.5...0.5, 50.0...100.0), (-Double.infinity ... -0.5, 0...50), (0.25...0.75, 25...75),
      (2...3, 0...0), (0...0, 100...100),
    ] as [(ClosedRange<Double>, ClosedRange<Double>)])
  func `a range has the scores of all its values`(
    values: ClosedRange<Double>, scores: ClosedRange<Double>
  ) {
    #expect(curve([(-1, 0), (0, 100), (1, 0)]).scores(of: values) == scores)
  }
}

@Suite struct NetworkScoreTests {
  /// Revenue 100 against emission of 40 tokens at 5 USD: 0.5 scores 40.
  @Test(
    arguments: [
      (
        ["revenue": [100], "tokens_emitted": [40], "price@average": [5]], "revenue_to_emission",
        ScoreStanding.known, 40...40
      ),
      (["tokens_emitted": [40], "price@average": [5]], "revenue_to_emission", .unknown, 0...100),
      (
        ["revenue@month": [10], "tokens_emitted": [40], "price@average": [5]], "revenue",
        .unknown, 0...100
      ),
      // Revenue against no emission is more than any number; none against none is not.
      (
        ["revenue": [100], "tokens_emitted": [0], "price@average": [5]], "revenue_to_emission",
        .beyond, 80...80
      ),
      (
        ["revenue": [0], "tokens_emitted": [0], "price@average": [5]], "revenue_to_emission",
        .unknown, 0...100
      ),
      // A loss, and too little to tell of a growth.
      (
        [
          "market_cap": [7300], "fees": [92], "supply_side_revenue": [0], "tokens_emitted": [10],
          "price@average": [10],
        ], "price_to_earnings", .loss, 0...0
      ),
      (["revenue": [0, 0, 0, 0, 100]], "revenue_growth_yoy", .unknown, 0...100),
      // All emission stands in for that of operators: at least 0.5.
      (
        ["fees": [100], "tokens_emitted": [40], "price@average": [5]], "fees_to_provider_emission",
        .atLeast, 40...80
      ),
    ] as [([String: [Double?]], String, ScoreStanding, ClosedRange<Double>)])
  func `a figure scores as what it is`(
    rows: [String: [Double?]], metric: String, standing: ScoreStanding,
    scores: ClosedRange<Double>
  ) throws {
    let found = try #require(single(metric, analysis(rows)))
    #expect(found.standing == standing, "\(found.figure.state)")
    #expect(found.range == scores)
  }

  @Test func `what does not apply drops out with its weight`() throws {
    let found = try #require(single("burn_to_mint", analysis(["tokens_emitted": [40]])))
    #expect(found.standing == .notApplicable && found.range == nil && found.share == 0)
    let pillar = Scorecard.Pillar(id: "p", inputs: [input("burn_to_mint", [(0, 0), (1, 80)])])
    let score = Scorecard(pillars: [pillar], bands: bands)
      .score(of: analysis([:]), over: quarter)
    #expect(score.range == nil && score.grades == nil && score.knownShare == 0)
  }

  /// Of one pillar of weight 3, half is 50 and half unknown: 25 to 75.
  ///
  /// Of one of weight 1, five sixths do not apply and the rest is 50. (3 × 25 + 50) ÷ 4 = 31.25, (3 × 75 + 50) ÷ 4 = 68.75.
  private static let worked = Scorecard(
    pillars: [
      .init(
        id: "one", weight: 3,
        inputs: [
          input("revenue_to_emission", [(0, 0), (1, 100)]),
          input("utilization", [(0, 0), (1, 100)]),
        ]),
      .init(
        id: "two", weight: 1,
        inputs: [
          input("burn_to_mint", [(0, 0), (1, 100)], weight: 5),
          input("revenue", [(0, 0), (200, 100)]),
        ]),
    ], bands: bands)

  private static var workedScore: NetworkScore {
    let rows: [String: [Double?]] = [
      "revenue": [100], "tokens_emitted": [40], "price@average": [5],
    ]
    return worked.score(of: analysis(rows), over: quarter)
  }

  @Test func `pillars and total are weighted means of ranges`() throws {
    let score = Self.workedScore
    #expect(score.pillars[0].range == 25...75)
    #expect(score.pillars[1].range == 50...50)
    #expect(score.range == 31.25...68.75)
    #expect(score.applicable.map(\.share) == [0.375, 0.375, 0.25])
    #expect(score.knownShare == 0.625)
    let grades = try #require(score.grades)
    #expect(grades == ("B", "A"))
  }

  /// The least total, 31.25, falls below 30 where the ratio's score loses 1.25 ÷ 0.375 = 3.33…: at
  /// 0.4666…; for revenue it loses 5, at 90.
  @Test func `the grade turns at the nearest value of each metric`() throws {
    let score = Self.workedScore
    let turns = score.applicable.map(score.turn)
    let ratio = try #require(turns[0])
    #expect(abs(ratio.value - (0.5 - 1.25 / 37.5)) < 1e-9)
    #expect(!ratio.isBetter && !ratio.isRise && ratio.worst == "C" && ratio.best == "A")
    #expect(turns[1] == nil)
    #expect(abs(try #require(turns[2]).value - 90) < 1e-9)
    #expect(score.decisive?.metric == "revenue_to_emission")
    #expect(score.widest?.input.input.metric == "utilization" && score.widest?.share == 1)
  }

  /// A score that lies on a limit has its grade, and loses it right below.
  @Test(arguments: [(60.0, "A"), (60 - 1e-6, "B"), (59.999_999_999_9, "A"), (0, "C")])
  func `a grade begins at its limit`(score: Double, grade: String) {
    #expect(Self.worked.grade(of: score) == grade)
  }

  @Test func `no grade is given where too little is known`() {
    let scorecard = Scorecard(
      pillars: [
        .init(
          id: "p",
          inputs: [
            input("revenue", [(0, 0), (200, 100)], weight: 49),
            input("utilization", [(0, 0), (1, 100)], weight: 51),
          ])
      ], bands: bands)
    let score = scorecard.score(of: analysis(["revenue": [200]]), over: quarter)
    #expect(score.range == 49...100 && score.grades == nil && score.decisive == nil)
  }
}

@Suite struct ScorecardTextTests {
  private func scorecard(_ metric: String, _ points: String) throws -> Scorecard {
    let text = """
      least_known: 50%
      grades: [{grade: A, from: 0}]
      pillars:
        - id: p
          weight: 1
          metrics:
            - metric: \(metric)
              points: \(points)
      """
    let file = ScorecardFile(Array(text.utf8), path: "mine.yaml")
    #expect(file.diagnostics == [])
    return try Scorecard(try #require(file.scorecard), names: .catalogue())
  }

  @Test(arguments: [
    ("dilution_annualized", "[[-5%, 0], [10%, 80]]", [-0.05, 0.1]),
    ("revenue_to_emission", "[[0.5x, 0], [2, 80]]", [0.5, 2]),
    ("run_rate", "[[$500k, 0], [$5M, 80]]", [500_000, 5_000_000]),
    ("growth_gap", "[[-10pp, 0], [0pp, 80]]", [-0.1, 0]),
    ("longest_drawdown", "[[90d, 0], [365d, 80]]", [90, 365]),
  ])
  func `values are written as in the formula language`(
    metric: String, points: String, values: [Double]
  ) throws {
    #expect(try scorecard(metric, points).inputs[0].curve.points.map(\.value) == values)
  }

  @Test(arguments: [
    ("revenu_to_emission", "[[0, 0], [1, 80]]", "did you mean 'revenue_to_emission'?"),
    ("run_rate", "[[10%, 0], [$1, 80]]", "[unit]"),
    ("run_rate", "[[$2, 0], [$1, 80]]", "from the least value to the greatest"),
    ("run_rate", "[[$2, 0], [$2, 80]]", "is not above '$2'"),
    ("run_rate", "[[revenue, 0], [$2, 80]]", "is no number"),
    ("run_rate", "[[$1 and price > 0, 0], [$2, 80]]", "is no number"),
  ])
  func `a text that cannot be read says where and why`(
    metric: String, points: String, message: String
  ) throws {
    let faults = #expect(throws: WrittenFaults.self) { try scorecard(metric, points) }
    let text = try #require(faults?.description)
    #expect(text.hasPrefix("mine.yaml:") && text.contains(message), "\(text)")
  }

  @Test func `the program's own scorecard can be read, and every point has a source`() throws {
    let file = ScorecardFile(Scorecard.presetFile, path: "scorecard.yaml")
    #expect(file.diagnostics == [])
    let own = try Scorecard(try #require(file.scorecard), names: .catalogue())
    #expect(
      own.pillars.map(\.id) == [
        "demand", "token-economy", "supply-balance", "resilience", "evidence",
      ])
    #expect(own.inputs.allSatisfy { !$0.source.isEmpty })
    #expect(own.pillars.map(\.weight).reduce(0, +) == 100)
  }
}
