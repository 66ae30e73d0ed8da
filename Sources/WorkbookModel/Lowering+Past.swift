import Formulas
import Quantities
import SeriesStore

/// Measures over weeks, months and quarters of the past, whose figures stand on sheets of their own.
///
/// These look back from the columns that are shown; the others have none.
extension NetworkSheet {
  /// A line on the sheet of a span, and the place of a column's last period there.
  private struct PastLine {
    let main, sheet: NetworkSheet
    let line, place: LineID

    /// All cells of the line.
    private var row: Expression { sheet.fixedRun(line, 0..<sheet.columns.count) }

    /// The cell of the last period by the column's end.
    func last(_ column: Int) -> Expression { .index(row, main.cell(place, column)) }

    /// The cells of the last periods; the first and last of them are left out as asked.
    func tail(
      _ count: Expression, _ column: Int, skipping first: Expression? = nil,
      and last: Expression? = nil
    ) -> Expression {
      let place = main.cell(place, column)
      let begin = place - count + .number(1)
      return .span(
        .index(row, first.map { begin + $0 } ?? begin),
        .index(row, last.map { place - $0 } ?? place))
    }

    /// A result where the sheet reaches so many periods back.
    func reaching(_ count: Expression, _ column: Int, _ result: Expression) -> Expression {
      let place = main.cell(place, column)
      return .when(
        .isNumber(place),
        .when(
          .binary(.less, place, count), .absent("the sheet does not look that far back"), result),
        place)
    }
  }

  private func past(_ formula: Formula, _ span: Span, _ bases: [String: String]) -> PastLine {
    let sheet = self.span(span)
    return past(sheet.lower(formula, bases), sheet, span)
  }

  private func past(_ line: LineID, _ sheet: NetworkSheet, _ span: Span) -> PastLine {
    let place = named("place of the last of \(span.rawValue.lowercased())") { column in
      let ends = sheet.headLine(.end, 0..<sheet.columns.count)
      return .formula(
        .ifError(
          .match(self.head(.end, column), ends, exact: false),
          .absent("before the first of \(span.rawValue.lowercased())")),
        .computed(.general))
    }
    return PastLine(main: self, sheet: sheet, line: line, place: place)
  }

  // MARK: Quarters

  /// The share of the own last quarters that lie below, ties counted half.
  func percentile(_ formula: Formula, _ bases: [String: String]) -> Template {
    let now = lower(formula, bases)
    let coverage = coverage(of: formula, bases)
    let line = past(.whole(formula), .quarters, bases)
    let count = builder.constant(.percentileQuarters)
    let least = builder.constant(.fewestPercentileQuarters)
    return { column in
      guard self.columns[column].isShown, self.has(now, column) else { return nil }
      let x = self.cell(now, column)
      guard self.columns[column].period.kind == .quarter else {
        return .when(.isNumber(x), .absent("compares whole quarters"), x)
      }
      let (row, own) = (line.tail(count, column), line.last(column))
      let below = Expression.sumProduct(.binary(.less, row, own) * .number(1))
      let equal = Expression.sumProduct(.binary(.equal, row, own) * .number(1))
      let rank = (below + equal / .number(2)) / .count(row)
      let few = Expression.when(
        .binary(.less, .count(row), least), .absent("needs six quarters with a value"), rank)
      return .when(
        .isNumber(x),
        self.whole(
          [coverage(column)], line.reaching(count, column, .when(.isNumber(own), few, own))),
        x)
    }
  }

