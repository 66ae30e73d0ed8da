import Foundation

/// A file written beside its destination, which it replaces only when it is complete.
struct StagedFile: ~Copyable {
  /// Where to write.
  let path: String
  let folder: String
  private let destination: String

  /// Creates the file empty, which shows whether the folder takes files at all.
  init(for path: String) throws(SpreadsheetError) {
    let destination = try StagedFile.destination(of: path)
    let url = URL(fileURLWithPath: destination)
    let folder = url.deletingLastPathComponent().path
    let staged =
      folder + "/." + url.lastPathComponent + ".\(ProcessInfo.processInfo.processIdentifier).tmp"
    let descriptor = unsafe open(staged, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw StagedFile.unwritable(path, errno) }
    Foundation.close(descriptor)
    (self.path, self.folder, self.destination) = (staged, folder, destination)
  }

  deinit { unsafe unlink(path) }

  /// Puts the file in its place.
  consuming func publish() throws(SpreadsheetError) {
    guard unsafe rename(path, destination) == 0 else {
      throw StagedFile.unwritable(destination, errno)
    }
  }

  /// Waits until the bytes of a file are on the disk.
  static func sync(_ path: String, destination: String) throws(SpreadsheetError) {
    let descriptor = unsafe open(path, O_WRONLY)
    guard descriptor >= 0 else { throw unwritable(destination, errno) }
    // A full disk or quota may show only now; after this call no write is pending.
    let isSynced = fsync(descriptor) == 0
    let failure = errno
    Foundation.close(descriptor)
    guard isSynced else { throw unwritable(destination, failure) }
  }

  /// The file behind a link, or the path itself; a device or folder is refused, not replaced.
  private static func destination(of path: String) throws(SpreadsheetError) -> String {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      guard errno == ENOENT, !path.isEmpty else { throw unwritable(path, errno) }
      return path
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SpreadsheetError(
        path, "exists and is not a plain file", remedy: "name a file that may be replaced",
        rule: "not-a-file")
    }
    return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  static func unwritable(_ path: String, _ code: Int32) -> SpreadsheetError {
    let remedy =
      switch code {
      case ENOENT, ENOTDIR: "create the folder first"
      case EACCES, EPERM, EROFS: "choose a folder that you may write to"
      case ENOSPC, EDQUOT, EFBIG: "free some space, or choose another disk"
      case ENAMETOOLONG: "choose a shorter name"
      default: "check the path and the disk"
      }
    let reason = unsafe String(cString: strerror(code)).lowercased()
    return SpreadsheetError(
      path, "cannot be written: \(reason)", remedy: remedy, rule: "unwritable")
  }
}
