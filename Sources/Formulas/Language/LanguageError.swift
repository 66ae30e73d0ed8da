/// Why a text is no formula or condition, told to the one who wrote it.
///
/// `description` is one line that says what is wrong, what was expected and how to mend it, then the
/// line of the text with the place underlined:
///
/// ```
/// no metric or series is called 'revenu'; did you mean 'revenue'? [unknown-name]
///   sum(revenu) >= $5
///       ^~~~~~
/// ```
public struct LanguageError: Error, Hashable, Sendable {
  /// The stable name of what is wrong.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    case empty
    case parentheses
    case unexpected
    case unknownName = "unknown-name"
    case arguments
    case kindOfSeries = "kind-of-series"
    case unit
    case dateArithmetic = "date-arithmetic"
    case chain
    case tooDeep = "too-deep"
    case character
    case number
    case divisionByZero = "division-by-zero"
    case period
    case fixedPeriod = "fixed-period"
    case selector
    case history
    case peers
    case attribute
    case nothingToTest = "nothing-to-test"
  }

  /// What is wrong.
  public let rule: Rule
  /// What is wrong, in one line, without place and remedy.
  public let problem: String
  /// What to write instead.
  public let remedy: String
  /// The line of the text, from 1.
  public let line: Int
  /// The first character of the place in its line, from 1; one past the last where something is
  /// missing at the end.
  public let column: Int
  /// The characters of the place within its line; at least 1.
  public let width: Int
  /// The line of the text around the place, and where the place lies in it, from 0.
  private let excerpt: String
  private let caret: Range<Int>

  /// Creates an error about some bytes of a text.
  init(_ rule: Rule, _ problem: String, _ remedy: String, at place: Range<Int>, of text: [UInt8]) {
    self.rule = rule
    // They quote the text, which may have characters that turn a terminal around.
    (self.problem, self.remedy) = (LanguageError.visible(problem), LanguageError.visible(remedy))
    let start = text[..<place.lowerBound].lastIndex(of: .newline).map { $0 + 1 } ?? 0
    let end = text[place.lowerBound...].firstIndex(of: .newline) ?? text.count
    line = text[..<start].count { $0 == .newline } + 1
    let before = LanguageError.characters(text[start..<place.lowerBound])
    let within = LanguageError.characters(text[place.lowerBound..<min(place.upperBound, end)])
    let after = LanguageError.characters(text[min(place.upperBound, end)..<end])
    (column, width) = (before.count + 1, max(1, within.count))
    let isShort = before.count + within.count + after.count <= LanguageError.longestLine
    let side = isShort ? LanguageError.longestLine : LanguageError.sideWidth
    let left = before.count > side ? "…" + before.suffix(side - 1) : String(before[...])
    let marked = within.count > side ? within.prefix(side - 1) + "…" : String(within[...])
    let right = after.count > side ? after.prefix(side - 1) + "…" : String(after[...])
    (excerpt, caret) = (left + marked + right, left.count..<left.count + max(1, marked.count))
  }

  /// The longest line of text that is shown whole.
  private static let longestLine = 76
  /// The most characters that are shown else to the left of a place, of the place, and to its right.
  private static let sideWidth = 30

  private static func visible(_ text: String) -> String { String(characters(text.utf8)) }

  /// One visible character of one column for each of the text.
  private static func characters(_ bytes: some Collection<UInt8>) -> [Character] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      if scalar.isASCII { return (32..<127).contains(scalar.value) ? Character(scalar) : "·" }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .nonspacingMark,
        .enclosingMark, .lineSeparator, .paragraphSeparator:
        return "·"
      default: return Character(scalar)
      }
    }
  }
}

extension LanguageError: CustomStringConvertible {
  /// The problem, the remedy and the rule in one line, the line of the text, the place underlined.
  public var description: String {
    let place = line > 1 ? "line \(line): " : ""
    return """
      \(place)\(problem); \(remedy) [\(rule.rawValue)]
        \(excerpt)
        \(String(repeating: " ", count: caret.lowerBound))^\
      \(String(repeating: "~", count: caret.count - 1))
      """
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
}
