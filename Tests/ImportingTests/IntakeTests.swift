import Quantities
import SeriesStore
import Testing

@testable import Importing

/// Which day a value is of, worked out by hand for each rule.
@Suite struct IntakeTests {
  private static let retrieved = Day(year: 2024, month: 6, day: 1) ?? Day(number: 0)

  /// Rows as `2024-01-01 1.25`, several days as `2024-01-01..2024-01-07 8`.
  private func rows(
    _ measure: Measure, _ values: [(String, String?)], _ wish: ImportWish? = nil
  ) throws -> (rows: [String], tally: ImportTally) {
    var intake = Intake([measure], wish ?? ImportWish(retrieved: Self.retrieved))
    for (index, (time, value)) in values.enumerated() {
      try intake.take(
        Observation(
          measure.word, try #require(Moment(time)), value.flatMap { ExactDecimal($0) },
          at: .line(index + 2)))
    }
    let harvest = try intake.harvest()
    let tally = harvest.tally
    #expect(tally.read == tally.taken + tally.skipped.reduce(0) { $0 + $1.count })
    return (harvest.series.flatMap(\.rows).map(text), tally)
  }

  private func text(_ row: ImportedRow) -> String {
    let days = row.start == row.end ? "\(row.start)" : "\(row.start)..\(row.end)"
    return "\(days) \(row.value)" + (row.remark.isEmpty ? "" : " (\(row.remark))")
  }

  private func measure(_ time: Measure.Time) -> Measure {
    Measure("x", series: "price", unit: "USD/token", .measured, time)
  }

  private func skipped(_ tally: ImportTally) -> [String] {
    tally.skipped.map { "\($0.count) \($0.reason)" }
  }

  @Test func `the value of 00 00 is the close of the day before`() throws {
    let (rows, tally) = try rows(
      measure(.moment),
      [("2024-01-02T00:00:00Z", "1"), ("2024-01-03T00:00:00Z", "2"), ("2024-01-03T14:03:00Z", "3")])
    #expect(rows == ["2024-01-01 1", "2024-01-02 2"])
    #expect(skipped(tally) == ["1 of a newest day that was not over"])
  }

  @Test func `points that miss 00 00 by seconds are of 00 00`() throws {
    let (rows, tally) = try rows(
      measure(.moment),
      [("2024-01-02T00:00:01Z", "1"), ("2024-01-03T00:00:07Z", "2"), ("2024-01-03T14:03:00Z", "3")])
    #expect(rows == ["2024-01-01 1", "2024-01-02 2"])
    #expect(skipped(tally) == ["1 of a newest day that was not over"])
  }

