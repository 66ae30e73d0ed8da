import Quantities
import SeriesStore

/// Makes the ledgers of all networks from the files that name parties.
struct LedgerAssembly {
  /// Whose rows, and of what.
  private struct Key: Hashable {
    let network: Int
    let form: LedgerForm
  }

  /// The ledgers by index of the network in the catalogue.
  private(set) var ledgers: [Int: [Ledger.Kind: Ledger]] = [:]
  private(set) var log = DiagnosticLog()
  /// The rows of all ledgers.
  private(set) var rowCount = 0

  /// Brings the rows of all tables together, in the order of the files.
  init(
    _ catalog: Catalog, _ tables: [LedgerTable], _ readings: [TableReading<LedgerBuffer>],
    paths: [String]
  ) {
    var parts: [(key: Key, parts: [LedgerColumns.Part])] = []
    for (table, reading) in zip(tables, readings) {
      log.merge(reading.log)
      let key = Key(network: table.network, form: table.form)
      let found = reading.blocks.map {
        LedgerColumns.Part(rows: $0.block, firstLine: $0.firstLine, file: reading.file)
      }
      if let index = parts.firstIndex(where: { $0.key == key }) {
        parts[index].parts += found
      } else {
        parts.append((key, found))
      }
    }
    let all = parts
    let finished = inParallel(all.count) { index in
      let (key, parts) = all[index]
      let entry = catalog.entries[key.network]
      var log = DiagnosticLog()
      let ranking = entry.profile?.ranking[key.form.kind.rawValue] ?? []
      let columns = LedgerColumns(parts, ranking: ranking.filter(\.basis.isEmpty).map(\.source))
      let ledger = columns.ledger(key.form, entry, paths: paths, into: &log)
      return (key: key, ledger: ledger, log: log)
    }
    for (key, ledger, log) in finished {
      self.log.merge(log)
      guard let ledger else { continue }
      rowCount += ledger.count
      ledgers[key.network, default: [:]][key.form.kind] = ledger
    }
  }
}
