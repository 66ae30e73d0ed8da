/// How often and how long a request is tried again.
///
/// Waits double and have no random part: one program asks, so that nothing has to be spread.
package struct RetryPolicy: Sendable {
  /// Tries beyond the first.
  package var retries = 4
  /// Seconds before the second try.
  package var firstWait = 1.0
  /// The longest single wait, also where a host asks for more.
  package var longestWait = 120.0
  /// The longest that one request waits in all.
  package var longestTotal = 300.0

  package init() {}

  /// Seconds to wait before the next try.
  ///
  /// - Parameters:
  ///   - tries: How many there were.
  ///   - asked: What the host asked for.
  ///   - waited: What was waited for this request so far.
  /// - Returns: `nil` where it is not tried again.
  func wait(afterTries tries: Int, asked: Double?, waited: Double) -> Double? {
    guard tries <= retries else { return nil }
    var doubled = firstWait
    for _ in 1..<max(tries, 1) { doubled = min(doubled * 2, longestWait) }
    let wait = max(asked ?? 0, doubled)
    // To ask earlier than a host wants would only prolong its refusal.
    return wait <= longestWait && waited + wait <= longestTotal ? wait : nil
  }

  /// Seconds that a host asks to wait: `Retry-After` as a number, or as a date against the host's own
  /// clock where it tells it.
  static func asked(_ headers: [String: String], now: Double) -> Double? {
    guard let text = headers["retry-after"] else { return nil }
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return Double(text)
    }
    guard let moment = WebDate.seconds(text) else { return nil }
    return max(0, moment - (headers["date"].flatMap(WebDate.seconds) ?? now))
  }
}
