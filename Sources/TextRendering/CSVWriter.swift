/// Writes rows as comma- or tab-separated values by RFC 4180, with LF line ends.
///
/// A field is quoted where it holds the separator, a quotation mark or a line break, and nowhere
/// else: the quoting of a file says nothing about its values.
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
    var text = ""
    append(header, to: &text)
    for row in rows {
      precondition(row.count == header.count, "a row of \(row.count) fields under \(header.count)")
      append(row, to: &text)
    }
    return text
  }

  /// Lines without a header, each ended by a line feed.
  package func lines(_ rows: some Sequence<[String]>) -> String {
    var text = ""
    for row in rows { append(row, to: &text) }
    return text
  }

  private func append(_ fields: [String], to text: inout String) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text.append(separator.rawValue) }
      text += quoted(field)
    }
    // The one field of a row may be empty; as an empty line, readers would skip it.
    text += fields.count == 1 && fields[0].isEmpty ? "\"\"\n" : "\n"
  }

  private func quoted(_ field: String) -> String {
    // By bytes: "\r\n" is one character, which equals neither of its halves.
    let mark = UInt8(ascii: separator == .comma ? "," : "\t")
    let isSpecial = { (byte: UInt8) in
      byte == mark || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard field.utf8.contains(where: isSpecial) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
