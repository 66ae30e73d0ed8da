package import Quantities

/// A sheet under construction: cells that are typed, or calculated by an expression.
package struct Grid: Sendable {
  enum Content: Sendable {
    case blank
    case number(Double)
    case text(String)
    case day(Day)
    case link(String, target: String)
    case formula(Expression)
  }

  struct Cell: Sendable {
    var content: Content
    var look: SheetCell.Look
    /// Where a click on the cell leads.
    var target: String?
    /// On which side of the number the true one lies, where it is a bound.
    var bound: SheetCell.Bound?
  }

  /// Everything but the cells.
  package var sheet: Sheet
  var rows: [[Cell]] = []

  package init(name: String, kind: Sheet.Kind) { sheet = Sheet(name: name, kind: kind) }

  /// The number of rows so far; the index of the next one.
  package var nextRow: Int { rows.count }

  /// Appends a row of cells.
  @discardableResult mutating func append(_ cells: [Cell]) -> Int {
    rows.append(cells)
    return rows.count - 1
  }

  /// Appends a row of typed cells.
  @discardableResult package mutating func append(_ cells: [SheetCell]) -> Int {
    append(
      cells.map { cell in
        let content: Content =
          switch cell.content {
          case .blank: .blank
          case .number(let value): .number(value)
          case .text(let text): .text(text)
          case .day(let day): .day(day)
          case .link(let text, let target): .link(text, target: target)
          case .formula: preconditionFailure("formulas are appended as expressions")
          }
        return Cell(content: content, look: cell.look, target: cell.target, bound: cell.bound)
      })
  }

  /// Appends a row of text cells of one look.
  @discardableResult package mutating func append(
    _ texts: [String], _ look: SheetCell.Look = .plain
  ) -> Int {
    append(texts.map { SheetCell(.text($0), look) })
  }
}

extension Grid.Cell {
  static let blank = Grid.Cell(content: .blank, look: .plain)
  static func text(_ text: String, _ look: SheetCell.Look = .plain) -> Self {
    .init(content: .text(text), look: look)
  }
  static func number(_ value: Double, _ look: SheetCell.Look) -> Self {
    .init(content: .number(value), look: look)
  }
  static func day(_ day: Day, _ look: SheetCell.Look = .input(.day)) -> Self {
    .init(content: .day(day), look: look)
  }
  static func formula(
    _ expression: Expression, _ look: SheetCell.Look, target: String? = nil,
    bound: SheetCell.Bound? = nil
  ) -> Self {
    .init(content: .formula(expression), look: look, target: target, bound: bound)
  }
}

extension Day {
  /// The serial number of spreadsheets: days since 1899-12-30.
  package var serial: Double { Double(self - Day(number: -25_569)) }

  init(serial: Double) { self.init(number: Int32(serial.rounded(.down)) - 25_569) }
}
