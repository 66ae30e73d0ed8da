package import Quantities
package import SeriesStore

/// A row that only one of two folders has, or that says something else in the other.
package struct RowChange: Hashable, Sendable {
  /// What tells a row from all others.
  package struct Key: Hashable, Sendable {
    /// The network, or the benchmark.
    package let network: String
    /// The series with its part and definition, or the ledger's kind.
    package let series: SeriesID
    /// The source.
    package let source: String
    /// The days.
    package let days: ClosedRange<Day>
    /// Whom a row of a ledger names; else empty.
    package let party: String
  }

  /// What a row says.
  package struct Row: Hashable, Sendable {
    /// The amount; `nil` where the row says that it is not known.
    package let value: Double?
    /// On whose word it rests.
    package let evidence: String
    /// What it counts.
    package let unit: String
    /// The note, or a ledger's kind or region.
    package let note: String
    /// The row, as `file:line`.
    package let place: String
  }

  /// What happened to it.
  package enum Kind: String, Sendable, CaseIterable { case added, removed, changed }

  /// Which row it is.
  package let key: Key
  /// What it said; `nil` where it is new.
  package let old: Row?
  /// What it says; `nil` where it is gone.
  package let new: Row?

  /// What happened to it.
  package var kind: Kind { old == nil ? .added : new == nil ? .removed : .changed }
  /// The kind of cause that it is for a figure.
  package var cause: Cause { key.series.name == "price" ? .price : .data }

  /// What differs, in the order of a row's columns.
  package var fields: [String] {
    guard let old, let new else { return [] }
    return [
      ("value", old.value != new.value), ("unit", old.unit != new.unit),
      ("evidence", old.evidence != new.evidence), ("note", old.note != new.note),
    ].filter(\.1).map(\.0)
  }
}
