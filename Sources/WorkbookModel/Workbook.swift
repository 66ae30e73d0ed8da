package import Quantities

/// A spreadsheet before it is a file: sheets of cells whose formulas carry their values.
package struct Workbook: Sendable {
  package var title: String
  package var subject: String
  package var comments: String
  /// The day that stands as the file's creation date; the clock is never read.
  package var asOf: Day
  /// Document properties of our own, name and value.
  package var properties: [(name: String, value: String)]
  package var sheets: [Sheet]

  package init(
    title: String, subject: String, comments: String, asOf: Day,
    properties: [(name: String, value: String)], sheets: [Sheet]
  ) {
    (self.title, self.subject, self.comments) = (title, subject, comments)
    (self.asOf, self.properties, self.sheets) = (asOf, properties, sheets)
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
  package var table: SheetTable?
  package var charts: [SheetChart]
  package var isLandscape: Bool

  package init(name: String, kind: Kind) {
    (self.name, self.kind, rows, columnWidths) = (name, kind, [], [])
    (frozenRows, frozenColumns, table, charts, isLandscape) = (0, 0, nil, [], true)
  }
}

/// A range of a sheet that Excel treats as a table: header row, filters, a name.
package struct SheetTable: Sendable {
  package var name: String
  /// The header's row, from 0; the table reaches to the sheet's last row.
  package var headerRow: Int
  package var columns: [String]

  package init(name: String, headerRow: Int, columns: [String]) {
    (self.name, self.headerRow, self.columns) = (name, headerRow, columns)
  }
}

/// What a cell holds and how it looks.
package struct SheetCell: Sendable {
  package enum Content: Sendable {
    case blank
    case number(Double)
    case text(String)
    case day(Day)
    /// A formula in A1 form without `=`, and the value shown until someone recalculates.
    case formula(String, CellValue)
    /// A text that leads to a cell (`internal:'Data'!A1`) or to an address (`https://…`).
    case link(String, target: String)
  }

  package enum Look: Hashable, Sendable {
    case plain, title, subtitle, heading, label, note, wrapped
    /// A typed figure: blue, the only cells meant to be changed.
    case input(NumberLook)
    /// A typed text or choice, blue as well.
    case inputText
    /// A computed figure.
    case computed(NumberLook)
    /// A computed headline figure.
    case headline(NumberLook)
  }

  /// Number formats by unit.
  package enum NumberLook: Hashable, Sendable {
    case general, integer, amount, usd, price, percent, change, multiple, index, log, day
  }

  package var content: Content
  package var look: Look

  package init(_ content: Content = .blank, _ look: Look = .plain) {
    (self.content, self.look) = (content, look)
  }
}

/// What a cell shows.
package enum CellValue: Hashable, Sendable {
  case number(Double)
  case text(String)
}

/// A native chart over cells of the workbook.
package struct SheetChart: Sendable {
  package enum Form: Sendable { case columns, lines, area, bars }

  package struct Series: Sendable {
    package var name: String
    /// A1 references with sheet: `'helium'!$G$1:$N$1`.
    package var categories: String
    package var values: String

    package init(name: String, categories: String, values: String) {
      (self.name, self.categories, self.values) = (name, categories, values)
    }
  }

  package var title: String
  package var description: String
  package var form: Form
  package var series: [Series]
  /// The number format of the value axis.
  package var numberLook: SheetCell.NumberLook
  package var axisTitle: String
  /// Whether the categories are days.
  package var hasDayAxis: Bool
  /// The cell under the chart's top left corner, from 0, and its size in pixels.
  package var row: Int
  package var column: Int
  package var width: Int
  package var height: Int

  package init(
    title: String, description: String, form: Form, series: [Series],
    numberLook: SheetCell.NumberLook, axisTitle: String = "", hasDayAxis: Bool = false,
    row: Int, column: Int, width: Int = 560, height: Int = 300
  ) {
    (self.title, self.description, self.form, self.series) = (title, description, form, series)
    (self.numberLook, self.axisTitle, self.hasDayAxis) = (numberLook, axisTitle, hasDayAxis)
    (self.row, self.column, self.width, self.height) = (row, column, width, height)
  }
}