  @Test func `of points within the day the nearest to its end is the close`() throws {
    let (rows, tally) = try rows(
      measure(.moment),
      [
        ("2024-01-01T22:04:00Z", "1"), ("2024-01-01T23:04:00Z", "2"),
        ("2024-01-02T00:04:00Z", "3"), ("2024-01-02T01:04:00Z", "4"),
        ("2024-01-02T23:04:00Z", "5"), ("2024-01-03T00:00:00Z", "6"),
        ("2024-01-03T00:05:00Z", "7"),
      ])
    #expect(
      rows == ["2024-01-01 3", "2024-01-02 6"])
    #expect(skipped(tally) == ["5 that are not the last of their day"])
  }

  @Test func `where hours are cut makes no difference to a close`() throws {
    let hours = (0..<72).map { hour -> (String, String?) in
      let (day, clock) = (1 + hour / 24, hour % 24 < 10 ? "0\(hour % 24)" : "\(hour % 24)")
      return ("2024-01-0\(day)T\(clock):00:07Z", "\(hour)")
    }
    #expect(
      try rows(measure(.moment), hours).rows == [
        "2023-12-31 0", "2024-01-01 24", "2024-01-02 48",
      ])
    #expect(
      try rows(measure(.moment), Array(hours[24...48])).rows == [
        "2024-01-01 24", "2024-01-02 48",
      ])
    #expect(
      try rows(measure(.moment), Array(hours[15...50])).rows == [
        "2024-01-01 24", "2024-01-02 48",
      ])
  }

  @Test func `the order of the file does not matter`() throws {
    let values = [
      ("2024-01-01T23:04:00Z", "2"), ("2024-01-02T00:00:00Z", "3"), ("2024-01-02T11:00:00Z", "4"),
      ("2024-01-03T00:00:00Z", "6"),
    ]
    let expected = ["2024-01-01 3", "2024-01-02 6"]
    #expect(try rows(measure(.moment), values).rows == expected)
    #expect(try rows(measure(.moment), values.reversed()).rows == expected)
  }

  @Test func `a value before its day's end says when it was taken`() throws {
    let (rows, _) = try rows(
      measure(.moment), [("2024-01-01T14:30:00Z", "1"), ("2024-01-03T00:00:00Z", "2")])
    #expect(rows == ["2024-01-01 1 (last value of the day, at 14:30 UTC)", "2024-01-02 2"])
  }

  @Test func `a flow of 24 hours is of the day that ends with it`() throws {
    let (rows, tally) = try rows(
      measure(.dayBefore),
      [("2024-01-02T00:00:00Z", "1"), ("2024-01-02T14:30:00Z", "9"), ("2024-01-04T00:00:00Z", "2")])
    #expect(rows == ["2024-01-01 1", "2024-01-03 2"])
    #expect(skipped(tally) == ["1 that are not the last of their day"])
  }

  @Test(arguments: [
    (Measure.Time.closeOfDay, ["2024-01-01 1", "2024-01-02 2"]),
    (.openingOfDay, ["2023-12-31 1", "2024-01-01 2"]),
    (.wholeDay, ["2024-01-01 1", "2024-01-02 2"]),
  ])
  func `a day is the one that the vendor means`(time: Measure.Time, expected: [String]) throws {
    #expect(try rows(measure(time), [("2024-01-01", "1"), ("2024-01-02", "2")]).rows == expected)
  }

  @Test func `events of a day add up exactly`() throws {
    let (rows, tally) = try rows(
      measure(.event),
      [
        ("2024-01-01T01:00:00Z", "0.1"), ("2024-01-01T02:00:00Z", "0.2"),
        ("2024-01-02T00:00:00Z", "9007199254740993"), ("2024-01-02T10:00:00Z", "1"),
      ])
    #expect(rows == ["2024-01-01 0.3", "2024-01-02 9007199254740994"])
    #expect(skipped(tally) == ["2 that were added to others of their day"])
  }

  @Test func `the newest day of a vendor whose newest day may be partial is left out`() throws {
    var measure = measure(.closeOfDay)
    measure.mayEndPartial = true
    let values = [("2024-01-01", "1"), ("2024-01-02", "2")]
    #expect(try rows(measure, values).rows == ["2024-01-01 1"])
    let kept = ImportWish(retrieved: Self.retrieved, keepsNewestDay: true)
    #expect(try rows(measure, values, kept).rows == ["2024-01-01 1", "2024-01-02 2"])
  }

  @Test func `the day of retrieval is not over`() throws {
    let (rows, tally) = try rows(
      measure(.wholeDay), [("2024-05-31", "1"), ("2024-06-01", "2")],
      ImportWish(retrieved: Self.retrieved, keepsNewestDay: true))
    #expect(rows == ["2024-05-31 1"])
    #expect(skipped(tally) == ["1 of a newest day that was not over"])
  }

  @Test func `what the vendor does not know is counted and makes no row`() throws {
    var measure = measure(.closeOfDay)
    measure.isZeroUnknown = true
    let (rows, tally) = try rows(
      measure, [("2024-01-01", "0.0"), ("2024-01-02", nil), ("2024-01-03", "3")])
    #expect(rows == ["2024-01-03 3"])
    #expect(
      skipped(tally) == [
        "1 without a value", "1 that are 0 because the vendor did not know them yet",
      ])
  }

  @Test func `days to come of a schedule are passed over`() throws {
    var measure = measure(.wholeDay)
    measure.mayLieAhead = true
    let (rows, tally) = try rows(measure, [("2024-01-01", "1"), ("2024-06-02", "2")])
    #expect(rows == ["2024-01-01 1"])
    #expect(skipped(tally) == ["1 of days to come"])
  }

  @Test func `a period that is under way is left out`() throws {
    let start = try #require(Day("2024-05-27"))
    var intake = Intake([measure(.wholeDay)], ImportWish(retrieved: Self.retrieved))
    for (index, first) in [start - 7, start].enumerated() {
      try intake.take(
        Observation("x", .days(first, first + 6), ExactDecimal(index), at: .line(index + 2)))
    }
    let harvest = try intake.harvest()
    #expect(harvest.series.flatMap(\.rows).map(text) == ["2024-05-20..2024-05-26 0"])
    #expect(skipped(harvest.tally) == ["1 of a newest day that was not over"])
  }

  @Test(
    arguments: [
      (["2024-01-01", "2024-01-08", "2024-01-22"], "weeks"),
      (["2024-01-01", "2024-02-01", "2024-03-01"], "months"),
      (["2024-01-01", "2024-01-08", "2024-01-09"], nil), (["2024-01-01", "2024-01-08"], nil),
    ] as [([String], String?)])
  func `days that may be weeks or months are pointed out`(days: [String], step: String?) throws {
    var intake = Intake([measure(.wholeDay)], ImportWish(retrieved: Self.retrieved))
    for day in days {
      try intake.take(Observation("x", try #require(Moment(day)), ExactDecimal(1), at: .file))
    }
    let note = step.map {
      "the rows of 'x' lie whole \($0) apart, and each is taken as the flow of one day; if they are "
        + "sums of \($0), get days"
    }
    #expect(try intake.harvest().notes == (note.map { [$0] } ?? []))
  }

  @Test func `a day that is stated twice alike is stated once`() throws {
    let (rows, tally) = try rows(
      measure(.wholeDay), [("2024-01-01", "1.5"), ("2024-01-02", "2"), ("2024-01-01", "1.50")])
    #expect(rows == ["2024-01-01 1.5", "2024-01-02 2"])
    #expect(skipped(tally) == ["1 that repeat another one"])
  }
}

/// What the intake refuses, with the message.
@Suite struct IntakeFaultTests {
  private static let retrieved = Day(year: 2024, month: 6, day: 1) ?? Day(number: 0)
  private static let measures = [
    Measure("close", series: "price", unit: "USD/token", .measured, .closeOfDay),
    Measure("burned", series: nil, unit: nil, .burn, .wholeDay),
    Measure("minted", series: nil, unit: nil, .measured, .wholeDay),
  ]

  private func message(
    _ values: [Observation], _ wish: ImportWish = ImportWish(retrieved: retrieved)
  ) -> String {
    do throws(ImportFault) {
      var intake = Intake(Self.measures, wish)
      for value in values { try intake.take(value) }
      _ = try intake.harvest()
      return "no fault"
    } catch {
      return "\(error.in("f"))"
    }
  }

  private func value(
    _ day: String, _ value: String?, _ word: String = "close", of subject: String = "",
    unit: String? = nil, line: Int = 2
  ) throws -> Observation {
    Observation(
      word, of: subject, try #require(Moment(day)), value.flatMap { ExactDecimal($0) },
      unit: unit, at: .line(line))
  }

  @Test func `a day with two values`() throws {
    let message = try message([
      value("2024-01-01", "1"), value("2024-01-02", "2", line: 3),
      value("2024-01-01", "1.01", line: 4),
    ])
    #expect(
      message == "f:4: error: 'close' is \"1.01\", but 2024-01-01 was 1 at line 2; keep the one "
        + "that holds, or ask the vendor again [duplicate-day]")
  }

  @Test func `a day to come`() throws {
    #expect(
      try message([value("2024-06-02", "1")]) == "f:2: error: 'close' is \"2024-06-02\", after "
        + "2024-06-01, the day of retrieval; check the unit of time, or say the day of retrieval "
        + "with --retrieved [future-day]")
  }

  @Test func `a day of 1970`() throws {
    #expect(
      try message([value("1970-01-20", "1")]) == "f:2: error: 'close' is \"1970-01-20\", before "
        + "2009, when there was no token; check the unit of time [implausible-time]")
  }

  @Test func `two projects`() throws {
    let values = [
      try value("2024-01-01", "1", of: "helium"),
      try value("2024-01-01", "2", of: "render", line: 3),
    ]
    #expect(
      message(values) == "f:3: error: the file has 'helium' and 'render'; say which one with "
        + "--project helium [several-projects]")
    let one = ImportWish(retrieved: Self.retrieved, project: "Render")
    #expect(message(values, one) == "no fault")
    let none = ImportWish(retrieved: Self.retrieved, project: "rendre")
    #expect(
      message(values, none)
        == "f: error: \"rendre\", not a project of the file; did you mean 'render'? "
        + "[unknown-project]")
  }

  @Test func `two units`() throws {
    #expect(
      try message([
        value("2024-01-01", "1", unit: "USD/token"), value("2024-01-02", "1", unit: "EUR/token"),
      ]) == "f:2: error: 'close' is \"EUR/token\", but the values before are in USD/token; export "
        + "one currency at a time; nothing is converted [mixed-units]")
  }

  @Test func `no values`() throws {
    #expect(
      message([]) == "f: error: the file has no values; ask the vendor for a longer time, or check "
        + "the project and the series [no-values]")
    #expect(
      try message([value("2024-01-01", nil)]) == "f: error: the file has no value to take: 1 "
        + "without a value; ask the vendor for a longer time, or check the project and the series "
        + "[no-values]")
  }

  @Test func `words that only the user can name`() throws {
    let values = [
      try value("2024-01-01", "1", "burned"), try value("2024-01-01", "2", "minted"),
    ]
    #expect(
      message(values) == "f: error: the file does not say which series 'burned', 'minted' are; say "
        + "it, as in --map burned=… [unnamed-series]")
    let wish = ImportWish(retrieved: Self.retrieved, names: ["burnd": "tokens_burned"])
    #expect(
      message(values + [try value("2024-01-01", "1")], wish)
        == "f: error: 'burnd' is given to --map and no word of the file; did you mean 'burned'? "
        + "[unnamed-series]")
  }

  @Test func `a word that the file lacks is not replaced by another`() throws {
    let values = [try value("2024-01-01", "1", "minted")]
    let wish = ImportWish(
      retrieved: Self.retrieved, series: "tokens_burned", names: ["burned": "tokens_burned"])
    #expect(
      message(values, wish) == "f: error: 'burned' is given to --map and no word of the file; it "
        + "has minted [unnamed-series]")
  }

  @Test func `a series that the file lacks`() throws {
    let wish = ImportWish(retrieved: Self.retrieved, series: "prise")
    #expect(
      try message([value("2024-01-01", "1")], wish) == "f: error: \"prise\", not a series of the "
        + "file; did you mean 'price'? [unknown-series]")
  }

  @Test func `two words for one series`() throws {
    let values = [
      try value("2024-01-01", "1", "burned"), try value("2024-01-01", "2", "minted"),
    ]
    let wish = ImportWish(
      retrieved: Self.retrieved, names: ["burned": "tokens_burned", "minted": "tokens_burned"])
    #expect(
      message(values, wish) == "f: error: 'minted' and 'burned' are both 'tokens_burned'; give one "
        + "of them another series, as in --map minted=… [unnamed-series]")
  }

  @Test func `a period that begins like another`() throws {
    let days = try [("2024-01-01", "2024-01-07"), ("2024-01-05", "2024-01-11")].map {
      (try #require(Day($0)), try #require(Day($1)))
    }
    let values = days.enumerated().map { index, days in
      Observation("burned", .days(days.0, days.1), ExactDecimal(1), at: .line(index + 2))
    }
    let wish = ImportWish(retrieved: Self.retrieved, series: "tokens_burned")
    #expect(
      message(values, wish) == "f:3: error: 'burned' is \"2024-01-05 to 2024-01-11\", but line 2 "
        + "has 2024-01-01 to 2024-01-07; export days, weeks or months, one at a time "
        + "[duplicate-day]")
  }
}
