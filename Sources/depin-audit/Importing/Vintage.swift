import Foundation

/// The datasets as they were before a change, for `depin-audit diff`.
///
/// Vintages are numbered folders below `.vintages`, which no command reads as datasets and which keeps
/// itself out of version control. A file that is as in the vintage before shares its space.
struct Vintage {
  /// Where it lies.
  let folder: String

  /// Copies a folder of datasets.
  ///
  /// - Parameters:
  ///   - root: The folder.
  ///   - place: Where to copy it to; `nil` for the next number.
  /// - Throws: A `Failure`; then there is no copy.
  init(of root: String, at place: String?) throws {
    let manager = FileManager.default
    let shelf = "\(root)/.vintages"
    let numbers = (try? manager.contentsOfDirectory(atPath: shelf))?.compactMap { Int($0) } ?? []
    let newest = numbers.max()
    folder = place?.withoutSlash ?? "\(shelf)/\((newest ?? 0) + 1)"
    guard !manager.fileExists(atPath: folder) else {
      throw Failure("\(folder): exists; name a new folder with --keep")
    }
    try Self.refuse(place, inside: root)
    let aside = "\(folder).\(ProcessInfo.processInfo.processIdentifier).tmp"
    do {
      if place == nil, newest == nil { try Self.makeShelf(shelf) }
      try Self.copy(root, to: aside, sharing: newest.map { "\(shelf)/\($0)" })
      try manager.moveItem(atPath: aside, toPath: folder)
    } catch {
      try? manager.removeItem(atPath: aside)
      if let failure = error as? Failure { throw failure }
      throw Failure(
        "\(folder): the state before cannot be kept there; free some space, or name another "
          + "folder with --keep")
    }
  }

  /// Refuses a copy that would be read as data, and copied into itself.
  private static func refuse(_ place: String?, inside root: String) throws {
    guard let place else { return }
    func components(_ path: String) -> [String] {
      URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
    }
    let (outer, inner) = (components(root), components(place))
    guard inner.starts(with: outer) else { return }
    throw Failure("\(place): lies inside \(root); name a folder elsewhere with --keep")
  }

  private static func makeShelf(_ shelf: String) throws {
    try FileManager.default.createDirectory(atPath: shelf, withIntermediateDirectories: true)
    try Data("*\n".utf8).write(to: URL(fileURLWithPath: shelf + "/.gitignore"))
  }

  private static func copy(_ folder: String, to target: String, sharing other: String?) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
    for name in try manager.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
      try Interruption.check()
      let (source, copy) = ("\(folder)/\(name)", "\(target)/\(name)")
      if manager.fileExists(atPath: source + "/.") {
        try Self.copy(source, to: copy, sharing: other.map { "\($0)/\(name)" })
      } else if let twin = other.map({ "\($0)/\(name)" }),
        manager.contentsEqual(atPath: source, andPath: twin)
      {
        try manager.linkItem(atPath: twin, toPath: copy)
      } else {
        let original = URL(fileURLWithPath: source).resolvingSymlinksInPath()
        try manager.copyItem(at: original, to: URL(fileURLWithPath: copy))
      }
    }
  }
}
