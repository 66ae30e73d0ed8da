import Quantities
import SeriesStore

/// Rows that say of a party, for a day, what the same source said in another row, which is kept.
struct LedgerClashes {
  private struct Clash {
    let row: Int
    let other: Int
  }

  private var clashes: [Clash] = []

  /// Whether every row says something of its own.
  var isEmpty: Bool { clashes.isEmpty }

  /// Looks for clashes, source by source; statements are in the order of their first day.
  ///
  /// - Complexity: O(rows + parties) for each source.
  init(_ statements: [Ledger.Statement], _ party: [UInt32], parties: Int) {
    for source in Set(statements.map(\.source)).sorted() {
      var ends = [Int32](repeating: .min, count: parties)
      var kept = [UInt32](repeating: 0, count: parties)
      for statement in statements where statement.source == source {
        let (start, end) = (statement.days.lowerBound.number, statement.days.upperBound.number)
        for row in statement.rows {
          let party = Int(party[row])
          if ends[party] >= start {
            clashes.append(Clash(row: row, other: Int(kept[party])))
          } else {
            ends[party] = end
            kept[party] = UInt32(truncatingIfNeeded: row)
          }
        }
      }
    }
  }

  /// For each row whether it is kept.
  func isKept(count: Int) -> [Bool] {
    var isKept = [Bool](repeating: true, count: count)
    for clash in clashes { isKept[clash.row] = false }
    return isKept
  }

  /// Reports the rows that are left out.
  ///
  /// - Parameters:
  ///   - form: What the columns are called.
  ///   - statements: The statements that the rows belong to.
  ///   - lines: The line of each row.
  ///   - paths: The files.
  ///   - log: Where to.
  ///   - name: The name of a row's party.
  func report(
    _ form: LedgerForm, _ statements: [Ledger.Statement], _ lines: [UInt32], _ paths: [String],
    into log: inout DiagnosticLog, name: (Int) -> String
  ) {
    func statement(_ row: Int) -> Ledger.Statement {
      statements[statements.partitionIndex { $0.rows.lowerBound > row } - 1]
    }
    for clash in clashes {
      let (own, other) = (statement(clash.row), statement(clash.other))
      let isSame = own.days == other.days
      let (file, otherFile) = (paths[Int(own.file)], paths[Int(other.file)])
      let rule: Diagnostic.Rule = isSame ? .duplicateRow : .overlappingRows
      log.report(rule, file: file, line: Int(lines[clash.row])) {
        let place =
          otherFile == file
          ? "line \(lines[clash.other])" : "\(escaped(otherFile)):\(lines[clash.other])"
        let days = { (days: ClosedRange<Day>) in
          days.lowerBound == days.upperBound
            ? "\(days.lowerBound)" : "\(days.lowerBound) to \(days.upperBound)"
        }
        return Fault(
          rule, field: form.name(of: .party), cell: name(clash.row),
          isSame
            ? "stated before for \(days(own.days)) by \(own.source) in \(place)"
            : "its \(days(own.days)) overlaps \(days(other.days)) by \(own.source) in \(place)",
          isSame ? "delete one of the two rows" : "one source states each day of a party once")
      }
    }
  }
}
