import Foundation
import Testing
import WorkbookModel

@testable import SpreadsheetRendering

/// The workbook recalculated by another program; `Scripts/recalculate.py` does the comparing.
@Suite(.enabled(if: Installation.isComplete, "needs soffice and Python's openpyxl"))
struct LibreOfficeTests {
  @Test func `LibreOffice calculates the same values`() throws {
    let (status, output) = try recalculated(SampleWorkbook.workbook)
    #expect(status == 0, "\(output)")
    #expect(output.contains(" 0 faults"))
  }

  @Test func `a wrong value is found`() throws {
    var book = SampleWorkbook.workbook
    guard case .formula(let text, _) = book.sheets[1].rows[4][1].content else {
      Issue.record("B5 is no formula")
      return
    }
    book.sheets[1].rows[4][1].content = .formula(text, .number(1_200_000.01))
    let (status, output) = try recalculated(book)
    #expect(status == 1)
    #expect(output.contains("'Overview'!B5 differs"), "\(output)")
  }

  private func recalculated(_ book: Workbook) throws -> (status: Int32, output: String) {
    let scratch = try Scratch()
    try SpreadsheetRenderer().write(book, to: scratch.file("book.xlsx"))
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Scripts/recalculate.py").standardizedFileURL.path
    let output = scratch.file("output.txt")
    try "".write(toFile: output, atomically: true, encoding: .utf8)
    let handle = try #require(FileHandle(forWritingAtPath: output))
    let status = Installation.run(
      ["python3", script, scratch.file("book.xlsx"), "--min-formulas", "150"], output: handle)
    return (status, try String(contentsOfFile: output, encoding: .utf8))
  }
}

/// The programs that the recalculation needs.
private enum Installation {
  static let isComplete =
    run(["soffice", "--version"]) == 0 && run(["python3", "-c", "import openpyxl"]) == 0

  /// Runs a program found on the path; its exit status, or −1 where it cannot be run.
  static func run(_ command: [String], output: FileHandle = .nullDevice) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = output
    process.standardError = output
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
