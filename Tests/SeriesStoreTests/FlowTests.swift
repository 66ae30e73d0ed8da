import Quantities
import SeriesStore
import TestSupport
import Testing

@Suite struct FlowTests {
  /// Row, period, and the amount that counts of a row of one for each day.
  @Test(arguments: [
    ("2025-10-01", "2025-12-31", "2025Q4", 92.0),  // the period itself
    ("2025-12-29", "2026-01-04", "2025Q4", 3),  // a week over the edge
    ("2025-12-29", "2026-01-04", "2026Q1", 4),
    ("2025-12-15", "2026-01-14", "2025Q4", 17),  // 31 days may be cut
    ("2025-12-15", "2026-01-15", "2025Q4", 0),  // 32 may not
    ("2025-01-01", "2025-12-31", "2025Q4", 0),  // a year makes no quarter
    ("2025-01-01", "2025-12-31", "2025", 365),
    ("2025-12-01", "2025-12-31", "2025-12", 31),
    ("2025-11-20", "2025-12-10", "2025-12", 0),  // 21 days are more than half a month
    ("2025-11-26", "2025-12-09", "2025-12", 9),  // 14 are not
    ("2025-07-01", "2025-09-30", "2025Q4", 0),
  ])
  func `a row counts whole, by days or not at all`(
    _ from: String, _ to: String, _ name: String, _ amount: Double
  ) {
    let days = Double(day(to) - day(from) + 1)
    let reading = flow(track([(from, to, days)])).flow(over: period(name))
    #expect(isClose(reading?.amount ?? 0, amount))
    #expect(reading?.coveredDays ?? 0 == Int(amount))
  }

  @Test func `the best-ranked source that covers the period is taken alone`() {
    let series = flow(
      track([("2025-10-01", "2025-12-31", 100)], source: "best"),
      track([("2025-10-01", "2025-12-31", 999)], source: "other"))
    #expect(series.flow(over: period("2025Q4"))?.amount == 100)
  }

  @Test func `a best source with gaps yields to one that covers the period`() {
    let series = flow(
      track([("2025-10-01", "2025-10-31", 10)]), track([("2025-10-01", "2025-12-31", 80)]))
    let reading = series.flow(over: period("2025Q4"))
    #expect(reading?.amount == 80 && reading?.isWhole == true)
  }

  @Test func `without a whole one the best-covered source is partial and not grossed up`() {
    let series = flow(
      track([("2025-10-01", "2025-10-31", 10)]), track([("2025-10-01", "2025-11-30", 70)]))
    let reading = series.flow(over: period("2025Q4"))
    #expect(reading?.amount == 70 && reading?.isWhole == false)
    #expect(isClose(reading?.coverage ?? 0, 61.0 / 92))
  }

  @Test func `a row known to be missing blocks the sources below it`() {
    let series = flow(
      track([("2025-10-01", "2025-12-31", nil)]), track([("2025-10-01", "2025-12-31", 80)]))
    #expect(series.flow(over: period("2025Q4")) == nil)
  }

  @Test func `eighty of ninety-two days are partial`() {
    let reading = flow(track([("2025-10-01", "2025-12-19", 80)])).flow(over: period("2025Q4"))
    #expect(reading?.isWhole == false && reading?.amount == 80)
  }

  @Test func `a schedule speaks only where nothing was measured`() {
    let schedule = track(
      [("2025-10-01", "2025-12-31", 7), ("2026-01-01", "2026-03-31", 7)],
      origin: .schedule(isLimit: false))
    let series = flow(track([("2025-10-01", "2025-10-05", 1)]), schedule)
    #expect(series.flow(over: period("2025Q4"))?.amount == 1)
    #expect(series.flow(over: period("2026Q1"))?.amount == 7)
  }

  @Test func `a year is its quarters, else one row, else partial`() {
    let quarters = track([
      ("2025-01-01", "2025-03-31", 1), ("2025-04-01", "2025-06-30", 2),
      ("2025-07-01", "2025-09-30", 3), ("2025-10-01", "2025-12-31", 4),
    ])
    let whole = track([("2025-01-01", "2025-12-31", 99)], source: "b")
    #expect(flow(whole, quarters).flow(over: period("2025"))?.amount == 10)
    let three = quarters.ended(by: day("2025-09-30"))
    #expect(flow(three, whole).flow(over: period("2025"))?.amount == 99)
    let partial = flow(three).flow(over: period("2025"))
    #expect(partial?.amount == 6 && partial?.isWhole == false)
  }

  @Test func `days without a row are zero where the source lists events only`() {
    let rows = track([("2025-10-01", "2025-10-01", 5), ("2025-12-31", "2025-12-31", 6)])
    let reading = flow(rows, gaps: .zero).flow(over: period("2025Q4"))
    #expect(reading?.amount == 11 && reading?.isWhole == true)
    #expect(flow(rows).flow(over: period("2025Q4"))?.coveredDays == 2)
  }

  @Test func `nothing after the as-of day counts`() {
    let weeks = track([("2025-12-22", "2025-12-28", 7), ("2025-12-29", "2026-01-04", 70)])
    let cut = weeks.begun(by: day("2025-12-31"))
    #expect(isClose(flow(cut).flow(over: period("2025Q4"))?.amount ?? 0, 37))
    #expect(flow(cut).flow(over: period("2026Q1")) == nil)
    #expect(weeks.begun(by: day("2025-12-28")).count == 1)
  }

  @Test(arguments: 0..<50)
  func `cutting rows into days changes no quarter`(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    var (start, rows, days) = (day("2024-12-01"), [(Day, Day, Double)](), [(Day, Day, Double)]())
    while start < day("2026-02-01") {
      let length = Int.random(in: 1...31, using: &random)
      let amount = Double.random(in: -5...100, using: &random)
      rows.append((start, start + (length - 1), amount))
      days += (0..<length).map { (start + $0, start + $0, amount / Double(length)) }
      start = start + length
    }
    let (long, short) = (series(rows), series(days))
    for quarter in ["2025Q1", "2025Q2", "2025Q3", "2025Q4"].map(period) {
      let (a, b) = (long.flow(over: quarter), short.flow(over: quarter))
      #expect(abs((a?.amount ?? 0) - (b?.amount ?? 1)) < 1e-9)
      #expect(a?.coveredDays == b?.coveredDays)
    }
  }

  private func series(_ rows: [(Day, Day, Double)]) -> Series {
    flow(track(rows.map { ($0.0.description, $0.1.description, $0.2) }))
  }

  @Test func `pieces end with their month and add up to the row`() {
    let rows = track([("2025-10-20", "2025-11-19", 31)])
    let pieces = rows.pieces(in: period("2025Q4"))
    #expect(pieces.map(\.days) == [12, 19])
    #expect(isClose(pieces.reduce(0) { $0 + $1.amount }, 31))
  }
}
