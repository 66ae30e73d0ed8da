/// A small piece of a JSON text, with its place; numbers are the digits of the file.
package struct JSONNode: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  package struct Member: Hashable, Sendable {
    package let name: String
    package let node: JSONNode
  }

  /// Where it begins in the file, the first byte being 0.
  package let offset: Int
  package var content: Content

  package init(_ content: Content, at offset: Int) {
    (self.content, self.offset) = (content, offset)
  }
}

extension JSONNode {
  /// The text of bytes that the stream has found to be UTF-8.
  static func text(_ bytes: Span<UInt8>) -> String {
    guard let text = try? UTF8Span(validating: bytes) else { return "" }
    return String(copying: text)
  }

  /// The member of a name; `nil` where there is none, or this is no object.
  package subscript(name: String) -> JSONNode? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name == name }?.node
  }

  /// The element at a place; `nil` where there is none, or this is no array.
  package subscript(index: Int) -> JSONNode? {
    guard case .array(let elements) = content, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  package var members: [Member]? {
    if case .object(let members) = content { members } else { nil }
  }

  package var elements: [JSONNode]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  package var isNull: Bool { content == .null }

  /// The text of a string.
  package var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The digits of a number, whether the vendor wrote it as a number or within quotes.
  package var digits: String? {
    switch content {
    case .number(let text), .string(let text): text
    default: nil
    }
  }

  /// What it is, to be shown in a message: `null`, `"n/a"`, `an object`.
  package var shown: String {
    switch content {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): "\"\(text)\""
    case .array: "a list"
    case .object: "an object"
    }
  }
}
