/// Whether a body is a whole text of the form that was asked for.
///
/// What the text says is for `Importing`; here only what a connection can break or a proxy put in its
/// place is refused, before anything is kept.
enum BodyForm {
  /// What is wrong with a body that should be JSON; `nil` where nothing is.
  static func fault(of response: Response, at place: String) -> FetchFault? {
    let body = response.body
    guard let first = body.first(where: { !isSpace($0) }) else {
      return FetchFault(.notData, place, "the answer is empty", "try again later")
    }
    if first == UInt8(ascii: "<") {
      return FetchFault(
        .notData, place, "answers with an HTML page in place of JSON",
        "a login page or a proxy may stand between; open the address in a browser")
    }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return FetchFault(
        .notData, place, "answers with something that is no JSON",
        "open the address in a browser to see what it is")
    }
    guard isWhole(body) else {
      return FetchFault(.cutShort, place, "the JSON ends before it is complete", "try again later")
    }
    guard isUTF8(body) else {
      return FetchFault(
        .notUTF8, place, "the answer is no UTF-8", "try again later, or tell the vendor")
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isUTF8(_ body: [UInt8]) -> Bool {
    (try? UTF8Span(validating: body.span)) != nil
  }

  /// Whether every bracket and text that begins also ends, and nothing follows.
  private static func isWhole(_ body: [UInt8]) -> Bool {
    var (depth, isText, isEscaped, isDone) = (0, false, false, false)
    for byte in body {
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      if isDone, !isSpace(byte) { return false }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        isDone = depth == 0
      default: break
      }
    }
    return isDone && !isText
  }
}
