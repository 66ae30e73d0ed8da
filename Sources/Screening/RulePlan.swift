import Formulas

/// A condition made ready to be judged: negation has moved into the comparisons, and history is a
/// list of parts that look so many periods back.
struct RulePlan: Sendable {
  /// What it says, as it is written.
  let condition: Condition
  /// How many periods of its kind lie between the period that is asked about and its own.
  let back: Int
  let form: Form

  enum Form: Sendable {
    case compare(Side, Condition.Comparison, Side)
    /// Not below the second side, not above the third.
    case between(Side, Side, Side)
    case word(Condition.Attribute, isOneOf: [String], isNegated: Bool)
    case launched(Condition.Launch, isNegated: Bool)
    /// So many of the parts have to hold.
    case parts([RulePlan], atLeast: Int)
  }

  /// One side of a comparison.
  struct Side: Sendable {
    let operand: Condition.Operand
    /// Where the figure stands among those that the rules need; `nil` for a number of the rule.
    let slot: Int?
    /// How many periods its figure lies before the rule's.
    let earlier: Int
  }

  /// How many periods back the plan looks at most.
  var depth: Int {
    switch form {
    case .compare(let left, _, let right): back + max(left.earlier, right.earlier)
    case .between(let side, let lower, let upper):
      back + [side, lower, upper].map(\.earlier).reduce(0, max)
    case .word, .launched: back
    case .parts(let parts, atLeast: _): parts.map(\.depth).reduce(back, max)
    }
  }
}

/// Makes plans, and notes every figure that they need once.
struct RulePlanner {
  /// The formulas whose figures are needed, by slot.
  private(set) var formulas: [Formula] = []
  /// Slots of formulas that are compared with those of all networks.
  private(set) var ranked: Set<Int> = []
  private var slots: [Formula: Int] = [:]

  /// The plan of a condition that speaks of some periods ago.
  mutating func plan(_ condition: Condition, back: Int = 0) -> RulePlan {
    RulePlan(condition: condition, back: back, form: form(of: condition, back))
  }

  private mutating func form(of condition: Condition, _ back: Int) -> RulePlan.Form {
    switch condition {
    case .compare(let left, let comparison, let right):
      return .compare(side(left), comparison, side(right))
    case .between(let operand, let lower, let upper):
      return .between(side(operand), side(lower), side(upper))
    case .attribute(let attribute, let words):
      return .word(attribute, isOneOf: words, isNegated: false)
    case .launched(let launch): return .launched(launch, isNegated: false)
    case .and(let parts): return .parts(parts.map { plan($0, back: back) }, atLeast: parts.count)
    case .or(let parts): return .parts(parts.map { plan($0, back: back) }, atLeast: 1)
    case .not(let inner): return negated(inner, back)
    case .times(let inner, let count, let last):
      return .parts(past(inner, last, back), atLeast: count)
    case .trend(let formula, let direction, let quarters):
      let step = RulePlanner.step(formula, direction == .rising ? .greater : .less)
      return .parts(past(step, quarters, back), atLeast: quarters)
    }
  }

  /// The opposite of a rule, moved inwards to its comparisons: a figure that is not meaningful then
  /// holds on neither side.
  private mutating func negated(_ inner: Condition, _ back: Int) -> RulePlan.Form {
    let opposite: Condition
    switch inner {
    case .compare(let left, let comparison, let right):
      opposite = .compare(left, comparison.negated, right)
    case .between(let operand, let lower, let upper):
      opposite = .or([.compare(operand, .less, lower), .compare(operand, .greater, upper)])
    case .and(let parts): opposite = .or(parts.map(Condition.not))
    case .or(let parts): opposite = .and(parts.map(Condition.not))
    case .not(let twice): opposite = twice
    case .times(let rule, let count, let last):
      opposite = .times(.not(rule), atLeast: last - count + 1, of: last)
    case .trend(let formula, let direction, let quarters):
      let step = RulePlanner.step(formula, direction == .rising ? .atMost : .atLeast)
      return .parts(past(step, quarters, back), atLeast: 1)
    case .attribute(let attribute, let words):
      return .word(attribute, isOneOf: words, isNegated: true)
    case .launched(let launch): return .launched(launch, isNegated: true)
    }
    return .parts([plan(opposite, back: back)], atLeast: 1)
  }

  /// A figure beside that of the period before.
  private static func step(
    _ formula: Formula, _ comparison: Condition.Comparison
  ) -> Condition {
    .compare(.formula(formula), comparison, .formula(.earlier(formula, .previous)))
  }

  /// A rule in so many periods, the newest last.
  private mutating func past(_ rule: Condition, _ count: Int, _ back: Int) -> [RulePlan] {
    (0..<count).reversed().map { plan(rule, back: back + $0) }
  }

  private mutating func side(_ operand: Condition.Operand) -> RulePlan.Side {
    if case .formula(.number) = operand {
      return RulePlan.Side(operand: operand, slot: nil, earlier: 0)
    }
    // The figure of the period before is one that a history needs as well.
    var (formula, earlier) = (operand.formula, 0)
    while case .earlier(let inner, .previous) = formula {
      (formula, earlier) = (inner, earlier + 1)
    }
    let slot = slot(of: formula)
    if case .formula = operand {} else { ranked.insert(slot) }
    return RulePlan.Side(operand: operand, slot: slot, earlier: earlier)
  }

  private mutating func slot(of formula: Formula) -> Int {
    if let slot = slots[formula] { return slot }
    formulas.append(formula)
    slots[formula] = formulas.count - 1
    return formulas.count - 1
  }
}
