import Quantities

/// Ethereum and chains built like it: burns and mints of a token, from a node that the user names.
///
/// `metric` says which: `burned`, `dead` or `minted`, as the importer calls them.
struct EVM: Endpoint {
  let vendor = "evm"
  let gap = 0.6
  let needsKey = false

  func request(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> Request {
    try search(wish, contact).newestBlock
  }

  func events(_ wish: SeriesWish, _ contact: Contact) throws(WishFault) -> LogSearch? {
    try search(wish, contact)
  }

  private func search(
    _ wish: SeriesWish, _ contact: Contact
  ) throws(WishFault) -> LogSearch {
    guard let origin = contact.replacement else {
      throw WishFault(
        problem: "no node is asked that you did not name",
        remedy: "add --endpoint evm=https://…, a node of the token's chain")
    }
    guard wish.id.utf8.count == 42, wish.id.hasPrefix("0x"),
      wish.id.dropFirst(2).allSatisfy(\.isHexDigit)
    else {
      throw WishFault(
        problem: "'\(wish.id)' is no contract", remedy: "write its address, 0x and 40 digits")
    }
    guard let metric = wish.metric, let topics = LogSearch.topics[metric] else {
      throw WishFault(
        problem: "which transfers are '\(wish.series)' is not said",
        remedy: "add 'metric: burned', 'metric: dead' or 'metric: minted'")
    }
    guard let since = wish.since else {
      throw WishFault(
        problem: "a chain is not read from its beginning", remedy: "say the first day with --since")
    }
    return LogSearch(
      origin: origin, contract: wish.id.lowercased(), topics: topics, since: since,
      today: wish.today)
  }

  func fault(in body: [UInt8], at place: String) -> FetchFault? {
    NodeQuestion.fault(in: body, at: place)
  }
}

/// What is asked to find the transfers of some days.
package struct LogSearch: Sendable {
  let origin: Origin
  let contract: String
  /// Which transfers, as a list in JSON.
  let topics: String
  /// The first day, and the first that is not over.
  let since: Day
  let today: Day

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
  var code: Request { ask("eth_getCode", #"["\#(contract)","latest"]"#) }

  var newestBlock: Request { ask("eth_getBlockByNumber", #"["latest",false]"#) }

  func block(_ number: Int) -> Request {
    ask("eth_getBlockByNumber", #"["\#(LogSearch.quantity(number))",false]"#)
  }

  func logs(_ blocks: ClosedRange<Int>) -> Request {
    let (first, last) = (blocks.lowerBound, blocks.upperBound)
    return ask(
      "eth_getLogs",
      #"[{"address":"\#(contract)","topics":\#(topics),"fromBlock":"\#(LogSearch.quantity(first))","#
        + #""toBlock":"\#(LogSearch.quantity(last))"}]"#)
  }

  private func ask(_ method: String, _ parameters: String) -> Request {
    NodeQuestion(origin, method, parameters).request
  }

  private static func quantity(_ number: Int) -> String { "0x" + String(number, radix: 16) }

  /// A count that nodes write in base 16.
  static func count(_ text: String?) -> Int? {
    guard let text, text.hasPrefix("0x") else { return nil }
    return Int(text.dropFirst(2), radix: 16).flatMap { $0 >= 0 ? $0 : nil }
  }
}
