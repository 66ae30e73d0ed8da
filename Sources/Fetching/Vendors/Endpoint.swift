package import Quantities

/// How a vendor is asked.
///
/// A vendor is one file with a type of this protocol, and a line in `Endpoints`.
package protocol Endpoint: Sendable {
  /// The vendor's id in profiles and options.
  var vendor: String { get }
  /// Seconds between two requests, well inside what the vendor allows.
  var gap: Double { get }
  /// Whether nothing is given out without a key.
  var needsKey: Bool { get }
  /// Whether it is a node of a chain, which may be anybody's.
  var isNode: Bool { get }

  /// The first request for a series.
  ///
  /// - Throws: A fault that says what the profile has to state.
  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request

  /// The word of the answer that is the series, where the answer has words of the user's own, or the
  /// profile says which of the vendor's it is.
  func word(of wish: SeriesWish) -> String?

  /// The request for the next page, from what the last one gave; `nil` where it was the last.
  func next(after body: [UInt8], of request: Request) -> Request?

  /// How to find the events that a series is made of; `nil` where it comes in pages.
  func events(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> (any EventSearch)?

  /// Why an answer is none, where the vendor refuses with a status of success.
  func fault(in body: [UInt8], at place: String) -> FetchFault?
}

extension Endpoint {
  package var isNode: Bool { false }

  package func word(of wish: SeriesWish) -> String? { wish.metric }

  package func events(
    _ wish: SeriesWish, _ contact: Contact
  ) throws(WishFault) -> (any EventSearch)? { nil }

  package func fault(in body: [UInt8], at place: String) -> FetchFault? { nil }

  /// One answer holds everything.
  package func next(after body: [UInt8], of request: Request) -> Request? { nil }
}

/// A series to ask for.
package struct SeriesWish: Hashable, Sendable {
  /// The series of the contract.
  package let series: String
  /// What the vendor calls the token, project or query.
  package let id: String
  /// What the profile says the vendor calls the series.
  package let metric: String?
  /// The account whose transactions are read, in place of all of the token.
  package let account: String?
  /// The first day; `nil` for all there is.
  package let since: Day?
  /// Today, which is not over.
  package let today: Day

  package init(
    series: String, id: String, metric: String? = nil, account: String? = nil, since: Day?,
    today: Day
  ) {
    (self.series, self.id, self.metric) = (series, id, metric)
    (self.account, self.since, self.today) = (account, since, today)
  }

  /// The first day of what a chain is read for.
  var firstDay: Day {
    get throws(WishFault) {
      if let since { return since }
      throw WishFault(
        problem: "a chain is not read from its beginning", remedy: "say the first day with --since")
    }
  }

  /// The vendor's word for the series: what the profile says, else what is known.
  func word(_ known: [String: String], of vendor: String) throws(WishFault) -> String {
    guard let word = metric ?? known[series] else {
      throw WishFault(
        problem: "it is not known what \(vendor) calls '\(series)'", remedy: "add 'metric: …'")
    }
    return word
  }
}

/// Finds the events of a chain that make a series.
package protocol EventSearch: Sendable {
  /// Reads them, question by question, through a fetcher that keeps the answers.
  func read(with fetcher: inout Fetcher) throws -> Fetcher.Result
}

/// A wish that cannot be put into a request as the profile states it.
package struct WishFault: Error, Hashable, Sendable {
  package let problem: String
  package let remedy: String
}

/// With which key, and at which host, a vendor is spoken to.
package struct Contact: Sendable {
  private let keys: KeyRing
  /// The address that the user named; only that of a node has more than a host.
  private let replacement: WebAddress?

  /// - Parameters:
  ///   - keys: All keys.
  ///   - replacement: The address to ask in place of the vendor's own.
  package init(_ keys: KeyRing, replacement: WebAddress? = nil) {
    (self.keys, self.replacement) = (keys, replacement)
  }

  /// The host, or what stands in for it.
  func origin(_ host: String) -> Origin { replacement?.origin ?? Origin(host: host) }

  /// The node that the user named, else a public one.
  func node(_ vendor: String, public host: String) -> Node {
    node(vendor) ?? Node(address: WebAddress(Origin(host: host), []), key: nil)
  }

  /// The node that the user named.
  ///
  /// A key goes with it only if the address says where it belongs.
  func node(_ vendor: String) -> Node? {
    replacement.map { Node(address: $0, key: $0.wantsKey ? key(vendor, .mark) : nil) }
  }

  /// A key and the place it is wanted at; `nil` where there is none.
  func key(_ name: String, _ place: SentKey.Place) -> SentKey? {
    keys[name].map { SentKey($0, place) }
  }
}

/// All vendors that can be asked.
package enum Endpoints {
  package static let all: [any Endpoint] = [
    Artemis(), CoinMetrics(), CoinGecko(), DefiLlama(), Dune(), EVM(), Messari(), Solana(),
    TokenTerminal(),
  ]

  /// The vendor of an id.
  package static func of(_ vendor: String) -> (any Endpoint)? {
    all.first { $0.vendor == vendor }
  }
}

extension Day {
  /// Seconds from 1970-01-01 to its start.
  var seconds: Int { Int(number) * 86_400 }
}
