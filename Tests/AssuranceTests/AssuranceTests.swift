import Assurance
import Hashing
import Testing

@Suite struct AssuranceTests {
  /// FIPS 180-4, examples of SHA-256.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `SHA-256 of the standard's examples`(_ text: String, _ digest: String) {
    #expect(sha256(of: Array(text.utf8)) == digest)
  }

  @Test func `the digest of files does not depend on their order`() {
    let files = ["a", "b"].map { HashedFile(path: $0, content: Array($0.utf8)) }
    #expect(digest(of: files) == digest(of: files.reversed()))
    #expect(digest(of: files) != digest(of: [files[0]]))
  }
}
