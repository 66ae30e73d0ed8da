import Foundation
import Quantities
import SeriesStore
import Testing

@testable import Importing

/// Rows join the text of a series file; what is expected is written out.
@Suite struct SeriesMergeTests {
  private static let header =
    "period_start,period_end,value,unit,source,evidence,segment,basis,note"

  private var profile: Profile {
    var profile = Profile(name: "Beacon")
    profile.bases = ["gross": "before refunds"]
    var price = Profile.SeriesProperties()
    (price.unit, price.source, price.evidence) = ("USD/token", "vendor", .measured)
    profile.series = ["price": price]
    return profile
  }

  private func merge(
    _ content: String?, _ rows: [(String, String, String)], basis: String = "",
    source: String = "vendor", unit: String? = "USD/token", series: String = "price"
  ) throws -> (text: String, outcome: MergeOutcome) {
    let imported = ImportedSeries(
      word: "close", series: series, segment: "", unit: unit, evidence: .measured, basis: basis,
      note: "a, b",
      rows: try rows.enumerated().map { index, row in
        ImportedRow(
          start: try #require(Day(row.0)), end: try #require(Day(row.1)),
          value: try #require(ExactDecimal(row.2)), place: .line(index + 2), remark: "")
      })
    let terms = try RowTerms(imported, source: source, profile)
    let file = try SeriesFile(path: "p.csv", content.map { Array($0.utf8) }, terms)
    var merge = try SeriesMerge(file, terms, network: "beacon")
    let bytes = try merge.join(imported.rows)
    return (String(decoding: bytes, as: UTF8.self), merge.outcome)
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no fault"
    } catch {
      return "\(error)"
    }
  }

