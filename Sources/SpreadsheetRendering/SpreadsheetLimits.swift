internal import Quantities
internal import WorkbookModel

/// What an .xlsx file can hold.
///
/// Source: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
enum SpreadsheetLimits {
  static let rows = 1_048_576
  static let columns = 16_384
  static let sheetName = 31
  static let text = 32_767
  static let formula = 8192
  /// Texts inside a formula, table headers, document properties.
  static let shortText = 255
  static let columnWidth = 255.0
  /// Width in characters and height in points of columns and rows that nothing was said about.
  static let defaultWidth = 8.43
  static let defaultHeight = 15.0
  /// Links of one sheet, and the characters of one.
  static let links = 65_530
  static let link = 2079
  /// Excel has 255, libxlsxwriter a buffer of 128 bytes for a name and for what it stands for.
  static let definedName = 127
  /// The title of the note beside a cell that takes typed values.
  static let noteTitle = 32
  /// Excel's calendar has a day of its own in February 1900; before March its numbers disagree.
  static let firstDay = Day(number: Day.number(year: 1900, month: 3, day: 1))
}

extension Workbook {
  /// Checks everything that libxlsxwriter would drop, cut or write as a broken file.
  func checkLimits() throws(SpreadsheetError) {
    guard !sheets.isEmpty else {
      throw SpreadsheetError(
        "workbook", "has no sheet", remedy: "add one; a file needs it", rule: "no-sheet")
    }
    try checkProperties()
    try checkNames(sheets.map(\.name), of: "sheet", rule: "sheet-name")
    // Tables and named cells share their names.
    let tables = sheets.flatMap(\.tables).map(\.name)
    try checkNames(tables + names.map(\.name), of: "table or name", rule: "table-name")
    let sheetNames = Set(sheets.map(\.name))
    for name in names { try name.checkLimits(sheets: sheetNames) }
    for sheet in sheets {
      try sheet.checkName()
      try sheet.checkGrid(sheets: sheetNames)
      try sheet.checkView()
      try sheet.checkTables()
      try sheet.checkRules(sheets: sheetNames)
      try sheet.checkCharts(sheets: sheetNames)
    }
  }

  private func checkProperties() throws(SpreadsheetError) {
    let texts = [("title", title), ("subject", subject), ("comments", comments)]
    for (name, value) in texts.map({ ($0.0, .text($0.1)) }) + properties {
      let place = "document property '\(name)'"
      try checkText(name, at: place, limit: SpreadsheetLimits.shortText)
      switch value {
      case .text(let text): try checkText(text, at: place, limit: SpreadsheetLimits.shortText)
      case .number(let number): try checkNumber(number) { place }
      case .day(let day): try checkDay(day) { place }
      }
    }
    try checkText(digest, at: "digest", limit: SpreadsheetLimits.shortText)
    try checkNames(properties.map(\.name), of: "document property", rule: "property-name")
  }

  private func checkNames(
    _ names: [String], of kind: String, rule: String
  ) throws(SpreadsheetError) {
    var seen: Set<String> = []
    for name in names {
      guard !name.isEmpty else {
        throw SpreadsheetError(kind, "has no name", remedy: "give it one", rule: rule)
      }
      guard seen.insert(name.lowercased()).inserted else {
        throw SpreadsheetError(
          "\(kind) '\(name)'", "has the name of another, capitals aside", remedy: "rename one",
          rule: rule)
      }
    }
  }
}

extension Sheet {
  func place(_ row: Int, _ column: Int) -> String {
    "sheet '\(name)', cell \(CellRange.name(row: row, column: column))"
  }

  fileprivate func checkName() throws(SpreadsheetError) {
    func fault(_ problem: String, _ remedy: String) -> SpreadsheetError {
      SpreadsheetError("sheet '\(name)'", problem, remedy: remedy, rule: "sheet-name")
    }
    guard name.utf16.count <= SpreadsheetLimits.sheetName else {
      throw fault(
        "the name has \(name.utf16.count) characters",
        "shorten it to \(SpreadsheetLimits.sheetName)")
    }
    if let character = name.first(where: { "[]:*?/\\".contains($0) }) {
      throw fault("the name has a '\(character)'", "leave out any of [ ] : * ? / \\")
    }
    guard !name.hasPrefix("'"), !name.hasSuffix("'") else {
      throw fault("the name begins or ends with an apostrophe", "remove it")
    }
    guard name.lowercased() != "history" else {
      throw fault("Excel keeps this name for itself", "choose another")
    }
    try checkText(name, at: "sheet name", limit: SpreadsheetLimits.sheetName)
  }

