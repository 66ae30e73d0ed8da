package import Formulas
import Quantities
package import SeriesStore

/// What each party paid over a period, by the rows of `customers.csv`.
struct PartySpend {
  /// USD by party, refunds taken off, without related parties and unnamed payers; 0 where refunds
  /// exceed payments.
  let customers: [Double]
  /// The same with related parties, in no order and without those that paid nothing.
  let named: [Double]
  /// USD of related parties.
  let related: Double
  /// USD of all payers without a name.
  let unnamed: Double

  init(_ ledger: Ledger, _ rows: Ledger.Reading) {
    let (isRelated, isUnnamed) = (ledger.tagged(["related"]), ledger.tagged(["other"]))
    let isCustomer = zip(isRelated, isUnnamed).map { !$0 && !$1 }
    customers = ledger.amountsByParty(rows, where: isCustomer).map { max(0, $0) }
    let related = ledger.amountsByParty(rows, where: isRelated).map { max(0, $0) }
    named = zip(customers, related).map(+).filter { $0 > 0 }
    self.related = sum(related)
    unnamed = max(0, sum(ledger.amounts(rows, where: isUnnamed)))
  }
}

/// What the spend of a period comes to.
struct SpendSummary {
  let ledger: Ledger
  let rows: Ledger.Reading
  /// Parties that spent the floor or more, related ones and unnamed payers apart.
  let customers: Int
  /// Their spend.
  let customerSpend: Double
  /// Spend of the customer in the middle; `nil` without customers.
  let median: Double?
  /// USD of all payers with a name, related parties among them.
  let named: Double
  /// USD of related parties.
  let related: Double
  /// USD of all payers without a name.
  let unnamed: Double
  /// Shares of the named in what the named paid; `nil` where they paid nothing.
  let shares: (top: Double, topTen: Double, index: Double)?

  init(_ ledger: Ledger, _ rows: Ledger.Reading, floor: Double) {
    (self.ledger, self.rows) = (ledger, rows)
    let spend = PartySpend(ledger, rows)
    let customers = spend.customers.filter { $0 >= floor }
    (self.customers, customerSpend) = (customers.count, sum(customers))
    median = SeriesStore.median(of: customers)
    (named, related, unnamed) = (sum(spend.named), spend.related, spend.unnamed)
    if let top = topShare(of: spend.named, count: 1),
      let topTen = topShare(of: spend.named, count: 10),
      let index = herfindahlHirschmanIndex(of: spend.named)
    {
      shares = (top, topTen, index)
    } else {
      shares = nil
    }
  }

  /// The part of all spend that has a name.
  var namedPart: Double { named / (named + unnamed) }
}

/// A compensated sum.
func sum(_ amounts: [Double]) -> Double {
  var sum = CompensatedSum()
  for amount in amounts { sum.add(amount) }
  return sum.value
}

extension MeasureReading {
  /// USD from which a payer is a customer.
  var customerFloor: Double { max(policies[.payingCustomerFloor], .leastNonzeroMagnitude) }

  /// What was paid over the period, also where the rows cover only part of it.
  func spend() throws(Absence) -> SpendSummary {
    try remembered("spend of customers") { () throws(Absence) in
      let (ledger, rows) = try rows(.customers, over: period)
      return SpendSummary(ledger, rows, floor: customerFloor)
    }
  }

  /// Customers by the quarter of their first payment, over the consecutive quarters up to the
  /// period that rows cover whole; `nil` where these are fewer than four.
  package var cohorts: CohortMatrix? { try? cohortMatrix() }

  fileprivate func cohortMatrix() throws(Absence) -> CohortMatrix {
    guard period.kind == .quarter else { throw .notMeaningful("follows quarters") }
    let (ledger, _) = try wholeRows(.customers, over: period)
    var (quarters, readings) = ([Period](), [Period: Ledger.Reading]())
    var quarter = period
    while let rows = ledger.flow(over: quarter), rows.isWhole {
      quarters.insert(quarter, at: 0)
      readings[quarter] = rows
      quarter = quarter.previous
    }
    guard quarters.count >= 4 else {
      throw .missing("needs four quarters in a row with rows, has \(quarters.count)")
    }
    return CohortMatrix(quarters, floor: customerFloor) { quarter in
      readings[quarter].map { PartySpend(ledger, $0).customers } ?? []
    }
  }
}

extension Measure {
  /// Parties that spent the floor or more.
  static let customers = ofSpend("parties that paid, by row", .count) {
    spend, reading throws(Absence) in
    // A definition that a reader chose is one of the published count, not of the rows.
    guard reading.series("customers")?.id.basis.isEmpty ?? true else {
      throw .missing("rows know one definition")
    }
    return Double(spend.customers)
  }

  /// Mean spend of a customer.
  static let meanSpend = ofSpend("mean spend of a customer, by row", .usd / .count) {
    spend, _ throws(Absence) in
    guard spend.customers > 0 else { throw .notMeaningful("nobody paid") }
    return spend.customerSpend / Double(spend.customers)
  }

  /// Spend of the customer in the middle.
  static let medianSpend = ofSpend("median spend of a customer, by row", .usd / .count) {
    spend, _ throws(Absence) in
    guard let median = spend.median else { throw .notMeaningful("nobody paid") }
    return median
  }

  /// The share of the largest payer in all spend.
  static let topCustomer = ofShares("share of the largest payer", .percent) {
    $0.top * $1
  }

  /// The share of the ten largest payers in all spend.
  static let topTenCustomers = ofShares("share of the ten largest payers", .percent) {
    $0.topTen * $1
  }

  /// The Herfindahl-Hirschman index of payers.
  static let customerConcentration = ofShares("sum of squared percentage shares of payers", .one) {
    $0.index * $1 * $1
  }

  /// The share of related parties in all spend.
  static let relatedParties = ofSpend("share of related parties in spend", .percent) {
    spend, _ throws(Absence) in
    guard spend.ledger.tagWords.contains("related") else {
      throw .missing("no payer in 'customers.csv' is tagged related: unknown, not 0")
    }
    guard spend.named + spend.unnamed > 0 else { throw .notMeaningful("nobody paid") }
    return spend.related / (spend.named + spend.unnamed)
  }

  /// The number of cohorts with customers; the matrix is `MeasureReading.cohorts`.
  static let cohorts = ofSpend("cohorts of customers by quarter of first payment", .count) {
    _, reading throws(Absence) in Double(try reading.cohortMatrix().customers.count { $0 > 0 })
  }

  /// A number that one period's spend gives.
  private static func ofSpend(
    _ name: String, _ unit: Unit,
    _ value: @escaping @Sendable (SpendSummary, MeasureReading) throws(Absence) -> Double
  ) -> Measure {
    Measure(name, unit) { reading throws(Absence) in
      let spend = try reading.spend()
      return reading.figure(try value(spend, reading), restingOn: spend.rows, of: spend.ledger)
    }
  }

  /// A number that shares of payers, and the part of spend that has a name, give; unnamed payers
  /// make it a lower bound.
  private static func ofShares(
    _ name: String, _ unit: Unit,
    _ value: @escaping @Sendable ((top: Double, topTen: Double, index: Double), Double) -> Double
  ) -> Measure {
    Measure(name, unit) { reading throws(Absence) in
      let spend = try reading.spend()
      guard let shares = spend.shares else { throw .notMeaningful("no named payer paid") }
      var figure = reading.figure(
        value(shares, spend.namedPart), restingOn: spend.rows, of: spend.ledger)
      if spend.unnamed > 0 { figure.bound = .atLeast }
      return figure
    }
  }
}
