import Formulas
import Quantities
package import SeriesStore

/// The columns of the sheet of single days.
enum DayColumn: Int, CaseIterable {
  case network, day, firstSource, secondSource, first, second, above, run

  var title: String {
    switch self {
    case .network, .day: "\(self)"
    case .firstSource: "source of burns"
    case .secondSource: "source of emission"
    case .first: "burned"
    case .second: "minted"
    case .above: "burned above minted"
    case .run: "days of this run"
    }
  }
}

/// Two flows day by day, for measures that count the days on which one is above the other.
///
/// A day has an amount where the source that its quarter takes has a row of that day alone, or a
/// schedule. The sheet is there only where some network has such rows.
package enum DaySheet {
  package static let name = "Days"
  /// The flow whose days are counted.
  static let counted = "tokens_burned"

  /// Whether any network has rows of single days of burns in the columns that are shown.
  package static func isNeeded(
    for networks: [NetworkSeries], columns: [PeriodColumn]
  ) -> Bool {
    guard let days = DaySheet.days(of: columns) else { return false }
    return networks.contains { network in
      network.series.values.contains { $0.id.name == counted && hasDays($0, days) }
    }
  }

  /// From the first day of the quarters that are shown to the last.
  static func days(of columns: [PeriodColumn]) -> ClosedRange<Day>? {
    let shown = quarters(of: columns).map { columns[$0].period }
    return shown.first.map { $0.start...(shown.last ?? $0).end }
  }

  static func quarters(of columns: [PeriodColumn]) -> [Int] {
    columns.indices.filter { columns[$0].isShown && columns[$0].period.kind == .quarter }
  }

  static func hasDays(_ series: Series, _ days: ClosedRange<Day>) -> Bool {
    series.tracks.contains { track in
      track.rows(overlapping: Period(from: days.lowerBound, to: days.upperBound)).contains {
        track.isPresent($0) && (track.isSchedule || track.days($0) == 1)
      }
    }
  }
}

/// Rows of the sheet of days that one pair of flows takes.
struct DayBlock {
  let sheet: Int
  let days: ClosedRange<Day>
  let rows: ClosedRange<Int>
  let flows: [FlowChoice]
  let sources: [NetworkSheet.LineID]
}

extension WorkbookBuilder {
  /// Keeps a row for each day; they are filled once the network's lines have theirs.
  func reserveDays(_ days: ClosedRange<Day>, on sheet: Int) -> ClosedRange<Int> {
    if grids[sheet].rows.isEmpty {
      grids[sheet].append(DayColumn.allCases.map(\.title), .heading)
      grids[sheet].sheet.frozenRows = 1
      grids[sheet].sheet.frozenColumns = 2
      grids[sheet].sheet.columnWidths = [14, 12, 26, 26, 16, 16, 12, 12]
    }
    let first = grids[sheet].nextRow
    for _ in days.lowerBound.number...days.upperBound.number {
      grids[sheet].append([Grid.Cell]())
    }
    return first...grids[sheet].nextRow - 1
  }
}

extension NetworkSheet {
  /// Counts days on which the first flow is above the second, or their longest run.
  func daysAbove(_ reads: [Formula], _ bases: [String: String], isRun: Bool) -> Template {
    let cells = reads.flatMap { $0.references { _ in nil } }.map {
      lower(.metric($0.name), bases)
    }
    let none = Expression.absent("needs burns and emission of each day")
    let block = dayBlock(reads, bases)
    return { column in
      guard self.columns[column].isShown else { return nil }
      let read = cells.map { self.cell($0, column) }
      guard let block else { return self.unless(read, none) }
      let result = isRun ? self.longestRun(block, column) : self.sumAbove(block, column)
      return self.unless(
        read, .when(.binary(.equal, self.knownDays(block, column), .number(0)), none, result))
    }
  }

  /// The share of a column's days that have both amounts.
  func coverageOfDays(_ reads: [Formula], _ bases: [String: String]) -> Template {
    guard let block = dayBlock(reads, bases) else { return { _ in nil } }
    return { self.knownDays(block, $0) / self.head(.days, $0) }
  }

  // MARK: Columns over days

  private func column(_ column: DayColumn, _ block: DayBlock) -> Expression {
    builder.column(block.sheet, column.rawValue, block.rows)
  }

  /// Criteria that keep a column's days.
  private func within(_ block: DayBlock, _ column: Int) -> [Expression] {
    let day = self.column(.day, block)
    return [
      day, .binary(.joined, .text(">="), head(.start, column)),
      day, .binary(.joined, .text("<="), head(.end, column)),
    ]
  }

  private func knownDays(_ block: DayBlock, _ column: Int) -> Expression {
    .call(.countIfs, [self.column(.above, block), .text(">=0")] + within(block, column))
  }

  private func sumAbove(_ block: DayBlock, _ column: Int) -> Expression {
    .call(.sumIfs, [self.column(.above, block)] + within(block, column))
  }

