import Quantities
import SeriesStore

extension Parser {
  /// A function, an attribute of the profile, a metric or a series.
  mutating func named(_ word: String) throws(LanguageError) -> Node {
    let name = token.range
    try advance()
    if token.isSign(.open) { return try call(word, name) }
    if !isFigure(word) {
      if word == "launched" { return try launched(name) }
      if let attribute = Condition.Attribute(rawValue: word) {
        return try attributeTest(attribute, name)
      }
    }
    return try reference(word, name)
  }

  private func isFigure(_ name: String) -> Bool {
    names.metric(name) != nil || names.series(name) != nil
  }

  /// A name with its selectors, in any order: `x[iot][source: a]@2025Q4`.
  private mutating func reference(_ word: String, _ name: Range<Int>) throws(LanguageError) -> Node
  {
    guard isFigure(word) else { throw unknownName(word, name) }
    var (selectors, moment, end) = (Selectors(), Formula.Moment?.none, name.upperBound)
    while token.isSign(.openBracket) || token.isSign(.at) {
      if token.isSign(.openBracket) {
        end = try readSelector(into: &selectors)
      } else {
        let at = token.range
        let (found, range) = try readMoment()
        guard moment == nil else {
          throw error(.fixedPeriod, "a second '@'", "name one time", at: at)
        }
        (moment, end) = (found, range.upperBound)
      }
    }
    let node = try leaf(word, selectors, name.lowerBound..<end)
    return try moment.map { moment throws(LanguageError) in try fixed(node, moment) } ?? node
  }

  private func leaf(
    _ word: String, _ selectors: Selectors, _ range: Range<Int>
  ) throws(LanguageError) -> Node {
    let series = names.series(word)
    let reference = series.map { _ in selectors.reference(to: word) }
    if selectors.isEmpty, let unit = names.metric(word) {
      var node = Node(.metric(word), unit, range)
      (node.reference, node.kind) = (reference, series?.kind)
      return node
    }
    guard let series, let reference else {
      throw error(
        .selector, "'\(word)' is a metric: only a series has segments, definitions and sources",
        "select of the series that it rests on", at: range)
    }
    let formula = Formula.series(reference, series.kind.defaultAggregate, .period)
    var node = Node(formula, series.unit, range)
    (node.reference, node.kind) = (reference, series.kind)
    return node
  }

  private func unknownName(_ word: String, _ range: Range<Int>) -> LanguageError {
    if Function(rawValue: word) != nil {
      return error(
        .arguments, "'\(word)' is a function", "write what it is of: \(word)(…)", at: range)
    }
    let others = Condition.Attribute.allCases.map(\.rawValue) + ["launched", "and", "or", "not"]
    return error(
      .unknownName, "no metric or series is called '\(word.clipped)'",
      Suggestion.remedy(
        for: word, among: names.known + others, else: "`depin-audit metrics` lists the metrics"),
      at: range)
  }

  // MARK: Selectors

  /// What brackets behind a name say.
  struct Selectors {
    var segment: String?
    var basis: String?
    var source: String?

    var isEmpty: Bool { segment == nil && basis == nil && source == nil }

    func reference(to name: String) -> SeriesReference {
      SeriesReference(name, segment: segment ?? "", basis: basis, source: source)
    }
  }

  /// Reads `[iot]`, `[basis: all-burns]` or `[source: dune-hnt]`; returns where it ends.
  private mutating func readSelector(into selectors: inout Selectors) throws(LanguageError) -> Int {
    let open = token.range.lowerBound
    let inside = lexer.take { $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") && $0 >= 32 }
    guard lexer.take("]") else {
      throw error(.selector, "'[' is never closed", "add ']'", at: open..<open + 1)
    }
    let parts = lexer.text(inside).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false
    ).map(\.trimmed)
    let (key, value) = (parts.count > 1 ? parts[0] : "segment", parts[parts.count - 1])
    let range = open..<lexer.position
    let known = [
      "segment": \Selectors.segment, "basis": \Selectors.basis, "source": \Selectors.source,
    ]
    guard !value.isEmpty, !value.contains(":"), let path = known[key] else {
      throw error(
        .selector, "'\(text(range))' selects nothing",
        "write [segment], [basis: …] or [source: …]", at: range)
    }
    guard selectors[keyPath: path] == nil else {
      throw error(.selector, "a second \(key)", "name one", at: range)
    }
    selectors[keyPath: path] = value
    try advance()
    return range.upperBound
  }

  // MARK: Times

  /// `…@2025Q4` behind an expression in parentheses or a function.
  mutating func moment(of node: Node) throws(LanguageError) -> Node {
    _ = try formula(of: node)
    let (moment, range) = try readMoment()
    var node = node
    node.range = node.range.lowerBound..<range.upperBound
    return try fixed(node, moment)
  }

  private mutating func readMoment() throws(LanguageError) -> (Formula.Moment, Range<Int>) {
    let range = lexer.take(while: \.isOfWord)
    let text = lexer.text(range)
    guard let moment = Formula.Moment(text) else {
      let problem = text.isEmpty ? "'@' has no time behind it" : "'\(text.clipped)' names no time"
      throw error(
        .period, problem, "write @2025Q4, @2025-10, @2025, @ltm-2025Q4 or @2025-12-31",
        at: text.isEmpty ? token.range : range)
    }
    try advance()
    return (moment, range)
  }

  private func fixed(_ node: Node, _ moment: Formula.Moment) throws(LanguageError) -> Node {
    let inner = try formula(of: node)
    guard !node.isFixed else {
      throw error(
        .fixedPeriod, "'\(text(node.range))' does not depend on the period", "remove '@'",
        at: node.range)
    }
    var fixed = Node(.at(inner, moment), node.unit, node.range)
    (fixed.depth, fixed.isFixed, fixed.kind) = (node.depth + 1, true, node.kind)
    return fixed
  }
}

extension Formula.Moment {
  /// Reads the form of `description`.
  init?(_ text: String) {
    if let day = Day(text) {
      self = .day(day)
    } else if let quarter = text.lowercased().splitPrefix("ltm-") {
      guard let last = try? Period.parse(quarter), last.count == 1, last[0].kind == .quarter else {
        return nil
      }
      self = .period(.trailingYear(asOf: last[0].end))
    } else {
      // A run of periods names no single one, and might be a long one.
      guard text.firstRange(of: "..").map({ Day(text[..<$0.lowerBound]) != nil }) ?? true,
        let periods = try? Period.parse(text), periods.count == 1
      else { return nil }
      self = .period(periods[0])
    }
  }
}

extension SeriesKind {
  /// What the bare name of a series means.
  var defaultAggregate: Formula.Aggregate {
    switch self {
    case .flow: .sum
    case .stock: .last
    case .level: .close
    }
  }
}

extension StringProtocol {
  /// The text without spaces around it.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// What follows a prefix.
  fileprivate func splitPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
