import Testing
import WorkbookModel

@testable import SpreadsheetRendering

/// Paper, pages side by side, print areas, heads and feet.
@Suite struct PrintTests {
  private let sample = SampleWorkbook.workbook

  @Test func `sheets print on A4 with their header rows`() throws {
    let written = try WrittenWorkbook(sample)
    #expect(
      try written.sheet(2).contains(
        "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"land"))
    #expect(try written.sheet(1).contains("orientation=\"portrait\""))
    let names = try written.part("xl/workbook.xml")
    #expect(names.contains("localSheetId=\"1\">Overview!$1:$4</definedName>"))
    let header =
      "&amp;L&amp;8&amp;\"Calibri,Regular\"Token networks &amp;&amp; their revenue, 2025Q4"
    #expect(try written.sheet(2).contains(header))
    #expect(try written.sheet(2).contains("page &amp;P of &amp;N"))
    #expect(!written.parts.values.contains { $0.contains("&amp;D") })
  }

  @Test(arguments: [
    ([20.0, 300], 0, true, 1), ([20, 325], 0, true, 1), ([20, 326], 0, true, 2),
    ([20, 326], 1, true, 2), ([45, 600], 1, true, 2), ([45, 601], 1, true, 3),
    ([200, 50], 0, false, 2),
    ([], 0, true, 1), ([255, 255, 255], 3, true, 1),
  ])
  func `a wide sheet is printed on pages side by side`(
    widths: [Double], frozen: Int, isLandscape: Bool, pages: Int
  ) {
    var sheet = Sheet(name: "Data", kind: .input)
    (sheet.columnWidths, sheet.frozenColumns, sheet.isLandscape) = (widths, frozen, isLandscape)
    #expect(sheet.pagesWide == pages)
  }

  @Test(arguments: [([40.0, 70], false), ([40, 71], true), ([11], false)])
  func `a narrow list is printed upright`(widths: [Double], isOnItsSide: Bool) throws {
    var sheet = Sheet(name: "Data", kind: .input)
    (sheet.columnWidths, sheet.rows) = (widths, [[.init(.text("a"))]])
    let book = SampleWorkbook.workbook(of: sheet)
    let side = isOnItsSide ? "landscape" : "portrait"
    #expect(try WrittenWorkbook(book).sheet(1).contains("orientation=\"\(side)\""))
  }

  @Test func `a page begins where a sheet says so, and the sheet is as high as it needs`() throws {
    var sheet = Sheet(name: "Data", kind: .output)
    (sheet.columnWidths, sheet.pageBreaks) = ([100, 100], [3, 9])
    sheet.rows = [[.init(.text("a"))]]
    let xml = try WrittenWorkbook(SampleWorkbook.workbook(of: sheet)).sheet(1)
    #expect(xml.contains("fitToHeight=\"0\""))
    for row in sheet.pageBreaks {
      #expect(xml.contains("<brk id=\"\(row)\" max=\"16383\" man=\"1\"/>"))
    }
  }

  @Test func `pages side by side begin with the frozen columns`() throws {
    var sheet = Sheet(name: "Data", kind: .input)
    (sheet.columnWidths, sheet.frozenColumns) = ([45] + Array(repeating: 14, count: 60), 1)
    sheet.rows = [[.init(.text("a"))]]
    var book = SampleWorkbook.workbook(of: sheet)
    let written = try WrittenWorkbook(book)
    #expect(try written.sheet(1).contains("fitToWidth=\"3\" fitToHeight=\"0\""))
    #expect(try written.part("xl/workbook.xml").contains(">Data!$A:$A</definedName>"))
    book.sheets[0].printArea = SheetRange(rows: 0...0, columns: 0...9)
    #expect(try !WrittenWorkbook(book).sheet(1).contains("fitToWidth"))
  }

  @Test func `a page of one sheet has its print area`() throws {
    let written = try WrittenWorkbook(sample)
    #expect(!written.parts.isEmpty)
    let xml = try written.sheet(1)
    #expect(xml.contains("<pageSetUpPr fitToPage=\"1\"/>") && !xml.contains("fitToHeight"))
    #expect(xml.contains("zoomScale=\"110\""))
    #expect(
      try written.part("xl/workbook.xml").contains(
        "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">Control!$A$1:$C$11<"))
  }

  @Test func `the foot of a page names the inputs`() throws {
    let xml = try WrittenWorkbook(sample).sheet(2)
    #expect(
      xml.contains("as of 2025-12-31&amp;C&amp;8&amp;\"Calibri,Regular\"inputs 0123456789ab&amp;R"))
  }
}
