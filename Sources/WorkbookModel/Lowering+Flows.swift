import Formulas
import Quantities
import SeriesStore

extension NetworkSheet {
  /// The line of a series' number.
  func leaf(
    _ series: SeriesReference, _ aggregate: Formula.Aggregate, _ window: Formula.Window,
    _ bases: [String: String]
  ) -> LineID {
    let id = evaluator.id(of: series, bases)
    guard let rows = network.series[id] else { return absent(id) }
    if rows.kind != .flow { return reading(rows, aggregate) }
    let flow = FlowChoice(rows)
    switch aggregate {
    case .coverage: return covered(flow, .formula(window), .days)
    case .count: return computed(.series(series, aggregate, window), bases)
    case .mean: return mean(flow, .formula(window))
    case .evidenced:
      return self.flow(flow, .formula(window), .amount, tiers: ["settled", "burn"])
    default: return self.flow(flow, .formula(window), .amount)
    }
  }

  func flowCoverage(
    _ series: SeriesReference, _ window: Formula.Window, _ bases: [String: String]
  ) -> LineID {
    let id = evaluator.id(of: series, bases)
    guard let rows = network.series[id] else { return absent(id) }
    return covered(FlowChoice(rows), .formula(window), .days)
  }

  /// A line for a series that the network has no row of.
  func absent(_ id: SeriesID) -> LineID {
    let series = SeriesReference(id.name, segment: id.segment, basis: id.basis)
    let subject = Subject(formula: .last(series), bases: [:], role: "absent")
    return line(subject, isInput: true) {
      Line(label: "\(id)", unit: "", note: "no row") { _ in
        .text("n/a: needs '\(id)'", .computed(.general))
      }
    }
  }

  func subject(_ flow: FlowChoice, _ window: SheetWindow, _ role: String) -> Subject {
    let id = flow.series.id
    return Subject(
      formula: .sum(SeriesReference(id.name, segment: id.segment, basis: id.basis)), bases: [:],
      role: "\(window) \(flow.role) \(role)")
  }

  func label(_ flow: FlowChoice, _ parts: [String]) -> String {
    (["\(flow.series.id)", flow.role] + parts).filter { !$0.isEmpty }.joined(separator: ", ")
  }

  // MARK: Sums over pieces

  /// The sum of a column of the chosen source's pieces that count for the window.
  func flow(
    _ flow: FlowChoice, _ window: SheetWindow, _ kind: PieceColumn, tiers: [String] = []
  ) -> LineID {
    let share = covered(flow, window, kind == .usd ? .pricedDays : .days)
    let source = source(flow, window)
    let sum = sum(flow, window, kind, tiers, source)
    let quarters = quarters(window) { $0.flow(flow, .period, kind, tiers: tiers) }
    let role = "\(kind) \(tiers.joined())"
    let missing = Expression.absent(
      "needs '\(flow.series.id)'" + (kind == .usd ? " and a price" : ""))
    let label = label(
      flow, [kind == .usd ? "in USD" : "", tiers.isEmpty ? "" : "evidenced", window.label])
    let look = SheetCell.NumberLook.of(kind == .usd ? .usd : flow.series.unit)
    return line(subject(flow, window, role), isInput: true) {
      Line(label: label, unit: kind == .usd ? "USD" : "\(flow.series.unit)", note: "") { column in
        guard let sum = sum(column) else { return nil }
        let direct = Expression.when(
          .binary(.equal, self.cell(share, column), .number(0)), missing, sum)
        guard let run = self.quarterRun(quarters, self.subject(flow, window, role), window, column)
        else { return .formula(direct, .computed(look)) }
        let fromQuarters = Expression.when(
          .binary(.equal, .count(run), .number(0)), missing, .call(.sum, [run]))
        return .formula(self.whole(source, column, fromQuarters, else: direct), .computed(look))
      }
    }
  }

  /// The amount a day that has a row.
  private func mean(_ flow: FlowChoice, _ window: SheetWindow) -> LineID {
    let (sum, share) = (self.flow(flow, window, .amount), covered(flow, window, .days))
    let days = self.window(window, .days)
    return line(subject(flow, window, "mean"), isInput: true) {
      Line(label: self.label(flow, ["a day", window.label]), unit: "", note: "") { column in
        guard self.has(sum, column) else { return nil }
        let amount = self.cell(sum, column)
        let mean = amount / (self.cell(share, column) * days(column))
        let look = SheetCell.NumberLook.of(flow.series.unit)
        return .formula(.when(.isNumber(amount), mean, amount), .computed(look))
      }
    }
  }