  fileprivate func checkGrid(sheets: Set<String>) throws(SpreadsheetError) {
    let columns = max(rows.lazy.map(\.count).max() ?? 0, columnWidths.count)
    guard rows.count <= SpreadsheetLimits.rows, columns <= SpreadsheetLimits.columns else {
      throw SpreadsheetError(
        "sheet '\(name)'", "has \(rows.count) rows and \(columns) columns",
        remedy: "keep to \(SpreadsheetLimits.rows) and \(SpreadsheetLimits.columns)",
        rule: "sheet-size")
    }
    guard columnWidths.allSatisfy({ (0...SpreadsheetLimits.columnWidth).contains($0) }) else {
      throw SpreadsheetError(
        "sheet '\(name)'", "has a column width outside 0 to \(Int(SpreadsheetLimits.columnWidth))",
        remedy: "narrow it", rule: "column-width")
    }
    var links = 0
    for row in rows.indices {
      let cells = rows[row]
      for column in cells.indices {
        if cells[column].target == nil, cells[column].content.isPlain { continue }
        try checkLimits(of: cells[column], row: row, column: column)
        guard let target = cells[column].linkTarget else { continue }
        try checkLink(target, sheets: sheets) { place(row, column) }
        links += 1
      }
    }
    guard links <= SpreadsheetLimits.links else {
      throw SpreadsheetError(
        "sheet '\(name)'", "has \(links) links",
        remedy: "keep to \(SpreadsheetLimits.links)", rule: "link-count")
    }
  }

  private func checkLimits(
    of cell: SheetCell, row: Int, column: Int
  ) throws(SpreadsheetError) {
    try cell.content.checkLimits { place(row, column) }
  }

  fileprivate func checkCharts(sheets: Set<String>) throws(SpreadsheetError) {
    for chart in charts {
      let place = "chart '\(chart.title)' of sheet '\(name)'"
      for text in [chart.title, chart.axisTitle] + chart.series.map(\.name) {
        try checkText(text, at: place, limit: SpreadsheetLimits.shortText)
      }
      try checkText(chart.description, at: place, limit: 2000)
      guard !chart.series.isEmpty, chart.width > 0, chart.height > 0, chart.row >= 0,
        chart.column >= 0
      else {
        throw SpreadsheetError(
          place, "has no series, size or place", remedy: "give it all three", rule: "chart")
      }
      // Only lines can differ in kind within one chart.
      guard chart.form == .lines || chart.series.allSatisfy({ $0.role == .measure }) else {
        throw SpreadsheetError(
          place, "has a series that is no measure", remedy: "draw lines", rule: "chart-role")
      }
      for reference in chart.series.flatMap({ [$0.categories, $0.values] }) {
        guard let range = CellRange(reference), sheets.contains(range.sheet),
          range.rows.count == 1 || range.columns.count == 1
        else {
          throw SpreadsheetError(
            place, "reads '\(reference)'",
            remedy: "name one row or column of a sheet: 'Data'!$A$1:$A$9", rule: "chart-range")
        }
      }
    }
  }
}

extension SheetCell {
  /// Where a click leads; of two targets the content's own is written last.
  fileprivate var linkTarget: String? {
    if case .link(_, let target) = content { return target }
    return target
  }
}

extension SheetCell.Content {
  /// Whether the content is within all limits at first sight, as nearly all of a million are.
  fileprivate var isPlain: Bool {
    switch self {
    case .blank: return true
    case .number(let number): return number.isFinite
    case .day(let day): return day >= SpreadsheetLimits.firstDay
    case .text(let text): return SpreadsheetRendering.isPlain(text, limit: SpreadsheetLimits.text)
    case .formula(let formula, .number(let number)):
      // Prefixes of later functions cannot double a formula.
      return number.isFinite
        && SpreadsheetRendering.isPlain(formula, limit: SpreadsheetLimits.formula / 2)
    case .formula, .link: return false
    }
  }

