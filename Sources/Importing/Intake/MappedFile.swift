import Foundation

/// A file of the disk that is mapped into memory, and can be let go of piece by piece.
@safe final class MappedFile: Sendable {
  /// Why a file cannot be mapped.
  enum Refusal: Error, Equatable {
    case notPlain
    case folder
    case system(Int32)

    var reason: String {
      switch self {
      case .notPlain: "it is no plain file"
      case .folder: "it is a folder"
      case .system(let code): unsafe String(cString: strerror(code)).lowercased()
      }
    }
  }

  // The mapping is read only and lives as long as the object.
  private nonisolated(unsafe) let base: UnsafeRawPointer?
  private let count: Int

  init(path: String) throws(Refusal) {
    // Without the flag, opening a pipe would wait for a writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw status.st_mode & S_IFMT == S_IFDIR ? .folder : .notPlain
    }
    count = Int(status.st_size)
    guard count > 0 else {
      unsafe base = nil
      return
    }
    let mapped = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { throw .system(errno) }
    unsafe madvise(mapped, count, MADV_SEQUENTIAL)
    unsafe base = UnsafeRawPointer(mapped)
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
