public import Quantities

/// What a screen or a claim demands of a network: comparisons, attributes and what joins them.
///
/// A condition says nothing of how it is decided where a figure has no value: that is the business
/// of those who evaluate it. Its text is in canonical form and parses to the same condition.
public indirect enum Condition: Hashable, Sendable {
  /// Two quantities of one unit in an order.
  case compare(Operand, Comparison, Operand)
  /// A quantity that is neither below the second nor above the third.
  case between(Operand, Operand, Operand)
  /// A word of the profile that is one of those listed; never an empty list.
  case attribute(Attribute, isOneOf: [String])
  /// When the token was launched.
  case launched(Launch)
  /// All of them; two or more.
  case and([Condition])
  /// Any of them; two or more.
  case or([Condition])
  case not(Condition)
  /// A condition that holds in a number of the last quarters, the period's own included.
  case times(Condition, atLeast: Int, of: Int)
  /// An expression that is above (or below) that of the quarter before in each of the last quarters,
  /// so that one quarter more is looked at.
  case trend(Formula, Direction, quarters: Int)

  /// One side of a comparison.
  public enum Operand: Hashable, Sendable {
    case formula(Formula)
    /// The share of the universe's networks that a network stands above, ties counted half.
    case percentile(Formula)
    /// The place among the universe's networks, the highest figure being the first.
    case rank(Formula)

    /// The expression that is evaluated for a network.
    public var formula: Formula {
      switch self {
      case .formula(let formula), .percentile(let formula), .rank(let formula): formula
      }
    }
  }

  /// An order of two quantities.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case equal = "="
    case unequal = "!="

    /// Whether two numbers stand in this order.
    public func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .atMost: left <= right
      case .greater: left > right
      case .atLeast: left >= right
      case .equal: left == right
      case .unequal: left != right
      }
    }
  }

  /// A word that a network's profile states.
  public enum Attribute: String, Hashable, Sendable, CaseIterable {
    case network, category, mechanism, chain
  }

  /// A test of the day on which the token was launched, as the profile states it: a day or a month.
  public enum Launch: Hashable, Sendable {
    case before(Day)
    case after(Day)
    /// On one of the days or between them.
    case between(Day, Day)
  }

  /// Where a figure moves.
  public enum Direction: String, Hashable, Sendable, CaseIterable { case rising, falling }
}

extension Condition {
  /// Every formula that is evaluated for the condition, in order of mention.
  public var formulas: [Formula] {
    switch self {
    case .compare(let left, _, let right): [left.formula, right.formula]
    case .between(let operand, let lower, let upper): [operand, lower, upper].map(\.formula)
    case .attribute, .launched: []
    case .and(let parts), .or(let parts): parts.flatMap(\.formulas)
    case .not(let inner), .times(let inner, atLeast: _, of: _): inner.formulas
    case .trend(let formula, _, quarters: _): [formula]
    }
  }
}
