import Formulas
import Quantities
import SeriesStore

/// The rows behind a figure, a line each, as a person would look them up.
struct TraceText {
  /// The dataset's files by the names that outputs print.
  let files: [String]

  /// `Datasets/helium/revenue.csv:5: revenue 2025-10-01..2025-12-31 2681354 (ledger, burn)`.
  func text(of rows: [TracedRow]) -> String {
    var (order, pieces) = ([TracedRow.Place](), [TracedRow.Place: [TracedRow]]())
    for row in rows {
      if pieces[row.place] == nil { order.append(row.place) }
      pieces[row.place, default: []].append(row)
    }
    return order.compactMap { pieces[$0].flatMap(line) }.map { $0 + "\n" }.joined()
  }

  /// The line of a row; figures count it in pieces of a month, which read as one here.
  private func line(of pieces: [TracedRow]) -> String? {
    guard let row = pieces.first, let first = pieces.map(\.counted.lowerBound).min(),
      let last = pieces.map(\.counted.upperBound).max()
    else { return nil }
    let isWhole = first...last == row.days
    let counted = isWhole ? "" : " counts \(first)..\(last)"
    let amount = amount(of: pieces, isWhole: isWhole)
    let part = amount == row.value ? "" : " as \(NumberFormat.shortest(amount))"
    return "\(files[Int(row.file)]):\(row.line): \(row.series) "
      + "\(row.days.lowerBound)..\(row.days.upperBound)\(counted) "
      + "\(NumberFormat.shortest(row.value))\(part) (\(row.source), \(row.evidence))"
  }

  /// What counts of a row: a reading as it stands, an amount by its days.
  private func amount(of pieces: [TracedRow], isWhole: Bool) -> Double {
    let whole = pieces[0].value * pieces[0].factor
    if isWhole || pieces.allSatisfy({ $0.amount == whole }) { return whole }
    return pieces.map(\.amount).reduce(0, +)
  }
}

extension TracedRow {
  /// Where a row stands.
  fileprivate struct Place: Hashable {
    let series: SeriesID
    let file: UInt16
    let line: UInt32
  }

  fileprivate var place: Place { Place(series: series, file: file, line: line) }
}
