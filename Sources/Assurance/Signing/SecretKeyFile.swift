import CSodium

/// A secret key as minisign keeps it: as it is, or behind a password.
///
/// Layout: https://jedisct1.github.io/minisign/, "Secret key format". 158 bytes: `Ed`, how the password
/// becomes a key (`Sc` or two zeros), `B2`, salt, effort, memory, and then, masked by what scrypt makes
/// of the password, the id, the secret key and a checksum.
package struct SecretKeyFile {
  /// How much scrypt has to do, so that guessing a password is as slow.
  package struct Effort: Hashable, Sendable {
    let operations: UInt64
    let memory: UInt64

    /// Some seconds and 1 GiB: what minisign takes.
    package static let sensitive = Effort(operations: 1 << 25, memory: 1 << 30)
    /// A moment and 16 MiB: for tests.
    package static let interactive = Effort(operations: 1 << 19, memory: 1 << 24)
  }

  /// Files above it are no keys.
  package static let largestFile = 4096
  /// Whether a password is needed.
  package var isProtected: Bool { effort != nil }

  private let salt: [UInt8]
  /// `nil` where no password protects the key.
  private let effort: Effort?
  /// Id, secret key and checksum, masked.
  private let masked: SecretBytes

  private static let count = 158
  private static let maskedRange = 54..<158

  /// Reads a key file.
  ///
  /// - Throws: `SigningError` with the rule `key.form`.
  package init(_ file: SecretBytes) throws(SigningError) {
    guard let range = SecretKeyFile.line(of: file),
      let bytes = Base64.secret(file, range, count: SecretKeyFile.count)
    else { throw SecretKeyFile.noKey }
    // The head is not secret.
    let head = unsafe bytes.withBytes { unsafe Array($0[..<54]) }
    let isProtected = Array(head[2..<4]) == Array("Sc".utf8)
    guard Array(head[..<2]) == Array("Ed".utf8), Array(head[4..<6]) == Array("B2".utf8),
      isProtected || head[2..<4].allSatisfy({ $0 == 0 })
    else { throw SecretKeyFile.noKey }
    salt = Array(head[6..<38])
    effort =
      isProtected
      ? Effort(operations: head[38..<46].number, memory: head[46..<54].number) : nil
    masked = bytes.part(SecretKeyFile.maskedRange)
  }

  /// The key.
  ///
  /// - Parameter password: What the file was written with; `nil` for none.
  /// - Returns: The pair of keys.
  /// - Throws: `SigningError` where the password is not the one, or the file is damaged.
  package func key(password: SecretBytes?) throws(SigningError) -> SigningKey {
    let plain = masked.part(0..<masked.count)
    if let effort {
      guard let password else {
        throw SigningError(
          .password, "is protected by a password",
          "type it on a terminal, or give its file with --password-file")
      }
      try plain.mask(by: password, salt, effort)
    }
    let (id, secret, sum) = (plain.part(0..<8), plain.part(8..<72), plain.part(72..<104))
    let isMade = sum.isEqual(to: SecretKeyFile.checksum(id, secret))
    // Without a password minisign writes zeros instead of a checksum.
    guard isMade || effort == nil && sum.isEqual(to: SecretBytes(count: sum.count)) else {
      throw effort == nil
        ? SecretKeyFile.damaged
        : SigningError(.password, "does not open with this password", "try another one")
    }
    guard let point = secret.point else { throw SecretKeyFile.damaged }
    let keyID = KeyID(bytes: unsafe id.withBytes { unsafe Array($0) })
    return SigningKey(publicKey: PublicKey(id: keyID, point: point), secret: secret)
  }

  /// The file of a key.
  ///
  /// - Parameters:
  ///   - key: What is kept.
  ///   - password: What it shall open with; `nil` for a file that opens without.
  ///   - effort: How hard guessing the password is made.
  /// - Returns: The text of the file, secret too.
  /// - Throws: `SigningError` where the machine lacks the memory.
  package static func file(
    of key: SigningKey, password: SecretBytes?, effort: Effort = .sensitive
  ) throws(SigningError) -> SecretBytes {
    var salt = [UInt8](repeating: 0, count: 32)
    let id = SecretBytes(key.publicKey.id.bytes)
    let sum = password == nil ? SecretBytes(count: 32) : checksum(id, key.secret)
    let masked = SecretBytes.joined([id, key.secret, sum])
    if let password {
      unsafe randombytes_buf(&salt, salt.count)
      try masked.mask(by: password, salt, effort)
    }
    let kind = password == nil ? [0, 0] : Array("Sc".utf8)
    let numbers = password == nil ? [0, 0] : [effort.operations, effort.memory]
    let head = Array("Ed".utf8) + kind + Array("B2".utf8) + salt + numbers.flatMap(\.bytes)
    return Base64.secretText(
      of: .joined([SecretBytes(head), masked]),
      after: "untrusted comment: minisign encrypted secret key\n", before: "\n")
  }

  private static func checksum(_ id: SecretBytes, _ secret: SecretBytes) -> SecretBytes {
    let (sum, whole) = (
      SecretBytes(count: 32), SecretBytes.joined([SecretBytes("Ed".utf8), id, secret])
    )
    unsafe sum.withStart { start in
      unsafe whole.withStart {
        let status = unsafe crypto_generichash(
          start, sum.count, $0, UInt64(whole.count), nil, 0)
        precondition(status == 0, "hashing bytes in memory cannot fail")
      }
    }
    return sum
  }

  /// Where the second of two lines stands.
  private static func line(of file: SecretBytes) -> Range<Int>? {
    guard file.count <= largestFile else { return nil }
    return unsafe file.withBytes { bytes in
      let mark = "untrusted comment: "
      guard unsafe bytes.starts(with: mark.utf8),
        let end = unsafe bytes.firstIndex(of: UInt8(ascii: "\n"))
      else { return nil }
      let rest = unsafe bytes[(end + 1)...]
      let line = unsafe rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      return unsafe line.isEmpty ? nil : line.startIndex..<line.endIndex
    }
  }

  private static let noKey = SigningError(
    .keyForm, "is no secret key of minisign",
    "give the file that depin-audit keygen or minisign -G wrote")
  private static let damaged = SigningError(
    .damagedKey, "holds a key whose parts do not belong together", "restore it from a copy")
}

