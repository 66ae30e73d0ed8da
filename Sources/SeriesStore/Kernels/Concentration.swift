import Quantities

/// Returns how unequally amounts are distributed, from 0 (all equal) towards 1 (one has all).
///
///     Σᵢ Σⱼ |x(i) − x(j)| ÷ (2 n² mean) = Σₖ k (n − k) (x(k + 1) − x(k)) ÷ (n Σ x), x ascending
///
/// The right side adds nothing but positive terms, so nearly equal amounts lose no digits. Zeros
/// count as amounts: (0, 0, 0, 1) gives 0.75. Leave them out where they stand for nobody.
///
/// - Parameter amounts: Finite numbers from 0 up, in any order.
/// - Returns: A fraction below 1; `nil` where the sum is not above 0.
/// - Complexity: O(*n*) as `AscendingOrder` sorts, on all processors.
/// - SeeAlso: Gini, "Variabilità e mutabilità", 1912; the right side as in Yitzhaki and
///   Schechtman, *The Gini Methodology*, 2013, chapter 2.
public func giniCoefficient(of amounts: [Double]) -> Double? {
  guard let total = total(of: amounts) else { return nil }
  let parts = AscendingOrder(amounts).parts
  var (firsts, first) = ([Int](), 0)
  for part in parts {
    firsts.append(first)
    first += part.count
  }
  let starts = firsts
  let spreads = inParallel(parts.count) { index in
    let before = index > 0 ? parts[index - 1].last : nil
    return spread(parts[index], after: before, from: starts[index], count: amounts.count)
  }
  var sum = CompensatedSum()
  for spread in spreads { sum.add(spread) }
  return sum.value / (Double(amounts.count) * total)
}

/// Σ k (n − k) (x(k + 1) − x(k)) over the steps that end in a part.
private func spread(
  _ part: [UInt64], after before: UInt64?, from first: Int, count: Int
) -> Double {
  var last = Double(bitPattern: before ?? part.first ?? 0)
  return blockwiseSum(part.count) { index in
    let (amount, below) = (Double(bitPattern: part[index]), Double(first &+ index))
    defer { last = amount }
    return below * (Double(count) - below) * (amount - last)
  }
}

/// Returns the Herfindahl-Hirschman index: the sum of squared percentage shares.
///
///     Σ (100 x ÷ Σ x)²
///
/// Shares of 40, 30, 20 and 10 % give 3,000.
///
/// - Parameter amounts: Finite numbers from 0 up, in any order.
/// - Returns: A number above 0, 10,000 where one has all; `nil` where the sum is not above 0.
/// - Complexity: O(*n*) time, no allocation.
/// - SeeAlso: United States Department of Justice and Federal Trade Commission, *Merger
///   Guidelines*, 2023, guideline 1.
public func herfindahlHirschmanIndex(of amounts: [Double]) -> Double? {
  guard let total = total(of: amounts) else { return nil }
  return 10_000
    * blockwiseSum(amounts.count) { index in
      let share = amounts[index] / total
      return share * share
    }
}

/// How concentrated a Herfindahl-Hirschman index is called.
public enum ConcentrationBand: String, Hashable, Sendable {
  case low, moderate, high

  /// The guidelines that draw the lines.
  public enum Guidelines: Int, Hashable, Sendable, CaseIterable {
    /// Horizontal Merger Guidelines of 2010, section 5.3: lines at 1,500 and 2,500.
    case of2010 = 2010
    /// Merger Guidelines of 2023, guideline 1: lines at 1,000 and 1,800.
    case of2023 = 2023

    /// Where moderate and where high concentration begins.
    public var lines: (moderate: Double, high: Double) {
      switch self {
      case .of2010: (1500, 2500)
      case .of2023: (1000, 1800)
      }
    }
  }

  /// The band of an index from 0 to 10,000; what lies on a line is moderate.
  public init(_ index: Double, by guidelines: Guidelines) {
    let lines = guidelines.lines
    self = index > lines.high ? .high : index >= lines.moderate ? .moderate : .low
  }
}

