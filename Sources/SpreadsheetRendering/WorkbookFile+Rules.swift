import CXLSXWriter
internal import Quantities
internal import WorkbookModel

extension WorkbookFile {
  /// Adds what cells accept and what marks them.
  mutating func addRules(of sheet: Sheet, _ worksheet: Worksheet) throws(SpreadsheetError) {
    for validation in sheet.validations {
      try unsafe add(validation, of: sheet, worksheet)
    }
    for condition in sheet.conditions {
      try unsafe add(condition, of: sheet, worksheet)
    }
  }

  private mutating func add(
    _ validation: SheetValidation, of sheet: Sheet, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    var options = unsafe lxw_data_validation()
    // An empty text stays out: a reader would show an empty box.
    if !validation.title.isEmpty { unsafe options.input_title = try kept(validation.title) }
    if !validation.message.isEmpty { unsafe options.input_message = try kept(validation.message) }
    if !validation.error.isEmpty { unsafe options.error_message = try kept(validation.error) }
    unsafe options.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
    unsafe (options.minimum_number, options.maximum_number) = validation.rule.bounds
    unsafe options.validate = validation.rule.libraryType
    var texts: [UnsafeMutablePointer<CChar>?] = unsafe []
    switch validation.rule {
    case .list(let list): for text in list { unsafe texts.append(try kept(text)) }
    case .listFrom(let reference): unsafe options.value_formula = try kept("=" + reference)
    case .number, .integer, .day: break
    }
    unsafe texts.append(nil)
    let area = validation.range
    let status = unsafe texts.withUnsafeMutableBufferPointer { list in
      unsafe options.value_list = list.baseAddress
      return unsafe worksheet_data_validation_range(
        worksheet, UInt32(area.rows.lowerBound), UInt16(area.columns.lowerBound),
        UInt32(area.rows.upperBound), UInt16(area.columns.upperBound), &options)
    }
    try check(status, at: "validation of sheet '\(sheet.name)', \(area.name)")
  }

  private mutating func add(
    _ condition: SheetCondition, of sheet: Sheet, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    let area = condition.range
    switch condition.rule {
    case .verdict(let verdict, let test):
      try unsafe mark(area, verdict, where: test.formula(at: area), of: sheet, worksheet)
    case .bar(let from, let to):
      try unsafe addBar(from: from, to: to, area, of: sheet, worksheet)
    case .partial(let test):
      try unsafe markPartial(area, where: test.formula(at: area), of: sheet, worksheet)
    case .lights(let good, let warning):
      for (verdict, test) in SheetCondition.lights(good: good, warning: warning) {
        try unsafe mark(
          area, verdict, where: test.formula(at: area), of: sheet, worksheet, isFilled: false)
      }
    }
  }

  /// Marks the cells of a range where a formula holds.
  private mutating func mark(
    _ area: SheetRange, _ verdict: SheetCondition.Verdict, where formula: String, of sheet: Sheet,
    _ worksheet: Worksheet, isFilled: Bool = true
  ) throws(SpreadsheetError) {
    let format = unsafe try require(workbook_add_format(handle))
    unsafe format_set_bold(format)
    unsafe format_set_font_color(format, verdict.ink)
    if isFilled { unsafe format_set_bg_color(format, verdict.fill) }
    let cell = sheet.firstFigure(in: area)
    let look = cell?.look.numberLook ?? .general
    unsafe format_set_num_format(
      format, look.format(cell?.digits ?? .all, marked: verdict.sign, bound: cell?.bound))
    try unsafe draw(format, area, where: formula, of: sheet, worksheet)
  }

  /// Marks figures that cover their days in part: italics, so that the fill is never alone.
  private mutating func markPartial(
    _ area: SheetRange, where formula: String, of sheet: Sheet, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    if unsafe partialMark == nil {
      let format = unsafe try require(workbook_add_format(handle))
      unsafe format_set_italic(format)
      unsafe format_set_font_color(format, SheetCondition.Verdict.warning.ink)
      unsafe format_set_bg_color(format, SheetCondition.Verdict.warning.fill)
      unsafe partialMark = unsafe format
    }
    guard let format = unsafe partialMark else { return }
    try unsafe draw(format, area, where: formula, of: sheet, worksheet)
  }

  private mutating func draw(
    _ format: UnsafeMutablePointer<lxw_format>, _ area: SheetRange, where formula: String,
    of sheet: Sheet, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    var options = unsafe lxw_conditional_format()
    unsafe options.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
    unsafe options.value_string = try kept("=" + formula)
    unsafe options.format = unsafe format
    // The first mark that fits stands.
    unsafe options.stop_if_true = 1
    try unsafe add(&options, area, of: sheet, worksheet)
  }

