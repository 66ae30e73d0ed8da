import Quantities

extension Parser {
  mutating func sum(_ left: Node) throws(LanguageError) -> Node {
    let sign = token
    try advance()
    var parts = [left, try expression(above: .sum)]
    for part in parts { try checkNoDay(part) }
    _ = try formulas(of: parts)
    try agree(&parts, sign.range, isComparison: false)
    let isSum = sign.isSign(.plus)
    // A negation is 0 less something, of that thing's unit; so is what says the same.
    if !isSum, parts[0].number == 0, parts[1].literal == nil { parts[0].take(parts[1].unit) }
    let (a, b) = try pair(parts)
    return try combined(isSum ? .add(a, b) : .subtract(a, b), parts)
  }

  mutating func product(_ left: Node) throws(LanguageError) -> Node {
    try advance()
    let parts = [left, try expression(above: .product)]
    for part in parts { try checkNoDay(part) }
    let (a, b) = try pair(parts)
    return try combined(.multiply(a, b), parts)
  }

  mutating func quotient(_ left: Node) throws(LanguageError) -> Node {
    try advance()
    let parts = [left, try expression(above: .product)]
    for part in parts { try checkNoDay(part) }
    let (a, b) = try pair(parts)
    guard parts[1].number != 0 else { throw divisionByZero(parts[1]) }
    return try combined(.divide(a, b, whenNotPositive: ""), parts)
  }

  func divisionByZero(_ node: Node) -> LanguageError {
    error(
      .divisionByZero, "nothing can be divided by 0", "write another divisor", at: node.range)
  }

  /// `x^2`, `x^-0.5`: the exponent is a bare number.
  mutating func power(_ base: Node) throws(LanguageError) -> Node {
    let inner = try formula(of: base)
    try advance()
    let start = token.range.lowerBound
    let isNegative = token.isSign(.minus)
    if isNegative { try advance() }
    guard case .number(let exponent, .bare) = token.kind else {
      throw error(
        .number, "\(found) stands where an exponent should", "write a bare number: x^0.5",
        at: token.range)
    }
    let end = token.range.upperBound
    try advance()
    guard !token.isSign(.power) else {
      throw error(
        .unexpected, "a power of a power", "write parentheses: (x^2)^3", at: token.range)
    }
    var node = try combined(.power(inner, isNegative ? 0 - exponent : exponent), [base])
    node.range = base.range.lowerBound..<max(start, end)
    return node
  }

  /// A minus before something; before a number it is part of the number.
  mutating func negation() throws(LanguageError) -> Node {
    let start = token.range.lowerBound
    try advance()
    let operand = try expression(above: .negation)
    let range = start..<operand.range.upperBound
    try checkNoDay(operand)
    if let number = operand.number, let form = operand.literal {
      return .number(number == 0 ? 0 : -number, form, range)
    }
    let inner = try formula(of: operand)
    var node = try combined(.subtract(.number(0, operand.unit), inner), [operand], of: operand.unit)
    node.range = range
    return node
  }

  // MARK: Kinds of parts

  /// The formula of a part that has to be one.
  func formula(of node: Node) throws(LanguageError) -> Formula {
    switch node.value {
    case .formula(let formula): return formula
    case .peers:
      throw error(
        .peers, "'\(text(node.range))' compares networks with each other",
        "let it stand alone on its side of a comparison", at: node.range)
    case .condition:
      throw error(
        .unexpected, "'\(text(node.range))' is a condition, no figure",
        "join conditions with 'and' or 'or'", at: node.range)
    }
  }

  func formulas(of nodes: [Node]) throws(LanguageError) -> [Formula] {
    var formulas: [Formula] = []
    for node in nodes { formulas.append(try formula(of: node)) }
    return formulas
  }

  private func pair(_ parts: [Node]) throws(LanguageError) -> (Formula, Formula) {
    (try formula(of: parts[0]), try formula(of: parts[1]))
  }

  /// A formula made of parts; its unit follows from theirs.
  func combined(
    _ formula: Formula, _ parts: [Node], of unit: Unit? = nil
  ) throws(LanguageError) -> Node {
    let range = parts[0].range.lowerBound..<parts[parts.count - 1].range.upperBound
    let known = if let unit { unit } else { try self.unit(of: formula, parts, range) }
    var node = Node(formula, known, range)
    node.depth = 1 + (parts.map(\.depth).max() ?? 0)
    node.isFixed = parts.allSatisfy(\.isFixed)
    node.isConstant = parts.allSatisfy(\.isConstant)
    return node
  }

  private func unit(
    of formula: Formula, _ parts: [Node], _ range: Range<Int>
  ) throws(LanguageError) -> Unit {
    do throws(UnitError) {
      return try units.unit(of: formula, parts: parts.map(\.unit))
    } catch {
      let part = parts[0]
      throw self.error(
        .unit, "'\(text(part.range))' is \(part.unit.phrase)", "write a ratio in its place",
        at: part.range)
    }
  }

  /// Days can be compared, and nothing else.
  func checkNoDay(_ node: Node) throws(LanguageError) {
    guard node.unit.powers["date"] != nil else { return }
    throw error(
      .dateArithmetic, "'\(text(node.range))' is a day",
      "compare it with a day, as in < 2027-01-01",
      at: node.range)
  }

  // MARK: Units

  /// Gives bare numbers the unit of what they stand beside and demands one unit of all parts.
  ///
  /// Beside a price `$5` is five dollars for a unit of what is priced.
  func agree(
    _ parts: inout [Node], _ sign: Range<Int>, isComparison: Bool
  ) throws(LanguageError) {
    let model =
      parts.first { $0.literal == nil } ?? parts.first { $0.literal != .bare } ?? parts[0]
    for index in parts.indices where parts[index].literal != nil {
      let isBare = parts[index].literal == .bare
      if isBare, model.unit.powers["date"] != nil { throw notADay(parts[index]) }
      let isMoney = parts[index].literal == .dollars && model.unit.isPrice
      if isMoney || isBare && (isComparison || !model.unit.isDimensionless) {
        parts[index].take(model.unit)
      }
    }
    for part in parts where !part.unit.isCommensurable(with: model.unit) {
      throw clash(model, part, sign)
    }
  }

  private func notADay(_ node: Node) -> LanguageError {
    error(
      .unit, "'\(text(node.range))' is a number, the other side a day",
      "write a day: 2027-01-01", at: node.range)
  }

  private func clash(_ model: Node, _ part: Node, _ sign: Range<Int>) -> LanguageError {
    let isLiteral = part.literal != nil
    return error(
      .unit,
      "'\(text(model.range))' is \(model.unit.phrase) and '\(text(part.range))' is "
        + part.unit.phrase,
      isLiteral
        ? "write a bare number: it takes the unit of the other side"
        : "set quantities of one unit side by side",
      at: isLiteral ? part.range : sign)
  }
}

extension Node {
  /// Gives a number a unit.
  mutating func take(_ unit: Unit) {
    guard let number else { return }
    (value, self.unit) = (.formula(.number(number, unit)), unit)
  }
}

extension Unit {
  /// Dollars for something: `USD/token`.
  var isPrice: Bool {
    powers["USD"] == 1 && powers.count > 1 && powers.allSatisfy { $0.key == "USD" || $0.value < 0 }
  }

  /// What a message says of a quantity: `in USD`, `a ratio`.
  var phrase: String {
    if isDimensionless { return "a ratio" }
    return self == .date ? "a day" : "in \(self)"
  }
}
