import Foundation
import TestSupport
import Testing
import TextRendering

@Suite struct DataFileTests {
  @Test(arguments: [CSVWriter.Separator.comma, .tab])
  func `fields are quoted where they must be`(separator: CSVWriter.Separator) throws {
    let text = CSVWriter(separator: separator).text(
      header: ["key", "value", "reason"],
      rows: [
        ["helium/revenue@2025Q4", "4234567", ""], ["a,b", "a\tb", "say \"no\""],
        ["two\nlines", "a\r\nb", " spaces "], ["é", "−1", "'"],
      ])
    try expectGolden(text, named: separator == .comma ? "facts.csv" : "facts.tsv")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-1+1", "'-1+1"),
    ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("-", "'-"), ("-1.5", "-1.5"),
    ("+2e-7", "+2e-7"), ("−1", "−1"), ("a=1", "a=1"), ("=a,b", "\"'=a,b\""),
  ])
  func `no text is read as a formula`(text: String, written: String) {
    #expect(CSVWriter().lines([[text, ""]]) == "\(written),\n")
  }

  @Test func `a file may have no rows, and a row one empty field`() {
    #expect(CSVWriter().text(header: ["a", "b"], rows: []) == "a,b\n")
    #expect(CSVWriter().text(header: ["a"], rows: [[""], ["x"]]) == "a\n\"\"\nx\n")
    #expect(CSVWriter().text(header: ["a", "b"], rows: [["", ""]]) == "a,b\n,\n")
  }

  private static let document: JSONValue = [
    "zeta": 1, "alpha": [.number(0.1), .number(1e-7), .number(4_234_567), .number(nil), -3],
    "text": "quote \" backslash \\ slash / line\n\r\t bell \u{7} é 🚀", "none": .null,
    "empty": [[:], [], ""], "nested": ["truth": [true, false]],
  ]

  @Test func `members stay in order and numbers are shortest`() throws {
    try expectGolden(JSONWriter().text(of: Self.document), named: "document.json")
  }

  @Test func `another reader finds what was written`() throws {
    let data = Data(JSONWriter().text(of: Self.document).utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      object["text"] as? String == "quote \" backslash \\ slash / line\n\r\t bell \u{7} é 🚀")
    let numbers = try #require(object["alpha"] as? [Any])
    #expect(numbers.compactMap { ($0 as? NSNumber)?.doubleValue } == [0.1, 1e-7, 4_234_567, -3])
    #expect(object.count == 6)
  }

  @Test func `every control character is escaped`() throws {
    let text = String(String.UnicodeScalarView((0..<0x20).compactMap(Unicode.Scalar.init)))
    let written = JSONWriter().text(of: .string(text))
    #expect(written.unicodeScalars.filter { $0.value < 0x20 } == ["\n"])
    let read = try JSONSerialization.jsonObject(
      with: Data(written.utf8), options: .fragmentsAllowed)
    #expect(read as? String == text)
  }

  @Test func `no golden file is left behind`() throws { try expectNoOrphanGoldens() }
}
