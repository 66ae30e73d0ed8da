/// Names that stand in paths, ids and cells of every output, and so must mean nothing there.
///
/// A name of other characters could leave a report's folder, or be read as a formula by a
/// spreadsheet that opens a CSV file.
public enum PlainName {
  /// Whether a text is the name of a network's folder: lower-case letters, digits, single dashes.
  public static func isFolder(_ text: String) -> Bool {
    text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { isDigit($0) || isLower($0) }
    }
  }

  /// Whether a text is a word of letters, digits and inner `.`, `_`, `-`: the id of a source, the
  /// symbol of a token, which may begin with `$`.
  static func isWord(_ text: String) -> Bool {
    let name = text.utf8.first == UInt8(ascii: "$") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = name.first, isLetterOrDigit(first) else { return false }
    return name.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLower(byte | 0x20)
  }
}
