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
  package func text(of value: JSONValue) -> String {
    var bytes: [UInt8] = []
    append(value, at: 0, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The document on one line, without a space between its parts and without a line feed.
  package func line(of value: JSONValue) -> String {
    var bytes: [UInt8] = []
    append(value, at: nil, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Works on bytes: a file of facts has some hundred thousand values.
  ///
  /// - Parameters:
  ///   - value: What is written.
  ///   - level: How many brackets are open, or `nil` to write all on one line.
  ///   - bytes: The text so far.
  private func append(_ value: JSONValue, at level: Int?, to bytes: inout [UInt8]) {
    switch value {
    case .object(let members):
      append(members, in: ("{", "}"), at: level, to: &bytes) { member, level, bytes in
        append(quoted: member.name, to: &bytes)
        bytes += level == nil ? ":".utf8 : ": ".utf8
        append(member.value, at: level, to: &bytes)
      }
    case .array(let elements):
      append(elements, in: ("[", "]"), at: level, to: &bytes) { append($0, at: $1, to: &$2) }
    case .string(let string): append(quoted: string, to: &bytes)
    case .number(let number): bytes += NumberFormat.shortest(number).utf8
    case .integer(let number): bytes += String(number).utf8
    case .bool(let truth): bytes += truth ? "true".utf8 : "false".utf8
    case .null: bytes += "null".utf8
    }
  }

  /// Elements between brackets, on lines of their own one level deeper where there are levels.
  private func append<Element>(
    _ elements: [Element], in brackets: (open: String, close: String), at level: Int?,
    to bytes: inout [UInt8], element: (Element, Int?, inout [UInt8]) -> Void
  ) {
    bytes += brackets.open.utf8
    let inner = level.map { $0 + 1 }
    for index in elements.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      startLine(at: inner, in: &bytes)
      element(elements[index], inner, &bytes)
    }
    if !elements.isEmpty { startLine(at: level, in: &bytes) }
    bytes += brackets.close.utf8
  }

  private func startLine(at level: Int?, in bytes: inout [UInt8]) {
    guard let level else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: level * 2)
  }

  private func append(quoted text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
