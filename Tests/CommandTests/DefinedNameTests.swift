import Foundation
import TestSupport
import Testing

@testable import SpreadsheetRendering

/// Names of cells in the workbook of a report, to which other workbooks link.
struct DefinedNameTests {
  @Test func `two quarters define the same names, which the page lists`() throws {
    let place = try Workplace()
    let names = try ["2025Q4", "2025Q2"].map { quarter in
      let outcome = try place.run(
        "report", "-p", quarter, "--output", quarter, "--formats", "xlsx")
      #expect(outcome.code == 0, "\(outcome.messages)")
      return try definedNames(of: place.url("\(quarter)/depin-audit.xlsx"))
    }
    #expect(names[0] == names[1])
    try expectPart(
      names[0].isEmpty ? ["- none"] : names[0].map { "- `\($0)`" }, named: "defined names",
      of: "Documentation/names.md")
  }

  /// The names in the file, in order, networks taken for one; those that Excel keeps for itself
  /// (`_xlnm.Print_Titles`) left out.
  private func definedNames(of file: URL) throws -> [String] {
    let parts = try #require(PackageCheck.parts(of: Array(try Data(contentsOf: file))))
    let book = try #require(parts.first { $0.name == "xl/workbook.xml" })
    let names = String(decoding: book.content, as: UTF8.self)
      .matches(of: /<definedName name="([^"]+)"/).map { String($0.1) }
      .filter { !$0.hasPrefix("_xlnm.") }
      .map { $0.replacing(/beacon|comet/, with: "<network>") }
    return names.reduce(into: []) { list, name in if !list.contains(name) { list.append(name) } }
  }
}
