import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import Testing

@testable import Screening

/// Revenue 100, emission 40 tokens at 5 USD: a ratio of 0.5.
private let half: [String: [Double?]] = [
  "revenue": [100], "tokens_emitted": [40], "price@average": [5],
]

@Suite struct UniverseTests {
  @Test(arguments: [
    ("revenue_to_emission >= 0.5", Truth.pass, 0.0), ("revenue_to_emission > 0.5", .fail, 0.0),
    ("revenue_to_emission < 0.6", .pass, 0.1), ("revenue_to_emission <= 0.4", .fail, -0.1),
    ("revenue_to_emission = 0.5", .pass, 0), ("revenue_to_emission != 0.5", .fail, 0),
    ("revenue_to_emission between 0.4 and 0.8", .pass, 0.1),
    ("revenue_to_emission between 0.6 and 0.8", .fail, -0.1),
    ("not revenue_to_emission >= 0.5", .fail, 0),
  ])
  func `a whole figure decides, with its margin`(
    text: String, truth: Truth, margin: Double
  ) throws {
    let found = try verdict(text, analysis(half))
    #expect(found.truth == truth)
    let amount = try #require((found.margin ?? found.parts.first?.margin)?.amount)
    #expect(abs(amount - margin) < 1e-12)
  }

  @Test func `the margin is also a share of the threshold`() throws {
    let found = try verdict("revenue >= 80", analysis(half))
    #expect(found.margin?.amount == 20)
    #expect(found.margin?.relative == 0.25)
    #expect(try verdict("revenue >= 0", analysis(half)).margin?.relative == nil)
  }

  /// No revenue is missing; revenue of one month covers a third of the quarter.
  @Test(arguments: [
    (["tokens_emitted": [40], "price@average": [5]], "needs 'revenue'"),
    (["revenue@month": [10], "tokens_emitted": [40], "price@average": [5]], "covers"),
  ])
  func `what is missing or partial leaves the answer open`(
    inputs: [String: [Double?]], reason: String
  ) throws {
    let network = analysis(inputs)
    for text in ["revenue >= 1", "revenue < 1", "not revenue >= 1"] {
      let found = try verdict(text, network)
      #expect(found.truth == .unknown, "\(text)")
      #expect(found.missing.contains { $0.contains(reason) }, "\(found.missing)")
    }
  }

  @Test(arguments: [
    ("run_rate >= 1", ["revenue@month": [1000, 1000, nil]]),
    ("revenue_growth_yoy >= 10%", ["revenue@month": [100, 100, nil]]),
    ("revenue_trend >= 0%", ["revenue": [1000, 2000]]),
    ("volatility <= 100%", ["price@month": [4, 5]]),
    ("reconciliation_gap <= 10%", ["revenue@month": [1000, 1000, nil]]),
  ])
  func `too little data decides nothing`(text: String, inputs: [String: [Double?]]) throws {
    #expect(try verdict(text, analysis(inputs)).truth == .unknown)
    #expect(try verdict("not (\(text))", analysis(inputs)).truth == .unknown)
  }

  @Test func `not applicable is unknown, not meaningful fails on both sides`() throws {
    let network = analysis(half)
    #expect(try verdict("burn_to_mint >= 0.1", network).truth == .unknown)
    // Growth from a base of 0 says nothing.
    let grown = analysis(["revenue": [0, 0, 0, 0, 100]])
    #expect(try verdict("revenue_growth_yoy >= 10%", grown).truth == .fail)
    #expect(try verdict("revenue_growth_yoy < 10%", grown).truth == .fail)
    #expect(try verdict("not revenue_growth_yoy < 10%", grown).truth == .fail)
  }

  @Test(arguments: [
    ("revenue_to_emission >= 1000", 100.0, Truth.pass),
    ("revenue_to_emission <= 1000", 100, .fail), ("revenue_to_emission >= 0.1", 0, .fail),
  ])
  func `revenue against no emission is more than any threshold`(
    text: String, revenue: Double, truth: Truth
  ) throws {
    let network = analysis(["revenue": [revenue], "tokens_emitted": [0], "price@average": [5]])
    #expect(try verdict(text, network).truth == truth)
  }

  @Test(arguments: [
    ("x >= 0.4", Truth.pass), ("x >= 0.6", .unknown), ("x < 0.4", .fail), ("x <= 0.6", .unknown),
    ("x = 0.6", .unknown), ("x != 0.4", .pass),
  ])
  func `a bound decides where all that it allows gives one answer`(
    text: String, truth: Truth
  ) throws {
    // At least 0.5.
    let formula = Formula.bounded(.number(0.5, .percent), .atLeast)
    let words = text.split(separator: " ")
    let comparison = try #require(Condition.Comparison(rawValue: String(words[1])))
    let limit = try #require(Double(words[2]))
    let network = analysis(half)
    let rule = Condition.compare(
      .formula(formula), comparison, .formula(.number(limit, .percent)))
    #expect(Universe([network]).verdict(on: rule, of: network, over: quarter).truth == truth)
  }

