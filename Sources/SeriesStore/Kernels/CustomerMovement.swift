/// How customers and their spend moved from one period to the next.
///
///     spend then = kept + contraction + lost;  spend now = kept + expansion + gained
///
/// where kept is Σ min(now, then). A customer is a party that spent the floor or more; what a party
/// spends below it counts as nothing in either period, so that counts and sums speak of the same
/// customers.
public struct CustomerMovement: Hashable, Sendable {
  /// Customers of both periods.
  public private(set) var returning = 0
  /// Customers now that were none in the period before, those that come back included.
  public private(set) var gained = 0
  /// Customers now that were none in the period before, but earlier.
  public private(set) var reactivated = 0
  /// Customers of the period before that are none now.
  public private(set) var lost = 0

  /// What returning customers spend now, up to what they spent then.
  public let kept: Double
  /// What returning customers spend now above what they spent then.
  public let expansion: Double
  /// What returning customers spent then above what they spend now.
  public let contraction: Double
  /// What gained customers spend now.
  public let gainedSpend: Double
  /// What lost customers spent then.
  public let lostSpend: Double

  /// Compares two periods.
  ///
  /// - Parameters:
  ///   - then: USD that each party spent in the period before, by the party's number.
  ///   - now: The same of the period, as long.
  ///   - paidEarlier: Whether each party was a customer in any period before both.
  ///   - floor: USD from which a party is a customer, above 0.
  /// - Complexity: O(parties) time, no allocation.
  public init(then: [Double], now: [Double], paidEarlier: [Bool], floor: Double) {
    precondition(then.count == now.count && paidEarlier.count == now.count, "ragged columns")
    var (kept, expansion, contraction) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    var (gainedSpend, lostSpend) = (CompensatedSum(), CompensatedSum())
    for party in now.indices {
      switch (then[party] >= floor, now[party] >= floor) {
      case (true, true):
        returning += 1
        kept.add(min(then[party], now[party]))
        expansion.add(max(0, now[party] - then[party]))
        contraction.add(max(0, then[party] - now[party]))
      case (false, true):
        gained += 1
        if paidEarlier[party] { reactivated += 1 }
        gainedSpend.add(now[party])
      case (true, false):
        lost += 1
        lostSpend.add(then[party])
      case (false, false): break
      }
    }
    (self.kept, self.expansion, self.contraction) =
      (kept.value, expansion.value, contraction.value)
    (self.gainedSpend, self.lostSpend) = (gainedSpend.value, lostSpend.value)
  }

  /// Customers of the period before.
  public var customersThen: Int { returning + lost }
  /// Customers of the period.
  public var customersNow: Int { returning + gained }
  /// What customers spent in the period before.
  public var spendThen: Double { kept + contraction + lostSpend }
  /// What customers spend in the period.
  public var spendNow: Double { kept + expansion + gainedSpend }

  /// Customers of both periods ÷ customers then, from 0 to 1; `nil` without customers then.
  public var customerRetention: Double? {
    customersThen > 0 ? Double(returning) / Double(customersThen) : nil
  }
  /// What the customers of then spend now ÷ what they spent then; `nil` without customers then.
  public var netRevenueRetention: Double? {
    customersThen > 0 ? (kept + expansion) / spendThen : nil
  }
  /// The same with no customer counting for more than then, so never above 1; `nil` without
  /// customers then.
  public var grossRevenueRetention: Double? { customersThen > 0 ? kept / spendThen : nil }
  /// Spend won ÷ spend lost: (gained + expansion) ÷ (lost + contraction); `nil` without losses.
  public var quickRatio: Double? {
    let losses = lostSpend + contraction
    return losses > 0 ? (gainedSpend + expansion) / losses : nil
  }
}
