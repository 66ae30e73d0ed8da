import Assurance
import DatasetLoading
import Formulas
import Foundation
import Quantities
import SeriesStore
import Testing

/// Claims by hand over small networks: every combination, every answer.
@Suite struct ClaimCheckTests {
  private typealias Sample = ClaimSample

  private static func text(_ text: String) -> Claim.Expression { Claim.Expression(text, line: 9) }

  private func outcome(
    _ test: Claim.Test, _ revenues: [Double?], over scope: Claim.Scope = .all
  ) throws -> ClaimOutcome {
    try #require(Sample.outcome(Sample.claim(test, over: scope), Sample.networks(revenues)))
  }

  // MARK: Every network, or any

  @Test(
    arguments: [
      ([100, 200], "supported", "n0"), ([100, 20], "contradicted", "n1"),
      ([100, nil], "not-testable", nil), ([20, nil], "contradicted", "n0"),
      ([nil, nil], "not-testable", nil), ([20, 40, 100], "contradicted", "n0"),
      ([300, 110, nil, 20], "contradicted", "n3"),
    ] as [([Double?], String, String?)])
  func `all needs every network, one that fails decides`(
    _ revenues: [Double?], _ standing: String, _ decisive: String?
  ) throws {
    let outcome = try outcome(.all(Self.text("revenue >= 50")), revenues)
    #expect(outcome.standing.rawValue == standing)
    #expect(outcome.decidedBy == decisive)
  }

  @Test(
    arguments: [
      ([100, 20], "supported", "n0"), ([20, 40], "contradicted", "n1"),
      ([20, nil], "not-testable", nil), ([100, nil], "supported", "n0"),
      ([60, 500, nil], "supported", "n1"),
    ] as [([Double?], String, String?)])
  func `any needs one network, the best one decides`(
    _ revenues: [Double?], _ standing: String, _ decisive: String?
  ) throws {
    let outcome = try outcome(.any(Self.text("revenue >= 50")), revenues)
    #expect(outcome.standing.rawValue == standing)
    #expect(outcome.decidedBy == decisive)
  }

  @Test func `the gap is the distance to the nearest end of the range`() throws {
    let above = try outcome(.all(Self.text("revenue between 50 and 80")), [100])
    #expect(above.standing == .contradicted)
    #expect(above.gap?.amount == -20)
    #expect(above.gap?.relative == -0.25)
    let within = try outcome(.all(Self.text("revenue between 50 and 80")), [70])
    #expect(within.standing == .supported)
    #expect(within.gap?.amount == 10)
    #expect(within.bound?.order == nil)
    #expect(within.bound?.limits.map(\.value) == [50, 80])
  }

  @Test func `what is missing names network and series`() throws {
    let outcome = try outcome(.all(Self.text("revenue >= 50")), [100, nil])
    #expect(outcome.missing == ["N1: 'revenue': needs 'revenue'"])
    #expect(outcome.gap == nil)
  }

  @Test func `a figure that covers a part of its days decides nothing`() throws {
    let network = Sample.network("n", revenue: 100, share: 0.5)
    let claim = Sample.claim(.all(Self.text("revenue >= 50")))
    let outcome = try #require(Sample.outcome(claim, [network]))
    #expect(outcome.standing == .notTestable)
    #expect(outcome.answers[0].figures.map(\.figure.value) == [100])
    #expect(outcome.missing == ["'revenue' covers 50.0 % of its days"])
  }

  @Test func `a figure that is not meaningful contradicts nobody`() throws {
    let outcome = try outcome(.all(Self.text("1 / (revenue - revenue) >= 5")), [100])
    #expect(outcome.standing == .notTestable)
    #expect(outcome.missing.count == 1)
  }

  // MARK: Sum and median

