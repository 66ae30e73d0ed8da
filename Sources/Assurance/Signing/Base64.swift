import CSodium

/// Base64 of libsodium, with one spelling for each sequence of bytes and no other.
///
/// libsodium 1.0.18 takes some bytes beyond ASCII for letters; here they are refused.
enum Base64 {
  /// The bytes of a text; `nil` where it is no Base64 of as many.
  static func bytes(_ text: some Collection<UInt8>, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let letters = text.map { CChar(bitPattern: $0) }
    guard letters.allSatisfy({ $0 >= 0 }) else { return nil }
    var found = 0
    let status = unsafe sodium_base642bin(
      &bytes, count, letters, letters.count, nil, &found, nil, variant)
    return status == 0 && found == count ? bytes : nil
  }

  /// The text of bytes.
  static func text(_ bytes: [UInt8]) -> String {
    var letters = [CChar](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
    unsafe sodium_bin2base64(&letters, letters.count, bytes, bytes.count, variant)
    return String(decoding: letters.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The secret bytes that lie as text in a range of others; `nil` where they are no Base64.
  static func secret(_ text: SecretBytes, _ range: Range<Int>, count: Int) -> SecretBytes? {
    let bytes = SecretBytes(count: count)
    var found = 0
    let status = unsafe text.withStart { letters in
      unsafe bytes.withStart { start in
        unsafe letters.withMemoryRebound(to: CChar.self, capacity: text.count) { letters in
          unsafe sodium_base642bin(
            start, count, letters + range.lowerBound, range.count, nil, &found, nil, variant)
        }
      }
    }
    let isASCII = unsafe text.withBytes { unsafe $0[range].allSatisfy { $0 < 0x80 } }
    return isASCII && status == 0 && found == count ? bytes : nil
  }

  /// The text of secret bytes between two others.
  static func secretText(
    of binary: SecretBytes, after head: String, before tail: String
  ) -> SecretBytes {
    let count = (binary.count + 2) / 3 * 4
    let (head, tail) = (Array(head.utf8), Array(tail.utf8))
    // libsodium ends its text with a 0, which the tail then takes the place of.
    let text = SecretBytes(count: head.count + count + max(tail.count, 1))
    unsafe text.withStart { start in
      unsafe binary.withStart { bytes in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: text.count) { letters in
          _ = unsafe sodium_bin2base64(
            letters + head.count, text.count - head.count, bytes, binary.count, variant)
        }
      }
      for (index, byte) in head.enumerated() { unsafe start[index] = byte }
      for (index, byte) in tail.enumerated() { unsafe start[head.count + count + index] = byte }
    }
    return text
  }

  private static let variant = sodium_base64_VARIANT_ORIGINAL
}
