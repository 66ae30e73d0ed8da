extension ImportFault {
  /// A fault from what yajl says, and the bytes where it stopped.
  init(_ message: String, _ bytes: Span<UInt8>, at consumed: Int, base: Int) {
    let place = ImportFault.word(bytes, before: consumed)
    let offset = base + place.start
    if message.contains("premature EOF") {
      self = .truncated(at: base)
    } else if message.contains("trailing garbage") {
      self.init(
        .syntax, at: .byte(offset), "goes on after its end" + place.shown,
        "keep one JSON text in a file; where each line is one, ask the vendor for a list")
    } else if message.contains("UTF8") {
      self = .notUTF8(at: offset)
    } else if ImportFault.isNoNumber(place.text) {
      self.init(
        .syntax, at: .byte(offset), "holds \(place.text), which is no number in JSON",
        "write null where the value is missing")
    } else {
      self.init(
        .syntax, at: .byte(offset), "is no JSON here" + place.shown + ImportFault.reason(message),
        "download it again, and do not edit it by hand")
    }
  }

  private static func isNoNumber(_ word: String) -> Bool {
    ["nan", "inf", "infinity"].contains(String(word.drop { $0 == "-" || $0 == "+" }.lowercased()))
  }

  /// The reason that yajl gives, in words of our own.
  private static func reason(_ message: String) -> String {
    let reasons = [
      ("comment", "comments are not JSON"), ("colon", "a ':' is missing"),
      ("inside map", "a ',' or '}' is missing"), ("after array", "a ',' or ']' is missing"),
      ("object key", "a name is missing"), ("'\\u'", "an escape lacks its four digits"),
      ("'\\'", "an escape that JSON does not know"),
      ("inside string", "a control character in a text"), ("minus", "a number lacks its digits"),
      ("decimal", "a number lacks its decimals"), ("exponent", "a number lacks its exponent"),
    ]
    return reasons.first { message.contains($0.0) }.map { ": " + $0.1 } ?? ""
  }

  /// The word that ends about where the parser stopped; it has mostly read one byte too many.
  private static func word(
    _ bytes: Span<UInt8>, before consumed: Int
  ) -> (start: Int, text: String, shown: String) {
    let stop = min(max(consumed - 1, 0), max(bytes.count - 1, 0))
    var (start, end) = (stop, stop)
    while start > 0, stop - start < 24, isOfWord(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, end - stop < 24, isOfWord(bytes[end]) { end += 1 }
    guard start < end else { return (stop, "", "") }
    let text = String(decoding: (start..<end).map { bytes[$0] }, as: UTF8.self)
    return (start, text, " ('\(text)')")
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
