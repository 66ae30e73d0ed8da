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
    sheet.table = SheetTable(name: "empty", headerRow: 0, columns: ["a"])
    var book = sample
    (book.sheets, book.names) = ([sheet], [])
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

  @Test(arguments: [
    ("B5", "whole", "<formula1>360</formula1><formula2>366</formula2>"),
    ("B6", "decimal", "<formula1>0</formula1><formula2>0.5</formula2>"),
    ("B7", "list", "<formula1>\"then,now\"</formula1>"),
    ("B12", "list", "<formula1>Overview!$B$4:$E$4</formula1>"),
    ("B13", "date", "<formula1>45658</formula1><formula2>46022</formula2>"),
  ])
  func `a cell says what it accepts`(cell: String, type: String, bounds: String) throws {
    let xml = try WrittenWorkbook(sample).sheet(1)
    let rule = xml.matches(of: /<dataValidation type="(\w+)".*?<\/dataValidation>/).first {
      $0.0.contains(" sqref=\"\(cell)\"")
    }
    let found = try #require(rule)
    #expect(found.1 == type)
    #expect(found.0.contains(bounds))
    #expect(found.0.contains("showErrorMessage=\"1\""))
  }

  @Test func `a sheet without rules has no conditional format`() throws {
    let written = try WrittenWorkbook(sample)
    for number in [1, 3, 4, 5] {
      #expect(try !written.sheet(number).contains("<conditionalFormatting"))
    }
  }

  @Test func `a verdict is told by a sign and not by colour alone`() throws {
    let styles = try WrittenWorkbook(sample).part("xl/styles.xml")
    let marks = styles.matches(of: /<dxf>.*?<\/dxf>/).map { String($0.0) }
    #expect(marks.count == 6)
    for sign in ["✓", "!", "✗"] {
      #expect(marks.filter { $0.contains("&quot;\(sign)") && $0.contains("<b/>") }.count == 2)
    }
  }

  @Test func `a word that is an answer is not grey`() throws {
    var sheet = Sheet(name: "Data", kind: .calculation)
    sheet.rows = [
      [
        .init(.formula("\"ok\"", .text("ok")), .computed(.word)),
        .init(.formula("\"n/a\"", .text("n/a")), .computed(.general)),
      ]
    ]
    var book = sample
    (book.sheets, book.names) = ([sheet], [])
    let styles = try WrittenWorkbook(book).part("xl/styles.xml")
    #expect(styles.contains("formatCode=\"General_);[Red]-General_);0_);@_)\""))
    #expect(styles.contains("formatCode=\"[Black]General_);[Red]-General_);[Black]0_);@_)\""))
    #expect(styles.ranges(of: "FF6B6B6B").count == 1)
  }

  @Test func `texts pass no comparison`() throws {
    let xml = try WrittenWorkbook(sample).sheet(2)
    #expect(xml.contains("<formula>AND(ISNUMBER(B7),B7&gt;=0.8)</formula>"))
    #expect(xml.contains("<formula>AND(ISNUMBER(B7),B7&lt;0.5)</formula>"))
    #expect(xml.contains("<formula>LEFT(B12,4)=\"fail\"</formula>"))
  }

  @Test func `signs are reversed where less is better`() {
    let tests = SheetCondition.lights(good: 1, warning: 2).map {
      "\($0.0) \($0.1.formula(at: SheetRange(row: 0, column: 0)))"
    }
    #expect(
      tests == [
        "good AND(ISNUMBER(A1),A1<=1)", "warning AND(ISNUMBER(A1),A1<=2)",
        "bad AND(ISNUMBER(A1),A1>2)",
      ])
  }

  @Test func `the reason for a missing figure is grey before and after recalculation`() throws {
    let written = try WrittenWorkbook(sample)
    let styles = try written.part("xl/styles.xml")
    // Cells of figures have a grey font, and number formats that draw figures black.
    let cell = try #require(try written.sheet(2).firstMatch(of: /<c r="B6" s="(\d+)"/))
    let formats = try #require(styles.firstMatch(of: /<cellXfs.*?<\/cellXfs>/)).0
    let format = formats.matches(of: /<xf .*?numFmtId="(\d+)" fontId="(\d+)".*?>/)[
      try #require(Int(cell.1))]
    let fonts = styles.matches(of: /<font>.*?<\/font>/)
    #expect(fonts[try #require(Int(format.2))].0.contains("FF6B6B6B"))
    let code = try #require(
      styles.firstMatch(of: try Regex("numFmtId=\"\(format.1)\" formatCode=\"(.*?)\"")))
    #expect(code.output[1].substring == "[Black]$#,##0_);[Black]($#,##0);[Black]$0_);@_)")
  }

  @Test(arguments: [
    SheetCell.NumberLook.integer, .amount, .usd, .price, .percent, .change, .multiple, .index, .log,
    .general, .word,
  ])
  func `a negative figure stands in parentheses or is red with its sign`(
    look: SheetCell.NumberLook
  ) {
    for format in [look.cellFormat(.four), look.computedFormat(.all)] {
      let negative = format.split(separator: ";")[1]
      #expect(negative.contains(/\(.*\)$/) || negative.hasPrefix("[Red]-"), "\(format)")
    }
  }

  @Test(arguments: [
    (SheetCell.NumberLook.price, 87_654.321, "$#,##0.00"), (.price, 1.5, "$#,##0.0000"),
    (.price, -0.000_012, "$0.00000000"), (.price, 0, "$#,##0.00"), (.general, 92, "General"),
    (.general, 1_161_859.822_689, "#,##0"), (.general, -1.762_315, "#,##0.0###"),
    (.general, 0.346_703_565_949, "0.0#####"), (.general, 821_250, "#,##0"),
    (.general, 1e-9, "0.00E+00"),
    (.usd, 0.25, "$#,##0"), (.word, 0.25, "General"),
  ])
  func `the size of a figure decides its digits where its unit does not`(
    look: SheetCell.NumberLook, figure: Double, format: String
  ) {
    for content in [SheetCell.Content.number(figure), .formula("0", .number(figure))] {
      let cell = SheetCell(content, .computed(look))
      #expect(look.cellFormat(cell.digits).hasPrefix(format + "_)"))
    }
  }

  @Test func `a title that cannot run on is wrapped`() throws {
    var sheet = Sheet(name: "Data", kind: .calculation)
    sheet.columnWidths = [10, 10, 10, 10]
    let long = SheetCell(.text("a title of thirty letters, all"), .heading)
    sheet.rows = [
      [long, .init(.text("short"), .heading), long, .init(), long],
      [.init(.text("short"), .heading), .init(.text("short"), .heading)],
      [.init(.text("short"), .heading), long],
      [.init(), .init(.number(1), .computed(.amount))],
    ]
    #expect(sheet.wrapsHeading(row: 2, column: 1))
    #expect(
      (0...4).map { sheet.wrapsHeading(row: 0, column: $0) } == [true, false, false, false, false])
    #expect(sheet.wrappedHeight(ofRow: 0) == 45 && sheet.wrappedHeight(ofRow: 1) == nil)
    var book = sample
    (book.sheets, book.names) = ([sheet], [])
    let written = try WrittenWorkbook(book)
    #expect(try written.sheet(1).contains("ht=\"45\" customHeight=\"1\""))
    #expect(try written.part("xl/styles.xml").ranges(of: "wrapText=\"1\"").count == 2)
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
    var book = sample
    (book.sheets, book.names) = ([sheet], [])
    let side = isOnItsSide ? "landscape" : "portrait"
    #expect(try WrittenWorkbook(book).sheet(1).contains("orientation=\"\(side)\""))
  }

  @Test func `a reason wider than its cell is an n/a where another column tells it`() throws {
    let short = "n/a: partial"
    let long = "n/a: needs 'circulating_supply'"
    for tellsReasons in [true, false] {
      var sheet = Sheet(name: "Data", kind: .calculation)
      (sheet.columnWidths, sheet.tellsReasons) = ([12, 12, 12], tellsReasons)
      sheet.rows = [
        [
          .init(.formula("\"\(short)\"", .text(short)), .computed(.usd)),
          .init(.formula("\"\(long)\"", .text(long)), .computed(.usd)),
          .init(.text(long), .computed(.usd)),
        ]
      ]
      var book = sample
      (book.sheets, book.names) = ([sheet], [])
      let written = try WrittenWorkbook(book)
      // The cell keeps its reason; only what is drawn is short.
      #expect(try written.sheet(1).contains("<v>\(long)</v>"))
      let formats = try written.part("xl/styles.xml").ranges(of: "&quot;n/a …&quot;_)").count
      #expect(formats == (tellsReasons ? 1 : 0))
      #expect(!sheet.abbreviates(short, .computed(.usd), inColumn: 0))
      #expect(sheet.abbreviates(long, .computed(.usd), inColumn: 0) == tellsReasons)
      #expect(!sheet.abbreviates("not by 2027Q4 or later", .computed(.usd), inColumn: 0))
      #expect(!sheet.abbreviates(long, .computed(.word), inColumn: 0))
    }
  }

  @Test func `a link is underlined, and a figure that leads somewhere is not`() throws {
    for (look, count) in [(SheetCell.Look.computed(.usd), 0), (.computed(.word), 1), (.plain, 1)] {
      var sheet = Sheet(name: "Data", kind: .calculation)
      sheet.rows = [[.init(.formula("1", .number(1)), look, target: "internal:'Data'!A2")]]
      var book = sample
      (book.sheets, book.names) = ([sheet], [])
      let styles = try WrittenWorkbook(book).part("xl/styles.xml")
      #expect(styles.ranges(of: "<u/>").count == count)
    }
  }

  @Test func `a title over names, or beside empty texts, runs on from the left`() {
    var sheet = Sheet(name: "Data", kind: .control)
    sheet.columnWidths = [10, 10]
    let title = SheetCell(.text("a title of thirty letters, all"), .heading)
    sheet.rows = [
      [title, .init(.text(""), .heading)],
      [.init(.number(1), .computed(.amount)), .init(.number(1), .computed(.amount))],
    ]
    #expect(!sheet.wrapsHeading(row: 0, column: 0))
    #expect(!sheet.hasFigure(below: 0, column: 0) && sheet.hasFigure(below: 0, column: 1))
  }

  @Test func `pages side by side begin with the frozen columns`() throws {
    var sheet = Sheet(name: "Data", kind: .input)
    (sheet.columnWidths, sheet.frozenColumns) = ([45] + Array(repeating: 14, count: 60), 1)
    sheet.rows = [[.init(.text("a"))]]
    var book = sample
    (book.sheets, book.names) = ([sheet], [])
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

  @Test func `groups can be folded and are open`() throws {
    let xml = try WrittenWorkbook(sample).sheet(4)
    #expect(xml.ranges(of: " outlineLevel=\"1\"").count == 14)
    #expect(xml.contains("<outlinePr summaryBelow=\"0\" summaryRight=\"0\"/>"))
    #expect(!xml.contains("hidden=") && !xml.contains("collapsed="))
  }

  @Test func `remarks that would be wrong are left out`() throws {
    let xml = try WrittenWorkbook(sample).sheet(4)
    #expect(xml.contains("<ignoredError sqref=\"A1 A2\" numberStoredAsText=\"1\"/>"))
    #expect(xml.contains("<ignoredError sqref=\"C2:C105\" formula=\"1\"/>"))
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