  @Test(
    arguments: [
      // At least 80 with a third that cannot take anything away.
      (.sum, "value >= 70", [50, 30, nil], "supported", 80, nil, 2),
      (.sum, "value >= 90", [50, 30, nil], "not-testable", 80, nil, 2),
      (.sum, "value <= 70", [50, 30, nil], "contradicted", 80, nil, 2),
      (.sum, "value <= 90", [50, 30, nil], "not-testable", 80, nil, 2),
      (.sum, "value between 70 and 90", [50, 30], "supported", 80, 80, 2),
      (.sum, "value > 80", [50, 30], "contradicted", 80, 80, 2),
      (.sum, "value < 10 or value > 70", [50, 30], "supported", 80, 80, 2),
      // Whatever the third is, the middle one is between 30 and 50.
      (.median, "value between 25 and 60", [50, 30, nil], "supported", 30, 50, 2),
      (.median, "value >= 40", [50, 30, nil], "not-testable", 30, 50, 2),
      (.median, "value > 60", [50, 30, nil], "contradicted", 30, 50, 2),
      (.median, "value = 40", [50, 30], "supported", 40, 40, 2),
      (.median, "value != 40", [50, 30], "contradicted", 40, 40, 2),
      (.median, "value >= 1", [50, nil, nil], "not-testable", 0, nil, 1),
    ] as [(Claim.Combination, String, [Double?], String, Double, Double?, Int)])
  func `sums and medians of what is known`(
    _ combination: Claim.Combination, _ test: String, _ revenues: [Double?], _ standing: String,
    _ least: Double, _ most: Double?, _ known: Int
  ) throws {
    let outcome = try outcome(
      .combined(combination, of: Self.text("revenue"), condition: Self.text(test)), revenues)
    let value = try #require(outcome.value)
    #expect(outcome.standing.rawValue == standing)
    #expect(value.range.lowerBound == least)
    #expect(value.range.upperBound == most ?? .infinity)
    #expect(value.known == known)
    #expect(value.total == revenues.count)
    #expect(
      (outcome.missing.first == "\(known) of \(revenues.count) networks are known")
        == (standing == "not-testable"))
  }

  @Test func `what some of the days show of a flow, all of them have at least`() throws {
    let networks = [
      Sample.network("n0", revenue: 50), Sample.network("n1", revenue: 30, share: 0.5),
    ]
    let claim = Sample.claim(
      .combined(.sum, of: Self.text("revenue"), condition: Self.text("value >= 80")))
    #expect(Sample.outcome(claim, networks)?.standing == .supported)
    let value = try #require(Sample.outcome(claim, networks)?.value)
    #expect(value.range == 80 ... .infinity)
    #expect(value.known == 1)
  }

  @Test func `what may be taken away is no lower bound`() throws {
    let outcome = try outcome(
      .combined(.sum, of: Self.text("revenue - 10"), condition: Self.text("value >= 1")),
      [50, nil])
    #expect(outcome.standing == .notTestable)
    #expect(outcome.value?.range == -.infinity ... .infinity)
  }

  // MARK: Count and share

  @Test(
    arguments: [
      (.count, "value >= 2", [100, 60, 20], "supported", 2, 2),
      (.count, "value >= 2", [100, 20, 20], "contradicted", 1, 1),
      (.count, "value >= 2", [100, 20, nil], "not-testable", 1, 2),
      (.count, "value >= 2", [100, 60, nil], "supported", 2, 3),
      (.count, "value >= 3", [100, 20, nil], "contradicted", 1, 2),
      (.share, "value >= 50%", [100, 60, 20, nil], "supported", 0.5, 0.75),
      (.share, "value > 50%", [100, 60, 20, nil], "not-testable", 0.5, 0.75),
      (.share, "value > 80%", [100, 60, 20, nil], "contradicted", 0.5, 0.75),
    ] as [(Claim.Combination, String, [Double?], String, Double, Double)])
  func `numbers and shares of networks`(
    _ combination: Claim.Combination, _ test: String, _ revenues: [Double?], _ standing: String,
    _ least: Double, _ most: Double
  ) throws {
    let outcome = try outcome(
      .combined(combination, of: Self.text("revenue >= 50"), condition: Self.text(test)), revenues)
    #expect(outcome.standing.rawValue == standing)
    #expect(outcome.value?.range == least...most)
    #expect(outcome.decidedBy == nil)
  }

  // MARK: Whom a claim is about

  private func matching(
    _ test: Claim.Test, _ launches: [String?], revenues: [Double?]
  )
    throws -> ClaimOutcome
  {
    let networks = zip(launches, revenues).enumerated().map { index, pair in
      Sample.network("n\(index)", revenue: pair.1, launched: pair.0)
    }
    let scope = Claim.Scope.matching(Self.text("launched before 2023-01-01"))
    return try #require(Sample.outcome(Sample.claim(test, over: scope), networks))
  }

  @Test(
    arguments: [
      // The one that is not of the kind is not asked.
      (["2020-01-01", "2024-01-01"], [100, 20], "supported"),
      // Whether the second is of the kind is not known, and it would fail.
      (["2020-01-01", nil], [100, 20], "not-testable"),
      (["2020-01-01", nil], [100, 90], "supported"),
      (["2020-01-01", nil], [20, 90], "contradicted"), (["2024-01-01"], [100], "not-testable"),
    ] as [([String?], [Double?], String)])
  func `a network that may not be of the kind contradicts nobody`(
    _ launches: [String?], _ revenues: [Double?], _ standing: String
  ) throws {
    let outcome = try matching(
      .all(Self.text("revenue >= 50")), launches, revenues: revenues)
    #expect(outcome.standing.rawValue == standing)
  }

  @Test(
    arguments: [
      (.count, 1, 2), (.share, 0.5, 1), (.sum, 100, .infinity), (.median, -.infinity, .infinity),
    ] as [(Claim.Combination, Double, Double)])
  func `a network that may be of the kind widens the answer`(
    _ combination: Claim.Combination, _ least: Double, _ most: Double
  ) throws {
    let isFigure = [.sum, .median].contains(combination)
    // The first is of the kind; the second may be: it meets the condition, the third fails it.
    let passes = try matching(
      .combined(
        combination, of: Self.text(isFigure ? "revenue" : "revenue >= 50"),
        condition: Self.text("value >= 10%".replacing("%", with: combination == .share ? "%" : ""))),
      ["2020-01-01", nil, combination == .share ? nil : "2024-01-01"],
      revenues: [100, isFigure ? nil : 60, 20])
    #expect(passes.value?.range.lowerBound == least)
    #expect(passes.value?.range.upperBound == most)
  }

  @Test func `a benchmark is asked by name and no part of all`() throws {
    let sector = Sample.network("sector", revenue: 100)
    let named = Sample.claim(.all(Self.text("revenue >= 50")), over: .named(["sector"]))
    let outcome = try #require(Sample.outcome(named, [], benchmarks: [sector]))
    #expect(outcome.standing == .supported)
    #expect(outcome.answers.map(\.isNetwork) == [false])
    let all = Sample.claim(.all(Self.text("revenue >= 50")))
    #expect(
      Sample.outcome(all, Sample.networks([20]), benchmarks: [sector])?.standing == .contradicted)
  }

  // MARK: Sources and days

  @Test(arguments: [("ledger", true), ("article", false)])
  func `support by the claim's own source is told`(_ source: String, _ isOwn: Bool) throws {
    let claim = Sample.claim(.all(Self.text("revenue >= 50")), source: source)
    let outcome = try #require(Sample.outcome(claim, Sample.networks([100])))
    #expect(outcome.sources == ["ledger"])
    #expect(outcome.isByOwnSource == isOwn)
    #expect(outcome.evidence == .burn)
  }

  @Test(
    arguments: [
      ("revenue >= 50", "2025-12-31", true), ("revenue >= 50", "2025-12-30", false),
      ("revenue@2025Q3 <= 50", "2025-10-31", true), ("revenue@2026 >= 50", "2025-12-31", false),
      ("previous(revenue) >= 50", "2025-12-30", true),
      ("price@2025-12-31 > 0", "2025-12-30", false),
    ])
  func `what lies after the last day does not exist`(
    _ test: String, _ last: String, _ isAsked: Bool
  ) throws {
    let asOf = try #require(Day(last))
    let outcome = try #require(
      Sample.outcome(
        Sample.claim(.all(Self.text(test))), Sample.networks([100]), asOf: asOf))
    let ends = outcome.missing.contains { $0.hasPrefix("the report ends with \(last), ") }
    #expect(ends == !isAsked)
    if ends { #expect(outcome.standing == .notTestable) }
  }

  @Test func `a claim that nothing can test says what it would take`() throws {
    let outcome = try outcome(.needs("subscribers who pay"), [100])
    #expect(outcome.standing == .notTestable)
    #expect(outcome.missing == ["it would take subscribers who pay"])
  }

  // MARK: Texts

  private func faults(_ test: Claim.Test, over scope: Claim.Scope = .all) -> [String] {
    let claim = Sample.claim(test, over: scope)
    let dataset = Dataset(
      networks: Sample.networks([100]), files: ["Datasets/claims.yaml"], claims: [claim])
    let book = ClaimBook(dataset)
    #expect(book.tests.isEmpty)
    return book.faults.map(\.description)
  }

  @Test func `a bad text is told with its line and place`() {
    #expect(
      faults(.all(Self.text("revenu >= 50"))) == [
        """
        Datasets/claims.yaml:9: error: 'test' of claim 'a': no metric or series is called 'revenu'; \
        did you mean 'revenue'? [unknown-name]
          revenu >= 50
          ^~~~~~
        """
      ])
  }

  @Test func `every text of a claim is looked at`() {
    let all = faults(
      .combined(.count, of: Self.text("revenu >= 50"), condition: Self.text("valu >= 2")),
      over: .matching(Claim.Expression("category = ", line: 8)))
    #expect(
      all.map { $0.prefix(40) } == [
        "Datasets/claims.yaml:8: error: 'over' of", "Datasets/claims.yaml:9: error: 'of' of c",
        "Datasets/claims.yaml:9: error: 'test' of",
      ])
  }

  @Test(
    arguments: [
      (.sum, "revenue@2025", "value >= 50%", "unit"),
      (.count, "revenue > 1", "value >= $5", "unit"),
      (.sum, "revenue@2025", "value > revenue@2024", "unknown-name"),
      (.sum, "revenue@2025", "value", "unexpected"),
      (.sum, "revenue@2025", "not value > 5", "claim-form"),
      (.sum, "revenue@2025", "value * 2 > 5", "claim-form"),
      (.sum, "revenue@2025", "value rising for 3 quarters", "claim-form"),
      (.share, "revenue > 1", "percentile(value) > 50%", "claim-form"),
      (.median, "revenue", "launched before 2023-01-01", "claim-form"),
      (.median, "revenue > 5", "value > 5", "unexpected"),
      (.count, "revenue", "value > 5", "unexpected"),
    ] as [(Claim.Combination, String, String, String)])
  func `a combined test is about its value`(
    _ combination: Claim.Combination, _ of: String, _ test: String, _ rule: String
  ) {
    let all = faults(.combined(combination, of: Self.text(of), condition: Self.text(test)))
    #expect(all.count == 1)
    #expect(all.first?.contains("[\(rule)]") == true, "\(all)")
  }

  @Test func `every claim that is shipped can be read`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let dataset = try DatasetLoader(directories: [root.appending(path: "Datasets").path]).load()
      .dataset
    let book = ClaimBook(dataset)
    #expect(book.faults.map(\.description) == [])
    #expect(book.tests.map(\.claim) == dataset.claims)
    #expect(book.tests.count >= 40)
  }

  @Test func `only claims know value`() {
    #expect(faults(.all(Self.text("value >= 5"))).first?.contains("[unknown-name]") == true)
  }
}
