import Hashing

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
    (self.path, sha256, byteCount) = (path, Hashing.sha256(of: content), content.count)
  }
}
