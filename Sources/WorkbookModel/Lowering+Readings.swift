import Formulas
import Quantities
import SeriesStore

extension NetworkSheet {
  /// The readings of a series: its rows in the sheet of points.
  private struct Block {
    let days: Expression
    let values: Expression
    let peaks: Expression
    let drawdowns: Expression
    let returns: [ReturnGrain: Expression]
  }

  private func block(_ id: SeriesID) -> Block? {
    guard let rows = builder.blocks[network.id]?.points[id] else { return nil }
    func column(_ column: PointColumn) -> Expression {
      builder.column(builder.points, column.rawValue, rows)
    }
    return Block(
      days: column(.day), values: column(.value), peaks: column(.peak),
      drawdowns: column(.drawdown),
      returns: Dictionary(
        uniqueKeysWithValues: ReturnGrain.allCases.map { ($0, column(.returns($0))) }))
  }

  func closeLine() -> LineID {
    guard let price = network.series[SeriesID("price")] else {
      return line(Subject(formula: .close("price"), bases: [:], role: "absent"), isInput: true) {
        Line(label: "price", unit: "", note: "no row") { _ in
          .text("n/a: needs 'price'", .computed(.general))
        }
      }
    }
    return reading(price, .close)
  }

  /// The line of a stock's or level's reading.
  func reading(_ series: Series, _ aggregate: Formula.Aggregate) -> LineID {
    if aggregate == .mean, series.kind == .stock { return mean(series) }
    let look = builder.numberLook(series.unit)
    let label = aggregate == .last || aggregate == .close ? "" : ", \(aggregate)"
    let note = aggregate == .close ? "close at most 3 days before the end" : ""
    return line(
      Subject(formula: formula(series, aggregate), bases: [:], role: "reading"), isInput: true
    ) {
      Line(label: "\(series.id)\(label)", unit: "\(series.unit)", note: note) { column in
        .formula(self.reading(series, aggregate, column), .computed(look))
      }
    }
  }

  private func formula(_ series: Series, _ aggregate: Formula.Aggregate) -> Formula {
    let id = series.id
    return .series(
      SeriesReference(id.name, segment: id.segment, basis: id.basis), aggregate, .period)
  }

  private func reading(
    _ series: Series, _ aggregate: Formula.Aggregate, _ column: Int
  )
    -> Expression
  {
    let missing = Expression.text("n/a: needs '\(series.id)'")
    guard let block = block(series.id) else { return missing }
    let place = Expression.match(head(.end, column), block.days, exact: false)
    let (day, value) = (Expression.index(block.days, place), Expression.index(block.values, place))
    let known = Expression.when(.isNumber(value), value, missing)
    switch aggregate {
    case .close:
      let age = head(.end, column) - day
      return .ifError(
        .when(
          .binary(.greater, age, builder.constant(.oldestClose)),
          .text("n/a: needs '\(series.id)' near the period's end"), known), missing)
    case .last where series.gaps == .carry: return .ifError(known, missing)
    case .last:
      return .ifError(
        .when(.binary(.less, day, head(.start, column)), missing, known), missing)
    default: return statistic(aggregate, block, column, missing)
    }
  }

  /// A statistic of the readings inside the period.
  private func statistic(
    _ aggregate: Formula.Aggregate, _ block: Block, _ column: Int, _ missing: Expression
  ) -> Expression {
    let before = Expression.match(
      head(.start, column) - .number(1), block.days, exact: false)
    let first = Expression.ifError(before, .number(0)) + .number(1)
    let last = Expression.ifError(
      .match(head(.end, column), block.days, exact: false), .number(0))
    let inside = Expression.span(.index(block.values, first), .index(block.values, last))
    let function: Expression.Function =
      switch aggregate {
      case .min: .minimum
      case .max: .maximum
      case .count, .coverage: .count
      default: .average
      }
    let result =
      aggregate == .first ? Expression.index(block.values, first) : .call(function, [inside])
    return .when(.binary(.less, last, first), missing, .ifError(result, missing))
  }

  /// The mean of a stock: a row that states it, else the mean of two readings.
  private func mean(_ series: Series) -> LineID {
    let last = reading(series, .last)
    let stated = line(
      Subject(formula: formula(series, .mean), bases: [:], role: "stated"), isInput: true
    ) {
      Line(label: "\(series.id), row that states the mean", unit: "", note: "") { column in
        .text(self.statedMean(series, column), .inputText)
      }
    }
    let look = builder.numberLook(series.unit)
    return line(
      Subject(formula: formula(series, .mean), bases: [:], role: "reading"), isInput: true
    ) {
      Line(label: "\(series.id), mean", unit: "\(series.unit)", note: "") { column in
        guard let past = self.columns[column].previous else { return nil }
        let (opening, closing) = (self.cell(last, past), self.cell(last, column))
        let between = Expression.when(
          .binary(.equal, .count(opening, closing), .number(2)),
          (opening + closing) / .number(2), .when(.isNumber(closing), opening, closing))
        guard let blocks = self.builder.blocks[self.network.id] else { return nil }
        let id = self.cell(stated, column)
        let named = self.builder.datum(.value, self.builder.place(of: id, blocks), blocks)
        return .formula(
          .when(.binary(.equal, id, .text("")), between, .ifError(named, between)),
          .computed(look))
      }
    }
  }

