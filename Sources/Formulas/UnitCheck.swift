public import Quantities

/// Two quantities that a formula treats as one kind.
public struct UnitError: Error, Hashable, CustomStringConvertible {
  /// What clashes, in words.
  public let description: String
}

/// Finds the unit of formulas and refuses sums of different things.
public struct UnitChecker {
  private let series: (SeriesReference) -> Unit?
  private let metric: (String) -> Formula?

  /// Creates a checker.
  ///
  /// - Parameters:
  ///   - series: The unit of a series; `nil` where there is none of that name.
  ///   - metric: The formula of a metric; `nil` where there is none of that id.
  public init(
    series: @escaping (SeriesReference) -> Unit?, metric: @escaping (String) -> Formula?
  ) {
    (self.series, self.metric) = (series, metric)
  }

  /// The unit of a formula's figures.
  ///
  /// - Throws: `UnitError` where quantities of different kinds are added, or a name is unknown.
  /// - Returns: The unit; ratios of one kind are dimensionless.
  public func unit(of formula: Formula) throws(UnitError) -> Unit {
    switch formula {
    case .number(_, let unit): return unit
    case .series(let reference, let aggregate, _):
      let unit = try unit(of: reference)
      switch aggregate {
      case .count: return .count
      case .coverage: return .percent
      default: return unit
      }
    case .valued(let reference, _):
      let unit = try unit(of: reference)
      guard unit == .token else {
        throw UnitError(description: "'\(reference)' is in \(unit), only tokens have a price")
      }
      return .usd
    case .history(let reference, let measure):
      let unit = try unit(of: reference)
      return measure == .allTimeHigh ? unit : .percent
    case .readingChange(let reference, _):
      _ = try unit(of: reference)
      return .percent
    case .measure(let measure):
      for formula in measure.reads { _ = try unit(of: formula) }
      return measure.unit
    case .metric(let id):
      guard let formula = metric(id) else {
        throw UnitError(description: "no metric is called '\(id)'")
      }
      return try unit(of: formula)
    case .add(let left, let right): return try common(left, right, "+")
    case .subtract(let left, let right): return try common(left, right, "−")
    case .multiply(let left, let right): return try unit(of: left) * unit(of: right)
    case .divide(let left, let right, _): return try unit(of: left) / unit(of: right)
    case .earlier(let inner, _), .annualized(let inner), .bounded(let inner, _),
      .floored(let inner, _), .whole(let inner), .positive(let inner, _):
      return try unit(of: inner)
    case .power(let inner, _):
      let unit = try unit(of: inner)
      guard unit.isDimensionless else {
        throw UnitError(description: "a power takes a ratio, '\(inner.prose)' is in \(unit)")
      }
      return unit
    case .growth(let inner, _):
      _ = try unit(of: inner)
      return .percent
    case .logarithm(let inner):
      let unit = try unit(of: inner)
      guard unit.isDimensionless else {
        throw UnitError(description: "ln takes a ratio, '\(inner.prose)' is in \(unit)")
      }
      return .logPoints
    case .firstKnown(let alternatives):
      var first = try unit(of: alternatives[0])
      for other in alternatives.dropFirst() { first = try common(alternatives[0], other, "else") }
      return first
    case .relativeIndex(let supply, over: let demand):
      _ = try (unit(of: supply), unit(of: demand))
      return .index
    }
  }

  private func unit(of reference: SeriesReference) throws(UnitError) -> Unit {
    guard let unit = series(reference) else {
      throw UnitError(description: "no series is called '\(reference.name)'")
    }
    return unit
  }

  private func common(_ left: Formula, _ right: Formula, _ sign: String) throws(UnitError) -> Unit {
    let (a, b) = (try unit(of: left), try unit(of: right))
    guard a.isCommensurable(with: b) else {
      throw UnitError(
        description: "'\(left.prose)' is in \(name(a)), '\(right.prose)' in \(name(b)): "
          + "'\(sign)' takes one unit")
    }
    return a
  }

  private func name(_ unit: Unit) -> String { unit.isDimensionless ? "a ratio" : "\(unit)" }
}
