import Quantities

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
}
