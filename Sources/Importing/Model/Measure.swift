package import SeriesStore

/// One figure that a vendor gives out, and what it is in the terms of the data contract.
package struct Measure: Hashable, Sendable {
  /// The vendor's word: `prices`, `close`, `dailyFees`.
  package var word: String
  /// The series it becomes; `nil` where only the user can tell (`--map word=series`).
  package var series: String?
  /// The unit, literally as rows state it; `nil` where the file does not imply one.
  package var unit: String?
  /// The tier of evidence.
  package var evidence: Evidence
  /// The basis; empty for the profile's own definition.
  package var basis: String
  /// Which time a value is of.
  package var time: Time
  /// Whether 0 stands for "not known yet", and so is passed over.
  package var isZeroUnknown: Bool
  /// Whether the newest day of a file may have been under way when the vendor gave it out.
  package var mayEndPartial: Bool
  /// Whether days to come are legal (a schedule) and are passed over; else they are refused.
  package var mayLieAhead: Bool
  /// Whether it may be a series only where the user says so by its word, however clear the rest is.
  package var mustBeNamed: Bool
  /// What rows say in their note, unless the value stands before its day's end and the row says that.
  package var note: String

  /// Which time a value is of.
  package enum Time: String, Hashable, Sendable {
    /// A value at a moment: the close of a day is the last one up to its end.
    case moment
    /// A value that carries day D and is of the end of D.
    case closeOfDay
    /// A value that carries day D and is of 00:00 UTC of D, so the close of D − 1.
    case openingOfDay
    /// A flow over the day, or the days, that it carries.
    case wholeDay
    /// A flow over the 24 hours before a moment: of the day that ends there.
    case dayBefore
    /// One event of several that make up the flow of a day: they are added, exactly.
    case event
    /// A state of the present: of the day on which the file was given out, though that is not over.
    case reading
  }

  /// Creates a measure of the profile's own definition that ends with a whole day.
  package init(
    _ word: String, series: String?, unit: String?, _ evidence: Evidence, _ time: Time,
    basis: String = "", isZeroUnknown: Bool = false, mayEndPartial: Bool = false,
    mayLieAhead: Bool = false, mustBeNamed: Bool = false, note: String = ""
  ) {
    (self.word, self.series, self.unit, self.evidence) = (word, series, unit, evidence)
    (self.time, self.basis, self.isZeroUnknown) = (time, basis, isZeroUnknown)
    (self.mayEndPartial, self.mayLieAhead) = (mayEndPartial, mayLieAhead)
    (self.mustBeNamed, self.note) = (mustBeNamed, note)
  }
}
