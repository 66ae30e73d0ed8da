import Formulas
import Quantities

// What marks figures that cover their days in part.
extension NetworkSheet {
  /// Marks the figures of some lines where rows cover too few of their days, whatever the rows become.
  func markPartial(_ shares: [(line: LineID, share: Template)]) {
    let printer = FormulaPrinter(
      sheetNames: builder.grids.map(\.sheet.name), sheet: sheet, cellNames: builder.names)
    for (line, share) in shares {
      for run in runs(of: line, share, printer) {
        guard case .cell(let address, _, _) = cell(line, run.columns.lowerBound) else { continue }
        let last = address.column + run.columns.count - 1
        let isPartial = Expression.call(
          .and,
          [
            .isNumber(cell(line, run.columns.lowerBound)),
            .binary(.less, run.share, builder.constant(.wholeCoverage)),
          ])
        builder.grids[sheet].sheet.conditions.append(
          SheetCondition(
            .partial(.formula(printer.text(isPartial))),
            on: SheetRange(rows: address.row...address.row, columns: address.column...last)))
      }
    }
  }

  /// The coverage of a metric as one cell, where a mark's formula would be longer than Excel takes when
  /// someone edits it: 255 characters.
  func shortCoverage(of subject: Subject, named name: String) -> Template {
    let share = coverage(of: subject.formula, subject.bases)
    guard hasChoice(subject.formula) else { return share }
    let id = line(
      Subject(formula: subject.formula, bases: subject.bases, role: "shown coverage"),
      isInput: true
    ) {
      Line(label: "\(name), coverage of the figure", unit: "%", note: "") { column in
        share(column).map { .formula($0, .computed(.percent)) }
      }
    }
    return cells(of: id)
  }

  /// Whether alternatives stand behind a formula: its coverage is that of the one that is taken.
  private func hasChoice(_ formula: Formula) -> Bool {
    switch formula {
    case .firstKnown: true
    case .metric(let id): definition(id).map(hasChoice) ?? false
    default: formula.children.contains(where: hasChoice)
    }
  }

  /// Columns beside each other whose coverage one formula gives, moved from cell to cell.
  private func runs(
    of line: LineID, _ share: Template, _ printer: FormulaPrinter
  ) -> [(columns: ClosedRange<Int>, share: Expression)] {
    var runs: [(columns: ClosedRange<Int>, share: Expression)] = []
    for column in columns.indices where has(line, column) {
      guard let share = share(column) else { continue }
      if let last = runs.last, last.columns.upperBound == column - 1,
        printer.text(last.share.moved(by: last.columns.count)) == printer.text(share)
      {
        runs[runs.count - 1].columns = last.columns.lowerBound...column
      } else {
        runs.append((column...column, share))
      }
    }
    return runs
  }
}
