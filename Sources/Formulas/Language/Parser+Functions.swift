import Quantities
import SeriesStore

extension Parser {
  /// A function with its arguments; the parenthesis stands next.
  mutating func call(_ word: String, _ name: Range<Int>) throws(LanguageError) -> Node {
    guard let function = Function(rawValue: word) else { throw unknownFunction(word, name) }
    let open = token.range
    try advance()
    let arguments = try arguments(open)
    let range = name.lowerBound..<token.range.upperBound
    try advance()
    guard function.arguments.contains(arguments.count) else {
      throw wrongCount(function, arguments.count, range)
    }
    var node = try result(of: function, arguments)
    node.range = range
    return node
  }

  private mutating func arguments(_ open: Range<Int>) throws(LanguageError) -> [Node] {
    guard !token.isSign(.close) else { return [] }
    var arguments = [try expression(above: .none)]
    while token.isSign(.comma) {
      try advance()
      arguments.append(try expression(above: .none))
    }
    guard token.isSign(.close) else {
      throw token.kind == .end
        ? error(.parentheses, "'(' is never closed", "add ')'", at: open)
        : unexpected(after: arguments[arguments.count - 1])
    }
    return arguments
  }

  private func result(of function: Function, _ arguments: [Node]) throws(LanguageError) -> Node {
    let first = arguments[0]
    if let aggregate = function.aggregate { return try aggregated(first, aggregate) }
    if let window = function.window { return try windowed(first, window, function) }
    switch function {
    case .usd: return try valued(first)
    case .previous: return try earlier(first, .previous)
    case .yearAgo: return try earlier(first, .yearAgo)
    case .growth: return try growth(first, .previous)
    case .growthYoY: return try growth(first, .yearAgo)
    case .change: return try change(first, arguments[1])
    case .annualized: return try annualized(first)
    case .ln:
      try checkNoDay(first)
      return try combined(.logarithm(try formula(of: first)), [first])
    case .percentile: return try peers(first, Condition.Operand.percentile, .percent)
    case .rank: return try peers(first, Condition.Operand.rank, .count)
    default: return try firstKnown(arguments)
    }
  }

  // MARK: Series

  private func aggregated(
    _ node: Node, _ aggregate: Formula.Aggregate
  ) throws(LanguageError) -> Node {
    let (reference, kind) = try series(node, aggregate.rawValue)
    guard aggregate.applies(to: kind) else {
      let others = Formula.Aggregate.allCases.filter { $0.applies(to: kind) }.map(\.rawValue)
      throw error(
        .kindOfSeries,
        "'\(reference.name)' is a \(kind): '\(aggregate.rawValue)' says nothing of it",
        "take \(others.joined(separator: ", "))", at: node.range)
    }
    return try onSeries(.series(reference, aggregate, .period), node, kind)
  }

  private func valued(_ node: Node) throws(LanguageError) -> Node {
    let (reference, kind) = try series(node, "usd")
    guard kind == .flow, names.series(reference.name)?.unit == .token else {
      throw error(
        .kindOfSeries, "'\(reference.name)' is no flow of tokens",
        "usd takes one, as in usd(tokens_emitted)", at: node.range)
    }
    return try onSeries(.valued(reference, .period), node, kind)
  }

  private func windowed(
    _ node: Node, _ window: Formula.Window, _ function: Function
  ) throws(LanguageError) -> Node {
    var formula = try formula(of: node)
    if let reference = node.reference, let kind = node.kind {
      formula = .series(reference, kind.defaultAggregate, .period)
    }
    switch formula {
    case .series(let reference, let aggregate, .period):
      return try onSeries(.series(reference, aggregate, window), node, node.kind)
    case .valued(let reference, .period):
      return try onSeries(.valued(reference, window), node, node.kind)
    default: throw notASeries(node, function.rawValue)
    }
  }

  /// The series that a part names, and what it is.
  private func series(
    _ node: Node, _ function: String
  ) throws(LanguageError) -> (SeriesReference, SeriesKind) {
    guard let reference = node.reference, let kind = node.kind else {
      _ = try formula(of: node)
      throw notASeries(node, function)
    }
    return (reference, kind)
  }

  private func notASeries(_ node: Node, _ function: String) -> LanguageError {
    error(
      .arguments, "'\(function)' takes the name of a series, '\(text(node.range))' is none",
      node.isFixed ? "write '@' behind the parenthesis" : "write one, as in \(function)(revenue)",
      at: node.range)
  }

