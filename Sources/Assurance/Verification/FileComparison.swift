/// Files as they are beside files as a manifest lists them.
package struct FileComparison: Sendable {
  /// How many the manifest lists.
  package let listed: Int
  /// How many of these are there with the same bytes.
  package let same: Int
  /// The others, by path.
  package let differences: [Difference]

  /// How the differences are called.
  package struct Rules: Sendable {
    let missing: Difference.Rule
    let extra: Difference.Rule
    let changed: Difference.Rule

    /// Of what a run wrote.
    package static let outputs = Rules(
      missing: .outputMissing, extra: .outputExtra, changed: .outputChanged)
    /// Of what it read.
    package static let inputs = Rules(
      missing: .inputMissing, extra: .inputExtra, changed: .inputChanged)
  }

  /// Compares.
  package init(_ found: [HashedFile], with listed: [HashedFile], _ rules: Rules) {
    var byPath = Dictionary(found.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var differences: [Difference] = []
    var same = 0
    for wanted in listed {
      guard let file = byPath.removeValue(forKey: wanted.path) else {
        differences.append(
          Difference(rules.missing, wanted.path, "is in the manifest and not there"))
        continue
      }
      if file == wanted {
        same += 1
      } else {
        differences.append(Difference(rules.changed, wanted.path, file.change(from: wanted)))
      }
    }
    differences += byPath.keys.map {
      Difference(rules.extra, $0, "is there and not in the manifest")
    }
    (self.listed, self.same) = (listed.count, same)
    self.differences = differences.sorted { $0.place < $1.place }
  }
}

extension HashedFile {
  /// What tells a file from the one that a manifest lists.
  fileprivate func change(from listed: HashedFile) -> String {
    sha256 == listed.sha256
      ? "has \(byteCount) bytes, in the manifest \(listed.byteCount)"
      : "changed: SHA-256 is \(sha256), in the manifest \(listed.sha256)"
  }
}
