import Assurance
import Testing

@Suite struct SigningTests {
  private typealias Sample = MinisignSample

  private func key(_ text: String = Sample.secretKey, password: String? = nil) throws -> SigningKey
  {
    try SecretKeyFile(SecretBytes(text.utf8)).key(
      password: password.map { SecretBytes($0.utf8) })
  }

  private func publicKey() throws -> PublicKey { try PublicKey(Array(Sample.publicKey.utf8)) }

  @Test(arguments: [
    (Sample.signature, Signature.Method.prehashed), (Sample.legacySignature, .legacy),
  ])
  func `what minisign signed is accepted`(_ text: String, _ method: Signature.Method) throws {
    let signature = try Signature(Array(text.utf8))
    #expect(signature.method == method)
    #expect(signature.comment.hasPrefix("timestamp:"))
    try signature.check(Sample.content, with: publicKey())
  }

  @Test func `a key reads as minisign prints it, from its file or from its line`() throws {
    let key = try publicKey()
    #expect(key.id.description == "203F5D0D7A7CAC70")
    #expect(try PublicKey(Array(key.line.utf8)) == key)
    #expect(key.text == Sample.publicKey)
  }

  /// Ed25519 has one signature for a key and a message, so that ours are minisign's to the byte.
  @Test(arguments: [Sample.signature, Sample.legacySignature])
  func `the same key signs the same bytes as minisign`(_ text: String) throws {
    let theirs = try Signature(Array(text.utf8))
    let ours = try key().signature(
      of: Sample.content, comment: "a", method: theirs.method)
    let lines = { (text: String) in text.split(separator: "\n").map(String.init) }
    #expect(lines(String(decoding: ours.file, as: UTF8.self))[1] == lines(text)[1])
    #expect(try Signature(ours.file) == ours)
    try ours.check(Sample.content, with: publicKey())
  }

  @Test func `secret keys with and without a password open`() throws {
    #expect(try key().publicKey == publicKey())
    let protected = try key(Sample.protectedSecretKey, password: "secret")
    #expect(protected.publicKey.text == Sample.protectedPublicKey)
  }

  @Test func `what was written opens with its password and with no other`() throws {
    let made = SigningKey.random()
    let file = try SecretKeyFile.file(
      of: made, password: SecretBytes("right".utf8), effort: .interactive)
    let read = try SecretKeyFile(file)
    #expect(read.isProtected)
    #expect(try read.key(password: SecretBytes("right".utf8)).publicKey == made.publicKey)
    #expect(rule { _ = try read.key(password: SecretBytes("wrong".utf8)) } == .password)
    #expect(rule { _ = try read.key(password: nil) } == .password)
    let open = try SecretKeyFile(SecretKeyFile.file(of: made, password: nil))
    #expect(!open.isProtected)
    #expect(try open.key(password: nil).publicKey == made.publicKey)
  }

  @Test func `keys are made by chance`() {
    let keys = (0..<20).map { _ in SigningKey.random().publicKey }
    #expect(Set(keys.map(\.line)).count == 20 && Set(keys.map(\.id)).count == 20)
  }

  private func rule(_ body: () throws -> Void) -> SigningError.Rule? {
    do {
      try body()
      return nil
    } catch {
      return (error as? SigningError)?.rule
    }
  }

  @Test func `another content, comment or key is refused, with the reason`() throws {
    let own = try key()
    let file = String(
      decoding: try own.signature(of: Sample.content, comment: "report 2025Q4").file,
      as: UTF8.self)
    func refusal(
      _ text: String, _ content: [UInt8] = Sample.content, _ key: PublicKey? = nil
    ) -> SigningError.Rule? {
      rule { try Signature(Array(text.utf8)).check(content, with: key ?? own.publicKey) }
    }
    #expect(refusal(file) == nil)
    #expect(refusal(file, Array("Hello\n".utf8)) == .content)
    #expect(refusal(file.replacing("2025Q4", with: "2025Q3")) == .comment)
    #expect(refusal(file, Sample.content, SigningKey.random().publicKey) == .otherKey)
    #expect(refusal(file.replacing("untrusted comment: s", with: "untrusted comment: S")) == nil)
    // The same id with another point: a key that only claims to be the one.
    var bytes = Array(own.publicKey.line.utf8)
    bytes[20] = bytes[20] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
    #expect(refusal(file, Sample.content, try PublicKey(bytes)) == .content)
  }