  @Test(arguments: [
    ("revenue >= 100 for 2 of last 4 quarters", Truth.pass),
    ("revenue >= 100 for 3 of last 4 quarters", .fail),
    ("revenue >= 100 for 2 quarters", .pass), ("revenue >= 100 for 3 quarters", .fail),
    ("revenue >= 90 for all of last 4 quarters", .pass),
    ("revenue >= 90 for 6 quarters", .unknown), ("revenue >= 100 for 6 quarters", .fail),
    ("not (revenue >= 100 for 3 of last 4 quarters)", .pass),
    ("revenue rising for 2 quarters", .pass), ("revenue rising for 3 quarters", .fail),
    ("revenue falling for 3 quarters", .fail), ("not revenue rising for 3 quarters", .pass),
    ("revenue rising for 5 quarters", .fail),
  ])
  func `history counts quarters`(text: String, truth: Truth) throws {
    let network = analysis(["revenue": [120, 95, 90, 110, 130].map { $0 as Double? }])
    // The last four: 95, 90, 110, 130; nothing is known before the five.
    #expect(try verdict(text, network).truth == truth)
  }

  @Test(arguments: [
    ("category = wireless", Truth.pass), ("category != wireless", .fail),
    ("category in (compute, wireless)", .pass), ("chain = solana", .unknown),
    ("not chain = solana", .unknown), ("network = n", .pass),
    ("launched before 2020-01-01", .pass), ("launched after 2019-08-01", .unknown),
    ("launched between 2019-08-01 and 2019-08-31", .pass),
    ("launched between 2019-01-01 and 2019-08-15", .unknown),
    ("not launched before 2019-08-01", .pass),
  ])
  func `attributes are words of the profile`(text: String, truth: Truth) throws {
    let network = analysis(half) {
      $0.category = "wireless"
      $0.launched = "2019-08"
    }
    #expect(try verdict(text, network).truth == truth)
  }

  @Test(arguments: [
    ("rank(revenue) <= 1", "c", Truth.pass), ("rank(revenue) <= 1", "b", .fail),
    ("rank(revenue) = 2", "b", .pass), ("percentile(revenue) < 50%", "a", .pass),
    ("percentile(revenue) = 50%", "b", .pass), ("percentile(revenue) > 50%", "c", .pass),
    ("rank(revenue) <= 3", "d", .unknown),
  ])
  func `peers are ranked by whole figures`(text: String, id: String, truth: Truth) throws {
    let networks =
      [("a", 10.0), ("b", 20), ("c", 30)].map {
        analysis(["revenue": [$0.1]], id: $0.0)
      } + [analysis(["price": [1]], id: "d")]
    let network = try #require(networks.first { $0.id == id })
    let found = Universe(networks).verdict(on: try condition(text), of: network, over: quarter)
    #expect(found.truth == truth)
    // Two networks are no peers.
    let few = Universe(Array(networks.prefix(2)) + [networks[3]])
    #expect(few.verdict(on: try condition(text), of: network, over: quarter).truth == .unknown)
  }

  @Test func `the answer hangs on the hardest part, or on the nearest where all hold`() throws {
    let network = analysis(half)
    let failing = try verdict("revenue >= 200 and revenue_to_emission >= 0.6", network)
    #expect("\(failing.binding.condition)" == "revenue >= $200")
    #expect(failing.turns.count == 2)
    let passing = try verdict("revenue >= 50 and revenue_to_emission >= 0.45", network)
    #expect("\(passing.binding.condition)" == "revenue_to_emission >= 0.45x")
    #expect(passing.turns.count == 1)
    #expect(passing.turns[0].text.hasPrefix("revenue_to_emission is < 0.45x"))
    let either = try verdict("revenue >= 200 or revenue_to_emission >= 0.6", network)
    #expect(either.truth == .fail)
    #expect(either.turns.map(\.text) == ["revenue_to_emission is >= 0.6x (now 0.50x, +20.0 %)"])
  }

  @Test func `a word of the profile does not turn`() throws {
    let network = analysis(half) { $0.category = "wireless" }
    #expect(try verdict("category = compute and revenue >= 200", network).turns.isEmpty)
    #expect(try verdict("category = compute or revenue >= 200", network).turns.count == 1)
  }

  @Test(arguments: [
    "revenue >= 200", "revenue_to_emission < 0.4", "revenue between 120 and 200",
    "revenue >= 50", "revenue_to_emission between 0.4 and 0.9",
  ])
  func `what would turn an answer turns it`(text: String) throws {
    let found = try verdict(text, analysis(half))
    let turn = try #require(found.turns.first?.text)
    // `revenue is >= $200 (now …` as a rule of its own.
    let rule = turn.replacing(" is ", with: " ").prefix { $0 != "(" }
    let words = rule.split(separator: " ")
    let limit = try condition(String(rule))
    guard case .compare(_, let comparison, .formula(.number(let bound, _))) = limit else {
      Issue.record("\(words) is no comparison")
      return
    }
    let step = comparison == .less || comparison == .atMost ? -1e-6 : 1e-6
    let value = bound + step * max(1, abs(bound))
    let isRatio = text.hasPrefix("revenue_to_emission")
    let moved = analysis(
      ["revenue": [isRatio ? value * 200 : value], "tokens_emitted": [40], "price@average": [5]])
    #expect(try verdict(text, moved).truth == found.truth.negated)
  }
}
