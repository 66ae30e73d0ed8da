import Formulas
import Quantities
import SeriesStore

/// The closes of a network's price, as measures of their path read them up to a column's end.
struct Closes {
  let sheet: NetworkSheet
  let rows: ClosedRange<Int>

  /// A column of all closes.
  func all(_ column: RiskColumn) -> Expression? { sheet.builder.riskColumn(column, rows) }

  /// The days and the closes.
  var days: Expression { sheet.builder.column(sheet.builder.risk, PointColumn.day.rawValue, rows) }
  var values: Expression {
    sheet.builder.column(sheet.builder.risk, PointColumn.value.rawValue, rows)
  }
}

extension NetworkSheet {
  var closes: Closes? {
    builder.blocks[network.id]?.points[WorkbookBuilder.price].map { Closes(sheet: self, rows: $0) }
  }

  /// A line that has its role for a name.
  func named(
    _ role: String, unit: String = "", note: String = "", isInput: Bool = true,
    _ cell: @escaping (Int) -> Grid.Cell?
  ) -> LineID {
    line(Subject(formula: .number(0, .one), bases: [:], role: role), isInput: isInput) {
      Line(label: role, unit: unit, note: note, cell: cell)
    }
  }

  /// The place, among the closes, of the last by a column's end, however old.
  func lastCloseOfAnyAge() -> LineID {
    named("price, place of the last close of any age") { column in
      guard let closes = self.closes else {
        return .text("n/a: needs 'price'", .computed(.general))
      }
      return .formula(
        .ifError(
          .match(self.head(.end, column), closes.days, exact: false), .absent("needs 'price'")),
        .computed(.general))
    }
  }

  /// The place, among the closes, of the last by a column's end; not too old to speak of a history.
  func lastClose() -> LineID {
    named("price, place of the last close") { column in
      guard let closes = self.closes else {
        return .text("n/a: needs 'price'", .computed(.general))
      }
      let end = self.head(.end, column)
      let place = Expression.match(end, closes.days, exact: false)
      let isOld = Expression.binary(
        .greater, end - .index(closes.days, place), self.builder.constant(.oldestHistoryClose))
      return .formula(
        .ifError(
          .when(isOld, .absent("needs 'price' near the period's end"), place),
          .absent("needs 'price'")), .computed(.general))
    }
  }

  /// A figure of the closes up to a column's end: the place of the last is given.
  func ofCloses(
    _ role: String, _ look: SheetCell.NumberLook, ofAnyAge: Bool = false,
    reading lines: [LineID] = [],
    _ make: @escaping (Closes, Expression, Int) -> Expression?
  ) -> LineID {
    let last = ofAnyAge ? lastCloseOfAnyAge() : lastClose()
    return named(role) { column in
      let place = self.cell(last, column)
      guard let closes = self.closes else { return .formula(place, .computed(look)) }
      guard let result = make(closes, place, column) else { return nil }
      return .formula(
        .when(
          .isNumber(place),
          .ifError(
            self.unless(lines.map { self.cell($0, column) }, result), .absent("needs 'price'")),
          place), .computed(look))
    }
  }

  /// A result where the cells that it reads have numbers; else the first that has none.
  func unless(_ cells: [Expression], _ result: Expression) -> Expression {
    cells.reversed().reduce(result) { .when(.isNumber($1), $0, $1) }
  }

  // MARK: Histories

  /// The line of a measure of the price.
  func history(_ measure: Formula.History) -> LineID {
    switch measure {
    case .allTimeHigh: allTimeHigh()
    case .drawdownFromHigh: drawdownFromHigh()
    case .maximumDrawdown: maximumDrawdown()
    case .volatility: volatility()
    case .annualGrowth: annualGrowth()
    }
  }

  /// The running peak, or the stated high where it is dated by then and higher.
  private func allTimeHigh() -> LineID {
    let stated = network.profile.allTimeHigh
    let price = named("stated high of price", note: stated?.source ?? "") { _ in
      stated.map { .number($0.price, .input(.price)) } ?? .text("", .inputText)
    }
    let dated = named("day of the stated high of price", note: stated?.source ?? "") { _ in
      stated.map { .day($0.day) } ?? .text("", .inputText)
    }
    let highest = highestAverage()
    return ofCloses("all-time high of price", .price) { closes, last, column in
      guard let peaks = closes.all(.peak) else { return .absent("needs 'price'") }
      let peak = Expression.index(peaks, last)
      let (high, day) = (self.cell(price, column), self.cell(dated, column))
      let isStated = Expression.call(
        .and,
        [
          .areNumbers([high, day]), .binary(.atMost, day, .index(closes.days, last)),
          .binary(.atLeast, high, peak),
        ])
      let average = self.cell(highest, column)
      let isLate = Expression.call(.and, [.isNumber(average), .binary(.greater, average, peak)])
      return .when(
        isStated, high,
        .when(
          isLate, .absent("an average price was above every close, and no high is stated"), peak))
    }
  }

  /// The highest row that states an average up to the day of the last close.
  private func highestAverage() -> LineID {
    let last = lastClose()
    return named(
      "highest average of price", note: "one above every close: the high is not among them"
    ) { column in
      let id = SeriesID("price", basis: "average")
      guard let closes = self.closes,
        let rows = self.builder.blocks[self.network.id]?.observations[id]
      else { return .text("", .computed(.price)) }
      let (ends, values) = (
        self.builder.column(self.builder.data, DataColumn.end.rawValue, rows),
        self.builder.column(self.builder.data, DataColumn.value.rawValue, rows)
      )
      let place = self.cell(last, column)
      let counts = Expression.binary(.atMost, ends, .index(closes.days, place))
      let highest = Expression.sumProduct(.call(.maximum, [counts * values]))
      return .formula(
        .when(.isNumber(place), .ifError(highest, .text("")), .text("")), .computed(.price))
    }
  }

