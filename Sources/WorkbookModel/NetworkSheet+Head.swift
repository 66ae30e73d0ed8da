import Quantities

// The rows above the lines: periods with their days, and the period of which reasons are told.
extension NetworkSheet {
  /// Rows of the head, from 0.
  enum Head: Int, CaseIterable {
    case title, back, blank, period, start, end, days, longestCut, monthStart, monthEnd, monthDays,
      monthCut, yearStart, yearDays
  }

  /// The cell of a row of the head above a column of periods.
  func head(_ row: Head, _ column: Int) -> Expression {
    .cell(
      Address(
        sheet: sheet, row: row.rawValue, column: NetworkSheet.firstPeriodColumn + column),
      fixedRow: true, fixedColumn: false)
  }

  /// The cells of a row of the head, for formulas of another sheet.
  func headLine(_ row: Head, _ columns: Range<Int>) -> Expression {
    fixedRun(row.rawValue, columns)
  }

  /// The cells of a row of the head, for formulas of this sheet.
  func headRun(_ row: Head, _ columns: Range<Int>) -> Expression {
    let first = NetworkSheet.firstPeriodColumn
    return .run(
      Address(sheet: sheet, row: row.rawValue, column: first + columns.lowerBound),
      through: first + columns.upperBound - 1)
  }

  /// Writes the title, the way back, and the rows of the head.
  func writeHead(
    title: String, subtitle: String = "", back: (text: String, target: String),
    legend: String = ""
  ) {
    builder.grids[sheet].append([title], .title)
    builder.grids[sheet].append(
      [SheetCell(.link(back.text, target: back.target)), SheetCell()]
        + (legend.isEmpty ? [] : [SheetCell(.text(legend), .note)]))
    writeChoice(subtitle: subtitle)
    for row in Head.allCases.dropFirst(3) {
      let look: SheetCell.Look = row == .period ? .heading : .note
      let cells = columns.indices.map { headCell(row, $0) }
      let isUsed = cells.contains { if case .blank = $0.content { false } else { true } }
      builder.grids[sheet].append(
        [.text(isUsed ? row.title : "", look), .text("", look)] + cells
          + (row == .period ? ["definition", "id", "why n/a"] : ["", ""]).map { .text($0, look) })
    }
  }

  /// The column that says why figures of a chosen period are missing.
  private var reasonColumn: Int { NetworkSheet.firstPeriodColumn + columns.count + 2 }

  /// Writes the row in which a reader chooses the period of which reasons are told.
  private func writeChoice(subtitle: String) {
    let newest = columns.last { $0.isShown && $0.period.kind == .quarter } ?? columns.last
    let gap = Array(repeating: Grid.Cell.blank, count: reasonColumn - 2)
    let period = newest?.title ?? ""
    builder.grids[sheet].append(
      [.text(subtitle, .note)] + gap + [.text("say why of", .note), .text(period, .inputText)])
    let (first, last) = (NetworkSheet.firstPeriodColumn, reasonColumn - 3)
    let message = "One of the periods in row \(Head.period.rawValue + 1)."
    builder.grids[sheet].sheet.validations.append(
      SheetValidation(
        .listFrom(
          WorkbookBuilder.reference(
            builder.grids[sheet].sheet.name, row: Head.period.rawValue, columns: first...last)),
        on: SheetRange(row: Head.blank.rawValue, column: reasonColumn), title: "period",
        message: message, error: message))
  }

  /// Why a line has no figure in the chosen period; empty where it has one.
  func reason(of line: Line, row: Int) -> Grid.Cell {
    let look = columns.indices.lazy.compactMap { line.cell($0)?.look }.first
    switch look {
    case .computed(let number)? where number != .word, .headline(let number)? where number != .word:
      break
    default: return .text("", .note)
    }
    let chosen = Expression.match(
      .cell(
        Address(sheet: sheet, row: Head.blank.rawValue, column: reasonColumn), fixedRow: true,
        fixedColumn: true), headLine(.period, columns.indices), exact: true)
    let cells = Expression.run(
      Address(sheet: sheet, row: row, column: NetworkSheet.firstPeriodColumn),
      through: NetworkSheet.firstPeriodColumn + columns.count - 1)
    let cell = Expression.index(cells, chosen)
    return .formula(
      .ifError(
        .when(.isNumber(cell), .text(""), .binary(.joined, cell, .text(""))), .text("")), .note)
  }

  private func headCell(_ row: Head, _ column: Int) -> Grid.Cell {
    let period = columns[column].period
    let month = Period.month(of: period.end)
    let year = Period.trailingYear(asOf: period.end)
    let days = { (from: Expression, to: Expression) in to - from + .number(1) }
    let cut = { (days: Expression) -> Expression in
      .call(.minimum, [self.builder.constant(.longestSplit), days / .number(2)])
    }
    switch row {
    case .title, .back, .blank: return .blank
    case .period: return .text(columns[column].title, .heading)
    case .start: return .day(period.start)
    case .end: return .day(period.end)
    case .days:
      return .formula(days(head(.start, column), head(.end, column)), .computed(.general))
    case .longestCut: return .formula(cut(head(.days, column)), .computed(.general))
    case .monthStart: return .day(month.start)
    case .monthEnd: return .day(month.end)
    case .monthDays:
      return .formula(days(head(.monthStart, column), head(.monthEnd, column)), .computed(.general))
    case .monthCut: return .formula(cut(head(.monthDays, column)), .computed(.general))
    // Twelve months end with a month, and weeks do not.
    case .yearStart where period.kind == .custom, .yearDays where period.kind == .custom:
      return .blank
    case .yearStart: return .day(year.start)
    case .yearDays:
      return .formula(days(head(.yearStart, column), head(.end, column)), .computed(.general))
    }
  }
}

extension NetworkSheet.Head {
  fileprivate var title: String {
    switch self {
    case .title, .back, .blank: ""
    case .period: "period"
    case .start: "first day"
    case .end: "last day"
    case .days: "days"
    case .longestCut: "longest row, in days, that is cut at the period's edge"
    case .monthStart: "first day of the last month"
    case .monthEnd: "last day of the last month"
    case .monthDays: "days of the last month"
    case .monthCut: "longest row that is cut at the month's edge"
    case .yearStart: "first day of twelve months"
    case .yearDays: "days of twelve months"
    }
  }
}
