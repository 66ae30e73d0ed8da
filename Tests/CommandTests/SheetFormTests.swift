import Foundation
import TestSupport
import Testing

/// `table` as a spreadsheet: .xlsx and .fods.
struct SheetFormTests {
  private static let request = [
    "table", "--metrics", "revenue,revenue_to_emission,price,all_time_high,price_return", "-p",
    "2025Q3..2025Q4", "--all-bases",
  ]

  @Test(arguments: ["xlsx", "fods"])
  func `the same request gives the same bytes, and is replaced only by force`(
    ending: String
  ) throws {
    let place = try Workplace()
    for name in ["one", "two"] {
      let outcome = try place.run(Self.request + ["-o", "\(name).\(ending)"])
      #expect(outcome.code == 0 && outcome.output == "" && outcome.messages == "")
    }
    let bytes = try Data(contentsOf: place.url("one.\(ending)"))
    #expect(try Data(contentsOf: place.url("two.\(ending)")) == bytes)
    let refused = try place.run(Self.request + ["-o", "one.\(ending)"])
    #expect(refused.messages.hasSuffix("one.\(ending): exists; give --force to replace it\n"))
    #expect(refused.code == 2)
    #expect(try place.run(Self.request + ["-o", "one.\(ending)", "--force"]).code == 0)
    #expect(place.contents().filter { !$0.hasPrefix("Datasets") }.count == 2)
  }

  @Test(.enabled(if: Program.hasPython("openpyxl"), "needs Python's openpyxl"))
  func `an .xlsx file holds typed figures, the facts and what was asked`() throws {
    let place = try Workplace()
    _ = try place.run(Self.request + ["-o", "figures.xlsx"])
    try expectGolden(try cells(of: place.url("figures.xlsx").path), named: "figures-cells.txt")
  }

  @Test(
    .enabled(
      if: Program.hasLibreOffice && Program.hasPython("openpyxl"),
      "needs soffice and Python's openpyxl"))
  func `LibreOffice finds the same in a .fods file`() throws {
    let place = try Workplace()
    _ = try place.run(Self.request + ["-o", "figures.fods"])
    let conversion = Program.converted(place.url("figures.fods").path, to: "xlsx")
    let book = try #require(conversion.path, "\(conversion.said)")
    try expectGolden(try cells(of: book), named: "figures-cells.txt")
  }

  /// Sheets, tables and cells as openpyxl reads them.
  private func cells(of path: String) throws -> String {
    let script = """
      import sys, openpyxl
      kinds = [("%", "percent"), ("yyyy", "day"), ("$", "USD"), ("x", "multiple"), ("#,##0", "number")]
      def shown(cell):
          if cell.data_type == "s": return f"{cell.coordinate} {cell.value}"
          kind = next((name for sign, name in kinds if sign in cell.number_format), cell.number_format)
          return f"{cell.coordinate} {cell.value!r} ({kind})"
      for sheet in openpyxl.load_workbook(sys.argv[1]):
          print(f"== {sheet.title}", *(f"table {t.name} {t.ref}" for t in sheet.tables.values()))
          for row in sheet.iter_rows():
              cells = [shown(cell) for cell in row if cell.value is not None]
              if cells: print(" | ".join(cells))
      """
    let reading = Program.run(["python3", "-W", "error", "-c", script, path])
    #expect(reading.status == 0)
    return reading.output
  }

  @Test func `an .xlsx file is not for a terminal, a .fods file may be`() throws {
    let place = try Workplace()
    for arguments in [["-O", "xlsx"], ["-O", "xlsx", "-o", "-"]] {
      let outcome = try place.run(Self.request + arguments)
      #expect(
        outcome.messages.hasPrefix(
          "depin-audit table: xlsx is no text; name its file with -o, as in -o figures.xlsx\n"))
      #expect(outcome.code == 64 && outcome.output == "")
    }
    #expect(
      try place.run(Self.request + ["-O", "fods", "-o", "-"]).output.hasPrefix(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document "))
    #expect(!place.exists("-"))
  }

  @Test func `more figures than a sheet has rows are refused, by both`() throws {
    // 86,000 quarters of 13 metrics.
    let place = try Workplace()
    for ending in ["xlsx", "fods"] {
      let outcome = try place.run(
        "table", "beacon", "--metrics", "all", "-p", "0001Q1..9999Q4", "-o", "big.\(ending)")
      #expect(outcome.messages.contains("are more than a sheet has rows; choose fewer, or write"))
      #expect(outcome.code == 2)
    }
  }
}
