import DatasetLoading

/// Why a file cannot be imported, worded for the person who has it.
package struct ImportFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule that is broken.
  package let rule: Rule
  /// The file as the user named it; empty until the importer says it.
  package var file = ""
  /// Where in the file.
  package let place: Place
  /// The column, key or measure.
  package let field: String?
  /// What stands there.
  package let cell: String?
  /// What is wrong.
  package let problem: String
  /// What to do.
  package let remedy: String

  /// Creates a fault of a place in the file that is being read.
  package init(
    _ rule: Rule, at place: Place, field: String? = nil, cell: String? = nil, _ problem: String,
    _ remedy: String
  ) {
    (self.rule, self.place, self.field, self.cell) = (rule, place, field, cell)
    (self.problem, self.remedy) = (problem, remedy)
  }

  /// The fault with the name of its file, where it has none yet.
  package func `in`(_ file: String) -> ImportFault {
    var fault = self
    if fault.file.isEmpty { fault.file = file }
    return fault
  }

  /// `prices.json:byte 1204: error: 'prices' is "x", not a number; … [not-a-number]`.
  package var description: String {
    var text = escaped(file) + place.suffix + ": error: "
    if let field { text += "'\(excerpt(field))' " }
    if let cell { text += (field == nil ? "" : "is ") + "\"\(excerpt(cell))\", " }
    text += problem
    if !remedy.isEmpty { text += "; " + remedy }
    return text + " [\(rule.rawValue)]"
  }

  /// What a file that is imported must be; the raw value is the stable id.
  package enum Rule: String, CaseIterable, Sendable {
    // The file
    case unreadableFile = "unreadable-file"
    case emptyFile = "empty-file"
    case unknownFormat = "unknown-format"
    case severalFormats = "several-formats"
    case otherFormat = "other-format"
    // Text and structure
    case syntax
    case truncated
    case tooDeep = "too-deep"
    case duplicateKey = "duplicate-key"
    case notUTF8 = "not-utf8"
    case wrongShape = "wrong-shape"
    case missingColumn = "missing-column"
    case fieldCount = "field-count"
    // Values
    case notANumber = "not-a-number"
    case negativeValue = "negative-value"
    case mixedUnits = "mixed-units"
    case wrongUnit = "wrong-unit"
    case notATime = "not-a-time"
    case implausibleTime = "implausible-time"
    case futureDay = "future-day"
    // Rows against each other
    case duplicateDay = "duplicate-day"
    case severalProjects = "several-projects"
    case unknownProject = "unknown-project"
    case noValues = "no-values"
    case vendorError = "vendor-error"
    case unnamedSeries = "unnamed-series"
    case unknownSeries = "unknown-series"
    // The datasets
    case overlap
    case faultyDatasets = "faulty-datasets"
  }
}
