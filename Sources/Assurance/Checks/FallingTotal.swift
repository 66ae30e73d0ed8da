import Quantities
import SeriesStore

extension Check {
  /// A sum since the beginning that gets smaller.
  static let fallingTotal = Check(
    "series.total-falls", "A running total that falls", .warning,
    rationale: "A sum since the beginning never falls. Where it does, a source counts anew or "
      + "corrected itself, and differences between its readings are no flow.",
    remedy: "give the readings that count anew a basis of their own",
    thresholds: [.init("tolerance", 0.001, .percent, "share by which rounding may fall")], of: .all
  ) { subject in
    subject.measured([.stock, .level]).filter { subject.isTotal($0) }.flatMap { measured in
      measured.tracks.compactMap { track -> Finding? in
        let rows = track.present
        let falls = rows.indices.dropFirst().filter {
          rows[$0].amount < rows[$0 - 1].amount * (1 - subject["tolerance"])
        }
        guard let first = falls.first else { return nil }
        return subject.finding(
          "\(measured.id) by \(track.source) falls \(falls.count == 1 ? "once" : "\(falls.count) times")"
            + ", first from \(NumberFormat.compact(rows[first - 1].amount)) to "
            + "\(NumberFormat.compact(rows[first].amount)) on \(rows[first].end)", of: measured.id,
          at: [rows[first - 1], rows[first]])
      }
    }
  }
}

extension CheckSubject {
  /// Whether a series is a sum since the beginning: by the contract, its name or its meaning.
  func isTotal(_ measured: MeasuredSeries) -> Bool {
    let name = measured.id.name
    if name == "funding_raised" { return true }
    if ["_cumulative", "_total", "_to_date"].contains(where: name.hasSuffix) { return true }
    let meaning = network.profile.series[name]?.meaning?.lowercased() ?? ""
    return ["cumulative", "since the start", "to date"].contains(where: meaning.contains)
  }
}
