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
    let node = try parser.parse()
    guard !node.isCondition else {
      throw parser.error(
        .unexpected, "a condition stands where a formula should", "write what gives a number",
        at: node.range)
    }
    self = try parser.formula(of: node)
  }
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
