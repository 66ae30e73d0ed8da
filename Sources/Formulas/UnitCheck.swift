public import Quantities
import SeriesStore

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
    var parts: [Unit] = []
    for child in formula.children { parts.append(try unit(of: child)) }
    return try unit(of: formula, parts: parts)
  }

  /// The unit in which a formula's figures are shown: that of a metric as it is defined, else what
  /// follows from its parts.
  ///
  /// - Parameters:
  ///   - formula: What is shown; at another time it has the same unit.
  ///   - metric: The unit of a metric; `nil` where there is none of that id.
  /// - Returns: The unit; `.one` where quantities of different kinds are added, or a name is unknown.
  package func shownUnit(of formula: Formula, metric: (String) -> Unit?) -> Unit {
    if case .at(let inner, _) = formula { return shownUnit(of: inner, metric: metric) }
    if case .metric(let id) = formula, let unit = metric(id) { return unit }
    return (try? unit(of: formula)) ?? .one
  }

  /// The unit of a formula whose children have the units given.
  func unit(of formula: Formula, parts: [Unit]) throws(UnitError) -> Unit {
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
    case .measure(let measure): return measure.unit
    case .metric(let id):
      guard let formula = metric(id) else {
        throw UnitError(description: "no metric is called '\(id)'")
      }
      return try unit(of: formula)
    case .add(let left, let right): return try common((left, parts[0]), (right, parts[1]), "+")
    case .subtract(let left, let right):
      return try common((left, parts[0]), (right, parts[1]), "−")
    case .multiply: return parts[0] * parts[1]
    case .divide: return parts[0] / parts[1]
    case .at, .earlier, .annualized, .bounded, .floored, .whole, .positive: return parts[0]
    case .power(let inner, _):
      guard parts[0].isDimensionless else {
        throw UnitError(description: "a power takes a ratio, '\(inner.prose)' is in \(parts[0])")
      }
      return parts[0]
    case .growth: return .percent
    case .logarithm(let inner):
      guard parts[0].isDimensionless else {
        throw UnitError(description: "ln takes a ratio, '\(inner.prose)' is in \(parts[0])")
      }
      return .logPoints
    case .firstKnown(let alternatives):
      var first = parts[0]
      for (other, unit) in zip(alternatives, parts).dropFirst() {
        first = try common((alternatives[0], parts[0]), (other, unit), "else")
      }
      return first
    case .relativeIndex: return .index
    }
  }

  private func unit(of reference: SeriesReference) throws(UnitError) -> Unit {
    guard let unit = series(reference) else {
      throw UnitError(description: "no series is called '\(reference.name)'")
    }
    return unit
  }

  private func common(
    _ left: (formula: Formula, unit: Unit), _ right: (formula: Formula, unit: Unit),
    _ sign: String
  ) throws(UnitError) -> Unit {
    guard left.unit.isCommensurable(with: right.unit) else {
      throw UnitError(
        description: "'\(left.formula.prose)' is in \(left.unit.name), "
          + "'\(right.formula.prose)' in \(right.unit.name): '\(sign)' takes one unit")
    }
    return left.unit
  }
}

extension Unit {
  /// What a message calls the unit.
  var name: String { isDimensionless ? "a ratio" : "\(self)" }
}

extension Names {
  /// The unit in which figures of a formula that these names have read are shown.
  ///
  /// - Parameters:
  ///   - formula: What is shown.
  ///   - metrics: The formulas of the metrics, by id.
  /// - Returns: The unit; `.one` where quantities of different kinds are added.
  package func shownUnit(of formula: Formula, metrics: [String: Formula]) -> Unit {
    let checker = UnitChecker(series: { series($0.name)?.unit }, metric: { metrics[$0] })
    return checker.shownUnit(of: formula, metric: metric)
  }
}
