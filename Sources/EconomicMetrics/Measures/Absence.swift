import Formulas
import Quantities
import SeriesStore

/// Why a measure has no number.
struct Absence: Error {
  let state: Figure.State

  static func missing(_ reason: String) -> Absence { Absence(state: .missing(reason)) }
  static func notMeaningful(_ reason: String) -> Absence {
    Absence(state: .notMeaningful(reason))
  }
}

extension Measure {
  /// Creates a measure that throws where it has no number.
  init(
    _ name: String, _ unit: Unit,
    orAbsence compute: @escaping @Sendable (MeasureReading) throws(Absence) -> Figure
  ) {
    self.init(name, reads: [], unit: unit) { reading in
      do throws(Absence) {
        return try compute(reading)
      } catch {
        return Figure(error.state)
      }
    }
  }
}

extension MeasureReading {
  /// The rows of a ledger that count for a period.
  func rows(
    _ kind: Ledger.Kind, over period: Period
  ) throws(Absence) -> (ledger: Ledger, rows: Ledger.Reading) {
    guard let ledger = network.ledgers[kind] else {
      throw .missing("needs '\(kind.rawValue).csv'")
    }
    let rows = kind == .holders ? ledger.balances(in: period) : ledger.flow(over: period)
    guard let rows else {
      let last = ledger.statements.map(\.days.upperBound).filter { $0 < period.start }.max()
      let seen = last.map { ", last seen \($0)" } ?? ""
      throw .missing("needs rows of '\(kind.rawValue).csv' that lie inside \(period)\(seen)")
    }
    return (ledger, rows)
  }

  /// The same where the rows cover the period whole.
  func wholeRows(
    _ kind: Ledger.Kind, over period: Period
  ) throws(Absence) -> (ledger: Ledger, rows: Ledger.Reading) {
    let found = try rows(kind, over: period)
    guard found.rows.isWhole else {
      let share = NumberFormat.fixed(found.rows.coverage * 100, decimals: 0)
      throw .missing("rows of '\(kind.rawValue).csv' cover \(share) % of \(period)")
    }
    return found
  }
}
