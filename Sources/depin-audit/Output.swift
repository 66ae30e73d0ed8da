import Foundation

/// Writes files aside and renames them when all are complete, so that none is ever half written.
///
/// - Parameters:
///   - files: Paths and contents.
///   - force: Whether files that exist may be replaced.
func write(_ files: [(path: String, content: [UInt8])], force: Bool) throws {
  let manager = FileManager.default
  if !force, let taken = files.first(where: { manager.fileExists(atPath: $0.path) }) {
    throw Failure("\(taken.path) exists; give --force to replace it")
  }
  var staged: [(from: URL, to: URL)] = []
  do {
    for (path, content) in files {
      let target = URL(fileURLWithPath: path)
      let aside = target.deletingLastPathComponent().appendingPathComponent(
        ".\(target.lastPathComponent).tmp")
      try manager.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      staged.append((aside, target))
      try Data(content).write(to: aside)
    }
    for (aside, target) in staged {
      // POSIX rename replaces in one step; FileManager's move refuses to.
      guard unsafe rename(aside.path, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
  } catch {
    for (aside, _) in staged { try? manager.removeItem(at: aside) }
    throw Failure("could not write: \(error.localizedDescription)")
  }
}
