import Formulas
import Quantities
import SeriesStore

/// A cell formula for each column of periods; `nil` where the sheet does not look that far back.
typealias Template = (Int) -> Expression?

extension NetworkSheet {
  /// The cells that compute a formula.
  func value(of formula: Formula, _ bases: [String: String]) -> Template {
    switch formula {
    case .number(let number, _):
      let value = builder.number(number)
      return { _ in value }
    case .series, .valued, .history, .readingChange, .metric, .bounded, .measure, .at:
      return cells(of: lower(formula, bases))
    case .add(let left, let right): return binary(left, right, bases) { $0 + $1 }
    case .subtract(let left, let right): return binary(left, right, bases) { $0 - $1 }
    case .multiply(let left, let right): return binary(left, right, bases) { $0 * $1 }
    case .divide(let left, let right, let reason):
      let why = reason.isEmpty ? "the divisor is not above 0" : reason
      return binary(left, right, bases) { a, b in
        .when(.binary(.atMost, b, .number(0)), .text("n/a: \(why)"), a / b)
      }
    case .earlier(let inner, let shift):
      let cells = cells(of: lower(inner, bases))
      return { self.earlier($0, shift).flatMap(cells) }
    case .growth(let inner, let shift): return growth(inner, shift, bases)
    case .annualized(let inner): return annualized(inner, bases)
    case .logarithm(let inner):
      return known(inner, bases) { x in
        .when(.binary(.greater, x, .number(0)), .call(.logarithm, [x]), .text("n/a: not above 0"))
      }
    case .whole(let inner):
      let coverage = coverage(of: inner, bases)
      let line = lower(inner, bases)
      return { column in
        guard self.has(line, column) else { return nil }
        let x = self.cell(line, column)
        return .when(.isNumber(x), self.whole([coverage(column)], x), x)
      }
    case .positive(let inner, let reason):
      return known(inner, bases) { x in
        .when(.binary(.greater, x, .number(0)), x, .absent(reason))
      }
    case .power(let inner, let exponent):
      let exponentCell = builder.number(exponent)
      return known(inner, bases) { x in
        .when(
          .binary(.greater, x, .number(0)), .binary(.power, x, exponentCell),
          .text("n/a: not above 0"))
      }
    case .floored(let inner, let least):
      let floor = builder.number(least)
      return known(inner, bases) { .call(.maximum, [$0, floor]) }
    case .firstKnown(let alternatives): return firstKnown(alternatives, bases)
    case .relativeIndex(let supply, over: let demand): return relativeIndex(supply, demand, bases)
    }
  }

  /// What a number becomes; a reason stays one.
  private func known(
    _ inner: Formula, _ bases: [String: String], _ make: @escaping (Expression) -> Expression
  ) -> Template {
    let line = lower(inner, bases)
    return { column in
      guard self.has(line, column) else { return nil }
      let x = self.cell(line, column)
      return .when(.isNumber(x), make(x), x)
    }
  }

  /// The line that holds a formula's value.
  func lower(_ formula: Formula, _ bases: [String: String]) -> LineID {
    if formula.isOfOneSource { return computed(formula, bases) }
    switch formula {
    // The sheet has columns for periods, not for a day or a period that a formula names.
    case .at: return computed(formula, bases)
    case .bounded(let inner, _): return lower(inner, bases)
    case .series(let series, let aggregate, let window):
      return leaf(series, aggregate, window, bases)
    case .valued(let series, let window): return valued(series, window, bases)
    case .history(_, let measure): return history(measure)
    case .readingChange(let series, let isAnnualized):
      return readingChange(series, isAnnualized: isAnnualized, bases)
    case .measure(let measure): return self.measure(measure, bases)
    case .metric(let id):
      let relevant = relevantBases(formula, bases)
      let subject = Subject(formula: formula, bases: relevant)
      return line(subject, isInput: false) {
        self.step(label: id, definition(id) ?? formula, relevant)
      }
    default:
      let relevant = relevantBases(formula, bases)
      return line(Subject(formula: formula, bases: relevant), isInput: false) {
        self.step(label: "  \(formula.prose)", formula, relevant)
      }
    }
  }

