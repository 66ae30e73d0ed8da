import Foundation

/// What the system answered to a call that failed.
struct SystemError: Error {
  /// The value of `errno`.
  let code: Int32

  /// The answer of the last call.
  static var last: SystemError { SystemError(code: errno) }

  /// The system's words: `no space left on device`.
  var reason: String { unsafe String(cString: strerror(code)).lowercased() }

  /// What a person can do about it.
  var remedy: String {
    switch code {
    case EEXIST, ENOTDIR: "name another path, or move the file that is in its way"
    case EACCES, EPERM, EROFS: "choose a folder that you may write to"
    case ENOSPC, EDQUOT, EFBIG: "free some space, or choose another disk"
    case ENAMETOOLONG: "choose a shorter name"
    default: "check the path and the disk"
    }
  }

  /// The failure to write to a place.
  func writing(_ place: String) -> Failure {
    Failure("\(place): cannot be written: \(reason); \(remedy)")
  }
}

/// Writes all bytes to an open file.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
  try unsafe bytes.withUnsafeBufferPointer { bytes throws(SystemError) in
    try unsafe writeAll(UnsafeRawBufferPointer(bytes), to: descriptor)
  }
}

/// Writes all bytes to an open file.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemError) {
  var start = 0
  while start < bytes.count {
    let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
    let count = unsafe write(descriptor, rest.baseAddress, rest.count)
    if count < 0, errno == EINTR { continue }
    // A disk that takes nothing and gives no reason is full.
    guard count > 0 else { throw count < 0 ? .last : SystemError(code: ENOSPC) }
    start += count
  }
}
