import DatasetLoading
package import Quantities
import TextRendering

/// Gets what a series needs from one vendor: page by page, from the cache where that is fresh, with a
/// question for news where it is not.
package struct Fetcher {
  /// What is settled for a whole run.
  package struct Run: Sendable {
    /// Seconds for which an answer counts as fresh.
    package let freshFor: Double
    package let time: Timekeeper
    /// The most requests to one vendor.
    package let mostRequests: Int

    package init(freshFor: Double, mostRequests: Int = .max, time: Timekeeper = .system) {
      (self.freshFor, self.mostRequests, self.time) = (freshFor, mostRequests, time)
    }
  }

  /// What was asked for one series.
  package struct Result: Sendable {
    /// The pages, in their order.
    package var pages: [ResponseCache.Entry] = []
    /// How many of them the cache had.
    package var cached = 0
    /// Whether the answers make one series only together: those of blocks tell when logs were.
    package var isOneFile = false
    /// The last of the days whose events were all read.
    package var through: Day?
  }

  private let endpoint: any Endpoint
  private let contact: Contact
  private let cache: ResponseCache
  private let run: Run
  private var client: Client
  /// Hears how far it is.
  let tell: (String) -> Void
  /// The answers of this run: several series may need one.
  private var answers: [String: ResponseCache.Entry] = [:]
  /// What came in place of an answer.
  private var faults: [String: FetchFault] = [:]
  /// Why the vendor is asked nothing more.
  private var end: FetchFault?

  package init(
    _ endpoint: any Endpoint, _ contact: Contact, _ client: Client, _ cache: ResponseCache,
    _ run: Run, tell: @escaping (String) -> Void = { _ in }
  ) {
    (self.endpoint, self.contact, self.client) = (endpoint, contact, client)
    (self.cache, self.run, self.tell) = (cache, run, tell)
  }

  /// How many requests went out.
  package var requests: Int { client.requests }

  /// By how many seconds the vendor's clock is ahead of this machine's, where it told.
  package var skew: Double? { client.skew }

  /// The most pages of one series.
  static let mostPages = 200

  /// The answers to a wish.
  ///
  /// - Throws: A `WishFault`, a `FetchFault`, or what keeps the cache from being written.
  package mutating func fetch(_ wish: SeriesWish) throws -> Result {
    if let search = try endpoint.events(wish, contact) { return try search.read(with: &self) }
    var result = Result()
    var next: Request? = try endpoint.request(wish, contact)
    var asked: Set<String> = []
    while let request = next {
      guard result.pages.count < Fetcher.mostPages, asked.insert(request.identity).inserted else {
        throw FetchFault(
          .tooManyPages, request.shown, "the answer has page after page without an end",
          "ask for less with --since")
      }
      let (entry, isCached) = try page(request)
      result.pages.append(entry)
      result.cached += isCached ? 1 : 0
      next = cache.body(of: entry).flatMap { endpoint.next(after: $0, of: request) }
    }
    return result
  }

  /// The answer to a request; one that lasts is never asked for again.
  mutating func page(
    _ request: Request, isLasting: Bool = false
  ) throws -> (entry: ResponseCache.Entry, isCached: Bool) {
    if let answer = answers[request.identity] { return (answer, true) }
    let (entry, isCached) = try answer(to: request, isLasting: isLasting)
    answers[request.identity] = entry
    return (entry, isCached)
  }

  private mutating func answer(
    to request: Request, isLasting: Bool
  ) throws -> (entry: ResponseCache.Entry, isCached: Bool) {
    let kept = cache.newest(request, of: endpoint.vendor)
    if let kept, isLasting || isFresh(kept, of: request) { return (kept, true) }
    if endpoint.needsKey || request.address.wantsKey, request.key == nil {
      throw FetchFault(
        .keyMissing, request.shown, "\(endpoint.vendor) gives nothing without a key",
        "set \(KeyRing.variable(endpoint.vendor)), or name it in the file of keys")
    }
    guard client.requests < run.mostRequests else {
      throw FetchFault(
        .requestLimit, request.shown, "\(run.mostRequests) requests went out, as many as a run may",
        "run it again to go on from here, or allow more with --requests")
    }
    let response = try answer(to: request, kept)
    if response.status == 304, let kept {
      return (try cache.confirm(kept, at: run.time.now()), true)
    }
    guard response.status == 200 else {
      throw FetchFault(
        .httpStatus, request.shown, "answers \(response.status), which holds no data",
        "check what is asked for under 'fetch:' in the profile")
    }
    if let fault = BodyForm.fault(of: response, at: request.shown)
      ?? endpoint.fault(in: response.body, at: request.shown)
    {
      throw fault
    }
    return (
      try cache.keep(response, to: request, of: endpoint.vendor, at: run.time.now()), false
    )
  }

  /// Asks the vendor, once for each question, and no more when it would meet the same fault again.
  private mutating func answer(
    to request: Request, _ kept: ResponseCache.Entry?
  ) throws(FetchFault) -> Response {
    if let fault = faults[request.identity] { throw fault }
    if let end { throw end.passedOn(to: request.shown, of: endpoint.vendor) }
    do throws(FetchFault) {
      return try client.answer(to: asking(request, kept))
    } catch {
      faults[request.identity] = error
      if error.concernsVendor { end = error }
      throw error
    }
  }

  /// Whether an answer came not long ago.
  ///
  /// One from the future was stamped by a clock that was wrong.
  private func isFresh(_ entry: ResponseCache.Entry, of request: Request) -> Bool {
    let now = run.time.now()
    if request.isReading, entry.day == run.time.today { return true }
    // A stamp has whole seconds.
    return entry.checked <= now + 1 && now - entry.checked < run.freshFor
  }

  /// What an answer says; `nil` where it is no longer what was received.
  func value(of entry: ResponseCache.Entry) -> JSONValue? {
    cache.body(of: entry).flatMap { try? JSONReader.value(of: $0) }
  }

  /// The request for news only, where an answer is kept and the vendor marked it.
  private func asking(_ request: Request, _ kept: ResponseCache.Entry?) -> Request {
    var request = request
    if let etag = kept?.etag { request.headers.append(("If-None-Match", etag)) }
    if let date = kept?.lastModified { request.headers.append(("If-Modified-Since", date)) }
    return request
  }
}
