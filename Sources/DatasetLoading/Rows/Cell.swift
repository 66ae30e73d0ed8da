import Quantities
import SeriesStore

/// Readers of cells that name their column in a fault.
enum Cell {
  /// A day.
  static func day(
    _ field: CSVField, _ column: String, in bytes: Span<UInt8>
  ) throws(Fault) -> Day {
    guard !field.isEmpty else {
      throw Fault(.emptyValue, field: column, "is empty", "write the day as 2025-12-31")
    }
    do throws(Fault) {
      return try CalendarDay.parse(bytes, field.start..<field.end)
    } catch {
      throw error.at(column, field.text(in: bytes))
    }
  }

  /// A value, or `nil` where it is known to be missing.
  ///
  /// A reading, that is a stock or a price, cannot be negative.
  static func value(
    _ field: CSVField, isReading: Bool, in bytes: Span<UInt8>
  ) throws(Fault) -> Double? {
    guard !field.isEmpty else { return nil }
    do throws(Fault) {
      let value = try DecimalNumber.parse(bytes, field.start..<field.end)
      guard value >= 0 || !isReading else {
        throw Fault(
          .negativeValue, "less than 0", "only flows, such as refunds, may be negative")
      }
      return value
    } catch {
      throw error.at("value", field.text(in: bytes))
    }
  }

  /// An id of a source that is listed.
  static func source(_ text: String, among sources: SourceTable) throws(Fault) -> String {
    guard !text.isEmpty else {
      throw Fault(.emptyValue, field: "source", "is empty", "write an id of sources.csv")
    }
    if let fault = sources.fault(of: text) { throw fault.at("source", text) }
    return text
  }

  /// A tier of evidence.
  static func evidence(_ text: String) throws(Fault) -> Evidence {
    if let evidence = Evidence(text) { return evidence }
    let words = Evidence.allCases.map(\.description)
    let list = "write one of \(words.joined(separator: ", "))"
    guard !text.isEmpty else {
      throw Fault(.emptyValue, field: "evidence", "is empty", list)
    }
    throw Fault(
      .unknownEvidence, field: "evidence", cell: text, "not one of the six tiers",
      Suggestion.remedy(for: text, among: words, else: list))
  }

  /// A period whose last day lies before its first.
  static func endBeforeStart(_ start: Day, _ end: Day, _ column: String) -> Fault {
    Fault(
      .endBeforeStart, field: column, cell: "\(end)", "before its start \(start)",
      "exchange the two days, or mend one")
  }
}
