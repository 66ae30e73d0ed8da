import Quantities
import WorkbookModel

extension XMLText {
  /// A sheet with its cells; styles that they need are noted.
  mutating func add(_ sheet: Sheet, number: Int, styles: inout CellStyles) {
    element("table:table", [("table:name", sheet.name)]) { part in
      for column in sheet.columnWidths.indices {
        part.empty(
          "table:table-column", [("table:style-name", columnStyle(of: number, column))])
      }
      // A table without a row is none.
      let rows = sheet.rows.isEmpty ? [[]] : sheet.rows
      let frozen = min(sheet.frozenRows, rows.count)
      if frozen > 0 {
        part.element("table:table-header-rows") { part in
          for row in rows[..<frozen] { part.add(row, styles: &styles) }
        }
      }
      for row in rows[frozen...] { part.add(row, styles: &styles) }
    }
  }

  /// The widths of columns, each a style of its own.
  mutating func columnStyles(of sheets: [Sheet]) {
    for (number, sheet) in sheets.enumerated() {
      for (column, width) in sheet.columnWidths.enumerated() {
        element(
          "style:style",
          [("style:name", columnStyle(of: number, column)), ("style:family", "table-column")]
        ) { part in
          // A digit of the default font is about 1.9 mm wide.
          let centimetres = NumberFormat.fixed(width * 0.19 + 0.13, decimals: 2)
          part.empty(
            "style:table-column-properties", [("style:column-width", "\(centimetres)cm")])
        }
      }
    }
  }

  private mutating func add(_ row: [SheetCell], styles: inout CellStyles) {
    append(markup: "<table:table-row>")
    var blanks = 0
    for cell in row {
      if case .blank = cell.content {
        blanks += 1
      } else {
        add(blanks: blanks)
        blanks = 0
        add(cell, styles: &styles)
      }
    }
    // A row needs a cell, if only an empty one.
    if row.count == blanks { add(blanks: max(1, blanks)) }
    append(markup: "</table:table-row>\n")
  }

  private mutating func add(blanks: Int) {
    guard blanks > 0 else { return }
    let count = blanks > 1 ? " table:number-columns-repeated=\"\(blanks)\"" : ""
    append(markup: "<table:table-cell\(count)/>")
  }

  private mutating func add(_ cell: SheetCell, styles: inout CellStyles) {
    append(markup: "<table:table-cell")
    if let style = styles.name(of: cell) { append(markup: " table:style-name=\"\(style)\"") }
    switch cell.content {
    case .blank: append(markup: "/>")
    case .number(let number), .formula(_, .number(let number)): add(number, cell)
    case .day(let day):
      append(markup: " office:value-type=\"date\" office:date-value=\"\(day)\"/>")
    case .text(let text), .formula(_, .text(let text)): add(text, target: nil)
    case .link(let text, let target): add(text, target: target)
    }
  }

  private mutating func add(_ number: Double, _ cell: SheetCell) {
    let type = CellStyle(cell).number?.isPercentage == true ? "percentage" : "float"
    append(
      markup: " office:value-type=\"\(type)\" office:value=\"\(NumberFormat.shortest(number))\"/>")
  }

  private mutating func add(_ text: String, target: String?) {
    append(markup: " office:value-type=\"string\"><text:p>")
    if let target {
      append(markup: "<text:a xlink:type=\"simple\" xlink:href=\"")
      append(text: address(of: target))
      append(markup: "\">")
    }
    append(paragraphs: target == nil ? text : text.replacing("\n", with: " "))
    append(markup: (target == nil ? "" : "</text:a>") + "</text:p></table:table-cell>")
  }

  /// A text letter for letter, which the format does not keep by itself: it takes runs of spaces
  /// for one and line breaks for spaces.
  private mutating func append(paragraphs text: String) {
    var isAfterSpace = true
    for byte in XMLText.legal(text).utf8 {
      switch byte {
      case UInt8(ascii: " ") where isAfterSpace: append(markup: "<text:s/>")
      // LibreOffice 7.4 passes over the format's line break; its own files have paragraphs.
      case UInt8(ascii: "\n"): append(markup: "</text:p><text:p>")
      case UInt8(ascii: "\t"): append(markup: "<text:tab/>")
      default: append(byte)
      }
      isAfterSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
    }
  }

  /// A link's target as the format writes it: `#'Data'.A1` for a cell.
  private func address(of target: String) -> String {
    guard target.hasPrefix("internal:"), let mark = target.lastIndex(of: "!") else { return target }
    let sheet = target[..<mark].dropFirst("internal:".count)
    return "#\(sheet).\(target[target.index(after: mark)...])"
  }
}

private func columnStyle(of sheet: Int, _ column: Int) -> String { "co\(sheet + 1).\(column + 1)" }
