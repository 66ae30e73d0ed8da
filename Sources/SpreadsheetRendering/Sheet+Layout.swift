internal import Quantities
internal import WorkbookModel

extension Sheet {
  /// Whether pages lie on their side: those of a list that is narrow do not.
  var isPrintedLandscape: Bool {
    isLandscape && (fitsOnOnePage || !charts.isEmpty || printedWidth > 110)
  }

  /// The characters of the printed columns.
  private var printedWidth: Double {
    let columns = printArea?.columns ?? 0...max(columnWidths.count, 1) - 1
    return columns.reduce(0) { $0 + width(ofColumn: $1) }
  }

  /// How many pages lie side by side when the sheet is printed.
  ///
  /// One, unless letters would be smaller than about four points. Each page then begins with the
  /// frozen columns.
  var pagesWide: Int {
    let frozen = columnWidths.prefix(frozenColumns).reduce(0, +)
    // Characters beside each other at that size.
    let room = max((isLandscape ? 345 : 240) - frozen, 60)
    return max(1, Int(((printedWidth - frozen) / room).rounded(.up)))
  }

  /// The height in points that a row's wrapped texts need, `nil` where it has none.
  ///
  /// Estimated, since readers that do not measure the texts themselves show the first line alone.
  func wrappedHeight(ofRow row: Int) -> Double? {
    // Looks at the cells where they lie: a sheet may have a million, and nearly all are of one line.
    let cells = rows[row]
    var lines: Double?
    for column in cells.indices {
      switch cells[column].look {
      case .wrapped: break
      case .heading where wrapsHeading(row: row, column: column): break
      default: continue
      }
      guard case .text(let text) = cells[column].content else { continue }
      // A width counts digits, and a text's letters are about as wide with its spaces.
      let width = max(1, self.width(ofColumn: column))
      let needed = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0.0) {
        $0 + max(1, (Double($1.count) / width).rounded(.up))
      }
      lines = max(lines ?? 0, needed)
    }
    // Excel's limit of a row.
    return lines.map { min($0 * SpreadsheetLimits.defaultHeight, 409) }
  }

  /// Whether a title is wider than its column and cannot run on, since a cell in use is next to it.
  func wrapsHeading(row: Int, column: Int) -> Bool {
    guard case .text(let text) = rows[row][column].content,
      // Bold letters are wider.
      Double(text.utf16.count) * 1.1 > width(ofColumn: column)
    else { return false }
    // Titles of figures end where those do, and run to the left.
    return isUsed(row, column + 1)
      || isUsed(row, column - 1) && hasFigure(below: row, column: column)
  }

  private func isUsed(_ row: Int, _ column: Int) -> Bool {
    guard rows[row].indices.contains(column) else { return false }
    switch rows[row][column].content {
    case .blank, .text(""): return false
    default: return true
    }
  }

  private func width(ofColumn column: Int) -> Double {
    columnWidths.indices.contains(column)
      ? columnWidths[column] : SpreadsheetLimits.defaultWidth
  }

  /// The width of a chart in pixels, cut where the next one on its right begins.
  func visibleWidth(of chart: SheetChart) -> Int {
    let left = pixels(before: chart.column)
    let room = charts.filter { $0.column > chart.column && $0.pixelRows.overlaps(chart.pixelRows) }
      .map { pixels(before: $0.column) - left }.min()
    // The sizes of Excel's own font: other programs place columns a little otherwise.
    return room.map { min(chart.width, max($0 - 8, 100)) } ?? chart.width
  }

  private func pixels(before column: Int) -> Int {
    (0..<column).reduce(0) { $0 + Int((width(ofColumn: $1) * 7 + 5).rounded()) }
  }

  /// Whether a text in the place of a figure can be shrunk to its column and read; of a longer one, the
  /// beginning shows.
  func fits(_ text: String, inColumn column: Int) -> Bool {
    Double(text.utf16.count) <= width(ofColumn: column) * 1.5
  }

  /// Whether a cell shows `n/a …`, since a reason is wider than its column and told in another.
  func abbreviates(_ text: String, _ look: SheetCell.Look, inColumn column: Int) -> Bool {
    tellsReasons && look.numberLook?.greysTexts == true && text.hasPrefix("n/a")
      && Double(text.utf16.count) > width(ofColumn: column) + 1
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
    // Names stand in the first column, under titles that begin where they do.
    guard column > 0 else { return false }
    // A title stands at most a few rows above its figures; one that stays in view, above the column.
    for cells in rows.dropFirst(row + 1).prefix(row < frozenRows ? 2000 : 8) {
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

extension SheetChart {
  /// The pixels that the chart covers from above, where rows have their usual height.
  fileprivate var pixelRows: Range<Int> { row * 20..<row * 20 + height }
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
