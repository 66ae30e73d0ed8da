import Quantities
import SeriesStore

extension Check {
  /// Days between the first and the last row of a flow that no row covers.
  static let flowGap = Check(
    "flow.gap", "Days without a row", .warning,
    rationale: "A flow is summed, so that days without a row make a period partial and years too "
      + "small. Flows of events only say so with gaps: zero.",
    source: "the data contract: below 95 % of the days a figure is partial",
    remedy: "get the rows, or state gaps: zero in the profile where nothing happened",
    thresholds: [.init("coverage", 0.95, .percent, "least share of days from first to last row")],
    of: .all
  ) { subject in
    subject.measured([.flow]).filter { $0.isDefault && $0.series.gaps == .missing }
      .compactMap { measured in
        let rows = measured.tracks.flatMap(\.present).sorted { $0.start < $1.start }
        guard let extent = Extent(rows), extent.share < subject["coverage"],
          let gap = extent.widest
        else { return nil }
        return subject.finding(
          "\(measured.id) covers \(NumberFormat.display(extent.share, .percent)) of the days from "
            + "\(extent.first) to \(extent.last); the "
            + (extent.gaps == 1 ? "gap is " : "widest of \(extent.gaps) gaps is ")
            + "\(gap.from) to \(gap.to)", of: measured.id, at: [gap.next])
      }
  }
}

/// Which days some rows cover, from the first to the last.
private struct Extent {
  let first: Day
  private(set) var last: Day
  private(set) var gaps = 0
  private(set) var widest: (from: Day, to: Day, next: Row)?
  private var missing = 0

  /// The share of days that a row covers.
  var share: Double { 1 - Double(missing) / Double(last - first + 1) }

  /// Walks through rows in order of their first days.
  init?(_ rows: [Row]) {
    guard let first = rows.first else { return nil }
    (self.first, last) = (first.start, first.end)
    for row in rows.dropFirst() {
      let days = row.start - last - 1
      if days > 0 {
        (gaps, missing) = (gaps + 1, missing + days)
        if days > widest.map({ $0.to - $0.from + 1 }) ?? 0 {
          widest = (last + 1, row.start - 1, row)
        }
      }
      last = max(last, row.end)
    }
  }
}
