import Quantities
import SeriesStore

/// The rows of one network that name a party, in two folders.
struct LedgerComparison {
  let network: String
  let kind: Ledger.Kind
  let old: (ledger: Ledger?, folder: ComparedFolder)
  let new: (ledger: Ledger?, folder: ComparedFolder)

  /// Every row that differs, by days, source and party.
  var changes: [RowChange] {
    let (before, after) = (rows(of: old), rows(of: new))
    let keys = Set(before.keys).union(after.keys)
    return keys.filter { before[$0].map(Said.init) != after[$0].map(Said.init) }.map {
      RowChange(key: $0, old: before[$0], new: after[$0])
    }.sorted { left, right in
      left.key.days == right.key.days
        ? (left.key.source, left.key.party) < (right.key.source, right.key.party)
        : left.key.days.isBefore(right.key.days)
    }
  }

  /// What a row says, wherever it stands.
  private struct Said: Hashable {
    let value: Double?
    let evidence: String
    let note: String

    init(_ row: RowChange.Row) {
      (value, evidence, note) = (row.value, row.evidence, row.note)
    }
  }

  private func rows(
    of side: (ledger: Ledger?, folder: ComparedFolder)
  ) -> [RowChange.Key: RowChange.Row] {
    guard let ledger = side.ledger else { return [:] }
    var rows: [RowChange.Key: RowChange.Row] = [:]
    let series = SeriesID(kind.rawValue)
    for statement in ledger.statements {
      for row in statement.rows {
        let key = RowChange.Key(
          network: network, series: series, source: statement.source, days: statement.days,
          party: ledger.parties[ledger.party[row]])
        rows[key] = RowChange.Row(
          value: ledger.amounts[row], evidence: statement.evidence.description,
          unit: kind == .customers ? "USD" : "token", note: ledger.tagWord(row),
          place: side.folder.place(statement.file, ledger.lines[row]))
      }
    }
    return rows
  }
}
