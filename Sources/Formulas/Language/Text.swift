import Quantities

extension Formula {
  /// The formula in the language, which parses to the same formula: `sum(revenue) / usd(burned)`.
  ///
  /// What only the catalogue can build, such as a measure, is told in words and does not parse.
  public var text: String {
    switch self {
    case .number(let value, let unit): return unit.literal(value)
    case .series(let series, let aggregate, let window):
      return window.applied(to: "\(aggregate.rawValue)(\(series))")
    case .valued(let series, let window): return window.applied(to: "usd(\(series))")
    case .metric(let id): return id
    case .add(let left, let right):
      return "\(left.text(above: .none)) + \(right.text(above: .sum))"
    case .subtract(.divide(let after, let before, _), .number(1, .percent)):
      return "change(\(before.text), \(after.text))"
    case .subtract(.number(0, _), let right) where !right.isNumber:
      return "-\(right.text(above: .negation))"
    case .subtract(let left, let right):
      return "\(left.text(above: .none)) - \(right.text(above: .sum))"
    case .multiply(let left, let right):
      return "\(left.text(above: .sum)) * \(right.text(above: .product))"
    case .divide(let left, let right, _):
      return "\(left.text(above: .sum)) / \(right.text(above: .product))"
    case .at(let inner, let moment): return "\(inner.text(above: .power))@\(moment)"
    case .earlier(let inner, .previous): return "previous(\(inner.text))"
    case .earlier(let inner, .yearAgo): return "year_ago(\(inner.text))"
    case .growth(let inner, .previous): return "growth(\(inner.text))"
    case .growth(let inner, .yearAgo): return "growth_yoy(\(inner.text))"
    case .annualized(let inner): return "annualized(\(inner.text))"
    case .logarithm(let inner): return "ln(\(inner.text))"
    case .power(let inner, let exponent):
      return "\(inner.text(above: .power))^\(Unit.one.literal(exponent))"
    case .firstKnown(let alternatives):
      return "first_known(\(alternatives.map(\.text).joined(separator: ", ")))"
    case .history, .readingChange, .measure, .whole, .positive, .floored, .relativeIndex, .bounded:
      return prose
    }
  }

  /// The text, in parentheses unless its operator binds more tightly than the power given.
  private func text(above power: Parser.Power) -> String {
    self.power.rawValue > power.rawValue ? text : "(\(text))"
  }

  /// How tightly the outermost operator of the text binds.
  private var power: Parser.Power {
    switch self {
    case .number(let value, let unit): value < 0 && unit != .date ? .negation : .moment
    case .subtract(.divide, .number(1, .percent)): .moment
    case .subtract(.number(0, _), let right) where !right.isNumber: .negation
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power: .power
    default: .moment
    }
  }

  private var isNumber: Bool { if case .number = self { true } else { false } }
}

extension Formula.Window {
  fileprivate func applied(to text: String) -> String {
    Function(self).map { "\($0.rawValue)(\(text))" } ?? text
  }
}

extension Unit {
  /// A number of the unit as the language writes it: `$500k`, `10%`, `24mo`, `2025-12-31`.
  fileprivate func literal(_ value: Double) -> String {
    let sign = value < 0 ? "-" : ""
    if self == .date { return Day(number: Int32(value)).description }
    if self == .usd || isPrice { return sign + "$" + DecimalText(abs(value)).shortest }
    guard let form = NumberSuffix.units.first(where: { $0.unit == self }) else {
      return sign + DecimalText(abs(value)).shortest
    }
    return sign + DecimalText(abs(value)).shifted(by: -form.power) + form.suffix
  }
}

/// The shortest decimal that reads back as a number, as digits and a power of ten: its point is moved
/// without a calculation, so that no digit changes.
private struct DecimalText {
  let digits: String
  /// The power of ten of the last digit.
  let power: Int

  /// Takes a number apart that is not negative.
  init(_ value: Double) {
    let parts = NumberFormat.shortest(value).split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    let all = (mantissa[0] + fraction).drop { $0 == "0" }
    let significant = String(all.reversed().drop { $0 == "0" }.reversed())
    let exponent = (parts.count > 1 ? Int(parts[1]) : nil) ?? 0
    digits = significant.isEmpty ? "0" : significant
    power =
      significant.isEmpty ? 0 : exponent - fraction.count + (all.count - significant.count)
  }

  /// The number times a power of ten.
  func shifted(by places: Int) -> String {
    let power = digits == "0" ? 0 : power + places
    if power > 15 || power < -20 { return "\(digits)e\(power)" }
    if power >= 0 { return digits + String(repeating: "0", count: power) }
    let padded = String(repeating: "0", count: max(0, 1 - power - digits.count)) + digits
    return "\(padded.dropLast(-power)).\(padded.suffix(-power))"
  }

  /// With the suffix for thousands, millions and so on that makes it shortest, if any does.
  var shortest: String {
    var best = shifted(by: 0)
    for (suffix, power) in NumberSuffix.scales {
      let text = shifted(by: -power) + suffix
      if text.utf8.count < best.utf8.count { best = text }
    }
    return best
  }
}

// MARK: Conditions

extension Condition: CustomStringConvertible {
  /// The condition in the language, which parses to the same condition.
  public var description: String {
    switch self {
    case .compare(let left, let order, let right): "\(left) \(order.rawValue) \(right)"
    case .between(let operand, let lower, let upper): "\(operand) between \(lower) and \(upper)"
    case .attribute(let attribute, isOneOf: let words):
      words.count == 1
        ? "\(attribute.rawValue) = \(words[0])"
        : "\(attribute.rawValue) in (\(words.joined(separator: ", ")))"
    case .launched(let launch): "launched \(launch)"
    case .and(let parts): parts.map(\.joinable).joined(separator: " and ")
    case .or(let parts): parts.map(\.joinable).joined(separator: " or ")
    case .not(let inner): "not \(inner.joinable)"
    case .times(let inner, atLeast: let least, of: let count):
      least == count
        ? "\(inner.repeatable) for \(count) quarters"
        : "\(inner.repeatable) for \(least) of last \(count) quarters"
    case .trend(let formula, let direction, quarters: let count):
      "\(formula.text) \(direction.rawValue) for \(count) quarters"
    }
  }

  /// The text, in parentheses where it is a list.
  private var joinable: String {
    switch self {
    case .and, .or: "(\(self))"
    default: description
    }
  }

  /// The text, in parentheses unless it is a comparison.
  private var repeatable: String {
    switch self {
    case .compare, .between: description
    default: "(\(self))"
    }
  }
}

extension Condition.Operand: CustomStringConvertible {
  /// The side in the language.
  public var description: String {
    switch self {
    case .formula(let formula): formula.text
    case .percentile(let formula): "percentile(\(formula.text))"
    case .rank(let formula): "rank(\(formula.text))"
    }
  }
}

extension Condition.Launch: CustomStringConvertible {
  /// `before 2023-01-01`, `after 2023-01-01` or `between 2018-01-01 and 2022-12-31`.
  public var description: String {
    switch self {
    case .before(let day): "before \(day)"
    case .after(let day): "after \(day)"
    case .between(let first, let last): "between \(first) and \(last)"
    }
  }
}
