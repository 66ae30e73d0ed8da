import Formulas
import Quantities
import SeriesStore

extension NetworkSheet {
  /// The readings of a series: its rows in the sheet of points, or of closes in that of risk.
  struct Block {
    let days: Expression
    let values: Expression
  }

  func block(_ id: SeriesID) -> Block? {
    guard let rows = builder.blocks[network.id]?.points[id] else { return nil }
    let sheet = id == WorkbookBuilder.price ? builder.risk : builder.points
    return Block(
      days: builder.column(sheet, PointColumn.day.rawValue, rows),
      values: builder.column(sheet, PointColumn.value.rawValue, rows))
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
    let look = SheetCell.NumberLook.of(series.unit)
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
    let look = SheetCell.NumberLook.of(series.unit)
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
        let rows = blocks.observations[series.id] ?? blocks.data
        let named = self.builder.value(of: id, among: rows)
        let isNamed = Expression.when(.isNumber(named), named, between)
        return .formula(
          .when(.binary(.equal, id, .text("")), between, .ifError(isNamed, between)),
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
    let id = evaluator.id(of: reference, bases)
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
}
