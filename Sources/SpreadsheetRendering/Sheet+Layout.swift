internal import Quantities
internal import WorkbookModel

extension Sheet {
  /// The height in points that a row's wrapped texts need, `nil` where it has none.
  ///
  /// Estimated, since readers that do not measure the texts themselves show the first line alone.
  func wrappedHeight(ofRow row: Int) -> Double? {
    guard hasWrappedText(row) else { return nil }
    let heights = rows[row].enumerated().compactMap { column, cell -> Double? in
      guard cell.look == .wrapped, case .text(let text) = cell.content else { return nil }
      // A width counts digits, and a text's letters are about as wide with its spaces.
      let width = max(1, columnWidths.dropFirst(column).first ?? SpreadsheetLimits.defaultWidth)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0.0) {
        $0 + max(1, (Double($1.count) / width).rounded(.up))
      }
      return lines * 15
    }
    // Excel's limit of a row.
    return heights.max().map { min($0, 409) }
  }

  private func hasWrappedText(_ row: Int) -> Bool {
    let cells = rows[row]
    for column in cells.indices {
      if case .wrapped = cells[column].look { return true }
    }
    return false
  }

  /// Whether a text in the place of a figure can be shrunk to its column; of a longer one, the
  /// beginning shows.
  func fits(_ text: String, inColumn column: Int) -> Bool {
    let width =
      columnWidths.indices.contains(column)
      ? columnWidths[column] : SpreadsheetLimits.defaultWidth
    return Double(text.utf16.count) <= width * 2
  }

  /// Whether a cell is a title of a table.
  func isTableTitle(row: Int, column: Int) -> Bool {
    tables.contains { table in
      table.headerRow == row
        && (table.firstColumn..<table.firstColumn + table.columns.count).contains(column)
    }
  }

  /// Whether the first cell in use below another holds a figure or a day.
  func hasFigure(below row: Int, column: Int) -> Bool {
    // A title stands at most a few rows above its figures.
    for cells in rows.dropFirst(row + 1).prefix(8) {
      guard let cell = cells.dropFirst(column).first else { continue }
      if case .blank = cell.content { continue }
      return cell.isFigure
    }
    return false
  }
}

extension SheetCell {
  fileprivate var isFigure: Bool {
    switch (content, look) {
    case (.number, _), (.day, _), (.formula(_, .number), _): true
    case (.formula, .computed), (.formula, .headline): true
    default: false
    }
  }
}

extension SheetCell.Look {
  /// The number format of a computed figure, `nil` for all other cells.
  var numberLook: SheetCell.NumberLook? {
    switch self {
    case .computed(let look), .headline(let look): look
    default: nil
    }
  }
}

extension SheetRange {
  /// The range in A1 form, without its sheet.
  var name: String {
    let first = CellRange.name(row: rows.lowerBound, column: columns.lowerBound)
    guard rows.count > 1 || columns.count > 1 else { return first }
    return first + ":" + CellRange.name(row: rows.upperBound, column: columns.upperBound)
  }
}

extension SheetTable {
  /// The table's cells; a table needs a row under its header, if only an empty one.
  func range(in sheet: Sheet) -> SheetRange {
    let last = max(lastRow ?? sheet.rows.count - 1, headerRow + 1)
    return SheetRange(
      rows: headerRow...last, columns: firstColumn...firstColumn + columns.count - 1)
  }
}