  /// The longest run in a column's days; one that began before them counts from their first.
  private func longestRun(_ block: DayBlock, _ column: Int) -> Expression {
    let (day, run) = (self.column(.day, block), self.column(.run, block))
    let (start, end) = (head(.start, column), head(.end, column))
    let place = day - start + .number(1)
    // The smaller of two numbers is half of their sum less their distance.
    let inside =
      (run + place - .call(.absolute, [run - place])) / .number(2)
    let isInside = .binary(.atLeast, day, start) * Expression.binary(.atMost, day, end)
    return .sumProduct(.call(.maximum, [isInside * inside]))
  }

  // MARK: Rows of days

  /// The rows of two flows; `nil` where one of them has no amount of a single day.
  private func dayBlock(_ reads: [Formula], _ bases: [String: String]) -> DayBlock? {
    guard let sheet = builder.sheet(DaySheet.name), let days = DaySheet.days(of: columns) else {
      return nil
    }
    let flows = reads.compactMap { formula -> FlowChoice? in
      guard case .series(let reference, _, _) = formula,
        let series = network.series[evaluator.id(of: reference, bases)],
        DaySheet.hasDays(series, days)
      else { return nil }
      return FlowChoice(series)
    }
    guard flows.count == reads.count else { return nil }
    let key = flows.map(\.series.id)
    if let known = dayBlocks[key] { return known }
    let block = DayBlock(
      sheet: sheet, days: days, rows: builder.reserveDays(days, on: sheet), flows: flows,
      sources: flows.map { source($0, .period) })
    dayBlocks[key] = block
    return block
  }

  /// Writes the rows of days, once the lines that they read have theirs.
  func fillDays() {
    for block in dayBlocks.values {
      for (offset, row) in block.rows.enumerated() {
        builder.grids[block.sheet].rows[row] = dayCells(block, offset, row)
      }
    }
  }

  private func dayCells(_ block: DayBlock, _ offset: Int, _ row: Int) -> [Grid.Cell] {
    func own(_ column: DayColumn) -> Expression {
      .cell(
        Address(sheet: block.sheet, row: row, column: column.rawValue), fixedRow: false,
        fixedColumn: false)
    }
    let quarters = DaySheet.quarters(of: columns)
    let shown = quarters[0]..<quarters[quarters.count - 1] + 1
    let quarter = Expression.match(own(.day), headLine(.start, shown), exact: false)
    // A source that is not chosen is an empty cell, and INDEX would give 0 for it.
    let sources = block.sources.map { source in
      Grid.Cell.formula(
        .binary(.joined, .index(fixedRun(source, shown), quarter), .text("")), .computed(.word))
    }
    let amounts = zip(block.flows, [DayColumn.firstSource, .secondSource]).map { flow, source in
      Grid.Cell.formula(
        amount(of: flow, from: own(source), on: own(.day)), .computed(.amount))
    }
    let isAbove = Expression.when(
      .binary(.greater, own(.first), own(.second)), .number(1), .number(0))
    let above = Expression.when(.areNumbers([own(.first), own(.second)]), isAbove, .text(""))
    let before = Expression.cell(
      Address(sheet: block.sheet, row: row - 1, column: DayColumn.run.rawValue), fixedRow: false,
      fixedColumn: false)
    let next = offset == 0 ? Expression.number(1) : before + .number(1)
    let run = Expression.when(.binary(.equal, own(.above), .number(1)), next, .number(0))
    return [.text(network.id), .day(block.days.lowerBound + offset, .computed(.day))] + sources
      + amounts + [.formula(above, .computed(.general)), .formula(run, .computed(.general))]
  }

  /// A source's amount of a day: its row of that day, else a day's share of a schedule's piece.
  private func amount(
    of flow: FlowChoice, from source: Expression, on day: Expression
  ) -> Expression {
    guard let rows = builder.blocks[network.id]?.pieces[flow.series.id] else { return .text("") }
    func block(_ column: PieceColumn) -> Expression {
      builder.column(builder.pieces, column.rawValue, rows)
    }
    func sum(_ column: PieceColumn, _ criteria: [Expression]) -> Expression {
      .call(.sumIfs, [block(column), block(.source), source] + criteria)
    }
    let alone = [block(.rowFrom), day, block(.rowTo), day]
    let around = [
      block(.from), Expression.binary(.joined, .text("<="), day),
      block(.to), .binary(.joined, .text(">="), day),
    ]
    let schedules = zip(flow.series.tracks, labels(flow.series)).filter(\.0.isSchedule).map(\.1)
    let planned = schedules.reversed().reduce(Expression.text("")) { rest, label in
      let own = [block(.source), .text(label)] + around
      return .when(
        .binary(.greater, sum(.days, own), .number(0)), sum(.amount, own) / sum(.days, own), rest)
    }
    return .when(
      .binary(.greater, sum(.days, alone), .number(0)), sum(.amount, alone), planned)
  }
}
