import Quantities
import SeriesStore

extension Evaluator {
  /// A figure together with what rows that name parties bring: sources, weakest evidence, grain,
  /// coverage; the day of balances that lie more than seven days before the period's end.
  func rest(
    _ figure: Figure, on rows: Ledger.Reading, of ledger: Ledger, _ period: Period
  ) -> Figure {
    var figure = figure
    for statement in rows.statements {
      let days = statement.days.upperBound - statement.days.lowerBound + 1
      figure.sources.insert(statement.source)
      figure.evidence = max(figure.evidence ?? .settled, statement.evidence)
      figure.grain = max(figure.grain, days)
      if trace != nil { trace?.append(TracedRow(statement, of: ledger)) }
    }
    guard ledger.kind == .holders else {
      figure.coverage = rows.coverage
      if !rows.isWhole { figure.state = .partial }
      return figure
    }
    if let day = rows.statements.last?.days.upperBound, period.end - day > Evaluator.freshDays {
      figure.readOn = day
      figure.marks.insert(.dated)
    }
    return figure
  }
}

extension TracedRow {
  /// All rows of a statement as one, at the place of the first: a million of them would say less.
  fileprivate init(_ statement: Ledger.Statement, of ledger: Ledger) {
    var sum = CompensatedSum()
    for row in statement.rows { sum.add(ledger.amounts[row]) }
    self.init(
      series: SeriesID(ledger.kind.rawValue), source: statement.source,
      evidence: statement.evidence, file: statement.file,
      line: ledger.lines[statement.rows.lowerBound], days: statement.days, value: sum.value,
      note: "\(statement.rows.count) rows from here on")
  }
}