  /// The first line is the only one that nothing protects.
  @Test func `one byte changed in a signature is refused`() throws {
    let own = try key()
    let file = try own.signature(of: Sample.content, comment: "report 2025Q4").file
    let start = try #require(file.firstIndex(of: UInt8(ascii: "\n")))
    var tries = 0
    // The line end behind the last line may be another one.
    for index in start..<file.count - 1 {
      for mask: UInt8 in [1, 4, 0x20, 0x80] {
        var changed = file
        changed[index] ^= mask
        tries += 1
        #expect(
          rule { try Signature(changed).check(Sample.content, with: own.publicKey) } != nil,
          "byte \(index) ^ \(mask)")
      }
    }
    #expect(tries > 800)
  }

  @Test(arguments: [
    "", "\n", "untrusted comment: a\n", "RWQ", "untrusted comment: a\nRWQ\n",
    String(repeating: "A", count: 100_000), Sample.secretKey, Sample.signature,
  ])
  func `what is no public key is refused`(_ text: String) {
    #expect(rule { _ = try PublicKey(Array(text.utf8)) } == .keyForm)
  }

  @Test(arguments: [
    "", "\n", "untrusted comment: a\n", "untrusted comment: a\nRWQ\n", Sample.publicKey,
    String(repeating: "A", count: 100_000), String(repeating: "\n", count: 4000),
    Sample.signature.replacing("trusted comment: timestamp", with: "comment: timestamp"),
    String(Sample.signature.dropLast(20)),
  ])
  func `what is no signature is refused`(_ text: String) {
    #expect(rule { _ = try Signature(Array(text.utf8)) } == .form)
  }

  @Test(arguments: ["", "\n", "untrusted comment: a\n", Sample.publicKey, Sample.signature])
  func `what is no secret key is refused`(_ text: String) {
    #expect(rule { _ = try key(text) } == .keyForm)
  }

  /// To sign with a wrong public half would give the secret half away.
  @Test func `a secret key with a wrong public half is refused`() throws {
    var letters = Array(Sample.secretKey.utf8)
    let start = try #require(letters.firstIndex(of: UInt8(ascii: "\n"))) + 1
    // The bytes 94 to 125 of 158 are the copy of the public key.
    let index = start + 100 * 4 / 3
    letters[index] = letters[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
    let text = String(decoding: letters, as: UTF8.self)
    #expect(rule { _ = try key(text) } == .damagedKey)
  }

  @Test func `a key file that asks for endless work is refused`() throws {
    let made = try SecretKeyFile.file(
      of: .random(), password: SecretBytes("a".utf8), effort: .interactive)
    var letters = unsafe made.withBytes { unsafe Array($0) }
    let start = try #require(letters.firstIndex(of: UInt8(ascii: "\n"))) + 1
    // The bytes 38 to 53 are the effort.
    for index in start + 52..<start + 70 { letters[index] = UInt8(ascii: "/") }
    let file = try SecretKeyFile(SecretBytes(letters))
    #expect(rule { _ = try file.key(password: SecretBytes("a".utf8)) } == .keyForm)
  }

  @Test(arguments: ["a\nb", "a\rb", "\u{1B}[2J", "\u{7F}", String(repeating: "a", count: 1001)])
  func `a comment that is no plain line is refused`(_ comment: String) throws {
    let own = try key()
    #expect(rule { _ = try own.signature(of: [], comment: comment) } == .comment)
  }
}
