/// Artemis: a metric of an asset, with a key that stands in the query.
struct Artemis: Endpoint {
  let vendor = "artemis"
  let gap = 1.0
  let needsKey = true

  private static let metrics = ["fees": "fees"]

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    let metric = try wish.word(Self.metrics, of: vendor)
    var query = [("symbols", wish.id)]
    if let since = wish.since {
      query += [("startDate", "\(since)"), ("endDate", "\(wish.today)")]
    }
    query.append(("granularity", "DAY"))
    // The path ends with a slash, and without it the host redirects.
    let address = WebAddress(
      contact.origin("data-svc.artemisxyz.com"), ["data", "api", metric, ""], query: query)
    return Request(address, headers: acceptJSON, key: contact.key("artemis", .query("APIKey")))
  }

  /// The importer's words have no capitals.
  func word(of wish: SeriesWish) -> String? { wish.metric?.lowercased() }
}
