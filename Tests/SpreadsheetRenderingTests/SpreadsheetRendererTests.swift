import Quantities
import TestSupport
import Testing
import WorkbookModel

@testable import SpreadsheetRendering

@Suite struct SpreadsheetRendererTests {
  private let sample = SampleWorkbook.workbook

  @Test func `two runs give the same bytes`() throws {
    #expect(try WrittenWorkbook(sample).bytes == WrittenWorkbook(sample).bytes)
  }

  @Test func `the date of creation is the as-of day`() throws {
    let core = try WrittenWorkbook(sample).part("docProps/core.xml")
    #expect(core.contains(">2025-12-31T00:00:00Z</dcterms:created>"))
    #expect(core.contains(">2025-12-31T00:00:00Z</dcterms:modified>"))
    #expect(core.contains("<dc:title>Token networks &amp; their revenue, 2025Q4</dc:title>"))
  }

  @Test func `the first day of 1970 does not stand for now`() throws {
    var book = sample
    book.asOf = Day(number: 0)
    #expect(try WrittenWorkbook(book).part("docProps/core.xml").contains(">1970-01-01T00:00:01Z<"))
  }

  @Test func `properties of our own are kept`() throws {
    let custom = try WrittenWorkbook(sample).part("docProps/custom.xml")
    #expect(custom.contains("name=\"inputs\"><vt:lpwstr>sha256:0123456789abcdef</vt:lpwstr>"))
  }

