import TextRendering

/// Coin Metrics: daily metrics of an asset, by the community's host, or with a key by the other one.
struct CoinMetrics: Endpoint {
  let vendor = "coin-metrics"
  /// Ten requests in six seconds are allowed.
  let gap = 0.7
  let needsKey = false

  private static let metrics = [
    "price": "ReferenceRateUSD", "market_cap": "CapMrktEstUSD",
    "volume": "volume_reported_spot_usd_1d",
  ]

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    let metric = try wish.word(Self.metrics, of: vendor)
    let key = contact.key("coin-metrics", .query("api_key"))
    var query = [("assets", wish.id), ("metrics", metric), ("frequency", "1d")]
    if let since = wish.since { query.append(("start_time", "\(since)")) }
    query += [("page_size", "10000"), ("paging_from", "start")]
    let host = key == nil ? "community-api.coinmetrics.io" : "api.coinmetrics.io"
    return Request(
      WebAddress(contact.origin(host), ["v4", "timeseries", "asset-metrics"], query: query),
      headers: acceptJSON, key: key)
  }

  /// Only the token is taken of what the answer says of its next page: its address may hold a key.
  func next(after body: [UInt8], of request: Request) -> Request? {
    guard let token = (try? JSONReader.value(of: body))?["next_page_token"]?.text else {
      return nil
    }
    return request.with("next_page_token", token)
  }
}

extension Request {
  /// The same question with one more part, which replaces an earlier one of its name.
  func with(_ name: String, _ value: String) -> Request {
    var request = self
    request.address = address.with(name, value)
    return request
  }
}
