import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// Customers that were none in the period before.
  static let customersGained = ofMovement("customers that were none before", .count) {
    Double($0.gained)
  }

  /// Those among them that had been customers earlier.
  static let customersReactivated = ofMovement("customers that came back", .count) {
    Double($0.reactivated)
  }

  /// Customers of the period before that are none now.
  static let customersLost = ofMovement("customers that left", .count) { Double($0.lost) }

  /// Customers of both periods over those of the period before.
  static let customerRetention = ofRetention(
    "customers of both periods ÷ customers before", \.customerRetention)

  /// Spend of last period's customers over their spend then.
  static let netRevenueRetention = ofRetention(
    "spend of last period's customers ÷ their spend then", \.netRevenueRetention)

  /// The same with nobody counting for more than then.
  static let grossRevenueRetention = ofRetention(
    "Σ min(spend now, spend then) ÷ Σ spend then", \.grossRevenueRetention)

  /// Spend won over spend lost.
  static let quickRatio = ofMovement(
    "(spend gained + expansion) ÷ (spend lost + contraction)", .multiple
  ) { moved throws(Absence) in
    guard moved.customersThen > 0 else { throw .notMeaningful("nobody paid in the period before") }
    guard let ratio = moved.quickRatio else { throw .notMeaningful("no losses") }
    return ratio
  }

  /// The share of spend that comes from customers of the period before.
  static let recurringSpend = Measure(
    "share of spend from customers of the period before", .percent
  ) { reading throws(Absence) in
    let (movement, spend) = (try reading.movement(), try reading.spend())
    // Related parties are no customers; who has no name may have paid before.
    let all = spend.named - spend.related + spend.unnamed
    guard all > 0 else { throw .notMeaningful("nobody paid") }
    let moved = movement.moved
    var figure = reading.figure((moved.kept + moved.expansion) / all, restingOn: movement, spend)
    if spend.unnamed > 0 { figure.bound = .atLeast }
    return figure
  }

  private static func ofRetention(
    _ name: String, _ share: @escaping @Sendable (CustomerMovement) -> Double?
  ) -> Measure {
    ofMovement(name, .percent) { moved throws(Absence) in
      guard let share = share(moved) else {
        throw .notMeaningful("nobody paid in the period before")
      }
      return share
    }
  }

  /// A number that the movement between two periods gives.
  private static func ofMovement(
    _ name: String, _ unit: Unit,
    _ value: @escaping @Sendable (CustomerMovement) throws(Absence) -> Double
  ) -> Measure {
    Measure(name, unit) { reading throws(Absence) in
      let movement = try reading.movement()
      return reading.figure(
        try value(movement.moved), restingOn: movement, try reading.spend())
    }
  }
}

/// How customers moved from the period before to the period.
private struct Movement {
  let moved: CustomerMovement
  let ledger: Ledger
  /// The rows of the period before.
  let before: Ledger.Reading
}

extension MeasureReading {
  /// How customers moved; rows have to cover both periods whole.
  fileprivate func movement() throws(Absence) -> Movement {
    try remembered("movement of customers") { () throws(Absence) in
      let (ledger, now) = try wholeRows(.customers, over: period)
      let (_, before) = try wholeRows(.customers, over: period.previous)
      let moved = CustomerMovement(
        then: PartySpend(ledger, before).customers, now: PartySpend(ledger, now).customers,
        paidEarlier: paidEarlier(ledger), floor: customerFloor)
      return Movement(moved: moved, ledger: ledger, before: before)
    }
  }

  /// For each party whether a row before both periods states the floor or more.
  private func paidEarlier(_ ledger: Ledger) -> [Bool] {
    var paid = [Bool](repeating: false, count: ledger.parties.count)
    for statement in ledger.statements where statement.days.upperBound < period.previous.start {
      for row in statement.rows where ledger.amounts[row] >= customerFloor {
        paid[Int(ledger.party[row])] = true
      }
    }
    return paid
  }

  /// A number that rests on the rows of both periods; its observations are the customers before.
  fileprivate func figure(
    _ value: Double, restingOn movement: Movement, _ now: SpendSummary
  ) -> Figure {
    var figure = figure(
      value, from: figure(value, restingOn: now.rows, of: now.ledger),
      and: figure(value, restingOn: movement.before, of: movement.ledger))
    figure.observations = movement.moved.customersThen
    return figure
  }
}
