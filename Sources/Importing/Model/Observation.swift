/// One value in the vendor's own terms: the core turns it into a row.
package struct Observation: Sendable {
  /// The vendor's word, as `Measure.word` has it; may be one that only the file knows.
  package var measure: String
  /// The project, token or symbol that it is of; empty where the file does not say.
  package var subject: String
  /// The vendor's time.
  package var time: Moment
  /// The value; `nil` where the vendor states that it has none.
  package var value: ExactDecimal?
  /// The unit, where the file states one beside the value; values of one measure share it.
  package var unit: String?
  /// The part of the whole that it is of, as the data contract's column `segment`; mostly empty.
  package var segment: String
  /// Where it stands in the file.
  package var place: Place

  /// Creates an observation.
  package init(
    _ measure: String, of subject: String = "", _ time: Moment, _ value: ExactDecimal?,
    unit: String? = nil, segment: String = "", at place: Place
  ) {
    (self.measure, self.subject, self.time, self.value) = (measure, subject, time, value)
    (self.unit, self.segment, self.place) = (unit, segment, place)
  }
}
