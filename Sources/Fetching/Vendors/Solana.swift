/// Solana: the supply of a token at this moment, from a node.
///
/// The public node needs no key; another one is named with `--endpoint`.
struct Solana: Endpoint {
  let vendor = "solana"
  /// Forty requests in ten seconds are allowed.
  let gap = 0.6
  let needsKey = false
  let isReading = true

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    guard wish.series == "total_supply" else {
      throw WishFault(
        problem: "solana has no '\(wish.series)'",
        remedy: "it has total_supply; files of transactions are for import")
    }
    guard (32...44).contains(wish.id.utf8.count), wish.id.allSatisfy(Solana.letters.contains) else {
      throw WishFault(
        problem: "'\(wish.id)' is no mint", remedy: "write its address, 32 to 44 letters and digits"
      )
    }
    let parameters = #"["\#(wish.id)",{"commitment":"finalized"}]"#
    return NodeQuestion(
      contact.origin("api.mainnet-beta.solana.com"), "getTokenSupply", parameters
    ).request
  }

  /// Base 58.
  private static let letters = Set("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")

  func fault(in body: [UInt8], at place: String) -> FetchFault? {
    NodeQuestion.fault(in: body, at: place)
  }
}
