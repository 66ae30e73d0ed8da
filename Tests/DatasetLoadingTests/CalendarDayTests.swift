import Quantities
import Testing

@testable import DatasetLoading

@Suite struct CalendarDayTests {
  @Test func `every day of four centuries reads back`() throws {
    for number in Int32(-80_000)...80_000 {
      let day = Day(number: number)
      let bytes = Array("\(day)".utf8)
      #expect(CalendarDay.scan(bytes.span, at: 0) == day)
      #expect(try CalendarDay.parse(bytes.span, 0..<10) == day)
    }
  }

  @Test(arguments: [
    "", "2025", "2025-1-1", "2025-01-1", "20250101", "2025/01/01", "01.01.2025", "2025-01-01 ",
    " 2025-01-01", "2025-01-01T", "+025-01-01", "2025-0x-01", "２０２５-01", "-001-01-01",
  ])
  func `other notations are no day`(_ text: String) {
    let fault = #expect(throws: Fault.self) { try CalendarDay.parse(text) }
    #expect(fault?.rule == .notADate)
  }

  @Test(arguments: [
    ("2025-02-31", "the month has 28 days"), ("2024-02-30", "the month has 29 days"),
    ("2025-04-31", "the month has 30 days"), ("2025-01-00", "the month has 31 days"),
    ("1900-02-29", "the month has 28 days"),
  ])
  func `a day that does not exist is told how long its month is`(_ text: String, _ remedy: String) {
    let fault = #expect(throws: Fault.self) { try CalendarDay.parse(text) }
    #expect(fault?.rule == .noSuchDay)
    #expect(fault?.remedy == remedy)
  }

  @Test(arguments: [
    ("2024-02", Day(year: 2024, month: 2, day: 29)),
    ("2024-02-01", Day(year: 2024, month: 2, day: 1)),
  ])
  func `a month stands for its last day`(_ text: String, _ day: Day?) throws {
    #expect(try CalendarDay.parseDayOrMonth(text) == day)
  }
}
