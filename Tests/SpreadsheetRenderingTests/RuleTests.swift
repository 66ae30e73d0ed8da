import Testing
import WorkbookModel

@testable import SpreadsheetRendering

/// What cells accept and what marks them.
@Suite struct RuleTests {
  private let sample = SampleWorkbook.workbook

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

  @Test func `a partial figure is in italics, and keeps its number format`() throws {
    var sheet = Sheet(name: "Data", kind: .calculation)
    sheet.rows = [[.init(.formula("2", .number(2)), .computed(.usd), bound: .atLeast)]]
    sheet.conditions = [
      SheetCondition(.partial(.formula("A1<B1")), on: SheetRange(row: 0, column: 0))
    ]
    let written = try WrittenWorkbook(SampleWorkbook.workbook(of: sheet))
    #expect(try written.sheet(1).contains("<formula>A1&lt;B1</formula>"))
    let marks = try written.part("xl/styles.xml").matches(of: /<dxf>.*?<\/dxf>/)
    #expect(marks.count == 1)
    #expect(marks[0].0.contains("<i/>") && !marks[0].0.contains("numFmt"))
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
}
