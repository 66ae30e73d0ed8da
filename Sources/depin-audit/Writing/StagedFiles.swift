import Foundation

/// Writes files aside and renames them when all are complete, so that none is ever half written.
///
/// - Parameters:
///   - files: Paths and contents.
///   - force: Whether files that exist may be replaced.
/// - Throws: A `Failure` that names the path; then nothing was written.
func write(_ files: [(path: String, content: [UInt8])], force: Bool) throws {
  let targets = try files.map { try target(of: $0.path, force: force) }
  try Interruption.deferred {
    var staged = StagedFiles()
    for (target, file) in zip(targets, files) {
      try staged.add(target, file.content)
      try Interruption.check()
    }
    try staged.publish()
  }
}

/// The file that a path means: what a link leads to, and no folder or device.
private func target(of path: String, force: Bool) throws -> String {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else {
    guard errno == ENOENT, !path.isEmpty else { throw SystemError.last.writing(path) }
    return path
  }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw Failure("\(path): exists and is not a plain file; name a file that may be replaced")
  }
  guard force else { throw Failure("\(path): exists; give --force to replace it") }
  return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
}

/// Files that lie beside their places until all of them are complete.
///
/// What is not published is cleared away, folders made for it too.
struct StagedFiles: ~Copyable {
  private var files: [(aside: String, target: String)] = []
  private var folders: [String] = []

  /// Writes a file aside.
  mutating func add(_ path: String, _ content: [UInt8]) throws {
    do throws(SystemError) {
      let (folder, name) = split(path)
      try makeFolder(folder)
      let process = ProcessInfo.processInfo.processIdentifier
      let aside = "\(folder)/.\(name).\(process).tmp"
      let descriptor = unsafe open(aside, O_WRONLY | O_CREAT | O_EXCL, 0o666)
      guard descriptor >= 0 else { throw .last }
      defer { close(descriptor) }
      files.append((aside, path))
      // Whoever may not read a file may not read what takes its place.
      var status = stat()
      if unsafe stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
      try writeAll(content, to: descriptor)
      // A full disk or quota may show only now; after this call no write is pending.
      guard fsync(descriptor) == 0 else { throw .last }
    } catch {
      throw error.writing(path)
    }
  }

  /// Puts every file in its place.
  ///
  /// Whoever publishes to the folder of the first file waits for the others, so that of two runs at the
  /// same time the files of the later one stand, and not some of each. A caller who already keeps
  /// others out (`isLocked`) would wait for itself.
  consuming func publish(isLocked: Bool = false) throws {
    let lock = isLocked ? nil : files.first.map { FolderLock(split($0.target).folder) }
    defer { lock?.release() }
    for (aside, target) in files {
      guard unsafe rename(aside, target) == 0 else { throw SystemError.last.writing(target) }
    }
  }

  deinit {
    // What was published is gone from aside, and a folder that holds something stays.
    for (aside, _) in files { unsafe unlink(aside) }
    for folder in folders.reversed() { unsafe rmdir(folder) }
  }

  private mutating func makeFolder(_ path: String) throws(SystemError) {
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw SystemError(code: ENOTDIR) }
      return
    }
    guard errno == ENOENT else { throw .last }
    try makeFolder(split(path).folder)
    if unsafe mkdir(path, 0o777) == 0 {
      folders.append(path)
    } else if errno != EEXIST {
      throw .last
    }
  }

  /// The folder of a path and the name in it.
  private func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}