  @Test func `a series without a file gets one`() throws {
    let (text, outcome) = try merge(
      nil, [("2024-01-01", "2024-01-01", "1.25"), ("2024-01-02", "2024-01-02", "1e-7")])
    #expect(
      text == Self.header + """

        2024-01-01,2024-01-01,1.25,USD/token,vendor,measured,,,"a, b"
        2024-01-02,2024-01-02,0.0000001,USD/token,vendor,measured,,,"a, b"

        """)
    #expect(outcome.added == 2)
  }

  @Test func `new rows go between the old ones, and nothing else changes`() throws {
    let lines = [
      "2024-01-01,2024-01-01,1.50,USD/token,vendor,measured,,,\"kept, as it is\"",
      "2024-01-03,2024-01-03,3,USD/token,other,press,,,",
      "2024-01-01,2024-01-31,2,USD/token,other,press,,average,",
    ]
    let (text, outcome) = try merge(
      ([Self.header] + lines).joined(separator: "\n") + "\n",
      [
        ("2023-12-31", "2023-12-31", "0.5"), ("2024-01-01", "2024-01-01", "1.5"),
        ("2024-01-02", "2024-01-02", "2"), ("2024-01-04", "2024-01-04", "4"),
      ])
    func new(_ day: String, _ value: String) -> String {
      "\(day),\(day),\(value),USD/token,vendor,measured,,,\"a, b\""
    }
    let expected = [
      Self.header, new("2023-12-31", "0.5"), lines[0], new("2024-01-02", "2"), lines[1],
      new("2024-01-04", "4"), lines[2], "",
    ]
    #expect(text == expected.joined(separator: "\n"))
    #expect((outcome.added, outcome.same, outcome.restated.count) == (3, 1, 0))
  }

  @Test func `a second import of the same rows changes nothing`() throws {
    let rows = [("2024-01-01", "2024-01-01", "1.25"), ("2024-01-02", "2024-01-02", "1e-7")]
    let first = try merge(nil, rows).text
    let (second, outcome) = try merge(first, rows)
    #expect(second == first)
    #expect((outcome.added, outcome.same) == (0, 2))
  }

  @Test func `a changed value is a restatement, and only the value changes`() throws {
    let (text, outcome) = try merge(
      Self.header + "\r\n2024-01-01,2024-01-01,1.25,USD/token,vendor,measured,,,old note\r\n"
        + "2024-01-02,2024-01-02,,USD/token,vendor,measured,,,\r\n",
      [("2024-01-01", "2024-01-01", "1.26"), ("2024-01-02", "2024-01-02", "2")])
    #expect(
      text == Self.header
        + "\r\n2024-01-01,2024-01-01,1.26,USD/token,vendor,measured,,,old note\r\n"
        + "2024-01-02,2024-01-02,2,USD/token,vendor,measured,,,\r\n")
    #expect(outcome.restated.map(\.old) == ["1.25", ""])
    #expect(outcome.restated.map(\.new) == ["1.26", "2"])
    #expect(outcome.restated.map(\.line) == [2, 3])
  }

  @Test func `line ends and the end of the file stay as they are`() throws {
    let (text, _) = try merge(
      "\u{FEFF}date,value\r\n2024-01-01,1\r\n2024-01-03,3",
      [("2024-01-02", "2024-01-02", "2"), ("2024-01-04", "2024-01-04", "4")])
    #expect(
      text == "\u{FEFF}date,value\r\n2024-01-01,1\r\n2024-01-02,2\r\n2024-01-03,3\r\n2024-01-04,4")
  }

  @Test func `rows of another source do not clash`() throws {
    let (text, outcome) = try merge(
      Self.header + "\n2024-01-01,2024-01-01,9,USD/token,other,press,,,\n",
      [("2024-01-01", "2024-01-01", "1")])
    #expect(
      text.hasSuffix(
        "other,press,,,\n2024-01-01,2024-01-01,1,USD/token,vendor,measured,,,\"a, b\"\n"))
    #expect((outcome.added, outcome.same, outcome.restated.count) == (1, 0, 0))
  }

  @Test func `rows that the vendor no longer has are counted`() throws {
    let (_, outcome) = try merge(
      "date,value\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n2024-01-09,9\n",
      [("2024-01-01", "2024-01-01", "1"), ("2024-01-03", "2024-01-03", "3")])
    #expect(outcome.unconfirmed == 1)
  }

  @Test func `a day inside a month of the same source is refused`() {
    let message = message {
      _ = try merge(
        Self.header + "\n2024-01-01,2024-01-31,1,USD/token,vendor,measured,,gross,\n",
        [("2024-01-05", "2024-01-05", "1")], basis: "gross")
    }
    #expect(
      message == ":2: error: \"2024-01-05\", overlaps 2024-01-01 to 2024-01-31 by 'vendor' in "
        + "p.csv:2; one source states each day once: give --source another id, or take the old rows "
        + "out first [overlap]")
  }

  @Test func `a file of days and values takes its own source alone`() {
    let message = message {
      _ = try merge(
        "date,value\n2024-01-01,1\n", [("2024-01-05", "2024-01-05", "1")], source: "stranger")
    }
    #expect(
      message == "p.csv:1: error: has rows of 'vendor' alone, and these are of 'stranger'; give "
        + "--source vendor if they are the same [other-format]")
  }

  @Test(arguments: [
    (
      "", "EUR/token", "price",
      ":2: error: 'close' is \"EUR/token\", but 'price' is in USD/token; get the figures in "
        + "USD/token; nothing is converted [wrong-unit]"
    ),
    (
      "net", "USD/token", "price",
      ": error: 'close' is 'price' by another definition, 'net'; explain 'net' under 'bases:' in the "
        + "profile first [unknown-series]"
    ),
    (
      "", nil, "prise",
      ": error: 'close' is \"prise\", neither a standard series nor declared in the profile; did "
        + "you mean 'price'? [unknown-series]"
    ),
    (
      "", nil, "usage",
      ": error: 'close' becomes 'usage', whose unit the profile does not state; state 'usage: "
        + "{unit: …}' in the profile [wrong-unit]"
    ),
  ])
  func `what the profile does not know is refused`(
    basis: String, unit: String?, series: String, expected: String
  ) {
    let message = message {
      _ = try merge(
        nil, [("2024-01-05", "2024-01-05", "1")], basis: basis, unit: unit, series: series)
    }
    #expect(message == expected)
  }

  @Test func `a price below 0 is refused, a flow is not`() throws {
    let message = message { _ = try merge(nil, [("2024-01-05", "2024-01-05", "-1")]) }
    #expect(
      message
        == ":2: error: 'close' is \"-1\", less than 0, and 'price' cannot be; ask the vendor; "
        + "leave the series out [negative-value]")
    let (_, outcome) = try merge(
      nil, [("2024-01-05", "2024-01-05", "-1")], unit: "USD", series: "fees")
    #expect(outcome.added == 1)
  }
}

