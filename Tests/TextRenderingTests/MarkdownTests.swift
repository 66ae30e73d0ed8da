import Quantities
import ReportModel
import TestSupport
import Testing

@testable import TextRendering

@Suite struct MarkdownTests {
  @Test func `a page with one of everything`() throws {
    let text = MarkdownRenderer().text(of: Samples.report)
    try expectGolden(text, named: "page.md")
    #expect(text == MarkdownRenderer().text(of: Samples.report))
  }

  /// `cmark-gfm` and GitHub show the left text for the right one.
  @Test(arguments: [
    ("tokens_burned", "tokens_burned"), ("_x_", "\\_x\\_"), ("2 * 3", "2 * 3"),
    ("*x*", "\\*x\\*"), ("x < 3", "x < 3"), ("<b>", "\\<b>"), ("`x`", "\\`x\\`"),
    ("[a](b)", "[a\\](b)"), ("[a]: b", "[a\\]: b"), ("[a] b", "[a] b"), ("[a]", "[a\\]"),
    ("AT&T", "AT&T"), ("&amp;", "\\&amp;"), ("$4.2M and $5M", "$4.2M and $5M"), ("$HNT", "\\$HNT"),
    ("a\\b", "a\\b"), ("a\\*", "a\\\\\\*"), ("about ~5", "about \\~5"), ("a\r\nb", "a b"),
    ("−12.3 %", "−12.3 %"), ("a | b", "a | b"),
  ])
  func `what Markdown would act on gets a backslash, the rest stays bare`(
    text: String, expected: String
  ) {
    #expect(MarkdownEscaping.escaped(text) == expected)
  }

  @Test(arguments: [
    ("# x", "\\# x"), ("#1", "#1"), ("- x", "\\- x"), ("-5 %", "-5 %"), ("---", "\\---"),
    ("+ x", "\\+ x"), ("+12.3 %", "+12.3 %"), ("> x", "\\> x"), ("1. x", "1\\. x"),
    ("1.5 million", "1.5 million"), ("2025", "2025"), ("2) x", "2\\) x"), ("[ ] x", "\\[ ] x"),
    ("    code", "code"), ("", ""),
  ])
  func `nothing but text begins a line`(text: String, expected: String) {
    #expect(MarkdownEscaping.line(Text(text)) == expected)
  }

  @Test(arguments: [
    ("x", "`x`"), ("a`b", "``a`b``"), ("`a`", "`` `a` ``"), ("a``b", "```a``b```"), ("", ""),
  ])
  func `the fence of code is longer than what it holds`(text: String, expected: String) {
    #expect(MarkdownEscaping.code(text, inTable: false) == expected)
  }

  @Test func `pipes in a cell do not divide it`() {
    let cell = Text([.plain("a|b"), .code("c|d"), .link("e|f", to: "g|h i")])
    #expect(MarkdownEscaping.inline(cell, inTable: true) == "a\\|b`c\\|d`[e\\|f](<g%7Ch i>)")
  }

  @Test(arguments: [
    ("report", "charts", "charts/x.svg"), ("networks/helium", "charts", "../charts/x.svg"),
    ("a/b/c", "img", "../../img/x.svg"),
  ])
  func `a chart is found from the folder of its page`(
    path: String, folder: String, target: String
  ) {
    let chart = Chart(
      id: "x", title: "T", description: "", form: .lines, places: .names([]), series: [],
      unit: .one)
    let report = Report(path: path, title: "R", sections: [Section("S", [.chart(chart)])])
    #expect(
      MarkdownRenderer(chartFolder: folder).text(of: report).hasSuffix("![T](\(target))\n"))
  }

  @Test func `an empty table keeps its titles, and a page without sections its title`() {
    let table = Table(columns: [.init("A"), .init("N", isNumeric: true)])
    #expect(MarkdownTable(table).text == "| A   |   N |\n| :-- | --: |")
    #expect(MarkdownRenderer().text(of: Report(path: "r", title: "R #")) == "# R \\#\n")
  }

  @Test func `pipes stand below each other`() {
    let lines = MarkdownTable(Samples.table).text.split(separator: "\n").filter {
      $0.hasPrefix("|") && !$0.contains("sentence")
    }
    let columns = lines.map { line in
      line.replacing("\\|", with: "..").indices(of: "|").ranges.count
    }
    #expect(Set(columns) == [6])
    #expect(Set(lines.map { displayWidth($0) }).count == 1)
  }
}
