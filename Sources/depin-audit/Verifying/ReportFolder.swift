import Assurance
import Foundation

/// The folder of a report, read as a stranger's: no link in it is followed, nothing but plain files is
/// opened, and sizes are bounded.
struct ReportFolder {
  /// The folder as the user named it.
  let path: String
  /// The paths of what lies in it, but for folders and the two files about the others.
  let names: [String]

  /// Files that are larger than this and than they should be are not read.
  private static let largestFile = 64 << 20
  /// A folder with more entries is no report.
  private static let mostEntries = 100_000

  /// Lists a folder.
  ///
  /// - Throws: A `Failure` where there is none, or no report in it.
  init(_ path: String) throws {
    let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = root
    guard FileManager.default.fileExists(atPath: root + "/."),
      let entries = FileManager.default.enumerator(atPath: root + "/")
    else {
      throw Failure("\(root): cannot be read; name the folder of a report")
    }
    var names: [String] = []
    for case let name as String in entries {
      guard names.count < ReportFolder.mostEntries else {
        throw Failure("\(root): holds over 100,000 files; name the folder of a report")
      }
      if !ReportFolder.isFolder("\(root)/\(name)") { names.append(name) }
    }
    let own = [Manifest.fileName, Manifest.signatureName]
    guard names.contains(Manifest.fileName) else {
      throw Failure(
        "\(root): holds no \(Manifest.fileName); name a folder that depin-audit report wrote")
    }
    self.names = names.filter { !own.contains($0) }.sorted()
  }

  /// Whether a path is a folder itself, and no link to one.
  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The bytes of a file.
  ///
  /// - Throws: A `Failure` where it is no plain file, or is too large.
  func bytes(of name: String, atMost limit: Int) throws -> [UInt8] {
    try PlainFile.bytes(of: "\(path)/\(name)", atMost: limit)
  }
}

extension ReportFolder {
  /// The bytes of a file that should be of a size; one that is far larger is not read.
  func bytes(of file: HashedFile) throws -> [UInt8] {
    try bytes(of: file.path, atMost: max(file.byteCount, ReportFolder.largestFile))
  }
}

/// A file that is read whole, and only where it is a file and no larger than it may be.
enum PlainFile {
  /// The bytes of a file.
  static func bytes(of path: String, atMost limit: Int) throws -> [UInt8] {
    try opened(path, atMost: limit, follow: false) { descriptor, count in
      try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = try unsafe fill(UnsafeMutableRawBufferPointer(buffer), from: descriptor, path)
      }
    }
  }

  /// The bytes of a file that nobody but its owner may read.
  static func secret(of path: String, atMost limit: Int) throws -> SecretBytes {
    try opened(path, atMost: limit, follow: true, isSecret: true) { descriptor, count in
      let bytes = SecretBytes(count: count)
      let filled = try unsafe bytes.withBytes {
        try unsafe fill(UnsafeMutableRawBufferPointer($0), from: descriptor, path)
      }
      return bytes.part(0..<filled)
    }
  }

  private static func opened<Content>(
    _ path: String, atMost limit: Int, follow: Bool, isSecret: Bool = false,
    _ content: (Int32, Int) throws -> Content
  ) throws -> Content {
    // Opening a pipe would wait for a writer.
    let descriptor = unsafe open(
      path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else {
      throw errno == ELOOP
        ? Failure("\(path): is a link; put the file itself there") : SystemError.last.reading(path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError.last.reading(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure("\(path): is no plain file; name a file")
    }
    guard status.st_size <= limit else {
      throw Failure("\(path): has \(status.st_size) bytes, more than the \(limit) of such a file")
    }
    guard !isSecret || status.st_mode & 0o077 == 0 else {
      throw Failure("\(path): others may read it; run chmod 600 on it, or make another key")
    }
    return try content(descriptor, Int(status.st_size))
  }

  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, _ path: String
  ) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = unsafe read(
        descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError.last.reading(path) }
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }
}

extension SystemError {
  /// The failure to read a place.
  func reading(_ place: String) -> Failure {
    Failure("\(place): cannot be read: \(reason); check the path and who may read it")
  }
}