  /// The lines of two formulas where both are whole, and of the days of these quarters.
  private func both(
    _ reads: [Formula], _ bases: [String: String]
  ) -> (first: PastLine, second: PastLine, days: PastLine) {
    let sheet = span(.quarters)
    let lines = reads.map { sheet.lower(.whole($0), bases) }
    let subject = Subject(
      formula: reads[0] / reads[1], bases: sheet.relevantBases(reads[0] / reads[1], bases))
    func known(_ role: String, _ value: @escaping (Int) -> Expression) -> LineID {
      var own = subject
      own.role = role
      return sheet.line(own, isInput: false) {
        Line(label: "  \(role)", unit: "", note: "") { column in
          let cells = lines.map { sheet.cell($0, column) }
          guard lines.allSatisfy({ sheet.has($0, column) }) else { return nil }
          return .formula(
            .when(.areNumbers(cells), value(column), .text("")), .computed(.general))
        }
      }
    }
    let names = reads.map(\.prose)
    return (
      past(
        known("\(names[0]), where \(names[1]) is known") { sheet.cell(lines[0], $0) }, sheet,
        .quarters),
      past(
        known("\(names[1]), where \(names[0]) is known") { sheet.cell(lines[1], $0) }, sheet,
        .quarters),
      past(
        known("days with \(names[0]) and \(names[1])") { sheet.head(.days, $0) }, sheet, .quarters)
    )
  }

  /// The sum of a line over the quarters since the books begin.
  private func sumSinceLaunch(_ line: PastLine, _ column: Int) -> Expression {
    let sheet = line.sheet
    let all = 0..<sheet.columns.count
    let start = window(.formula(.sinceLaunch), .start)(column)
    return .call(
      .sumIfs,
      [
        sheet.fixedRun(line.line, all), sheet.headLine(.start, all),
        .binary(.joined, .text(">="), start), sheet.headLine(.end, all),
        .binary(.joined, .text("<="), head(.end, column)),
      ])
  }

  func ratioSinceLaunch(
    _ reads: [Formula], _ bases: [String: String], _ reason: String
  ) -> Template {
    let both = both(reads, bases)
    _ = window(.formula(.sinceLaunch), .start)
    let missing = Expression.absent(
      "no quarter since the books begin has both \(reads[0].prose) and \(reads[1].prose)")
    return { column in
      let (top, bottom) = (
        self.sumSinceLaunch(both.first, column), self.sumSinceLaunch(both.second, column)
      )
      let ratio = Expression.when(
        .binary(.atMost, bottom, .number(0)), .absent(reason), top / bottom)
      return .when(
        .binary(.equal, self.sumSinceLaunch(both.days, column), .number(0)), missing, ratio)
    }
  }

  func coverageSinceLaunch(_ reads: [Formula], _ bases: [String: String]) -> Template {
    let both = both(reads, bases)
    let days = window(.formula(.sinceLaunch), .days)
    return { column in self.sumSinceLaunch(both.days, column) / days(column) }
  }

  // MARK: Weeks

  /// Standard deviation over mean of the last weeks.
  func variation(_ flow: Formula, _ bases: [String: String]) -> Template {
    let now = lower(flow, bases)
    let line = past(.whole(flow), .weeks, bases)
    let count = builder.constant(.variationWeeks)
    let least = builder.constant(.fewestVariationWeeks)
    return { column in
      guard self.columns[column].isShown, self.has(now, column) else { return nil }
      let (x, row) = (self.cell(now, column), line.tail(count, column))
      let ratio = Expression.call(.deviation, [row]) / .call(.average, [row])
      let known = Expression.when(
        .binary(.less, .count(row), least), .absent("needs ten whole weeks of the last 13"),
        .when(
          .binary(.atMost, .call(.sum, [row]), .number(0)),
          .absent("the mean of the weeks is not above 0"), ratio))
      return .when(.isNumber(x), line.reaching(count, column, known), x)
    }
  }

  // MARK: Months

  /// Monthly changes of a formula's logarithm, where both months are whole and above 0.
  private func changes(of formula: Formula, _ bases: [String: String]) -> PastLine {
    let sheet = span(.months)
    let level = sheet.lower(.whole(formula), bases)
    let subject = Subject(
      formula: .logarithm(formula), bases: sheet.relevantBases(formula, bases), role: "change")
    let line = sheet.line(subject, isInput: false) {
      Line(label: "  change of ln \(formula.prose)", unit: "", note: "") { column in
        guard let before = sheet.columns[column].previous, sheet.has(level, column),
          sheet.has(level, before)
        else { return nil }
        let (now, past) = (sheet.cell(level, column), sheet.cell(level, before))
        let isAbove = Expression.binary(
          .greater, .call(.minimum, [now, past]), .number(0))
        return .formula(
          .when(
            .areNumbers([now, past]),
            .when(isAbove, .call(.logarithm, [now / past]), .text("")), .text("")),
          .computed(.log))
      }
    }
    return past(line, sheet, .months)
  }

