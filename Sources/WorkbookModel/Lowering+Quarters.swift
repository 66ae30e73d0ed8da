import Formulas
import Quantities

// Windows longer than a quarter, which sum the quarters beside them where no source covers them
// as a whole.
extension NetworkSheet {
  /// What a column holds where its source cell says that it sums the quarters.
  func whole(
    _ source: LineID, _ column: Int, _ fromQuarters: Expression, else direct: Expression
  ) -> Expression {
    .when(
      .binary(.equal, cell(source, column), .text(NetworkSheet.fromQuarters)), fromQuarters, direct)
  }

  /// The word in a source cell that sums the quarters beside it.
  static let fromQuarters = "sum of quarters"

  /// The line of quarters that a longer window sums, and the sheet it is on.
  typealias QuarterLine = (sheet: NetworkSheet, line: LineID)

  /// `nil` where the window's own line is the one that is summed, or none is.
  func quarters(
    _ window: SheetWindow, _ make: (NetworkSheet) -> LineID
  ) -> QuarterLine? {
    switch window {
    case .formula(.trailingYear): return (self, make(self))
    case .formula(.sinceLaunch):
      let sheet = span(.quarters)
      return (sheet, make(sheet))
    default: return nil
    }
  }

  /// The cells of quarters that make up a column's window, where it is longer than a quarter.
  func quarterRun(
    _ quarters: QuarterLine?, _ own: Subject, _ window: SheetWindow, _ column: Int
  ) -> Expression? {
    switch window {
    case .formula(.sinceLaunch):
      guard let quarters else { return nil }
      let days = columns[column].period
      let since = evaluator.days(of: .sinceLaunch, days)
      return quarters.sheet.run(quarters.line, within: since)
    case .formula(.trailingYear), .period:
      guard let line = quarters?.line ?? lineID(of: own), let run = summedColumns(window, column)
      else { return nil }
      return self.run(line, run)
    default: return nil
    }
  }

  /// The cells of a line in the columns that lie within some days.
  func run(_ line: LineID, within days: Period) -> Expression? {
    columns(within: days).map { fixedRun(line, $0) }
  }

  private func columns(within days: Period) -> Range<Int>? {
    let inside = columns.indices.filter {
      columns[$0].period.start >= days.start && columns[$0].period.end <= days.end
    }
    return inside.first.flatMap { first in inside.last.map { first..<$0 + 1 } }
  }

  /// The columns of quarters that make up the window, where it is longer than a quarter.
  func summedColumns(_ window: SheetWindow, _ column: Int) -> Range<Int>? {
    switch window {
    case .formula(.trailingYear): columns[column].quarters
    case .period: columns[column].period.kind == .trailingYear ? columns[column].quarters : nil
    default: nil
    }
  }

  /// The lengths of the quarters that make up a column's window.
  func quarterDays(
    _ quarters: QuarterLine?, _ window: SheetWindow, _ column: Int
  ) -> Expression? {
    if case .formula(.sinceLaunch) = window {
      let since = evaluator.days(of: .sinceLaunch, columns[column].period)
      return quarters?.sheet.headRun(.days, within: since)
    }
    return summedColumns(window, column).map { headRun(.days, $0) }
  }

  /// The cells of a row of the head in the columns that lie within some days.
  func headRun(_ row: Head, within days: Period) -> Expression? {
    columns(within: days).map { headLine(row, $0) }
  }
}