@Suite struct ProfileRankingTests {
  private func added(
    _ text: String, _ series: String = "price", basis: String = ""
  ) -> String? {
    ProfileRanking.adding(
      Profile.RankedSource(source: "new", basis: basis), for: series, to: Array(text.utf8)
    ).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("sources:\n  price: [a]\n", "sources:\n  price: [a, new]\n"),
    ("sources:\n  price: []\n", "sources:\n  price: [new]\n"),
    (
      "sources:\n  fees: [a]\n  price: [a, {source: b, basis: c},\n    d]   # why\nseries: {}\n",
      "sources:\n  fees: [a]\n  price: [a, {source: b, basis: c},\n    d, new]   # why\nseries: {}\n"
    ),
    (
      "name: B\nsources:\n  fees: [a]\n\n# more\nseries: {}\n",
      "name: B\nsources:\n  fees: [a]\n  price: [new]\n\n# more\nseries: {}\n"
    ),
    ("name: B\n", "name: B\nsources:\n  price: [new]\n"),
    ("name: B", "name: B\nsources:\n  price: [new]"),
    ("sources:\r\n  price: [a]\r\n", "sources:\r\n  price: [a, new]\r\n"),
    ("sources: # ranks\n  price: ['a]', b]\n", "sources: # ranks\n  price: ['a]', b, new]\n"),
  ])
  func `a source goes to the end of the list`(text: String, expected: String) {
    #expect(added(text) == expected)
  }

  @Test func `a source of another definition says which`() {
    #expect(
      added("sources:\n  price: [a]\n", basis: "gross")
        == "sources:\n  price: [a, {source: new, basis: gross}]\n")
  }

  @Test(arguments: [
    "sources: {price: [a]}\n", "sources:\n  price:\n    - a\n",
    "sources:\n  price: [a, # why\n  b]\n",
    "sources:\n  price: *anchor\n", "sources:\n  price: [a\n",
  ])
  func `a list in another form is left to its author`(text: String) {
    #expect(added(text) == nil)
  }
}

@Suite struct SourceListTests {
  private let source = SourceStatement(
    id: "m", title: "A \"b\", c", publisher: "P", url: "https://p.example",
    retrieved: Day(number: 19_800),
    licence: "none stated")

  private func adding(_ text: String?) throws -> String {
    String(
      decoding: try SourceList.adding(source, to: text.map { Array($0.utf8) }, path: "s.csv"),
      as: UTF8.self)
  }

  private static let header = "id,title,publisher,url,published,retrieved,licence\n"
  private static let line = "m,\"A \"\"b\"\", c\",P,https://p.example,,2024-03-18,none stated\n"

  @Test(arguments: [
    (nil, [line]), ("", [line]),
    (
      "a,A,,,,2024-01-01,\nz,Z,,,,2024-01-01,\n",
      ["a,A,,,,2024-01-01,\n", line, "z,Z,,,,2024-01-01,\n"]
    ),
    (
      "z,Z,,,,2024-01-01,\na,A,,,,2024-01-01,\n",
      ["z,Z,,,,2024-01-01,\n", "a,A,,,,2024-01-01,\n", line]
    ),
  ])
  func `a source goes where its id belongs`(rows: String?, expected: [String]) throws {
    #expect(try adding(rows.map { Self.header + $0 }) == Self.header + expected.joined())
  }
}
