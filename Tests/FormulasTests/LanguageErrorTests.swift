import Formulas
import Testing

/// Texts that are refused: the rule, the part that is underlined, and words of the message.
@Suite struct LanguageErrorTests {
  private func error(_ text: String) throws -> LanguageError {
    try #require(throws: LanguageError.self) { try Condition(parsing: text, names: .example) }
  }

  /// The part of a text that an error of one line underlines.
  private func underlined(_ error: LanguageError, in text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = min(error.column - 1, scalars.count)
    let end = min(start + error.width, scalars.count)
    return scalars[start..<end].map { String(Character($0)) }.joined()
  }

  private typealias Case = (text: String, rule: LanguageError.Rule, place: String, words: String)

  private static let cases: [(String, LanguageError.Rule, String, String)] = [
    ("", .empty, "", "nothing to read"), (" \t", .empty, "", "nothing to read"),
    ("(revenue > 0", .parentheses, "(", "never closed"),
    ("revenue > 0)", .parentheses, ")", "closes nothing"),
    ("sum(revenue", .parentheses, "(", "never closed"), (")", .parentheses, ")", "closes nothing"),
    ("() > 0", .unexpected, ")", "a figure should"),
    ("revenu > 0", .unknownName, "revenu", "did you mean 'revenue'?"),
    ("categroy = wireless", .unknownName, "categroy", "did you mean 'category'?"),
    ("sume(revenue) > 0", .unknownName, "sume", "did you mean 'sum'?"),
    ("revenue(fees) > 0", .unknownName, "revenue", "an operator"),
    ("sum > 0", .arguments, "sum", "is a function"),
    ("sum() > 0", .arguments, "sum()", "takes 1 argument, not 0"),
    ("sum(revenue / fees) > 0", .arguments, "revenue / fees", "name of a series"),
    ("ltm(revenue@2025Q4) > 0", .arguments, "revenue@2025Q4", "behind the parenthesis"),
    ("sum(treasury) > 0", .kindOfSeries, "treasury", "take last, first, mean, min, max, count"),
    ("annualized(capacity) > 0", .kindOfSeries, "capacity", "no flow"),
    (
      "revenue_to_emission >= $5", .unit, "$5",
      "'revenue_to_emission' is a ratio and '$5' is in USD"
    ),
    ("revenue >= 10%", .unit, "10%", "takes the unit of the other side"),
    ("revenue >= take_rate", .unit, ">=", "one unit"),
    ("revenue + tokens_emitted > 0", .unit, "+", "'tokens_emitted' is in token"),
    ("ln(revenue) > 0", .unit, "revenue", "is in USD"),
    ("first_known(revenue, price) > 0", .unit, "price", "in USD/token"),
    ("revenue between 1 and 5%", .unit, "5%", "a ratio"),
    ("break_even_date < 2027", .unit, "2027", "write a day"),
    ("break_even_date * 1e300 > 0", .dateArithmetic, "break_even_date", "is a day"),
    ("1 < take_rate < 2", .chain, "1 < take_rate < 2", "write take_rate between 1 and 2"),
    ("3 > take_rate >= 2", .chain, "3 > take_rate >= 2", "write take_rate between 2 and 3"),
    ("1 < take_rate > 2", .chain, "1 < take_rate > 2", "write 1 < take_rate and take_rate > 2"),
    ("take_rate / 0 > 1", .divisionByZero, "0", "divided by 0"),
    ("take_rate / -(0%) > 1", .divisionByZero, "-(0%)", "divided by 0"),
    ("change(0, revenue) > 1", .divisionByZero, "0", "divided by 0"),
    ("revenue > 1e999", .number, "1e999", "range"),
    ("revenue > 1e99999999999999999999", .number, "1e99999999999999999999", "range"),
    ("revenue > 1e-999", .number, "1e-999", "too near 0"),
    ("revenue > 5m", .number, "m", "5M for millions or 5mo for months"),
    ("revenue > $5%", .number, "%", "without '$'"), ("revenue > 1.", .number, "1.", "point"),
    ("revenue > .5", .unexpected, ".", "0.5"), ("revenue > 1,000", .number, ",", "1200000"),
    ("revenue > 2025Q4", .number, "Q4", "revenue@2025Q4"),
    ("take_rate^fees > 1", .number, "fees", "bare number"),
    ("price@ > 1", .period, "@", "@2025Q4"),
    ("price@2025Q4-1 > 1", .period, "2025Q4-1", "names no time"),
    ("price@2024Q1..2025Q4 > 1", .period, "2024Q1..2025Q4", "names no time"),
    ("price@0001-01..9999-12 > 1", .period, "0001-01..9999-12", "names no time"),
    ("price@2025Q4@2025Q3 > 1", .fixedPeriod, "@", "one time"),
    ("growth(price@2025Q4) > 1", .fixedPeriod, "price@2025Q4", "same in every period"),
    ("price@2025Q4 > 1 for 2 quarters", .fixedPeriod, "price@2025Q4 > 1", "same in every quarter"),
    ("revenue[] > 1", .selector, "[]", "selects nothing"),
    ("revenue[a][b] > 1", .selector, "[b]", "second segment"),
    ("revenue[a > 1", .selector, "[", "never closed"),
    ("price_to_sales[a] > 1", .selector, "price_to_sales[a]", "is a metric"),
    ("revenue > 0 for 0 of last 4 quarters", .history, "0", "from 1 to 40"),
    ("revenue > 0 for 1.5 quarters", .history, "1.5", "from 1 to 40"),
    ("revenue > 0 for 41 quarters", .history, "41", "from 1 to 40"),
    ("revenue > 0 for 3 of last 2 quarters", .history, "3 of last 2 quarters", "for 2 of last 2"),
    ("revenue > 0 for 3 years", .unexpected, "years", "quarters"),
    ("revenue for 3 quarters", .unexpected, "revenue", "no condition"),
    ("revenue rising", .unexpected, "", "rising for 3 quarters"),
    ("revenue", .unexpected, "revenue", "no condition"),
    ("revenue and fees > 0", .unexpected, "revenue", "no condition"),
    ("(revenue > 0) + 1 > 0", .unexpected, "(revenue > 0)", "no figure"),
    ("revenue > 0 AND fees > 0", .unexpected, "AND", "write 'and'"),
    ("revenue > 0 && fees > 0", .unexpected, "&", "write 'and'"),
    ("percentile(revenue) + 1 > 0", .peers, "percentile(revenue)", "alone"),
    ("percentile(revenue) > 50", .peers, "50", "write 50%"),
    ("rank(5) > 1", .nothingToTest, "5", "same for all"),
    ("5 > 3", .nothingToTest, ">", "numbers"),
    ("category = wirless", .attribute, "wirless", "did you mean 'wireless'?"),
    ("category in (wireless, sensor)", .attribute, "sensor", "did you mean 'sensors'?"),
    (
      "category = wireless, compute", .attribute, "category = wireless,",
      "category in (wireless, …)"
    ),
    ("category = \"wireless\"", .unexpected, "\"", "without quotes"),
    ("category < wireless", .attribute, "category", "category = …"),
    ("launched > 2023-01-01", .attribute, ">", "launched before 2023-01-01"),
    ("launched before 2023", .period, "2023", "2023-01-01"),
    ("launched before 2023-02-30", .period, "2023-02-30", "no 2023-02-30"),
    ("launched between 2023-01-01 and 2022-01-01", .attribute, "2022-01-01", "earlier day first"),
    (
      "r\u{435}venue > 0", .character, "\u{435}",
      "cyrillic small letter ie (U+0435); write the ASCII 'e'"
    ),
    (
      "revenue \u{2212} fees > 0", .character, "\u{2212}",
      "minus sign (U+2212); write the ASCII '-'"
    ),
    ("revenue\u{A0}> 0", .character, "\u{A0}", "write a plain space"),
    ("\u{FF52}evenue > 0", .character, "\u{FF52}", "write the ASCII 'r'"),
    ("revenue > 0\u{0}", .character, "\u{0}", "U+0000 is no character"),
    ("revenue \u{200B}> 0", .character, "\u{200B}", "nobody sees it"),
    ("revenue > 😀", .character, "😀", "ASCII"), ("revenue ! 0", .character, "!", "write 'not'"),
  ]

