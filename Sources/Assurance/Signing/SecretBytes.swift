import CSodium

/// Bytes that nobody else may see: kept out of swap and core dumps where the system allows it, and
/// wiped when the last user lets go of them.
@safe package final class SecretBytes {
  /// How many there are.
  package let count: Int
  private let start: UnsafeMutablePointer<UInt8>

  /// Some bytes, all of them 0.
  package init(count: Int) {
    precondition(isSodiumReady, "libsodium cannot be used on this system")
    self.count = count
    // sodium_malloc puts a page that cannot be touched behind the bytes.
    guard let memory = unsafe sodium_malloc(max(count, 1)) else {
      preconditionFailure("no memory for \(count) bytes")
    }
    unsafe sodium_memzero(memory, count)
    unsafe start = memory.bindMemory(to: UInt8.self, capacity: count)
  }

  /// A copy of bytes; wiping the original is the caller's.
  package convenience init(_ bytes: some Collection<UInt8>) {
    self.init(count: bytes.count)
    unsafe withBytes { _ = unsafe $0.update(fromContentsOf: bytes) }
  }

  deinit { unsafe sodium_free(start) }

  /// Lends the bytes, to be read or written.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try unsafe body(UnsafeMutableBufferPointer(start: start, count: count))
  }

  /// Lends the place of the first byte, as libsodium asks for it.
  func withStart<Result>(_ body: (UnsafeMutablePointer<UInt8>) -> Result) -> Result {
    withExtendedLifetime(self) { unsafe body(start) }
  }

  /// A copy of some of the bytes.
  package func part(_ range: Range<Int>) -> SecretBytes {
    let part = SecretBytes(count: range.count)
    unsafe withBytes { all in
      _ = unsafe part.withBytes { unsafe $0.update(fromContentsOf: all[range]) }
    }
    return part
  }

  /// Whether both hold the same, found out in a time that does not tell where they differ.
  package func isEqual(to other: SecretBytes) -> Bool {
    guard count == other.count else { return false }
    return unsafe withStart { own in
      unsafe other.withStart { unsafe sodium_memcmp(own, $0, count) == 0 }
    }
  }
}

/// Whether libsodium has chosen its code for this processor, which it does once.
let isSodiumReady = sodium_init() >= 0
