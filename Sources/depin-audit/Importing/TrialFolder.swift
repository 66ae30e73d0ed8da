import Foundation
import Importing

/// A folder of datasets as it would be: links to what stays, files for what changes.
struct TrialFolder {
  let path: String
  private static let prefix = "depin-audit-trial-"

  init(_ root: String, changes: [DatasetMerge.File]) throws {
    let temporary = FileManager.default.temporaryDirectory.path.withoutSlash
    path = "\(temporary)/\(Self.prefix)\(UUID().uuidString)"
    let changed = Dictionary(
      changes.map { ($0.path, $0.after) }, uniquingKeysWith: { $1 })
    do {
      try Self.fill(path, from: root, changed)
      for (file, bytes) in changed {
        let url = URL(fileURLWithPath: path + file.dropFirst(root.count))
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
      }
    } catch {
      remove()
      throw Failure("\(temporary): the datasets cannot be tried there; free some space")
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// Makes a folder whose entries lead to those of another, but for files that change.
  private static func fill(
    _ folder: String, from original: String, _ changed: [String: [UInt8]]
  ) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in try manager.contentsOfDirectory(atPath: original) where !name.hasPrefix(".") {
      let (source, target) = ("\(original)/\(name)", "\(folder)/\(name)")
      if changed.keys.contains(where: { $0.hasPrefix(source + "/") }) {
        try fill(target, from: source, changed)
      } else if changed[source] == nil {
        let absolute = URL(fileURLWithPath: source).standardizedFileURL.path
        try manager.createSymbolicLink(atPath: target, withDestinationPath: absolute)
      }
    }
  }

  /// A text that names files of a trial, as it names those of the folder itself.
  static func original(_ text: String, _ root: String) -> String {
    var result = text
    while let range = result.range(of: prefix) {
      let start = result[..<range.lowerBound].lastIndex { $0 == " " || $0 == "\"" }
      let first = start.map { result.index(after: $0) } ?? result.startIndex
      let end = result.index(range.upperBound, offsetBy: 36)
      result.replaceSubrange(first..<end, with: root)
    }
    return result
  }
}
