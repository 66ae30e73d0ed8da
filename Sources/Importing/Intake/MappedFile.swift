import Foundation

/// A file of the disk that is mapped into memory, and can be let go of piece by piece.
@safe final class MappedFile: Sendable {
  /// Why a file cannot be read.
  enum Refusal: Error {
    case folder
    case tooLarge
    case code(Int32)

    var reason: String {
      switch self {
      case .folder: "it is a folder"
      case .tooLarge: "it is no plain file and has more than 1 GB"
      case .code(let code): unsafe String(cString: strerror(code)).lowercased()
      }
    }
  }

  /// The most that is read into memory of what cannot be mapped.
  private static let most = 1 << 30

  // The mapping is read only and lives as long as the object.
  private nonisolated(unsafe) let base: UnsafeRawPointer?
  private let count: Int

  /// Maps a file that was opened.
  private init(_ descriptor: Int32, count: Int) throws(Refusal) {
    self.count = count
    guard count > 0 else {
      unsafe base = nil
      return
    }
    let mapped = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { throw .code(errno) }
    unsafe madvise(mapped, count, MADV_SEQUENTIAL)
    unsafe base = UnsafeRawPointer(mapped)
  }

  /// Opens a path: a plain file is mapped, a pipe is read to its end.
  static func open(_ path: String) throws(Refusal) -> ImportFile.Content {
    let descriptor = unsafe Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .code(errno) }
    defer { close(descriptor) }
    return try content(of: descriptor)
  }

  /// The content of what is open.
  static func content(of descriptor: Int32) throws(Refusal) -> ImportFile.Content {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .code(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .mapped(try MappedFile(descriptor, count: Int(status.st_size)))
    case S_IFDIR: throw .folder
    default: return .bytes(try bytes(of: descriptor))
    }
  }

  private static func bytes(of descriptor: Int32) throws(Refusal) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .code(errno) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= most else { throw .tooLarge }
    }
  }

  deinit {
    if let base = unsafe base { unsafe munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  /// Lends the bytes.
  func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let buffer = unsafe UnsafeRawBufferPointer(start: base, count: count)
    return try unsafe body(buffer.bindMemory(to: UInt8.self).span)
  }

  /// Lets go of the whole pages before a position; read again, they come from the file again.
  func release(before position: Int) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let length = min(position, count) / page * page
    guard length > 0, let base = unsafe base else { return }
    unsafe madvise(UnsafeMutableRawPointer(mutating: base), length, MADV_DONTNEED)
  }
}