  private func statedMean(_ series: Series, _ column: Int) -> String {
    guard let points = network.points[series.id],
      let index = points.statedMean(of: series, over: columns[column].period)
    else { return "" }
    let place = points.places[index]
    return builder.rowID(series.tracks[place.track], place.row)
  }

  // MARK: Change between readings

  func readingChange(
    _ reference: SeriesReference, isAnnualized: Bool, _ bases: [String: String]
  ) -> LineID {
    let id = id(of: reference, bases)
    let opening = readingDay(id, isClosing: false)
    let closing = readingDay(id, isClosing: true)
    let subject = Subject(
      formula: .readingChange(reference, isAnnualized: isAnnualized), bases: [id.name: id.basis],
      role: "change")
    return line(subject, isInput: true) {
      Line(label: "\(id), change\(isAnnualized ? " a year" : "")", unit: "%", note: "") { column in
        .formula(
          self.change(id, opening, closing, isAnnualized: isAnnualized, column),
          .computed(.percent))
      }
    }
  }

  private func change(
    _ id: SeriesID, _ opening: LineID, _ closing: LineID, isAnnualized: Bool, _ column: Int
  ) -> Expression {
    let missing = Expression.text("n/a: needs two readings of '\(id)'")
    guard let block = block(id) else { return missing }
    let (from, to) = (cell(opening, column), cell(closing, column))
    let values = [from, to].map {
      Expression.index(block.values, .match($0, block.days, exact: true))
    }
    let ratio = values[1] / values[0]
    let days = to - from
    let result =
      isAnnualized
      ? .binary(.power, ratio, builder.policy(.daysInYear) / days) - .number(1)
      : ratio - .number(1)
    return .when(
      .binary(.less, .count(from, to), .number(2)), missing, .ifError(result, missing))
  }

  /// The day of a reading near an end of the period: an input, since days decide it, not values.
  func readingDay(_ id: SeriesID, isClosing: Bool) -> LineID {
    let role = isClosing ? "closing reading" : "opening reading"
    let reference = SeriesReference(id.name, segment: id.segment, basis: id.basis)
    let subject = Subject(
      formula: .readingChange(reference, isAnnualized: false), bases: [:], role: role)
    return line(subject, isInput: true) {
      Line(label: "\(id), day of the \(role)", unit: "", note: "") { column in
        guard let points = self.network.points[id],
          let pair = points.readings(around: self.columns[column].period)
        else { return .text("", .inputText) }
        return .day(points.days[isClosing ? pair.closing : pair.opening])
      }
    }
  }

  // MARK: Histories of the price

  func history(_ reference: SeriesReference, _ measure: Formula.History) -> LineID {
    let id = SeriesID(reference.name, segment: reference.segment, basis: reference.basis ?? "")
    let subject = Subject(formula: .history(reference, measure), bases: [:], role: "history")
    let parts = parts(of: measure, reference, id)
    let look: SheetCell.NumberLook = measure == .allTimeHigh ? .price : .percent
    return line(subject, isInput: true) {
      Line(label: "\(measure.label) of \(id)", unit: "", note: "") { column in
        .formula(self.history(id, measure, parts, column), .computed(look))
      }
    }
  }

  /// The other lines that a measure reads.
  private struct Parts {
    var high: LineID?
    var close: LineID?
    var grain: LineID?
    var windowStart: LineID?
    var steps: LineID?
    var statedHigh: LineID?
    var statedDay: LineID?
    var highestAverage: LineID?
  }

  private func parts(
    of measure: Formula.History, _ reference: SeriesReference, _ id: SeriesID
  )
    -> Parts
  {
    var parts = Parts()
    switch measure {
    case .drawdownFromHigh:
      parts.high = history(reference, .allTimeHigh)
      parts.close = network.series[id].map { reading($0, .close) } ?? closeLine()
    case .allTimeHigh:
      let stated = network.profile.allTimeHigh
      parts.statedHigh = input("stated high of \(id)", stated?.source ?? "") { _ in
        stated.map { .number($0.price, .input(.price)) } ?? .text("", .inputText)
      }
      parts.statedDay = input("day of the stated high of \(id)", stated?.source ?? "") { _ in
        stated.map { .day($0.day) } ?? .text("", .inputText)
      }
      parts.highestAverage = input(
        "highest average of \(id)", "an average above every close: the high is not among them"
      ) { column in
        let end = self.columns[column].period.end
        let last = self.network.points[id].flatMap { points in
          points.last(through: end).map { points.days[$0] }
        }
        return last.flatMap(self.network.highestAverage).map { .number($0, .input(.price)) }
          ?? .text("", .inputText)
      }
    case .volatility:
      let grain = { (column: Int) in
        self.network.points[id]?.returnGrain(
          through: self.columns[column].period.end, lengths: self.evaluator.policies.windows)
      }
      parts.grain = input("grain of returns of \(id)", "day, week or month") {
        .text(grain($0)?.rawValue ?? "", .inputText)
      }
      parts.steps = input("returns a year of \(id)", "") {
        grain($0).map { .number($0.perYear, .input(.general)) } ?? .text("", .inputText)
      }
      parts.windowStart = input("day before the window of \(id)", "") { column in
        let (end, lengths) = (self.columns[column].period.end, self.evaluator.policies.windows)
        return grain(column).map { .day($0.windowStart(before: end, lengths)) }
          ?? .text("", .inputText)
      }
    case .maximumDrawdown, .annualGrowth: break
    }
    return parts
  }

