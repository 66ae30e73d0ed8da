import DatasetLoading

/// One thing in which a report is not what its manifest, its datasets or its signature say.
package struct Difference: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of difference it is, a stable name; in the order in which they are told.
  package enum Rule: String, Sendable, CaseIterable {
    /// There is no signature, or it does not hold.
    case signature = "signature.refused"
    /// The manifest is none, or not as the program writes it.
    case manifest = "manifest.form"
    /// Another release of the program made the report.
    case release = "release.differs"
    /// A library on which bytes depend has another release here.
    case library = "library.differs"
    /// A file of the manifest is not in the folder.
    case outputMissing = "output.missing"
    /// A file of the folder is not in the manifest.
    case outputExtra = "output.extra"
    /// A file of the folder is not the one of the manifest.
    case outputChanged = "output.changed"
    /// A dataset lacks a file that was read.
    case inputMissing = "input.missing"
    /// A dataset has a file that was not read.
    case inputExtra = "input.extra"
    /// A file of a dataset is not the one that was read.
    case inputChanged = "input.changed"
    /// The report cannot be made again.
    case notRecomputed = "recomputed.not"
    /// The report made again lacks a file of the folder, or has one more.
    case recomputedSet = "recomputed.files"
    /// A file of the report made again has other bytes.
    case recomputed = "recomputed.differs"
    /// A fact of the report made again is another one.
    case fact = "fact.differs"
  }

  /// What kind of difference it is.
  package let rule: Rule
  /// The file, with the line or part where it is known, or the fact.
  package let place: String
  /// What differs, and what to do about it where that is not plain.
  package let problem: String

  /// Creates a difference.
  package init(_ rule: Rule, _ place: String, _ problem: String) {
    (self.rule, self.place, self.problem) = (rule, place, problem)
  }

  /// One line, fit for a terminal whatever the files hold.
  package var description: String { "\(escaped(place)): \(problem) [\(rule.rawValue)]" }
}
