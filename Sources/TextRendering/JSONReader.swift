/// Reads JSON by RFC 8259 as a tree, and refuses what leaves room for two readings: a member that
/// stands twice, numbers that are none, bytes that are no UTF-8.
///
/// It reads what strangers send: depth is limited, and no input makes it fail otherwise than by a
/// fault with its line.
package struct JSONReader {
  /// Why a text is no document.
  package struct Fault: Error, Hashable, Sendable {
    /// The line, from 1.
    package let line: Int
    /// What is wrong there.
    package let problem: String
  }

  /// How many brackets may be open at once.
  package static let deepest = 64

  private let bytes: [UInt8]
  private var place = 0

  /// The tree of a text.
  package static func value(of bytes: [UInt8]) throws(Fault) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw reader.fault("goes on after its end") }
    return value
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func fault(_ problem: String) -> Fault {
    let line = bytes.prefix(place).count { $0 == UInt8(ascii: "\n") } + 1
    return Fault(line: line, problem: problem)
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let next, [0x20, 0x0A, 0x0D, 0x09].contains(next) { place += 1 }
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    guard depth <= JSONReader.deepest else {
      throw fault("opens more than \(JSONReader.deepest) brackets")
    }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw fault("ends before it is complete")
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[place...].starts(with: word.utf8) else { throw fault("holds no value here") }
    place += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(Fault) -> JSONValue {
    var (members, names) = ([(name: String, value: JSONValue)](), Set<String>())
    try elements(until: "}") { reader throws(Fault) in
      guard reader.next == UInt8(ascii: "\"") else { throw reader.fault("lacks a name here") }
      let name = try reader.string()
      guard names.insert(name).inserted else {
        throw reader.fault("has the member '\(name)' twice")
      }
      reader.skipSpace()
      guard reader.take(":") else { throw reader.fault("lacks a ':' here") }
      members.append((name, try reader.value(depth: depth + 1)))
    }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(Fault) -> JSONValue {
    var elements: [JSONValue] = []
    try self.elements(until: "]") { reader throws(Fault) in
      elements.append(try reader.value(depth: depth + 1))
    }
    return .array(elements)
  }

  /// What stands between a bracket and its end, joined by commas.
  private mutating func elements(
    until end: Unicode.Scalar, _ element: (inout JSONReader) throws(Fault) -> Void
  ) throws(Fault) {
    place += 1
    skipSpace()
    if take(end) { return }
    while true {
      skipSpace()
      try element(&self)
      skipSpace()
      if take(end) { return }
      guard take(",") else {
        throw fault(next == nil ? "ends before it is complete" : "lacks a ',' or '\(end)' here")
      }
    }
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = place
    let letters = Set("+-.0123456789eE".utf8)
    while let next, letters.contains(next) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard JSONReader.isNumber(bytes[start..<place]), let number = Double(text), number.isFinite
    else {
      place = start
      throw fault(text.isEmpty ? "holds no value here" : "holds a number that is none")
    }
    return Int(text).map { .integer($0) } ?? .number(number)
  }

  /// Whether digits stand as the grammar of JSON has them.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func dropDigits() -> Int {
      let count = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let isZero = rest.first == UInt8(ascii: "0")
    let count = dropDigits()
    guard count > 0, !isZero || count == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard dropDigits() > 0 else { return false }
    }
    guard let letter = rest.first else { return true }
    guard letter | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    return dropDigits() > 0 && rest.isEmpty
  }

  private mutating func string() throws(Fault) -> String {
    place += 1
    var text: [UInt8] = []
    while true {
      guard let byte = next else { throw fault("ends within a text") }
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: text, as: UTF8.self) else {
          throw fault("holds a text that is no UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20:
        place -= 1
        throw fault("holds a control character within a text")
      default: text.append(byte)
      }
    }
  }

  private mutating func escape() throws(Fault) -> [UInt8] {
    guard let letter = next else { throw fault("ends within a text") }
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("holds an escape that JSON does not know")
    }
  }

  /// What `\u0041` stands for, or two of them for a character beyond the first 65,536.
  private mutating func unicodeEscape() throws(Fault) -> [UInt8] {
    var units = [try codeUnit()]
    if UTF16.isLeadSurrogate(units[0]) {
      guard take("\\"), take("u") else { throw fault("holds half a character") }
      units.append(try codeUnit())
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw fault("holds half a character")
    }
    return Array(text.utf8)
  }

  private mutating func codeUnit() throws(Fault) -> UInt16 {
    let digits = bytes[place..<min(place + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("holds an escape without four digits") }
    place += 4
    return unit
  }
}

extension JSONValue {
  /// The member of a name; `nil` where there is none, or this is no object.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, where it is one.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements, where it is an array.
  package var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }
}
