import Quantities

/// A JSON document as a tree; members keep the order in which they are given.
package enum JSONValue: Sendable {
  case object([(name: String, value: JSONValue)])
  case array([JSONValue])
  case string(String)
  case number(Double)
  case integer(Int)
  case bool(Bool)
  case null
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .string(text) }
  package init(integerLiteral number: Int) { self = .integer(number) }
  package init(booleanLiteral truth: Bool) { self = .bool(truth) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { (name: $0.0, value: $0.1) })
  }

  /// The number, or null where there is none.
  package static func number(_ value: Double?) -> JSONValue {
    value.map { JSONValue.number($0) } ?? .null
  }

  /// The text, or null where there is none.
  package static func string(_ text: String?) -> JSONValue {
    text.map { JSONValue.string($0) } ?? .null
  }
}

/// Writes JSON whose bytes depend on the tree alone.
///
/// Foundation's encoder keeps no order but the alphabet's, escapes `/` unless told, and prints
/// numbers by rules that changed between its releases; a report's digest may not.
package struct JSONWriter: Sendable {
  package init() {}

  /// The document with two spaces for each level, ended by a line feed.
  package func text(of value: JSONValue) -> String { text(of: value, lineStart: "\n") + "\n" }

  private func text(of value: JSONValue, lineStart: String) -> String {
    switch value {
    case .object(let members):
      list(members, in: ("{", "}"), lineStart: lineStart) {
        "\(quoted($0.name)): \(text(of: $0.value, lineStart: $1))"
      }
    case .array(let elements):
      list(elements, in: ("[", "]"), lineStart: lineStart) { text(of: $0, lineStart: $1) }
    case .string(let string): quoted(string)
    case .number(let number): NumberFormat.shortest(number)
    case .integer(let number): String(number)
    case .bool(let truth): truth ? "true" : "false"
    case .null: "null"
    }
  }

  /// Elements on lines of their own, one level deeper than their brackets.
  private func list<Element>(
    _ elements: [Element], in brackets: (String, String), lineStart: String,
    text: (Element, String) -> String
  ) -> String {
    guard !elements.isEmpty else { return brackets.0 + brackets.1 }
    let inner = lineStart + "  "
    let lines = elements.map { inner + text($0, inner) }.joined(separator: ",")
    return brackets.0 + lines + lineStart + brackets.1
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars { quoted += escaped(scalar) }
    return quoted + "\""
  }

  private func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\0"..<" ":
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: return String(scalar)
    }
  }
}
