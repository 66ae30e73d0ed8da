import Foundation
import Testing
import WorkbookModel

@testable import SpreadsheetRendering

/// A folder of its own that goes with the test.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "spreadsheets-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// Every name in the folder, hidden ones too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// The parts of a workbook that was written to a file and read back.
struct WrittenWorkbook {
  let bytes: [UInt8]
  let parts: [String: String]

  init(_ workbook: Workbook) throws {
    let scratch = try Scratch()
    try SpreadsheetRenderer().write(workbook, to: scratch.file("book.xlsx"))
    bytes = [UInt8](try #require(FileManager.default.contents(atPath: scratch.file("book.xlsx"))))
    var texts: [String: String] = [:]
    for part in try #require(PackageBytes.parts(bytes)) {
      let all = try #require(PackageBytes.ends(part, bytes, headCount: .max))
      texts[part.name] = String(decoding: all.head, as: UTF8.self)
    }
    parts = texts
    #expect(try scratch.names == ["book.xlsx"])
  }

  func part(_ name: String) throws -> String { try #require(parts[name], "no part '\(name)'") }

  /// The XML of a sheet, counted from 1.
  func sheet(_ number: Int) throws -> String { try part("xl/worksheets/sheet\(number).xml") }

  /// The content of a cell's element, `nil` where the sheet has none.
  static func cell(_ name: String, in sheet: String) -> Substring? {
    guard let start = sheet.firstRange(of: "<c r=\"\(name)\"") else { return nil }
    let rest = sheet[start.upperBound...]
    guard let end = rest.firstRange(of: ">") else { return nil }
    if rest[..<end.lowerBound].hasSuffix("/") { return "" }
    return rest[end.upperBound...].firstRange(of: "</c>").map {
      rest[end.upperBound..<$0.lowerBound]
    }
  }
}

/// `PackageCheck` on bytes: the macros of tests cannot hold a span.
enum PackageBytes {
  static func parts(_ bytes: [UInt8]) -> [PackageCheck.Part]? { PackageCheck.parts(of: bytes.span) }

  static func ends(
    _ part: PackageCheck.Part, _ bytes: [UInt8], headCount: Int = PackageCheck.Ends.headCount
  ) -> PackageCheck.Ends? {
    PackageCheck.ends(of: part, in: bytes.span, headCount: headCount)
  }
}
