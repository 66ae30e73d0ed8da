import Formulas
import Quantities
import SeriesStore

// How much of its days a formula covers, as cells.
extension NetworkSheet {
  /// The coverage of a formula in a column: the least of its flows', or none.
  func coverage(of formula: Formula, _ bases: [String: String]) -> Template {
    if formula.isOfOneSource { return computedCoverage(formula, bases) }
    switch formula {
    case .at: return computedCoverage(formula, bases)
    case .series(let series, let aggregate, let window):
      guard aggregate != .coverage, aggregate != .count,
        network.series[evaluator.id(of: series, bases)]?.kind == .flow
      else { return { _ in nil } }
      return cells(of: flowCoverage(series, window, bases))
    case .valued(let series, let window):
      guard network.series[evaluator.id(of: series, bases)] != nil else { return { _ in nil } }
      return cells(of: pricedCoverage(series, window, bases))
    case .measure(let measure): return coverage(of: measure, bases)
    case .metric(let id): return definition(id).map { coverage(of: $0, bases) } ?? { _ in nil }
    case .earlier(let inner, let shift):
      let coverage = coverage(of: inner, bases)
      return { self.earlier($0, shift).flatMap(coverage) }
    case .growth, .logarithm, .relativeIndex, .number, .history, .readingChange:
      return { _ in nil }
    case .firstKnown(let alternatives): return chosenCoverage(alternatives, bases)
    default: return leastCoverage(formula.children, bases)
    }
  }

  /// The coverage of what is a value on the sheet, itself a value; none where it rests on no flow.
  func computedCoverage(_ formula: Formula, _ bases: [String: String]) -> Template {
    let relevant = relevantBases(formula, bases)
    let known = columns.map { column in
      evaluator.figure(formula, Evaluator.Context(column.period, bases: relevant)).coverage
    }
    guard known.contains(where: { $0 != nil }) else { return { _ in nil } }
    let subject = Subject(formula: formula, bases: relevant, role: "coverage value")
    let line = line(subject, isInput: true) {
      Line(label: "\(formula.prose), coverage", unit: "%", note: NetworkSheet.valueNote) { column in
        known[column].map { .number($0, .input(.percent)) }
      }
    }
    return cells(of: line)
  }

  func leastCoverage(_ formulas: [Formula], _ bases: [String: String]) -> Template {
    let parts = formulas.map { coverage(of: $0, bases) }
    return { column in
      var known: [Expression] = []
      for part in parts {
        if let cell = part(column), !known.contains(where: { $0.isSame(as: cell) }) {
          known.append(cell)
        }
      }
      return known.count > 1 ? .call(.minimum, known) : known.first
    }
  }

  /// The coverage of the alternative that `firstKnown` takes.
  private func chosenCoverage(_ alternatives: [Formula], _ bases: [String: String]) -> Template {
    let parts = alternatives.map { coverage(of: $0, bases) }
    let lines = alternatives.map { lower($0, bases) }
    return { column in
      let known = parts.map { $0(column) }
      guard known.contains(where: { $0 != nil }) else { return nil }
      return self.choice(lines.map { self.cell($0, column) }, known, known.map { $0 ?? .number(1) })
    }
  }
}
