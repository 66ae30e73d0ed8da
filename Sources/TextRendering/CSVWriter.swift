/// Writes rows as comma- or tab-separated values by RFC 4180, with LF line ends.
///
/// A field is quoted where it holds the separator, a quotation mark or a line break, and nowhere
/// else: the quoting of a file says nothing about its values.
///
/// A text that a spreadsheet would read as a formula, for it begins with `=`, `+`, `-` or `@` and is no
/// number, gets an apostrophe before it; so does one that begins with a tab.
///
/// Source: OWASP, CSV Injection.
package struct CSVWriter: Sendable {
  package enum Separator: Character, Sendable {
    case comma = ","
    case tab = "\t"
  }

  package var separator: Separator

  package init(separator: Separator = .comma) { self.separator = separator }

  /// The header and the rows, each ended by a line feed.
  ///
  /// - Parameters:
  ///   - header: The names of the columns.
  ///   - rows: Rows of as many fields as the header has.
  /// - Returns: The file's text.
  package func text(header: [String], rows: [[String]]) -> String {
    for row in rows {
      precondition(row.count == header.count, "a row of \(row.count) fields under \(header.count)")
    }
    return lines([header]) + lines(rows)
  }

  /// Lines without a header, each ended by a line feed.
  ///
  /// Works on bytes: a table of figures has millions of fields, and hardly any needs a quote.
  package func lines(_ rows: some Sequence<[String]>) -> String {
    var bytes: [UInt8] = []
    for row in rows { append(row, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(_ fields: [String], to bytes: inout [UInt8]) {
    let mark = UInt8(ascii: separator == .comma ? "," : "\t")
    for index in fields.indices {
      if index > 0 { bytes.append(mark) }
      let text = fields[index]
      let field = (readsAsFormula(text.utf8) ? "'" + text : text).utf8
      if needsQuotes(field, mark) { append(quoted: field, to: &bytes) } else { bytes += field }
    }
    // The one field of a row may be empty; as an empty line, readers would skip it.
    if fields.count == 1, fields[0].isEmpty { append(quoted: fields[0].utf8, to: &bytes) }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func readsAsFormula(_ field: String.UTF8View) -> Bool {
    guard let first = field.first, "=+-@\t\r".utf8.contains(first) else { return false }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    return !isSigned || Double(String(decoding: field, as: UTF8.self)) == nil
  }

  private func needsQuotes(_ field: String.UTF8View, _ mark: UInt8) -> Bool {
    field.contains { byte in
      byte == mark || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
  }

  private func append(quoted field: String.UTF8View, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in field {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
