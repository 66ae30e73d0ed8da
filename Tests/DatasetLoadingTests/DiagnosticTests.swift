import Testing

@testable import DatasetLoading

@Suite struct DiagnosticTests {
  @Test func `a diagnostic names place, text, expectation, remedy and rule`() {
    let fault = Fault(
      .notANumber, field: "value", cell: "1,204.5", "not a number",
      "remove the thousands separator")
    #expect(
      "\(Diagnostic(fault, file: "Datasets/helium/revenue.csv", line: 14))"
        == "Datasets/helium/revenue.csv:14: error: 'value' is \"1,204.5\", not a number; "
        + "remove the thousands separator [not-a-number]")
  }

  @Test(arguments: [
    (String(repeating: "é", count: 61), String(repeating: "é", count: 60) + "…"),
    ("a\tb\n\r", "a\\tb\\n\\r"), ("\u{1B}[31m", "\\u{1B}[31m"), ("\u{202E}x", "\\u{202E}x"),
    ("a\u{0}", "a\\u{0}"), ("日本", "日本"),
  ])
  func `a cell is cut and its controls are escaped`(_ cell: String, _ shown: String) {
    #expect(excerpt(cell) == shown)
  }

  @Test func `bytes that are no UTF-8 are shown as such`() {
    #expect(displayText([0x61, 0xE9, 0xC3, 0xA9, 0xFF]) == "a\\xE9é\\xFF")
  }

  @Test(arguments: [20, 21, 1254])
  func `of one fault the first twenty and a count are kept`(_ count: Int) {
    var (log, reversed, halves) = (DiagnosticLog(), DiagnosticLog(), [DiagnosticLog(), .init()])
    for line in 1...count {
      let fault = Fault(.notADate, "not a day")
      log.report(fault, file: "a.csv", line: line)
      reversed.report(fault, file: "a.csv", line: count + 1 - line)
      halves[line % 2].report(fault, file: "a.csv", line: line)
    }
    halves[0].merge(halves[1])
    let sorted = log.sorted()
    #expect(sorted == reversed.sorted())
    #expect(sorted == halves[0].sorted())
    #expect(sorted.prefix(20).map(\.line) == Array(1...20))
    let rest = sorted.dropFirst(20).map(\.description)
    switch count {
    case 20: #expect(rest == [])
    case 21: #expect(rest == ["a.csv:21: error: and 1 more [not-a-date]"])
    default: #expect(rest == ["a.csv:21: error: and 1,234 more [not-a-date]"])
    }
  }
}
