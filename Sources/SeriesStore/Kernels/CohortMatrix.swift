public import Quantities

/// What customers who first paid in the same quarter spend as they grow older.
///
/// A row is a cohort, a column an age in quarters, 0 being the quarter of the first payment. Cells
/// beyond the last quarter do not exist yet; they are absent, not 0.
public struct CohortMatrix: Hashable, Sendable {
  /// The quarters, each with the cohort that begins in it, oldest first.
  public let quarters: [Period]
  /// Customers of each cohort.
  public let customers: [Int]
  /// USD by cohort and age; a row is one cell shorter than the one before.
  private let spend: [[Double]]

  /// Follows customers through consecutive quarters.
  ///
  /// Who paid before the first quarter counts as beginning in it.
  ///
  /// - Parameters:
  ///   - quarters: Consecutive quarters, oldest first.
  ///   - floor: USD in a quarter from which a party is a customer, above 0.
  ///   - spend: USD that each party spent in a quarter, by the party's number.
  /// - Complexity: O(quarters × parties).
  public init(_ quarters: [Period], floor: Double, spend: (Period) -> [Double]) {
    var cohortOfParty: [Int] = []
    var customers = [Int](repeating: 0, count: quarters.count)
    var sums = quarters.indices.map {
      [CompensatedSum](repeating: CompensatedSum(), count: quarters.count - $0)
    }
    for (now, quarter) in quarters.enumerated() {
      let amounts = spend(quarter)
      if cohortOfParty.isEmpty { cohortOfParty = [Int](repeating: -1, count: amounts.count) }
      for (party, amount) in amounts.enumerated() where amount >= floor {
        if cohortOfParty[party] < 0 {
          cohortOfParty[party] = now
          customers[now] += 1
        }
        let cohort = cohortOfParty[party]
        sums[cohort][now - cohort].add(amount)
      }
    }
    (self.quarters, self.customers) = (quarters, customers)
    self.spend = sums.map { $0.map(\.value) }
  }

  /// USD that a cohort spent at an age; `nil` where it is not that old.
  public func spend(cohort: Int, age: Int) -> Double? {
    spend[cohort].indices.contains(age) ? spend[cohort][age] : nil
  }

  /// Spend at an age ÷ spend in the first quarter; `nil` where the cohort is empty or younger.
  public func share(cohort: Int, age: Int) -> Double? {
    guard customers[cohort] > 0, let spend = spend(cohort: cohort, age: age) else { return nil }
    return spend / self.spend[cohort][0]
  }
}
