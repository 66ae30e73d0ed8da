import Formulas
import Quantities
import SeriesStore

/// Measures of risk over the closes of a price.
extension NetworkSheet {
  func ofCloses(_ figure: Measure.Form.OfCloses) -> LineID {
    switch figure {
    case .falls:
      path("falls of price") { closes, last, _ in
        closes.all(.fall).map { .call(.sum, [closes.span($0, to: last)]) }
      }
    case .longestFall: longestFall()
    case .underwaterShare:
      path("share of closes below the peak", .percent) { closes, last, _ in
        closes.all(.drawdown).map {
          let falls = closes.span($0, to: last)
          return .sumProduct(.binary(.less, falls, .number(0)) * .number(1)) / .count(falls)
        }
      }
    case .ulcerIndex: ulcerIndex()
    case .calmar: calmar()
    case .downsideDeviation: downsideDeviation()
    case .sharpe: sharpe()
    case .sortino: sortino()
    case .valueAtRisk: valueAtRisk()
    case .expectedShortfall: expectedShortfall()
    case .longestFlatRun: longestFlatRun()
    case .outliers: outliers()
    }
  }

  /// A figure of all closes up to a column's end, of which there are two and all are above 0.
  func path(
    _ role: String, _ look: SheetCell.NumberLook = .general,
    _ make: @escaping (Closes, Expression, Int) -> Expression?
  ) -> LineID {
    ofCloses(role, look) { closes, last, column in
      let values = closes.span(closes.values, to: last)
      return .when(
        .binary(.less, last, .number(2)), .absent("needs 2 closes"),
        .when(
          .binary(.atMost, .call(.minimum, [values]), .number(0)),
          .absent("a close is not above 0"),
          make(closes, last, column) ?? .absent("needs 'price'")))
    }
  }

  private func longestFall() -> LineID {
    path("days of the longest fall of price") { closes, last, column in
      guard let recovered = closes.all(.recovered), let falls = closes.all(.drawdown),
        let peaks = closes.all(.peakDay)
      else { return nil }
      let ongoing = Expression.when(
        .binary(.less, .index(falls, last), .number(0)),
        self.head(.end, column) - .index(peaks, last), .number(0))
      return .call(.maximum, [.call(.maximum, [closes.span(recovered, to: last)]), ongoing])
    }
  }

  // MARK: Windows with a peak of their own

  /// The quarter that ends with a column, where the sheet of prices has its windows.
  private func quarter(_ column: Int) -> Period { Period.quarter(of: columns[column].period.end) }

  /// A result where the window is still the one that the columns of peaks were written for.
  private func asWritten(
    _ start: LineID, _ written: LineID, _ column: Int, _ result: Expression
  ) -> Expression {
    let (now, then) = (cell(start, column), cell(written, column))
    return .when(
      .binary(.equal, now, then), result,
      .absent("the sheet Risk holds another window; write the report with the policy"))
  }

  private func ulcerIndex() -> LineID {
    let returns = ReturnLines(self)
    let written = named("day before the written window of returns") { column in
      let (end, lengths) = (self.columns[column].period.end, self.evaluator.policies.windows)
      let grain = self.network.points[WorkbookBuilder.price]?.returnGrain(
        through: end, lengths: lengths)
      return grain.map { .day($0.windowStart(before: end, lengths)) } ?? .text("", .inputText)
    }
    let few = Expression.absent("needs 30 daily, 26 weekly or 24 monthly returns")
    return ofCloses("Ulcer index of price", .percent) { closes, _, column in
      guard let squares = closes.all(.windowSquare(self.quarter(column))) else { return nil }
      let index = Expression.call(
        .root, [.call(.sum, [squares]) / .call(.count, [squares])])
      let start = returns.windowStart
      return .when(
        .isNumber(self.cell(start, column)), self.asWritten(start, written, column, index), few)
    }
  }

