import DatasetLoading
import SeriesStore

extension Vendor {
  /// Nodes of Ethereum and of the chains built like it, whoever runs them.
  package static let evm = Vendor(
    id: "evm", title: "EVM node", url: "https://ethereum.github.io/execution-apis",
    licence: "public ledger; terms of the node's operator")
}

/// What `eth_call` answers to `totalSupply()`: the supply of a token at this moment.
struct EVMSupply: VendorFormat {
  let id = "evm-supply"
  let vendor = Vendor.evm
  let title = "supply of a token now, from eth_call of totalSupply() (JSON)"
  let countsSmallestUnits = true
  let measures = [
    Measure(
      "supply", series: "total_supply", unit: "token", .measured, .reading,
      note: "read during the day, not at its end")
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.has("jsonrpc"), json.has("result", .string) else {
      return nil
    }
    return "its result is one word of a node"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    guard let node = try file.first(["result"])[0] else { throw ChainAnswer.empty }
    // A contract answers with 32 bytes; where there is none, or it has no such function, with none.
    guard let text = node.string, text.utf8.count == 66,
      let raw = ExactDecimal(hexadecimal: text)
    else {
      throw ImportFault(
        .notANumber, at: node.place, field: "result", cell: node.string ?? node.shown,
        "not a number of 32 bytes",
        "ask the token's contract for totalSupply(), 0x18160ddd, at a node of its chain")
    }
    let supply = try intake.tokens(raw, at: node.place)
    try intake.take(Observation("supply", .day(intake.retrieved), supply, at: node.place))
    intake.note("a reading of the present, taken on \(intake.retrieved)")
    intake.note("other calls answer in the same form; check that totalSupply() was asked")
  }
}

/// What `eth_getLogs` answers: transfers of a token, of which burns and mints are taken.
///
/// A file is one answer or a list of them; answers of `eth_getBlockByNumber` in the list tell the times
/// of blocks where logs do not.
struct EVMLogs: VendorFormat {
  let id = "evm-logs"
  let vendor = Vendor.evm
  let title = "burns and mints of a token, from eth_getLogs (JSON)"
  let countsSmallestUnits = true
  let measures = [
    Measure(
      "burned", series: "tokens_burned", unit: "token", .measured, .event, mayEndPartial: true,
      note: "transfers to the null address"),
    // Nobody has the key of this address, but the supply does not fall: another definition.
    Measure(
      "dead", series: "tokens_burned", unit: "token", .measured, .event, basis: "dead-address",
      mayEndPartial: true, note: "transfers to 0x…dead"),
    // Bridges and migrations mint as well: only the user knows which mints are emission.
    Measure(
      "minted", series: nil, unit: "token", .measured, .event, mayEndPartial: true,
      mustBeNamed: true, note: "transfers from the null address"),
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json else { return nil }
    let paths = ["result[*].topics", "[*].result[*].topics"]
    return paths.contains { json.has($0, .array) } ? "its results are logs with topics" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    try ChainAnswer.refuseErrors(in: file, of: vendor)
    let times = try BlockTimes(file)
    var seen: Set<EVMLog.Identity> = []
    try JSONSelection.read(["result[*]", "[*].result[*]"], of: file) { match throws(ImportFault) in
      try take(EVMLog(match.node), times, &seen, into: &intake)
    }
    intake.note("the first day is whole only if the blocks begin with it")
  }

  private func take(
    _ log: EVMLog, _ times: BlockTimes, _ seen: inout Set<EVMLog.Identity>,
    into intake: inout Intake
  ) throws(ImportFault) {
    guard log.isTransfer else { return intake.skip(.other("of logs that are no transfers")) }
    guard !log.isRemoved else { return intake.skip(.other("that the chain took back")) }
    let words = try log.words
    guard !words.isEmpty else { return intake.skip(.other("of transfers between holders")) }
    // Ranges of blocks that overlap have a log twice.
    guard seen.insert(try log.identity).inserted else {
      return intake.skip(.repeated, count: words.count)
    }
    let (time, amount) = (try log.time(times), try intake.tokens(try log.amount, at: log.place))
    for word in words {
      try intake.take(Observation(word, of: try log.contract, time, amount, at: log.place))
    }
  }
}

/// One log, as the node wrote it.
private struct EVMLog {
  /// Which log of which block.
  struct Identity: Hashable {
    let block: Int64
    let index: Int64
  }

  let node: JSONNode
  private let topics: [JSONNode]

