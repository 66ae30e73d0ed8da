import Quantities

/// DefiLlama: fees of a protocol and its parts, one kind a request, and prices of coins.
struct DefiLlama: Endpoint {
  let vendor = "defillama"
  let gap = 1.0
  let needsKey = false

  /// What DefiLlama calls the series, as `dataType`.
  private static let kinds = [
    "fees": "dailyFees", "revenue": "dailyRevenue", "holders_revenue": "dailyHoldersRevenue",
    "supply_side_revenue": "dailySupplySideRevenue",
  ]

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    if wish.series == "price" { return prices(wish, contact) }
    let kind = try wish.word(Self.kinds, of: vendor)
    // A key of the paid plan is the first segment of the path, at a host of its own.
    let key = contact.key("defillama", .path)
    let address = WebAddress(
      contact.origin(key == nil ? "api.llama.fi" : "pro-api.llama.fi"),
      (key == nil ? [] : ["api"]) + ["summary", "fees", wish.id], query: [("dataType", kind)])
    return Request(address, headers: acceptJSON, key: key)
  }

  /// The answer does not repeat the kind that was asked for.
  func word(of wish: SeriesWish) -> String? { nil }

  /// The chart of a coin that CoinGecko names.
  private func prices(_ wish: SeriesWish, _ contact: Contact) -> Request {
    let since = wish.since ?? wish.today - (DefiLlama.mostDays - 1)
    let days = min(DefiLlama.mostDays, max(1, wish.today - since + 1))
    let address = WebAddress(
      contact.origin("coins.llama.fi"), ["chart", "coingecko:\(wish.id)"],
      query: [("start", "\(since.seconds)"), ("span", "\(days)"), ("period", "1d")])
    return Request(address, headers: acceptJSON)
  }

  /// The longest chart that is asked for at once, in days.
  private static let mostDays = 500
}
