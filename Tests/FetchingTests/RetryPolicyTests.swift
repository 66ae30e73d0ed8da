import Testing

@testable import Fetching

@Suite struct RetryPolicyTests {
  /// 1994-11-06 08:49:37 UTC.
  private static let moment = 784_111_777.0

  /// RFC 9110, section 5.6.7: the three forms of one date.
  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `dates are read in each form of HTTP`(_ text: String) {
    #expect(WebDate.seconds(text) == Self.moment)
  }

  @Test(arguments: [
    "", "soon", "1994-11-06T08:49:37Z", "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
    "Sun, 06 Nou 1994 08:49:37 GMT", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
  ])
  func `what is no date is none`(_ text: String) {
    #expect(WebDate.seconds(text) == nil)
  }

  @Test(arguments: [
    (["retry-after": "7"], 7.0), (["retry-after": "0"], 0),
    (["retry-after": "Sun, 06 Nov 1994 08:49:47 GMT"], 10),
    (["retry-after": "Sun, 06 Nov 1994 08:49:27 GMT"], 0),
    // The host's clock is an hour ahead, and so is its date.
    (
      [
        "retry-after": "Sun, 06 Nov 1994 09:49:47 GMT", "date": "Sun, 06 Nov 1994 09:49:37 GMT",
      ], 10
    ),
    (["retry-after": "99999999999999999999"], 1e20),
    (["retry-after": "-1"], nil), (["retry-after": "1.5"], nil), (["retry-after": ""], nil),
    (["retry-after": "later"], nil), ([:], nil),
  ])
  func `a host asks to wait in seconds or until a date`(
    _ headers: [String: String], _ wait: Double?
  ) {
    #expect(RetryPolicy.asked(headers, now: Self.moment) == wait)
  }

  @Test(arguments: [
    (1, nil, 0.0, 1.0), (2, nil, 1, 2), (4, nil, 7, 8), (5, nil, 15, nil), (1, 60, 0, 60),
    (1, 0.2, 0, 1), (1, 120, 0, 120), (1, 121, 0, nil), (2, 100, 200, 100), (2, 101, 200, nil),
  ])
  func `waits are bounded one by one and in all`(
    _ tries: Int, _ asked: Double?, _ waited: Double, _ wait: Double?
  ) {
    #expect(RetryPolicy().wait(afterTries: tries, asked: asked, waited: waited) == wait)
  }

  @Test func `a moment is written and read to the second`() {
    #expect(instant(Self.moment + 0.9) == "1994-11-06T08:49:37Z")
    #expect(seconds(of: "1994-11-06T08:49:37Z") == Self.moment)
    #expect(seconds(of: "1994-11-06 08:49:37") == nil)
  }
}
