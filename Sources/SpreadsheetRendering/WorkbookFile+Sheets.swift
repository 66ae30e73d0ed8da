import CXLSXWriter
internal import Quantities
internal import WorkbookModel

typealias Worksheet = UnsafeMutablePointer<lxw_worksheet>

extension WorkbookFile {
  /// Adds a sheet after those already there.
  mutating func add(_ sheet: Sheet) throws(SpreadsheetError) {
    let worksheet = unsafe try require(workbook_add_worksheet(handle, sheet.name))
    try unsafe setView(of: sheet, worksheet)
    try unsafe setPrint(of: sheet, worksheet)
    for row in sheet.rows.indices {
      try unsafe setRow(row, of: sheet, worksheet)
      let cells = sheet.rows[row]
      for column in cells.indices {
        try unsafe write(cells, column, of: sheet, row: row, worksheet)
      }
    }
    for table in sheet.tables {
      try unsafe add(table, of: sheet, worksheet)
    }
    try unsafe addRules(of: sheet, worksheet)
    for chart in sheet.charts {
      try unsafe add(chart, of: sheet, worksheet)
    }
  }

  private func setView(of sheet: Sheet, _ worksheet: Worksheet) throws(SpreadsheetError) {
    unsafe worksheet_set_tab_color(worksheet, Palette.tab(sheet.kind))
    if sheet.kind == .control || sheet.kind == .output {
      unsafe worksheet_gridlines(worksheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }
    if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
      unsafe worksheet_freeze_panes(
        worksheet, UInt32(sheet.frozenRows), UInt16(sheet.frozenColumns))
    }
    try unsafe setColumns(of: sheet, worksheet)
    unsafe worksheet_set_zoom(worksheet, UInt16(sheet.zoom))
    guard sheet.name == book.sheets.first?.name else { return }
    // The book opens here, at the first cell and with the first tabs in view.
    unsafe worksheet_activate(worksheet)
    unsafe worksheet_set_first_sheet(worksheet)
    unsafe worksheet_set_selection(worksheet, 0, 0, 0, 0)
  }

  /// Sets widths and levels; whatever can be folded is open.
  private func setColumns(of sheet: Sheet, _ worksheet: Worksheet) throws(SpreadsheetError) {
    let levels = sheet.outline.columnLevels
    // Headings stand above and before what they sum up.
    if !levels.isEmpty || !sheet.outline.rowLevels.isEmpty {
      unsafe worksheet_outline_settings(worksheet, 1, 0, 0, 0)
    }
    let count = max(sheet.columnWidths.count, (levels.keys.max() ?? -1) + 1)
    for column in 0..<count {
      let width = sheet.columnWidths.dropFirst(column).first ?? SpreadsheetLimits.defaultWidth
      var options = lxw_row_col_options()
      options.level = UInt8(levels[column] ?? 0)
      let place = UInt16(column)
      try check(
        unsafe worksheet_set_column_opt(worksheet, place, place, width, nil, &options))
    }
  }

  /// Sets the height that wrapped texts need and the level, where a row has either.
  private func setRow(
    _ row: Int, of sheet: Sheet, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    let (height, level) = (sheet.wrappedHeight(ofRow: row), sheet.outline.rowLevels[row])
    guard height != nil || level != nil else { return }
    var options = lxw_row_col_options()
    options.level = UInt8(level ?? 0)
    try check(
      unsafe worksheet_set_row_opt(
        worksheet, UInt32(row), height ?? SpreadsheetLimits.defaultHeight, nil, &options))
  }

  /// Sets A4 pages, as wide as the sheet where letters stay legible, with the frozen rows on each.
  private func setPrint(of sheet: Sheet, _ worksheet: Worksheet) throws(SpreadsheetError) {
    unsafe worksheet_set_paper(worksheet, 9)  // A4 in Excel's list of papers.
    if sheet.isPrintedLandscape {
      unsafe worksheet_set_landscape(worksheet)
    } else {
      unsafe worksheet_set_portrait(worksheet)
    }
    let pagesWide = sheet.fitsOnOnePage ? 1 : sheet.pagesWide
    unsafe worksheet_fit_to_pages(worksheet, UInt16(pagesWide), sheet.fitsOnOnePage ? 1 : 0)
    if !sheet.pageBreaks.isEmpty {
      var breaks = sheet.pageBreaks.map(UInt32.init) + [0]
      try check(
        unsafe breaks.withUnsafeMutableBufferPointer {
          unsafe worksheet_set_h_pagebreaks(worksheet, $0.baseAddress)
        })
    }
    if pagesWide > 1, sheet.frozenColumns > 0 {
      try check(unsafe worksheet_repeat_columns(worksheet, 0, UInt16(sheet.frozenColumns - 1)))
    }
    unsafe worksheet_set_margins(worksheet, 0.5, 0.5, 0.75, 0.6)
    if sheet.frozenRows > 0 {
      try check(unsafe worksheet_repeat_rows(worksheet, 0, UInt32(sheet.frozenRows - 1)))
    }
    if let area = sheet.printArea {
      try check(
        unsafe worksheet_print_area(
          worksheet, UInt32(area.rows.lowerBound), UInt16(area.columns.lowerBound),
          UInt32(area.rows.upperBound), UInt16(area.columns.upperBound)))
    }
    // The font stands after the size: digits of the title would otherwise join the size.
    let font = "&8&\"Calibri,Regular\""
    let title = book.title.prefix(80).split(separator: "&", omittingEmptySubsequences: false)
      .joined(separator: "&&")
    try check(unsafe worksheet_set_header(worksheet, "&L\(font)\(title)&R\(font)&A"))
    let digest = book.digest.isEmpty ? "" : "&C\(font)inputs \(book.digest.prefix(12))"
    try check(
      unsafe worksheet_set_footer(
        worksheet, "&L\(font)as of \(book.asOf)\(digest)&R\(font)page &P of &N"))
  }

