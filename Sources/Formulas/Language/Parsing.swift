public import Quantities

extension Formula {
  /// Reads a formula: `(revenue - usd(tokens_emitted)) / market_cap@2025-12-31`.
  ///
  /// ```
  /// formula  = formula ("+" | "-" | "*" | "/") formula | "-" formula | formula "^" number
  ///          | "(" formula ")" | formula "@" time | function "(" formula, … ")" | number
  ///          | name { "[" segment "]" | "[basis: " id "]" | "[source: " id "]" | "@" time }
  /// ```
  ///
  /// `Documentation/language.md` has the whole grammar with examples. Units are checked: a sum is of
  /// one unit, and a bare number in a sum takes the unit of the other side.
  ///
  /// - Parameters:
  ///   - text: The formula.
  ///   - names: The metrics and series that there are.
  /// - Throws: `LanguageError` at the first place that cannot be read.
  /// - Complexity: O(*n*) in the length of the text.
  public init(parsing text: String, names: Names) throws(LanguageError) {
    var parser = try Parser(text, names)
    let node = try parser.parsedFormula()
    self = try parser.formula(of: node)
  }

  /// Reads a formula whose figures have a unit: a ratio may be shown as `%`, `x` or `pp`, and a bare
  /// number takes the unit.
  ///
  /// - Throws: `LanguageError` also where the formula gives another unit.
  public init(parsing text: String, names: Names, in unit: Unit) throws(LanguageError) {
    var parser = try Parser(text, names)
    var node = try parser.parsedFormula()
    if node.literal == .bare { node.take(unit) }
    guard node.unit.isCommensurable(with: unit) else {
      throw parser.error(
        .unit, "the formula is \(node.unit.phrase), the unit \(unit.label)",
        "write 'unit: \(node.unit.isDimensionless ? "x' or 'unit: %" : "\(node.unit)")', or mend the "
          + "formula", at: node.range)
    }
    self = try parser.formula(of: node)
  }
}

extension Parser {
  /// Reads a text that has to give a number.
  fileprivate mutating func parsedFormula() throws(LanguageError) -> Node {
    let node = try parse()
    guard !node.isCondition else {
      throw error(
        .unexpected, "a condition stands where a formula should", "write what gives a number",
        at: node.range)
    }
    _ = try formula(of: node)
    return node
  }
}

extension Unit {
  /// What a message calls a unit that somebody wrote.
  fileprivate var label: String { isDimensionless ? "that of a ratio" : "\(self)" }
}

extension Condition {
  /// Reads a condition: `revenue_to_emission >= 0.5 and dilution_annualized <= 10%`.
  ///
  /// ```
  /// condition = condition ("and" | "or") condition | "not" condition | "(" condition ")"
  ///           | side ("<" | "<=" | ">" | ">=" | "=" | "!=") side | side "between" side "and" side
  ///           | condition "for" count "of last" count "quarters" | condition "for" count "quarters"
  ///           | formula ("rising" | "falling") "for" count "quarters"
  ///           | attribute ("=" | "!=") word | attribute "in" "(" word, … ")"
  ///           | "launched" ("before" | "after") day | "launched between" day "and" day
  /// side      = formula | "percentile(" formula ")" | "rank(" formula ")"
  /// ```
  ///
  /// `or` binds least, then `and`, `not`, `for`, comparisons. Units are checked, and a bare number
  /// takes the unit of the other side.
  ///
  /// - Parameters:
  ///   - text: The condition.
  ///   - names: The metrics, series and words of attributes that there are.
  /// - Throws: `LanguageError` at the first place that cannot be read.
  /// - Complexity: O(*n*) in the length of the text.
  public init(parsing text: String, names: Names) throws(LanguageError) {
    var parser = try Parser(text, names)
    let node = try parser.parse()
    self = try parser.condition(of: node)
  }
}
