import Quantities
package import SeriesStore

/// Something about the data that a reader should know before trusting a figure.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// How much it matters.
  package enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
    /// Good to know; no figure need be wrong.
    case note
    /// Something that is rarely right: look before a figure is used.
    case warning
    /// What cannot be: at least one row is wrong.
    case error

    /// Whether one matters less than another.
    package static func < (left: Severity, right: Severity) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The check's stable id.
  package let id: String
  /// The network, or the benchmark.
  package let network: String
  /// The series, where it is one; as `Series.id` writes it.
  package let series: String
  /// How much it matters here.
  package let severity: Severity
  /// What was found, with the numbers.
  package let text: String
  /// The rows, as `file:line`, where they are few.
  package let places: [String]
  /// What to do about it.
  package let remedy: String
  /// What somebody decided about it, where somebody did.
  package var waiver: Waiving?

  package init(
    id: String, network: String, series: String = "", severity: Severity, text: String,
    places: [String] = [], remedy: String, waiver: Waiving? = nil
  ) {
    (self.id, self.network, self.series, self.severity) = (id, network, series, severity)
    (self.text, self.places, self.remedy, self.waiver) = (text, places, remedy, waiver)
  }

  /// A waiver and whether it still holds.
  package struct Waiving: Hashable, Sendable {
    /// What somebody wrote.
    package let waiver: WrittenChecks.Waiver
    /// Whether its last day is over, so that the finding counts again.
    package let hasEnded: Bool
  }

  /// Whether a waiver holds, so that it does not count.
  package var isWaived: Bool { waiver.map { !$0.hasEnded } ?? false }

  /// What was found and where: `utilization reads 104.0 % on 2025-12-31 (utilization.csv:2)`.
  package var statement: String {
    places.isEmpty ? text : "\(text) (\(places.joined(separator: ", ")))"
  }

  /// `waived until 2026-06-30 by A. Kay: the source rounds`; `nil` where nobody waived it.
  package var waiverText: String? {
    waiver.map {
      "\($0.hasEnded ? "waiver ended" : "waived until") \($0.waiver.until) by \($0.waiver.who): "
        + $0.waiver.reason
    }
  }

  /// `helium: utilization reads 104.0 % on 2025-12-31; correct the row [utilization.above-one]`.
  package var description: String {
    "\(network): \(statement); \(remedy) [\(id)]" + (waiverText.map { " – \($0)" } ?? "")
  }
}
