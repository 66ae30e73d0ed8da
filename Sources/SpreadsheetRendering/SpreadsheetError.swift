/// Why a workbook was not written: the place, what is wrong there, and what to do.
package struct SpreadsheetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A path, or a sheet and cell of the workbook.
  package let place: String
  package let problem: String
  package let remedy: String
  /// A stable name of the fault.
  package let rule: String

  init(_ place: String, _ problem: String, remedy: String, rule: String) {
    (self.place, self.problem, self.remedy, self.rule) = (place, problem, remedy, rule)
  }

  package var description: String { "\(place): \(problem); \(remedy) [\(rule)]" }
}
