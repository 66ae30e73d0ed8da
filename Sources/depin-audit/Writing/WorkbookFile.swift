import Foundation
import SpreadsheetRendering
import WorkbookModel

extension Workbook {
  /// The bytes of the .xlsx file; the library writes to a file, so it is written aside and read
  /// back.
  func xlsx() throws -> [UInt8] {
    let aside = FileManager.default.temporaryDirectory.appendingPathComponent(
      "depin-audit-\(UUID().uuidString).xlsx")
    return try Interruption.deferred {
      defer { try? FileManager.default.removeItem(at: aside) }
      do {
        try SpreadsheetRenderer().write(self, to: aside.path)
        return Array(try Data(contentsOf: aside))
      } catch {
        throw Failure("the workbook: \(error)")
      }
    }
  }
}
