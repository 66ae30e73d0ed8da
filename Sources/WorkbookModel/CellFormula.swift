/// A cell formula as the pages of a report write it.
///
/// Its only numbers are 0, 1 and 2; any other is an assumption with a name.
package struct CellFormula: Sendable, ExpressibleByIntegerLiteral {
  let expression: Expression

  init(_ expression: Expression) { self.expression = expression }

  package init(integerLiteral value: Int) {
    precondition((0...2).contains(value), "a number in a formula is an assumption with a name")
    expression = .number(Double(value))
  }

  package static func text(_ text: String) -> CellFormula { .init(.text(text)) }
}

// Signs and functions that pages write with.
extension CellFormula {
  package static func + (left: CellFormula, right: CellFormula) -> CellFormula {
    .init(left.expression + right.expression)
  }
  package static func - (left: CellFormula, right: CellFormula) -> CellFormula {
    .init(left.expression - right.expression)
  }
  package static func * (left: CellFormula, right: CellFormula) -> CellFormula {
    .init(left.expression * right.expression)
  }
  package static func / (left: CellFormula, right: CellFormula) -> CellFormula {
    .init(left.expression / right.expression)
  }

  /// Whether two cells are equal, below or not below one another.
  package enum Comparison { case equal, unequal, less, atMost, greater, atLeast }

  package static func compare(
    _ left: CellFormula, _ comparison: Comparison, _ right: CellFormula
  ) -> CellFormula {
    let sign: Expression.Sign =
      switch comparison {
      case .equal: .equal
      case .unequal: .unequal
      case .less: .less
      case .atMost: .atMost
      case .greater: .greater
      case .atLeast: .atLeast
      }
    return .init(.binary(sign, left.expression, right.expression))
  }

  package static func when(
    _ condition: CellFormula, _ yes: CellFormula, _ no: CellFormula
  ) -> CellFormula {
    .init(.when(condition.expression, yes.expression, no.expression))
  }

  package static func ifError(_ value: CellFormula, _ other: CellFormula) -> CellFormula {
    .init(.ifError(value.expression, other.expression))
  }

  package static func isNumber(_ value: CellFormula) -> CellFormula {
    .init(.isNumber(value.expression))
  }

  package static func absolute(_ value: CellFormula) -> CellFormula {
    .init(.call(.absolute, [value.expression]))
  }

  package static func both(_ conditions: CellFormula...) -> CellFormula {
    .init(.call(.and, conditions.map(\.expression)))
  }

  /// Texts one after the other.
  package static func joined(_ first: CellFormula, _ rest: CellFormula...) -> CellFormula {
    .init(rest.reduce(first.expression) { .binary(.joined, $0, $1.expression) })
  }

  /// A number as a text, with so many decimals.
  package static func fixed(_ value: CellFormula, decimals: CellFormula) -> CellFormula {
    .init(.call(.fixed, [value.expression, decimals.expression]))
  }

  package static func sum(_ values: CellFormula...) -> CellFormula {
    .init(.call(.sum, values.map(\.expression)))
  }

  package static func count(_ values: CellFormula...) -> CellFormula {
    .init(.call(.count, values.map(\.expression)))
  }

  package static func maximum(_ values: CellFormula...) -> CellFormula {
    .init(.call(.maximum, values.map(\.expression)))
  }

  package static func minimum(_ values: CellFormula...) -> CellFormula {
    .init(.call(.minimum, values.map(\.expression)))
  }

  /// The sum of the products of two blocks, row by row; texts count as 0.
  package static func sumProduct(_ left: CellFormula, _ right: CellFormula) -> CellFormula {
    .init(.sumProduct(left.expression, right.expression))
  }

  package static func countIf(_ block: CellFormula, _ criterion: CellFormula) -> CellFormula {
    .init(.call(.countIf, [block.expression, criterion.expression]))
  }

  /// The middle of the numbers of a block; texts are passed over.
  package static func median(_ block: CellFormula) -> CellFormula {
    .init(.call(.median, [block.expression]))
  }

  /// The place of a number among those of a block, from 1 for the greatest or for the least.
  package static func rank(
    _ value: CellFormula, among block: CellFormula, leastFirst: Bool
  ) -> CellFormula {
    .init(
      .call(.rank, [value.expression, block.expression, .number(leastFirst ? 1 : 0)]))
  }

  /// A result of two cells; the text of the first that has no number stands for it.
  package static func of(
    _ first: CellFormula, _ second: CellFormula, _ result: CellFormula
  ) -> CellFormula {
    when(
      compare(count(first, second), .less, 2), when(isNumber(first), second, first), result)
  }

  /// A result of one cell; its text stands for it where it has no number.
  package static func of(_ cell: CellFormula, _ result: CellFormula) -> CellFormula {
    when(isNumber(cell), result, cell)
  }
}

extension WorkbookBuilder {
  /// The cell that has a name.
  package func named(_ name: String) -> CellFormula { CellFormula(cell(named: name)) }

  func place(of sheet: String) -> Int {
    guard let place = self.sheet(sheet) else {
      preconditionFailure("no sheet is called '\(sheet)'")
    }
    return place
  }

  /// Names of cells for other workbooks, in alphabetical order.
  package var definedNames: [DefinedName] {
    names.map { address, name in
      let sheet = grids[address.sheet].sheet.name.replacing("'", with: "''")
      let cell = "$\(columnName(address.column))$\(address.row + 1)"
      return DefinedName(name, "'\(sheet)'!\(cell)")
    }.sorted { $0.name < $1.name }
  }
}
