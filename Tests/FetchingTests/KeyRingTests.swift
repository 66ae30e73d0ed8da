import Testing

@testable import Fetching

@Suite struct KeyRingTests {
  private func ring(_ text: String) throws -> KeyRing {
    var ring = KeyRing()
    try ring.take(file: Array(text.utf8), path: "keys.yaml")
    return ring
  }

  @Test func `a file names keys by vendors`() throws {
    let ring = try ring(
      """
      ---
      # paid by the desk
      dune: abcdefgh12   # until May
      coingecko-pro: "x#y:zzzz"
      artemis: 'it:has/signs'

      """)
    #expect(ring["dune"]?.secret == "abcdefgh12")
    #expect(ring["coingecko-pro"]?.secret == "x#y:zzzz")
    #expect(ring["artemis"]?.secret == "it:has/signs")
    #expect(ring["messari"] == nil)
  }

  @Test func `the environment goes before a file`() throws {
    var ring = KeyRing()
    try ring.take(environment: ["DEPIN_AUDIT_TOKEN_TERMINAL_KEY": "from-shell", "PATH": "/bin"])
    try ring.take(file: Array("token-terminal: from-file\ndune: from-file".utf8), path: "k")
    #expect(ring["token-terminal"]?.secret == "from-shell")
    #expect(ring["dune"]?.secret == "from-file")
    #expect(ring.redacted("x from-shell from-file") == "x (key) (key)")
  }

  @Test(arguments: [
    "dune s3cret-key", "nobody: s3cret-key", "dune: s3cret key", "dune:",
    "dune: s3cret-k\u{E9}y", "s3cret-key: dune", "dune: short",
  ])
  func `a line that is none is refused without being repeated`(_ line: String) throws {
    let fault = #expect(throws: KeyRing.Fault.self) { try ring(line) }
    let text = try #require(fault).description
    #expect(text.hasPrefix("keys.yaml:1: ") && !text.contains("s3cret"))
  }

  @Test func `a key is not found encoded either`() {
    let key = APIKey("a+b/c=d")
    #expect(key.redacted("a+b/c=d a%2Bb%2Fc%3Dd") == "(key) (key)")
    #expect(
      key.redacted(Array("x a+b/c=d".utf8)).map { String(decoding: $0, as: UTF8.self) } == "x (key)"
    )
    #expect(key.redacted(Array("x".utf8)) == nil)
  }
}
