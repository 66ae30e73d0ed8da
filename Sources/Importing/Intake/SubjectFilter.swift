import DatasetLoading
import Quantities

/// Keeps the values of one project apart from those of others.
struct SubjectFilter {
  /// The project whose values are taken.
  private(set) var taken = ""
  private var last: (subject: String, isTaken: Bool)?
  /// Others, the first few.
  private var others: [String] = []
  private var hasTaken = false

  /// Whether a value is of the project that is wanted.
  ///
  /// - Throws: Where none is wanted and the file has two.
  mutating func admits(
    _ subject: String, at place: Place, _ project: String?
  ) throws(ImportFault) -> Bool {
    if let last, last.subject == subject { return last.isTaken }
    let isTaken = try judge(subject, project, at: place)
    last = (subject, isTaken)
    return isTaken
  }

  private mutating func judge(
    _ subject: String, _ project: String?, at place: Place
  ) throws(ImportFault) -> Bool {
    if let project {
      guard subject.isEmpty || subject.lowercased() == project.lowercased() else {
        if others.count < 20, !others.contains(subject) { others.append(subject) }
        return false
      }
    } else if hasTaken, subject != taken {
      throw ImportFault(
        .severalProjects, at: place,
        "the file has '\(excerpt(taken))' and '\(excerpt(subject))'",
        "say which one with --project \(excerpt(taken))")
    }
    (taken, hasTaken) = (subject, true)
    return true
  }

  /// Refuses a project that the file does not have.
  func check(_ project: String?) throws(ImportFault) {
    guard let project, !hasTaken, !others.isEmpty else { return }
    throw ImportFault(
      .unknownProject, at: .file, cell: project, "not a project of the file",
      Suggestion.remedy(
        for: project, among: others,
        else: "it has " + others.map { excerpt($0) }.joined(separator: ", ")))
  }
}
