import Importing
import Quantities
import Testing

@Suite struct MomentTests {
  @Test(arguments: [
    ("2024-01-02", 0), ("2024-01-02T00:00:00Z", 0), ("2024-01-02T00:00:00.000Z", 0),
    ("2024-01-02 00:00:00 UTC", 0), ("2024-01-02 00:00:00.000 UTC", 0),
    ("2024-01-02T00:00:00+00:00", 0), ("2024-01-02T02:00:00+02:00", 0),
    ("2024-01-01T18:30:00-0530", 0), ("2024-01-02T14:03:05.250Z", 50_585_250_000),
    ("2024-01-02T14:03", 50_580_000_000), ("2024-01-02T00:00:00.1234567Z", 123_456),
    ("2024-01-02t00:00:01z", 1_000_000),
  ])
  func `written times are moments`(text: String, offset: Int64) throws {
    let day = try #require(Day("2024-01-02"))
    switch try #require(Moment(text)) {
    case .day(let read): #expect(read == day && text.count == 10)
    case .instant(let time): #expect(time == Moment.start(of: day) + offset)
    case .days: Issue.record("a time is not several days")
    }
  }

  @Test(arguments: [
    "", "2024", "2024-13-01", "2024-02-30", "2024-01-02T", "2024-01-02T24:00:00Z",
    "2024-01-02T00:60:00Z", "2024-01-02 00:00:00 PST", "2024-01-02T00:00:00.Z", "02-01-2024",
    "2024-01-02T00:00:00+2", "2024-01-02x", "2024-01-02T00:00:00 ",
  ])
  func `anything else is no time`(text: String) {
    #expect(Moment(text) == nil)
  }

  private static let counts: [(Int64, [Moment.EpochUnit])] = [
    (1_704_067_200, [.seconds]), (1_704_067_200_000, [.milliseconds]),
    (1_704_067_200_000_000, [.microseconds]),
    (1_704_067_200_000, [.milliseconds, .microseconds]),
    (1_704_067_200_000_000, [.milliseconds, .microseconds]),
  ]

  @Test(arguments: counts)
  func `counts since 1970 are moments`(count: Int64, units: [Moment.EpochUnit]) throws {
    #expect(
      try Moment(epoch: count, units, at: .file) == .instant(1_704_067_200_000_000))
  }

  private static let implausible: [(Int64, Moment.EpochUnit, String)] = [
    (
      1_704_067_200, .milliseconds,
      """
      in milliseconds not a time from 2009 to 2099; it looks like seconds; is the file of another \
      vendor?
      """
    ),
    (
      1_704_067_200_000, .seconds,
      """
      in seconds not a time from 2009 to 2099; it looks like milliseconds; is the file of another \
      vendor?
      """
    ),
    (
      0, .seconds,
      "in seconds not a time from 2009 to 2099; check the file's first column of times"
    ),
    (
      .min, .microseconds,
      "in microseconds not a time from 2009 to 2099; check the file's first column of times"
    ),
  ]

  @Test(arguments: implausible)
  func `1970 and 50,000 are refused`(count: Int64, unit: Moment.EpochUnit, words: String) {
    #expect {
      try Moment(epoch: count, [unit], at: .byte(7))
    } throws: { error in
      "\(error)" == ":byte 7: error: \"\(count)\", \(words) [implausible-time]"
    }
  }
}
