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
    try PackageCheck.check(staged.path, destination: path)
    try staged.publish()
  }
}
