import Foundation
import Quantities
import Testing

@testable import DatasetLoading

/// The ways that read several bytes at once agree with those that read one by one.
@Suite struct ShortWayTests {
  @Test func `runs of digits are read as one integer`() {
    for count in 0...9 {
      let digits = (0..<count).map { "\(($0 * 7 + 3) % 10)" }.joined()
      for end in [".", ",", "\n", "/", ":", "\0", "é", "\u{FF}"] {
        let bytes = Array((digits + end + "12345678").utf8)
        let run = DigitRun(bytes.span, at: 0)
        #expect(run?.count == ((1...7).contains(count) ? count : nil))
        #expect(run?.value == ((1...7).contains(count) ? UInt64(digits) : nil))
      }
    }
  }

  @Test func `a number is the same whatever follows it`() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<50_000 {
      let whole =
        Int.random(in: 0...9_999_999, using: &generator)
        >> Int.random(in: 0...23, using: &generator)
      let decimals = Int.random(in: 0...8, using: &generator)
      let fraction = String(format: "%09d", Int.random(in: 0...999_999_999, using: &generator))
      let text =
        (Bool.random(using: &generator) ? "-" : "") + "\(whole)"
        + (decimals > 0 ? "." + fraction.prefix(decimals) : "")
      let expected = try #require(Double(text))
      let bytes = Array((text + "\nhelium,credits,2025-01-01").utf8)
      var position = 0
      let value = DecimalNumber.scan(
        bytes.span, at: &position, powers: DecimalNumber.powersOfTen)
      #expect(value == expected)
      #expect(position == text.utf8.count)
    }
  }

  @Test(arguments: ["12a", "1.", "1.x", ".5", "-", "--1", "1.5.2", "1e5", "", "1 ", "+1"])
  func `what is no plain number is left to the long way`(_ text: String) {
    let bytes = Array((text + ",helium,credits,2025-01-01").utf8)
    var position = 0
    let value = DecimalNumber.scan(bytes.span, at: &position, powers: DecimalNumber.powersOfTen)
    // What is read may be a number that something else follows; then the delimiter is missing.
    #expect(value == nil || bytes[position] != .comma)
  }

  @Test func `a month remembered knows its days`() {
    var (cache, generator) = (MonthCache(), SeededGenerator(seed: 9))
    for _ in 0..<20_000 {
      let month = Int.random(in: 0...13, using: &generator)
      let text = String(
        format: "%04d-%02d-%02d", Int.random(in: 2023...2024, using: &generator), month,
        Int.random(in: 0...32, using: &generator))
      let bytes = Array(text.utf8)
      #expect(cache.scan(bytes.span, at: 0) == Day(text))
      for damage in [8, 9, 4, 0] {
        var damaged = bytes
        damaged[damage] = damaged[damage] &+ 0x80
        #expect(cache.scan(damaged.span, at: 0) == nil)
      }
    }
  }
}
