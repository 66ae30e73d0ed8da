import Formulas
import Quantities
import SeriesStore

extension NetworkSheet {
  /// The line of a series' number.
  func leaf(
    _ series: SeriesReference, _ aggregate: Formula.Aggregate, _ window: Formula.Window,
    _ bases: [String: String]
  ) -> LineID {
    let id = id(of: series, bases)
    guard let rows = network.series[id] else { return absent(id) }
    if rows.kind != .flow { return reading(rows, aggregate) }
    guard window.isLaidOut else { return computed(.series(series, aggregate, window), bases) }
    switch aggregate {
    case .coverage: return flowCoverage(series, window, bases)
    case .evidenced: return flow(rows, window, column: .amount, tiers: ["settled", "burn"])
    default: return flow(rows, window, column: .amount)
    }
  }

  /// The line of tokens in USD.
  func valued(
    _ series: SeriesReference, _ window: Formula.Window, _ bases: [String: String]
  )
    -> LineID
  {
    let id = id(of: series, bases)
    guard let rows = network.series[id] else { return absent(id) }
    guard isSummed(rows, window) else { return computed(.valued(series, window), bases) }
    guard policies.valuation == .end else { return flow(rows, window, column: .usd) }
    let (tokens, price) = (flow(rows, window, column: .amount), closeLine())
    return valuedAtEnd(rows, window, tokens: tokens, price: price)
  }

  /// Whether tokens in USD are a sum over pieces: days without a row that count as 0 have no piece.
  func isSummed(_ series: Series, _ window: Formula.Window) -> Bool {
    window.isLaidOut && series.gaps != .zero
  }

  func flowCoverage(
    _ series: SeriesReference, _ window: Formula.Window, _ bases: [String: String]
  )
    -> LineID
  {
    let id = id(of: series, bases)
    guard let rows = network.series[id] else { return absent(id) }
    return covered(rows, window, column: .days)
  }

  func pricedCoverage(
    _ series: SeriesReference, _ window: Formula.Window, _ bases: [String: String]
  ) -> LineID {
    let id = id(of: series, bases)
    guard let rows = network.series[id] else { return absent(id) }
    return covered(rows, window, column: policies.valuation == .end ? .days : .pricedDays)
  }

  /// A line for a series that the network has no row of.
  private func absent(_ id: SeriesID) -> LineID {
    line(subject(id, .period, "absent"), isInput: true) {
      Line(label: "\(id)", unit: "", note: "no row") { _ in
        .text("n/a: needs '\(id)'", .computed(.general))
      }
    }
  }

  private func subject(_ id: SeriesID, _ window: Formula.Window, _ role: String) -> Subject {
    Subject(
      formula: .series(
        SeriesReference(id.name, segment: id.segment, basis: id.basis), .sum, window),
      bases: [:], role: role)
  }

  // MARK: Sums over pieces

