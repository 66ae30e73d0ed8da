import Quantities
import SeriesStore

extension Check {
  /// A benchmark that ends before the period does.
  static let staleBenchmark = Check(
    "benchmark.stale", "A benchmark older than the period", .warning,
    rationale: "What networks are set against must be of their time: a beta to last year's bitcoin "
      + "or a discount to an old cloud price says nothing of this quarter.",
    source: "freshness of sources in dbt; house threshold",
    remedy: "get newer rows",
    thresholds: [.init("days", 92, .days, "days from the newest row to the as-of day")],
    of: .benchmarks
  ) { subject in
    subject.measured().filter { $0.isDefault && $0.series.gaps != .carry }
      .compactMap { measured in
        guard let last = measured.tracks.compactMap(\.present.last).max(by: { $0.end < $1.end })
        else { return nil }
        let age = subject.network.asOf - last.end
        guard Double(age) > subject["days"] else { return nil }
        return subject.finding(
          "\(measured.id) ends \(last.end), \(age) days before \(subject.network.asOf)",
          of: measured.id, at: [last])
      }
  }
}
