import Quantities

/// Ethereum and chains built like it: the supply of a token at this moment, its burns and its mints,
/// from a node that the user names.
///
/// `metric` says which events: `burned`, `dead` or `minted`, as the importer calls them.
struct EVM: Endpoint {
  let vendor = "evm"
  let gap = 0.6
  let needsKey = false
  let isNode = true

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    let (node, contract) = (try node(contact), try contract(wish))
    // The first four bytes of the hash of "totalSupply()" (ERC-20).
    let call = #"[{"to":"\#(contract)","data":"0x18160ddd"},"latest"]"#
    var request = node.ask("eth_call", call)
    request.isReading = true
    return request
  }

  func events(
    _ wish: SeriesWish, _ contact: Contact
  ) throws(WishFault) -> (any EventSearch)? {
    if wish.series == "total_supply", wish.metric == nil { return nil }
    let (node, contract) = (try node(contact), try contract(wish))
    guard let metric = wish.metric, let topics = LogSearch.topics[metric] else {
      throw WishFault(
        problem: "which transfers are '\(wish.series)' is not said",
        remedy: "add 'metric: burned', 'metric: dead' or 'metric: minted'")
    }
    return LogSearch(
      node: node, contract: contract, topics: topics, since: try wish.firstDay, today: wish.today)
  }

  private func node(_ contact: Contact) throws(WishFault) -> Node {
    if let node = contact.node(vendor) { return node }
    throw WishFault(
      problem: "no node is asked that you did not name",
      remedy: "add --endpoint evm=https://…, a node of the token's chain")
  }

  private func contract(_ wish: SeriesWish) throws(WishFault) -> String {
    guard wish.id.utf8.count == 42, wish.id.hasPrefix("0x"),
      wish.id.dropFirst(2).allSatisfy(\.isHexDigit)
    else {
      throw WishFault(
        problem: "'\(wish.id)' is no contract", remedy: "write its address, 0x and 40 digits")
    }
    return wish.id.lowercased()
  }

  func fault(in body: [UInt8], at place: String) -> FetchFault? { Node.fault(in: body, at: place) }
}

/// What is asked to find the transfers of some days.
struct LogSearch: EventSearch {
  let node: Node
  let contract: String
  /// Which transfers, as a list in JSON.
  let topics: String
  /// The first day, and the first that is not over.
  let since: Day
  let today: Day

  func read(with fetcher: inout Fetcher) throws -> Fetcher.Result { try fetcher.read(self) }

  private static let transfer =
    "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
  private static let null = "0x" + String(repeating: "0", count: 64)
  private static let dead = "0x" + String(repeating: "0", count: 60) + "dead"

  /// The topics of what the importer calls burned, dead and minted.
  static let topics = [
    "burned": #"["\#(transfer)",null,"\#(null)"]"#,
    "dead": #"["\#(transfer)",null,"\#(dead)"]"#,
    "minted": #"["\#(transfer)","\#(null)"]"#,
  ]

  /// Whether there is a contract at the address: on another chain there is none, and no log either.
  var code: Request { node.ask("eth_getCode", #"["\#(contract)","latest"]"#) }

  var newestBlock: Request { node.ask("eth_getBlockByNumber", #"["latest",false]"#) }

  func block(_ number: Int) -> Request {
    node.ask("eth_getBlockByNumber", #"["\#(LogSearch.quantity(number))",false]"#)
  }

  func logs(_ blocks: ClosedRange<Int>) -> Request {
    let (first, last) = (blocks.lowerBound, blocks.upperBound)
    return node.ask(
      "eth_getLogs",
      #"[{"address":"\#(contract)","topics":\#(topics),"fromBlock":"\#(LogSearch.quantity(first))","#
        + #""toBlock":"\#(LogSearch.quantity(last))"}]"#)
  }

  private static func quantity(_ number: Int) -> String { "0x" + String(number, radix: 16) }

  /// A count that nodes write in base 16.
  static func count(_ text: String?) -> Int? {
    guard let text, text.hasPrefix("0x") else { return nil }
    return Int(text.dropFirst(2), radix: 16).flatMap { $0 >= 0 ? $0 : nil }
  }
}
