import CSodium

/// A pair of keys of which one is secret.
package struct SigningKey {
  /// What signatures are checked with.
  package let publicKey: PublicKey
  /// The seed and the public key behind it, as libsodium keeps them.
  let secret: SecretBytes

  init(publicKey: PublicKey, secret: SecretBytes) {
    (self.publicKey, self.secret) = (publicKey, secret)
  }

  /// A new pair, from the system's source of chance.
  package static func random() -> SigningKey {
    let secret = SecretBytes(count: 64)
    var (id, point) = ([UInt8](repeating: 0, count: 8), [UInt8](repeating: 0, count: 32))
    unsafe randombytes_buf(&id, id.count)
    let status = unsafe secret.withStart {
      unsafe crypto_sign_keypair(&point, $0)
    }
    precondition(status == 0, "making keys cannot fail")
    return SigningKey(publicKey: PublicKey(id: KeyID(bytes: id), point: point), secret: secret)
  }

  /// Signs a content; the same content and comment give the same bytes.
  ///
  /// - Parameters:
  ///   - content: What is signed.
  ///   - comment: Words that are signed too: one line, without control characters.
  ///   - method: What Ed25519 is applied to.
  /// - Returns: The signature, to lie beside the content.
  /// - Throws: `SigningError` where the comment is none.
  package func signature(
    of content: [UInt8], comment: String, method: Signature.Method = .prehashed
  ) throws(SigningError) -> Signature {
    let words = Array(comment.utf8)
    guard words.count <= Signature.longestComment, words.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else {
      throw SigningError(
        .comment, "the comment is no plain line",
        "write at most \(Signature.longestComment) bytes without line ends or control characters")
    }
    let overContent = signed(method.message(of: content))
    return Signature(
      method: method, keyID: publicKey.id, comment: words, overContent: overContent,
      overComment: signed(overContent + words))
  }

  private func signed(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: 64)
    let status = unsafe secret.withStart {
      unsafe crypto_sign_detached(
        &signature, nil, message, UInt64(message.count), $0)
    }
    precondition(status == 0, "signing bytes in memory cannot fail")
    return signature
  }
}
