public import Quantities
public import SeriesStore

/// A row that a figure rests on, and how much of it counts.
public struct TracedRow: Hashable, Sendable {
  /// The series that the row belongs to.
  public let series: SeriesID
  /// The row's source.
  public let source: String
  /// The row's evidence tier.
  public let evidence: Evidence
  /// Index of its file in the dataset.
  public let file: UInt16
  /// The row's line in that file, from 1.
  public let line: UInt32
  /// The row's own days.
  public let days: ClosedRange<Day>
  /// The row's value as written, in the unit of the series.
  public let value: Double
  /// What a dated rule multiplies the value by; 1 where none does.
  public let factor: Double
  /// The days that count.
  public let counted: ClosedRange<Day>
  /// The amount that counts, in the unit of the series: of the row's value times its factor.
  public let amount: Double
  /// The row's note.
  public let note: String

  init(_ series: Series, _ place: Points.Place, counted: ClosedRange<Day>?, amount: Double?) {
    let (track, row) = (series.tracks[place.track], place.row)
    (self.series, source, evidence) = (series.id, track.source, track.evidence[row])
    (file, line, value, factor) = (
      track.file[row], track.lines[row], track.values[row], track.factor[row]
    )
    days = track.starts[row]...track.end(row)
    self.counted = counted ?? days
    self.amount = amount ?? track.amount(row)
    note = track.notes[row] ?? ""
  }

  /// Creates a row that counts whole.
  init(
    series: SeriesID, source: String, evidence: Evidence, file: UInt16, line: UInt32,
    days: ClosedRange<Day>, value: Double, note: String
  ) {
    (self.series, self.source, self.evidence) = (series, source, evidence)
    (self.file, self.line, self.value, factor) = (file, line, value, 1)
    (self.days, counted, amount, self.note) = (days, days, value, note)
  }
}
