import DatasetLoading

/// Asks a vendor politely: one request at a time, with gaps, tries again where that can help, and never
/// leaves the host.
package struct Client {
  private let transport: any Transport
  private let time: Timekeeper
  private let policy: RetryPolicy
  /// Seconds between two requests.
  private let gap: Double
  /// Hears why something takes long.
  private let report: (String) -> Void
  private var lastRequest: Double?
  /// How many requests went out, repetitions and redirects among them.
  package private(set) var requests = 0
  /// By how many seconds the host's clock is ahead, where it told.
  package private(set) var skew: Double?

  package init(
    _ transport: any Transport, gap: Double, policy: RetryPolicy = RetryPolicy(),
    time: Timekeeper = .system, report: @escaping (String) -> Void = { _ in }
  ) {
    (self.transport, self.gap, self.policy) = (transport, gap, policy)
    (self.time, self.report) = (time, report)
  }

  /// How many redirects within a host are followed.
  static let mostRedirects = 5

  /// The answer to a request: one of success, or `304` where the request asked for news only.
  ///
  /// - Throws: A fault in which no key stands.
  package mutating func answer(to request: Request) throws(FetchFault) -> Response {
    do throws(FetchFault) {
      return try persistently(request)
    } catch {
      throw error.redacted(by: request.key?.key)
    }
  }

  private mutating func persistently(_ request: Request) throws(FetchFault) -> Response {
    var (tries, waited) = (0, 0.0)
    while true {
      tries += 1
      let attempt = try attempt(request)
      if attempt.isFinal { return attempt.response }
      let wait = policy.wait(afterTries: tries, asked: attempt.asked, waited: waited)
      guard let wait else { throw attempt.fault.after(tries, asked: attempt.asked) }
      report("\(attempt.fault.problem), waiting \(Int(wait.rounded(.up))) s")
      time.sleep(wait)
      waited += wait
    }
  }

  /// What one try came to: an answer, or a fault that may pass.
  private struct Attempt {
    var response = Response(status: 0)
    var fault = FetchFault(.noConnection, "", "", "")
    var asked: Double?
    var isFinal: Bool { response.status != 0 }
  }

  private mutating func attempt(_ request: Request) throws(FetchFault) -> Attempt {
    var request = request
    for _ in 0...Self.mostRedirects {
      let response: Response
      do throws(TransportFault) {
        response = try once(request)
      } catch {
        let fault = FetchFault(error, request)
        guard error.isTransient else { throw fault }
        return Attempt(fault: fault)
      }
      noteClock(of: response)
      switch response.status {
      case 200...299, 304: return Attempt(response: response)
      case 301, 302, 303, 307, 308: request = try redirected(request, response)
      case 408, 425, 429, 500...599:
        let fault = FetchFault(response, request)
        return Attempt(
          fault: fault, asked: RetryPolicy.asked(response.headers, now: time.now()))
      default: throw FetchFault(response, request)
      }
    }
    throw FetchFault(
      .redirect, request.shown, "leads from one address to the next without an end",
      "try again later, or tell the vendor")
  }

  /// Sends a request when the gap since the last one has passed.
  private mutating func once(_ request: Request) throws(TransportFault) -> Response {
    if let lastRequest {
      let rest = lastRequest + gap - time.now()
      // A clock that was set back does not make the gap longer.
      if rest > 0 { time.sleep(min(rest, gap)) }
    }
    defer { lastRequest = time.now() }
    requests += 1
    return try transport.exchange(request)
  }

  private func redirected(
    _ request: Request, _ response: Response
  ) throws(FetchFault) -> Request {
    let location = response.headers["location"] ?? ""
    guard let target = request.address.redirected(to: location), request.body == nil else {
      throw FetchFault(
        .redirect, request.shown,
        "leads to \"\(excerpt(location))\", another host or no HTTPS, which is not followed",
        "look whether the vendor moved, and name the new host with --endpoint")
    }
    var next = request
    next.address = target
    // A location that repeats the key has it already: it must not stand in an address.
    if let key = request.key, "\(target)".contains(key.key.secret) {
      throw FetchFault(
        .redirect, request.shown, "leads to an address that holds the key, which is not followed",
        "tell the vendor")
    }
    return next
  }

  private mutating func noteClock(of response: Response) {
    guard let date = response.headers["date"].flatMap(WebDate.seconds) else { return }
    skew = date - time.now()
  }
}

extension FetchFault {
  /// The fault of an exchange without an answer.
  fileprivate init(_ fault: TransportFault, _ request: Request) {
    let place = request.shown
    switch fault {
    case .connection(let words):
      self.init(
        .noConnection, place, "no connection: \(escaped(words.lowercased()))",
        "check the network, or name a proxy in https_proxy")
    case .certificate(let words):
      self.init(
        .certificate, place, "the host's certificate does not hold: \(escaped(words))",
        "do not go on; where a proxy of your own answers, give its authority with --ca-bundle")
    case .tooSlow:
      self.init(
        .tooSlow, place, "took too long", "try again later, or give more time with --timeout")
    case .cutShort:
      self.init(
        .cutShort, place, "the answer ends before it is complete", "try again later")
    case .tooLarge(let limit):
      self.init(
        .tooLarge, place, "the answer has more than \(limit >> 20) MB", "ask for less with --since")
    case .encoding:
      self.init(
        .badEncoding, place, "the answer's compression cannot be undone", "try again later")
    case .bundle(let path):
      self.init(
        .badBundle, path, "holds no certificates that can be read", "name a file in PEM form")
    }
  }

  /// The fault of an answer that is none.
  fileprivate init(_ response: Response, _ request: Request) {
    let (place, words) = (request.shown, FetchFault.words(of: response, request.key?.key))
    let answer = "answers \(response.status)" + (words.isEmpty ? "" : " \"\(escaped(words))\"")
    switch response.status {
    case 401 where request.key == nil, 403 where request.key == nil:
      self.init(.keyMissing, place, answer, "give a key; Documentation/fetching.md says how")
    case 401, 403: self.init(.keyRefused, place, answer, "check the key and what its plan allows")
    case 402:
      self.init(.creditsSpent, place, answer, "wait for new credits, or ask for less with --since")
    case 404:
      self.init(.notFound, place, answer, "mend the id under 'fetch:' in the network's profile")
    case 429: self.init(.rateLimit, place, answer, "wait some minutes and run it again")
    case 408, 425, 500...599: self.init(.serverFault, place, answer, "try again later")
    default:
      self.init(.httpStatus, place, answer, "check what is asked for under 'fetch:' in the profile")
    }
  }

  /// What the host says of its refusal, where that is no page.
  private static func words(of response: Response, _ key: APIKey?) -> String {
    let text = String(decoding: response.body.prefix(2000), as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.hasPrefix("<") else { return "" }
    // Cut after the key is gone: half a key is no key that could be found.
    let told = key?.redacted(words) ?? words
    return told.count > 240 ? told.prefix(240) + "…" : told
  }

  /// The fault with how often it was met.
  fileprivate func after(_ tries: Int, asked: Double?) -> FetchFault {
    var text = problem
    if tries > 1 { text += ", \(tries) times" }
    if let asked, asked > 0 { text += ", and asks to wait \(Int(clamping: asked)) s" }
    return FetchFault(rule, place, text, remedy)
  }
}

extension Int {
  /// The whole part of a number, or the nearest there is.
  fileprivate init(clamping number: Double) { self = Int(exactly: number.rounded()) ?? .max }
}