  private func addBar(
    from: Double?, to: Double?, _ area: SheetRange, of sheet: Sheet, _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    var options = unsafe lxw_conditional_format()
    unsafe options.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    // The form of Excel 2007: what came later is an extension that other readers warn of.
    unsafe options.bar_color = Palette.bar
    let number = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    if let from { unsafe (options.min_rule_type, options.min_value) = (number, from) }
    if let to { unsafe (options.max_rule_type, options.max_value) = (number, to) }
    try unsafe add(&options, area, of: sheet, worksheet)
  }

  private func add(
    _ options: inout lxw_conditional_format, _ area: SheetRange, of sheet: Sheet,
    _ worksheet: Worksheet
  ) throws(SpreadsheetError) {
    try check(
      unsafe worksheet_conditional_format_range(
        worksheet, UInt32(area.rows.lowerBound), UInt16(area.columns.lowerBound),
        UInt32(area.rows.upperBound), UInt16(area.columns.upperBound), &options),
      at: "condition of sheet '\(sheet.name)', \(area.name)")
  }
}

extension SheetCondition {
  /// The tests behind three signs, in order: a cell gets the first that holds.
  static func lights(good: Double, warning: Double) -> [(Verdict, Test)] {
    good >= warning
      ? [(.good, .atLeast(good)), (.warning, .atLeast(warning)), (.bad, .below(warning))]
      : [(.good, .atMost(good)), (.warning, .atMost(warning)), (.bad, .above(warning))]
  }
}

extension SheetCondition.Test {
  /// The test of a range's first cell as a formula.
  ///
  /// A comparison alone would not do: for spreadsheets every text is above every number.
  func formula(at range: SheetRange) -> String {
    let cell = CellRange.name(row: range.rows.lowerBound, column: range.columns.lowerBound)
    func compared(_ sign: String, _ number: Double) -> String {
      "AND(ISNUMBER(\(cell)),\(cell)\(sign)\(number.formulaText))"
    }
    switch self {
    case .beginsWith(let text):
      let quoted = text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      return "LEFT(\(cell),\(text.utf16.count))=\"\(quoted)\""
    case .atLeast(let number): return compared(">=", number)
    case .above(let number): return compared(">", number)
    case .atMost(let number): return compared("<=", number)
    case .below(let number): return compared("<", number)
    case .equals(let number): return compared("=", number)
    case .formula(let text): return StoredFormula.text(of: text)
    }
  }
}

extension Double {
  /// The number as formulas spell it.
  fileprivate var formulaText: String {
    let isWhole = self == rounded() && magnitude < 1e15
    return isWhole ? "\(Int(self))" : "\(self)".uppercased()
  }
}

extension SheetCondition.Verdict {
  /// A sign that tells the verdicts apart where colours are lost.
  var sign: String {
    switch self {
    case .good: "✓"
    case .warning: "!"
    case .bad: "✗"
    }
  }

  var ink: lxw_color_t {
    switch self {
    case .good: 0x1E_5631
    case .warning: 0x7A_4A00
    case .bad: 0x9C_0006
    }
  }

  var fill: lxw_color_t {
    switch self {
    case .good: 0xE2_F0D9
    case .warning: 0xFF_F2CC
    case .bad: 0xF8_CBAD
    }
  }
}

extension SheetValidation.Rule {
  fileprivate var libraryType: UInt8 {
    let type =
      switch self {
      case .list: LXW_VALIDATION_TYPE_LIST
      case .listFrom: LXW_VALIDATION_TYPE_LIST_FORMULA
      case .number: LXW_VALIDATION_TYPE_DECIMAL
      case .integer: LXW_VALIDATION_TYPE_INTEGER
      case .day: LXW_VALIDATION_TYPE_DATE_NUMBER
      }
    return UInt8(type.rawValue)
  }

  /// The least and the greatest number; 0 where texts are listed.
  var bounds: (Double, Double) {
    switch self {
    case .list, .listFrom: (0, 0)
    case .number(let range): (range.lowerBound, range.upperBound)
    case .integer(let range): (Double(range.lowerBound), Double(range.upperBound))
    case .day(let range): (range.lowerBound.serial, range.upperBound.serial)
    }
  }
}

extension Sheet {
  /// The first cell of a range that shows a figure, whose number format then stands for all.
  fileprivate func firstFigure(in range: SheetRange) -> SheetCell? {
    for row in range.rows {
      for column in range.columns {
        guard let cell = rows.dropFirst(row).first?.dropFirst(column).first else { continue }
        if cell.look.numberLook != nil { return cell }
      }
    }
    return nil
  }
}
