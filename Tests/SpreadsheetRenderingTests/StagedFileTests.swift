import Foundation
import Testing
import WorkbookModel

@testable import SpreadsheetRendering

@Suite struct StagedFileTests {
  private func failure(writingTo path: String) throws -> SpreadsheetError {
    try #require(throws: SpreadsheetError.self) {
      try SpreadsheetRenderer().write(SampleWorkbook.workbook, to: path)
    }
  }

  @Test func `a missing folder is named with what to do`() throws {
    let scratch = try Scratch()
    let error = try failure(writingTo: scratch.file("none/book.xlsx"))
    #expect(error.place == scratch.file("none/book.xlsx"))
    #expect(error.problem == "cannot be written: no such file or directory")
    #expect(error.remedy == "create the folder first")
  }

  /// The kernel's folder refuses files even to the administrator.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/sys/kernel")))
  func `a folder that takes no files is named`() throws {
    let error = try failure(writingTo: "/sys/kernel/book.xlsx")
    #expect(error.place == "/sys/kernel/book.xlsx" && error.rule == "unwritable")
    #expect(error.remedy == "choose a folder that you may write to")
  }

  @Test func `a pipe is not replaced`() throws {
    let scratch = try Scratch()
    // A pipe of our own stands for every device: a fault of the code must not cost a real one.
    let status = unsafe mkfifo(scratch.file("pipe"), 0o600)
    try #require(status == 0)
    #expect(try failure(writingTo: scratch.file("pipe")).rule == "not-a-file")
    let kind = try FileManager.default.attributesOfItem(atPath: scratch.file("pipe"))[.type]
    #expect(kind as? FileAttributeType != .typeRegular)
    #expect(try scratch.names == ["pipe"])
  }

  @Test func `a folder is not replaced`() throws {
    let scratch = try Scratch()
    #expect(try failure(writingTo: scratch.path).rule == "not-a-file")
    #expect(try scratch.names.isEmpty)
  }

  @Test func `an empty path is refused`() throws {
    #expect(try failure(writingTo: "").rule == "unwritable")
  }

  /// `/dev/full` fails every write as a full disk does.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is an error of the last step`() throws {
    let scratch = try Scratch()
    let disk = scratch.file("full")
    // Through a link, so that nothing that removes or replaces the file reaches the device.
    try FileManager.default.createSymbolicLink(atPath: disk, withDestinationPath: "/dev/full")
    let error = try #require(throws: SpreadsheetError.self) {
      var file = try WorkbookFile(
        SampleWorkbook.workbook, path: disk, folder: scratch.path, destination: "out.xlsx")
      try file.add(Sheet(name: "Data", kind: .input))
      try file.close()
    }
    #expect(error.description.hasPrefix("out.xlsx: cannot be written: no space left on device; "))
    #expect(try scratch.names == ["full"])
  }

  @Test func `a failure leaves the older file as it was`() throws {
    let scratch = try Scratch()
    try "older".write(toFile: scratch.file("book.xlsx"), atomically: true, encoding: .utf8)
    var book = SampleWorkbook.workbook
    book.sheets[1].rows[4][1].content = .number(.nan)
    #expect(throws: SpreadsheetError.self) {
      try SpreadsheetRenderer().write(book, to: scratch.file("book.xlsx"))
    }
    #expect(try String(contentsOfFile: scratch.file("book.xlsx"), encoding: .utf8) == "older")
    #expect(try scratch.names == ["book.xlsx"])
  }

  @Test func `a staged file that is not published goes`() throws {
    let scratch = try Scratch()
    do {
      let staged = try StagedFile(for: scratch.file("book.xlsx"))
      #expect(FileManager.default.fileExists(atPath: staged.path))
    }
    #expect(try scratch.names.isEmpty)
  }

  @Test func `an older file is replaced, behind a link too`() throws {
    let scratch = try Scratch()
    try "older".write(toFile: scratch.file("real.xlsx"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link.xlsx"), withDestinationPath: scratch.file("real.xlsx"))
    try SpreadsheetRenderer().write(SampleWorkbook.workbook, to: scratch.file("link.xlsx"))
    let bytes = try #require(FileManager.default.contents(atPath: scratch.file("real.xlsx")))
    #expect(bytes.starts(with: [0x50, 0x4B]))
    #expect(try scratch.names == ["link.xlsx", "real.xlsx"])
  }

  @Test func `a package cut short is noticed`() throws {
    let bytes = try WrittenWorkbook(SampleWorkbook.workbook).bytes
    #expect(PackageBytes.parts(bytes) != nil)
    for count in [0, 1, 30, 500, bytes.count / 2, bytes.count - 22, bytes.count - 1] {
      #expect(PackageBytes.parts(Array(bytes.prefix(count))) == nil, "\(count) bytes")
    }
  }

  @Test func `of a long part the ends are looked at`() throws {
    let bytes = try WrittenWorkbook(SampleWorkbook.workbook).bytes
    let parts = try #require(PackageBytes.parts(bytes))
    let part = try #require(parts.first { $0.name == "xl/worksheets/sheet4.xml" })
    var ends = try #require(PackageBytes.ends(part, bytes))
    #expect(!ends.isAll && ends.head.count == PackageCheck.Ends.headCount && ends.isComplete)
    #expect(
      String(decoding: ends.tail, as: UTF8.self).hasSuffix("<drawing r:id=\"rId1\"/></worksheet>"))
    ends.tail.removeLast()
    #expect(!ends.isComplete)
    var damaged = bytes
    damaged[part.packed.lowerBound + part.packed.count / 2] ^= 0x55
    let found = PackageBytes.ends(part, damaged, headCount: .max)
    let sound = PackageBytes.ends(part, bytes, headCount: .max)
    #expect(found?.head != sound?.head)
  }

  @Test func `workbooks written at the same time are those written alone`() throws {
    let scratch = try Scratch()
    var books = (0..<6).map { _ in SampleWorkbook.workbook }
    books[2].asOf = SampleWorkbook.day(2024, 2, 29)
    books[4].title = "Another"
    try SpreadsheetRenderer().write(
      books.enumerated().map { ($1, scratch.file("\($0).xlsx")) })
    for (index, book) in books.enumerated() {
      let bytes = FileManager.default.contents(atPath: scratch.file("\(index).xlsx"))
      #expect(try bytes.map { [UInt8]($0) } == WrittenWorkbook(book).bytes, "\(index)")
    }
  }

  @Test func `one of several that cannot be written does not keep back the others`() throws {
    let scratch = try Scratch()
    var broken = SampleWorkbook.workbook
    broken.sheets[1].rows[4][1].content = .number(.nan)
    let error = #expect(throws: SpreadsheetError.self) {
      try SpreadsheetRenderer().write([
        (broken, scratch.file("a.xlsx")), (SampleWorkbook.workbook, scratch.file("b.xlsx")),
      ])
    }
    #expect(error?.rule == "not-finite")
    #expect(try scratch.names == ["b.xlsx"])
  }

  @Test(arguments: [
    ("<?xml?>\n<a b=\"1\"><c/></a>", true), ("<?xml?>\n<a></a>\n", true), ("<?xml?>\n<a/>", true),
    ("<?xml?>\n<a b=\"/\"/>", true), ("<?xml?>\n<a><c/>", false), ("<?xml?>\n<a></c>", false),
    ("<?xml?>", false), ("", false), ("<?xml?>\n<ab></b>", false),
  ])
  func `a part is whole when its root element ends`(xml: String, isComplete: Bool) {
    let ends = PackageCheck.Ends(head: Array(xml.utf8), tail: [], isAll: true)
    #expect(ends.isComplete == isComplete)
  }
}
