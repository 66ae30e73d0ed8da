import Foundation

/// A lock that programs take by turns while they put files into a folder.
///
/// It leaves no file behind, and ends with its process. Where the file system has no locks, programs
/// go on without.
struct FolderLock {
  private let descriptor: Int32

  /// Waits until nobody else has the folder's lock.
  init(_ folder: String) {
    descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
  }

  /// Lets the next one in.
  func release() { if descriptor >= 0 { close(descriptor) } }
}
