import Quantities
import ReportModel
import TestSupport
import Testing

@testable import TextRendering

@Suite struct TerminalTests {
  @Test(arguments: [nil, 80])
  func `a table as wide as it likes, and in eighty columns`(width: Int?) throws {
    let text = TerminalTable(width: width).text(of: Samples.table)
    try expectGolden(text, named: width == nil ? "terminal.txt" : "terminal-80.txt")
  }

  @Test(arguments: 70...140)
  func `no line is wider than the terminal where words can wrap`(width: Int) {
    let lines = TerminalTable(width: width).text(of: Samples.table).split(separator: "\n")
    #expect(lines.allSatisfy { displayWidth($0) <= width })
    #expect(lines.allSatisfy { $0.last != " " })
  }

  @Test func `numbers stay whole in a terminal that is too narrow`() {
    let text = TerminalTable(width: 5).text(of: Samples.table)
    #expect(text.contains("+1,230.0 %\u{A0}²"))
    #expect(text.contains("at least 3.20x\u{A0}⁴"))
  }

  @Test func `digits stand below digits whatever notes follow them`() {
    let rows = [("1.00", []), ("22.50", ["a"]), ("333.1", ["a", "b"])].map { text, marks in
      [Samples.figure(Double(text), .one, marks: marks)]
    }
    let table = Table(columns: [.init("N", isNumeric: true)], rows: rows)
    let lines = TerminalTable().text(of: table).split(separator: "\n").dropFirst(2)
    #expect(
      Array(lines.prefix(3)) == ["    1", "22.50\u{A0}¹", "333.1\u{A0}¹,²"])
  }

  @Test func `styles are asked for and change no width`() {
    let plain = TerminalTable().text(of: Samples.table)
    let styled = TerminalTable(isStyled: true).text(of: Samples.table)
    #expect(!plain.contains("\u{1B}"))
    #expect(styled.hasPrefix("\u{1B}[1mDoes usage carry the token?\u{1B}[0m\n"))
    #expect(styled.replacing(#/\x{1B}\[[0-9]m/#, with: "") == plain)
  }

  @Test(arguments: [
    ("abc", 3), ("", 0), ("−12 %", 5), ("e\u{301}", 1), ("日本", 4), ("¹²", 2), ("🚀", 2),
    ("a\u{200D}b", 2),
  ])
  func `a width is counted in columns`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("longest word", 3, ["longest", "word"]),
    ("", 5, [""]), ("12.3\u{A0}% up", 4, ["12.3\u{A0}%", "up"]),
  ])
  func `words wrap, and a no-break space does not`(text: String, width: Int, lines: [String]) {
    #expect(text.wrapped(to: width) == lines)
  }
}
