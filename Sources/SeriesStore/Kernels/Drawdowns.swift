public import Quantities

/// One fall from a peak, until the price is back at the peak or the history ends.
public struct Drawdown: Hashable, Sendable {
  /// The last day at the peak.
  public let peak: Day
  /// The first day at the lowest close.
  public let trough: Day
  /// The first day at or above the peak again; `nil` while the fall goes on.
  public let recovery: Day?
  /// The recovery, or the day up to which the fall is known to go on.
  public let end: Day
  /// The lowest close over the peak, less 1.
  public let depth: Double

  /// Whether the peak has not been reached again.
  public var isOngoing: Bool { recovery == nil }
  /// Days from the peak to the trough.
  public var daysToTrough: Int { trough - peak }
  /// Days from the trough to the recovery; `nil` while the fall goes on.
  public var daysToRecover: Int? { recovery.map { $0 - trough } }
  /// Days from the peak to the recovery, or to date.
  public var length: Int { end - peak }
}

/// Everything that one pass over closes and their running peak tells.
///
///     drawdown(t) = value(t) ÷ peak(t) − 1
///
/// The first close is the first peak: a series that only falls has one drawdown, from its first
/// day. A close equal to the peak ends a fall.
///
/// - SeeAlso: Magdon-Ismail and Atiya, "Maximum Drawdown", *Risk* 17(10), 2004; on the first close,
///   https://github.com/ranaroussi/quantstats/issues/438
public struct DrawdownPath: Hashable, Sendable {
  /// The number of closes.
  public let count: Int
  /// How often the price fell below a peak.
  public let episodes: Int
  /// The deepest falls, deepest first, the earlier of two equal ones first; at most five.
  public let worst: [Drawdown]
  /// The longest fall; the earlier of two.
  public let longest: Drawdown?
  /// The deepest fall, from −1 to 0.
  public let maximum: Double
  /// The share of closes below the running peak, from 0 to 1.
  public let underwaterShare: Double

  /// How many of the deepest falls are kept.
  public static let kept = 5

  /// Walks through closes.
  ///
  /// - Parameters:
  ///   - values: Closes, oldest first.
  ///   - days: Their days, ascending.
  ///   - end: The day to which the length of a fall that goes on is counted.
  /// - Throws: `NoStatistic` with fewer than two closes or one not above 0.
  /// - Complexity: O(*n*) time, one pass; allocates nothing that grows with *n*.
  public init(values: Span<Double>, days: Span<Day>, through end: Day) throws(NoStatistic) {
    guard values.count > 1 else { throw .tooFew("closes", found: values.count, needed: 2) }
    guard values[0] > 0 else { throw .notAboveZero }
    var (peak, trough, below, falls) = (0, 0, 0, Falls())
    var (high, low) = (values[0], values[0])
    for index in 1..<values.count {
      let value = values[index]
      if value >= high {
        if low < high { falls.add(days[peak], days[trough], days[index], end, low / high - 1) }
        (peak, trough, high, low) = (index, index, value, value)
        continue
      }
      below += 1
      guard value < low else { continue }
      guard value > 0 else { throw .notAboveZero }
      (trough, low) = (index, value)
    }
    if low < high { falls.add(days[peak], days[trough], nil, end, low / high - 1) }
    (count, episodes, worst, longest) = (values.count, falls.count, falls.worst, falls.longest)
    maximum = worst.first?.depth ?? 0
    underwaterShare = Double(below) / Double(values.count)
  }
}

/// The falls that a walk through closes has seen end.
private struct Falls {
  private(set) var count = 0
  private(set) var worst: [Drawdown] = []
  private(set) var longest: Drawdown?

  mutating func add(_ peak: Day, _ trough: Day, _ recovery: Day?, _ end: Day, _ depth: Double) {
    let fall = Drawdown(
      peak: peak, trough: trough, recovery: recovery, end: recovery ?? end, depth: depth)
    count += 1
    if longest.map({ fall.length > $0.length }) ?? true { longest = fall }
    let place = worst.firstIndex { depth < $0.depth } ?? worst.count
    guard place < DrawdownPath.kept else { return }
    worst.insert(fall, at: place)
    if worst.count > DrawdownPath.kept { worst.removeLast() }
  }
}

/// Returns the depth and the length of falls in one number, the root of the mean squared drawdown.
///
///     √(mean of (value(t) ÷ peak(t) − 1)²)
///
/// The first value is the first peak, and every value counts in the mean, those at a peak too.
///
/// - Parameter values: Levels above 0, oldest first.
/// - Returns: A fraction from 0 to 1; `nil` with fewer than two values or one not above 0.
/// - Complexity: O(*n*) time, no allocation.
/// - SeeAlso: Martin and McCann, *The Investor's Guide to Fidelity Funds*, 1989.
public func ulcerIndex(of values: Span<Double>) -> Double? {
  guard values.count > 1, values[0] > 0 else { return nil }
  var (peak, squares) = (values[0], CompensatedSum())
  for index in values.indices {
    guard values[index] > 0 else { return nil }
    peak = max(peak, values[index])
    let drawdown = values[index] / peak - 1
    squares.add(drawdown * drawdown)
  }
  return (squares.value / Double(values.count)).squareRoot()
}

extension Points {
  /// The drawdowns of all readings up to a day, or of those from another day on.
  ///
  /// - Parameters:
  ///   - start: The first day that counts; without one, all of the history.
  ///   - end: The last day, to which a fall that goes on is counted.
  /// - Returns: The falls and what they add up to.
  /// - Throws: `NoStatistic` with fewer than two readings or one not above 0.
  /// - Complexity: O(*n*) in the readings that count.
  public func drawdowns(
    from start: Day? = nil, through end: Day
  ) throws(NoStatistic) -> DrawdownPath {
    let upper = count(through: end)
    let lower = start.map { first(from: $0) ?? days.count } ?? 0
    let range = min(lower, upper)..<upper
    return try DrawdownPath(
      values: values.span.extracting(range), days: days.span.extracting(range), through: end)
  }

  /// The Ulcer index of the closes behind a window of returns: the last of each day, week or month.
  ///
  /// - Parameter window: Returns of these readings.
  /// - Returns: `nil` with fewer than two closes or one not above 0.
  /// - Complexity: O(*n*) in the closes of the window.
  public func ulcerIndex(of window: ReturnWindow) -> Double? {
    guard window.grain != .day else {
      return SeriesStore.ulcerIndex(of: values.span.extracting(window.closes))
    }
    let closes = window.closes.filter { isLast($0, of: window.grain) }.map { values[$0] }
    return SeriesStore.ulcerIndex(of: closes.span)
  }
}
