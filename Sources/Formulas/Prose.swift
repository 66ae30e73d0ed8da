import Quantities

extension Formula {
  /// The formula in words and signs, for a glossary: `Σ revenue ÷ Σ tokens_emitted in USD`.
  public var prose: String {
    switch self {
    case .number(let value, let unit):
      return unit.isDimensionless
        ? NumberFormat.shortest(NumberFormat.portable(value)) : NumberFormat.display(value, unit)
    case .series(let series, let aggregate, let window):
      return "\(aggregate.prose) \(series)\(window.prose)"
    case .valued(let series, let window): return "Σ \(series) in USD\(window.prose)"
    case .history(let series, let measure): return "\(measure.prose) of \(series)"
    case .readingChange(let series, let isAnnualized):
      return "change of \(series) between the readings nearest to the period's ends"
        + (isAnnualized ? ", a year" : "")
    case .measure(let measure): return measure.name
    case .metric(let id): return id
    case .add(.growth(let inner, let shift), .number(1, _)):
      return "\(inner.operand) ÷ \(shift.prose) \(inner.operand)"
    case .add(let left, let right): return "\(left.summand) + \(right.summand)"
    case .subtract(.number(0, _), let right): return "−\(right.operand)"
    case .subtract(let left, let right): return "\(left.summand) − \(right.operand)"
    case .multiply(let left, let right): return "\(left.operand) × \(right.operand)"
    case .divide(let left, let right, _): return "\(left.operand) ÷ \(right.operand)"
    case .at(let inner, .day(let day)): return "\(inner.operand) on \(day)"
    case .at(let inner, .period(let period)): return "\(inner.operand) in \(period)"
    case .earlier(let inner, let shift): return "\(shift.prose) \(inner.operand)"
    case .growth(let inner, let shift):
      return "\(inner.operand) ÷ \(shift.prose) \(inner.operand) − 1"
    case .whole(let inner), .positive(let inner, _): return inner.prose
    case .annualized(let inner): return "\(inner.operand) × 365 ÷ days"
    case .logarithm(let inner): return "ln(\(inner.prose))"
    case .power(let inner, let exponent):
      return "\(inner.operand)^\(NumberFormat.shortest(NumberFormat.portable(exponent)))"
    case .floored(let inner, let least):
      return "\(inner.operand), at least \(NumberFormat.shortest(least))"
    case .firstKnown(let alternatives):
      return alternatives.map(\.prose).joined(separator: ", else ")
    case .relativeIndex(let supply, over: let demand):
      return "(\(supply.prose) ÷ \(demand.prose)) ÷ the same in the first of the last five "
        + "quarters that has both × 100"
    case .bounded(let inner, let bound): return "\(bound.prose) \(inner.operand)"
    }
  }

  /// The prose in parentheses where a choice would take in what is added.
  private var summand: String {
    if case .firstKnown = self { "(\(prose))" } else { prose }
  }

  /// The prose in parentheses where it has an operator of its own.
  private var operand: String {
    switch self {
    case .add, .subtract, .multiply, .divide, .growth, .annualized, .firstKnown, .floored:
      "(\(prose))"
    default: prose
    }
  }

  /// What a reason calls the formula: its metric's id, its series, else its prose.
  func name(of definition: (String) -> Formula?) -> String {
    switch self {
    case .metric(let id): id
    case .series(let series, _, _): "\(series)"
    case .valued(let series, _): "\(series) in USD"
    case .bounded(let inner, _): inner.name(of: definition)
    case .firstKnown(let alternatives):
      alternatives.last.map { $0.name(of: definition) } ?? prose
    default: prose
    }
  }
}

extension SeriesReference: CustomStringConvertible {
  /// `tokens_emitted`, `capacity[iot]`, `revenue[basis: all-burns]`, `revenue[source: dune-hnt]`.
  public var description: String {
    name + (segment.isEmpty ? "" : "[\(segment)]")
      + (basis.map { $0.isEmpty ? "" : "[basis: \($0)]" } ?? "")
      + (source.map { "[source: \($0)]" } ?? "")
  }
}

extension Formula.Aggregate {
  fileprivate var prose: String {
    switch self {
    case .sum: "Σ"
    case .evidenced: "Σ settled or burned"
    case .close: "closing"
    case .last, .first, .mean, .min, .max, .count, .coverage: rawValue
    }
  }
}

extension Formula.Window {
  fileprivate var prose: String {
    switch self {
    case .period: ""
    case .lastMonth: " over the last complete month"
    case .trailingYear: " over twelve months"
    case .next30Days: " over the next 30 days"
    case .last30Days: " over the last 30 days"
    case .next90Days: " over the next 90 days"
    case .nextYear: " over the next twelve months"
    case .sinceLaunch: " since the books begin"
    }
  }
}

extension Formula.Shift {
  fileprivate var prose: String { self == .previous ? "previous" : "year-ago" }
}

extension Formula.Bound {
  fileprivate var prose: String { self == .atMost ? "at most" : "at least" }
}

extension Formula.History {
  fileprivate var prose: String {
    switch self {
    case .allTimeHigh: "highest close to date"
    case .drawdownFromHigh: "distance from the highest close to date"
    case .maximumDrawdown: "deepest fall from a running peak"
    case .volatility: "annualized standard deviation of log returns"
    case .annualGrowth: "compound annual growth"
    }
  }
}