  private func onSeries(
    _ formula: Formula, _ node: Node, _ kind: SeriesKind?
  ) throws(LanguageError) -> Node {
    var result = try combined(formula, [node], of: seriesUnit(formula))
    result.kind = kind
    return result
  }

  private func seriesUnit(_ formula: Formula) -> Unit? { try? units.unit(of: formula, parts: []) }

  // MARK: Other times

  private func earlier(_ node: Node, _ shift: Formula.Shift) throws(LanguageError) -> Node {
    let inner = try moving(node)
    return try combined(.earlier(inner, shift), [node])
  }

  private func growth(_ node: Node, _ shift: Formula.Shift) throws(LanguageError) -> Node {
    try checkNoDay(node)
    return try combined(.growth(try moving(node), shift), [node])
  }

  /// The formula of a part that depends on the period.
  func moving(_ node: Node) throws(LanguageError) -> Formula {
    let formula = try formula(of: node)
    guard !node.isFixed else {
      throw error(
        .fixedPeriod, "'\(text(node.range))' is the same in every period",
        "write a figure without '@'", at: node.range)
    }
    return formula
  }

  /// The later of two figures over the earlier, less 1.
  private func change(_ before: Node, _ after: Node) throws(LanguageError) -> Node {
    var parts = [before, after]
    for part in parts { try checkNoDay(part) }
    _ = try formulas(of: parts)
    try agree(&parts, after.range, isComparison: false)
    guard before.number != 0 else { throw divisionByZero(before) }
    let formulas = try formulas(of: parts)
    let ratio = Formula.divide(formulas[1], formulas[0], whenNotPositive: "")
    // The number's percent tells a change from a quotient less 1 when it is written out.
    var node = try combined(.subtract(ratio, .number(1, .percent)), parts, of: .percent)
    node.depth += 1
    return node
  }

  // MARK: Numbers

  private func annualized(_ node: Node) throws(LanguageError) -> Node {
    let inner = try formula(of: node)
    try checkNoDay(node)
    guard node.kind ?? .flow == .flow, !node.unit.isDimensionless else {
      throw error(
        .kindOfSeries, "'\(text(node.range))' is no flow",
        "annualized takes one, as in "
          + "annualized(revenue)", at: node.range)
    }
    return try combined(.annualized(inner), [node])
  }

  private func firstKnown(_ arguments: [Node]) throws(LanguageError) -> Node {
    var parts = arguments
    _ = try formulas(of: parts)
    try agree(&parts, parts[1].range, isComparison: false)
    return try combined(.firstKnown(try formulas(of: parts)), parts)
  }

  // MARK: Other networks

  private func peers(
    _ node: Node, _ operand: (Formula) -> Condition.Operand, _ unit: Unit
  ) throws(LanguageError) -> Node {
    let inner = try formula(of: node)
    guard !node.isConstant else {
      throw error(
        .nothingToTest, "'\(text(node.range))' is the same for all networks",
        "write a metric or a series", at: node.range)
    }
    var result = node
    (result.value, result.unit) = (.peers(operand(inner)), unit)
    (result.reference, result.literal, result.kind) = (nil, nil, nil)
    result.depth += 1
    return result
  }

  // MARK: Errors

  private func unknownFunction(_ word: String, _ range: Range<Int>) -> LanguageError {
    let known = names.metric(word) != nil || names.series(word) != nil
    return error(
      .unknownName, "no function is called '\(word.clipped)'",
      known
        ? "write an operator before '('"
        : Suggestion.remedy(
          for: word, among: Function.allCases.map(\.rawValue),
          else: "there is " + Function.allCases.map(\.rawValue).joined(separator: ", ")),
      at: range)
  }

  private func wrongCount(
    _ function: Function, _ count: Int, _ range: Range<Int>
  ) -> LanguageError {
    let (least, most) = (function.arguments.lowerBound, function.arguments.upperBound)
    let wanted = least == most ? "\(least)" : "\(least) to \(most)"
    return error(
      .arguments,
      "'\(function.rawValue)' takes \(wanted) argument\(most == 1 ? "" : "s"), not \(count)",
      "separate arguments with commas", at: range)
  }
}

extension Formula.Aggregate {
  /// Whether the aggregate says something of a kind of series.
  fileprivate func applies(to kind: SeriesKind) -> Bool {
    switch self {
    case .sum, .coverage, .evidenced: kind == .flow
    case .mean, .count: true
    case .last, .first, .min, .max: kind != .flow
    case .close: kind == .level
    }
  }
}
