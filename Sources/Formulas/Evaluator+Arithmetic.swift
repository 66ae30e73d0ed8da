import Foundation
import Quantities
import SeriesStore

extension Evaluator {
  func sum(of left: Formula, _ right: Formula, _ context: Context) -> Figure {
    combine(left, right, context) { a, x, b, y in
      a.combined(with: b, into: x + y, a.bound, b.bound)
    }
  }

  func difference(of left: Formula, _ right: Formula, _ context: Context) -> Figure {
    combine(left, right, context) { a, x, b, y in
      a.combined(with: b, into: x - y, a.bound, b.bound?.reversed)
    }
  }

  func product(of left: Formula, _ right: Formula, _ context: Context) -> Figure {
    combine(left, right, context) { a, x, b, y in
      a.combined(
        with: b, into: x * y, y < 0 ? a.bound?.reversed : a.bound,
        x < 0 ? b.bound?.reversed : b.bound)
    }
  }

  func quotient(
    of left: Formula, _ right: Formula, _ reason: String, _ context: Context
  )
    -> Figure
  {
    combine(left, right, context) { a, x, b, y in
      guard y > 0 else {
        let why = "\(right.name(of: self.definition)) is \(y == 0 ? "0" : "below 0")"
        return Figure(.notMeaningful(reason.isEmpty ? why : y == 0 ? reason : "\(reason): \(why)"))
      }
      return a.combined(with: b, into: x / y, a.bound, x < 0 ? b.bound : b.bound?.reversed)
    }
  }

  /// Two figures as one: the first without a number answers for both, and flows that cover
  /// different parts of the period are not set against each other.
  private func combine(
    _ left: Formula, _ right: Formula, _ context: Context,
    _ merge: (Figure, Double, Figure, Double) -> Figure
  ) -> Figure {
    let (a, b) = (figure(left, context), figure(right, context))
    guard let x = a.value else { return a }
    guard let y = b.value else { return b }
    if let mine = a.coverage, let other = b.coverage,
      abs(mine - other) > Figure.coverageTolerance
    {
      let (first, second) = (left.name(of: definition), right.name(of: definition))
      return Figure(
        .missing(
          "\(first) covers \(percent(mine)) of the period, \(second) \(percent(other))"))
    }
    return merge(a, x, b, y)
  }

  func growth(of inner: Formula, _ shift: Formula.Shift, _ context: Context) -> Figure {
    let ratio = ratio(of: inner, shift, context)
    return ratio.value.map { ratio.with($0 - 1) } ?? ratio
  }

  /// The value over the earlier one; growth plus 1, without the digits that adding would lose.
  func ratio(of inner: Formula, _ shift: Formula.Shift, _ context: Context) -> Figure {
    let now = figure(inner, context)
    guard now.value != nil else { return now }
    let period = context.period.shifted(shift)
    let base = figure(inner, context.over(period))
    guard let before = base.value else { return Figure(base.state.dated(period)) }
    for (figure, period) in [(now, context.period), (base, period)] where !figure.isWhole {
      return Figure(.missing(partial(inner, figure, period)))
    }
    guard before > 0, let value = now.value else {
      return Figure(.notMeaningful("the base of \(period) is not above 0"))
    }
    guard value >= 0 else { return Figure(.notMeaningful("the sign changed since \(period)")) }
    if isMoney(inner), before < policies.materialityFloor {
      return Figure(.notMeaningful("the base of \(period) is below $1,000"))
    }
    return now.combined(with: base, into: value / before, now.bound, base.bound?.reversed)
  }

  func whole(_ inner: Formula, _ context: Context) -> Figure {
    let flow = figure(inner, context)
    guard flow.value != nil, !flow.isWhole else { return flow }
    return Figure(.missing("the figure covers \(percent(flow.coverage ?? 0)) of its days"))
  }

