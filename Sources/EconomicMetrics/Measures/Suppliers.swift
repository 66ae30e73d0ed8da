import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// The Gini coefficient of suppliers' rewards.
  static let rewardGini = Measure("Gini coefficient of rewards", .one) { reading throws(Absence) in
    let (ledger, rows) = try reading.rows(.suppliers, over: reading.period)
    let rewards = ledger.rewarded(rows).filter { $0 > 0 }
    guard let gini = giniCoefficient(of: rewards) else {
      throw .notMeaningful("nobody was rewarded")
    }
    var figure = reading.figure(gini, restingOn: rows, of: ledger)
    figure.observations = rewards.count
    return figure
  }

  /// The Herfindahl-Hirschman index of rewards by region; what has no region makes it a lower bound.
  static let rewardRegions = Measure("sum of squared percentage shares of regions in rewards", .one)
  { reading throws(Absence) in
    let (ledger, rows) = try reading.rows(.suppliers, over: reading.period)
    var regions = [Double](repeating: 0, count: ledger.tagWords.count)
    for statement in rows.statements {
      for row in statement.rows { regions[ledger.tag(row)] += ledger.amounts[row] }
    }
    let (known, unknown) = regions.indices.reduce(into: ([Double](), 0.0)) {
      if ledger.tagWords[$1].isEmpty { $0.1 += regions[$1] } else { $0.0.append(regions[$1]) }
    }
    guard let index = concentration(of: known, andOther: unknown) else {
      throw .missing("no supplier in 'suppliers.csv' has a region")
    }
    var figure = reading.figure(index, restingOn: rows, of: ledger)
    if unknown > 0 { figure.bound = .atLeast }
    return figure
  }

  /// Suppliers that earned at the start of the period and no more at its end, over all that earned
  /// at the start.
  ///
  /// Start and end are the calendar months before the period and at its end, where rows cover both
  /// whole; else the period before and the period.
  static let supplierChurn = Measure(
    "suppliers without reward at the end ÷ suppliers rewarded at the start", .percent
  ) { reading throws(Absence) in
    let period = reading.period
    var ends = (start: Period.month(of: period.start - 1), end: Period.month(of: period.end))
    let hasMonths = [ends.start, ends.end].allSatisfy {
      (try? reading.wholeRows(.suppliers, over: $0)) != nil
    }
    if !hasMonths { ends = (period.previous, period) }
    let (ledger, before) = try reading.wholeRows(.suppliers, over: ends.start)
    let (_, after) = try reading.wholeRows(.suppliers, over: ends.end)
    let (then, now) = (ledger.rewarded(before), ledger.rewarded(after))
    let active = then.count { $0 > 0 }
    guard active > 0 else { throw .notMeaningful("nobody was rewarded at the start") }
    let left = zip(then, now).count { $0 > 0 && $1 <= 0 }
    let churn = Double(left) / Double(active)
    var figure = reading.figure(
      churn, from: reading.figure(churn, restingOn: after, of: ledger),
      and: reading.figure(churn, restingOn: before, of: ledger))
    figure.observations = active
    return figure
  }
}

extension Ledger {
  /// Rewards of each supplier, by number.
  fileprivate func rewarded(_ rows: Reading) -> [Double] {
    amountsByParty(rows, where: tagWords.map { _ in true })
  }
}

/// The Herfindahl-Hirschman index of amounts that others, in parts unknown, stand beside.
func concentration(of amounts: [Double], andOther other: Double) -> Double? {
  guard let index = herfindahlHirschmanIndex(of: amounts) else { return nil }
  let part = sum(amounts) / (sum(amounts) + max(0, other))
  return index * part * part
}
