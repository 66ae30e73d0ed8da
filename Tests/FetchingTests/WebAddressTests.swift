import Testing

@testable import Fetching

@Suite struct WebAddressTests {
  private let origin = Origin(host: "api.example", port: 8443)

  @Test func `parts are encoded so that none can become another`() {
    let address = WebAddress(
      origin, ["a/b", "..", "c?d#e", "é", "x y"], query: [("q", "1&k=2"), ("m", "a,b:c+d%")])
    #expect(
      "\(address)" == "https://api.example:8443/a%2Fb/%2E%2E/c%3Fd%23e/%C3%A9/x%20y"
        + "?q=1%26k%3D2&m=a,b:c%2Bd%25")
    #expect(address.with("q", "9").query == "m=a,b:c%2Bd%25&q=9")
  }

  @Test(arguments: [
    ("https://api.example", "https://api.example"), ("HTTPS://API.Example/", "https://api.example"),
    ("https://127.0.0.1:8443", "https://127.0.0.1:8443"), ("https://[::1]:1", "https://[::1]:1"),
    ("https://x:443", "https://x"),
    ("http://x", nil), ("x", nil), ("https://", nil), ("https://x/y", nil), ("https://x:0", nil),
    ("https://x:65536", nil), ("https://x:+1", nil), ("https://a@b", nil), ("https://x?y", nil),
    ("https://x y", nil), ("https://[x]", nil), ("https://é", nil), ("https://x:", nil),
  ])
  func `a host is named without anything else`(_ text: String, _ origin: String?) {
    #expect(Origin(text)?.description == origin)
  }

  @Test(arguments: [
    ("https://node.example", "https://node.example"),
    ("https://node.example/", "https://node.example"),
    ("https://node.example:9/ext/bc/C/rpc", "https://node.example:9/ext/bc/C/rpc"),
    ("https://node.example/v3/{key}", "https://node.example/v3/{key}"),
    ("https://node.example?api-key={key}", "https://node.example?api-key={key}"),
    ("https://node.example/?a=b&api-key={key}", "https://node.example/?a=b&api-key={key}"),
    ("https://node.example/{key}/{key}", nil), ("https://node.example/{KEY}", nil),
    ("https://node.example/../x", nil), ("https://node.example//x", nil),
    ("https://node.example/%7Bkey%7D", nil), ("https://node.example/#x", nil),
    ("https://node.example/a b", nil), ("https://a@node.example/x", nil),
    ("http://node.example/x", nil),
    ("https://{key}.example/", nil), ("/x", nil), ("", nil),
  ])
  func `the address of a node may have a path, and a place for its key`(
    _ text: String, _ address: String?
  ) {
    #expect(WebAddress(text)?.description == address)
    #expect(WebAddress(text)?.wantsKey ?? false == (address?.contains("{key}") ?? false))
  }

  @Test(arguments: [
    ("https://node.example/v3/0123456789abcdef0123456789abcdef", true),
    ("https://node.example/?api-key=0123456789abcdef0123", true),
    ("https://node.example/ext/bc/C/rpc", false), ("https://node.example/v3/{key}", false),
    ("https://a-name-of-a-node-that-is-long.example", false),
  ])
  func `what may be a key is told from a path`(_ text: String, _ mayBe: Bool) throws {
    #expect(try #require(WebAddress(text)).mayHoldKey == mayBe)
  }

  @Test func `a key joins the address of a node where its mark stands`() throws {
    let address = try #require(WebAddress("https://node.example/v3/{key}?a=b"))
    let request = Request(address, key: SentKey(APIKey("s/cr?t"), .mark))
    #expect(request.shown == "https://node.example/v3/(key)?a=b")
    #expect(request.sent == "https://node.example/v3/s%2Fcr%3Ft?a=b")
  }

  @Test(arguments: [
    ("/c?d", "https://api.example:8443/c?d"), ("c", "https://api.example:8443/a/c"),
    ("https://api.example:8443/c", "https://api.example:8443/c"),
    ("HTTPS://API.EXAMPLE:8443/c", "https://api.example:8443/c"),
    ("?page=2", "https://api.example:8443/a/b?page=2"),
    ("https://api.example/c", nil), ("http://api.example:8443/c", nil), ("//other.example/c", nil),
    ("https://other.example:8443/c", nil), ("https://api.example.evil:8443/c", nil),
    ("https://api.example:8443@other.example/c", nil), ("https://u:p@api.example:8443/c", nil),
    ("file:///etc/passwd", nil), ("javascript:alert(1)", nil),
  ])
  func `a redirect leads nowhere else`(_ location: String, _ target: String?) {
    let address = WebAddress(origin, ["a", "b"], query: [("k", "v")])
    #expect(address.redirected(to: location)?.description == target)
  }

  @Test func `a key joins an address on its way out`() {
    let address = WebAddress(origin, ["a"], query: [("k", "v")])
    let key = APIKey("s/cr?t")
    let places: [(SentKey.Place, String, String)] = [
      (.header("X"), "https://api.example:8443/a?k=v", "https://api.example:8443/a?k=v"),
      (
        .query("key"), "https://api.example:8443/a?k=v&key=(key)",
        "https://api.example:8443/a?k=v&key=s%2Fcr%3Ft"
      ),
      (
        .path, "https://api.example:8443/(key)/a?k=v",
        "https://api.example:8443/s%2Fcr%3Ft/a?k=v"
      ),
    ]
    for (place, shown, sent) in places {
      let request = Request(address, key: SentKey(key, place))
      #expect((request.shown, request.sent) == (shown, sent))
    }
  }
}
