import Quantities

/// Readers of cells that name their column in a fault.
enum Cell {
  static func day(_ text: String, _ column: String) throws(Fault) -> Day {
    guard !text.isEmpty else {
      throw Fault(.emptyValue, field: column, "is empty", "write the day as 2025-12-31")
    }
    do throws(Fault) {
      return try CalendarDay.parse(text)
    } catch {
      throw error.at(column, text)
    }
  }

  /// A value, or `nil` where it is known to be missing.
  ///
  /// A reading, that is a stock or a price, cannot be negative.
  static func value(_ text: String, isReading: Bool) throws(Fault) -> Double? {
    guard !text.isEmpty else { return nil }
    do throws(Fault) {
      let value = try DecimalNumber.parse(text)
      guard value >= 0 || !isReading else {
        throw Fault(
          .negativeValue, "less than 0", "only flows, such as refunds, may be negative")
      }
      return value
    } catch {
      throw error.at("value", text)
    }
  }
}
