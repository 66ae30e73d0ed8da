import Quantities
import SeriesStore

/// Reads rows of the long form, which state unit, source and evidence themselves.
struct FullRows: RowReader, Sendable {
  enum Column: Int, CaseIterable {
    case start, end, value, unit, source, evidence, segment, basis, note

    init?(name: String) {
      guard let index = Column.names.firstIndex(of: name) else { return nil }
      self.init(rawValue: index)
    }

    /// The names in a header, in the order of the cases.
    static let names = [
      "period_start", "period_end", "value", "unit", "source", "evidence", "segment", "basis",
      "note",
    ]
  }

  /// The cells of a row that are words, and so are the same in many rows.
  private struct Words: Hashable {
    let unit: String
    let source: String
    let evidence: String
    let segment: String
    let basis: String
  }

  /// What sound words say of a row.
  private struct Meaning {
    let slot: Int
    let evidence: Evidence
    let basis: String
  }

  private let columns: [Column]
  /// Where each column stands in a row; `nil` for one that is left out.
  private let places: [Int?]
  private let schema: SeriesSchema
  private let sources: SourceTable
  private var slots: [TrackKey: Int] = [:]
  /// The words met so far that are sound.
  private var meanings: [Words: Meaning] = [:]

  init(columns: [Column], schema: SeriesSchema, sources: SourceTable) {
    (self.columns, self.schema, self.sources) = (columns, schema, sources)
    places = Column.allCases.map { columns.firstIndex(of: $0) }
  }

  /// Leaves every row to `read`.
  mutating func scan(
    _ bytes: Span<UInt8>, at position: inout Int, line: Int, into rows: inout RowBuffer
  ) -> Bool { false }

  mutating func read(
    _ fields: [CSVField], in bytes: Span<UInt8>, line: Int, into rows: inout RowBuffer
  ) throws(Fault) {
    guard fields.count == columns.count else {
      throw TableHeader.fieldCount(fields.count, expected: columns.count)
    }
    func field(_ column: Column) -> CSVField {
      places[column.rawValue].map { fields[$0] } ?? CSVField()
    }
    let start = try Cell.day(field(.start), "period_start", in: bytes)
    let end = try Cell.day(field(.end), "period_end", in: bytes)
    guard start <= end else { throw Cell.endBeforeStart(start, end, "period_end") }
    let value = try Cell.value(field(.value), isReading: schema.kind != .flow, in: bytes)
    let words = Words(
      unit: field(.unit).text(in: bytes), source: field(.source).text(in: bytes),
      evidence: field(.evidence).text(in: bytes), segment: field(.segment).text(in: bytes),
      basis: field(.basis).text(in: bytes))
    let meaning =
      if let known = meanings[words] { known } else { try understand(words, into: &rows) }
    try checkClose(meaning.basis, isSeveralDays: start < end)
    if let value {
      rows.append(slot: meaning.slot, day: start, value: value, line: line)
    } else {
      rows.appendAbsent(slot: meaning.slot, day: start, line: line)
    }
    rows.complete(end: end, evidence: meaning.evidence, note: field(.note).text(in: bytes))
  }

  private mutating func understand(
    _ words: Words, into rows: inout RowBuffer
  ) throws(Fault) -> Meaning {
    try checkUnit(words.unit)
    let source = try source(words.source)
    let evidence = try evidence(words.evidence)
    try checkBasis(words.basis)
    let key = TrackKey(
      network: schema.network, series: schema.name, segment: words.segment, basis: words.basis,
      source: source)
    let slot = slots[key] ?? rows.addTrack(key, evidence: evidence)
    slots[key] = slot
    let meaning = Meaning(slot: slot, evidence: evidence, basis: words.basis)
    meanings[words] = meaning
    return meaning
  }

  private func checkUnit(_ text: String) throws(Fault) {
    if text == schema.unitText { return }
    guard !text.isEmpty else {
      // Without the column the unit is the series'; an empty cell needs the profile's word.
      if !columns.contains(.unit) || schema.properties.unit != nil { return }
      throw Fault(.emptyValue, field: "unit", "is empty", "write \(schema.unitText)")
    }
    throw Fault(
      .wrongUnit, field: "unit", cell: text, "but '\(schema.name)' is in \(schema.unitText)",
      "convert the value and write \(schema.unitText)")
  }

  private func source(_ text: String) throws(Fault) -> String {
    if text.isEmpty, let source = schema.properties.source { return source }
    return try Cell.source(text, among: sources)
  }

  private func evidence(_ text: String) throws(Fault) -> Evidence {
    if text.isEmpty, let evidence = schema.properties.evidence { return evidence }
    return try Cell.evidence(text)
  }

  private func checkBasis(_ basis: String) throws(Fault) {
    guard basis.isEmpty || SeriesUnits.isExplained(basis: basis, in: schema.bases) else {
      throw SeriesUnits.unknownBasis(basis, schema.bases).at("basis", basis)
    }
  }

  private func checkClose(_ basis: String, isSeveralDays: Bool) throws(Fault) {
    guard isSeveralDays, basis.isEmpty, schema.isClose else { return }
    throw Fault(
      .averageAsClose, field: "basis", "is empty, but a price of several days is no close",
      "write average")
  }
}
