package import Quantities
package import SeriesStore

/// What a file gave: rows of the data contract, and what became of everything that was read.
package struct Harvest: Sendable {
  /// The series, in the order in which the file first has them.
  package var series: [ImportedSeries]
  /// What was read, taken and passed over.
  package var tally: ImportTally
  /// The project that the values are of; empty where the file does not say.
  package var subject: String
  /// Remarks on the file as a whole.
  package var notes: [String]
}

/// The rows of one series, by day.
package struct ImportedSeries: Sendable {
  /// The vendor's word.
  package let word: String
  /// The series of the data contract.
  package let series: String
  /// The part of the whole; mostly empty.
  package let segment: String
  /// The unit; `nil` where the file implies none.
  package let unit: String?
  /// The tier of evidence.
  package let evidence: Evidence
  /// The basis; empty for the profile's own definition.
  package let basis: String
  /// What rows say that have no remark of their own.
  package let note: String
  /// The rows, in order of time, no two of the same time.
  package let rows: [ImportedRow]

  /// `weeks` or `months`, where rows of single days lie as far apart as if they were of those.
  var step: String? {
    guard rows.count > 2, rows.allSatisfy({ $0.start == $0.end }) else { return nil }
    let steps = zip(rows.dropFirst(), rows).map { $0.0.start - $0.1.start }
    if steps.allSatisfy({ $0 % 7 == 0 }) { return "weeks" }
    return rows.allSatisfy { $0.start == $0.start.startOfMonth } ? "months" : nil
  }
}

/// One value and the days that it is of.
package struct ImportedRow: Sendable {
  /// The first day.
  package let start: Day
  /// The last day.
  package let end: Day
  /// The value.
  package let value: ExactDecimal
  /// Where the file has it.
  package let place: Place
  /// What this row alone has to say, in place of the note; mostly empty.
  package let remark: String
}

/// How many values were read, taken and passed over: every one is one of these.
package struct ImportTally: Hashable, Sendable {
  /// The values that the file has.
  package var read = 0
  /// The rows that were made.
  package var taken = 0
  /// The values passed over, by reason, in the order of the reasons.
  package var skipped: [(reason: Skip, count: Int)] {
    counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
  private var counts: [Skip: Int] = [:]

  /// Counts values that are passed over.
  mutating func skip(_ reason: Skip, count: Int) {
    if count > 0 { counts[reason, default: 0] += count }
  }

  /// Why a value is passed over.
  package enum Skip: Hashable, Sendable, Comparable, CustomStringConvertible {
    case noValue
    case unknownYet
    case otherProject
    case notAsked
    case unnamed
    case withinDay
    case addedUp
    case repeated
    case partialDay
    case ahead
    /// A reason that only the format knows, as words behind "12 values": `of a failed transaction`.
    case other(String)

    /// Words that stand behind a count of values.
    package var description: String {
      switch self {
      case .noValue: "without a value"
      case .unknownYet: "that are 0 because the vendor did not know them yet"
      case .otherProject: "of other projects"
      case .notAsked: "of series that were not asked for"
      case .unnamed: "of columns that no --map names"
      case .withinDay: "that are not the last of their day"
      case .addedUp: "that were added to others of their day"
      case .repeated: "that repeat another one"
      case .partialDay: "of a newest day that was not over"
      case .ahead: "of days to come"
      case .other(let words): words
      }
    }
  }
}
