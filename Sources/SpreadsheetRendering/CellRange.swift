internal import WorkbookModel

/// A block of cells on a named sheet, rows and columns from 0.
struct CellRange: Hashable {
  let sheet: String
  let rows: ClosedRange<Int>
  let columns: ClosedRange<Int>

  /// Reads a reference such as `'helium'!$G$1:$N$1`; `nil` where the text is none.
  init?(_ text: String) {
    guard let mark = text.lastIndex(of: "!") else { return nil }
    var name = String(text[..<mark])
    if name.count >= 2, name.hasPrefix("'"), name.hasSuffix("'") {
      name = name.dropFirst().dropLast().split(separator: "''", omittingEmptySubsequences: false)
        .joined(separator: "'")
    }
    let ends = text[text.index(after: mark)...].split(
      separator: ":", omittingEmptySubsequences: false
    ).map { CellRange.position($0) }
    guard !name.isEmpty, let first = ends.first ?? nil, let last = ends.last ?? nil,
      ends.count <= 2, first.row <= last.row, first.column <= last.column
    else { return nil }
    (sheet, rows, columns) = (name, first.row...last.row, first.column...last.column)
  }

  /// Row and column of `$G$1`.
  private static func position(_ text: Substring) -> (row: Int, column: Int)? {
    let plain = text.filter { $0 != "$" }
    let letters = plain.prefix { $0.isASCII && $0.isLetter }
    guard !letters.isEmpty, letters.count <= 3, let row = Int(plain.dropFirst(letters.count)),
      row >= 1, row <= SpreadsheetLimits.rows
    else { return nil }
    let column = letters.uppercased().utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
    return column < SpreadsheetLimits.columns ? (row - 1, column) : nil
  }

  /// The A1 form of one cell, without its sheet.
  static func name(row: Int, column: Int) -> String { columnName(column) + "\(row + 1)" }
}
