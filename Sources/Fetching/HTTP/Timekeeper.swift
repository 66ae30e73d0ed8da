import Foundation
package import Quantities

/// The clock and the waiting, which tests give otherwise.
package struct Timekeeper: Sendable {
  /// Seconds since 1970-01-01 00:00 UTC.
  package let now: @Sendable () -> Double
  /// Waits some seconds.
  package let sleep: @Sendable (Double) -> Void

  package init(now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) -> Void) {
    (self.now, self.sleep) = (now, sleep)
  }

  /// The machine's own.
  package static let system = Timekeeper(
    now: { Date().timeIntervalSince1970 }, sleep: { Thread.sleep(forTimeInterval: $0) })

  /// The day that it is in UTC.
  package var today: Day { Timekeeper.day(of: now()) }

  /// The day of a moment in UTC.
  static func day(of seconds: Double) -> Day {
    Day(number: Int32(clamping: Int((seconds / 86_400).rounded(.down))))
  }
}

/// A moment as `2026-01-31T12:00:00Z`, to the second.
package func instant(_ seconds: Double) -> String {
  let whole = Int(seconds.rounded(.down))
  let day = Timekeeper.day(of: Double(whole))
  let rest = whole - Int(day.number) * 86_400
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
}

/// The seconds of a moment that `instant` wrote; `nil` for any other text.
package func seconds(of instant: String) -> Double? {
  let parts = instant.split(separator: "T")
  guard parts.count == 2, let day = Day(parts[0]), parts[1].hasSuffix("Z") else { return nil }
  let time = parts[1].dropLast().split(separator: ":").map { Int($0) }
  guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2] else {
    return nil
  }
  return Double(Int(day.number) * 86_400 + hour * 3600 + minute * 60 + second)
}
