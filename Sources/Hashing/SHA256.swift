import CSodium

/// SHA-256 of bytes, as lower-case hexadecimal digits.
///
/// libsodium is Debian's build: small, fast, and it brings the signatures too.
package func sha256(of bytes: [UInt8]) -> String {
  var digest = [UInt8](repeating: 0, count: 32)
  let status = unsafe crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
  precondition(status == 0, "hashing bytes in memory cannot fail")
  return digest.map { byte in
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
  }.joined()
}
