import Quantities
import Testing

@Suite struct DayTests {
  /// Counted by hand: 2026-01-01 is 56 years of 365 days and 14 leap days after 1970-01-01.
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("1970-12-31", 364), ("1972-02-29", 789),
    ("2000-03-01", 11_017), ("2025-12-31", 20_453), ("0001-01-01", -719_162),
    ("9999-12-31", 2_932_896),
  ])
  func `a day has its number and is printed as it is read`(text: String, number: Int32) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.description == text)
    #expect(Day(number: number) == day)
  }

  @Test(arguments: [
    "", "2025", "2025-1-1", "2025-13-01", "2025-00-10", "2025-02-29", "1900-02-29", "2025-04-31",
    "2025-01-00", "0000-01-01", "2025/01/01", "20250101", "2025-01-01 ", " 2025-01-01",
    "2025-01-01T00", "+025-01-01", "２025-01-01", "2025-01-1a",
  ])
  func `another form or a day that never was is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [(2000, true), (1900, false), (2024, true), (2025, false), (2100, false)])
  func `centuries are leap years every fourth time`(year: Int, isLeap: Bool) {
    #expect((Day(year: year, month: 2, day: 29) != nil) == isLeap)
    #expect(Day.length(ofMonth: 2, year: year) == (isLeap ? 29 : 28))
  }

  /// The plain model: count the days of each month, one by one, over 500 years around 1970.
  @Test func `days follow each other as in a calendar on the wall`() throws {
    var day = try #require(Day(year: 1700, month: 1, day: 1))
    for year in 1700..<2200 {
      for month in 1...12 {
        for date in 1...Day.length(ofMonth: month, year: year) {
          let found = day.components
          guard (found.year, found.month, found.day) == (year, month, date),
            Day(year: year, month: month, day: date) == day
          else {
            Issue.record("\(year)-\(month)-\(date) is taken for \(day)")
            return
          }
          day = day + 1
        }
      }
    }
  }

  @Test func `components and number are each other's inverse before the year 1 too`() {
    for number in stride(from: Int32(-2_000_000), through: 2_000_000, by: 79) {
      let (year, month, date) = Day(number: number).components
      guard Day.number(year: year, month: month, day: date) != number else { continue }
      Issue.record("day \(number) is taken for \(year)-\(month)-\(date)")
    }
  }

  @Test(arguments: [
    ("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2025-12-15", 1, "2026-01-15"), ("2025-01-15", -1, "2024-12-15"),
    ("2024-02-29", -12, "2023-02-28"), ("2024-02-29", 48, "2028-02-29"),
    ("2025-03-31", 0, "2025-03-31"), ("2025-10-31", -23, "2023-11-30"),
  ])
  func `months later is the same day or the month's last`(
    text: String, months: Int, expected: String
  ) throws {
    #expect(try #require(Day(text)).adding(months: months).description == expected)
  }

  @Test func `months before the year 1 go on backwards`() throws {
    let first = try #require(Day("0001-01-15"))
    #expect(first.adding(months: -1) == first - 31)
    #expect(first.adding(months: -13).adding(months: 13) == first)
  }

  @Test func `a month has its ends, and distances are whole days`() throws {
    let day = try #require(Day("2024-02-10"))
    #expect(day.startOfMonth.description == "2024-02-01")
    #expect(day.endOfMonth.description == "2024-02-29")
    #expect(day.endOfMonth - day.startOfMonth == 28)
    #expect(day - 10 < day)
    #expect((day + 10) - day == 10)
  }
}
