import Quantities
import Testing
import WorkbookModel

@testable import SpreadsheetRendering

/// A workbook that no file can hold, and the rule that says so.
struct Fault: Sendable, CustomTestStringConvertible {
  let rule: String
  let words: String
  let book: @Sendable () -> Workbook

  var testDescription: String { "\(rule): \(words)" }

  /// A book of one sheet that breaks a rule.
  static func sheet(
    _ rule: String, _ words: String, _ change: @escaping @Sendable (inout Sheet) -> Void
  ) -> Fault {
    Fault(rule: rule, words: words) {
      var sheet = Sheet(name: "Data", kind: .input)
      change(&sheet)
      return book([sheet])
    }
  }

  static func cell(_ rule: String, _ words: String, _ content: SheetCell.Content) -> Fault {
    .sheet(rule, words) { $0.rows = [[], [.init(), .init(content)]] }
  }

  static func book(_ sheets: [Sheet]) -> Workbook {
    Workbook(
      title: "", subject: "", comments: "", asOf: SampleWorkbook.asOf, properties: [],
      sheets: sheets)
  }
}

@Suite struct LimitsTests {
  static let faults: [Fault] = [
    Fault(rule: "no-sheet", words: "has no sheet") { Fault.book([]) },
    .sheet("sheet-name", "has no name") { $0.name = "" },
    .sheet("sheet-name", "the name has 32 characters") {
      $0.name = String(repeating: "x", count: 32)
    },
    .sheet("sheet-name", "the name has a '/'") { $0.name = "a/b" },
    .sheet("sheet-name", "apostrophe") { $0.name = "'a" },
    .sheet("sheet-name", "Excel keeps this name") { $0.name = "History" },
    Fault(rule: "sheet-name", words: "has the name of another") {
      Fault.book([Sheet(name: "Data", kind: .input), Sheet(name: "DATA", kind: .output)])
    },
    .cell("not-finite", "sheet 'Data', cell B2: holds nan", .number(.nan)),
    .cell("not-finite", "holds inf", .number(.infinity)),
    .cell("not-finite", "holds -inf", .formula("1", .number(-.infinity))),
    .cell("text-length", "32768 characters", .text(String(repeating: "x", count: 32_768))),
    .cell(
      "text-length", "2080 characters", .link("x", target: String(repeating: "x", count: 2080))),
    .cell(
      "formula-length", "8193 characters",
      .formula(String(repeating: "1", count: 8193), .number(1))),
    .cell("control-character", "control character", .text("a\u{0}b")),
    .cell("control-character", "control character", .formula("1", .text("\u{1B}"))),
    .cell("control-character", "control character", .text("\u{FFFF}")),
    .cell("early-day", "1900-02-28 comes before", .day(SampleWorkbook.day(1900, 2, 28))),
    .sheet("sheet-size", "1048577 rows") { $0.rows = Array(repeating: [], count: 1_048_577) },
    .sheet("sheet-size", "16385 columns") {
      $0.rows = [Array(repeating: SheetCell(), count: 16_385)]
    },
    .sheet("column-width", "column width") { $0.columnWidths = [256] },
    .table("no header row", SheetTable(name: "rows", headerRow: 1, columns: ["a"])),
    .table("not a word", SheetTable(name: "two words", headerRow: 0, columns: ["a"])),
    .table("reads as a cell", SheetTable(name: "T1", headerRow: 0, columns: ["a"])),
    .table("reads as a cell", SheetTable(name: "R1C1", headerRow: 0, columns: ["a"])),
    .table("two columns have one title", SheetTable(name: "t", headerRow: 0, columns: ["a", "A"])),
    .table("column 1 is 'b'", SheetTable(name: "t", headerRow: 0, columns: ["b"])),
    .chart("reads 'Data'", "Data"),
    .chart("reads 'Nowhere!$A$1'", "Nowhere!$A$1"),
    .chart("reads 'Data!$A$1:$B$2'", "Data!$A$1:$B$2"),
    Fault(rule: "text-length", words: "document property 'title'") {
      var book = Fault.book([Sheet(name: "Data", kind: .input)])
      book.title = String(repeating: "x", count: 256)
      return book
    },
    .table(
      "shares cells", SheetTable(name: "t", headerRow: 0, columns: ["a"]),
      SheetTable(name: "u", headerRow: 0, columns: ["a"])),
    .table("reaches beyond", SheetTable(name: "t", headerRow: 0, columns: ["a"], lastRow: 1 << 20)),
    .table(
      "column 1 is 'a', its cell is not",
      SheetTable(name: "t", headerRow: 0, firstColumn: 1, columns: ["a"])),
    .cell("link-target", "leads to 'Data!A1'", .link("x", target: "Data!A1")),
    .cell("link-target", "leads to", .link("x", target: "internal:'None'!A1")),
    .cell("link-target", "leads to", .link("x", target: "https://example.org/internal:a")),
    .sheet("link-target", "leads to 'A1'") { $0.rows = [[.init(.number(1), target: "A1")]] },
    .sheet("link-count", "has 65531 links") {
      $0.rows = Array(
        repeating: [.init(.number(1), target: "internal:Data!A1")], count: 65_531)
    },
    .name("reads as a cell", DefinedName("Q4", "Data!$A$1")),
    .name("reads as a cell", DefinedName("r1c1", "Data!$A$1")),
    .name("is not a word", DefinedName("a b", "Data!$A$1")),
    .name("is not a word", DefinedName("1a", "Data!$A$1")),
    .name("too long", DefinedName(String(repeating: "n", count: 128), "Data!$A$1")),
    .name("stands for 'A1'", DefinedName("first", "A1")),
    .name("stands for 'None!$A$1'", DefinedName("first", "None!$A$1")),
    Fault(rule: "table-name", words: "has the name of another") {
      var book = Fault.book([Sheet(name: "Data", kind: .input)])
      book.names = [DefinedName("rate", "Data!$A$1"), DefinedName("Rate", "Data!$A$2")]
      return book
    },
    .sheet("zoom", "5 %") { $0.zoom = 5 },
    .sheet("outline", "level") { $0.outline.rowLevels = [0: 8] },
    .sheet("print-area", "no sheet has") {
      $0.printArea = SheetRange(row: 0, column: 16_384)
    },
    .validation("validation", "comma or quote", .list(["a,b"])),
    .validation("validation", "256 characters", .list([String(repeating: "x", count: 256)])),
    .validation("validation", "reads 'Data'", .listFrom("Data")),
    .validation("not-finite", "holds inf", .number(0 ... .infinity)),
    .condition("not-finite", "holds nan", .lights(good: .nan, warning: 0)),
    .condition(
      "formula-length", "characters",
      .verdict(.bad, .formula(String(repeating: "1", count: 256)))),
    Fault(rule: "property-name", words: "has no name") {
      var book = Fault.book([Sheet(name: "Data", kind: .input)])
      book.properties = [("", .text("x"))]
      return book
    },
  ]

