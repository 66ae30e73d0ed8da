internal import Quantities
internal import WorkbookModel

extension DefinedName {
  func checkLimits(sheets: Set<String>) throws(SpreadsheetError) {
    func fault(_ problem: String, _ remedy: String) -> SpreadsheetError {
      SpreadsheetError("name '\(name)'", problem, remedy: remedy, rule: "defined-name")
    }
    guard name.isLegalName else {
      throw fault("is not a word, or reads as a cell", "use letters, digits and '_'")
    }
    guard max(name.utf8.count, reference.utf8.count) <= SpreadsheetLimits.definedName else {
      throw fault(
        "the name or its reference is too long", "shorten it to \(SpreadsheetLimits.definedName)")
    }
    guard let range = CellRange(reference), sheets.contains(range.sheet) else {
      throw fault("stands for '\(reference)'", "name cells of a sheet: 'Data'!$A$1")
    }
  }
}

extension Sheet {
  /// Checks what is said of the screen and of the print.
  func checkView() throws(SpreadsheetError) {
    func fault(_ problem: String, _ remedy: String, _ rule: String) -> SpreadsheetError {
      SpreadsheetError("sheet '\(name)'", problem, remedy: remedy, rule: rule)
    }
    guard (10...400).contains(zoom) else {
      throw fault("is shown at \(zoom) %", "keep to 10 to 400", "zoom")
    }
    if let printArea, !printArea.isInSheet {
      throw fault("prints cells that no sheet has", "narrow 'printArea'", "print-area")
    }
    let (rowLevels, columnLevels) = (outline.rowLevels, outline.columnLevels)
    guard (Array(rowLevels.values) + columnLevels.values).allSatisfy((1...7).contains),
      rowLevels.keys.allSatisfy((0..<SpreadsheetLimits.rows).contains),
      columnLevels.keys.allSatisfy((0..<SpreadsheetLimits.columns).contains)
    else { throw fault("has a level outside 1 to 7", "put groups into fewer others", "outline") }
  }

  func checkTables() throws(SpreadsheetError) {
    for (index, table) in tables.enumerated() {
      try check(table)
      let area = table.range(in: self)
      guard let other = tables[..<index].first(where: { $0.range(in: self).overlaps(area) }) else {
        continue
      }
      throw SpreadsheetError(
        "table '\(table.name)' of sheet '\(name)'", "shares cells with table '\(other.name)'",
        remedy: "move one", rule: "table")
    }
  }

  private func check(_ table: SheetTable) throws(SpreadsheetError) {
    func fault(_ problem: String, _ remedy: String) -> SpreadsheetError {
      SpreadsheetError(
        "table '\(table.name)' of sheet '\(name)'", problem, remedy: remedy, rule: "table")
    }
    guard table.name.isLegalName else {
      throw fault("the name is not a word, or reads as a cell", "use letters, digits and '_'")
    }
    guard rows.indices.contains(table.headerRow), !table.columns.isEmpty, table.firstColumn >= 0
    else { throw fault("has no header row", "point 'headerRow' at the row of its titles") }
    guard table.range(in: self).isInSheet else {
      throw fault("reaches beyond the sheet", "end it earlier")
    }
    guard Set(table.columns.map { $0.lowercased() }).count == table.columns.count else {
      throw fault("two columns have one title", "rename one")
    }
    for (index, title) in table.columns.enumerated() {
      let column = table.firstColumn + index
      try checkText(
        title, at: place(table.headerRow, column), limit: SpreadsheetLimits.shortText)
      let cell = rows[table.headerRow].dropFirst(column).first
      guard case .text(title) = cell?.content, !title.isEmpty else {
        throw fault(
          "column \(index + 1) is '\(title)', its cell is not", "give both the same text")
      }
    }
  }

  func checkRules(sheets: Set<String>) throws(SpreadsheetError) {
    for validation in validations {
      let place = "validation of sheet '\(name)', \(validation.range.name)"
      try checkText(validation.title, at: place, limit: SpreadsheetLimits.noteTitle)
      for text in [validation.message, validation.error] {
        try checkText(text, at: place, limit: SpreadsheetLimits.shortText)
      }
      guard validation.range.isInSheet else { throw SpreadsheetError.outside(place) }
      try validation.rule.checkLimits(sheets: sheets, at: place)
    }
    for condition in conditions {
      let place = "condition of sheet '\(name)', \(condition.range.name)"
      guard condition.range.isInSheet else { throw SpreadsheetError.outside(place) }
      for number in condition.rule.numbers { try checkNumber(number) { place } }
      guard case .verdict(_, let test) = condition.rule else { continue }
      try checkText(
        test.formula(at: condition.range), at: place, limit: SpreadsheetLimits.shortText,
        rule: "formula-length")
    }
  }
}

extension SheetValidation.Rule {
  fileprivate func checkLimits(
    sheets: Set<String>, at place: String
  ) throws(SpreadsheetError) {
    func fault(_ problem: String, _ remedy: String) -> SpreadsheetError {
      SpreadsheetError(place, problem, remedy: remedy, rule: "validation")
    }
    switch self {
    case .list(let texts):
      // The file joins the texts with commas between quotes.
      guard !texts.isEmpty, !texts.contains(where: { $0.isEmpty || $0.contains(/[,"]/) }) else {
        throw fault("a text is empty or has a comma or quote", "put the texts into cells")
      }
      try checkText(
        texts.joined(separator: ","), at: place, limit: SpreadsheetLimits.shortText,
        rule: "validation")
    case .listFrom(let reference):
      guard let range = CellRange(reference), sheets.contains(range.sheet),
        range.rows.count == 1 || range.columns.count == 1
      else {
        throw fault("reads '\(reference)'", "name one row or column: 'Lists'!$A$1:$A$9")
      }
    case .number, .integer, .day:
      let (least, greatest) = bounds
      try checkNumber(least) { place }
      try checkNumber(greatest) { place }
    }
  }
}

extension SheetCondition.Rule {
  fileprivate var numbers: [Double] {
    switch self {
    case .verdict(_, .atLeast(let number)), .verdict(_, .above(let number)),
      .verdict(_, .atMost(let number)), .verdict(_, .below(let number)),
      .verdict(_, .equals(let number)):
      [number]
    case .verdict, .partial: []
    case .bar(let from, let to): [from, to].compactMap { $0 }
    case .lights(let good, let warning): [good, warning]
    }
  }
}

extension SheetRange {
  var isInSheet: Bool {
    (0..<SpreadsheetLimits.rows).contains(rows.lowerBound)
      && rows.upperBound < SpreadsheetLimits.rows
      && (0..<SpreadsheetLimits.columns).contains(columns.lowerBound)
      && columns.upperBound < SpreadsheetLimits.columns
  }

  fileprivate func overlaps(_ other: SheetRange) -> Bool {
    rows.overlaps(other.rows) && columns.overlaps(other.columns)
  }
}

extension SpreadsheetError {
  fileprivate static func outside(_ place: String) -> SpreadsheetError {
    SpreadsheetError(
      place, "lies outside of every sheet", remedy: "narrow its range", rule: "range")
  }
}

extension String {
  /// Whether a table or name may be called so: a word that no reader takes for a cell.
  var isLegalName: Bool {
    let isWord = unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) || $0 == "_"
    }
    guard isWord, let first, first.isLetter || first == "_", count <= 255 else { return false }
    let isRowOrColumn = wholeMatch(of: /[RrCc][0-9]*([Cc][0-9]*)?/) != nil
    return CellRange("sheet!" + self) == nil && !isRowOrColumn
  }
}
