import Quantities

extension Parser {
  /// `category = wireless`, `category != wireless`, `category in (wireless, compute)`.
  mutating func attributeTest(
    _ attribute: Condition.Attribute, _ name: Range<Int>
  ) throws(LanguageError) -> Node {
    let isUnequal = token.isSign(.unequal)
    let words: [String]
    if isUnequal || token.isSign(.equal) {
      lexer.skipSpaces()
      words = [try word(attribute)]
      try checkOneWord(attribute, words[0], name)
    } else if token.isWord("in") {
      words = try list(attribute)
    } else {
      throw error(
        .attribute, "\(attribute.rawValue) is a word of the profile",
        "write \(attribute.rawValue) = … or \(attribute.rawValue) in (…, …)", at: name)
    }
    let range = name.lowerBound..<lexer.position
    try advance()
    var node = Node(.attribute(attribute, isOneOf: words), range, of: [])
    if isUnequal { node = Node(.not(.attribute(attribute, isOneOf: words)), range, of: [node]) }
    return node
  }

  /// Words in parentheses; the lexer stands behind `in`.
  private mutating func list(
    _ attribute: Condition.Attribute
  ) throws(LanguageError) -> [String] {
    let example = "write \(attribute.rawValue) in (…, …)"
    lexer.skipSpaces()
    let open = lexer.position
    guard lexer.take("(") else {
      throw error(.attribute, "'in' takes a list in parentheses", example, at: token.range)
    }
    var (words, seen) = ([String](), Set<String>())
    repeat {
      lexer.skipSpaces()
      let word = try word(attribute)
      if seen.insert(word).inserted { words.append(word) }
      lexer.skipSpaces()
    } while lexer.take(",")
    guard lexer.take(")") else {
      throw error(.parentheses, "the list is not closed", "add ')'", at: open..<open + 1)
    }
    return words
  }

  /// A word that the attribute may have; the lexer stands before it.
  private mutating func word(_ attribute: Condition.Attribute) throws(LanguageError) -> String {
    let range = lexer.take(while: \.isOfWord)
    let word = lexer.text(range)
    guard !word.isEmpty else {
      let next = try lexer.next()
      throw error(
        .attribute, "a word of \(attribute.rawValue) is missing",
        "write it without quotes, as in \(attribute.rawValue) = \(example(attribute))",
        at: next.range)
    }
    guard let known = names.words[attribute], !known.contains(word) else { return word }
    throw error(
      .attribute, "no \(attribute.rawValue) is called '\(word.clipped)'",
      Suggestion.remedy(
        for: word, among: known,
        else: "there is " + known.sorted().prefix(20).joined(separator: ", ")
          + (known.count > 20 ? ", …" : "")),
      at: range)
  }

  private func example(_ attribute: Condition.Attribute) -> String {
    switch attribute {
    case .network: "helium"
    case .category: "wireless"
    case .mechanism: "burn-and-mint"
    case .chain: "solana"
    }
  }

  /// `category = wireless, compute` was meant as a list.
  private mutating func checkOneWord(
    _ attribute: Condition.Attribute, _ word: String, _ name: Range<Int>
  ) throws(LanguageError) {
    var ahead = lexer
    ahead.skipSpaces()
    guard ahead.take(",") else { return }
    throw error(
      .attribute, "'=' takes one word", "write \(attribute.rawValue) in (\(word.clipped), …)",
      at: name.lowerBound..<ahead.position)
  }

  // MARK: Launch

  /// `launched before 2023-01-01`, `launched after …`, `launched between … and …`.
  mutating func launched(_ name: Range<Int>) throws(LanguageError) -> Node {
    guard case .word(let word) = token.kind, ["before", "after", "between"].contains(word) else {
      throw error(
        .attribute, "'launched' takes before, after or between",
        "write launched before 2023-01-01", at: token.range)
    }
    try advance()
    let (first, end) = try day()
    guard word == "between" else {
      let launch: Condition.Launch = word == "before" ? .before(first) : .after(first)
      return Node(.launched(launch), name.lowerBound..<end, of: [])
    }
    try expect("and", "write launched between 2018-01-01 and 2022-12-31")
    let second = token.range
    let (last, lastEnd) = try day()
    guard first <= last else {
      throw error(
        .attribute, "\(last) lies before \(first)", "write the earlier day first", at: second)
    }
    return Node(.launched(.between(first, last)), name.lowerBound..<lastEnd, of: [])
  }

  private mutating func day() throws(LanguageError) -> (Day, end: Int) {
    guard case .day(let day) = token.kind else {
      throw error(
        .period, "\(found) is no day", "write it as 2023-01-01", at: token.range)
    }
    let end = token.range.upperBound
    try advance()
    return (day, end)
  }
}
