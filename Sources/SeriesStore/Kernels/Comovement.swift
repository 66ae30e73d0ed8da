/// Returns the correlation of two monthly columns in a window that ends with each month.
///
/// - Parameters:
///   - first: Changes of one thing by the month, oldest first, such as Δ ln revenue; `nil` where
///     a month has none.
///   - second: Changes of the other over the same months, such as Δ ln price.
///   - window: Months that count.
///   - fewest: Months of the window that must have both.
/// - Returns: One correlation a month; `nil` where too few months have both, or one does not vary.
/// - Complexity: O(*n* × window): each window anew, so that no rounding runs on.
public func rollingCorrelation(
  of first: Span<Double?>, and second: Span<Double?>, window: Int = 12, fewest: Int = 10
) -> [Double?] {
  precondition(first.count == second.count, "the columns have the same months")
  return (0..<first.count).map { last in
    let months = max(0, last + 1 - window)..<last + 1
    return correlation(of: first, and: second, months, shiftedBy: 0, fewest: fewest)?.value
  }
}

/// How far one monthly column runs ahead of another.
public struct LeadLag: Hashable, Sendable {
  /// Months by which the second follows the first; negative where the second comes first.
  public let months: Int
  /// The correlation at that distance.
  public let correlation: Double
  /// The pairs behind it.
  public let pairs: Int

  /// The greatest distance looked at, in months.
  public static let reach = 3
  /// The fewest months that must have both columns.
  public static let fewest = 18

  /// Finds the distance, from −3 to +3 months, at which two columns correlate most, in absolute
  /// terms; of equal ones the nearest to 0, then the negative one.
  ///
  /// Seven correlations of some twenty months are looked at and the largest is taken, so it is
  /// large by chance alone: a pointer to look further, not a finding.
  ///
  /// - Parameters:
  ///   - first: Changes of what may lead, by the month, oldest first; `nil` where there is none.
  ///   - second: Changes of what may follow, over the same months.
  /// - Throws: `NoStatistic` where fewer than 18 months have both, or one does not vary.
  /// - Complexity: O(*n*) for each distance.
  public init(of first: Span<Double?>, before second: Span<Double?>) throws(NoStatistic) {
    precondition(first.count == second.count, "the columns have the same months")
    let both = first.indices.count { first[$0] != nil && second[$0] != nil }
    guard both >= LeadLag.fewest else {
      throw .tooFew("months with both changes", found: both, needed: LeadLag.fewest)
    }
    var best: LeadLag?
    for months in [0, -1, 1, -2, 2, -3, 3] {
      // A shift by three months leaves three months fewer.
      let found = SeriesStore.correlation(
        of: first, and: second, 0..<first.count, shiftedBy: months,
        fewest: LeadLag.fewest - LeadLag.reach)
      guard let found else { continue }
      if let best, abs(found.value) <= abs(best.correlation) { continue }
      best = LeadLag(months: months, correlation: found.value, pairs: found.pairs)
    }
    guard let best else { throw .noSpread(of: "the changes") }
    self = best
  }

  private init(months: Int, correlation: Double, pairs: Int) {
    (self.months, self.correlation, self.pairs) = (months, correlation, pairs)
  }
}

/// The correlation of one column with another some months later.
private func correlation(
  of first: Span<Double?>, and second: Span<Double?>, _ months: Range<Int>, shiftedBy shift: Int,
  fewest: Int
) -> (value: Double, pairs: Int)? {
  var (x, y): ([Double], [Double]) = ([], [])
  for month in months where second.indices.contains(month + shift) {
    guard let a = first[month], let b = second[month + shift] else { continue }
    x.append(a)
    y.append(b)
  }
  guard x.count >= max(fewest, 2),
    let value = PairStatistics(of: x.span, and: y.span)?.correlation
  else { return nil }
  return (value, x.count)
}
