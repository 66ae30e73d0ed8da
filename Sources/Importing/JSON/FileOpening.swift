/// What the first bytes of a file say it is, where that is no text with data.
package enum FileOpening: Hashable, Sendable {
  case empty
  case webPage
  case xml
  case pdf
  case zip
  case workbook
  case gzip
  case utf16

  /// Looks at the first bytes; `nil` where nothing speaks against data.
  package init?(_ head: Span<UInt8>) {
    guard let known = FileOpening.magic(head) else { return nil }
    self = known
  }

  private static func magic(_ head: Span<UInt8>) -> FileOpening? {
    if starts(head, [0x1F, 0x8B]) { return .gzip }
    if starts(head, [0x50, 0x4B, 0x03, 0x04]) { return isWorkbook(head) ? .workbook : .zip }
    // The older Excel.
    if starts(head, [0xD0, 0xCF, 0x11, 0xE0]) { return .workbook }
    if starts(head, Array("%PDF-".utf8)) { return .pdf }
    if isUTF16(head) { return .utf16 }
    let text = firstCharacters(head)
    if text.isEmpty { return head.count < sample ? .empty : nil }
    if text.hasPrefix("<?xml") { return .xml }
    return text.hasPrefix("<") ? .webPage : nil
  }

  /// How many bytes are enough to tell.
  package static let sample = 512

  private static func starts(_ head: Span<UInt8>, _ mark: [UInt8]) -> Bool {
    head.count >= mark.count && mark.indices.allSatisfy { head[$0] == mark[$0] }
  }

  /// Whether the first file of an archive is one that Excel or LibreOffice puts there.
  private static func isWorkbook(_ head: Span<UInt8>) -> Bool {
    let name = String(
      decoding: (min(30, head.count)..<min(90, head.count)).map { head[$0] }, as: UTF8.self)
    let firsts = [
      "[Content_Types].xml", "_rels/", "docProps/", "xl/",
      "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    ]
    return firsts.contains { name.hasPrefix($0) }
  }

  /// A byte order mark of two bytes, or every other byte zero, as letters have it.
  private static func isUTF16(_ head: Span<UInt8>) -> Bool {
    guard head.count >= 2 else { return false }
    if starts(head, [0xFF, 0xFE]) || starts(head, [0xFE, 0xFF]) { return true }
    return (head[0] == 0) != (head[1] == 0)
  }

  /// What stands first behind a byte order mark and white space, in lower case.
  private static func firstCharacters(_ head: Span<UInt8>) -> String {
    var index = starts(head, [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < head.count, [0x20, 0x0A, 0x0D, 0x09].contains(head[index]) { index += 1 }
    var bytes: [UInt8] = []
    while index < head.count, bytes.count < 8 {
      bytes.append(head[index])
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self).lowercased()
  }

  /// What to say of the file: a problem and its remedy.
  package var words: (problem: String, remedy: String) {
    switch self {
    case .empty: ("is empty", "download it again")
    case .webPage:
      (
        "the file is a web page, not data",
        "the vendor may have refused the request; get the file again"
      )
    case .xml: ("is XML and no data", "export JSON or CSV")
    case .pdf: ("is a PDF and no data", "export JSON or CSV")
    case .zip: ("is a zip archive", "unpack it and import what is inside")
    case .workbook:
      (
        "is a spreadsheet's workbook",
        "get CSV or JSON from the vendor; a sheet saved as CSV may have lost times and digits"
      )
    case .gzip: ("is compressed with gzip", "run gunzip on it first")
    case .utf16: ("is written in UTF-16", "save it as UTF-8")
    }
  }

  /// The same as a fault of the file as a whole.
  package var fault: ImportFault {
    ImportFault(rule, at: .file, words.problem, words.remedy)
  }

  private var rule: ImportFault.Rule {
    switch self {
    case .empty: .emptyFile
    case .utf16: .notUTF8
    case .webPage, .xml, .pdf, .zip, .workbook, .gzip: .unknownFormat
    }
  }
}
