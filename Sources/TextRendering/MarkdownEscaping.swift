import ReportModel

/// Turns texts into Markdown that shows them letter for letter.
///
/// What Markdown would take for literal anyway stays bare, `tokens_burned` and `2 * 3` among it:
/// the files are read as plain text too.
enum MarkdownEscaping {
  /// Pieces of a sentence in a paragraph, a bullet or, where pipes divide, a table's cell.
  static func inline(_ text: Text, inTable: Bool = false) -> String {
    text.runs.map { run in
      switch run {
      case .plain(let text): escaped(text, inTable: inTable)
      case .strong(let text): text.isEmpty ? "" : "**\(escaped(text, inTable: inTable))**"
      case .code(let text): code(text, inTable: inTable)
      case .link(let text, let target):
        "[\(escaped(text, inTable: inTable))](\(destination(target, inTable: inTable)))"
      }
    }.joined()
  }

  /// A text at the start of a line, where `# `, `- `, `+ `, `>`, `[x]` and `1. ` begin other things.
  static func line(_ text: Text) -> String {
    let inline = inline(text).drop(while: \.isWhitespace)
    guard case .plain = text.runs.first else { return String(inline) }
    let digits = inline.prefix(while: \.isNumber)
    let rest = inline.dropFirst(digits.count)
    guard let mark = rest.first else { return String(inline) }
    let next = rest.dropFirst().first
    let isActive =
      switch mark {
      case ".", ")": !digits.isEmpty && next?.isWhitespace ?? true
      case "#", "-", "+": digits.isEmpty && (next.map { $0.isWhitespace || $0 == mark } ?? true)
      case ">", "[": digits.isEmpty
      default: false
      }
    return isActive ? "\(digits)\\\(rest)" : String(inline)
  }

  /// A text with a backslash before each sign that Markdown would act on.
  static func escaped(_ text: String, inTable: Bool = false) -> String {
    let signs = Array(text.map { $0.isNewline ? " " : $0 })
    return signs.indices.map { index in
      let isActive = isActive(
        signs[index], after: index > 0 ? signs[index - 1] : nil, before: signs[(index + 1)...],
        inTable: inTable)
      return isActive ? "\\\(signs[index])" : String(signs[index])
    }.joined()
  }

  private static func isActive(
    _ sign: Character, after previous: Character?, before rest: ArraySlice<Character>,
    inTable: Bool
  ) -> Bool {
    let next = rest.first
    return switch sign {
    case "`": true
    case "|": inTable
    case "*", "~": !(isSpace(previous) && isSpace(next))
    case "_": !(isSpace(previous) && isSpace(next)) && !(isWordPart(previous) && isWordPart(next))
    // A closing bracket makes a link or a definition with what follows, perhaps in the next run.
    case "]": next.map { "([:".contains($0) } ?? true
    case "<": next.map { $0.isLetter || "/!?".contains($0) } ?? true
    case "&": rest.drop { $0.isLetter || $0.isNumber || $0 == "#" }.first == ";"
    case "\\": next.map { $0.isPunctuation || $0.isSymbol } ?? true
    // Between two of them GitHub sets formulas, though not where a digit follows the second.
    case "$": !(next?.isNumber ?? false)
    default: false
    }
  }

  private static func isSpace(_ sign: Character?) -> Bool { sign?.isWhitespace ?? false }
  private static func isWordPart(_ sign: Character?) -> Bool {
    sign.map { $0.isLetter || $0.isNumber } ?? false
  }

  /// A text in code letters; the fence is longer than any run of backticks inside.
  static func code(_ text: String, inTable: Bool) -> String {
    guard !text.isEmpty else { return "" }
    let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    let body = inTable ? text.replacing("|", with: "\\|") : text
    return fence + space + String(body.map { $0.isNewline ? " " : $0 }) + space + fence
  }

  /// The target of a link or an image, in angle brackets where it could end too early.
  static func destination(_ target: String, inTable: Bool = false) -> String {
    let target = inTable ? target.replacing("|", with: "%7C") : target
    guard target.isEmpty || target.contains(where: { " ()<>".contains($0) }) else { return target }
    return "<\(target.replacing("<", with: "%3C").replacing(">", with: "%3E"))>"
  }
}
