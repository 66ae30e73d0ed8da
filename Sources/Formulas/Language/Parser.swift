import Quantities
import SeriesStore

/// Reads formulas and conditions: top-down operator precedence (Pratt, "Top Down Operator
/// Precedence", 1973), written by hand.
///
/// The grammar is small and its operators make up most of it, so that a parser is a loop and a table
/// of binding powers. A parser library would be a dependency that saves some hundred lines and takes
/// what matters here: places of errors down to the character, messages in our own words, units
/// checked while reading, and a known depth.
///
/// - Complexity: O(*n*) in the length of the text; the depth is bounded by `deepest`.
struct Parser {
  var lexer: Lexer
  /// The token that is looked at; the lexer stands directly behind it.
  var token: Token
  let names: Names
  /// What units come of parts, with which the formulas of the catalogue are checked too.
  let units: UnitChecker
  private var level = 0

  /// The most nodes or parentheses that may lie one inside the other.
  ///
  /// People write five; evaluation, printing and release of a tree are recursions as deep.
  static let deepest = 100

  /// How tightly an operator holds what stands beside it.
  enum Power: Int {
    case none, or, and, not, history, comparison, sum, product, negation, power, moment
  }

  init(_ text: String, _ names: Names) throws(LanguageError) {
    (self.names, lexer) = (names, Lexer(text))
    units = UnitChecker(series: { names.series($0.name)?.unit }, metric: { _ in nil })
    token = try lexer.next()
  }

  /// Reads the whole text.
  mutating func parse() throws(LanguageError) -> Node {
    guard token.kind != .end else {
      throw error(
        .empty, "there is nothing to read", "write a formula or a condition", at: token.range)
    }
    let node = try expression(above: .none)
    guard token.kind == .end else { throw unexpected(after: node) }
    return node
  }

  /// Reads as far as operators hold more tightly than the power given.
  mutating func expression(above power: Power) throws(LanguageError) -> Node {
    level += 1
    defer { level -= 1 }
    guard level <= Parser.deepest else { throw tooDeep(token.range) }
    var left = try operand()
    while let next = powerOfToken, next.rawValue > power.rawValue {
      left = try continued(left)
      guard left.depth <= Parser.deepest else { throw tooDeep(left.range) }
    }
    return left
  }

  /// The power of the operator that stands next; `nil` where none does.
  private var powerOfToken: Power? {
    switch token.kind {
    case .sign(.plus), .sign(.minus): .sum
    case .sign(.times), .sign(.over): .product
    case .sign(.power): .power
    case .sign(.at): .moment
    case .word("or"): .or
    case .word("and"): .and
    case .word("for"): .history
    case .word("between"), .word("rising"), .word("falling"): .comparison
    default: token.comparison == nil ? nil : .comparison
    }
  }

  /// Reads an operator and what belongs to its right.
  private mutating func continued(_ left: Node) throws(LanguageError) -> Node {
    switch token.kind {
    case .sign(.power): try power(left)
    case .sign(.at): try moment(of: left)
    case .sign(.plus), .sign(.minus): try sum(left)
    case .sign(.times): try product(left)
    case .sign(.over): try quotient(left)
    case .word("or"), .word("and"): try joined(left)
    case .word("between"): try between(left)
    case .word("for"): try times(left)
    case .word: try trend(left)
    default: try comparison(left)
    }
  }

  /// Reads what an expression can begin with.
  private mutating func operand() throws(LanguageError) -> Node {
    let first = token
    switch first.kind {
    case .number(let value, let form):
      try advance()
      return .number(value, form, first.range)
    case .day(let day):
      try advance()
      return .number(Double(day.number), .unit(.date), first.range)
    case .sign(.minus): return try negation()
    case .sign(.open): return try parenthesized()
    case .word("not"): return try negatedCondition()
    case .word(let word) where !Parser.operators.contains(word): return try named(word)
    default: throw missingOperand()
    }
  }

  /// Words that stand between operands.
  static let operators: Set = ["and", "or", "between", "for", "in", "rising", "falling"]

  private mutating func parenthesized() throws(LanguageError) -> Node {
    let open = token.range
    try advance()
    var node = try expression(above: .none)
    guard token.isSign(.close) else { throw unclosed(open, after: node) }
    node.range = open.lowerBound..<token.range.upperBound
    (node.reference, node.sides) = (nil, nil)
    try advance()
    return node
  }

  // MARK: Tokens

  mutating func advance() throws(LanguageError) { token = try lexer.next() }

  /// Passes over a word that has to stand here.
  mutating func expect(_ word: String, _ remedy: String) throws(LanguageError) {
    guard token.isWord(word) else {
      throw error(.unexpected, "\(found) stands where '\(word)' should", remedy, at: token.range)
    }
    try advance()
  }

  // MARK: Errors

  func error(
    _ rule: LanguageError.Rule, _ problem: String, _ remedy: String, at range: Range<Int>
  ) -> LanguageError {
    lexer.error(rule, problem, remedy, at: range)
  }

  /// A part of the text, as a message quotes it.
  func text(_ range: Range<Int>) -> String {
    lexer.text(range).split(whereSeparator: \.isWhitespace).joined(separator: " ").clipped
  }

  /// The token that stands next, as a message names it.
  var found: String { token.kind == .end ? "the end" : "'\(text(token.range))'" }

  func tooDeep(_ range: Range<Int>) -> LanguageError {
    error(
      .tooDeep, "more than \(Parser.deepest) operations or parentheses lie one inside the other",
      "define parts of it as metrics of their own", at: range)
  }

  private func missingOperand() -> LanguageError {
    let remedy = "write a metric, a series, a number or '('"
    switch token.kind {
    case .end: return error(.unexpected, "the text ends too early", remedy, at: token.range)
    case .sign(.close) where level == 1:
      return error(.parentheses, "')' closes nothing", "remove it, or add '('", at: token.range)
    case .sign(.plus):
      return error(.unexpected, "a '+' stands before a number", "remove it", at: token.range)
    default:
      return error(.unexpected, "\(found) stands where a figure should", remedy, at: token.range)
    }
  }

  /// Something stands behind a complete expression.
  func unexpected(after node: Node) -> LanguageError {
    switch token.kind {
    case .sign(.close):
      return error(.parentheses, "')' closes nothing", "remove it, or add '('", at: token.range)
    case .sign(.comma) where isBetweenDigits:
      return error(
        .number, "a comma stands in a number", "write thousands without it, 1200000 or 1.2M",
        at: token.range)
    case .sign(.openBracket):
      return error(
        .selector, "'[' stands behind an expression", "write it behind the name of a series",
        at: token.range)
    case .word(let word) where ["and", "or", "between", "for"].contains(word.lowercased()):
      return error(
        .unexpected, "'\(word)' is not written so", "write '\(word.lowercased())'",
        at: token.range)
    case .word("in"):
      return error(
        .unexpected, "'in' has no attribute before it", "write category in (wireless, compute)",
        at: token.range)
    default:
      return error(
        .unexpected, "\(found) stands directly behind '\(text(node.range))'",
        "write an operator between them", at: token.range)
    }
  }

  /// Whether the token stands between two digits.
  private var isBetweenDigits: Bool {
    token.range.lowerBound > 0 && lexer.bytes[token.range.lowerBound - 1].isDigit
      && lexer.bytes.dropFirst(token.range.upperBound).first?.isDigit == true
  }

  private func unclosed(_ open: Range<Int>, after node: Node) -> LanguageError {
    guard token.kind != .end else {
      return error(.parentheses, "'(' is never closed", "add ')'", at: open)
    }
    return unexpected(after: node)
  }
}
