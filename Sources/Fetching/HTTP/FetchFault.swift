import DatasetLoading

/// Why something could not be fetched, for the reader: what, where, remedy.
package struct FetchFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of fault it is; the raw value is the stable id.
  package enum Rule: String, Hashable, Sendable, CaseIterable {
    case noConnection = "no-connection"
    case certificate = "certificate"
    case tooSlow = "too-slow"
    case cutShort = "cut-short"
    case tooLarge = "too-large"
    case badEncoding = "bad-encoding"
    case badBundle = "bad-bundle"
    case keyMissing = "key-missing"
    case keyRefused = "key-refused"
    case creditsSpent = "credits-spent"
    case notFound = "not-found"
    case rateLimit = "rate-limit"
    case serverFault = "server-fault"
    case redirect = "redirect"
    case httpStatus = "http-status"
    case notData = "not-data"
    case notUTF8 = "not-utf8"
    case tooManyPages = "too-many-pages"
    case rpcError = "rpc-error"
    case rangeRefused = "range-refused"
    case requestLimit = "request-limit"
    case cache = "cache"
  }

  package let rule: Rule
  /// The address as people may see it.
  package let place: String
  package let problem: String
  package let remedy: String

  init(_ rule: Rule, _ place: String, _ problem: String, _ remedy: String) {
    (self.rule, self.place, self.problem, self.remedy) = (rule, place, problem, remedy)
  }

  package var description: String {
    "\(escaped(place)): \(problem); \(remedy) [\(rule.rawValue)]"
  }

  /// Whether the vendor's other series would meet it too, so that it is not asked for them.
  var concernsVendor: Bool {
    [.noConnection, .certificate, .badBundle, .rateLimit, .creditsSpent].contains(rule)
  }

  /// The same for a request that was not sent because of it.
  func passedOn(to place: String, of vendor: String) -> FetchFault {
    FetchFault(rule, place, "not asked for, since \(vendor) failed before: \(problem)", remedy)
  }

  /// The same without a key, wherever a host put it.
  func redacted(by key: APIKey?) -> FetchFault {
    guard let key else { return self }
    return FetchFault(rule, key.redacted(place), key.redacted(problem), key.redacted(remedy))
  }
}