  private func calmar() -> LineID {
    let start = named("first day of the months of the Calmar ratio") { column in
      let months = Expression.number(0) - self.builder.policy(.riskWindowMonths)
      return .formula(.call(.months, [self.head(.end, column), months]), .computed(.day))
    }
    let written = named("first day of the written months of the Calmar ratio") { column in
      let (end, lengths) = (self.columns[column].period.end, self.evaluator.policies.windows)
      return .day(ReturnGrain.month.windowStart(before: end, lengths))
    }
    let first = named("price, place of the first close of these months") { column in
      guard let closes = self.closes else { return .text("", .computed(.general)) }
      let before = self.cell(start, column) - .number(1)
      return .formula(
        .ifError(.match(before, closes.days, exact: false), .number(0)) + .number(1),
        .computed(.general))
    }
    let growth = ofCloses("growth a year of price in these months", .percent) {
      closes, last, column in
      self.growth(closes, from: self.cell(first, column), to: last)
    }
    return ofCloses("Calmar ratio of price", .multiple, reading: [growth]) { closes, last, column in
      guard let falls = closes.all(.monthsFall(self.quarter(column))) else { return nil }
      let months = Expression.span(
        .index(closes.values, self.cell(first, column)), .index(closes.values, last))
      let deepest = Expression.call(.minimum, [falls])
      let ratio = self.cell(growth, column) / (.number(0) - deepest)
      let fallen = Expression.when(
        .binary(.less, deepest, .number(0)), ratio, .absent("the price never fell from a peak"))
      return self.asWritten(
        start, written, column,
        .when(
          .binary(.greater, .call(.minimum, [months]), .number(0)), fallen,
          .absent("a close is not above 0")))
    }
  }

  // MARK: Returns

  private func isSpread(
    _ deviation: Expression, _ result: Expression, else reason: String
  )
    -> Expression
  {
    .when(
      .binary(.atMost, deviation, builder.constant(.leastSpread)), .absent(reason), result)
  }

  private func downsideDeviation() -> LineID {
    ReturnLines(self).figure(of: "downside deviation of price") { spans, steps, _ in
      .call(.root, [.call(.sum, [spans.shortfalls]) / .call(.count, [spans.shortfalls])])
        * .call(.root, [steps])
    }
  }

  private func sharpe() -> LineID {
    ReturnLines(self).figure(of: "Sharpe ratio of price", .multiple) { spans, steps, _ in
      let deviation = Expression.call(.deviation, [spans.simple])
      let excess =
        Expression.call(.average, [spans.simple]) - self.builder.policy(.riskFreeRate) / steps
      return self.isSpread(
        deviation, excess / deviation * .call(.root, [steps]), else: "returns do not vary")
    }
  }

  private func sortino() -> LineID {
    let downside = downsideDeviation()
    return ReturnLines(self).figure(of: "Sortino ratio of price", .multiple) {
      spans, steps, column in
      let deviation = self.cell(downside, column)
      let excess =
        Expression.call(.average, [spans.simple]) - self.builder.policy(.acceptableReturn) / steps
      return .when(
        .isNumber(deviation),
        self.isSpread(
          deviation, excess * steps / deviation,
          else: "no return lies below the least acceptable one"), deviation)
    }
  }

  /// The cells of a year's daily returns; needs a hundred, and a close of the day or the one before.
  private func ofDailyReturns(
    _ role: String, reading lines: [LineID] = [],
    _ make: @escaping (Expression, Int) -> Expression
  ) -> LineID {
    let start = named("day before the window of daily returns") { column in
      .formula(
        self.head(.end, column) - self.builder.policy(.riskWindowDays), .computed(.day))
    }
    let first = firstClose(after: start, "price, place of the first daily return")
    return ofCloses(role, .percent, reading: lines) { closes, last, column in
      guard let returns = closes.all(.simpleReturn(.day)) else { return nil }
      let span = Expression.span(.index(returns, self.cell(first, column)), .index(returns, last))
      let isStale = Expression.binary(
        .greater, self.head(.end, column) - .index(closes.days, last), .number(1))
      return .when(
        isStale, .absent("the last close is too old for the period's end"),
        .when(
          .binary(.less, .count(span), self.builder.constant(.fewestTailReturns)),
          .absent("needs 100 daily returns"), make(span, column)))
    }
  }

  private func valueAtRisk() -> LineID {
    ofDailyReturns("value at risk of price") { span, _ in
      .call(.percentile, [span, self.builder.policy(.valueAtRiskLevel)])
    }
  }

  private func expectedShortfall() -> LineID {
    let threshold = valueAtRisk()
    return ofDailyReturns("expected shortfall of price", reading: [threshold]) { span, column in
      let isBad = Expression.binary(.atMost, span, self.cell(threshold, column)) * .isNumber(span)
      return .sumProduct(isBad, span) / .sumProduct(isBad)
    }
  }

  // MARK: Pairs

