import Foundation
import Quantities
import Testing

@testable import Fetching

/// Pages of a made-up vendor: the answer's number is the page after it.
private struct Pages: Endpoint {
  let vendor = "pages"
  let gap = 0.0
  let needsKey = false

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    Request(
      WebAddress(Origin(host: "pages.example"), [wish.id]), key: contact.key("dune", .query("key")))
  }

  func next(after body: [UInt8], of request: Request) -> Request? {
    let page = String(decoding: body, as: UTF8.self).filter(\.isNumber)
    return page.isEmpty ? nil : request.with("page", page)
  }
}

@Suite final class FetcherTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "fetcher-\(UUID())"
  ).path
  private let clock = StoppedClock()

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func cache() -> ResponseCache {
    ResponseCache(folder) { files in
      for (path, content) in files {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content).write(to: url)
      }
    }
  }

  private func fetcher(_ host: Scripted, freshFor: Double = 3600) throws -> Fetcher {
    var keys = KeyRing()
    try keys.take(environment: ["DEPIN_AUDIT_DUNE_KEY": "s3cret-key"])
    var policy = RetryPolicy()
    policy.retries = 0
    return Fetcher(
      Pages(), Contact(keys), Client(host, gap: 0, policy: policy, time: clock.timekeeper),
      cache(), .init(freshFor: freshFor, time: clock.timekeeper))
  }

  private let wish = SeriesWish(
    series: "price", id: "x", since: nil, today: Day(number: 20_000))

  @Test func `pages follow one another, and a later run goes on where one failed`() throws {
    let first = Scripted([.answer(200, [:], "[1]"), .answer(200, [:], "[2]"), .answer(500)])
    var fetcher = try fetcher(first)
    #expect(throws: FetchFault.self) { try fetcher.fetch(wish) }
    let second = Scripted([.answer(200, [:], "[]")])
    fetcher = try self.fetcher(second)
    let result = try fetcher.fetch(wish)
    #expect((result.pages.count, result.cached) == (3, 2))
    #expect(
      second.requests.map(\.shown) == ["https://pages.example/x?page=2&key=(key)"])
  }

  @Test func `pages without an end have one`() throws {
    let circle = Scripted([.answer(200, [:], "[1]"), .answer(200, [:], "[1]")])
    var fetcher = try fetcher(circle)
    let fault = #expect(throws: FetchFault.self) { try fetcher.fetch(wish) }
    #expect(fault?.rule == .tooManyPages)
    #expect(circle.requests.count == 2)
    let endless = Scripted((1...300).map { .answer(200, [:], "[\($0)]") })
    fetcher = try self.fetcher(endless)
    let other = SeriesWish(series: "price", id: "y", since: nil, today: wish.today)
    #expect(throws: FetchFault.self) { try fetcher.fetch(other) }
    #expect(endless.requests.count == Fetcher.mostPages)
  }

  @Test(arguments: [
    (Result<Response, TransportFault>.answer(404), 1, 2), (.answer(500), 1, 2),
    (.answer(429), 1, 1), (.failure(.certificate("expired")), 1, 1),
    (.failure(.connection("reset")), 1, 1),
  ])
  func `a fault is met once, and a vendor that fails is left alone`(
    _ answer: Result<Response, TransportFault>, _ same: Int, _ other: Int
  ) throws {
    let host = Scripted([answer])
    var fetcher = try fetcher(host)
    let first = #expect(throws: FetchFault.self) { try fetcher.fetch(wish) }
    #expect(#expect(throws: FetchFault.self) { try fetcher.fetch(wish) } == first)
    #expect(host.requests.count == same)
    let next = SeriesWish(series: "price", id: "y", since: nil, today: wish.today)
    let second = #expect(throws: FetchFault.self) { try fetcher.fetch(next) }
    #expect(host.requests.count == other)
    #expect(second?.rule == first?.rule)
    #expect(second?.place == "https://pages.example/y?key=(key)")
  }

  @Test func `an answer is evidence: what came, when, from where, and no key`() throws {
    let host = Scripted([.answer(200, ["etag": "\"s3cret-key\""], #"["s3cret-key"]"#)])
    var fetcher = try fetcher(host)
    let page = try #require(try fetcher.fetch(wish).pages.first)
    #expect(page.url == "https://pages.example/x?key=(key)")
    #expect(page.received == 1_800_000_000)
    // printf '["(key)"]' | sha256sum
    #expect(page.sha256 == "95f420c674da397bfa25b661b200c0ab9d98fa714c4d5c108ba65aef4c61b634")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder + "/pages")
      .filter { $0.hasSuffix(".json") }
    #expect(files.count == 2)
    for file in files {
      let text = try String(contentsOfFile: "\(folder)/pages/\(file)", encoding: .utf8)
      #expect(!text.contains("s3cret-key") && !file.contains("s3cret-key"))
    }
  }

  @Test func `an old answer is asked for news, and one of the future is not trusted`() throws {
    let host = Scripted([.answer(200, ["etag": "e"], "[]"), .answer(304), .answer(304)])
    var fetcher = try fetcher(host)
    let first = try #require(try fetcher.fetch(wish).pages.first)
    clock.move(3599)
    fetcher = try self.fetcher(host)
    #expect(try fetcher.fetch(wish).cached == 1)
    #expect(host.requests.count == 1)
    clock.move(2)
    fetcher = try self.fetcher(host)
    let news = try #require(try fetcher.fetch(wish).pages.first)
    #expect(host.requests.last?.headers.map(\.value) == ["e"])
    #expect(
      (news.path, news.received, news.checked) == (
        first.path, first.received, first.received + 3601
      ))
    clock.move(-86_400)
    fetcher = try self.fetcher(host)
    _ = try fetcher.fetch(wish)
    #expect(host.requests.count == 3)
  }

  @Test func `of two clocks the one behind decides on the day`() {
    var entry = ResponseCache.Entry(
      path: "", sha256: "", byteCount: 0, url: "", status: 200, received: 20_000 * 86_400 + 10,
      checked: 0)
    #expect(entry.day == Day(number: 20_000))
    entry.hostTime = 20_000 * 86_400 - 10
    #expect(entry.day == Day(number: 19_999))
    entry.hostTime = 20_001 * 86_400
    #expect(entry.day == Day(number: 20_000))
    entry.hostTime = 0
    #expect(entry.day == Day(number: 20_000))
  }

  @Test(arguments: [
    ("{}", nil), (" [1,\"]\",\"\\\"\"]\n", nil), ("", FetchFault.Rule.notData), ("  ", .notData),
    ("<html></html>", .notData), ("ok", .notData), ("null", .notData), ("[1,2", .cutShort),
    ("{\"a\":\"b", .cutShort), ("[]]", .cutShort), ("{}{}", .cutShort), ("[\"\\", .cutShort),
  ])
  func `a body is whole or refused`(_ text: String, _ rule: FetchFault.Rule?) {
    let response = Response(status: 200, body: Array(text.utf8))
    #expect(BodyForm.fault(of: response, at: "x")?.rule == rule)
  }

  @Test func `a body that is no text is refused`() {
    let response = Response(status: 200, body: Array("[\"".utf8) + [0xE9] + Array("\"]".utf8))
    #expect(BodyForm.fault(of: response, at: "x")?.rule == .notUTF8)
  }
}