  @Test(arguments: faults)
  func `what no file can hold is refused`(fault: Fault) throws {
    let scratch = try Scratch()
    let error = try #require(throws: SpreadsheetError.self) {
      try SpreadsheetRenderer().write(fault.book(), to: scratch.file("book.xlsx"))
    }
    #expect(error.rule == fault.rule)
    #expect(error.description.contains(fault.words), "\(error)")
    #expect(error.description.hasSuffix("[\(fault.rule)]"))
    #expect(try scratch.names.isEmpty)
  }

  @Test func `the largest of everything is accepted`() throws {
    var sheet = Sheet(name: String(repeating: "x", count: 31), kind: .input)
    sheet.columnWidths = [255]
    let digits = String(repeating: "1", count: 8190)
    sheet.rows = [
      [.init(.text(String(repeating: "x", count: 32_767)))],
      [.init(.formula("0*" + digits, .number(0)))],
      [.init(.day(SampleWorkbook.day(1900, 3, 1)))],
      [.init(.number(.greatestFiniteMagnitude)), .init(.number(.leastNonzeroMagnitude))],
    ]
    let written = try WrittenWorkbook(Fault.book([sheet]))
    #expect(WrittenWorkbook.cell("A3", in: try written.sheet(1)) == "<v>61</v>")
  }

  @Test(arguments: [
    ("STDEV.S(A1:A3)", "_xlfn.STDEV.S(A1:A3)"), ("_xlfn.IFNA(A1,0)", "_xlfn.IFNA(A1,0)"),
    ("ifs(A1,1)+SUM(DAYS(A1,B1))", "_xlfn.ifs(A1,1)+SUM(_xlfn.DAYS(A1,B1))"),
    ("\"IFS(\"&'IFS('!A1", "\"IFS(\"&'IFS('!A1"), ("NETWORKDAYS(A1,B1)", "NETWORKDAYS(A1,B1)"),
    ("A1", "A1"), ("", ""), ("DAYS(1,2)-DAYS(3,4)", "_xlfn.DAYS(1,2)-_xlfn.DAYS(3,4)"),
    ("'Größe'!A1+IFNA(1,2)", "'Größe'!A1+_xlfn.IFNA(1,2)"),
    ("\"a\"\"\"&DAYS(1,2)", "\"a\"\"\"&_xlfn.DAYS(1,2)"), ("DAYS", "DAYS"),
  ])
  func `later functions are prefixed outside of texts`(formula: String, stored: String) {
    #expect(StoredFormula.text(of: formula) == stored)
  }
}

extension Fault {
  fileprivate static func table(_ words: String, _ tables: SheetTable...) -> Fault {
    .sheet("table", words) {
      $0.rows = [[.init(.text("a"), .heading), .init(.text("A"), .heading)]]
      $0.tables = tables
    }
  }

  fileprivate static func name(_ words: String, _ name: DefinedName) -> Fault {
    Fault(rule: "defined-name", words: words) {
      var book = Fault.book([Sheet(name: "Data", kind: .input)])
      book.names = [name]
      return book
    }
  }

  fileprivate static func validation(
    _ rule: String, _ words: String, _ kind: SheetValidation.Rule
  ) -> Fault {
    .sheet(rule, words) {
      $0.validations = [
        SheetValidation(
          kind, on: SheetRange(row: 0, column: 0), title: "", message: "", error: "")
      ]
    }
  }

  fileprivate static func condition(
    _ rule: String, _ words: String, _ kind: SheetCondition.Rule
  ) -> Fault {
    .sheet(rule, words) {
      $0.conditions = [SheetCondition(kind, on: SheetRange(row: 0, column: 0))]
    }
  }

  fileprivate static func chart(_ words: String, _ reference: String) -> Fault {
    .sheet("chart-range", words) {
      $0.charts = [
        SheetChart(
          title: "c", description: "", form: .lines,
          series: [.init(name: "s", categories: "Data!$A$1:$A$2", values: reference)],
          numberLook: .usd, row: 0, column: 0)
      ]
    }
  }
}
