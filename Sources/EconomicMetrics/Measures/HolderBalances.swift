import Formulas
import Quantities
import SeriesStore

/// Whose balances count.
enum HolderView: Hashable, Sendable {
  /// Every holder of a row.
  case all
  /// Without exchanges and contracts, which hold for others, the treasury, and burned tokens.
  case beneficial

  /// The kinds that are left out.
  var excluded: Set<String> {
    self == .all ? [] : ["exchange", "contract", "treasury", "burn"]
  }

  fileprivate var suffix: String { self == .all ? "of all holders" : "of holders" }
}

extension Measure {
  /// The fewest holders with more than half of the tokens.
  static func nakamoto(_ view: HolderView) -> Measure {
    ofBalances("fewest with more than half \(view.suffix)", .count, view) {
      nakamotoCoefficient(of: $0).map(Double.init)
    }
  }

  /// The Gini coefficient of balances.
  static func gini(_ view: HolderView) -> Measure {
    ofBalances("Gini coefficient \(view.suffix)", .one, view) { giniCoefficient(of: $0) }
  }

  /// The Herfindahl-Hirschman index of balances.
  static func holderConcentration(_ view: HolderView) -> Measure {
    ofBalances("sum of squared percentage shares \(view.suffix)", .one, view) {
      herfindahlHirschmanIndex(of: $0)
    }
  }

  /// The share of the ten largest balances.
  static func topTen(_ view: HolderView) -> Measure {
    ofBalances("share of the ten largest \(view.suffix)", .percent, view) {
      topShare(of: $0, count: 10)
    }
  }

  /// The share of team, investors and foundation in all tokens that are not burned.
  static let insiders = Measure("share of team, investors and foundation", .percent) {
    reading throws(Absence) in
    let (ledger, rows) = try reading.rows(.holders, over: reading.period)
    let insiders: Set = ["team", "investor", "foundation"]
    guard ledger.tagWords.contains(where: insiders.contains) else {
      throw .missing(
        "no holder in 'holders.csv' is tagged team, investor or foundation: unknown, not 0")
    }
    let all = sum(ledger.amounts(rows, where: ledger.tagged(["burn"]).map { !$0 }))
    guard all > 0 else { throw .notMeaningful("nobody holds a token") }
    let held = sum(ledger.amounts(rows, where: ledger.tagged(insiders)))
    return reading.figure(held / all, restingOn: rows, of: ledger)
  }

  private static func ofBalances(
    _ name: String, _ unit: Unit, _ view: HolderView,
    _ value: @escaping @Sendable ([Double]) -> Double?
  ) -> Measure {
    Measure(name, unit) { reading throws(Absence) in
      let (ledger, rows) = try reading.rows(.holders, over: reading.period)
      let isCounted = ledger.tagged(view.excluded).map { !$0 }
      let dust = reading.policies[.holderDust]
      let balances = ledger.amounts(rows, where: isCounted).filter { $0 > dust }
      guard let value = value(balances) else { throw .notMeaningful("nobody holds a token") }
      var figure = reading.figure(value, restingOn: rows, of: ledger)
      figure.observations = balances.count
      return figure
    }
  }
}
