import Testing

@testable import WorkbookModel

/// Column A holds 1, 2, text, empty, 4; B holds a, b, a, b, a.
@Suite struct CalculationTests {
  private let grid: Grid = {
    var grid = Grid(name: "Sheet", kind: .input)
    for (a, b) in [(1.0, "a"), (2, "b"), (nil, "a"), (.nan, "b"), (4, "a")] {
      let cell: Grid.Cell =
        a.map { $0.isNaN ? .blank : .number($0, .plain) } ?? .text("n/a", .plain)
      grid.append([cell, .text(b)])
    }
    return grid
  }()

  private func column(_ column: Int) -> Expression {
    .block(.init(sheet: 0, row: 0, column: column), .init(sheet: 0, row: 4, column: column))
  }

  private func shown(_ expression: Expression) -> CellValue? {
    var grid = grid
    grid.append([.formula(expression, .plain)])
    return Calculation([grid]).value(at: .init(sheet: 0, row: 5, column: 0)).shown
  }

  @Test func `functions give what a spreadsheet gives`() {
    #expect(shown(.call(.sum, [column(0)])) == .number(7))
    #expect(shown(.call(.count, [column(0)])) == .number(3))
    #expect(shown(.call(.average, [column(0)])) == .number(7.0 / 3))
    #expect(shown(.call(.maximum, [column(0)])) == .number(4))
    #expect(shown(.call(.sumIfs, [column(0), column(1), .text("A")])) == .number(5))
    #expect(shown(.call(.sumIfs, [column(0), column(0), .text(">=2")])) == .number(6))
    #expect(shown(.call(.countIf, [column(1), .text("b")])) == .number(2))
    #expect(shown(.match(.text("B"), column(1), exact: true)) == .number(2))
    #expect(shown(.index(column(0), .number(5))) == .number(4))
    #expect(shown(.ifError(.match(.text("z"), column(1), exact: true), .number(0))) == .number(0))
    #expect(
      shown(.when(.isNumber(.index(column(0), .number(3))), .text("y"), .text("n"))) == .text("n"))
    #expect(shown(.binary(.joined, .text(">="), .number(45_000))) == .text(">=45000"))
    #expect(shown(.call(.fixed, [.number(1_234_567.5), .number(0)])) == .text("1,234,568"))
    #expect(shown(.call(.fixed, [.number(-0.125), .number(1)])) == .text("-0.1"))
  }

  @Test func `errors show as none`() {
    #expect(shown(.number(1) / .number(0)) == nil)
    #expect(shown(.text("a") + .number(1)) == nil)
    #expect(shown(.call(.logarithm, [.number(0)])) == nil)
  }

  @Test func `formulas print with the parentheses they need`() {
    let printer = FormulaPrinter(sheetNames: ["Data", "io-net"], sheet: 1)
    let a = Expression.cell(.init(sheet: 1, row: 0, column: 2), fixedRow: true, fixedColumn: false)
    let far = Expression.cell(
      .init(sheet: 0, row: 9, column: 26), fixedRow: false, fixedColumn: true)
    #expect(printer.text((a - .number(1)) * (a - (a - far))) == "(C$1-1)*(C$1-(C$1-Data!$AA10))")
    #expect(printer.text(.text("say \"n/a\"")) == "\"say \"\"n/a\"\"\"")
    let other = FormulaPrinter(sheetNames: ["Data", "io-net"], sheet: 0)
    #expect(other.text(a) == "'io-net'!C$1")
  }
}
