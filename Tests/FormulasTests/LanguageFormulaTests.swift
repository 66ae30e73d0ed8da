import Formulas
import Quantities
import Testing

/// Texts and the trees that they stand for.
@Suite struct LanguageFormulaTests {
  private static let revenue = Formula.metric("revenue")
  private static let fees = Formula.metric("fees")
  private static let half = Formula.number(0.5, .one)

  private static let operators: [(String, Formula)] = [
    ("revenue + fees", .add(revenue, fees)),
    ("revenue - fees - revenue", .subtract(.subtract(revenue, fees), revenue)),
    ("revenue - (fees - revenue)", .subtract(revenue, .subtract(fees, revenue))),
    ("revenue / fees * 0.5", .multiply(.divide(revenue, fees, whenNotPositive: ""), half)),
    ("revenue + fees * 0.5", .add(revenue, .multiply(fees, half))),
    ("(revenue + fees) * 0.5", .multiply(.add(revenue, fees), half)),
    ("-revenue", .subtract(.number(0, .usd), revenue)),
    ("0 - revenue", .subtract(.number(0, .usd), revenue)),
    ("-5", .number(-5, .one)), ("-$5", .number(-5, .usd)),
    ("0 - 5", .subtract(.number(0, .one), .number(5, .one))),
    ("-2^2", .subtract(.number(0, .one), .power(.number(2, .one), 2))),
    ("(-2)^2", .power(.number(-2, .one), 2)), ("2^-0.5", .power(.number(2, .one), -0.5)),
    ("take_rate * -0.5", .multiply(.metric("take_rate"), .number(-0.5, .one))),
  ]

  @Test(arguments: operators)
  func `operators bind as in arithmetic`(_ text: String, _ formula: Formula) throws {
    try expect(text, is: formula)
  }

  private static let emitted = Formula.sum("tokens_emitted")
  private static let names: [(String, Formula)] = [
    ("revenue", .metric("revenue")), ("debt", .last("debt")),
    ("unit_price", .close("unit_price")), ("tokens_unlocked", .sum("tokens_unlocked")),
    ("sum(revenue)", .sum("revenue")),
    ("evidenced(revenue)", .series("revenue", .evidenced, .period)),
    ("count(capacity)", .series("capacity", .count, .period)),
    ("revenue[usage]", .sum(.init("revenue", segment: "usage"))),
    ("mean(capacity[iot])", .mean(.init("capacity", segment: "iot"))),
    ("revenue[ source : dune-hnt ]", .sum(.init("revenue", source: "dune-hnt"))),
    (
      "usd(tokens_burned[usage][basis: all-burns][source: dune])",
      .valued(.init("tokens_burned", segment: "usage", basis: "all-burns", source: "dune"))
    ),
    ("ltm(revenue)", .sum("revenue", over: .trailingYear)),
    ("last_month(usd(tokens_emitted))", .valued("tokens_emitted", .lastMonth)),
    ("since_launch(mean(capacity))", .series("capacity", .mean, .sinceLaunch)),
    ("next_90_days(scheduled_unlocks)", .sum("scheduled_unlocks", over: .next90Days)),
  ]

  @Test(arguments: names)
  func `names and what is selected of them`(_ text: String, _ formula: Formula) throws {
    try expect(text, is: formula)
  }

  private static let functions: [(String, Formula)] = [
    ("previous(revenue)", .earlier(revenue, .previous)),
    ("year_ago(revenue)", .earlier(revenue, .yearAgo)),
    ("growth(revenue)", .growth(revenue, .previous)),
    ("growth_yoy(revenue)", .growth(revenue, .yearAgo)),
    ("annualized(revenue)", .annualized(revenue)),
    ("ln(take_rate)", .logarithm(.metric("take_rate"))),
    ("first_known(revenue, fees, 0)", .firstKnown([revenue, fees, .number(0, .usd)])),
    (
      "change(revenue, fees)",
      .subtract(.divide(fees, revenue, whenNotPositive: ""), .number(1, .percent))
    ),
  ]

