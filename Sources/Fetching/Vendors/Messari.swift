import Quantities

/// Messari: daily points of an asset, with a key, at most 5,000 at once.
struct Messari: Endpoint {
  let vendor = "messari"
  let gap = 2.0
  let needsKey = true

  private static let datasets = ["price": "price"]

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    let dataset = try wish.word(Self.datasets, of: vendor)
    var query: [(String, String)] = []
    if let since = wish.since {
      query = [("start", "\(since)T00:00:00Z"), ("end", "\(wish.today + 1)T00:00:00Z")]
    }
    let address = WebAddress(
      contact.origin("api.messari.io"),
      ["metrics", "v1", "assets", wish.id, "metrics", dataset, "time-series", "1d"], query: query)
    return Request(
      address, headers: acceptJSON, key: contact.key("messari", .header("X-Messari-API-Key")))
  }

  /// The answer has columns of its own, and not the name of what was asked for.
  func word(of wish: SeriesWish) -> String? { nil }
}
