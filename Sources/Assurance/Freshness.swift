package import Quantities
package import SeriesStore

/// How old the newest row of a series is, against how often rows are due.
package struct Freshness: Hashable, Sendable {
  /// The folder of the network.
  package let network: String
  package let series: SeriesID
  /// The last day of a row with a value.
  package let lastDay: Day
  /// From the last day to the day that it is.
  package let age: Int
  /// Days between rows; `nil` for a series that rarely changes or has too few rows to tell.
  package let step: Int?
  /// Whether the profile promises the step, or it is the usual one between the rows.
  package let isDeclared: Bool
  /// How many steps may be missed.
  package let mayMiss: Double

  /// Whether rows are overdue.
  package var isStale: Bool { step.map { Double(age) > mayMiss * Double($0) } ?? false }

  /// The series of a network that have rows of files, by the profile's own definition and for the
  /// whole, in order of their ids.
  package static func all(of network: NetworkSeries, _ book: CheckBook) -> [Freshness] {
    let mayMiss = Check.staleSeries.thresholds.first.map { book.value(of: $0, of: .staleSeries) }
    return network.series.values.filter { $0.id.segment.isEmpty && $0.id.basis.isEmpty }
      .sorted { $0.id < $1.id }.compactMap { series in
        guard let last = series.lastDay, let mayMiss else { return nil }
        let due = network.interval(of: series)
        return Freshness(
          network: network.id, series: series.id, lastDay: last, age: network.asOf - last,
          step: due?.days, isDeclared: due?.isDeclared ?? false, mayMiss: mayMiss)
      }
  }
}
