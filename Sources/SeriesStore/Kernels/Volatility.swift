import Foundation
public import Quantities

/// Returns the sample standard deviation, with n − 1 in the denominator.
///
/// - Parameter values: Any finite numbers.
/// - Returns: `nil` with fewer than two values.
/// - Complexity: O(*n*) time, two passes, no allocation.
/// - SeeAlso: Chan, Golub and LeVeque, "Algorithms for Computing the Sample Variance", 1983.
public func standardDeviation(of values: Span<Double>) -> Double? {
  guard values.count > 1 else { return nil }
  var sum = CompensatedSum()
  for index in values.indices { sum.add(values[index]) }
  let mean = sum.value / Double(values.count)
  var squares = CompensatedSum()
  for index in values.indices {
    squares.add((values[index] - mean) * (values[index] - mean))
  }
  return (squares.value / Double(values.count - 1)).squareRoot()
}

/// How far apart the closes of a return lie.
public enum ReturnGrain: String, Hashable, Sendable, CaseIterable {
  case day, week, month

  /// The distances, in days, that count as one step.
  var steps: ClosedRange<Int> {
    switch self {
    case .day: 1...1
    case .week: 5...9
    case .month: 26...35
    }
  }

  /// The fewest returns that say anything.
  public var fewest: Int {
    switch self {
    case .day: 30
    case .week: 26
    case .month: 24
    }
  }

  /// Steps in a year of 365 days.
  public var perYear: Double {
    switch self {
    case .day: 365
    case .week: 365 / 7
    case .month: 12
    }
  }

  /// The day before the window that ends on a day: 365 days, 52 weeks or 36 months.
  public func windowStart(before end: Day) -> Day {
    switch self {
    case .day: end - 365
    case .week: end - 364
    case .month: end.adding(months: -36)
    }
  }

  /// The week or month that a day belongs to.
  func bucket(of day: Day) -> Int {
    switch self {
    case .day: Int(day.number)
    case .week: (Int(day.number) + 3) / 7  // 1970-01-01 was a Thursday; weeks begin on Monday.
    case .month: day.components.year * 12 + day.components.month
    }
  }
}

extension Points {
  /// The pairs of readings, each the last of its day, week or month, that lie one step apart.
  ///
  /// - Returns: Indices of the earlier and the later reading, oldest first.
  public func steps(of grain: ReturnGrain) -> [(from: Int, to: Int)] {
    let ends = days.indices.filter { index in
      index + 1 == days.count
        || grain.bucket(of: days[index]) != grain.bucket(of: days[index + 1])
    }
    return zip(ends, ends.dropFirst()).filter { from, to in
      grain.steps.contains(days[to] - days[from]) && values[from] > 0 && values[to] > 0
    }.map { ($0, $1) }
  }

  /// The finest grain that has enough returns in the window that ends on a day.
  ///
  /// The last close may lie at most one step before that day.
  public func returnGrain(through end: Day) -> ReturnGrain? {
    ReturnGrain.allCases.first { grain in
      guard let last = last(through: end), end - days[last] <= grain.steps.upperBound else {
        return false
      }
      return returns(of: grain, through: end).count >= grain.fewest
    }
  }

  /// The steps whose later close lies in the window that ends on a day.
  public func returns(of grain: ReturnGrain, through end: Day) -> [(from: Int, to: Int)] {
    let start = grain.windowStart(before: end)
    return steps(of: grain).filter { days[$0.to] > start && days[$0.to] <= end }
  }
}

/// Returns the annualized standard deviation of logarithmic returns.
///
///     stdev(ln(P(t) ÷ P(t − 1)), n − 1) × √(steps in a year)
///
/// - Parameters:
///   - points: Closes above 0.
///   - grain: The step; `Points.returnGrain(through:)` finds the finest one with enough returns.
///   - end: The last day of the window.
/// - Returns: A fraction a year; `nil` with fewer than two returns.
/// - Complexity: O(*n*) in the closes.
public func annualizedVolatility(of points: Points, grain: ReturnGrain, through end: Day) -> Double?
{
  let returns = points.returns(of: grain, through: end).map {
    log(points.values[$0.to] / points.values[$0.from])
  }
  return standardDeviation(of: returns.span).map { $0 * grain.perYear.squareRoot() }
}
