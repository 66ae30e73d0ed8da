import Foundation
import FoundationXML
import Quantities
import TestSupport
import Testing
import WorkbookModel

@testable import OpenDocumentRendering

@Suite struct FlatSpreadsheetTests {
  @Test func `no golden file is left behind`() throws { try expectNoOrphanGoldens() }

  @Test func `the same workbook gives the same bytes`() throws {
    let bytes = FlatSpreadsheet().bytes(of: Sample.workbook)
    #expect(FlatSpreadsheet().bytes(of: Sample.workbook) == bytes)
    try expectGolden(String(decoding: bytes, as: UTF8.self), named: "sample.fods")
  }

  @Test func `another reader takes it for XML, whatever the texts`() throws {
    let text = String(String.UnicodeScalarView((0..<0x300).compactMap(Unicode.Scalar.init)))
    var sheet = Sheet(name: "<&\"'>\u{1}\u{FFFF}", kind: .output)
    sheet.rows = [[SheetCell(.text(text)), SheetCell(.link(text, target: text))]]
    sheet.tables = [SheetTable(name: "t", headerRow: 0, columns: ["a"])]
    let book = Workbook(
      title: text, subject: text, comments: text, asOf: Sample.day,
      properties: [(text, .text(text))],
      sheets: [sheet])
    let parser = XMLParser(data: Data(FlatSpreadsheet().bytes(of: book)))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  @Test func `a number is written so that the same double is read`() throws {
    let numbers = [
      0.1, 1e-7, 123_456_789.123_456_79, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ]
    var sheet = Sheet(name: "numbers", kind: .output)
    sheet.rows = numbers.map { [SheetCell(.number($0), .computed(.usd))] }
    var book = Sample.workbook
    book.sheets = [sheet]
    let text = String(decoding: FlatSpreadsheet().bytes(of: book), as: UTF8.self)
    let read = text.matches(of: /office:value="([^"]*)"/).compactMap { Double($0.1) }
    #expect(read == numbers)
  }
}

/// A workbook with every kind of cell.
enum Sample {
  static let day = Day(number: 20_453)  // 2025-12-31

  static let workbook = Workbook(
    title: "Sample & title", subject: "subject", comments: "comments", asOf: day,
    properties: [
      ("release", .text("1.0")), ("as of", .day(day)), ("share", .number(0.5)),
    ], sheets: [figures, other])

  private static let figures: Sheet = {
    var sheet = Sheet(name: "Figures", kind: .output)
    sheet.rows = [
      ["name", "value", "day"].map { SheetCell(.text($0), .heading) },
      [SheetCell(.text("dollars")), SheetCell(.number(1204.5), .computed(.usd))],
      [SheetCell(.text("price")), SheetCell(.number(0.123_456), .computed(.price))],
      [SheetCell(.text("share")), SheetCell(.number(0.54), .computed(.percent))],
      [SheetCell(.text("growth")), SheetCell(.number(0.25), .computed(.change))],
      [SheetCell(.text("fall")), SheetCell(.number(-0.25), .computed(.change))],
      [
        SheetCell(.text("ratio")),
        SheetCell(.number(0.543_663_017_527_772_1), .headline(.multiple)),
      ],
      [SheetCell(.text("day")), SheetCell(), SheetCell(.day(day), .computed(.day))],
      [SheetCell(.text("none")), SheetCell(.text("n/a: needs 'price'"), .computed(.general))],
      [SheetCell(.text("formula")), SheetCell(.formula("1+1", .number(2)), .computed(.amount))],
      [SheetCell(.text("typed")), SheetCell(.number(7), .input(.integer))],
    ]
    sheet.columnWidths = [16, 12.5]
    (sheet.frozenRows, sheet.frozenColumns) = (1, 1)
    sheet.tables = [SheetTable(name: "Figures", headerRow: 0, columns: ["name", "value", "day"])]
    return sheet
  }()

  private static let other: Sheet = {
    var sheet = Sheet(name: "It's other", kind: .control)
    sheet.rows = [
      [SheetCell(.text("A title"), .title)], [],
      [SheetCell(.text("two  spaces, a\ttab and a\nbreak < > & \"quoted\""), .wrapped)],
      [
        SheetCell(.link("a cell", target: "internal:'Figures'!A1")),
        SheetCell(.link("a page", target: "https://example.org/?a=1&b=2")),
      ],
      [SheetCell(.text("reason"), .subtitle), SheetCell(.text("note"), .note)],
    ]
    return sheet
  }()
}