  /// Writes a cell of a row; takes the row, since a copy of each of a million cells would cost.
  private mutating func write(
    _ cells: [SheetCell], _ column: Int, of sheet: Sheet, row: Int, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    let format = unsafe try format(of: cells, column, in: sheet, row: row)
    let (line, place) = (UInt32(row), UInt16(column))
    if let target = cells[column].target {
      // The link stays when the content is written over its empty text.
      try check(
        unsafe worksheet_write_url_opt(worksheet, line, place, target, format, "", nil),
        at: sheet.place(row, column))
    }
    // Strings are lent as they lie; passing them as arguments would copy them.
    let status =
      switch cells[column].content {
      case .blank: unsafe worksheet_write_blank(worksheet, line, place, format)
      case .number(let number):
        unsafe worksheet_write_number(worksheet, line, place, number, format)
      case .text(let text):
        unsafe text.withCString {
          unsafe worksheet_write_string(worksheet, line, place, $0, format)
        }
      case .day(let day):
        unsafe worksheet_write_number(worksheet, line, place, day.serial, format)
      case .formula(let formula, .number(let number)):
        unsafe StoredFormula.text(of: formula).withCString {
          unsafe worksheet_write_formula_num(worksheet, line, place, $0, format, number)
        }
      case .formula(let formula, .text(let text)):
        unsafe StoredFormula.text(of: formula).withCString { formula in
          unsafe text.withCString {
            unsafe worksheet_write_formula_str(worksheet, line, place, formula, format, $0)
          }
        }
      case .link(let text, let target):
        unsafe worksheet_write_url_opt(worksheet, line, place, target, format, text, nil)
      }
    guard status != LXW_NO_ERROR else { return }
    try check(status, at: sheet.place(row, column))
  }

  /// The format of a cell; none where the workbook's default does.
  private mutating func format(
    of cells: [SheetCell], _ column: Int, in sheet: Sheet, row: Int
  ) throws(SpreadsheetError) -> UnsafeMutablePointer<lxw_format>? {
    let look = cells[column].look
    var format = CellFormat(look: look)
    format.bound = cells[column].bound
    format.isLink = cells[column].target != nil
    if look.hasDigits { format.digits = cells[column].digits }
    switch cells[column].content {
    case .link: format.isLink = true
    case .day: format.isDay = true
    case .formula(_, .number) where look.numberLook != nil:
      // A figure may become the reason why there is none once a reader recalculates.
      (format.isRightAligned, format.isShrunk) = (true, true)
    case .formula(_, .text(let text)) where look.numberLook != nil,
      .text(let text) where look.numberLook != nil && sheet.tellsReasons:
      format.isAbbreviated = sheet.abbreviates(text, look, inColumn: column)
      let fits = format.isAbbreviated || sheet.fits(text, inColumn: column)
      (format.isRightAligned, format.isShrunk) = (fits, fits)
    default: break
    }
    if case .heading = look {
      // A table's filter buttons cover the right end of its titles.
      format.isRightAligned =
        !sheet.isTableTitle(row: row, column: column)
        && sheet.hasFigure(below: row, column: column)
      format.isWrapped = sheet.wrapsHeading(row: row, column: column)
    }
    if format.isDefault { return nil }
    return unsafe try self.format(format)
  }

  /// Makes a range a table of Excel's: named, filtered, with banded rows.
  private mutating func add(
    _ table: SheetTable, of sheet: Sheet, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    var columns: [UnsafeMutablePointer<lxw_table_column>?] = unsafe []
    defer {
      for index in unsafe 0..<columns.count { unsafe columns[index]?.deallocate() }
    }
    for (index, title) in table.columns.enumerated() {
      let column = UnsafeMutablePointer<lxw_table_column>.allocate(capacity: 1)
      unsafe column.initialize(to: lxw_table_column())
      unsafe columns.append(column)
      unsafe column.pointee.header = try kept(title)
      // The library writes the header cells anew: same text, same look.
      unsafe column.pointee.header_format = try format(
        of: sheet.rows[table.headerRow], table.firstColumn + index, in: sheet,
        row: table.headerRow)
    }
    unsafe columns.append(nil)
    var options = unsafe lxw_table_options()
    unsafe options.name = try kept(table.name)
    unsafe options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
    unsafe options.style_type_number = 1
    let area = table.range(in: sheet)
    let status = unsafe columns.withUnsafeMutableBufferPointer { list in
      unsafe options.columns = list.baseAddress
      return unsafe worksheet_add_table(
        worksheet, UInt32(area.rows.lowerBound), UInt16(area.columns.lowerBound),
        UInt32(area.rows.upperBound), UInt16(area.columns.upperBound), &options)
    }
    try check(status, at: "table '\(table.name)' of sheet '\(sheet.name)'")
  }
}
