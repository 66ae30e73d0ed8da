import Quantities
package import WorkbookModel

/// Writes a workbook as a flat OpenDocument spreadsheet: one XML file that LibreOffice opens.
///
/// Every cell is a typed value; a formula is written as the value that it had. The bytes depend on
/// the workbook alone.
package struct FlatSpreadsheet: Sendable {
  package init() {}

  /// The bytes of the `.fods` file.
  ///
  /// Format: OASIS, Open Document Format 1.2, part 1, `office:document`.
  package func bytes(of workbook: Workbook) -> [UInt8] {
    var styles = CellStyles()
    var body = XMLText()
    for (index, sheet) in workbook.sheets.enumerated() {
      body.add(sheet, number: index, styles: &styles)
    }
    var document = XMLText()
    document.declaration()
    document.element("office:document", Namespace.attributes) { document in
      document.meta(of: workbook)
      document.views(of: workbook.sheets)
      document.element("office:automatic-styles") { part in
        part.columnStyles(of: workbook.sheets)
        styles.write(to: &part)
      }
      document.element("office:body") { part in
        part.element("office:spreadsheet") { part in
          part.append(body)
          part.databaseRanges(of: workbook.sheets)
        }
      }
    }
    return document.bytes
  }
}

/// The vocabularies of the format.
enum Namespace {
  private static let open = "urn:oasis:names:tc:opendocument:xmlns:"

  static let attributes: [(String, String)] =
    [
      ("office", "office:1.0"), ("style", "style:1.0"), ("text", "text:1.0"),
      ("table", "table:1.0"), ("fo", "xsl-fo-compatible:1.0"), ("number", "datastyle:1.0"),
      ("meta", "meta:1.0"), ("config", "config:1.0"),
    ].map { ("xmlns:\($0)", open + $1) } + [
      ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
      ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
      ("xmlns:ooo", "http://openoffice.org/2004/office"),
      ("office:version", "1.2"),
      ("office:mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ]
}

extension XMLText {
  /// What the file says of itself; its date of creation is the as-of day.
  fileprivate mutating func meta(of workbook: Workbook) {
    element("office:meta") { part in
      part.element("meta:creation-date", text: "\(workbook.asOf)T00:00:00")
      part.element("dc:title", text: workbook.title)
      part.element("dc:subject", text: workbook.subject)
      part.element("dc:description", text: workbook.comments)
      for (name, value) in workbook.properties {
        let (type, text) = value.typed
        part.element(
          "meta:user-defined", [("meta:name", name), ("meta:value-type", type)], text: text)
      }
    }
  }

  /// Rows and columns that stay in view, which the format leaves to the program.
  fileprivate mutating func views(of sheets: [Sheet]) {
    element("office:settings") { part in
      part.element("config:config-item-set", [("config:name", "ooo:view-settings")]) { part in
        part.element("config:config-item-map-indexed", [("config:name", "Views")]) { part in
          part.element("config:config-item-map-entry") { part in
            part.item("ViewId", "string", "view1")
            part.element("config:config-item-map-named", [("config:name", "Tables")]) { part in
              for sheet in sheets { part.view(of: sheet) }
            }
            part.item("ActiveTable", "string", sheets.first?.name ?? "")
          }
        }
      }
    }
  }

  private mutating func view(of sheet: Sheet) {
    element("config:config-item-map-entry", [("config:name", sheet.name)]) { part in
      // 2 is "frozen", and the pane in use is the one at the lower right.
      for (way, count, end) in [
        ("Horizontal", sheet.frozenColumns, "Right"), ("Vertical", sheet.frozenRows, "Bottom"),
      ] where count > 0 {
        part.item("\(way)SplitMode", "short", "2")
        part.item("\(way)SplitPosition", "int", "\(count)")
        part.item("Position\(end)", "int", "\(count)")
      }
      let pane = (sheet.frozenRows > 0 ? 2 : 0) + (sheet.frozenColumns > 0 ? 1 : 0)
      part.item("ActiveSplitRange", "short", "\(pane == 0 ? 2 : pane)")
    }
  }

  private mutating func item(_ name: String, _ type: String, _ value: String) {
    element("config:config-item", [("config:name", name), ("config:type", type)], text: value)
  }

  /// Tables of the workbook as named ranges with filters.
  fileprivate mutating func databaseRanges(of sheets: [Sheet]) {
    let tables = sheets.flatMap { sheet in sheet.tables.map { ($0, address(of: $0, in: sheet)) } }
    guard !tables.isEmpty else { return }
    element("table:database-ranges") { part in
      for (table, address) in tables {
        part.empty(
          "table:database-range",
          [
            ("table:name", table.name), ("table:target-range-address", address),
            ("table:display-filter-buttons", "true"),
          ])
      }
    }
  }

  /// `'Facts'.A1:'Facts'.R10`; a table has a row under its header, if only an empty one.
  private func address(of table: SheetTable, in sheet: Sheet) -> String {
    let name = "'\(sheet.name.replacing("'", with: "''"))'"
    let lastRow = max(table.lastRow ?? sheet.rows.count - 1, table.headerRow + 1)
    let lastColumn = table.firstColumn + table.columns.count - 1
    return "\(name).\(columnName(table.firstColumn))\(table.headerRow + 1):"
      + "\(name).\(columnName(lastColumn))\(lastRow + 1)"
  }
}

extension PropertyValue {
  /// The value with its type, in the format's words.
  fileprivate var typed: (type: String, text: String) {
    switch self {
    case .text(let text): ("string", text)
    case .number(let number): ("float", NumberFormat.shortest(number))
    case .day(let day): ("date", day.description)
    }
  }
}