  /// A line of values: what the sheet has no cell formula for is computed here and says so.
  func computed(_ formula: Formula, _ bases: [String: String]) -> LineID {
    let relevant = relevantBases(formula, bases)
    return line(Subject(formula: formula, bases: relevant, role: "value"), isInput: true) {
      Line(label: formula.prose, unit: "", note: NetworkSheet.valueNote) { column in
        let context = Evaluator.Context(self.columns[column].period, bases: relevant)
        let figure = self.evaluator.figure(formula, context)
        return figure.value.map { .number($0, .input(.general)) }
          ?? .text("n/a: \(figure.state.reason)", .inputText)
      }
    }
  }

  /// What stands beside a value that is not a formula.
  static let valueNote = "a value: computed by depin-audit, not by a cell formula"

  /// A line for a part of a metric.
  private func step(label: String, _ formula: Formula, _ bases: [String: String]) -> Line {
    let template = value(of: formula, bases)
    return Line(label: label, unit: "", note: "") { column in
      template(column).map { .formula($0, .computed(.general)) }
    }
  }

  /// The chosen definitions that a formula depends on: others would only repeat its line.
  func relevantBases(_ formula: Formula, _ bases: [String: String]) -> [String: String] {
    let names = Set(formula.references(metric: definition).map(\.name))
    return bases.filter { names.contains($0.key) }
  }

  /// The cells of a line, where it has any.
  func cells(of line: LineID) -> Template {
    { self.has(line, $0) ? self.cell(line, $0) : nil }
  }

  // MARK: Arithmetic

  /// Two operands as one: the first without a number answers, and flows of different coverage do
  /// not meet.
  func binary(
    _ left: Formula, _ right: Formula, _ bases: [String: String],
    _ combine: @escaping (Expression, Expression) -> Expression
  ) -> Template {
    let (a, b) = (operand(left, bases), operand(right, bases))
    let (first, second) = (coverage(of: left, bases), coverage(of: right, bases))
    return { column in
      guard let x = a(column), let y = b(column) else { return nil }
      var result = combine(x, y)
      if let mine = first(column), let other = second(column), !mine.isSame(as: other) {
        result = .when(
          .binary(
            .greater, .call(.absolute, [mine - other]), self.builder.constant(.coverageTolerance)),
          .text("n/a: coverages differ"), result)
      }
      switch (x.isConstant, y.isConstant) {
      case (true, true): return result
      case (true, false): return .when(.isNumber(y), result, y)
      case (false, true): return .when(.isNumber(x), result, x)
      case (false, false):
        return .when(
          .binary(.less, .count(x, y), .number(2)), .when(.isNumber(x), y, x), result)
      }
    }
  }

  private func operand(_ formula: Formula, _ bases: [String: String]) -> Template {
    if case .number = formula { return value(of: formula, bases) }
    return cells(of: lower(formula, bases))
  }

  private func growth(
    _ inner: Formula, _ shift: Formula.Shift, _ bases: [String: String]
  )
    -> Template
  {
    let line = lower(inner, bases)
    let coverage = coverage(of: inner, bases)
    let isMoney = evaluator.isMoney(inner)
    return { column in
      guard self.has(line, column), let past = self.earlier(column, shift), self.has(line, past)
      else { return nil }
      let (now, base) = (self.cell(line, column), self.cell(line, past))
      var result = now / base - .number(1)
      if isMoney {
        result = .when(
          .binary(.less, base, self.builder.policy(.materialityFloor)),
          .text("n/a: base below $1,000"), result)
      }
      result = .when(.binary(.less, now, .number(0)), .text("n/a: the sign changed"), result)
      result = .when(
        .binary(.atMost, base, .number(0)), .text("n/a: the base is not above 0"), result)
      result = self.whole([coverage(column), coverage(past)], result)
      return .when(.isNumber(now), .when(.isNumber(base), result, base), now)
    }
  }

  /// A result that needs whole inputs.
  func whole(_ coverages: [Expression?], _ result: Expression) -> Expression {
    let cells = coverages.compactMap(\.self)
    guard !cells.isEmpty else { return result }
    return .when(
      .binary(
        .less, cells.count > 1 ? .call(.minimum, cells) : cells[0],
        builder.constant(.wholeCoverage)), .text("n/a: partial"), result)
  }

