extension Parser {
  // MARK: Comparisons

  mutating func comparison(_ left: Node) throws(LanguageError) -> Node {
    let sign = token
    guard let comparison = sign.comparison else {
      preconditionFailure("the table of powers and `continued` name the same operators")
    }
    try advance()
    if let sides = left.sides { throw try chain(sides, comparison) }
    var parts = [left, try expression(above: .comparison)]
    let operands = try compared(&parts, sign.range)
    let range = parts[0].range.lowerBound..<parts[1].range.upperBound
    var node = Node(.compare(operands[0], comparison, operands[1]), range, of: parts)
    node.sides = (left.range, comparison, parts[1].range)
    return node
  }

  /// `x between a and b`, both included.
  mutating func between(_ left: Node) throws(LanguageError) -> Node {
    let sign = token.range
    try advance()
    let lower = try expression(above: .comparison)
    try expect("and", "write x between 1 and 2")
    var parts = [left, lower, try expression(above: .comparison)]
    let operands = try compared(&parts, sign)
    let range = left.range.lowerBound..<parts[2].range.upperBound
    return Node(.between(operands[0], operands[1], operands[2]), range, of: parts)
  }

  /// The sides of a comparison, of one unit.
  private func compared(
    _ parts: inout [Node], _ sign: Range<Int>
  ) throws(LanguageError) -> [Condition.Operand] {
    for part in parts where part.isCondition { _ = try formula(of: part) }
    guard !parts.allSatisfy(\.isConstant) else {
      throw error(
        .nothingToTest, "numbers are compared with numbers",
        "write a metric or a series on one side", at: sign)
    }
    try agree(&parts, sign, isComparison: true)
    try checkShares(parts)
    var operands: [Condition.Operand] = []
    for part in parts { operands.append(try operand(part)) }
    return operands
  }

  private func operand(_ node: Node) throws(LanguageError) -> Condition.Operand {
    if case .peers(let operand) = node.value { return operand }
    return .formula(try formula(of: node))
  }

  /// A percentile is a share: 50 beside it was meant as 50%.
  private func checkShares(_ parts: [Node]) throws(LanguageError) {
    let isPercentile = parts.contains {
      if case .peers(.percentile) = $0.value { true } else { false }
    }
    guard isPercentile else { return }
    for part in parts {
      guard let number = part.number, !(0...1).contains(number) else { continue }
      throw error(
        .peers, "a percentile lies between 0% and 100%", "write \(text(part.range))%",
        at: part.range)
    }
  }

  /// A second comparison behind a first.
  private mutating func chain(
    _ sides: (left: Range<Int>, sign: Condition.Comparison, right: Range<Int>),
    _ next: Condition.Comparison
  ) throws(LanguageError) -> LanguageError {
    let last = try expression(above: .comparison).range
    let (a, b, c) = (text(sides.left), text(sides.right), text(last))
    let remedy =
      switch (sides.sign, next) {
      case (.less, .less), (.atMost, .atMost), (.less, .atMost), (.atMost, .less):
        "write \(b) between \(a) and \(c)"
      case (.greater, .greater), (.atLeast, .atLeast), (.greater, .atLeast), (.atLeast, .greater):
        "write \(b) between \(c) and \(a)"
      default: "write \(a) \(sides.sign.rawValue) \(b) and \(b) \(next.rawValue) \(c)"
      }
    return error(
      .chain, "comparisons do not form chains", remedy,
      at: sides.left.lowerBound..<last.upperBound)
  }

  // MARK: Joining

  /// All that the same word joins, so that a long list is no deep tree.
  mutating func joined(_ left: Node) throws(LanguageError) -> Node {
    let word = token
    let isAnd = word.isWord("and")
    var (parts, conditions) = ([left], [try condition(of: left)])
    while token.kind == word.kind {
      try advance()
      let part = try expression(above: isAnd ? .and : .or)
      conditions.append(try condition(of: part))
      parts.append(part)
    }
    let range = left.range.lowerBound..<parts[parts.count - 1].range.upperBound
    return Node(isAnd ? .and(conditions) : .or(conditions), range, of: parts)
  }

  mutating func negatedCondition() throws(LanguageError) -> Node {
    let start = token.range.lowerBound
    try advance()
    let inner = try expression(above: .not)
    return Node(.not(try condition(of: inner)), start..<inner.range.upperBound, of: [inner])
  }

  /// The condition of a part that has to be one.
  func condition(of node: Node) throws(LanguageError) -> Condition {
    if case .condition(let condition) = node.value { return condition }
    throw error(
      .unexpected, "'\(text(node.range))' is a figure, no condition", "compare it with something",
      at: node.range)
  }

  // MARK: History

  /// `… for 2 of last 4 quarters`, `… for all of last 4 quarters`, `… for 3 quarters`.
  mutating func times(_ left: Node) throws(LanguageError) -> Node {
    let sign = token.range
    let inner = try condition(of: left)
    guard !left.isHistory else {
      throw error(
        .history, "a history of a history", "say of how many quarters once", at: sign)
    }
    guard !left.isFixed else {
      throw error(
        .fixedPeriod, "'\(text(left.range))' is the same in every quarter", "remove 'for …'",
        at: left.range)
    }
    try advance()
    let (least, count, end) = try quarters()
    var node = Node(
      .times(inner, atLeast: least, of: count), left.range.lowerBound..<end, of: [left])
    node.isHistory = true
    return node
  }

  /// `x rising for 3 quarters`.
  mutating func trend(_ left: Node) throws(LanguageError) -> Node {
    let formula = try moving(left)
    let sign = token
    let direction: Condition.Direction = sign.isWord("rising") ? .rising : .falling
    try advance()
    try expect("for", "write \(direction.rawValue) for 3 quarters")
    let (least, count, end) = try quarters()
    guard least == count else {
      let order = direction == .rising ? ">" : "<"
      let name = text(left.range)
      throw error(
        .history, "a trend is of quarters without a gap",
        "write \(name) \(order) previous(\(name)) for \(least) of last \(count) quarters",
        at: sign.range.lowerBound..<end)
    }
    return Node(
      .trend(formula, direction, quarters: count), left.range.lowerBound..<end, of: [left])
  }

  /// The most quarters that a condition may look back: ten years.
  static let mostQuarters = 40

  /// `2 of last 4 quarters`, `all of last 4 quarters` or `3 quarters`, and where it ends.
  private mutating func quarters() throws(LanguageError) -> (least: Int, of: Int, end: Int) {
    let start = token.range.lowerBound
    var least: Int?
    if token.isWord("all") { try advance() } else { least = try quarterCount() }
    var count = least
    if least == nil || token.isWord("of") {
      try expect("of", "write for all of last 4 quarters")
      try expect("last", "write for 2 of last 4 quarters")
      count = try quarterCount()
    }
    let end = token.range.upperBound
    try expect(
      token.isWord("quarter") ? "quarter" : "quarters", "write for 2 of last 4 quarters")
    let total = count ?? 1
    guard least ?? total <= total else {
      throw error(
        .history, "more quarters than are looked at",
        "write for \(total) of last \(total) quarters",
        at: start..<end)
    }
    return (least ?? total, total, end)
  }

  private mutating func quarterCount() throws(LanguageError) -> Int {
    guard case .number(let number, .bare) = token.kind, let count = Int(exactly: number),
      (1...Parser.mostQuarters).contains(count)
    else {
      throw error(
        .history, "\(found) is no count of quarters",
        "write a number from 1 to "
          + "\(Parser.mostQuarters), as in for 2 of last 4 quarters", at: token.range)
    }
    try advance()
    return count
  }
}
