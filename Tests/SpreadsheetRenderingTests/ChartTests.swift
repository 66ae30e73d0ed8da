import Testing
import WorkbookModel

@testable import SpreadsheetRendering

@Suite struct ChartTests {
  private let sample = SampleWorkbook.workbook

  @Test(arguments: [
    (1, "<c:barDir val=\"col\"/>"), (2, "<c:lineChart>"), (4, "<c:barDir val=\"bar\"/>"),
    (6, "<c:areaChart>"),
  ])
  func `each form is its own kind of chart`(number: Int, element: String) throws {
    #expect(try WrittenWorkbook(sample).part("xl/charts/chart\(number).xml").contains(element))
  }

  @Test func `a chart shows the values of its formulas`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart1.xml")
    #expect(xml.contains("<c:f>'Overview'!$B$5:$E$5</c:f>"))
    #expect(xml.contains("<c:pt idx=\"0\"><c:v>1200000</c:v></c:pt>"))
    #expect(xml.contains("<c:pt idx=\"3\"><c:v>2025Q4</c:v></c:pt>"))
    #expect(xml.ranges(of: "<c:pt ").count == 16)
  }

  @Test func `a day without a close leaves a gap`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart5.xml")
    // No element stands for a gap, the default of Excel's own files.
    #expect(!xml.contains("dispBlanksAs"))
    #expect(xml.contains("<c:ptCount val=\"104\"/>"))
    let values = try #require(xml.firstRange(of: "<c:val>"))
    #expect(!xml[values.upperBound...].contains("<c:pt idx=\"50\">"))
    #expect(xml[values.upperBound...].contains("<c:pt idx=\"51\">"))
  }

  @Test func `an area is drawn through a gap instead of falling to 0`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart6.xml")
    #expect(xml.contains("<c:dispBlanksAs val=\"span\"/>"))
  }

  @Test func `days are shown as months`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart5.xml")
    #expect(xml.contains("<c:numFmt formatCode=\"yyyy-mm\" sourceLinked=\"0\"/>"))
    #expect(xml.contains("<c:auto val=\"1\"/>"))
  }

  @Test func `a chart has a text for those who cannot see it`() throws {
    let drawing = try WrittenWorkbook(sample).part("xl/drawings/drawing1.xml")
    #expect(drawing.contains("descr=\"Revenue and emission by quarter of 2025\""))
  }

  @Test func `one series needs no legend, several do`() throws {
    let written = try WrittenWorkbook(sample)
    #expect(try written.part("xl/charts/chart1.xml").contains("<c:legend>"))
    #expect(try !written.part("xl/charts/chart2.xml").contains("<c:legend>"))
  }

  @Test func `lines differ in dash and marker, not in colour alone`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart3.xml")
    let dashes = xml.matches(of: /<a:prstDash val="(\w+)"/).map { String($0.1) }
    #expect(dashes == ["dash", "sysDot"])
    let markers = xml.matches(of: /<c:symbol val="(\w+)"/).map { String($0.1) }
    #expect(markers == ["circle", "square", "triangle"])
  }

  @Test(arguments: [
    ("'Bob''s looks'!$A$1:$A$9", "Bob's looks", 0...8, 0...0),
    ("Data!$XFD$1048576", "Data", 1_048_575...1_048_575, 16_383...16_383),
    ("'a!b'!B2:AA2", "a!b", 1...1, 1...26),
  ])
  func `a reference is read`(
    text: String, sheet: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>
  ) throws {
    let range = try #require(CellRange(text))
    #expect(range.sheet == sheet && range.rows == rows && range.columns == columns)
  }

  @Test(arguments: [
    "", "A1", "Data!", "Data!A", "Data!1", "Data!A0", "Data!XFE1", "Data!A1:B2:C3", "Data!B1:A1",
    "Data!A1048577", "!A1", "Data!$A$1:", "Data!A-1",
  ])
  func `what is no reference is refused`(text: String) {
    #expect(CellRange(text) == nil)
  }

  @Test(arguments: [
    (0, 0, "A1"), (8, 25, "Z9"), (0, 26, "AA1"), (9, 701, "ZZ10"), (0, 702, "AAA1"),
  ])
  func `a cell has its A1 name`(row: Int, column: Int, name: String) {
    #expect(CellRange.name(row: row, column: column) == name)
  }
}
