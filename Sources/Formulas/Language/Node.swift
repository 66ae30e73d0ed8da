import Quantities
import SeriesStore

/// What the parser knows of a part of a text.
struct Node {
  enum Value {
    case formula(Formula)
    /// A comparison with other networks, which only a side of a comparison may be.
    case peers(Condition.Operand)
    case condition(Condition)
  }

  var value: Value
  /// Of conditions without meaning.
  var unit: Unit = .one
  /// The bytes, parentheses included.
  var range: Range<Int>
  /// How many nodes lie one inside the other.
  var depth = 1
  /// How the number is written, where the part is one.
  var literal: NumberForm?
  /// The series, where the part is only its name.
  var reference: SeriesReference?
  /// What the series of that name is.
  var kind: SeriesKind?
  /// Whether it gives the same answer for every period.
  var isFixed = false
  /// Whether it is a number made of numbers.
  var isConstant = false
  /// Whether it looks at several quarters.
  var isHistory = false
  /// The two sides of a comparison without parentheses.
  var sides: (left: Range<Int>, sign: Condition.Comparison, right: Range<Int>)?

  init(_ formula: Formula, _ unit: Unit, _ range: Range<Int>) {
    (value, self.unit, self.range) = (.formula(formula), unit, range)
  }

  /// A condition over parts.
  init(_ condition: Condition, _ range: Range<Int>, of parts: [Node]) {
    (value, self.range) = (.condition(condition), range)
    depth = 1 + (parts.map(\.depth).max() ?? 0)
    isFixed = parts.allSatisfy(\.isFixed)
    isHistory = parts.contains(where: \.isHistory)
  }

  /// A number.
  static func number(_ value: Double, _ form: NumberForm, _ range: Range<Int>) -> Node {
    var node = Node(.number(value, form.unit), form.unit, range)
    (node.literal, node.isFixed, node.isConstant) = (form, true, true)
    return node
  }

  /// The number, where the part is one.
  var number: Double? {
    if case .formula(.number(let value, _)) = value, literal != nil { value } else { nil }
  }

  var isCondition: Bool { if case .condition = value { true } else { false } }
}