  @Test func `every cell holds what the model holds`() throws {
    let written = try WrittenWorkbook(sample)
    var formulas = 0
    for (index, sheet) in sample.sheets.enumerated() {
      let xml = try written.sheet(index + 1)
      for (row, cells) in sheet.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          let name = CellRange.name(row: row, column: column)
          let content = WrittenWorkbook.cell(name, in: xml)
          let place = "\(sheet.name) \(name)"
          switch cell.content {
          case .blank: #expect(content == nil || content == "", "\(place)")
          case .number(let number):
            let match = try #require(content?.wholeMatch(of: /<v>(.*)<\/v>/), "\(place)")
            try expect(number, printedAs: match.1)
          case .day(let day): #expect(content == "<v>\(day.number + 25_569)</v>", "\(place)")
          case .text, .link: #expect(content?.hasPrefix("<v>") == true, "\(place)")
          case .formula(let formula, let value):
            formulas += 1
            try expect(formula, value, in: #require(content, "\(place)"))
          }
        }
      }
    }
    #expect(formulas > 150)
  }

  private func expect(_ formula: String, _ value: CellValue, in content: Substring) throws {
    let match = try #require(content.wholeMatch(of: /<f>(.*)<\/f><v>(.*)<\/v>/), "\(content)")
    #expect(match.1 == escaped(StoredFormula.text(of: formula)))
    switch value {
    case .text(let text): #expect(match.2 == escaped(text))
    case .number(let number): try expect(number, printedAs: match.2)
    }
  }

  /// The library prints 16 digits, one short of exact.
  private func expect(_ number: Double, printedAs text: Substring) throws {
    let read = try #require(Double(text))
    #expect(abs(read - number) <= 1e-15 * abs(number))
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  @Test func `a later function carries its prefix`() throws {
    let cell = WrittenWorkbook.cell("C14", in: try WrittenWorkbook(sample).sheet(3))
    #expect(cell?.hasPrefix("<f>_xlfn.STDEV.S(B13:D13,7)+0*LEN(\"IFNA(\")</f>") == true)
  }

  @Test func `the overview as XML`() throws {
    let xml = try WrittenWorkbook(sample).sheet(2).replacing("><", with: ">\n<")
    try expectGolden(xml + "\n", named: "overview.xml")
  }

  @Test func `no golden file is left over`() throws { try expectNoOrphanGoldens() }

  @Test(arguments: [(1, "FF1F3864", true), (2, "FF0072B2", true), (3, "FFA6A6A6", false)])
  func `a sheet's kind decides its tab and grid`(
    number: Int, color: String, hidesGrid: Bool
  ) throws {
    let xml = try WrittenWorkbook(sample).sheet(number)
    #expect(xml.contains("<tabColor rgb=\"\(color)\"/>"))
    #expect(xml.contains("showGridLines=\"0\"") == hidesGrid)
  }

  @Test func `the book opens at its first sheet`() throws {
    let written = try WrittenWorkbook(sample)
    #expect(try written.sheet(1).contains("tabSelected=\"1\""))
    #expect(try !written.part("xl/workbook.xml").contains("activeTab"))
    #expect(try !written.sheet(2).contains("tabSelected"))
  }

  @Test func `panes stay where the sheet says`() throws {
    let xml = try WrittenWorkbook(sample).sheet(2)
    #expect(xml.contains("<pane xSplit=\"1\" ySplit=\"4\" topLeftCell=\"B5\""))
  }

  @Test func `a table has its titles and reaches to the last row`() throws {
    let written = try WrittenWorkbook(sample)
    let table = try written.part("xl/tables/table1.xml")
    #expect(table.contains("name=\"data\" displayName=\"data\" ref=\"A1:E9\""))
    #expect(table.contains("<autoFilter ref=\"A1:E9\"/>"))
    #expect(table.contains("<tableColumn id=\"4\" name=\"amount\"/>"))
  }

  @Test func `a table without rows gets an empty one`() throws {
    var sheet = Sheet(name: "Data", kind: .input)
    sheet.rows = [[.init(.text("a"), .heading)]]
    sheet.tables = [SheetTable(name: "empty", headerRow: 0, columns: ["a"])]
    let book = SampleWorkbook.workbook(of: sheet)
    #expect(try WrittenWorkbook(book).part("xl/tables/table1.xml").contains("ref=\"A1:A2\""))
  }

  @Test func `links lead inside and outside`() throws {
    let written = try WrittenWorkbook(sample)
    #expect(try written.sheet(1).contains("<hyperlink ref=\"A9\" location=\"'Overview'!A1\""))
    let relations = try written.part("xl/worksheets/_rels/sheet1.xml.rels")
    #expect(relations.contains("Target=\"https://example.org/rules?a=1&amp;b=2\""))
  }

  @Test func `a link to a cell of the file may have any content`() throws {
    let xml = try WrittenWorkbook(sample).sheet(2)
    #expect(xml.contains("<hyperlink ref=\"B5\" location=\"'Data'!D2\""))
    #expect(WrittenWorkbook.cell("B5", in: xml)?.hasPrefix("<f>SUMIFS(") == true)
    #expect(WrittenWorkbook.cell("B5", in: xml)?.hasSuffix("<v>1200000</v>") == true)
  }

  @Test func `properties keep their type`() throws {
    let custom = try WrittenWorkbook(sample).part("docProps/custom.xml")
    #expect(custom.contains("name=\"figures\"><vt:r8>16.5</vt:r8>"))
    #expect(custom.contains("name=\"as of\"><vt:filetime>2025-12-31T00:00:00Z</vt:filetime>"))
  }

  @Test func `a cell has its name`() throws {
    let book = try WrittenWorkbook(sample).part("xl/workbook.xml")
    #expect(book.contains("<definedName name=\"days_of_year\">Control!$B$5</definedName>"))
  }

  @Test func `groups can be folded and are open`() throws {
    let xml = try WrittenWorkbook(sample).sheet(4)
    #expect(xml.ranges(of: " outlineLevel=\"1\"").count == 14)
    #expect(xml.contains("<outlinePr summaryBelow=\"0\" summaryRight=\"0\"/>"))
    #expect(!xml.contains("hidden=") && !xml.contains("collapsed="))
  }

  @Test func `two tables share a sheet`() throws {
    let written = try WrittenWorkbook(sample)
    #expect(
      try written.part("xl/tables/table2.xml").contains("displayName=\"notes\" ref=\"G2:H3\""))
    #expect(WrittenWorkbook.cell("G2", in: try written.sheet(5))?.hasPrefix("<v>") == true)
  }

  /// A cell of a shared string holds text whatever its first letter is.
  @Test(arguments: [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "{=1}", "http://a.example", "=HYPERLINK(\"x\")",
  ])
  func `a text that looks like a formula or an address stays a text`(text: String) throws {
    var sheet = Sheet(name: "Data", kind: .input)
    sheet.rows = [[SheetCell(.text(text))]]
    let written = try WrittenWorkbook(Fault.book([sheet]))
    let xml = try written.sheet(1)
    #expect(xml.contains(#"<c r="A1" t="s"#) || xml.contains(#"<c r="A1" s="1" t="s""#), "\(xml)")
    #expect(!xml.contains("<f>"))
    #expect(!xml.contains("hyperlink"))
  }
}
