package import Quantities
package import SeriesStore

extension Check {
  /// A series whose newest row is older than what its rows promise.
  static let staleSeries = Check(
    "series.stale", "A series that stopped", .warning,
    rationale:
      "A series that a source no longer feeds still gives figures, of another time. Due is "
      + "what the profile's cadence says, else the usual step between the rows themselves.",
    source: "freshness of sources in dbt; house threshold",
    remedy: "get newer rows, or state the cadence in the profile",
    thresholds: [.init("steps", 2, .multiple, "steps between rows that may be missed")]
  ) { subject in
    subject.measured().filter(\.isDefault).compactMap { measured in
      guard let last = measured.series.lastRow,
        let due = subject.network.interval(of: measured.series)
      else { return nil }
      let age = subject.network.asOf - last.end
      guard Double(age) > subject["steps"] * Double(due.days) else { return nil }
      return subject.finding(
        "\(measured.id) ends \(last.end), \(age) days before \(subject.network.asOf); "
          + (due.isDeclared
            ? "the profile promises a row every \(due.days) days"
            : "rows came every \(due.days) days"),
        of: measured.id, at: [last])
    }
  }
}

extension Series {
  /// The row of files that ends last, of those with a value.
  fileprivate var lastRow: Row? {
    tracks.filter { $0.origin == .rows }.compactMap { track in
      (0..<track.count).last(where: track.isPresent).map { Row(track: track, index: $0) }
    }.max { $0.end < $1.end }
  }

  /// The last day with a measured value.
  package var lastDay: Day? { lastRow?.end }
}

extension NetworkSeries {
  /// Days between rows of a series: what the profile promises, else the median of the last twelve
  /// steps; `nil` for series that rarely change or have too few rows.
  func interval(of series: Series) -> (days: Int, isDeclared: Bool)? {
    guard series.gaps != .carry else { return nil }
    if let cadence = profile.series[series.id.name]?.cadence { return (cadence.days, true) }
    let ends = Set(
      series.tracks.filter { $0.origin == .rows }.flatMap { track in
        (0..<track.count).map(track.end)
      }
    ).sorted().suffix(13)
    guard ends.count > 3 else { return nil }
    let steps = zip(ends, ends.dropFirst()).map { $1 - $0 }.sorted()
    return (steps[steps.count / 2], false)
  }
}

extension Profile.Cadence {
  /// The most days from one row to the next.
  package var days: Int {
    switch self {
    case .day: 1
    case .week: 7
    case .month: 31
    case .quarter: 92
    }
  }
}
