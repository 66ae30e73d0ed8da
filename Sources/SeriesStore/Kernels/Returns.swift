import Foundation
public import Quantities

/// The returns of a window: closes one day, week or month apart, each over the one before.
public struct ReturnWindow: Sendable {
  /// How far apart the closes lie.
  public let grain: ReturnGrain
  /// The later close of each return over the earlier one, oldest first; all above 0.
  public private(set) var ratios: [Double] = []
  /// The closes of the window, as indices of the readings: from the earlier close of the first
  /// return to the later close of the last.
  public private(set) var closes: Range<Int> = 0..<0

  /// Reads the returns of a grain whose later close lies in the window that ends on a day.
  ///
  /// - Complexity: O(log *n*) in all closes, linear in those of the window.
  public init(
    of points: Points, grain: ReturnGrain, through end: Day, lengths: WindowLengths = .standard
  ) {
    self.grain = grain
    let window = points.window(of: grain, through: end, lengths)
    ratios.reserveCapacity(window.count)
    points.visitSteps(of: grain, to: window) { from, to in
      if ratios.isEmpty { closes = from..<to }
      closes = closes.lowerBound..<to + 1
      ratios.append(points.values[to] / points.values[from])
    }
  }

  /// The number of returns.
  public var count: Int { ratios.count }

  /// `P(t) ÷ P(t − 1) − 1`.
  public var simple: [Double] { ratios.map { $0 - 1 } }

  /// `ln(P(t) ÷ P(t − 1))`.
  public var logarithmic: [Double] { ratios.map { log($0) } }
}

extension Points {
  /// The pairs of readings, each the last of its day, week or month, that lie one step apart.
  ///
  /// - Returns: Indices of the earlier and the later reading, oldest first.
  public func steps(of grain: ReturnGrain) -> [(from: Int, to: Int)] {
    var steps: [(from: Int, to: Int)] = []
    visitSteps(of: grain, to: days.indices) { steps.append(($0, $1)) }
    return steps
  }

  /// The finest grain that has enough returns in the window that ends on a day.
  ///
  /// The last close may lie at most one step before that day.
  ///
  /// - Parameters:
  ///   - end: The last day of the window.
  ///   - lengths: How far back the window of each grain reaches.
  /// - Returns: Daily, weekly or monthly, in this order; `nil` where all are too few or too old.
  /// - Complexity: O(log *n*) in all closes, linear in those of the window.
  public func returnGrain(
    through end: Day, lengths: WindowLengths = .standard
  ) -> ReturnGrain? {
    ReturnGrain.allCases.first { grain in
      guard isFresh(grain, at: end) else { return false }
      var count = 0
      visitSteps(of: grain, to: window(of: grain, through: end, lengths)) { _, _ in count += 1 }
      return count >= grain.fewest
    }
  }

  /// The returns of the finest grain that has enough of them in the window that ends on a day.
  ///
  /// - Parameters:
  ///   - end: The last day of the window.
  ///   - lengths: How far back the window of each grain reaches.
  /// - Returns: The returns of `returnGrain(through:lengths:)`; `nil` where there is no such grain.
  /// - Complexity: O(log *n*) in all closes, linear in those of the window.
  public func returnWindow(
    through end: Day, lengths: WindowLengths = .standard
  ) -> ReturnWindow? {
    for grain in ReturnGrain.allCases where isFresh(grain, at: end) {
      let window = ReturnWindow(of: self, grain: grain, through: end, lengths: lengths)
      if window.count >= grain.fewest { return window }
    }
    return nil
  }

  /// Whether the last close lies at most one step before a day.
  public func isFresh(_ grain: ReturnGrain, at end: Day) -> Bool {
    last(through: end).map { end - days[$0] <= grain.steps.upperBound } ?? false
  }

  /// The readings of the window that ends on a day.
  func window(
    of grain: ReturnGrain, through end: Day, _ lengths: WindowLengths
  ) -> Range<Int> {
    let lower = count(through: grain.windowStart(before: end, lengths))
    return lower..<max(lower, count(through: end))
  }

  /// Calls a function with each step whose later reading lies in a range of readings.
  func visitSteps(
    of grain: ReturnGrain, to window: Range<Int>, _ visit: (_ from: Int, _ to: Int) -> Void
  ) {
    let (steps, lower) = (grain.steps, window.lowerBound)
    var previous = (0..<lower).last { isLast($0, of: grain) }
    for index in window where isLast(index, of: grain) {
      if let from = previous, steps.contains(days[index] - days[from]), values[from] > 0,
        values[index] > 0
      {
        visit(from, index)
      }
      previous = index
    }
  }

  /// Whether a reading is the last of its day, week or month.
  public func isLast(_ index: Int, of grain: ReturnGrain) -> Bool {
    grain == .day || index + 1 == days.count
      || grain.bucket(of: days[index]) != grain.bucket(of: days[index + 1])
  }

  /// How far apart most readings of a range lie, in the days of a day, week, month, quarter or year.
  ///
  /// - Complexity: O(*n*) in the range, one pass.
  public func spacing(of range: Range<Int>) -> Int {
    guard let first = range.first, let last = range.last, days[last] - days[first] > last - first
    else { return Spacing.lengths[0] }
    var counts = Spacing.limits.map { _ in 0 }
    for index in range.dropFirst() {
      let distance = days[index] - days[index - 1]
      counts[Spacing.limits.firstIndex { distance <= $0 } ?? counts.count - 1] += 1
    }
    var reached = 0
    for (count, length) in zip(counts, Spacing.lengths) {
      reached += count
      if reached * 2 >= range.count - 1 { return length }
    }
    return Spacing.lengths[0]
  }
}

/// Distances of closes and the grains that they make.
private enum Spacing {
  static let limits = [1, 9, 35, 95, Int.max]
  static let lengths = [1, 7, 31, 92, 366]
}
