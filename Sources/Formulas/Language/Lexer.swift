import Quantities

/// Cuts a text into tokens, one at a time, so that a parser may read what stands in brackets or
/// after `@` in its own way.
struct Lexer {
  let bytes: [UInt8]
  /// The first byte that has not been read.
  private(set) var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next token.
  mutating func next() throws(LanguageError) -> Token {
    skipSpaces()
    let start = position
    guard start < bytes.count else { return Token(kind: .end, range: start..<start) }
    let kind = try kind(bytes[start])
    return Token(kind: kind, range: start..<position)
  }

  private mutating func kind(_ first: UInt8) throws(LanguageError) -> Token.Kind {
    if first.isLetter { return .word(text(take(while: \.isOfName))) }
    if first.isDigit {
      if let day = try day() { return .day(day) }
      return try number(.bare)
    }
    if first == UInt8(ascii: "$"), bytes.dropFirst(position + 1).first?.isDigit == true {
      position += 1
      return try number(.dollars)
    }
    return .sign(try sign())
  }

  // MARK: Raw text

  mutating func skipSpaces() { _ = take(while: \.isSpace) }

  /// Takes the bytes that a test holds for.
  mutating func take(while test: (UInt8) -> Bool) -> Range<Int> {
    let start = position
    while position < bytes.count, test(bytes[position]) { position += 1 }
    return start..<position
  }

  /// Takes a byte, if it is the one given.
  mutating func take(_ ascii: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: ascii) else { return false }
    position += 1
    return true
  }

  mutating func skipByte() { position += 1 }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func error(
    _ rule: LanguageError.Rule, _ problem: String, _ remedy: String, at range: Range<Int>
  ) -> LanguageError {
    LanguageError(rule, problem, remedy, at: range, of: bytes)
  }

  // MARK: Signs

  private mutating func sign() throws(LanguageError) -> Sign {
    let rest = bytes[position...]
    for (misspelt, remedy) in Lexer.misspelt where rest.starts(with: misspelt.utf8) {
      throw error(
        .unexpected, "'\(misspelt)' is no sign of the language", remedy,
        at: position..<position + misspelt.utf8.count)
    }
    for sign in Sign.allCases where rest.starts(with: sign.rawValue.utf8) {
      position += sign.rawValue.utf8.count
      return sign
    }
    // The three that mathematics has one character for, and that mean nothing else.
    for (written, sign) in [("≤", Sign.atMost), ("≥", .atLeast), ("≠", .unequal)]
    where rest.starts(with: written.utf8) {
      position += written.utf8.count
      return sign
    }
    throw unknownCharacter()
  }

  /// Signs of other languages.
  private static let misspelt: [(String, String)] = [
    ("==", "write '='"), ("=>", "write '>='"), ("=<", "write '<='"), ("<>", "write '!='"),
    ("**", "write '^'"), ("&", "write 'and'"), ("|", "write 'or'"),
    ("\"", "write words without quotes"), ("'", "write words without quotes"),
    ("%", "write it directly after its number: 10%"),
    ("$", "write it directly before a number: $500k, or -$500k"),
    (".", "write the digit before a point: 0.5"),
  ]

  private func unknownCharacter() -> LanguageError {
    let end = bytes[(position + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
    let range = position..<end
    guard let scalar = text(range).unicodeScalars.first else {
      preconditionFailure("a text is not empty where it has a byte")
    }
    let name = LookAlikes.name(of: scalar)
    if scalar.isASCII {
      let problem = scalar.value < 32 || scalar.value == 127 ? name : "'\(scalar)'"
      let remedy = scalar == "!" ? "write 'not', or '!=' between two sides" : "remove it"
      return error(.character, "\(problem) is no character of the language", remedy, at: range)
    }
    if LookAlikes.quotes.contains(scalar) {
      return error(.character, "this is a \(name)", "write words without quotes", at: range)
    }
    let remedy =
      switch LookAlikes.ascii(for: scalar) {
      case nil: "write names, numbers and signs in ASCII"
      case ""?: "remove it: nobody sees it"
      case " "?: "write a plain space"
      case let ascii?: "write the ASCII '\(ascii)'"
      }
    return error(.character, "this is a \(name)", remedy, at: range)
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  /// A letter of ASCII, or `_`.
  var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) || self == 95 }
  var isOfName: Bool { isLetter || isDigit }
  /// Part of an id that may have hyphens and points: `burn-and-mint`.
  var isOfWord: Bool { isOfName || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") }
  var isSpace: Bool { self == 32 || (9...13).contains(self) }
}
