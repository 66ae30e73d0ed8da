import Formulas
import Quantities
import Testing

/// Texts and the conditions that they stand for.
@Suite struct LanguageConditionTests {
  private static let ratio = Condition.Operand.formula(.metric("revenue_to_emission"))
  private static let small = Condition.compare(
    .formula(.metric("take_rate")), .less, .formula(.number(0.1, .percent)))
  private static let large = Condition.compare(
    ratio, .atLeast, .formula(.number(0.5, .multiple)))
  private static let wireless = Condition.attribute(.category, isOneOf: ["wireless"])

  private static let conditions: [(String, Condition, String)] = [
    ("take_rate < 10%", small, "take_rate < 10%"),
    ("take_rate < 0.1", small, "take_rate < 10%"),
    ("revenue_to_emission ≥ 0.5", large, "revenue_to_emission >= 0.5x"),
    (
      "take_rate<10% and revenue_to_emission>=0.5 and category=wireless",
      .and([small, large, wireless]),
      "take_rate < 10% and revenue_to_emission >= 0.5x and category = wireless"
    ),
    (
      "category = wireless or take_rate < 10% and not revenue_to_emission >= 0.5",
      .or([wireless, .and([small, .not(large)])]),
      "category = wireless or (take_rate < 10% and not revenue_to_emission >= 0.5x)"
    ),
    (
      "not take_rate < 10% for 2 of last 4 quarters",
      .not(.times(small, atLeast: 2, of: 4)), "not take_rate < 10% for 2 of last 4 quarters"
    ),
    (
      "(take_rate < 10% or category = wireless) for all of last 4 quarters",
      .times(.or([small, wireless]), atLeast: 4, of: 4),
      "(take_rate < 10% or category = wireless) for 4 quarters"
    ),
    (
      "take_rate < 10% for 1 quarter", .times(small, atLeast: 1, of: 1),
      "take_rate < 10% for 1 quarters"
    ),
    (
      "take_rate between 0 and 10%",
      .between(
        .formula(.metric("take_rate")), .formula(.number(0, .percent)),
        .formula(.number(0.1, .percent))), "take_rate between 0% and 10%"
    ),
    (
      "revenue + fees rising for 3 quarters",
      .trend(.metric("revenue") + .metric("fees"), .rising, quarters: 3),
      "revenue + fees rising for 3 quarters"
    ),
    (
      "network in (helium, livepeer, helium)",
      .attribute(.network, isOneOf: ["helium", "livepeer"]), "network in (helium, livepeer)"
    ),
    (
      "mechanism != burn-and-mint", .not(.attribute(.mechanism, isOneOf: ["burn-and-mint"])),
      "not mechanism = burn-and-mint"
    ),
    ("category in (wireless)", wireless, "category = wireless"),
    (
      "launched before 2023-01-01", .launched(.before(day("2023-01-01"))),
      "launched before 2023-01-01"
    ),
    (
      "launched between 2018-01-01 and 2022-12-31",
      .launched(.between(day("2018-01-01"), day("2022-12-31"))),
      "launched between 2018-01-01 and 2022-12-31"
    ),
    (
      "percentile(price_to_sales) < 50%",
      .compare(
        .percentile(.metric("price_to_sales")), .less, .formula(.number(0.5, .percent))),
      "percentile(price_to_sales) < 50%"
    ),
    (
      "10 >= rank(run_rate)",
      .compare(.formula(.number(10, .count)), .atLeast, .rank(.metric("run_rate"))),
      "10 >= rank(run_rate)"
    ),
    (
      "break_even_date < 2028-01-01",
      .compare(
        .formula(.metric("break_even_date")), .less,
        .formula(.number(Double(day("2028-01-01").number), .date))),
      "break_even_date < 2028-01-01"
    ),
    (
      "price >= $0.5",
      .compare(.formula(.metric("price")), .atLeast, .formula(.number(0.5, .usdPerToken))),
      "price >= $0.5"
    ),
  ]

  @Test(arguments: conditions)
  func `a text is a tree, and the tree's text the same tree`(
    _ text: String, _ condition: Condition, _ written: String
  ) throws {
    let parsed = try Condition(parsing: text, names: .example)
    #expect(parsed == condition, "\(parsed)")
    #expect(parsed.description == written)
    #expect(try Condition(parsing: written, names: .example) == condition)
  }

  @Test func `what is evaluated is listed in order of mention`() throws {
    let text = "not (take_rate < 10% or price between 1 and fees / usage) for 2 quarters"
    let formulas = try Condition(
      parsing: text.replacing("usage", with: "tokens_emitted"), names: .example
    ).formulas
    #expect(formulas.map(\.text) == ["take_rate", "10%", "price", "$1", "fees / tokens_emitted"])
  }

  @Test(arguments: Condition.Comparison.allCases)
  func `an order holds as its sign says`(_ order: Condition.Comparison) {
    let expected: [Condition.Comparison: [Bool]] = [
      .less: [true, false, false], .atMost: [true, true, false], .greater: [false, false, true],
      .atLeast: [false, true, true], .equal: [false, true, false], .unequal: [true, false, true],
    ]
    #expect([1.0, 2, 3].map { order.holds($0, 2) } == expected[order])
  }

  private static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }
}
