import Quantities
import SeriesStore

extension Check {
  /// A year's total of a flow is at least what its quarters add up to.
  static let yearBelowQuarters = Check(
    "flow.year-below-quarters", "A year below its quarters", .warning,
    rationale: "What quarters add up to is part of their year. A yearly row below it comes from a "
      + "source that counts less, or is a year of another calendar.",
    remedy: "give the source that counts otherwise a basis of its own",
    thresholds: [.init("tolerance", 0.001, .percent, "share by which rounding may exceed")]
  ) { subject in
    subject.measured([.flow]).filter { $0.id.segment.isEmpty }.flatMap { measured in
      measured.tracks.flatMap(\.present).compactMap { row in
        subject.yearBelowQuarters(measured.series, row)
      }
    }
  }
}

extension CheckSubject {
  fileprivate func yearBelowQuarters(_ series: Series, _ row: Row) -> Finding? {
    guard row.days > 364 else { return nil }
    let year = Period.year(of: row.start)
    guard row.start == year.start, row.end == year.end else { return nil }
    let quarters = year.quarters.compactMap { series.flow(over: $0) }.filter(\.isWhole)
    var sum = CompensatedSum()
    for quarter in quarters { sum.add(quarter.amount) }
    guard sum.value.isFinite, sum.value > row.amount * (1 + self["tolerance"]) else { return nil }
    return finding(
      "\(series.id) of \(year) is \(NumberFormat.compact(row.amount)) by \(row.track.source), "
        + "less than the \(NumberFormat.compact(sum.value)) of its \(quarters.count) known "
        + "quarters", of: series.id, at: [row])
  }
}