  fileprivate func checkLimits(at place: () -> String) throws(SpreadsheetError) {
    switch self {
    case .blank: return
    case .number(let number): try checkNumber(number, at: place)
    case .text(let text): try checkText(text, at: place(), limit: SpreadsheetLimits.text)
    case .day(let day): try checkDay(day, at: place)
    case .link(let text, _): try checkText(text, at: place(), limit: SpreadsheetLimits.text)
    case .formula(let formula, let value):
      // Prefixes cannot double a formula: one of half the length need not be stored to be checked.
      let isShort = formula.utf8.count * 2 < SpreadsheetLimits.formula
      let stored = isShort ? formula : StoredFormula.text(of: formula)
      try checkText(stored, at: place(), limit: SpreadsheetLimits.formula, rule: "formula-length")
      switch value {
      case .number(let number): try checkNumber(number, at: place)
      case .text(let text): try checkText(text, at: place(), limit: SpreadsheetLimits.text)
      }
    }
  }
}

func checkNumber(_ number: Double, at place: () -> String) throws(SpreadsheetError) {
  guard number.isFinite else {
    throw SpreadsheetError(
      place(), "holds \(number), which is no number", remedy: "write the reason as a text",
      rule: "not-finite")
  }
}

func checkDay(_ day: Day, at place: () -> String) throws(SpreadsheetError) {
  guard day >= SpreadsheetLimits.firstDay else {
    throw SpreadsheetError(
      place(), "\(day) comes before the spreadsheet's calendar",
      remedy: "write it as a text", rule: "early-day")
  }
}

/// Refuses a link that leads nowhere in the file, or that libxlsxwriter would take for another kind.
private func checkLink(
  _ target: String, sheets: Set<String>, at place: () -> String
) throws(SpreadsheetError) {
  // Excel's own limit on an address, which libxlsxwriter enforces by leaving the link out.
  try checkText(target, at: place(), limit: SpreadsheetLimits.link)
  let inside = "internal:"
  if target.hasPrefix(inside) {
    let reference = target.dropFirst(inside.count)
    // The library cuts addresses at '#'.
    if !reference.contains("#"), let range = CellRange(String(reference)),
      sheets.contains(range.sheet)
    {
      return
    }
  } else if ["https://", "http://", "mailto:"].contains(where: { target.hasPrefix($0) }),
    !target.contains(inside), !target.contains("external:")
  {
    return
  }
  throw SpreadsheetError(
    place(), "leads to '\(target)'",
    remedy: "name a cell of the file (internal:'Data'!A1) or an address (https://…)",
    rule: "link-target")
}

/// Refuses what would be cut or would break the file's XML.
func checkText(
  _ text: String, at place: @autoclosure () -> String, limit: Int, rule: String = "text-length"
) throws(SpreadsheetError) {
  if isPlain(text, limit: limit) { return }
  guard text.utf16.count <= limit else {
    throw SpreadsheetError(
      place(), "a text of \(text.utf16.count) characters", remedy: "shorten it to \(limit)",
      rule: rule)
  }
  let isPrintable = text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A }
  // XML has no U+FFFE and U+FFFF, whose first byte is EF.
  let isLegal =
    !text.utf8.contains(0xEF) || !text.unicodeScalars.contains { $0.value | 1 == 0xFFFF }
  guard isPrintable, isLegal else {
    throw SpreadsheetError(
      place(), "a text with a control character", remedy: "remove it", rule: "control-character")
  }
}

/// Whether a text is short printable ASCII, as nearly all are: then nothing else need be asked.
private func isPlain(_ text: String, limit: Int) -> Bool {
  let bytes = text.utf8.span
  guard bytes.count <= limit else { return false }
  for index in bytes.indices where bytes[index] < 0x20 || bytes[index] > 0x7E { return false }
  return true
}
