import Quantities

/// CoinGecko: price, market value and volume of a coin in one answer.
///
/// Without a key and with one of the demo plan the same host answers; a key of a paid plan has a host
/// and a header of its own.
struct CoinGecko: Endpoint {
  let vendor = "coingecko"
  let gap = 2.5
  let needsKey = false

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    guard ["price", "market_cap", "volume"].contains(wish.series) || wish.metric != nil else {
      throw WishFault(
        problem: "coingecko has no '\(wish.series)'", remedy: "it has price, market_cap and volume")
    }
    let pro = contact.key("coingecko-pro", .header("x-cg-pro-api-key"))
    let origin = contact.origin(pro == nil ? "api.coingecko.com" : "pro-api.coingecko.com")
    let key = pro ?? contact.key("coingecko", .header("x-cg-demo-api-key"))
    var query = [("vs_currency", "usd")]
    var path = ["api", "v3", "coins", wish.id, "market_chart"]
    if let since = wish.since {
      path.append("range")
      // The end of today, so that the address is the same all day.
      query += [("from", "\(since.seconds)"), ("to", "\((wish.today + 1).seconds)")]
    } else {
      query.append(("days", "max"))
    }
    query += [("interval", "daily"), ("precision", "full")]
    return Request(WebAddress(origin, path, query: query), headers: acceptJSON, key: key)
  }
}

/// What every vendor is asked for.
let acceptJSON = [(name: "Accept", value: "application/json")]
