package import Quantities

/// What joining rows to one series file did, or would do.
package struct MergeOutcome: Sendable {
  /// The network.
  package var network: String
  /// The series.
  package var series: String
  /// The source of the rows.
  package var source: String
  /// The basis of the rows; empty for the profile's own definition.
  package var basis: String
  /// The file, as messages name it.
  package var path: String
  /// The rows that were not there.
  package var added = 0
  /// The rows that were there with the same value.
  package var same = 0
  /// The rows that were there with another value.
  package var restated: [RestatedRow] = []
  /// Rows of the file within the time of the import that it does not have; they stay.
  package var unconfirmed = 0
  /// The first and the last day of the import.
  package var days: ClosedRange<Day>
}

/// A row whose value the vendor has changed since it was imported.
package struct RestatedRow: Hashable, Sendable {
  /// The first day.
  package let start: Day
  /// The last day.
  package let end: Day
  /// The value in the datasets; empty where it is known to be missing.
  package let old: String
  /// The value now.
  package let new: String
  /// The line of the row before.
  package let line: Int
}
