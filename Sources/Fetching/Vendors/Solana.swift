import Quantities

/// Solana: the supply of a token at this moment, its burns and its mints, from a node.
///
/// The public node needs no key; another one is named with `--endpoint`. `metric` says which events:
/// `burned`, `incinerated` or `minted`, as the importer calls them.
struct Solana: Endpoint {
  let vendor = "solana"
  /// Forty requests in ten seconds are allowed.
  let gap = 0.6
  let needsKey = false
  let isNode = true

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    let mint = try Solana.address(wish.id, "mint")
    var request = node(contact).ask("getTokenSupply", #"["\#(mint)",\#(Solana.finalized)]"#)
    request.isReading = true
    return request
  }

  func events(
    _ wish: SeriesWish, _ contact: Contact
  ) throws(WishFault) -> (any EventSearch)? {
    if wish.series == "total_supply", wish.metric == nil { return nil }
    guard let metric = wish.metric.flatMap(TransactionSearch.Event.init) else {
      throw WishFault(
        problem: "which instructions are '\(wish.series)' is not said",
        remedy: "add 'metric: burned', 'metric: incinerated' or 'metric: minted'")
    }
    return TransactionSearch(
      node: node(contact), mint: try Solana.address(wish.id, "mint"), event: metric,
      account: try wish.account.map { account throws(WishFault) in
        try Solana.address(account, "account")
      }, since: try wish.firstDay, today: wish.today)
  }

  private func node(_ contact: Contact) -> Node {
    contact.node(vendor, public: "api.mainnet-beta.solana.com")
  }

  private static func address(_ text: String, _ word: String) throws(WishFault) -> String {
    if (32...44).contains(text.utf8.count), isPlain(text) { return text }
    throw WishFault(
      problem: "'\(text)' is no \(word)", remedy: "write its address, 32 to 44 letters and digits")
  }

  /// Whether a text has nothing but digits of base 58, so that it can stand in a question.
  static func isPlain(_ text: String) -> Bool {
    (1...88).contains(text.utf8.count) && text.allSatisfy(letters.contains)
  }

  private static let letters = Set("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")

  /// Asks for what no node takes back.
  static let finalized = #"{"commitment":"finalized"}"#

  func fault(in body: [UInt8], at place: String) -> FetchFault? { Node.fault(in: body, at: place) }
}

/// What is asked to find the transactions of some days in which a token was burned or minted.
struct TransactionSearch: EventSearch {
  /// What is looked for; the raw value is the importer's word.
  enum Event: String {
    case burned, incinerated, minted
  }

  let node: Node
  let mint: String
  let event: Event
  /// Whose transactions are read; `nil` for all that name the mint.
  let account: String?
  /// The first day, and the first that is not over.
  let since: Day
  let today: Day

  func read(with fetcher: inout Fetcher) throws -> Fetcher.Result { try fetcher.read(self) }

  /// How many signatures come at once, the most that nodes give.
  static let pageSize = 1000

  /// The newest slot that nobody takes back, and the oldest that the node still has.
  var newestSlot: Request { node.ask("getSlot", "[\(Solana.finalized)]") }
  var oldestSlot: Request { node.ask("getFirstAvailableBlock") }

  func time(of slot: Int) -> Request { node.ask("getBlockTime", "[\(slot)]") }

  /// The accounts of the token at the address that burns what it gets; a transfer to them need not name
  /// the mint.
  var lostAccounts: Request {
    node.ask(
      "getTokenAccountsByOwner",
      #"["\#(TransactionSearch.incinerator)",{"mint":"\#(mint)"},"#
        + #"{"encoding":"jsonParsed","commitment":"finalized"}]"#)
  }

  private static let incinerator = "1nc1nerator11111111111111111111111111111111"

  /// Signatures of the transactions that name an account, newest first, from before one of them on.
  func signatures(of account: String, before last: String?) -> Request {
    let before = last.map { #","before":"\#($0)""# } ?? ""
    return node.ask(
      "getSignaturesForAddress",
      #"["\#(account)",{"commitment":"finalized","limit":\#(Self.pageSize)\#(before)}]"#)
  }

  func transaction(_ signature: String) -> Request {
    node.ask(
      "getTransaction",
      #"["\#(signature)",{"encoding":"jsonParsed","commitment":"finalized","#
        + #""maxSupportedTransactionVersion":0}]"#)
  }
}
