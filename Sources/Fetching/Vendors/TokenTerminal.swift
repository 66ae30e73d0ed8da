/// Token Terminal: metrics of a project, with a key.
struct TokenTerminal: Endpoint {
  let vendor = "token-terminal"
  let gap = 1.0
  let needsKey = true

  private static let metrics = [
    "fees": "fees", "revenue": "revenue", "price": "price", "market_cap": "market_cap_circulating",
  ]

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    let metric = try wish.word(Self.metrics, of: vendor)
    var query = [("metric_ids", metric)]
    if let since = wish.since { query += [("start", "\(since)"), ("end", "\(wish.today)")] }
    let address = WebAddress(
      contact.origin("api.tokenterminal.com"), ["v2", "projects", wish.id, "metrics"], query: query)
    return Request(
      address, headers: acceptJSON,
      key: contact.key("token-terminal", .header("Authorization", scheme: "Bearer ")))
  }
}
