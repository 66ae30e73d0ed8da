import TestSupport
import Testing
import WorkbookModel

@testable import SpreadsheetRendering

@Suite struct PackageComparisonTests {
  private let book: [UInt8]

  init() throws { book = try WrittenWorkbook(SampleWorkbook.workbook).bytes }

  private func written(_ change: (inout Workbook) -> Void) throws -> [UInt8] {
    var workbook = SampleWorkbook.workbook
    change(&workbook)
    return try WrittenWorkbook(workbook).bytes
  }

  @Test func `the same workbook does not differ`() throws {
    #expect(PackageComparison.firstDifference(book, try written { _ in }) == nil)
  }

  @Test func `a number that differs is named by sheet and cell`() throws {
    let other = try written { $0.sheets[0].rows[4][1] = .init(.number(366), .input(.integer)) }
    #expect(PackageComparison.firstDifference(book, other) == "sheet 'Control', cell B5")
    #expect(PackageComparison.firstDifference(other, book) == "sheet 'Control', cell B5")
  }

  @Test func `a sheet more is named by the part`() throws {
    let other = try written { $0.sheets.append(Sheet(name: "More", kind: .control)) }
    #expect(PackageComparison.firstDifference(book, other)?.hasPrefix("part ") == true)
  }

  @Test(arguments: [0, 1, 100])
  func `a file that is cut is damaged`(_ count: Int) {
    #expect(PackageComparison.firstDifference(Array(book[..<count]), book) == "it is damaged")
  }

  /// Whatever a stranger's file holds, there is an answer.
  @Test func `bytes changed by chance`() {
    var random = SplitMix(state: 5)
    var named = 0
    for _ in 0..<500 {
      var changed = book
      let place = Int.random(in: 0..<book.count, using: &random)
      changed[place] ^= UInt8.random(in: 1...255, using: &random)
      // A byte of the directory at the end, or of a date, is in no part.
      if PackageComparison.firstDifference(changed, book) != nil { named += 1 }
    }
    #expect(named > 300)
  }
}