  init(_ node: JSONNode) {
    self.node = node
    topics = node["topics"]?.elements ?? []
  }

  var place: Place { node.place }

  /// Whether it is the event that ERC-20 names `Transfer(address,address,uint256)`; one with a fourth
  /// topic is of a token of which each is unlike the others.
  var isTransfer: Bool {
    topics.count == 3 && topics[0].string?.lowercased() == EVMLog.transfer
  }

  private static let transfer =
    "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"

  /// Whether the block is no longer part of the chain.
  var isRemoved: Bool { node["removed"]?.content == .bool(true) }

  /// What the transfer is: nothing where it is between holders.
  var words: [String] {
    get throws(ImportFault) {
      let (from, to) = (try holder(topics[1]), try holder(topics[2]))
      var words: [String] = []
      if from.isEmpty { words.append("minted") }
      if to.isEmpty { words.append("burned") }
      if to == "dead", from != "dead" { words.append("dead") }
      return words
    }
  }

  /// An address without its leading zeros: empty for the null address.
  private func holder(_ topic: JSONNode) throws(ImportFault) -> String {
    let text = topic.string?.lowercased() ?? ""
    guard text.utf8.count == 66, ExactDecimal(hexadecimal: text) != nil else {
      throw ImportFault(
        .wrongShape, at: topic.place, field: "topics", cell: topic.string ?? topic.shown,
        "not an address in 32 bytes", "get the answer from the node again, unedited")
    }
    return String(text.dropFirst(2).drop { $0 == "0" })
  }

  /// The token.
  var contract: String {
    get throws(ImportFault) { try node.required("address").string?.lowercased() ?? "" }
  }

  var identity: Identity {
    get throws(ImportFault) {
      Identity(
        block: try node.required("blockNumber").quantity("blockNumber"),
        index: try node.required("logIndex").quantity("logIndex"))
    }
  }

  /// The amount in raw units, of 256 bits at most.
  var amount: ExactDecimal {
    get throws(ImportFault) {
      let data = try node.required("data")
      if let text = data.string, text.utf8.count <= 66, let amount = ExactDecimal(hexadecimal: text)
      {
        return amount
      }
      throw ImportFault(
        .notANumber, at: data.place, field: "data", cell: data.string ?? data.shown,
        "not one amount of 256 bits", "check that the contract is an ERC-20 token")
    }
  }

  /// When the block was made: as the log says, else as the block says.
  func time(_ times: BlockTimes) throws(ImportFault) -> Moment {
    if let stamp = node["blockTimestamp"], !stamp.isNull {
      return try Moment(epoch: stamp.quantity("blockTimestamp"), [.seconds], at: stamp.place)
    }
    let block = try identity.block
    if let time = times[block] { return time }
    throw ImportFault(
      .notATime, at: place, field: "blockTimestamp",
      "is missing, so the day of block \(block) is not known",
      "make the file a list of this answer and that of eth_getBlockByNumber for the block, or let "
        + "fetch ask for both")
  }
}

/// When blocks were made, from the answers of `eth_getBlockByNumber` in a list of answers.
private struct BlockTimes {
  private var times: [Int64: Moment] = [:]

  init(_ file: ImportFile) throws(ImportFault) {
    var (numbers, stamps): ([JSONNode], [JSONNode]) = ([], [])
    let paths: [JSONPath] = ["[*].result.number", "[*].result.timestamp"]
    try JSONSelection.read(paths, of: file) { match throws(ImportFault) in
      if match.path == 0 { numbers.append(match.node) } else { stamps.append(match.node) }
    }
    guard numbers.count == stamps.count else {
      throw ImportFault(
        .wrongShape, at: .file, field: "result",
        "has \(numbers.count) numbers of blocks and \(stamps.count) times",
        "get the answers of eth_getBlockByNumber again, unedited")
    }
    for (number, stamp) in zip(numbers, stamps) {
      times[try number.quantity("number")] = try Moment(
        epoch: stamp.quantity("timestamp"), [.seconds], at: stamp.place)
    }
  }

  subscript(block: Int64) -> Moment? { times[block] }
}

extension JSONNode {
  /// A count that nodes write in base 16, `0x2`.
  fileprivate func quantity(_ word: String) throws(ImportFault) -> Int64 {
    if let text = string, let exact = ExactDecimal(hexadecimal: text),
      let count = Int64(exact.description)
    {
      return count
    }
    throw ImportFault(
      .notANumber, at: place, field: word, cell: digits ?? shown, "not a count in base 16",
      "get the answer from the node again, unedited")
  }
}
