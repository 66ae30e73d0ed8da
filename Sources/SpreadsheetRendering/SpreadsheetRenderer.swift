internal import Quantities
package import WorkbookModel

/// Writes a workbook as an .xlsx file; the bytes depend on the workbook alone.
package struct SpreadsheetRenderer: Sendable {
  package init() {}

  /// Writes the file whole or not at all: beside its path first, then renamed.
  ///
  /// - Parameters:
  ///   - workbook: Sheets whose formulas carry the values they had when the workbook was made.
  ///   - path: Where the file goes; an older file of that name is replaced.
  /// - Throws: A `SpreadsheetError` naming a cell that no spreadsheet can hold, or the path.
  package func write(_ workbook: Workbook, to path: String) throws(SpreadsheetError) {
    try workbook.checkLimits()
    let staged = try StagedFile(for: path)
    // The temporary parts go to the same disk as the file, so that one disk decides.
    var file = try WorkbookFile(
      workbook, path: staged.path, folder: staged.folder, destination: path)
    try file.setProperties()
    for sheet in workbook.sheets {
      try file.add(sheet)
    }
    try file.defineNames()
    try file.close()
    try PackageCheck.syncAndCheck(staged.path, destination: path)
    try staged.publish()
  }

  /// Writes independent workbooks at the same time, each whole or not at all.
  ///
  /// - Throws: The `SpreadsheetError` of the first workbook in order that cannot be written; the
  ///   others are written all the same.
  package func write(
    _ workbooks: [(workbook: Workbook, path: String)]
  ) throws(SpreadsheetError) {
    let outcomes = inParallel(workbooks.count) { index in
      let (workbook, path) = workbooks[index]
      return failure { () throws(SpreadsheetError) in try write(workbook, to: path) }
    }
    if let error = outcomes.lazy.compactMap({ $0 }).first { throw error }
  }
}

/// The error that a piece of work ends with, `nil` for none.
func failure(of work: () throws(SpreadsheetError) -> Void) -> SpreadsheetError? {
  do throws(SpreadsheetError) {
    try work()
    return nil
  } catch {
    return error
  }
}