  @Test(arguments: functions)
  func `functions are nodes of the tree`(_ text: String, _ formula: Formula) throws {
    try expect(text, is: formula)
  }

  private static let times = [
    "2025Q4", "2025-10", "2025", "ltm-2025Q4", "2025-07-01..2025-12-31", "2025-12-31",
  ]

  @Test(arguments: times)
  func `a time may stand behind anything`(_ time: String) throws {
    for text in ["price@\(time)", "(revenue / fees)@\(time)", "sum(revenue[x])@\(time)"] {
      let formula = try Formula(parsing: text, names: .example)
      guard case .at(_, let moment) = formula else {
        Issue.record("\(text) is no figure at a time")
        continue
      }
      #expect(moment.description == time)
      #expect(formula.text == text)
    }
    let selected = try Formula(parsing: "capacity@\(time)[iot]", names: .example)
    #expect(selected == (try Formula(parsing: "capacity[iot]@\(time)", names: .example)))
  }

  private static let numbers: [(String, Double, Unit, String)] = [
    ("500k", 500_000, .one, "500k"), ("1.5B", 1.5e9, .one, "1.5B"), ("30M", 3e7, .one, "30M"),
    ("2T", 2e12, .one, "2T"), ("1200", 1200, .one, "1200"), ("1e-7", 1e-7, .one, "0.0000001"),
    ("10%", 0.1, .percent, "10%"), ("0.07%", 0.0007, .percent, "0.07%"),
    ("5pp", 0.05, .points, "5pp"), ("12x", 12, .multiple, "12x"), ("24mo", 24, .months, "24mo"),
    ("90d", 90, .days, "90d"), ("$5", 5, .usd, "$5"), ("$500k", 500_000, .usd, "$500k"),
    ("-$1.25", -1.25, .usd, "-$1.25"), ("2025-12-31", 20_453, .date, "2025-12-31"),
    ("1.7976931348623157e308", 1.7976931348623157e308, .one, "17976931348623157e292"),
    ("5e-324", .leastNonzeroMagnitude, .one, "5e-324"), ("00012.500", 12.5, .one, "12.5"),
    ("0", 0, .one, "0"),
  ]

  @Test(arguments: numbers)
  func `a number is the nearest double and is written back`(
    _ text: String, _ value: Double, _ unit: Unit, _ written: String
  ) throws {
    let formula = try Formula(parsing: text, names: .example)
    #expect(formula == .number(value, unit))
    #expect(formula.text == written)
    #expect(try Formula(parsing: written, names: .example) == formula)
  }

  private static let adapted: [(String, String)] = [
    ("tokens_emitted - 1.5M", "tokens_emitted - 1.5M"), ("revenue - 5", "revenue - $5"),
    ("price - 0.05", "price - $0.05"), ("price - $0.05", "price - $0.05"),
    ("take_rate - 1", "take_rate - 1"), ("5 + $5", "$5 + $5"),
  ]

  @Test(arguments: adapted)
  func `a bare number in a sum takes the unit of the other side`(
    _ text: String, _ written: String
  ) throws {
    #expect(try Formula(parsing: text, names: .example).text == written)
  }

  /// Prose and text are two ways to read one tree: spaces and needless parentheses are gone.
  @Test func `spaces, lines and needless parentheses make no difference`() throws {
    let text = "\t( (revenue) )\n -\r\n(fees*( 0.5 ))  "
    #expect(try Formula(parsing: text, names: .example).text == "revenue - fees * 0.5")
  }

  private func expect(_ text: String, is formula: Formula) throws {
    let parsed = try Formula(parsing: text, names: .example)
    #expect(parsed == formula, "\(text): \(parsed)")
    #expect(try Formula(parsing: parsed.text, names: .example) == formula, "\(parsed.text)")
  }
}
