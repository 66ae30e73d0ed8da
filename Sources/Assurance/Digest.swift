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

/// The digest of a set of files: SHA-256 over their sorted hashes and names.
package func digest(of files: [HashedFile]) -> String {
  let lines = files.map { "\($0.sha256)  \($0.path)\n" }.sorted()
  return sha256(of: Array(lines.joined().utf8))
}

/// A file by name and content.
package struct HashedFile: Hashable, Sendable {
  /// The path as outputs print it.
  package let path: String
  /// SHA-256 of the content.
  package let sha256: String
  /// The size in bytes.
  package let byteCount: Int

  /// A file of which the hash is known.
  init(path: String, sha256: String, byteCount: Int) {
    (self.path, self.sha256, self.byteCount) = (path, sha256, byteCount)
  }

  /// Hashes the content of a file.
  package init(path: String, content: [UInt8]) {
    (self.path, sha256, byteCount) = (path, Assurance.sha256(of: content), content.count)
  }
}
