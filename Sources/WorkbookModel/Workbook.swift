package import Quantities

/// A spreadsheet before it is a file: sheets of cells whose formulas carry their values.
package struct Workbook: Sendable {
  package var title: String
  package var subject: String
  package var comments: String
  /// The day that stands as the file's creation date; the clock is never read.
  package var asOf: Day
  /// The digest of the inputs, of which each printed page shows the beginning; empty for none.
  package var digest: String
  /// Document properties of our own.
  package var properties: [(name: String, value: PropertyValue)]
  /// Names for cells, which formulas and other workbooks may use.
  package var names: [DefinedName]
  package var sheets: [Sheet]

  package init(
    title: String, subject: String, comments: String, asOf: Day, digest: String = "",
    properties: [(name: String, value: PropertyValue)], names: [DefinedName] = [], sheets: [Sheet]
  ) {
    (self.title, self.subject, self.comments) = (title, subject, comments)
    (self.asOf, self.digest, self.properties) = (asOf, digest, properties)
    (self.names, self.sheets) = (names, sheets)
  }
}

/// The value of a document property.
package enum PropertyValue: Hashable, Sendable {
  case text(String)
  case number(Double)
  case day(Day)
}

/// A name for a cell or range, the same in every issue of a workbook.
package struct DefinedName: Hashable, Sendable {
  package var name: String
  /// With sheet and dollar signs: `Assumptions!$C$5`.
  package var reference: String

  package init(_ name: String, _ reference: String) {
    (self.name, self.reference) = (name, reference)
  }
}

/// One sheet: a grid of cells and how it is shown and printed.
package struct Sheet: Sendable {
  /// The kind decides the tab's colour.
  package enum Kind: Sendable { case control, output, calculation, input }

  package var name: String
  package var kind: Kind
  /// Rows of cells from the top left; rows may differ in length.
  package var rows: [[SheetCell]]
  /// Widths in characters, from the first column on.
  package var columnWidths: [Double]
  /// Rows and columns that stay in view, and rows repeated on each printed page.
  package var frozenRows: Int
  package var frozenColumns: Int
  package var tables: [SheetTable]
  package var charts: [SheetChart]
  /// What cells accept when someone types into them.
  package var validations: [SheetValidation]
  /// Marks that depend on the values of cells.
  package var conditions: [SheetCondition]
  package var outline: SheetOutline
  package var isLandscape: Bool
  /// The block that is printed; all cells where there is none.
  package var printArea: SheetRange?
  /// Whether the print is one page high, too; else it is one page wide.
  package var fitsOnOnePage: Bool
  /// Rows that begin a page, from 0, on a sheet that is as many pages high as it needs.
  package var pageBreaks: [Int] = []
  /// Whether reasons of missing figures are told elsewhere, so that cells too narrow for theirs show
  /// `n/a …`.
  package var tellsReasons: Bool
  /// The size on the screen, in percent.
  package var zoom: Int

  package init(name: String, kind: Kind) {
    (self.name, self.kind, rows, columnWidths) = (name, kind, [], [])
    (frozenRows, frozenColumns, tables, charts) = (0, 0, [], [])
    (validations, conditions, outline) = ([], [], SheetOutline())
    (isLandscape, printArea, fitsOnOnePage, zoom) = (true, nil, false, 100)
    tellsReasons = false
  }
}

/// A block of cells of one sheet, rows and columns from 0.
package struct SheetRange: Hashable, Sendable {
  package var rows: ClosedRange<Int>
  package var columns: ClosedRange<Int>

  package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    (self.rows, self.columns) = (rows, columns)
  }

  /// One cell.
  package init(row: Int, column: Int) { self.init(rows: row...row, columns: column...column) }
}

/// A range of a sheet that Excel treats as a table: header row, filters, a name.
package struct SheetTable: Sendable {
  package var name: String
  /// The header's row, from 0.
  package var headerRow: Int
  package var firstColumn: Int
  package var columns: [String]
  /// The last row, from 0; the sheet's last one where there is none.
  package var lastRow: Int?

  package init(
    name: String, headerRow: Int, firstColumn: Int = 0, columns: [String], lastRow: Int? = nil
  ) {
    (self.name, self.headerRow, self.firstColumn) = (name, headerRow, firstColumn)
    (self.columns, self.lastRow) = (columns, lastRow)
  }
}

/// Rows and columns that a reader may fold away; all are open when the file is opened.
package struct SheetOutline: Sendable {
  /// Levels from 1 to 7 of rows and columns, from 0.
  package var rowLevels: [Int: Int] = [:]
  package var columnLevels: [Int: Int] = [:]

  package init() {}
}
