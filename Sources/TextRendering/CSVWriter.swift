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
    var text = line(header)
    for row in rows {
      precondition(row.count == header.count, "a row of \(row.count) fields under \(header.count)")
      text += line(row)
    }
    return text
  }

  private func line(_ fields: [String]) -> String {
    // The one field of a row may be empty; as an empty line, readers would skip it.
    guard fields != [""] else { return "\"\"\n" }
    return fields.map(quoted).joined(separator: String(separator.rawValue)) + "\n"
  }

  private func quoted(_ field: String) -> String {
    // By scalars: "\r\n" is one character, which equals neither of its halves.
    let mark: Unicode.Scalar = separator == .comma ? "," : "\t"
    let isSpecial = { (sign: Unicode.Scalar) in
      sign == mark || sign == "\"" || sign == "\n" || sign == "\r"
    }
    guard field.unicodeScalars.contains(where: isSpecial) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