  func annualized(_ inner: Formula, _ context: Context) -> Figure {
    let flow = figure(inner, context)
    guard let value = flow.value else { return flow }
    guard flow.isWhole else {
      return Figure(.missing(partial(inner, flow, context.period)))
    }
    return flow.with(value * (policies.daysInYear / Double(days(of: inner, context.period))))
  }

  /// The days that a formula's leaves look at: a month's flow is annualized by the month's days.
  private func days(of formula: Formula, _ period: Period) -> Int {
    switch formula {
    case .series(_, _, let window), .valued(_, let window): days(of: window, period).days
    case .metric(let id): definition(id).map { days(of: $0, period) } ?? period.days
    case .at(let inner, let moment): days(of: inner, moment.period)
    default: formula.children.first.map { days(of: $0, period) } ?? period.days
    }
  }

  func logarithm(of inner: Formula, _ context: Context) -> Figure {
    let figure = figure(inner, context)
    guard let value = figure.value else { return figure }
    guard value > 0 else {
      return Figure(.notMeaningful("\(inner.name(of: definition)) is not above 0"))
    }
    return figure.with(NumberFormat.portable(log(value)))
  }

  func power(of inner: Formula, _ exponent: Double, _ context: Context) -> Figure {
    let figure = figure(inner, context)
    guard let value = figure.value else { return figure }
    guard value > 0 else {
      return Figure(.notMeaningful("\(inner.name(of: definition)) is not above 0"))
    }
    return figure.with(NumberFormat.portable(pow(value, exponent)))
  }

  func floored(_ inner: Formula, _ least: Double, _ context: Context) -> Figure {
    let figure = figure(inner, context)
    return figure.value.map { figure.with(max($0, least)) } ?? figure
  }

  func firstKnown(of alternatives: [Formula], _ context: Context) -> Figure {
    let figures = alternatives.map { figure($0, context) }
    return figures.first(where: \.isWhole) ?? figures.first { $0.value != nil } ?? figures[0]
  }

  func relativeIndex(of supply: Formula, over demand: Formula, _ context: Context) -> Figure {
    guard context.period.kind == .quarter else {
      return Figure(.notMeaningful("compares quarters"))
    }
    let (a, b) = (figure(supply, context), figure(demand, context))
    for (figure, formula) in [(a, supply), (b, demand)] where !figure.isWhole {
      guard figure.value != nil else { return figure }
      return Figure(.missing(partial(formula, figure, context.period)))
    }
    let now = quotient(of: supply, demand, "", context)
    guard let ratio = now.value else { return now }
    var (period, base) = (context.period, Double?.none)
    for _ in 0..<4 {
      period = period.previous
      let past = quotient(of: supply, demand, "", context.over(period))
      if past.isWhole, let value = past.value, value > 0 { base = value }
    }
    guard let base else {
      return Figure(.missing("no earlier quarter of the last year has both"))
    }
    return now.with(ratio / base * 100)
  }

  private func partial(_ formula: Formula, _ figure: Figure, _ period: Period) -> String {
    "\(formula.name(of: definition)) covers \(percent(figure.coverage ?? 0)) of \(period)"
  }

  /// Whether growth of a formula is that of an amount of USD, which has to be above a floor.
  package func isMoney(_ formula: Formula) -> Bool {
    switch formula {
    case .series(let series, _, _): network.series[id(of: series, [:])]?.unit == .usd
    case .metric(let id): definition(id).map(isMoney) ?? false
    case .valued: true
    case .at(let inner, _): isMoney(inner)
    case .subtract(let left, _), .add(let left, _): isMoney(left)
    default: false
    }
  }

  func percent(_ share: Double) -> String { NumberFormat.fixed(share * 100, decimals: 0) + " %" }
}

extension Figure.State {
  /// The same reason, said of another period.
  fileprivate func dated(_ period: Period) -> Figure.State {
    switch self {
    case .missing(let why): .missing("\(why) in \(period)")
    case .notMeaningful(let why): .notMeaningful("\(why) in \(period)")
    case .value, .partial, .notApplicable: self
    }
  }
}
