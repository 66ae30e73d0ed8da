import Quantities
import SeriesStore

extension Check {
  /// A flow whose rows look like sums since the beginning.
  static let runningTotal = Check(
    "flow.running-total", "A flow that looks like a running total", .warning,
    rationale: "Rows of a flow are added up: a running total in their place counts the past again "
      + "with each row. Such rows never fall, and grow ever more slowly; those of a year to date fall "
      + "each January alone.",
    remedy: "write the differences as rows, or make it a stock under another name",
    thresholds: [
      .init("rows", 8, .count, "rows without a fall"),
      .init("growth", 2, .multiple, "last row over first"),
    ]
  ) { subject in
    subject.measured([.flow]).flatMap { measured in
      measured.tracks.compactMap { track -> Finding? in
        let rows = track.present
        guard Double(rows.count) >= max(3, subject["rows"]), let first = rows.first,
          let last = rows.last
        else { return nil }
        let isTotal = isSlowing(rows) && last.amount >= subject["growth"] * first.amount
        guard isTotal || isYearToDate(rows) else { return nil }
        return subject.finding(
          "\(measured.id) by \(track.source) "
            + (isTotal
              ? "never falls in \(rows.count) rows, and grows ever more slowly"
              : "grows within each year and falls only when the next begins")
            + ": \(NumberFormat.compact(first.amount)) from \(first.start), "
            + "\(NumberFormat.compact(last.amount)) from \(last.start)", of: measured.id,
          at: [first, last])
      }
    }
  }

  /// Whether rows never fall, and their growth in the second half is at most half of that in the first.
  private static func isSlowing(_ rows: [Row]) -> Bool {
    let growth = zip(rows, rows.dropFirst()).map { $1.amount / $0.amount - 1 }
    guard rows[0].amount > 0, growth.allSatisfy({ $0 >= 0 }) else { return false }
    let half = growth.count / 2
    guard let early = middle(of: Array(growth[..<half])),
      let late = middle(of: Array(growth[(growth.count - half)...]))
    else { return false }
    return early > 0 && late <= early / 2
  }

  /// Whether rows rise within each year, and fall from each year to the next.
  private static func isYearToDate(_ rows: [Row]) -> Bool {
    let years = Dictionary(grouping: rows) { Period.year(of: $0.start).start }
      .sorted { $0.key < $1.key }.map(\.value)
    guard years.count >= 3, years.dropFirst().dropLast().allSatisfy({ $0.count >= 4 }) else {
      return false
    }
    let rises = years.allSatisfy { year in
      zip(year, year.dropFirst()).allSatisfy { $0.amount < $1.amount }
    }
    return rises
      && zip(years, years.dropFirst()).allSatisfy {
        ($0.last?.amount ?? 0) > ($1.first?.amount ?? 0)
      }
  }
}
