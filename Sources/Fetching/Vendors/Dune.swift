import TextRendering

/// Dune: the last results of a query, with a key.
///
/// `metric` names the column of the values.
struct Dune: Endpoint {
  let vendor = "dune"
  /// Forty requests a minute are allowed.
  let gap = 1.6
  let needsKey = true

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    guard wish.metric != nil else {
      throw WishFault(
        problem: "a query of Dune has columns of its own names", remedy: "add 'metric: <column>'")
    }
    guard wish.id.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw WishFault(problem: "'\(wish.id)' is no query of Dune", remedy: "write its number")
    }
    let address = WebAddress(
      contact.origin("api.dune.com"), ["api", "v1", "query", wish.id, "results"],
      query: [("limit", "10000")])
    return Request(
      address, headers: acceptJSON, key: contact.key("dune", .header("X-Dune-API-Key")))
  }

  /// The answer has the whole address of its next page; only the offset is taken of it.
  func next(after body: [UInt8], of request: Request) -> Request? {
    guard let json = try? JSONReader.value(of: body), json["next_uri"]?.text != nil,
      case .integer(let offset)? = json["next_offset"], offset > 0
    else { return nil }
    return request.with("offset", "\(offset)")
  }
}