  @Test(arguments: cases)
  func `a mistake is named, underlined and mended`(
    _ text: String, _ rule: LanguageError.Rule, _ place: String, _ words: String
  ) throws {
    let error = try error(text)
    #expect(error.rule == rule, "\(error)")
    #expect(underlined(error, in: text) == place, "\(error)")
    #expect(error.description.contains(words), "\(error)")
  }

  @Test func `a message shows no character that turns a terminal around`() throws {
    let error = try error("revenue[a\u{202E}: b\u{7F}] > 0")
    #expect(error.problem == "'[a·: b·]' selects nothing")
    #expect(error.description.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 })
  }

  @Test func `quotes of print are no more needed than others`() throws {
    #expect(try error("revenue > \u{201C}5\u{201D}").remedy == "write words without quotes")
  }

  @Test func `any word may stand for an attribute whose words are not listed`() throws {
    #expect(throws: Never.self) { try Condition(parsing: "chain = wirless", names: .example) }
  }

  @Test func `a formula is no condition`() throws {
    let error = try #require(throws: LanguageError.self) {
      try Formula(parsing: "revenue > 0", names: .example)
    }
    #expect(error.problem == "a condition stands where a formula should")
    let peers = try #require(throws: LanguageError.self) {
      try Formula(parsing: "percentile(revenue)", names: .example)
    }
    #expect(peers.rule == .peers)
  }

  @Test func `an error of a long text shows its line and the place`() throws {
    let text = "revenue > 0 and\n" + String(repeating: "fees > 0 and ", count: 20) + "fes > 0"
    let error = try error(text)
    #expect(
      error.description == """
        line 2: no metric or series is called 'fes'; did you mean 'fees'? [unknown-name]
          …nd fees > 0 and fees > 0 and fes > 0
                                        ^~~
        """)
  }

  @Test func `a text that is no ASCII is shown a character for a character`() throws {
    let error = try error("revenue[\u{E9}\u{301}]\t> fes")
    #expect(
      error.description == """
        no metric or series is called 'fes'; did you mean 'fees'? [unknown-name]
          revenue[é·]·> fes
                        ^~~
        """)
  }

  // MARK: Size

  private static let deep: [(String, String)] = [
    ("(", ")"), ("-", ""), ("not ", ""), ("sum(", ")"), ("revenue + (", ")"), ("previous(", ")"),
    ("revenue > ", ""),
  ]

  @Test(arguments: deep)
  func `ten thousand of one inside the other are refused`(_ open: String, _ close: String) throws {
    let text =
      String(repeating: open, count: 10_000) + "revenue" + String(repeating: close, count: 10_000)
    let rule = try error(text).rule
    #expect(open == "revenue > " ? rule == .chain : rule == .tooDeep)
  }

  @Test func `a sum of too many terms is refused, a long list of conditions is not`() throws {
    let sum = Array(repeating: "revenue", count: 10_000).joined(separator: " + ")
    #expect(try error(sum + " > 0").rule == .tooDeep)
    let list = Array(repeating: "revenue > 0", count: 10_000).joined(separator: " and ")
    guard case .and(let parts) = try Condition(parsing: list, names: .example) else {
      Issue.record("a list is one condition")
      return
    }
    #expect(parts.count == 10_000)
  }

  private static let million: [(String, LanguageError.Rule)] = [
    (String(repeating: "a", count: 1_000_000), .unknownName),
    (String(repeating: "7", count: 1_000_000), .number),
    ("revenue[" + String(repeating: "x", count: 1_000_000), .selector),
    ("price@" + String(repeating: "2025-", count: 200_000), .period),
    ("category = " + String(repeating: "a-", count: 500_000), .attribute),
    (String(repeating: " ", count: 1_000_000), .empty),
    (String(repeating: "revenue + ", count: 100_000), .tooDeep),
    (String(repeating: "é", count: 500_000), .character),
    (String(repeating: "\n", count: 999_999) + "$", .unexpected),
  ]

  @Test(arguments: million)
  func `a million bytes are read in one pass and told in a few lines`(
    _ text: String, _ rule: LanguageError.Rule
  ) throws {
    let error = try error(text)
    #expect(error.rule == rule)
    #expect(error.description.utf8.count < 1000)
  }
}
