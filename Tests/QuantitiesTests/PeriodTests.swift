import Quantities
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2025Q4", "2025-10-01", "2025-12-31", 92), ("2025q1", "2025-01-01", "2025-03-31", 90),
    ("2024Q1", "2024-01-01", "2024-03-31", 91), ("2025-10", "2025-10-01", "2025-10-31", 31),
    ("2024-02", "2024-02-01", "2024-02-29", 29), ("2025", "2025-01-01", "2025-12-31", 365),
    ("2024", "2024-01-01", "2024-12-31", 366),
    ("2025-07-01..2025-12-31", "2025-07-01", "2025-12-31", 184),
    ("2025-07-01..2025-07-01", "2025-07-01", "2025-07-01", 1),
    ("ltm-2025Q4", "2025-01-01", "2025-12-31", 365),
    ("LTM 2024Q3", "2023-10-01", "2024-09-30", 366),
  ])
  func `a name stands for its days`(text: String, start: String, end: String, days: Int) throws {
    let periods = try Period.parse(text)
    let period = try #require(periods.first)
    #expect(periods.count == 1)
    #expect(period.start.description == start)
    #expect(period.end.description == end)
    #expect(period.days == days)
    #expect(try Period.parse(period.description) == [period])
  }

  @Test(arguments: [
    ("2024Q3..2025Q2", "2024Q3 2024Q4 2025Q1 2025Q2"), ("2023..2025", "2023 2024 2025"),
    ("2025-11..2026-01", "2025-11 2025-12 2026-01"), ("2025Q4..2025Q4", "2025Q4"),
  ])
  func `two names are the sequence from one to the other`(text: String, names: String) throws {
    #expect(try Period.parse(text).map(\.description).joined(separator: " ") == names)
  }

  @Test(arguments: [
    "", "25Q4", "2025Q5", "2025Q0", "2025Q", "Q4 2025", "2025Q04", "2025-13", "2025-00", "2025-1",
    "2025-10-01", "2025Q4..", "..2025Q4", "2025Q4..2025", "2025Q4..2025-12", "2025Q1...2025Q2",
    "2025-10-01..2025Q4", "0000", "2025 ", "２025", "ltm..ltm", "2025q+4",
    "ltm-2025", "ltm2025Q4", "ltm-",
  ])
  func `what names no period says which forms there are`(text: String) {
    let error = #expect(throws: Period.ParseError.self) { try Period.parse(text) }
    #expect(error?.text == text)
    #expect(error?.description.contains("write 2025Q4, 2025-10, 2025, ltm") == true)
  }

  @Test(arguments: ["2025Q4..2025Q1", "2025..2024", "2025-12-31..2025-01-01"])
  func `a sequence that runs backwards is refused as such`(text: String) {
    let error = #expect(throws: Period.ParseError.self) { try Period.parse(text) }
    #expect(error?.description.contains("ends before it starts") == true)
  }

  @Test(arguments: [
    ("2025-12-31", "LTM 2025Q4", "2025-01-01"), ("2025-12-30", "LTM 2025Q3", "2024-10-01"),
    ("2024-03-31", "LTM 2024Q1", "2023-04-01"),
  ])
  func `ltm is the four quarters complete on a day`(
    day: String, name: String, start: String
  ) throws {
    let asOf = try #require(Day(day))
    let period = try #require(try Period.parse("ltm", asOf: asOf).first)
    #expect(period.description == name)
    #expect(period.start.description == start)
    #expect(period.quarters.count == 4)
    #expect(throws: Period.ParseError.self) { try Period.parse("LTM") }
  }

  @Test(arguments: [
    ("2025Q1", "2024Q4", "2024Q1"), ("2025-03", "2025-02", "2024-03"), ("2025", "2024", "2024"),
    ("2024-01", "2023-12", "2023-01"),
    ("2025-07-01..2025-12-31", "2024-12-29..2025-06-30", "2024-07-01..2024-12-31"),
    ("2025-01-01..2025-02-28", "2024-11-03..2024-12-31", "2024-01-01..2024-02-29"),
    ("2024-01-01..2024-02-28", "2023-11-03..2023-12-31", "2023-01-01..2023-02-28"),
    ("2024-02-28..2024-02-28", "2024-02-27..2024-02-27", "2023-02-28..2023-02-28"),
    ("2024-02-29..2024-02-29", "2024-02-28..2024-02-28", "2023-02-28..2023-02-28"),
  ])
  func `what came before, and a year ago`(text: String, previous: String, yearAgo: String) throws {
    let period = try #require(try Period.parse(text).first)
    #expect(period.previous.description == previous)
    #expect(period.yearAgo.description == yearAgo)
    #expect(period.previous.end == period.start - 1)
  }

  /// Every first and last day around a leap day.
  @Test func `a year ago is a period for all days around February's end`() throws {
    let first = try #require(Day("2024-02-25"))
    for start in 0..<10 {
      for end in start..<10 {
        let period = Period(from: first + start, to: first + end)
        #expect(abs(period.yearAgo.days - period.days) <= 1, "\(period)")
      }
    }
  }

  @Test(arguments: [
    ("2025", "2025Q1 2025Q2 2025Q3 2025Q4"), ("2025-04-01..2025-09-30", "2025Q2 2025Q3"),
    ("2025Q4", ""), ("2025-10", ""), ("2025-04-02..2025-09-30", ""),
    ("2025-04-01..2025-09-29", ""),
  ])
  func `a period is made of quarters or of none`(text: String, quarters: String) throws {
    let period = try #require(try Period.parse(text).first)
    #expect(period.quarters.map(\.description).joined(separator: " ") == quarters)
    if !quarters.isEmpty { #expect(period.quarters.map(\.days).reduce(0, +) == period.days) }
  }

  @Test func `periods are ordered by their last day`() throws {
    let texts = ["2024", "2025-10", "2025Q4", "2025-12", "2025Q1"]
    let periods = try texts.flatMap { try Period.parse($0) }
    #expect(
      periods.sorted().map(\.description) == ["2024", "2025Q1", "2025-10", "2025Q4", "2025-12"])
  }
}