  private func annualized(_ inner: Formula, _ bases: [String: String]) -> Template {
    guard let days = daysRow(of: inner) else {
      return cells(of: computed(.annualized(inner), bases))
    }
    let line = lower(inner, bases)
    let coverage = coverage(of: inner, bases)
    return { column in
      guard self.has(line, column) else { return nil }
      let x = self.cell(line, column)
      let year = x * self.builder.policy(.daysInYear) / self.head(days, column)
      return .when(.isNumber(x), self.whole([coverage(column)], year), x)
    }
  }

  /// The row with the days that a formula's leaves look at; `nil` where it names them itself.
  private func daysRow(of formula: Formula) -> Head? {
    switch formula {
    case .at: nil
    case .series(_, _, .lastMonth), .valued(_, .lastMonth): .monthDays
    case .series(_, _, .trailingYear), .valued(_, .trailingYear): .yearDays
    case .series, .valued: .days
    case .metric(let id): definition(id).map(daysRow) ?? .days
    default: formula.children.first.map(daysRow) ?? .days
    }
  }

  /// The first alternative that is whole, else the first with a number, else the first's reason.
  private func firstKnown(_ alternatives: [Formula], _ bases: [String: String]) -> Template {
    let lines = alternatives.map { lower($0, bases) }
    let coverages = alternatives.map { coverage(of: $0, bases) }
    return { column in
      guard lines.allSatisfy({ self.has($0, column) }) else { return nil }
      let cells = lines.map { self.cell($0, column) }
      return self.choice(cells, coverages.map { $0(column) }, cells)
    }
  }

  /// What belongs to the first cell that is whole, else to the first with a number, else to the
  /// first.
  func choice(
    _ cells: [Expression], _ coverages: [Expression?], _ results: [Expression]
  )
    -> Expression
  {
    var result = results[0]
    for (cell, own) in zip(cells, results).reversed() {
      result = .when(.isNumber(cell), own, result)
    }
    guard coverages.contains(where: { $0 != nil }) else { return result }
    for (index, cell) in cells.enumerated().reversed() {
      result = .when(isWhole(cell, coverages[index]), results[index], result)
    }
    return result
  }

  /// Whether a cell has a number that covers enough of its days.
  private func isWhole(_ cell: Expression, _ coverage: Expression?) -> Expression {
    guard let coverage else { return .isNumber(cell) }
    return .call(
      .and,
      [.isNumber(cell), .binary(.atLeast, coverage, builder.constant(.wholeCoverage))])
  }

  private func relativeIndex(
    _ supply: Formula, _ demand: Formula, _ bases: [String: String]
  )
    -> Template
  {
    let ratio = Formula.divide(supply, demand, whenNotPositive: "")
    let line = lower(ratio, bases)
    let coverage = coverage(of: ratio, bases)
    return { column in
      guard self.columns[column].period.kind == .quarter,
        let quarters = self.columns[column].quarters, quarters.lowerBound > 0
      else { return nil }
      let now = self.cell(line, column)
      var result = Expression.text("n/a: no earlier quarter of the last year has both")
      for past in (quarters.lowerBound - 1..<column).reversed() {
        let base = self.cell(line, past)
        let isBase = self.isWhole(base, coverage(past))
        result = .when(isBase, now / base * self.builder.constant(.indexBase), result)
      }
      return .when(.isNumber(now), self.whole([coverage(column)], result), now)
    }
  }
}

extension Expression {
  /// A day as spreadsheets count, from the number of days since 1970; a reason stays one.
  func asSerial(since first: Expression) -> Expression {
    .when(.isNumber(self), self + first, self)
  }

  /// Whether it is a number, or a cell of one that stays where it is.
  var isConstant: Bool {
    switch self {
    case .number, .cell(_, fixedRow: true, fixedColumn: true): true
    default: false
    }
  }

  /// Whether two expressions name the same cell.
  func isSame(as other: Expression) -> Bool {
    switch (self, other) {
    case (.cell(let a, _, _), .cell(let b, _, _)): a == b
    case (.call(let f, let a), .call(let g, let b)):
      f == g && a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    default: false
    }
  }
}

extension Formula {
  /// Whether it is a leaf that reads one source only, where the sheet takes the best-ranked.
  var isOfOneSource: Bool {
    switch self {
    case .series(let series, _, _), .valued(let series, _), .history(let series, _),
      .readingChange(let series, _):
      series.source != nil
    default: false
    }
  }
}