/// Returns the smallest number of parties that hold more than a share of all amounts.
///
/// With more than a half it is the Nakamoto coefficient. Nothing is sorted: sums over ranges of
/// size show in which range the share is crossed, and only that range is looked at again.
///
/// - Parameters:
///   - amounts: Finite numbers from 0 up, in any order.
///   - share: A fraction from 0 to below 1.
/// - Returns: At least 1; `nil` where the sum is not above 0.
/// - Complexity: O(*n*) where the amounts are spread over some octaves; at worst eight times that.
/// - SeeAlso: Srinivasan and Lee, "Quantifying Decentralization", 2017.
public func nakamotoCoefficient(of amounts: [Double], share: Double = 0.5) -> Int? {
  guard let total = total(of: amounts) else { return nil }
  var (candidates, taken, sum) = (amounts, 0, CompensatedSum())
  while candidates.count > 64, let sums = RangeSums(of: candidates) {
    guard let crossing = sums.takeFromTop(until: share * total, &taken, &sum) else { return taken }
    candidates.removeAll { sums.ranges($0.pattern) != crossing }
  }
  for amount in candidates.sorted(by: >) {
    sum.add(amount)
    taken += 1
    if sum.value > share * total { break }
  }
  return taken
}

/// Counts and sums of amounts by ranges of size.
private struct RangeSums {
  let ranges: PatternRanges
  private let counts: [Int]
  private let sums: [Double]

  /// Adds up amounts; `nil` where all are equal, so that no range tells them apart.
  init?(of amounts: [Double]) {
    guard let least = amounts.min(), let most = amounts.max(), least < most else { return nil }
    ranges = PatternRanges(lowest: least.pattern, highest: most.pattern, bits: 11)
    var counts = [Int](repeating: 0, count: ranges.count)
    var sums = [Double](repeating: 0, count: ranges.count)
    for amount in amounts {
      let range = ranges(amount.pattern)
      counts[range] &+= 1
      sums[range] += amount
    }
    (self.counts, self.sums) = (counts, sums)
  }

  /// Takes whole ranges from the top, until the next one would bring the sum above a limit.
  ///
  /// - Returns: That range.
  func takeFromTop(
    until limit: Double, _ taken: inout Int, _ sum: inout CompensatedSum
  ) -> Int? {
    for range in counts.indices.reversed() where counts[range] > 0 {
      var next = sum
      next.add(sums[range])
      if next.value > limit { return range }
      (sum, taken) = (next, taken + counts[range])
    }
    return nil
  }
}

/// Returns the share of all amounts that the largest few make up.
///
/// - Parameters:
///   - amounts: Finite numbers from 0 up, in any order.
///   - count: How many of the largest; all, where there are fewer.
/// - Returns: A fraction from 0 to 1; `nil` where the sum is not above 0.
/// - Complexity: O(*n* + *m* · `count`), where *m* amounts enter the largest so far.
public func topShare(of amounts: [Double], count: Int) -> Double? {
  guard let total = total(of: amounts) else { return nil }
  var top: [Double] = []
  for amount in amounts where top.count < count || amount > top[count - 1] {
    let place = partition(top.indices) { top[$0] < amount }
    top.insert(amount, at: place)
    if top.count > count { top.removeLast() }
  }
  return min(1, blockwiseSum(top.count) { top[$0] } / total)
}

/// Returns the middle amount, or the mean of the two in the middle.
///
/// - Parameter amounts: Finite numbers in any order.
/// - Returns: `nil` without any.
/// - Complexity: O(*n* log *n*).
public func median(of amounts: [Double]) -> Double? {
  guard !amounts.isEmpty else { return nil }
  let sorted = amounts.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The sum of amounts, where it is a number above 0.
private func total(of amounts: [Double]) -> Double? {
  let total = blockwiseSum(amounts.count) { amounts[$0] }
  return total > 0 && total.isFinite ? total : nil
}

/// A compensated sum of plain sums of 64 terms, none negative.
///
/// Compensating each term costs four times as much; 64 roundings of a half unit in the last place
/// stay below the twelve digits that figures are compared to.
@inline(__always)
private func blockwiseSum(_ count: Int, _ term: (Int) -> Double) -> Double {
  var sum = CompensatedSum()
  for start in stride(from: 0, to: count, by: 64) {
    var block = 0.0
    for index in start..<min(start &+ 64, count) { block += term(index) }
    sum.add(block)
  }
  return sum.value
}