  private func drawdownFromHigh() -> LineID {
    let high = allTimeHigh()
    let close = closeLine()
    let last = lastClose()
    return named("distance from the high of price") { column in
      let (peak, price) = (self.cell(high, column), self.cell(close, column))
      return .formula(
        self.unless(
          [self.cell(last, column), price, peak],
          .ifError(price / peak - .number(1), .absent("the highest close is 0"))),
        .computed(.percent))
    }
  }

  private func maximumDrawdown() -> LineID {
    path("maximum drawdown of price", .percent) { closes, last, _ in
      closes.all(.drawdown).map { .call(.minimum, [closes.span($0, to: last)]) }
    }
  }

  private func annualGrowth() -> LineID {
    ofCloses("compound annual growth of price", .percent) { closes, last, _ in
      self.growth(closes, from: .number(1), to: last)
    }
  }

  /// Growth a year between two closes, at least ninety days apart.
  func growth(_ closes: Closes, from first: Expression, to last: Expression) -> Expression {
    let days = Expression.index(closes.days, last) - .index(closes.days, first)
    let ratio = Expression.index(closes.values, last) / .index(closes.values, first)
    return .when(
      .binary(.less, days, builder.constant(.shortestHistory)),
      .absent("needs 90 days of closes"),
      .binary(.power, ratio, builder.constant(.daysOfGrowthYear) / days) - .number(1))
  }

  private func volatility() -> LineID {
    let window = ReturnLines(self)
    return window.figure(of: "volatility of price") { spans, steps, _ in
      .call(.deviation, [spans.logarithmic]) * .call(.root, [steps])
    }
  }
}

/// The returns in the window of a column's end, of the finest grain that has enough of them.
struct ReturnLines {
  private let sheet: NetworkSheet
  private let grain, start, first, steps: NetworkSheet.LineID

  /// The cells of a window's returns.
  struct Spans {
    let logarithmic, simple, shortfalls: Expression
  }

  init(_ sheet: NetworkSheet) {
    self.sheet = sheet
    let (builder, policies, id) = (sheet.builder, sheet.evaluator.policies, WorkbookBuilder.price)
    let grain = sheet.named(
      "grain of returns of price", note: "day, week or month: the finest with enough closes"
    ) { column in
      let end = sheet.columns[column].period.end
      let found = sheet.network.points[id]?.returnGrain(through: end, lengths: policies.windows)
      return .text(found?.rawValue ?? "", .inputText)
    }
    let isGrain = { (kind: ReturnGrain, column: Int) in
      Expression.binary(.equal, sheet.cell(grain, column), .text(kind.rawValue))
    }
    let steps = sheet.named("returns a year of price") { column in
      .formula(
        .when(
          isGrain(.day, column), builder.returns(aYear: .day),
          .when(
            isGrain(.week, column), builder.returns(aYear: .week),
            .when(isGrain(.month, column), builder.returns(aYear: .month), .text("")))),
        .computed(.general))
    }
    let start = sheet.named("day before the window of returns of price") {
      sheet.windowStart(grain, $0)
    }
    first = sheet.firstClose(after: start, "price, place of the window's first close")
    (self.grain, self.steps, self.start) = (grain, steps, start)
  }

  /// The day before the window.
  var windowStart: NetworkSheet.LineID { start }

  /// A figure of the window's returns; steps of a year are given.
  func figure(
    of role: String, _ look: SheetCell.NumberLook = .percent,
    _ make: @escaping (Spans, Expression, Int) -> Expression
  ) -> NetworkSheet.LineID {
    let few = Expression.absent("needs 30 daily, 26 weekly or 24 monthly returns")
    return sheet.ofCloses(role, look) { closes, last, column in
      let first = sheet.cell(first, column)
      var result = few
      for kind in ReturnGrain.allCases.reversed() {
        func span(_ column: RiskColumn) -> Expression {
          closes.all(column).map { .span(.index($0, first), .index($0, last)) } ?? few
        }
        let spans = Spans(
          logarithmic: span(.logReturn(kind)), simple: span(.simpleReturn(kind)),
          shortfalls: span(.shortfall(kind)))
        let isKind = Expression.binary(.equal, sheet.cell(grain, column), .text(kind.rawValue))
        result = .when(isKind, make(spans, sheet.cell(steps, column), column), result)
      }
      return result
    }
  }
}

extension NetworkSheet {
  /// The day before a window, as long as the policy for its grain says.
  func windowStart(_ grain: LineID, _ column: Int) -> Grid.Cell {
    let end = head(.end, column)
    let months = Expression.number(0) - builder.policy(.riskWindowMonths)
    let starts: [ReturnGrain: Expression] = [
      .day: end - builder.policy(.riskWindowDays),
      .week: end - builder.policy(.riskWindowWeeks) * builder.constant(.daysOfWeek),
      .month: .call(.months, [end, months]),
    ]
    var start = Expression.text("")
    for kind in ReturnGrain.allCases.reversed() {
      guard let own = starts[kind] else { continue }
      start = .when(.binary(.equal, cell(grain, column), .text(kind.rawValue)), own, start)
    }
    return .formula(start, .computed(.day))
  }

  /// The place of the first close after a day.
  func firstClose(after day: LineID, _ role: String) -> LineID {
    named(role) { column in
      guard let closes = self.closes else { return .text("", .computed(.general)) }
      let start = self.cell(day, column)
      return .formula(
        .when(
          .isNumber(start),
          .ifError(.match(start, closes.days, exact: false), .number(0)) + .number(1), .text("")),
        .computed(.general))
    }
  }
}