extension SecretBytes {
  fileprivate static func joined(_ parts: [SecretBytes]) -> SecretBytes {
    let whole = SecretBytes(count: parts.reduce(0) { $0 + $1.count })
    var start = 0
    for part in parts {
      unsafe whole.withBytes { whole in
        unsafe part.withBytes { part in
          for index in part.indices { unsafe whole[start + index] = part[index] }
        }
      }
      start += part.count
    }
    return whole
  }

  /// Masks the bytes, or takes the mask off, with what scrypt makes of a password.
  fileprivate func mask(
    by password: SecretBytes, _ salt: [UInt8], _ effort: SecretKeyFile.Effort
  ) throws(SigningError) {
    let most = SecretKeyFile.Effort.sensitive
    guard effort.operations <= most.operations * 4, effort.memory <= most.memory * 4 else {
      throw SigningError(
        .keyForm, "asks for more work than any key of minisign", "give a key that it wrote")
    }
    let stream = SecretBytes(count: count)
    let status = unsafe stream.withStart { start in
      unsafe password.withStart {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: password.count) { letters in
          unsafe crypto_pwhash_scryptsalsa208sha256(
            start, UInt64(stream.count), letters, UInt64(password.count), salt,
            effort.operations, Int(effort.memory))
        }
      }
    }
    guard status == 0 else {
      throw SigningError(
        .memory, "needs \(effort.memory >> 20) MiB of memory to be opened",
        "end other programs, or use a machine that has them")
    }
    unsafe withBytes { own in
      unsafe stream.withBytes { stream in
        for index in own.indices { unsafe own[index] ^= stream[index] }
      }
    }
  }

  /// The public key of a secret one; `nil` where the half that is a copy of it is not.
  ///
  /// To sign with a wrong copy gives the secret away.
  fileprivate var point: [UInt8]? {
    var point = [UInt8](repeating: 0, count: 32)
    let made = SecretBytes(count: 64)
    unsafe withStart { own in
      unsafe made.withStart {
        _ = unsafe crypto_sign_seed_keypair(&point, $0, own)
      }
    }
    return isEqual(to: made) ? point : nil
  }
}

extension ArraySlice<UInt8> {
  /// Eight bytes as a number, the smallest first.
  fileprivate var number: UInt64 { reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}

extension UInt64 {
  /// Eight bytes, the smallest first.
  fileprivate var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) } }
}
