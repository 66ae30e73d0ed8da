import Quantities
import SeriesStore

extension Check {
  /// A value of 0 after a history above it.
  static let suddenZero = Check(
    "series.sudden-zero", "A sudden zero", .warning,
    rationale: "What ran for some time seldom stops from one row to the next: 0 is often an import "
      + "that failed. Zero is a value and goes into sums.",
    source: "https://github.com/DefiLlama/DefiLlama-Adapters/issues/16963; house thresholds",
    remedy: "leave the value empty where it is not known",
    thresholds: [
      .init("rows", 4, .count, "rows above 0 right before"),
      .init("sparse", 0.25, .percent, "share of zeros from which a series has them by nature"),
    ], of: .all
  ) { subject in
    subject.measured().filter { $0.series.gaps == .missing }.flatMap { measured in
      measured.tracks.compactMap { track -> Finding? in
        let rows = track.present
        let zeros = rows.count { $0.amount == 0 }
        guard zeros > 0, Double(zeros) < subject["sparse"] * Double(rows.count) else { return nil }
        guard let fall = firstFall(in: rows, after: Int(subject["rows"])) else { return nil }
        let run = rows[fall...].prefix { $0.amount == 0 }
        return subject.finding(
          "\(measured.id) by \(track.source) is 0 in \(run.count) rows from \(rows[fall].start), "
            + "after \(NumberFormat.compact(rows[fall - 1].amount))", of: measured.id,
          at: [rows[fall]])
      }
    }
  }

  /// The first row of 0 that follows some rows above it.
  private static func firstFall(in rows: [Row], after count: Int) -> Int? {
    var above = 0
    for index in rows.indices {
      if rows[index].amount == 0, above >= max(1, count) { return index }
      above = rows[index].amount > 0 ? above + 1 : 0
    }
    return nil
  }
}