  func correlationOfChanges(_ reads: [Formula], _ bases: [String: String]) -> Template {
    let (first, second) = (changes(of: reads[0], bases), changes(of: reads[1], bases))
    let count = builder.constant(.comovementMonths)
    let least = builder.constant(.fewestComovementMonths)
    return { column in
      guard self.columns[column].isShown else { return nil }
      let (a, b) = (first.tail(count, column), second.tail(count, column))
      return first.reaching(
        count, column, self.correlation(a, b, least, few: "needs 10 months with both changes"))
    }
  }

  /// The correlation of the pairs in which both cells have a number.
  private func correlation(
    _ a: Expression, _ b: Expression, _ least: Expression, few: String
  ) -> Expression {
    let pairs = Expression.sumProduct(.isNumber(a) * .isNumber(b))
    return .when(
      .binary(.less, pairs, least), .absent(few),
      .ifError(.call(.correlation, [a, b]), .absent("the changes do not vary")))
  }

  /// The shift, of those up to the reach, at which the correlation is strongest; the nearest of equals.
  func lag(_ reads: [Formula], _ bases: [String: String]) -> Template {
    let (first, second) = (changes(of: reads[0], bases), changes(of: reads[1], bases))
    let count = builder.policy(.riskWindowMonths)
    let (least, longest) = (builder.constant(.fewestLagMonths), builder.constant(.longestLag))
    let reach = LeadLag.reach
    let shifts = [0] + (1...reach).flatMap { [-$0, $0] }
    func months(_ shift: Int) -> Expression {
      abs(shift) < 3 ? .number(Double(abs(shift))) : longest - .number(Double(reach - abs(shift)))
    }
    let relevant = relevantBases(reads[0] / reads[1], bases)
    let lines = shifts.map { shift in
      let subject = Subject(
        formula: reads[0] / reads[1], bases: relevant, role: "lag \(shift)")
      return line(subject, isInput: false) {
        Line(label: "  correlation of changes, price \(shift) months later", unit: "", note: "") {
          column in
          guard self.columns[column].isShown else { return nil }
          let skip = months(shift)
          let (a, b) =
            shift >= 0
            ? (
              first.tail(count, column, and: shift == 0 ? nil : skip),
              second.tail(count, column, skipping: shift == 0 ? nil : skip)
            )
            : (first.tail(count, column, skipping: skip), second.tail(count, column, and: skip))
          let found = self.correlation(a, b, least - longest, few: "too few months with both")
          return .formula(first.reaching(count, column, found), .computed(.general))
        }
      }
    }
    let strongest = line(
      Subject(formula: reads[0] / reads[1], bases: relevant, role: "lag, strongest"), isInput: false
    ) {
      Line(label: "  strongest of these correlations, without its sign", unit: "", note: "") {
        column in
        guard self.columns[column].isShown else { return nil }
        let cells = lines.map { self.cell($0, column) }
        return .formula(
          .call(.maximum, [.call(.maximum, cells), .number(0) - .call(.minimum, cells)]),
          .computed(.general))
      }
    }
    return { column in
      guard self.columns[column].isShown else { return nil }
      let cells = lines.map { self.cell($0, column) }
      let best = self.cell(strongest, column)
      var result = Expression.absent("the changes do not vary")
      for (shift, cell) in zip(shifts, cells).reversed() {
        let isBest = Expression.binary(
          .equal, .ifError(.call(.absolute, [cell]), .text("")), best)
        let value = shift < 0 ? .number(0) - months(shift) : months(shift)
        result = .when(isBest, value, result)
      }
      let (a, b) = (first.tail(count, column), second.tail(count, column))
      let pairs = Expression.sumProduct(.isNumber(a) * .isNumber(b))
      return first.reaching(
        count, column,
        .when(
          .binary(.less, pairs, least), .absent("needs 18 months with both changes"),
          .when(.binary(.equal, .call(.count, cells), .number(0)), cells[0], result)))
    }
  }
}
