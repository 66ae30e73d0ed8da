import Quantities
import TestSupport
import Testing

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (0, "0"), (-0.0, "0"), (0.1, "0.1"), (2_681_354, "2681354"), (1e-7, "1e-07"),
    (0.1 + 0.2, "0.30000000000000004"), (-1.5, "-1.5"), (1e16, "1e+16"),
    (.leastNonzeroMagnitude, "5e-324"),
  ])
  func `the shortest form reads back as the same number`(value: Double, text: String) {
    #expect(NumberFormat.shortest(value) == text)
    #expect(Double(text) == value)
  }

  @Test(arguments: [
    (0, 0, "0"), (999, 0, "999"), (1000, 0, "1,000"), (2_681_354, 1, "2,681,354.0"),
    (-1234.5, 1, "−1,234.5"), (-0.04, 1, "0.0"), (-0.05, 2, "−0.05"), (999.96, 1, "1,000.0"),
    // An exact tie goes to the even digit, as IEEE 754 has it.
    (0.125, 2, "0.12"), (0.375, 2, "0.38"),
  ])
  func `a fixed count of decimals`(value: Double, decimals: Int, text: String) {
    #expect(NumberFormat.fixed(value, decimals: decimals) == text)
  }

  @Test(arguments: [
    (0, "0"), (1, "1"), (12, "12"), (1204, "1,204"), (1204.4, "1,204"), (12.34, "12.34"),
    (123.45, "123.5"), (0.5432, "0.54"), (0.0999, "0.0999"), (0.003_74, "0.00374"),
    (0.000_4, "0.000400"), (95_030, "95,030"), (950_300, "950.3k"), (4_234_567, "4.23M"),
    (4_234_567_890, "4.23B"), (4.2e12, "4.20T"), (1.5e15, "1,500.00T"), (-4_234_567, "−4.23M"),
    (1e-15, "1.00e-15"), (-1e-15, "−1.00e-15"),
  ])
  func `a compact form`(value: Double, text: String) {
    #expect(NumberFormat.compact(value) == text)
  }

  /// One step below each limit rounds up into the form above it, never to a fifth digit.
  @Test(arguments: [
    (999_960, "1.00M"), (999_949, "999.9k"), (99_996, "100.0k"), (99_994, "99,994"),
    (999.96, "1,000"), (999.94, "999.9"), (99.996, "100.0"), (99.994, "99.99"),
    (0.099_96, "0.10"), (0.099_94, "0.0999"), (0.009_999_6, "0.0100"), (0.01, "0.0100"),
    (999_960_000, "1.00B"),
  ])
  func `a compact form beside a limit`(value: Double, text: String) {
    #expect(NumberFormat.compact(value) == text)
  }

  @Test(arguments: [
    (4_234_567, Unit.usd, "$4.23M"), (-4_234_567, .usd, "−$4.23M"), (0.5432, .usd, "$0.54"),
    (2.31, .usdPerToken, "$2.31/token"), (-2.31, .usdPerToken, "−$2.31/token"),
    (5, .usd * .token, "5 USD·token"), (5, .usd / (.token * .token), "$5/token^2"),
    (1204, .token, "1,204 token"), (1204, .count, "1,204"), (7, .days, "7 d"),
    (0.123, .percent, "12.3 %"), (-0.123, .percent, "−12.3 %"), (0.031, .points, "+3.1 pp"),
    (-0.031, .points, "−3.1 pp"), (0, .points, "0.0 pp"), (0.5432, .multiple, "0.54x"),
    (12.34, .multiple, "12.3x"), (123.4, .multiple, "123x"), (0.003_74, .multiple, "0.0037x"),
    (0.000_004, .multiple, "0.0000040x"), (0, .multiple, "0.00x"), (103.26, .index, "103.3"),
    (0.25, .logPoints, "+0.25"), (1204.4, .one, "1,204"),
  ])
  func `a reader's form`(value: Double, unit: Unit, text: String) {
    #expect(NumberFormat.display(value, unit) == text)
  }

  @Test(arguments: [(0.123, "+12.3 %"), (-0.123, "−12.3 %"), (0, "0.0 %"), (0.0001, "0.0 %")])
  func `a change has its sign unless it rounds to nothing`(value: Double, text: String) {
    #expect(NumberFormat.change(value) == text)
  }

  @Test(arguments: [0.1 + 0.2, 1.0 / 3, -2_681_354.123_456_789, 1e-300, 0])
  func `a portable number agrees in twelve digits and stays as it is`(value: Double) {
    let cut = NumberFormat.portable(value)
    #expect(isClose(cut, value) || abs(cut - value) <= 5e-12 * abs(value))
    #expect(NumberFormat.portable(cut) == cut)
  }

  @Test func `a portable number forgets what lies below twelve digits`() {
    #expect(NumberFormat.portable(0.1 + 0.2) == 0.3)
    #expect(NumberFormat.portable(1.000_000_000_001) == 1)
    #expect(NumberFormat.portable(1.000_000_000_01) != 1)
  }
}