  private func input(
    _ label: String, _ note: String, _ cell: @escaping (Int) -> Grid.Cell
  )
    -> LineID
  {
    line(Subject(formula: .number(0, .one), bases: [:], role: label), isInput: true) {
      Line(label: label, unit: "", note: note, cell: cell)
    }
  }

  private func history(
    _ id: SeriesID, _ measure: Formula.History, _ parts: Parts, _ column: Int
  ) -> Expression {
    let missing = Expression.text("n/a: needs '\(id)'")
    guard let block = block(id) else { return missing }
    let last = Expression.match(head(.end, column), block.days, exact: false)
    let day = Expression.index(block.days, last)
    let result: Expression =
      switch measure {
      case .allTimeHigh: high(block, last, parts, column)
      case .drawdownFromHigh: drawdown(parts, column)
      case .maximumDrawdown:
        .when(
          .binary(.less, last, .number(2)), .text("n/a: needs two closes"),
          .call(
            .minimum, [.span(.index(block.drawdowns, .number(1)), .index(block.drawdowns, last))]))
      case .volatility: volatility(block, last, parts, column)
      case .annualGrowth: annualGrowth(block, last)
      }
    return .ifError(
      .when(
        .binary(
          .greater, head(.end, column) - day, builder.constant(.oldestHistoryClose)),
        missing, result), missing)
  }

  /// The running peak, or the stated high where it is dated by then and higher.
  private func high(
    _ block: Block, _ last: Expression, _ parts: Parts, _ column: Int
  )
    -> Expression
  {
    let peak = Expression.index(block.peaks, last)
    guard let stated = parts.statedHigh, let day = parts.statedDay else { return peak }
    let (price, dated) = (cell(stated, column), cell(day, column))
    let isDated = Expression.binary(.atMost, dated, .index(block.days, last))
    let isStated = Expression.call(
      .and, [.isNumber(price), .isNumber(dated), isDated, .binary(.atLeast, price, peak)])
    guard let highest = parts.highestAverage else { return .when(isStated, price, peak) }
    let average = cell(highest, column)
    let isLate = Expression.call(.and, [.isNumber(average), .binary(.greater, average, peak)])
    return .when(
      isStated, price, .when(isLate, .text("n/a: an average price was above every close"), peak))
  }

  private func drawdown(_ parts: Parts, _ column: Int) -> Expression {
    guard let high = parts.high, let close = parts.close else { return .text("n/a") }
    let (peak, price) = (cell(high, column), cell(close, column))
    return .when(
      .binary(.less, .count(price, peak), .number(2)), .when(.isNumber(price), peak, price),
      price / peak - .number(1))
  }

  private func volatility(
    _ block: Block, _ last: Expression, _ parts: Parts, _ column: Int
  )
    -> Expression
  {
    let few = Expression.text("n/a: needs 30 daily, 26 weekly or 24 monthly returns")
    guard let grain = parts.grain, let start = parts.windowStart, let steps = parts.steps else {
      return few
    }
    let first =
      Expression.ifError(
        .match(cell(start, column), block.days, exact: false), .number(0)) + .number(1)
    var result = few
    for kind in ReturnGrain.allCases.reversed() {
      guard let returns = block.returns[kind] else { continue }
      let window = Expression.span(.index(returns, first), .index(returns, last))
      let spread =
        Expression.call(.deviation, [window]) * .call(.root, [cell(steps, column)])
      result = .when(
        .binary(.equal, cell(grain, column), .text(kind.rawValue)), spread, result)
    }
    return result
  }

  private func annualGrowth(_ block: Block, _ last: Expression) -> Expression {
    let (first, now) = (Expression.number(1), last)
    let days = Expression.index(block.days, now) - .index(block.days, first)
    let ratio = Expression.index(block.values, now) / .index(block.values, first)
    return .when(
      .binary(.less, days, builder.constant(.shortestHistory)),
      .text("n/a: needs 90 days of closes"),
      .binary(.power, ratio, builder.constant(.daysOfGrowthYear) / days) - .number(1))
  }
}

extension Formula.History {
  fileprivate var label: String {
    switch self {
    case .allTimeHigh: "all-time high"
    case .drawdownFromHigh: "distance from the high"
    case .maximumDrawdown: "maximum drawdown"
    case .volatility: "volatility"
    case .annualGrowth: "compound annual growth"
    }
  }
}
