/// Which key made a signature, as far as the signature itself says: eight bytes.
package struct KeyID: Hashable, Sendable, CustomStringConvertible {
  /// The bytes in the order of the files.
  let bytes: [UInt8]

  /// As minisign prints it: `203F5D0D7A7CAC70`.
  package var description: String {
    bytes.reversed().map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}

/// What a signature is checked with: an Ed25519 key in minisign's form.
package struct PublicKey: Hashable, Sendable {
  /// Which key it is.
  package let id: KeyID
  /// The point of the curve.
  let point: [UInt8]

  /// Reads a key file of minisign, or its second line alone, as people pass it on.
  ///
  /// - Throws: `SigningError` with the rule `key.form`.
  package init(_ text: [UInt8]) throws(SigningError) {
    let lines = text.prefix(4096).lines.filter { !$0.isEmpty }
    guard let line = lines.last, lines.count <= 2, lines.count == 1 || lines[0].isComment,
      let bytes = Base64.bytes(line, count: 42), Array(bytes[..<2]) == Array("Ed".utf8)
    else {
      throw SigningError(
        .keyForm, "is no public key of minisign",
        "give the file that ends in .pub, or its line that begins with RW")
    }
    (id, point) = (KeyID(bytes: Array(bytes[2..<10])), Array(bytes[10...]))
  }

  init(id: KeyID, point: [UInt8]) { (self.id, self.point) = (id, point) }

  /// The key on one line, as people pass it on.
  package var line: String { Base64.text(Array("Ed".utf8) + id.bytes + point) }

  /// The key as a file of minisign.
  package var text: String { "untrusted comment: minisign public key \(id)\n\(line)\n" }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// The lines without their ends, LF or CRLF; nothing follows the last end.
  var lines: [ArraySlice<UInt8>] {
    var lines = Array(self).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
  }
}

extension ArraySlice<UInt8> {
  /// Whether it is the comment above a key or signature.
  var isComment: Bool { starts(with: "untrusted comment: ".utf8) }
}
