import Quantities
import SeriesStore

/// Reads rows of the long form, which state unit, source and evidence themselves.
struct FullRows: RowReader, Sendable {
  enum Column: String, CaseIterable {
    case start = "period_start"
    case end = "period_end"
    case value, unit, source, evidence, segment, basis, note
  }

  /// The cells of a row that choose its track.
  private struct Place: Hashable {
    let source: String
    let segment: String
    let basis: String
  }

  private let columns: [Column]
  private let schema: SeriesSchema
  private let sources: SourceTable
  private var slots: [Place: Int] = [:]

  init(columns: [Column], schema: SeriesSchema, sources: SourceTable) {
    (self.columns, self.schema, self.sources) = (columns, schema, sources)
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
    func text(_ column: Column) -> String {
      columns.firstIndex(of: column).map { fields[$0].text(in: bytes) } ?? ""
    }
    let start = try Cell.day(text(.start), Column.start.rawValue)
    let end = try Cell.day(text(.end), Column.end.rawValue)
    guard start <= end else {
      throw Fault(
        .endBeforeStart, field: "period_end", cell: "\(end)", "before its start \(start)",
        "exchange the two days, or mend one")
    }
    let value = try Cell.value(text(.value), isReading: schema.kind != .flow)
    try checkUnit(text(.unit))
    let source = try source(text(.source))
    let evidence = try evidence(text(.evidence))
    let basis = text(.basis)
    try checkBasis(basis, isSeveralDays: start < end)
    let place = Place(source: source, segment: text(.segment), basis: basis)
    let slot = slots[place] ?? addTrack(place, evidence, into: &rows)
    if let value {
      rows.append(slot: slot, day: start, value: value, line: line)
    } else {
      rows.appendAbsent(slot: slot, day: start, line: line)
    }
    rows.complete(end: end, evidence: evidence, note: text(.note))
  }

  private mutating func addTrack(
    _ place: Place, _ evidence: Evidence, into rows: inout RowBuffer
  ) -> Int {
    let key = TrackKey(
      network: schema.network, series: schema.name, segment: place.segment, basis: place.basis,
      source: place.source)
    let slot = rows.addTrack(key, evidence: evidence)
    slots[place] = slot
    return slot
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
    guard !text.isEmpty else {
      if let source = schema.properties.source { return source }
      throw Fault(.emptyValue, field: "source", "is empty", "write an id of sources.csv")
    }
    if let fault = sources.fault(of: text) { throw fault.at("source", text) }
    return text
  }

  private func evidence(_ text: String) throws(Fault) -> Evidence {
    let words = Evidence.allCases.map(\.description)
    guard !text.isEmpty else {
      if let evidence = schema.properties.evidence { return evidence }
      throw Fault(
        .emptyValue, field: "evidence", "is empty", "write one of \(words.joined(separator: ", "))")
    }
    if let evidence = Evidence(text) { return evidence }
    throw Fault(
      .unknownEvidence, field: "evidence", cell: text, "not one of the six tiers",
      Suggestion.remedy(
        for: text, among: words, else: "write one of \(words.joined(separator: ", "))"))
  }

  private func checkBasis(_ basis: String, isSeveralDays: Bool) throws(Fault) {
    guard !basis.isEmpty else {
      guard isSeveralDays, schema.isClose else { return }
      throw Fault(
        .averageAsClose, field: "basis", "is empty, but a price of several days is no close",
        "write average")
    }
    guard !SeriesUnits.isExplained(basis: basis, in: schema.bases) else { return }
    throw SeriesUnits.unknownBasis(basis, schema.bases).at("basis", basis)
  }
}
