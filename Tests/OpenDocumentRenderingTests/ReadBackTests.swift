import Foundation
import TestSupport
import Testing

@testable import OpenDocumentRendering

/// The file opened by LibreOffice, saved as .xlsx and read from there.
@Suite(
  .enabled(
    if: Program.hasLibreOffice && Program.hasPython("openpyxl"),
    "needs soffice and Python's openpyxl"))
struct ReadBackTests {
  @Test func `LibreOffice finds every cell with its type, format and value`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fods-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("sample.fods")
    try Data(FlatSpreadsheet().bytes(of: Sample.workbook)).write(to: file)
    let conversion = Program.converted(file.path, to: "xlsx")
    let book = try #require(conversion.path, "\(conversion.said)")
    let reading = Program.run(["python3", "-c", Self.script, book])
    #expect(reading.status == 0, "\(reading.output)")
    try expectGolden(reading.output, named: "read-back.txt")
  }

  /// Prints cells with their types and formats, links and tables.
  ///
  /// What is frozen is not among them: without a window LibreOffice does not pass it on.
  private static let script = """
    import sys, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    for sheet in book:
        print(sheet.title)
        for cell in (cell for row in sheet for cell in row if cell.value is not None):
            print(" ", cell.coordinate, cell.data_type, repr(cell.value), cell.number_format)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink: print("  link", cell.coordinate, cell.hyperlink.location or cell.hyperlink.target)
        for table in sheet.tables.values(): print("  table", table.name, table.ref)
    """
}
