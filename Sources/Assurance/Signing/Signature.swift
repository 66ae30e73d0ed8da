import CSodium

/// A detached signature in minisign's form.
///
/// It signs twice: the content, and then the signature together with the trusted comment. The first
/// line of its file is a comment that nothing protects, and is not kept.
///
/// Layout: https://jedisct1.github.io/minisign/, "Signature format".
package struct Signature: Hashable, Sendable {
  /// What Ed25519 is applied to.
  package enum Method: String, Sendable {
    /// BLAKE2b-512 of the content, as minisign has signed since 0.10.
    case prehashed = "ED"
    /// The content itself, as it signed before.
    case legacy = "Ed"
  }

  /// What Ed25519 is applied to.
  package let method: Method
  /// The key that it says it was made with.
  package let keyID: KeyID
  /// The words that are signed with the content.
  package var comment: String { String(decoding: commentBytes, as: UTF8.self) }

  private let commentBytes: [UInt8]
  private let overContent: [UInt8]
  private let overComment: [UInt8]

  /// The longest comment that is written or read, in bytes.
  package static let longestComment = 1000
  /// Files above it are no signatures.
  package static let largestFile = 16_384

  init(
    method: Method, keyID: KeyID, comment: [UInt8], overContent: [UInt8], overComment: [UInt8]
  ) {
    (self.method, self.keyID, commentBytes) = (method, keyID, comment)
    (self.overContent, self.overComment) = (overContent, overComment)
  }

  /// Reads a signature file.
  ///
  /// - Throws: `SigningError` with the rule `signature.form`.
  package init(_ file: [UInt8]) throws(SigningError) {
    let mark = Array("trusted comment: ".utf8)
    let lines = file.count <= Signature.largestFile ? file.lines : []
    guard lines.count == 4, lines[0].isComment, lines[2].starts(with: mark),
      lines[2].count <= mark.count + Signature.longestComment,
      let bytes = Base64.bytes(lines[1], count: 74),
      let method = Method(rawValue: String(decoding: bytes[..<2], as: UTF8.self)),
      let overComment = Base64.bytes(lines[3], count: 64)
    else {
      throw SigningError(
        .form, "is no signature of minisign",
        "give its four lines as they were written: comment, signature, trusted comment, signature")
    }
    self.init(
      method: method, keyID: KeyID(bytes: Array(bytes[2..<10])),
      comment: Array(lines[2].dropFirst(mark.count)), overContent: Array(bytes[10...]),
      overComment: overComment)
  }

  /// The file.
  package var file: [UInt8] {
    let own = Base64.text(Array(method.rawValue.utf8) + keyID.bytes + overContent)
    return Array("untrusted comment: signature of depin-audit\n\(own)\ntrusted comment: ".utf8)
      + commentBytes + Array("\n\(Base64.text(overComment))\n".utf8)
  }

  /// Checks that a key signed this content and the trusted comment.
  package func check(_ content: [UInt8], with key: PublicKey) throws(SigningError) {
    guard keyID == key.id else {
      throw SigningError(
        .otherKey, "was made with key \(keyID), not with \(key.id)",
        "ask who published the report which key is theirs")
    }
    guard key.verifies(overContent, of: method.message(of: content)) else {
      throw SigningError(
        .content, "does not fit the content, which is not what was signed",
        "fetch the report again from who published it")
    }
    guard key.verifies(overComment, of: overContent + commentBytes) else {
      throw SigningError(
        .comment, "does not fit its trusted comment, which is not what was signed",
        "fetch the signature again from who published it")
    }
  }
}

extension Signature.Method {
  /// What Ed25519 is applied to.
  func message(of content: [UInt8]) -> [UInt8] {
    guard self == .prehashed else { return content }
    var hash = [UInt8](repeating: 0, count: 64)
    let status = unsafe crypto_generichash(
      &hash, hash.count, content, UInt64(content.count), nil, 0)
    precondition(status == 0, "hashing bytes in memory cannot fail")
    return hash
  }
}

extension PublicKey {
  fileprivate func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    unsafe crypto_sign_verify_detached(signature, message, UInt64(message.count), point) == 0
  }
}
