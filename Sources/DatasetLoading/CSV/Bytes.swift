import Foundation

extension UInt8 {
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let quote: UInt8 = 0x22
  static let comma: UInt8 = 0x2C
  static let minus: UInt8 = 0x2D
  static let point: UInt8 = 0x2E
  static let zero: UInt8 = 0x30
}

/// The first index of a byte, by the C library: a line may be as long as a file.
func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
  guard start < bytes.count else { return nil }
  return unsafe bytes.withUnsafeBytes { buffer in
    guard let base = buffer.baseAddress else { return nil }
    guard let found = unsafe memchr(base + start, Int32(byte), buffer.count - start) else {
      return nil
    }
    return unsafe UnsafeRawPointer(found) - base
  }
}

extension [UInt8] {
  /// Copies a range of a file.
  init(copying bytes: Span<UInt8>, _ range: Range<Int>) {
    self.init()
    reserveCapacity(range.count)
    for index in range { append(bytes[index]) }
  }
}

extension Span<UInt8> {
  /// Eight bytes that lie inside the span, the first being the lowest.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    // Any eight bytes are an integer, and the load checks its bounds.
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
    return UInt64(littleEndian: word)
  }
}