  /// Pieces of rows that may be cut, by their own days, and of longer rows, by the row's days.
  private func sum(
    _ flow: FlowChoice, _ window: SheetWindow, _ kind: PieceColumn, _ tiers: [String],
    _ source: LineID
  ) -> (Int) -> Expression? {
    let (start, end, cut) = (
      self.window(window, .start), self.window(window, .end), self.window(window, .cut)
    )
    guard let rows = builder.blocks[network.id]?.pieces[flow.series.id] else {
      return { _ in .number(0) }
    }
    func block(_ column: PieceColumn) -> Expression {
      builder.column(builder.pieces, column.rawValue, rows)
    }
    func bounded(_ sign: String, _ cell: Expression) -> Expression {
      .binary(.joined, .text(sign), cell)
    }
    return { column in
      guard window != .formula(.trailingYear) || self.columns[column].quarters != nil else {
        return nil
      }
      func sums(_ tier: String?) -> Expression {
        let own = [block(kind), block(.source), self.cell(source, column)]
        let evidence = tier.map { [block(.evidence), .text($0)] } ?? []
        let short = [
          block(.from), bounded(">=", start(column)), block(.to), bounded("<=", end(column)),
          block(.rowDays), bounded("<=", cut(column)),
        ]
        let long = [
          block(.rowFrom), bounded(">=", start(column)), block(.rowTo),
          bounded("<=", end(column)), block(.rowDays), bounded(">", cut(column)),
        ]
        return .call(.sumIfs, own + evidence + short) + .call(.sumIfs, own + evidence + long)
      }
      let sum =
        tiers.isEmpty ? sums(nil) : tiers.dropFirst().reduce(sums(tiers[0])) { $0 + sums($1) }
      guard case .readings = window else { return sum }
      return .when(.areNumbers([start(column), end(column)]), sum, .number(0))
    }
  }

  /// The share of the window's days that the pieces cover.
  func covered(
    _ flow: FlowChoice, _ window: SheetWindow, _ kind: PieceColumn
  ) -> LineID {
    let source = source(flow, window)
    let sum = sum(flow, window, kind, [], source)
    let quarters = quarters(window) { $0.covered(flow, .period, kind) }
    let days = self.window(window, .days)
    let declared = declaredDays(flow, window, kind, source)
    let what = kind == .pricedDays ? "priced coverage" : "coverage"
    let role = "\(kind) share"
    return line(subject(flow, window, role), isInput: true) {
      Line(label: self.label(flow, [what, window.label]), unit: "%", note: "") { column in
        guard let sum = sum(column) else { return nil }
        let share = (declared(column, sum) ?? sum) / days(column)
        let direct = Expression.when(.isNumber(days(column)), share, .number(0))
        let isPlain = if case .readings = window { false } else { true }
        let own = self.subject(flow, window, role)
        guard let run = self.quarterRun(quarters, own, window, column),
          let lengths = self.quarterDays(quarters, window, column)
        else { return .formula(isPlain ? share : direct, .computed(.percent)) }
        let weighted = Expression.call(.sumProduct, [run, lengths]) / days(column)
        return .formula(self.whole(source, column, weighted, else: share), .computed(.percent))
      }
    }
  }

  /// Days that count as covered because the source lists events only: an input, since no row tells.
  ///
  /// Of these, the days of rows that have no price are not covered in USD.
  private func declaredDays(
    _ flow: FlowChoice, _ window: SheetWindow, _ kind: PieceColumn, _ source: LineID
  ) -> (Int, Expression) -> Expression? {
    guard flow.series.gaps == .zero else { return { _, _ in nil } }
    let declared = line(subject(flow, window, "declared days"), isInput: true) {
      Line(
        label: self.label(flow, ["days of a source of events", window.label]), unit: "days",
        note: "days without a row count 0"
      ) { column in
        let days = self.days(window, column).flatMap {
          flow.flow(over: $0, in: self.columns[column].period)
        }
        return .number(days.map { Double($0.coveredDays) } ?? 0, .input(.general))
      }
    }
    guard kind == .pricedDays else { return { column, _ in self.cell(declared, column) } }
    let rows = sum(flow, window, .days, [], source)
    return { column, priced in
      rows(column).map { self.cell(declared, column) - $0 + priced }
    }
  }

  // MARK: Sources

  /// The source chosen for each column: an input, since coverage decides it, not values.
  func source(_ flow: FlowChoice, _ window: SheetWindow) -> LineID {
    line(subject(flow, window, "source"), isInput: true) {
      Line(
        label: self.label(flow, ["source", window.label]), unit: "",
        note: self.alternatives(flow.series)
      ) { column in
        guard window != .formula(.trailingYear) || self.columns[column].quarters != nil else {
          return nil
        }
        return .text(
          self.days(window, column).map { self.chosen(flow, window, $0, column) } ?? "", .inputText)
      }
    }
  }

  /// The days of a window; `nil` where it has none.
  private func days(_ window: SheetWindow, _ column: Int) -> Period? {
    let period = columns[column].period
    switch window {
    case .formula(let window): return evaluator.days(of: window, period)
    case .readings(let id):
      guard let points = network.points[id], let pair = points.readings(around: period) else {
        return nil
      }
      return Period(from: points.days[pair.opening] + 1, to: points.days[pair.closing])
    }
  }

  private func chosen(
    _ flow: FlowChoice, _ window: SheetWindow, _ days: Period, _ column: Int
  ) -> String {
    let isLong =
      window == .formula(.sinceLaunch) || summedColumns(window, column) != nil
    let period = columns[column].period
    guard let reading = flow.flow(over: days, in: period), let part = reading.parts.first else {
      return isLong ? NetworkSheet.fromQuarters : ""
    }
    if isLong, part.period != days { return NetworkSheet.fromQuarters }
    return labels(flow.series)[flow.tracks(period)[part.track]]
  }

  /// How formulas name the tracks of a flow.
  func labels(_ series: Series) -> [String] {
    builder.blocks[network.id]?.labels[series.id] ?? series.tracks.map { _ in "" }
  }

  private func alternatives(_ series: Series) -> String {
    let labels = builder.blocks[network.id]?.labels[series.id] ?? []
    return labels.count > 1 ? "one of: \(labels.joined(separator: ", "))" : ""
  }
}
