import Testing
import WorkbookModel

@testable import SpreadsheetRendering

/// Number formats, fonts, wrapped titles and reasons too wide for their cells.
@Suite struct LookTests {
  private let sample = SampleWorkbook.workbook

  @Test func `a word that is an answer is not grey`() throws {
    var sheet = Sheet(name: "Data", kind: .calculation)
    sheet.rows = [
      [
        .init(.formula("\"ok\"", .text("ok")), .computed(.word)),
        .init(.formula("\"n/a\"", .text("n/a")), .computed(.general)),
      ]
    ]
    let book = SampleWorkbook.workbook(of: sheet)
    let styles = try WrittenWorkbook(book).part("xl/styles.xml")
    #expect(styles.contains("formatCode=\"General_);[Red]-General_);0_);@_)\""))
    #expect(styles.contains("formatCode=\"[Black]General_);[Red]-General_);[Black]0_);@_)\""))
    #expect(styles.ranges(of: "FF6B6B6B").count == 1)
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
    SheetCell.NumberLook.integer, .amount, .usd, .price, .percent, .change, .points, .multiple,
    .index, .log, .general, .bare, .word,
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
    (.bare, 0.155272938376, "#,##0.00"), (.bare, 2, "#,##0"), (.bare, 12_345.6, "#,##0"),
    (.points, 0.52, "+0.0%\" pts\""), (.usd, 0.25, "$#,##0"), (.word, 0.25, "General"),
  ])
  func `the size of a figure decides its digits where its unit does not`(
    look: SheetCell.NumberLook, figure: Double, format: String
  ) {
    for content in [SheetCell.Content.number(figure), .formula("0", .number(figure))] {
      let cell = SheetCell(content, .computed(look))
      #expect(look.cellFormat(cell.digits).hasPrefix(format + "_)"))
    }
  }

  @Test func `a bound has its sign in the number format, and its number stays one`() throws {
    var sheet = Sheet(name: "Data", kind: .calculation)
    sheet.rows = [
      [
        .init(.formula("1", .number(1)), .computed(.usd), bound: .atMost),
        .init(.formula("0.5", .number(0.5)), .headline(.multiple), bound: .atLeast),
        .init(.formula("1", .number(1)), .computed(.usd)),
      ]
    ]
    let written = try WrittenWorkbook(SampleWorkbook.workbook(of: sheet))
    let styles = try written.part("xl/styles.xml")
    let most = "[Black]&quot;≤ &quot;$#,##0_);[Black]&quot;≤ &quot;($#,##0);"
    #expect(styles.contains("formatCode=\"\(most)[Black]&quot;≤ &quot;$0_);@_)\""))
    #expect(styles.contains("[Black]&quot;≥ &quot;0.00&quot;x&quot;_);[Red]&quot;≥ &quot;-0.00"))
    #expect(styles.contains("formatCode=\"[Black]$#,##0_);[Black]($#,##0);[Black]$0_);@_)\""))
    #expect(try written.sheet(1).contains("<v>0.5</v>"))
  }

  @Test func `a mark keeps the sign of the bound that it is drawn on`() throws {
    var sheet = Sheet(name: "Data", kind: .calculation)
    sheet.rows = [[.init(.formula("2", .number(2)), .computed(.multiple), bound: .atLeast)]]
    sheet.conditions = [
      SheetCondition(.verdict(.good, .atLeast(1)), on: SheetRange(row: 0, column: 0))
    ]
    let styles = try WrittenWorkbook(SampleWorkbook.workbook(of: sheet)).part("xl/styles.xml")
    #expect(styles.contains("&quot;✓&quot;* &quot;≥ &quot;0.00&quot;x&quot;"))
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
    let book = SampleWorkbook.workbook(of: sheet)
    let written = try WrittenWorkbook(book)
    #expect(try written.sheet(1).contains("ht=\"45\" customHeight=\"1\""))
    #expect(try written.part("xl/styles.xml").ranges(of: "wrapText=\"1\"").count == 2)
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
      let book = SampleWorkbook.workbook(of: sheet)
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
      let book = SampleWorkbook.workbook(of: sheet)
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
}
