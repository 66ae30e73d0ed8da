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
  /// The depth and the length of falls in one number: the root of the mean squared drawdown.
  ///
  /// - SeeAlso: Martin and McCann, *The Investor's Guide to Fidelity Funds*, 1989.
  public let ulcerIndex: Double

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
    var walk = Walk(peak: values[0], on: days[0])
    for index in values.indices {
      guard values[index] > 0 else { throw .notAboveZero }
      walk.take(values[index], on: days[index])
    }
    if walk.depth < 0 { walk.endFall(recovery: nil, end: end) }
    (count, episodes, worst) = (values.count, walk.episodes, walk.worst)
    (longest, maximum) = (walk.longest, walk.worst.first?.depth ?? 0)
    underwaterShare = Double(walk.below) / Double(values.count)
    ulcerIndex = (walk.squares.value / Double(values.count)).squareRoot()
  }
}

/// Where a walk through closes stands, and the falls it has seen end.
private struct Walk {
  /// Closes below the running peak, and their squared drawdowns.
  private(set) var (below, squares) = (0, CompensatedSum())
  private(set) var episodes = 0
  private(set) var worst: [Drawdown] = []
  private(set) var longest: Drawdown?
  /// The depth of the fall that goes on; 0 at a peak.
  private(set) var depth = 0.0

  private var (peak, peakDay, troughDay): (Double, Day, Day)

  init(peak: Double, on day: Day) { (self.peak, peakDay, troughDay) = (peak, day, day) }

  mutating func take(_ value: Double, on day: Day) {
    guard value < peak else {
      if depth < 0 { endFall(recovery: day, end: day) }
      (peak, peakDay, depth) = (value, day, 0)
      return
    }
    let drawdown = value / peak - 1
    if drawdown < depth { (depth, troughDay) = (drawdown, day) }
    below += 1
    squares.add(drawdown * drawdown)
  }

  mutating func endFall(recovery: Day?, end: Day) {
    let fall = Drawdown(
      peak: peakDay, trough: troughDay, recovery: recovery, end: end, depth: depth)
    episodes += 1
    if longest.map({ fall.length > $0.length }) ?? true { longest = fall }
    let place = worst.firstIndex { fall.depth < $0.depth } ?? worst.count
    guard place < DrawdownPath.kept else { return }
    worst.insert(fall, at: place)
    if worst.count > DrawdownPath.kept { worst.removeLast() }
  }
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

  /// The drawdowns of the closes behind a window of returns: the last of each day, week or month.
  ///
  /// - Parameters:
  ///   - window: Returns of these readings.
  ///   - end: The last day, to which a fall that goes on is counted.
  /// - Returns: The falls and what they add up to.
  /// - Throws: `NoStatistic` with fewer than two closes or one not above 0.
  /// - Complexity: O(*n*) in the closes of the window.
  public func drawdowns(
    of window: ReturnWindow, through end: Day
  ) throws(NoStatistic) -> DrawdownPath {
    guard window.grain != .day else {
      return try DrawdownPath(
        values: values.span.extracting(window.closes), days: days.span.extracting(window.closes),
        through: end)
    }
    let closes = window.closes.filter { isLast($0, of: window.grain) }
    let (values, days) = (closes.map { self.values[$0] }, closes.map { self.days[$0] })
    return try DrawdownPath(values: values.span, days: days.span, through: end)
  }
}
