import Foundation
import Quantities
import SeriesStore

extension Check {
  /// A row that leaves its neighbours and comes back.
  static let outlier = Check(
    "series.outlier", "A row out of line with its neighbours", .note,
    rationale:
      "A change and its reversal, both far beyond what the series does otherwise, are more "
      + "often a slip of the pen than news: a lost digit, another unit. Changes are compared as "
      + "logarithms of values a day; a step that stays is no outlier.",
    source:
      "modified z-score of Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993: 0.6745 "
      + "of the distance from the median in median absolute deviations, above 3.5",
    remedy: "compare the row with its source; say in its note why it stands",
    thresholds: [
      .init("score", 3.5, .multiple, "modified z-score"),
      .init("change", 0.5, .percent, "least change, up or down again, that is worth a look"),
      .init("changes", 12, .count, "changes that a score needs at least"),
    ], of: .all
  ) { subject in
    subject.measured().flatMap { measured in
      measured.tracks.compactMap { track in subject.outliers(of: track, in: measured.series) }
    }
  }
}

extension CheckSubject {
  /// One finding for the rows of a source that leave their neighbours and come back.
  fileprivate func outliers(of track: Track, in series: Series) -> Finding? {
    let rows = track.present.filter { $0.amount > 0 }
    let changes = Changes(rows, isFlow: series.kind == .flow)
    guard Double(changes.known.count) >= self["changes"] else { return nil }
    let spikes = changes.spikes(score: self["score"], least: log(1 + self["change"]))
    guard let worst = spikes.max(by: { $0.score < $1.score }) else { return nil }
    let (row, before, after) = (rows[worst.index], rows[worst.index - 1], rows[worst.index + 1])
    return finding(
      "\(series.id) by \(track.source) has \(spikes.count) of \(rows.count) rows out of line with "
        + "both neighbours, most from \(row.start): \(NumberFormat.compact(row.amount)) between "
        + "\(NumberFormat.compact(before.amount)) and \(NumberFormat.compact(after.amount)), modified "
        + "z-score \(NumberFormat.fixed(worst.score, decimals: 1))", of: series.id, at: [row])
  }
}

/// Logarithms of the change from each row to the next, where the two can be compared.
private struct Changes {
  /// By the index of the later row; `nil` where rows are of other lengths or far apart.
  private let steps: [Double?]
  var known: [Double] { steps.compactMap(\.self) }

  init(_ rows: [Row], isFlow: Bool) {
    let usual = middle(of: zip(rows, rows.dropFirst()).map { Double($1.end - $0.end) }) ?? 0
    steps = rows.indices.map { index in
      guard index > 0 else { return nil }
      let (before, row) = (rows[index - 1], rows[index])
      guard Double(row.end - before.end) <= 2 * usual, row.days <= 2 * before.days,
        before.days <= 2 * row.days
      else { return nil }
      let (old, new) =
        isFlow
        ? (before.amount / Double(before.days), row.amount / Double(row.days))
        : (before.amount, row.amount)
      return log(new / old)
    }
  }

  /// Rows whose change and whose reversal both lie far from the median change.
  func spikes(score: Double, least: Double) -> [(index: Int, score: Double)] {
    guard let center = middle(of: known),
      let deviation = middle(of: known.map { abs($0 - center) }), deviation > 0
    else { return [] }
    return steps.indices.dropLast().compactMap { index in
      guard let up = steps[index], let down = steps[index + 1], up * down < 0,
        min(abs(up), abs(down)) >= least
      else { return nil }
      let size = printable(0.6745 * min(abs(up - center), abs(down - center)) / deviation)
      return size > score ? (index, size) : nil
    }
  }
}