  /// The sum of a column of the chosen source's pieces that count for the window.
  private func flow(
    _ series: Series, _ window: Formula.Window, column kind: PieceColumn, tiers: [String] = []
  ) -> LineID {
    let source = source(series, window)
    let share = covered(series, window, column: kind == .usd ? .pricedDays : .days)
    let quarters = quartersLine(series, window) {
      self.flow($0, .period, column: kind, tiers: tiers)
    }
    let role = "\(kind) \(tiers.joined())"
    let needs = kind == .usd ? "'\(series.id)' and a price" : "'\(series.id)'"
    let label = [
      "\(series.id)", kind == .usd ? "in USD" : "", tiers.isEmpty ? "" : "evidenced", window.label,
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    let look = builder.numberLook(kind == .usd ? .usd : series.unit)
    return line(subject(series.id, window, role), isInput: true) {
      Line(label: label, unit: kind == .usd ? "USD" : "\(series.unit)", note: "") { column in
        guard let sum = self.sum(series, window, kind, tiers, source, column) else { return nil }
        let missing = Expression.text("n/a: needs \(needs)")
        let direct = Expression.when(
          .binary(.equal, self.cell(share, column), .number(0)), missing, sum)
        guard let columns = self.summedColumns(window, column),
          let line = quarters ?? self.lineID(of: self.subject(series.id, window, role))
        else { return .formula(direct, .computed(look)) }
        let run = self.run(line, columns)
        let fromQuarters = Expression.when(
          .binary(.equal, .count(run), .number(0)), missing, .call(.sum, [run]))
        return .formula(
          .when(
            .binary(.equal, self.cell(source, column), .text(NetworkSheet.fromQuarters)),
            fromQuarters, direct), .computed(look))
      }
    }
  }

  /// The line of the quarters that a longer window sums; the line itself where it is that line.
  private func quartersLine(
    _ series: Series, _ window: Formula.Window, _ make: (Series) -> LineID
  ) -> LineID? {
    window == .trailingYear ? make(series) : nil
  }

  /// The word in a source cell that sums the quarters beside it.
  static let fromQuarters = "sum of quarters"

  /// The columns of quarters that make up the window, where it is longer than a quarter.
  private func summedColumns(_ window: Formula.Window, _ column: Int) -> Range<Int>? {
    switch window {
    case .lastMonth: nil
    case .trailingYear: columns[column].quarters
    case .period: columns[column].period.kind == .trailingYear ? columns[column].quarters : nil
    case .next30Days, .next90Days, .nextYear, .sinceLaunch: nil
    }
  }

  /// Pieces of rows that may be cut, by their own days, and of longer rows, by the row's days.
  private func sum(
    _ series: Series, _ window: Formula.Window, _ kind: PieceColumn, _ tiers: [String],
    _ source: LineID, _ column: Int
  ) -> Expression? {
    guard window != .trailingYear || columns[column].quarters != nil else { return nil }
    guard let rows = builder.blocks[network.id]?.pieces[series.id] else { return .number(0) }
    let (start, end, cut) = head(of: window)
    func block(_ column: PieceColumn) -> Expression {
      builder.column(builder.pieces, column.rawValue, rows)
    }
    func bounded(_ sign: String, _ row: Head) -> Expression {
      .binary(.joined, .text(sign), head(row, column))
    }
    func sums(_ tier: String?) -> Expression {
      let own = [block(kind), block(.source), cell(source, column)]
      let evidence = tier.map { [block(.evidence), .text($0)] } ?? []
      let short = [
        block(.from), bounded(">=", start), block(.to), bounded("<=", end), block(.rowDays),
        bounded("<=", cut),
      ]
      let long = [
        block(.rowFrom), bounded(">=", start), block(.rowTo), bounded("<=", end), block(.rowDays),
        bounded(">", cut),
      ]
      return .call(.sumIfs, own + evidence + short) + .call(.sumIfs, own + evidence + long)
    }
    guard let first = tiers.first else { return sums(nil) }
    return tiers.dropFirst().reduce(sums(first)) { $0 + sums($1) }
  }

  private func head(of window: Formula.Window) -> (start: Head, end: Head, cut: Head) {
    switch window {
    case .period: (.start, .end, .longestCut)
    case .lastMonth: (.monthStart, .monthEnd, .monthCut)
    case .trailingYear: (.yearStart, .end, .longestCut)
    case .next30Days, .next90Days, .nextYear, .sinceLaunch:
      preconditionFailure("such a window is a value, not a sum of pieces")
    }
  }

  /// The share of the window's days that the pieces cover.
  private func covered(
    _ series: Series, _ window: Formula.Window, column kind: PieceColumn
  )
    -> LineID
  {
    let source = source(series, window)
    let quarters = quartersLine(series, window) { self.covered($0, .period, column: kind) }
    let days: Head = window == .lastMonth ? .monthDays : window == .period ? .days : .yearDays
    let what = kind == .pricedDays ? "priced coverage" : "coverage"
    let label = ["\(series.id), \(what)", window.label].filter { !$0.isEmpty }
    let role = "\(kind) share"
    return line(subject(series.id, window, role), isInput: true) {
      Line(label: label.joined(separator: ", "), unit: "%", note: "") { column in
        guard let sum = self.sum(series, window, kind, [], source, column) else { return nil }
        let own = self.declaredDays(series, window, column).map { .number($0) } ?? sum
        let direct = own / self.head(days, column)
        guard let columns = self.summedColumns(window, column),
          let line = quarters ?? self.lineID(of: self.subject(series.id, window, role))
        else { return .formula(direct, .computed(.percent)) }
        let weighted =
          Expression.call(
            .sumProduct, [self.run(line, columns), self.headRun(.days, columns)])
          / self.head(days, column)
        return .formula(
          .when(
            .binary(.equal, self.cell(source, column), .text(NetworkSheet.fromQuarters)), weighted,
            direct), .computed(.percent))
      }
    }
  }

  /// Days that count as covered because the source lists events only.
  private func declaredDays(_ series: Series, _ window: Formula.Window, _ column: Int) -> Double? {
    guard series.gaps == .zero else { return nil }
    return series.flow(over: days(window, column)).map { Double($0.coveredDays) } ?? 0
  }

  private func headRun(_ row: Head, _ columns: Range<Int>) -> Expression {
    let first = NetworkSheet.firstPeriodColumn
    return .run(
      Address(sheet: sheet, row: row.rawValue, column: first + columns.lowerBound),
      through: first + columns.upperBound - 1)
  }

  /// The source chosen for each column: an input, since coverage decides it, not values.
  private func source(_ series: Series, _ window: Formula.Window) -> LineID {
    let label = ["\(series.id), source", window.label].filter { !$0.isEmpty }
    return line(subject(series.id, window, "source"), isInput: true) {
      Line(label: label.joined(separator: ", "), unit: "", note: self.alternatives(series)) {
        column in
        guard window != .trailingYear || self.columns[column].quarters != nil else { return nil }
        return .text(self.chosen(series, self.days(window, column)), .inputText)
      }
    }
  }

  private func days(_ window: Formula.Window, _ column: Int) -> Period {
    let period = columns[column].period
    switch window {
    case .period: return period
    case .lastMonth: return Period.month(of: period.end)
    case .trailingYear: return Period.trailingYear(asOf: period.end)
    case .next30Days, .next90Days, .nextYear, .sinceLaunch:
      preconditionFailure("such a window is a value, not a sum of pieces")
    }
  }

  private func chosen(_ series: Series, _ period: Period) -> String {
    let isLong = !period.quarters.isEmpty
    guard let reading = series.flow(over: period), let part = reading.parts.first else {
      return isLong ? NetworkSheet.fromQuarters : ""
    }
    if isLong, part.period != period { return NetworkSheet.fromQuarters }
    return builder.blocks[network.id]?.labels[series.id]?[part.track] ?? ""
  }

  private func alternatives(_ series: Series) -> String {
    let labels = builder.blocks[network.id]?.labels[series.id] ?? []
    return labels.count > 1 ? "one of: \(labels.joined(separator: ", "))" : ""
  }

  private func valuedAtEnd(
    _ series: Series, _ window: Formula.Window, tokens: LineID, price: LineID
  ) -> LineID {
    let source = source(series, window)
    return line(subject(series.id, window, "usd at end"), isInput: true) {
      Line(label: "\(series.id), in USD at the period's end", unit: "USD", note: "") { column in
        guard self.has(tokens, column) else { return nil }
        let (amount, close) = (self.cell(tokens, column), self.cell(price, column))
        let product = Expression.when(
          .binary(.less, .count(amount, close), .number(2)),
          .when(.isNumber(amount), close, amount), amount * close)
        guard let columns = self.summedColumns(window, column),
          let own = self.lineID(of: self.subject(series.id, .period, "usd at end"))
        else { return .formula(product, .computed(.usd)) }
        let run = self.run(own, columns)
        let sum = Expression.when(
          .binary(.equal, .count(run), .number(0)),
          .text("n/a: needs '\(series.id)' and a price"), .call(.sum, [run]))
        return .formula(
          .when(
            .binary(.equal, self.cell(source, column), .text(NetworkSheet.fromQuarters)), sum,
            product), .computed(.usd))
      }
    }
  }
}

extension Formula.Window {
  fileprivate var label: String {
    switch self {
    case .period: ""
    case .lastMonth: "last month"
    case .trailingYear: "twelve months"
    case .next30Days, .next90Days, .nextYear, .sinceLaunch: rawValue
    }
  }
}

extension Formula.Window {
  /// Whether the sheet has a head row for the window's days, so that sums over it are formulas.
  var isLaidOut: Bool { [.period, .lastMonth, .trailingYear].contains(self) }
}
