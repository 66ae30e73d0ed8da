import Foundation
public import Quantities

/// Logarithmic returns of a price and of a benchmark over the same days.
public struct PairedReturns: Sendable {
  /// How far apart the closes of a return lie.
  public let grain: ReturnGrain
  /// `ln(P(t) ÷ P(t − 1))` of the price.
  public private(set) var own: [Double] = []
  /// The same of the benchmark.
  public private(set) var benchmark: [Double] = []
  /// The closes of the price between the first and the last pair, as indices of its readings.
  public private(set) var closes: Range<Int> = 0..<0

  /// Pairs the returns of a window.
  ///
  /// A return of the price counts where the benchmark has closes above 0 on the same two days.
  ///
  /// - Complexity: O(log *n*) in all closes, linear in those of the window.
  public init(
    of points: Points, with other: Points, grain: ReturnGrain, through end: Day,
    lengths: WindowLengths = .standard
  ) {
    self.grain = grain
    let window = points.window(of: grain, through: end, lengths)
    var cursor = Cursor(
      other, from: grain.windowStart(before: end, lengths) - grain.steps.upperBound)
    points.visitSteps(of: grain, to: window) { from, to in
      guard let before = cursor.value(on: points.days[from]),
        let after = cursor.value(on: points.days[to]), before > 0, after > 0
      else { return }
      if own.isEmpty { closes = from..<to }
      closes = closes.lowerBound..<to + 1
      own.append(log(points.values[to] / points.values[from]))
      benchmark.append(log(after / before))
    }
  }

  /// The number of pairs.
  public var count: Int { own.count }
}

/// Reads values on days that are asked for in ascending order.
private struct Cursor {
  private let points: Points
  private var index: Int

  init(_ points: Points, from day: Day) {
    (self.points, index) = (points, points.first(from: day) ?? points.days.count)
  }

  mutating func value(on day: Day) -> Double? {
    while index < points.days.count, points.days[index] < day { index += 1 }
    return index < points.days.count && points.days[index] == day ? points.values[index] : nil
  }
}

extension Points {
  /// The returns paired with a benchmark's, of the finest grain that has enough pairs.
  ///
  /// - Parameters:
  ///   - benchmark: The closes of what the price is compared with.
  ///   - end: The last day of the window; the last close may lie at most one step before it.
  ///   - lengths: How far back the window reaches.
  /// - Returns: At least 60 daily, 26 weekly or 24 monthly pairs.
  /// - Throws: `NoStatistic.tooFew`, of monthly returns, which ask for the fewest pairs.
  public func returns(
    pairedWith benchmark: Points, through end: Day, lengths: WindowLengths = .standard
  ) throws(NoStatistic) -> PairedReturns {
    var found = 0
    for grain in ReturnGrain.allCases where isFresh(grain, at: end) {
      let pairs = PairedReturns(
        of: self, with: benchmark, grain: grain, through: end, lengths: lengths)
      if pairs.count >= grain.fewestPairs { return pairs }
      found = pairs.count
    }
    throw .tooFew("pairs of monthly returns", found: found, needed: ReturnGrain.month.fewestPairs)
  }
}
