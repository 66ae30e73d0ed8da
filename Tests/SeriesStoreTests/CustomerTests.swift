import Quantities
import SeriesStore
import TestSupport
import Testing

@Suite struct CustomerMovementTests {
  /// Spend by party in two periods.
  private func movement(
    _ then: [Double], _ now: [Double], paidEarlier: Set<Int> = [], floor: Double = 1
  ) -> CustomerMovement {
    CustomerMovement(
      then: then, now: now, paidEarlier: then.indices.map(paidEarlier.contains), floor: floor)
  }

  @Test func `customers return, come, come back and leave`() {
    let moved = movement([100, 50, 20, 0, 0], [130, 20, 0, 40, 10], paidEarlier: [4])
    #expect((moved.returning, moved.gained, moved.reactivated, moved.lost) == (2, 2, 1, 1))
    #expect((moved.customersThen, moved.customersNow) == (3, 4))
    #expect((moved.kept, moved.expansion, moved.contraction) == (120, 30, 30))
    #expect((moved.gainedSpend, moved.lostSpend) == (50, 20))
    #expect(isClose(moved.customerRetention, 2.0 / 3))
    #expect(isClose(moved.netRevenueRetention, 150.0 / 170))
    #expect(isClose(moved.grossRevenueRetention, 120.0 / 170))
    #expect(moved.quickRatio == 1.6)
  }

  @Test func `gross retention stays at 100 % while net retention is 130 %`() {
    let moved = movement([100, 100], [160, 100])
    #expect(moved.netRevenueRetention == 1.3)
    #expect(moved.grossRevenueRetention == 1)
    #expect(moved.quickRatio == nil)
  }

  @Test func `what lies below the floor is nothing in both periods`() {
    let moved = movement([0.99, 5, -3], [5, 0.99, 5])
    #expect((moved.returning, moved.gained, moved.lost) == (0, 2, 1))
    #expect((moved.spendThen, moved.spendNow) == (5, 10))
    #expect(movement([5, 5], [50, 5], floor: 10).customersNow == 1)
  }

  @Test func `without customers before there is no retention`() {
    let moved = movement([0, 0], [10, 0])
    #expect(moved.customerRetention == nil && moved.netRevenueRetention == nil)
    #expect(moved.grossRevenueRetention == nil && moved.quickRatio == nil)
  }

  @Test(arguments: [0, 1, 2, 50, 3000])
  func `what was spent is accounted for`(_ count: Int) {
    var generator = SplitMix(state: UInt64(count))
    let spend = (0..<2).map { _ in
      (0..<count).map { _ in max(0, Double.random(in: -500..<1000, using: &generator)) }
    }
    let moved = movement(spend[0], spend[1])
    for (sum, amounts) in [(moved.spendThen, spend[0]), (moved.spendNow, spend[1])] {
      #expect(isClose(sum, amounts.filter { $0 >= 1 }.reduce(0, +)))
    }
    #expect(moved.customersNow == spend[1].count { $0 >= 1 })
    #expect((moved.grossRevenueRetention ?? 0) <= min(1, moved.netRevenueRetention ?? 0))
  }
}

@Suite struct CohortTests {
  private let quarters = ["2025Q1", "2025Q2", "2025Q3", "2025Q4"].map(period)

  /// Spend by party of four quarters.
  private func matrix(_ spend: [[Double]]) -> CohortMatrix {
    CohortMatrix(quarters, floor: 1) { quarter in
      spend[quarters.firstIndex(of: quarter) ?? 0]
    }
  }

  @Test func `a customer belongs to the quarter of the first payment`() {
    let cohorts = matrix([[100, 0, 0], [50, 30, 0], [0, 60, 0.5], [20, 0, 7]])
    #expect(cohorts.customers == [1, 1, 0, 1])
    #expect((0..<4).map { cohorts.share(cohort: 0, age: $0) } == [1, 0.5, 0, 0.2])
    #expect((0..<3).map { cohorts.share(cohort: 1, age: $0) } == [1, 2, 0])
    #expect(cohorts.share(cohort: 3, age: 0) == 1)
  }

  @Test func `cells of the future and of empty cohorts are blank`() {
    let cohorts = matrix([[100], [100], [100], [100]])
    #expect(cohorts.share(cohort: 0, age: 4) == nil)
    #expect(cohorts.share(cohort: 2, age: 0) == nil)
    #expect(cohorts.spend(cohort: 2, age: 0) == 0)
    #expect(cohorts.spend(cohort: 2, age: 2) == nil)
  }

  @Test func `cohorts add up to each quarter's spend`() {
    var generator = SplitMix(state: 8)
    let spend = quarters.map { _ in
      (0..<200).map { _ in max(0, Double.random(in: -300..<300, using: &generator)).rounded() }
    }
    let cohorts = matrix(spend)
    for now in quarters.indices {
      let total = (0...now).compactMap { cohorts.spend(cohort: $0, age: now - $0) }.reduce(0, +)
      #expect(isClose(total, spend[now].reduce(0, +)))
    }
    #expect(cohorts.customers.reduce(0, +) <= 200)
  }
}
