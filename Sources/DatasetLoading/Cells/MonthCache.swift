import Quantities

/// Remembers the last month read: the days of one month mostly stand close together.
struct MonthCache: Sendable {
  /// The eight bytes of `2025-12-`.
  private var head: UInt64 = 0
  private var first: Day?
  private var length = 0

  /// Reads ten bytes of a day that exists.
  @inline(__always)
  mutating func scan(_ bytes: Span<UInt8>, at position: Int) -> Day? {
    guard position + 10 <= bytes.count else { return nil }
    let newHead = bytes.word(at: position)
    if newHead == head, let first {
      let (tens, ones) = (bytes[position + 8] &- .zero, bytes[position + 9] &- .zero)
      let number = Int(tens) * 10 + Int(ones)
      guard tens < 10, ones < 10, (1...length).contains(number) else { return nil }
      return first + (number - 1)
    }
    guard let day = CalendarDay.scan(bytes, at: position) else { return nil }
    (head, first) = (newHead, day.startOfMonth)
    length = day.endOfMonth - day.startOfMonth + 1
    return day
  }
}
