import Testing

@testable import Importing

@Suite struct ExactDecimalTests {
  @Test(arguments: [
    ("1.25", "1.25"), ("1.310000", "1.310000"), ("0", "0"), ("-0", "0"), ("-0.50", "-0.50"),
    ("007.5", "7.5"), ("1e3", "1000"), ("1.5E+2", "150"), ("5.9e-08", "0.000000059"),
    ("2.4e1", "24"), ("131000000.123456789012345678", "131000000.123456789012345678"),
    ("9007199254740993", "9007199254740993"),
    (
      "123456789012345678901234567890123456789012.5",
      "123456789012345678901234567890123456789012.5"
    ),
    (
      "0.00000000000000000000000000000000000000000000012",
      "0.00000000000000000000000000000000000000000000012"
    ),
  ])
  func `digits stay as they were written`(text: String, expected: String) {
    #expect(ExactDecimal(text)?.description == expected)
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "1.2.3", "1,5", "0x10", "NaN", "inf", "1e", "1e+", "e5", "1 ", " 1",
    "+1", "1e401", "1e99999999999999999999", "１",
  ])
  func `anything else is no number`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test(arguments: [
    ("0x0de0b6b3a7640000", "1000000000000000000"), ("0x0", "0"), ("0xfF", "255"),
    (
      "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "115792089237316195423570985008687907853269984665640564039457584007913129639935"
    ),
  ])
  func `amounts in base 16 are exact`(text: String, expected: String) {
    #expect(ExactDecimal(hexadecimal: text)?.description == expected)
  }

  @Test(arguments: ["", "0x", "10", "0xg", "0x-1"])
  func `anything else is no number of base 16`(text: String) {
    #expect(ExactDecimal(hexadecimal: text) == nil)
  }

  @Test(arguments: [
    ("13100000000000001", -8, "131000000.00000001"), ("5", -8, "0.00000005"), ("5", 3, "5000"),
    ("0", -8, "0.00000000"),
    (
      "115792089237316195423570985008687907853269984665640564039457584007913129639935", -18,
      "115792089237316195423570985008687907853269984665640564039457.584007913129639935"
    ),
  ])
  func `raw units become tokens by moving the point`(
    text: String, places: Int, expected: String
  )
    throws
  {
    #expect(try #require(ExactDecimal(text)).moved(by: places).description == expected)
  }

  @Test(arguments: [
    ("1.5", "1.50", true), ("1e2", "100", true), ("0.0", "-0", true), ("1.5", "1.51", false),
    ("-1.5", "1.5", false), ("10", "1", false),
    ("1000000000000000000000000000000000000000000", "1e42", true),
  ])
  func `numbers are the same whatever their zeros`(left: String, right: String, isSame: Bool) {
    #expect((ExactDecimal(left) == ExactDecimal(right)) == isSame)
  }

  @Test(arguments: [
    ("1.5", "2.25", "3.75"), ("0.1", "0.2", "0.3"), ("-1", "0.25", "-0.75"), ("1", "-1", "0"),
    ("100", "-0.01", "99.99"), ("9007199254740993", "1", "9007199254740994"),
    (
      "99999999999999999999999999999999999999999", "1",
      "100000000000000000000000000000000000000000"
    ),
  ])
  func `sums are exact`(left: String, right: String, expected: String) throws {
    let (first, second) = (try #require(ExactDecimal(left)), try #require(ExactDecimal(right)))
    #expect((first + second).description == expected)
    #expect((second + first).description == expected)
  }
}
