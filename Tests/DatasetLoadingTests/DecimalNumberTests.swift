import Testing

@testable import DatasetLoading

@Suite struct DecimalNumberTests {
  @Test(arguments: [
    ("0", 0), ("-0", 0), ("-0.00", 0), ("7", 7), ("007", 7), ("-12.50", -12.5), ("1e3", 1000),
    ("1.5E-3", 0.0015), ("1e+2", 100), ("0e999", 0), ("9007199254740992", 9_007_199_254_740_992),
    ("9007199254740993", 9_007_199_254_740_992), ("0.1", 0.1), ("123456.789", 123456.789),
    ("2.2250738585072014e-308", 2.2250738585072014e-308), ("5e-324", .leastNonzeroMagnitude),
    ("1.7976931348623157e308", .greatestFiniteMagnitude),
    ("0.000000000000000000000000000001", 1e-30),
    ("12345678901234567890", 12_345_678_901_234_567_168),
  ])
  func `a decimal becomes the nearest double`(_ text: String, _ value: Double) throws {
    let parsed = try DecimalNumber.parse(text)
    #expect(parsed == value)
    #expect(parsed.sign == (value < 0 ? .minus : .plus), "zero has no sign")
  }

  @Test(arguments: [
    "", " ", "-", ".", ".5", "5.", "+5", "1,000", "1.2.3", "1e", "e5", "1e1.5", "--1", "1-",
    "0x1p4",
    "nan", "inf", "5 ", " 5", "1_000", "١", "½", "12%", "$1", "1e5 ", "1\u{0}",
  ])
  func `anything else is no number`(_ text: String) {
    #expect(throws: Fault.self) { try DecimalNumber.parse(text) }
  }

  @Test(arguments: ["1e309", "-1e309", "1e99999999999999999999", "1e-400", "-0.1e-330"])
  func `what no double can hold is out of range`(_ text: String) {
    let fault = #expect(throws: Fault.self) { try DecimalNumber.parse(text) }
    #expect(fault?.rule == .numberOutOfRange)
  }

  @Test func `a hundred thousand random decimals parse as the standard library does`() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<100_000 {
      let text = randomDecimal(using: &generator)
      let expected = try #require(Double(text))
      let parsed = try DecimalNumber.parse(text)
      #expect(parsed.bitPattern == (expected == 0 ? 0 : expected.bitPattern), "\(text)")
    }
  }

  @Test(arguments: [("1.02%", 0.0102), ("100%", 1), ("0.5", 0.5), ("3.5%", 0.035), ("0%", 0)])
  func `a percentage is rounded once`(_ text: String, _ share: Double) throws {
    #expect(try DecimalNumber.parseShare(text) == share)
  }

  @Test(arguments: ["%", "1e2%", "1,5%", "5 %"])
  func `other percentages are refused`(_ text: String) {
    #expect(throws: Fault.self) { try DecimalNumber.parseShare(text) }
  }

  private func randomDecimal(using generator: inout SeededGenerator) -> String {
    func digits(_ count: Int) -> String {
      (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
    }
    var text = Bool.random(using: &generator) ? "-" : ""
    text += digits(Int.random(in: 1...22, using: &generator))
    let decimals = Int.random(in: -4...22, using: &generator)
    if decimals > 0 { text += "." + digits(decimals) }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      text += "e\(Int.random(in: -280...280, using: &generator))"
    }
    return text
  }
}
