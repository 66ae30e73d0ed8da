import Testing

@testable import Fetching

@Suite struct ClientTests {
  private let clock = StoppedClock()
  private let request = Request(
    WebAddress(Origin(host: "api.example"), ["v1", "x"]),
    key: SentKey(APIKey("s3cret-key"), .header("X-Key")))

  private func client(_ host: Scripted, gap: Double = 0, retries: Int = 4) -> Client {
    var policy = RetryPolicy()
    policy.retries = retries
    return Client(host, gap: gap, policy: policy, time: clock.timekeeper)
  }

  /// The fault of a request, which must not succeed.
  private func fault(_ host: Scripted, retries: Int = 4) throws -> FetchFault {
    var client = client(host, retries: retries)
    do throws(FetchFault) {
      let response = try client.answer(to: request)
      Issue.record("answered \(response.status)")
    } catch {
      return error
    }
    throw CancellationError()
  }

  @Test func `waits double from try to try`() throws {
    let host = Scripted([
      .answer(500), .failure(.connection("reset")), .answer(503), .answer(502), .answer(200),
    ])
    var client = client(host)
    #expect(try client.answer(to: request).status == 200)
    #expect(clock.sleeps == [1, 2, 4, 8])
    #expect(client.requests == 5)
  }

  @Test func `a host is not asked before it wants to be`() throws {
    let host = Scripted([
      .answer(429, ["retry-after": "30"]),
      .answer(429, ["retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"]), .answer(200),
    ])
    var client = client(host)
    #expect(try client.answer(to: request).status == 200)
    // A date that is over asks for no more than the usual wait.
    #expect(clock.sleeps == [30, 2])
  }

  @Test func `a wait that is too long is told and not waited`() throws {
    let fault = try fault(Scripted([.answer(429, ["retry-after": "121"])]))
    #expect(fault.rule == .rateLimit)
    #expect(fault.problem == "answers 429, and asks to wait 121 s")
    #expect(clock.sleeps == [])
  }

  @Test func `waits end in all`() throws {
    let fault = try fault(Scripted([.answer(503, ["retry-after": "119"])]), retries: 10)
    #expect(clock.sleeps == [119, 119])
    #expect(fault.problem == "answers 503, 3 times, and asks to wait 119 s")
  }

  @Test func `tries end`() throws {
    let host = Scripted([.failure(.cutShort)])
    #expect(try fault(host, retries: 2).rule == .cutShort)
    #expect(host.requests.count == 3)
  }

  @Test(arguments: [
    (Result<Response, TransportFault>.answer(404), FetchFault.Rule.notFound),
    (.answer(401), .keyRefused), (.answer(403), .keyRefused), (.answer(402), .creditsSpent),
    (.answer(400), .httpStatus), (.answer(302, ["location": "https://other.example/"]), .redirect),
    (.failure(.certificate("expired")), .certificate), (.failure(.tooLarge(1 << 20)), .tooLarge),
    (.failure(.encoding), .badEncoding), (.failure(.bundle("x.pem")), .badBundle),
  ])
  func `what cannot pass is not tried again`(
    _ answer: Result<Response, TransportFault>, _ rule: FetchFault.Rule
  ) throws {
    let host = Scripted([answer])
    #expect(try fault(host).rule == rule)
    #expect(host.requests.count == 1)
    #expect(clock.sleeps == [])
  }

  @Test func `requests keep their distance`() throws {
    let host = Scripted([.answer(200)])
    var client = client(host, gap: 2.5)
    _ = try client.answer(to: request)
    clock.move(1)
    _ = try client.answer(to: request)
    clock.move(9)
    _ = try client.answer(to: request)
    #expect(clock.sleeps == [1.5])
    // A clock that was set back a year does not stop the program for a year.
    clock.move(-31_536_000)
    _ = try client.answer(to: request)
    #expect(clock.sleeps == [1.5, 2.5])
  }

  @Test func `a redirect stays with its host, its key and an end`() throws {
    let host = Scripted([.answer(301, ["location": "/v2/x"]), .answer(200)])
    var client = client(host)
    #expect(try client.answer(to: request).status == 200)
    #expect(host.requests.map(\.shown) == ["https://api.example/v1/x", "https://api.example/v2/x"])
    #expect(host.requests[1].secretHeader == "X-Key: s3cret-key")
    #expect(try fault(Scripted([.answer(302, ["location": "/v1/x"])])).rule == .redirect)
  }

  @Test(arguments: [
    Result<Response, TransportFault>.answer(400, [:], "bad key s3cret-key"),
    .answer(302, ["location": "https://other.example/s3cret-key"]),
    .answer(302, ["location": "/v1/s3cret-key"]),
    .failure(.certificate("s3cret-key")), .failure(.connection("no route to s3cret-key")),
  ])
  func `no fault holds the key`(_ answer: Result<Response, TransportFault>) throws {
    let fault = try fault(Scripted([answer]), retries: 0)
    #expect(!"\(fault)".lowercased().contains("s3cret-key"))
    #expect("\(fault)".hasPrefix("https://api.example/v1/x: "))
  }
}
