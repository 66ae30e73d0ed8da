/// XML under construction: bytes, since a sheet has some hundred thousand elements.
struct XMLText {
  private(set) var bytes: [UInt8] = []

  mutating func declaration() { bytes += #"<?xml version="1.0" encoding="UTF-8"?>"#.utf8 + [0x0A] }

  /// An element with others inside, on a line of its own.
  mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], content: (inout XMLText) -> Void
  ) {
    open(name, attributes, end: ">")
    bytes.append(0x0A)
    content(&self)
    close(name)
  }

  /// An element with a text inside, on a line of its own.
  mutating func element(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    open(name, attributes, end: ">")
    append(text: text)
    close(name)
  }

  /// An element with nothing inside, on a line of its own.
  mutating func empty(_ name: String, _ attributes: [(String, String)]) {
    open(name, attributes, end: "/>")
    bytes.append(0x0A)
  }

  /// Another text as it is.
  mutating func append(_ other: XMLText) { bytes += other.bytes }

  /// Markup as it is.
  mutating func append(markup: String) { bytes += markup.utf8 }

  /// A text, every sign that XML would take for its own replaced.
  mutating func append(text: String) {
    for byte in XMLText.legal(text).utf8 { append(byte) }
  }

  /// A byte of a legal text.
  mutating func append(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    // A line break in an attribute would be read as a space.
    case 0x09, 0x0A, 0x0D: bytes += "&#\(byte);".utf8
    default: bytes.append(byte)
    }
  }

  /// The text with the sign for "no such sign" in the place of what XML does not have.
  static func legal(_ text: String) -> String {
    // U+FFFE and U+FFFF begin with EF; of nearly all texts nothing else need be asked.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isLegal =
        switch scalar {
        case "\t", "\n", "\r": true
        case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": false
        default: true
        }
      scalars.append(isLegal ? scalar : "\u{FFFD}")
    }
    return String(scalars)
  }

  private mutating func open(_ name: String, _ attributes: [(String, String)], end: String) {
    append(markup: "<\(name)")
    for (name, value) in attributes {
      append(markup: " \(name)=\"")
      append(text: value)
      append(markup: "\"")
    }
    append(markup: end)
  }

  private mutating func close(_ name: String) { append(markup: "</\(name)>\n") }
}
