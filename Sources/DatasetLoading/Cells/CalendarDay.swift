import Quantities

/// Reads ISO 8601 days from bytes.
enum CalendarDay {
  /// Reads ten bytes, `2025-12-31`, of a day that exists.
  ///
  /// - Returns: `nil` for anything else.
  @inline(__always)
  static func scan(_ bytes: Span<UInt8>, at position: Int) -> Day? {
    guard position + 10 <= bytes.count, let parts = parts(bytes, at: position) else { return nil }
    return Day(year: parts.year, month: parts.month, day: parts.day)
  }

  /// Reads a whole cell.
  ///
  /// - Throws: A fault without field and cell.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> Day {
    guard range.count == 10, let parts = parts(bytes, at: range.lowerBound) else {
      throw Fault(.notADate, "not a day", "write it as 2025-12-31")
    }
    if let day = Day(year: parts.year, month: parts.month, day: parts.day) { return day }
    guard parts.year > 0, (1...12).contains(parts.month) else {
      throw Fault(
        .noSuchDay, parts.year == 0 ? "a year that does not exist" : "a month that does not exist",
        "write the year as 0001 to 9999 and the month as 01 to 12")
    }
    let length = Day.length(ofMonth: parts.month, year: parts.year)
    throw Fault(
      .noSuchDay, "a day that does not exist", "the month has \(length) days")
  }

  /// Reads a whole text.
  static func parse(_ text: String) throws(Fault) -> Day {
    let bytes = Array(text.utf8)
    return try parse(bytes.span, 0..<bytes.count)
  }

  /// Reads a day, or a month as its last day.
  static func parseDayOrMonth(_ text: String) throws(Fault) -> Day {
    if text.utf8.count == 7, let first = Day(text + "-01") { return first.endOfMonth }
    do throws(Fault) {
      return try parse(text)
    } catch {
      guard error.rule == .notADate else { throw error }
      throw Fault(.notADate, "neither a day nor a month", "write it as 2025-12-31 or 2025-12")
    }
  }

  @inline(__always)
  private static func parts(
    _ bytes: Span<UInt8>, at position: Int
  ) -> (year: Int, month: Int, day: Int)? {
    guard bytes[position + 4] == .minus, bytes[position + 7] == .minus else { return nil }
    var digits = 0
    for offset in 0..<10 where offset != 4 && offset != 7 {
      let digit = bytes[position + offset] &- .zero
      guard digit < 10 else { return nil }
      digits = digits * 10 + Int(digit)
    }
    return (digits / 10_000, digits / 100 % 100, digits % 100)
  }
}
