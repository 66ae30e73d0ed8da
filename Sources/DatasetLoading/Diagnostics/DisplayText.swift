/// At most 60 characters of a text, fit for a terminal.
package func excerpt(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard scalars.count > 60 else { return escaped(text) }
  return escaped(String(String.UnicodeScalarView(scalars.prefix(60)))) + "…"
}

/// The text with everything that a terminal would obey or hide written as an escape.
package func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
  return result
}

/// Bytes as text for a diagnostic, those that are no UTF-8 as `\xE9`.
func displayText(_ bytes: [UInt8]) -> String {
  // A diagnostic prints 60 characters, of four bytes at most.
  let bytes = bytes.prefix(244)
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  var (text, rest) = ("", bytes)
  while let first = rest.first {
    let scalar = (1...4).lazy.compactMap { String(validating: rest.prefix($0), as: UTF8.self) }
      .first
    text += scalar ?? "\\x" + String(first, radix: 16, uppercase: true)
    rest = rest.dropFirst(scalar?.utf8.count ?? 1)
  }
  return text
}
