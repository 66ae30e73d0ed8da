import DatasetLoading

/// A value of a profile, a policy, a source or a rule that only one of two folders has, or that is
/// another one there.
package struct StatementChange: Hashable, Sendable {
  /// What kind of file it stands in.
  package enum Subject: String, Sendable, CaseIterable {
    case source, policy, profile, metric, check, claim, screen, scorecard

    /// The kind of a file; `nil` for tables of rows.
    init?(file: String) {
      switch file.split(separator: "/").last {
      case "sources.csv": self = .source
      case "policy.yaml": self = .policy
      case "network.yaml", "benchmark.yaml": self = .profile
      case "metrics.yaml": self = .metric
      case "checks.yaml": self = .check
      case "claims.yaml": self = .claim
      case "screens.yaml": self = .screen
      case "scorecard.yaml": self = .scorecard
      default: return nil
      }
    }

    /// The kind of cause that it is for figures; `nil` for what judges them only.
    package var cause: Cause? {
      switch self {
      case .source: .data
      case .policy: .policy
      case .profile, .metric: .method
      case .check, .claim, .screen, .scorecard: nil
      }
    }
  }

  /// A value with its line, as `file:line`.
  package struct Value: Hashable, Sendable {
    /// The text.
    package let text: String
    /// The line.
    package let place: String
  }

  /// What kind of statement it is.
  package let subject: Subject
  /// Its keys, `series.revenue.gaps`; empty for a whole file.
  package let path: String
  /// What stood there; `nil` where it is new.
  package let old: Value?
  /// What stands there; `nil` where it is gone.
  package let new: Value?
}

/// The statements of two folders, file by file.
struct StatementComparison {
  let old: ComparedFolder
  let new: ComparedFolder

  /// Every value that differs, in the order of the files and of their lines.
  var changes: [StatementChange] {
    let (before, after) = (files(of: old), files(of: new))
    return Set(before.keys).union(after.keys).sorted().flatMap { file -> [StatementChange] in
      guard let subject = StatementChange.Subject(file: file.path) else { return [] }
      let (left, right) = (before[file], after[file])
      guard subject == .policy || left != nil && right != nil else {
        return [
          StatementChange(
            subject: subject, path: "", old: before[file].map { _ in whole(file, old) },
            new: after[file].map { _ in whole(file, new) })
        ]
      }
      return changes(
        subject, file, left.map(StatedValue.all) ?? [], right.map(StatedValue.all) ?? [])
    }
  }

  private typealias File = ComparedFolder.File

  /// The files of folders by their paths in them.
  private func files(of folder: ComparedFolder) -> [File: String] {
    Dictionary(
      folder.loaded.files.map { (folder.inside($0.path), $0.path) }, uniquingKeysWith: { $1 })
  }

  private func whole(_ file: File, _ folder: ComparedFolder) -> StatementChange.Value {
    .init(text: "the file", place: folder.place(file, line: 1))
  }

  private func changes(
    _ subject: StatementChange.Subject, _ file: File, _ before: [StatedValue],
    _ after: [StatedValue]
  ) -> [StatementChange] {
    func value(_ stated: StatedValue?, _ folder: ComparedFolder) -> StatementChange.Value? {
      stated.map { .init(text: $0.text, place: folder.place(file, line: $0.line)) }
    }
    let mine = Dictionary(before.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    let theirs = Dictionary(after.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    let gone = before.filter { theirs[$0.path]?.text != $0.text }.map {
      StatementChange(
        subject: subject, path: $0.path, old: value($0, old), new: value(theirs[$0.path], new))
    }
    return gone
      + after.filter { mine[$0.path] == nil }.map {
        StatementChange(subject: subject, path: $0.path, old: nil, new: value($0, new))
      }
  }
}
