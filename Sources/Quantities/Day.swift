/// A calendar day in UTC, counted from 1970-01-01.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01, which is 0.
  public let number: Int32

  /// Creates the day that lies a number of days after 1970-01-01.
  @inlinable public init(number: Int32) { self.number = number }

  /// Creates a day of the proleptic Gregorian calendar.
  ///
  /// - Returns: `nil` where the calendar has no such day: month 13, 31 February.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Day.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(number: Day.number(year: year, month: month, day: day))
  }

  /// Creates a day from its ISO 8601 form, `2025-12-31`, and from nothing else.
  public init?(_ text: some StringProtocol) {
    var utf8 = Array(text.utf8)[...]
    guard let day = Day(iso: &utf8), utf8.isEmpty else { return nil }
    self = day
  }

  /// Reads ten bytes of `2025-12-31` off the front.
  private init?(iso bytes: inout ArraySlice<UInt8>) {
    guard bytes.count == 10 else { return nil }
    let digits = bytes.map { Int($0) - 48 }
    guard digits[4] == -3, digits[7] == -3 else { return nil }
    for index in digits.indices where index != 4 && index != 7 {
      guard (0...9).contains(digits[index]) else { return nil }
    }
    self.init(
      year: digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3],
      month: digits[5] * 10 + digits[6], day: digits[8] * 10 + digits[9])
    bytes = []
  }

  /// Year, month and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// The ISO 8601 form, `2025-12-31`.
  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  /// The days of a month: 28 to 31.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The number of a day that is known to exist.
  @inlinable public static func number(year: Int, month: Int, day: Int) -> Int32 {
    // Hinnant, days_from_civil; the year begins in March so that the leap day comes last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The first day of this day's month.
  public var startOfMonth: Day { self - (components.day - 1) }

  /// The last day of this day's month.
  public var endOfMonth: Day {
    let (year, month, day) = components
    return self + (Day.length(ofMonth: month, year: year) - day)
  }

  /// The same day of the month some months on, or that month's last day where it is shorter.
  public func adding(months: Int) -> Day {
    let (year, month, day) = components
    let index = year * 12 + month - 1 + months
    let newYear = (index >= 0 ? index : index - 11) / 12
    let newMonth = index - newYear * 12 + 1
    let last = Day.length(ofMonth: newMonth, year: newYear)
    return Day(number: Day.number(year: newYear, month: newMonth, day: min(day, last)))
  }

  /// Whether one day comes before another.
  @inlinable public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The day some days later.
  @inlinable public static func + (day: Day, days: Int) -> Day {
    Day(number: day.number + Int32(truncatingIfNeeded: days))
  }

  /// The day some days earlier.
  @inlinable public static func - (day: Day, days: Int) -> Day {
    Day(number: day.number - Int32(truncatingIfNeeded: days))
  }

  /// The days from the right day to the left one.
  @inlinable public static func - (left: Day, right: Day) -> Int {
    Int(left.number) - Int(right.number)
  }
}

/// A number with zeros before it.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
