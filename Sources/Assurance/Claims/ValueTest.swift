package import Formulas
package import Quantities
import Screening

/// What a combined value has to pass: comparisons of `value` with numbers, joined by `and` and `or`.
package struct ValueTest: Sendable {
  /// What the value is called in the text.
  package static let name = "value"

  /// The condition.
  package let condition: Condition
  /// The unit of the value.
  package let unit: Unit

  /// Takes a condition whose only name is `value`; `nil` where it is of another form.
  init?(_ condition: Condition, unit: Unit) {
    guard Self.isSimple(condition) else { return nil }
    self.condition = condition
    // A ratio is shown as the number that it is compared with.
    let stated = condition.formulas.compactMap { formula -> Unit? in
      if case .number(_, let unit) = formula { unit } else { nil }
    }
    self.unit = unit.isDimensionless ? stated.first ?? unit : unit
  }

  private static func isSimple(_ condition: Condition) -> Bool {
    switch condition {
    case .compare(let left, _, let right): isValue(left) && number(right) != nil
    case .between(let operand, let lower, let upper):
      isValue(operand) && number(lower) != nil && number(upper) != nil
    case .and(let parts), .or(let parts): parts.allSatisfy(isSimple)
    case .attribute, .launched, .not, .times, .trend: false
    }
  }

  private static func isValue(_ operand: Condition.Operand) -> Bool {
    operand == .formula(.metric(name))
  }

  private static func number(_ operand: Condition.Operand) -> Double? {
    if case .formula(.number(let value, _)) = operand { value } else { nil }
  }

  /// What becomes of the test for a value that is anywhere in a range.
  struct Answer {
    let truth: Truth
    let gap: ClaimGap?
    /// The comparison that decides.
    let bound: ClaimBound
  }

  /// Whether every value of a range passes, none does, or some do.
  func answer(for range: ClosedRange<Double>) -> Answer { answer(condition, range) }

  private func answer(_ condition: Condition, _ range: ClosedRange<Double>) -> Answer {
    switch condition {
    case .compare(_, let order, let right):
      return compared(order, [Self.number(right) ?? 0], range)
    case .between(_, let lower, let upper):
      let limits = [lower, upper].compactMap(Self.number)
      let sides = [
        compared(.atLeast, [limits[0]], range), compared(.atMost, [limits[1]], range),
      ]
      let tightest = sides.compactMap(\.gap).min { $0.amount < $1.amount }
      return Answer(
        truth: .all(sides.map(\.truth)), gap: tightest,
        bound: ClaimBound(order: nil, limits: limits.map { .init(value: $0, unit: unit) }))
    case .and(let parts): return joined(parts.map { answer($0, range) }, isAny: false)
    case .or(let parts): return joined(parts.map { answer($0, range) }, isAny: true)
    case .attribute, .launched, .not, .times, .trend:
      preconditionFailure("the initializer takes comparisons of the value only")
    }
  }

  private func compared(
    _ order: Condition.Comparison, _ limits: [Double], _ range: ClosedRange<Double>
  ) -> Answer {
    let limit = limits[0]
    let truth = order.holds(range, limit...limit)
    return Answer(
      truth: truth, gap: gap(order, range, limit),
      bound: ClaimBound(order: order, limits: [.init(value: limit, unit: unit)]))
  }

  /// The distance of the nearest value that the range allows, below 0 where none passes.
  private func gap(
    _ order: Condition.Comparison, _ range: ClosedRange<Double>, _ limit: Double
  ) -> ClaimGap? {
    let amounts = [range.lowerBound, range.upperBound].map { value in
      switch order {
      case .greater, .atLeast: value - limit
      case .less, .atMost: limit - value
      case .equal: -abs(value - limit)
      case .unequal: abs(value - limit)
      }
    }
    let holds = order.holds(range, limit...limit)
    let amount = holds == .pass ? amounts.min() : amounts.max()
    guard holds != .unknown, let amount, amount.isFinite else { return nil }
    return ClaimGap(amount: amount, relative: limit == 0 ? nil : amount / abs(limit), unit: unit)
  }

  /// The answer of several, with the gap of the one that decides: the furthest where all have to
  /// hold and one does not, the nearest where all do.
  private func joined(_ parts: [Answer], isAny: Bool) -> Answer {
    let truths = parts.map(\.truth)
    let truth: Truth = isAny ? .any(truths) : .all(truths)
    let deciding = parts.filter { $0.truth == truth }
    let isNearest = isAny == (truth == .fail)
    let sorted = deciding.enumerated().sorted { a, b in
      let (left, right) = (a.element.gap?.size ?? .infinity, b.element.gap?.size ?? .infinity)
      return left == right ? a.offset < b.offset : isNearest ? left < right : left > right
    }
    let first = sorted.first?.element ?? parts[0]
    return Answer(truth: truth, gap: first.gap, bound: first.bound)
  }
}
