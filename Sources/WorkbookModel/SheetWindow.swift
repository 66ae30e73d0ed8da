import Formulas
import Quantities
import SeriesStore

/// The days over which a line sums, as cells.
enum SheetWindow: Hashable {
  case formula(Formula.Window)
  /// From the day after a supply's opening reading to its closing one.
  case readings(SeriesID)

  static let period = SheetWindow.formula(.period)

  /// What follows the name of a series in a line's label.
  var label: String {
    switch self {
    case .formula(.period): ""
    case .formula(.lastMonth): "last month"
    case .formula(.trailingYear): "twelve months"
    case .formula(.last30Days): "last 30 days"
    case .formula(.next30Days): "next 30 days"
    case .formula(.next90Days): "next 90 days"
    case .formula(.nextYear): "next year"
    case .formula(.sinceLaunch): "since the books begin"
    case .readings: "between the readings of supply"
    }
  }
}

extension NetworkSheet {
  /// A cell of a column that belongs to a window; `nil` where the window does not exist there.
  enum WindowCell: String { case start, end, days, cut }

  /// The first or last day of a window, their number, or the longest row cut at its edge.
  func window(_ window: SheetWindow, _ cell: WindowCell) -> (Int) -> Expression {
    switch (window, cell) {
    case (.formula(.period), .start): { self.head(.start, $0) }
    case (.formula(.period), .days): { self.head(.days, $0) }
    case (.formula(.period), .cut), (.formula(.trailingYear), .cut):
      { self.head(.longestCut, $0) }
    case (.formula(.lastMonth), .start): { self.head(.monthStart, $0) }
    case (.formula(.lastMonth), .end): { self.head(.monthEnd, $0) }
    case (.formula(.lastMonth), .days): { self.head(.monthDays, $0) }
    case (.formula(.lastMonth), .cut): { self.head(.monthCut, $0) }
    case (.formula(.trailingYear), .start): { self.head(.yearStart, $0) }
    case (.formula(.trailingYear), .days): { self.head(.yearDays, $0) }
    case (.formula(.sinceLaunch), .cut), (.formula(.next30Days), .cut),
      (.formula(.next90Days), .cut), (.formula(.nextYear), .cut):
      { _ in self.builder.constant(.longestSplit) }
    case (.formula(.period), .end), (.formula(.trailingYear), .end),
      (.formula(.last30Days), .end), (.formula(.sinceLaunch), .end):
      { self.head(.end, $0) }
    default: ownCell(window, cell)
    }
  }

  /// A cell on a line of its own.
  private func ownCell(_ window: SheetWindow, _ cell: WindowCell) -> (Int) -> Expression {
    let line = windowLine(window, cell)
    return { self.cell(line, $0) }
  }

  private func windowLine(_ window: SheetWindow, _ cell: WindowCell) -> LineID {
    // Lines that this one reads are declared before it.
    let parts = windowParts(window, cell)
    let subject = Subject(
      formula: .number(0, .one), bases: [:], role: "window \(window.label) \(window) \(cell)")
    return line(subject, isInput: true) {
      Line(label: "\(cell.title), \(window.label)", unit: "", note: "") { column in
        self.windowCell(window, cell, parts, column)
      }
    }
  }

  private func windowParts(_ window: SheetWindow, _ cell: WindowCell) -> [(Int) -> Expression] {
    switch (window, cell) {
    case (_, .days): [self.window(window, .start), self.window(window, .end)]
    case (_, .cut): [self.window(window, .days)]
    case (.readings(let id), .start): [line(readingDay(id, isClosing: false))]
    case (.readings(let id), .end): [line(readingDay(id, isClosing: true))]
    default: []
    }
  }

  private func line(_ id: LineID) -> (Int) -> Expression { { self.cell(id, $0) } }

  private func windowCell(
    _ window: SheetWindow, _ cell: WindowCell, _ parts: [(Int) -> Expression], _ column: Int
  ) -> Grid.Cell {
    let end = head(.end, column)
    let day = { (value: Expression) in Grid.Cell.formula(value, .computed(.day)) }
    let known = { (value: Expression) -> Expression in
      let read = parts.map { $0(column) }
      return .when(.areNumbers(read), value, .text(""))
    }
    switch (window, cell) {
    case (_, .days):
      let days = parts[1](column) - parts[0](column) + .number(1)
      return .formula(known(days), .computed(.general))
    case (_, .cut):
      let cut = Expression.call(
        .minimum, [builder.constant(.longestSplit), parts[0](column) / .number(2)])
      return .formula(known(cut), .computed(.general))
    case (.readings, .start): return day(known(parts[0](column) + .number(1)))
    case (.readings, .end): return day(known(parts[0](column)))
    case (.formula(.sinceLaunch), _):
      let period = columns[column].period
      return .day(evaluator.days(of: .sinceLaunch, period).start)
    case (.formula(.last30Days), _): return day(end - builder.constant(.recentDays) + .number(1))
    case (_, .start): return day(end + .number(1))
    case (.formula(.next30Days), _): return day(end + builder.constant(.monthAhead))
    case (.formula(.next90Days), _): return day(end + builder.constant(.quarterAhead))
    default:
      let next = Expression.call(
        .months, [end + .number(1), builder.constant(.monthsOfYear)])
      return day(next - .number(1))
    }
  }
}

extension NetworkSheet.WindowCell {
  fileprivate var title: String {
    switch self {
    case .start: "first day"
    case .end: "last day"
    case .days: "days"
    case .cut: "longest row cut at the edge"
    }
  }
}