  func pairs(_ benchmark: String, _ statistic: Measure.Form.PairStatistic) -> Template {
    let (id, lengths) = (WorkbookBuilder.price, evaluator.policies.windows)
    guard let other = network.benchmarks[benchmark]?.points[id] else {
      return { _ in .absent("needs the price of the benchmark '\(benchmark)'") }
    }
    let grain = named("grain of returns of price and \(benchmark)") { column in
      let end = self.columns[column].period.end
      let found = try? self.network.points[id]?.returns(
        pairedWith: other, through: end, lengths: lengths)
      return .text(found?.grain.rawValue ?? "", .inputText)
    }
    let start = named("day before the window of returns of price and \(benchmark)") { column in
      self.windowStart(grain, column)
    }
    let first = firstClose(
      after: start, "price, place of the first return paired with \(benchmark)")
    let role = "\(statistic) of returns of price and \(benchmark)"
    return cells(
      of: ofCloses(role, .multiple) { closes, last, column in
        var result = Expression.absent("needs 60 daily, 26 weekly or 24 monthly pairs of returns")
        for kind in ReturnGrain.allCases.reversed() {
          guard let own = closes.all(.logReturn(kind)),
            let paired = closes.all(.paired(benchmark, kind))
          else { continue }
          let isKind = Expression.binary(.equal, self.cell(grain, column), .text(kind.rawValue))
          let spans = [own, paired].map {
            Expression.span(.index($0, self.cell(first, column)), .index($0, last))
          }
          result = .when(isKind, self.statistic(statistic, spans[0], spans[1]), result)
        }
        return result
      })
  }

  private func statistic(
    _ statistic: Measure.Form.PairStatistic, _ own: Expression, _ other: Expression
  ) -> Expression {
    let varies = Expression.call(.deviation, [other])
    let result = Expression.call(statistic == .slope ? .slope : .correlation, [own, other])
    return isSpread(
      varies, .ifError(result, .absent("returns do not vary")), else: "returns do not vary")
  }

  // MARK: Quality of the feed

  /// The place of the first close of the last days up to a column's end.
  private func firstRecent(_ days: Constant, _ role: String) -> LineID {
    let start = named("day before \(role)") { column in
      .formula(self.head(.end, column) - self.builder.constant(days), .computed(.day))
    }
    return firstClose(after: start, "price, place of the first close of \(role)")
  }

  private func longestFlatRun() -> LineID {
    let first = firstRecent(.flatDays, "the year of equal closes")
    return ofCloses("longest run of equal closes", .general, ofAnyAge: true) {
      closes, last, column in
      guard let flat = closes.all(.flat) else { return nil }
      let begin = self.cell(first, column)
      func span(_ block: Expression) -> Expression {
        .span(.index(block, begin), .index(block, last))
      }
      let since = span(closes.days) - .index(closes.days, begin)
      let isInside = Expression.binary(.atMost, span(flat), since)
      let isLonger = Expression.binary(.greater, span(flat), since)
      return .when(
        .binary(.atMost, last, begin), .absent("needs two closes in a year"),
        .sumProduct(.call(.maximum, [isInside * span(flat) + isLonger * since])))
    }
  }

  private func outliers() -> LineID {
    let first = firstRecent(.outlierDays, "recent closes")
    func recent(_ closes: Closes, _ last: Expression, _ column: Int) -> Expression {
      .span(.index(closes.values, self.cell(first, column)), .index(closes.values, last))
    }
    let middle = ofCloses("median of recent closes", .price, ofAnyAge: true) {
      closes, last, column in
      let span = recent(closes, last, column)
      return .when(
        .binary(.less, .count(span), self.builder.constant(.fewestOutlierCloses)),
        .absent("needs ten closes in 90 days"), .call(.median, [span]))
    }
    let spread = ofCloses(
      "median distance of recent closes from it", .price, ofAnyAge: true, reading: [middle]
    ) { closes, last, column in
      let distance = recent(closes, last, column) - self.cell(middle, column)
      let median = Expression.sumProduct(.call(.median, [.call(.absolute, [distance])]))
      return .when(
        .binary(.greater, median, .number(0)), median, .absent("half of the closes are equal"))
    }
    return ofCloses("outliers of price", .general, ofAnyAge: true, reading: [middle, spread]) {
      closes, last, column in
      let distance = recent(closes, last, column) - self.cell(middle, column)
      let ratio = Expression.call(.absolute, [distance]) / self.cell(spread, column)
      return .sumProduct(
        .binary(.greater, ratio, self.builder.constant(.outlierDistance)) * .number(1))
    }
  }
}

extension Closes {
  /// A column from the first close to another.
  func span(_ column: Expression, to last: Expression) -> Expression {
    .span(.index(column, .number(1)), .index(column, last))
  }
}
