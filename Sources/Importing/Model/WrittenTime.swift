import Quantities

/// Reads the parts of ISO 8601 times, and of the forms near it that vendors write.
enum WrittenTime {
  /// The day that ten bytes begin with, `2024-01-31`.
  static func day(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Day? {
    let start = range.lowerBound
    guard range.count >= 10, bytes[start + 4] == UInt8(ascii: "-"),
      bytes[start + 7] == UInt8(ascii: "-"), let century = number(bytes, start, range),
      let year = number(bytes, start + 2, range), let month = number(bytes, start + 5, range),
      let day = number(bytes, start + 8, range)
    else { return nil }
    return Day(year: century * 100 + year, month: month, day: day)
  }

  /// The microseconds since 00:00 UTC of `T23:59:59.999Z`, ` 00:00:00.000 UTC`, `T02:00+02:00`.
  static func timeOfDay(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    var index = range.lowerBound
    guard bytes[index] | 0x20 == UInt8(ascii: "t") || bytes[index] == UInt8(ascii: " ") else {
      return nil
    }
    index += 1
    guard let hour = number(bytes, index, range), hour < 24, index + 2 < range.upperBound,
      bytes[index + 2] == UInt8(ascii: ":"), let minute = number(bytes, index + 3, range),
      minute < 60
    else { return nil }
    index += 5
    var time = Int64(hour * 60 + minute) * 60_000_000
    if index < range.upperBound, bytes[index] == UInt8(ascii: ":") {
      guard let second = number(bytes, index + 1, range), second < 60 else { return nil }
      index += 3
      time += Int64(second) * 1_000_000
      guard let part = fraction(bytes, &index, range) else { return nil }
      time += part
    }
    guard let offset = offset(bytes, index..<range.upperBound) else { return nil }
    return time - offset
  }

  /// Digits behind a point, as microseconds; finer ones are cut off.
  private static func fraction(
    _ bytes: Span<UInt8>, _ index: inout Int, _ range: Range<Int>
  ) -> Int64? {
    guard index < range.upperBound, bytes[index] == UInt8(ascii: ".") else { return 0 }
    index += 1
    let first = index
    var (value, unit) = (Int64(0), Int64(100_000))
    while index < range.upperBound, bytes[index] &- UInt8(ascii: "0") < 10 {
      value += Int64(bytes[index] - UInt8(ascii: "0")) * unit
      unit /= 10
      index += 1
    }
    return index > first ? value : nil
  }

  /// What a zone adds to UTC, in microseconds: nothing, `Z`, ` UTC`, `+02:00`, `-0530`, `+00`.
  private static func offset(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] == UInt8(ascii: " ") { index += 1 }
    guard index < range.upperBound else { return index == range.lowerBound ? 0 : nil }
    let length = range.upperBound - index
    let sign = bytes[index]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      let zone = (index..<range.upperBound).map { bytes[$0] & 0xDF }
      return zone == Array("Z".utf8) || zone == Array("UTC".utf8) ? 0 : nil
    }
    guard let hours = number(bytes, index + 1, range), hours < 19 else { return nil }
    var minutes = 0
    if length > 3 {
      let colon = bytes[index + 3] == UInt8(ascii: ":") ? 1 : 0
      guard length == 5 + colon, let read = number(bytes, index + 3 + colon, range), read < 60
      else { return nil }
      minutes = read
    }
    let offset = Int64(hours * 60 + minutes) * 60_000_000
    return sign == UInt8(ascii: "-") ? -offset : offset
  }

  /// Two digits.
  private static func number(_ bytes: Span<UInt8>, _ index: Int, _ range: Range<Int>) -> Int? {
    guard index + 2 <= range.upperBound else { return nil }
    let (tens, ones) = (
      bytes[index] &- UInt8(ascii: "0"), bytes[index + 1] &- UInt8(ascii: "0")
    )
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }
}
