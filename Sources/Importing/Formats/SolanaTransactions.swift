import DatasetLoading
import SeriesStore

/// What `getTransaction` answers with the encoding `jsonParsed`: burns and mints of SPL tokens.
///
/// A file is one answer or a list of them.
struct SolanaTransactions: VendorFormat {
  let id = "solana-transactions"
  let vendor = Vendor.solana
  let title = "burns and mints of a token, from getTransaction with jsonParsed (JSON)"
  let countsSmallestUnits = true
  let measures = [
    Measure(
      "burned", series: "tokens_burned", unit: "token", .measured, .event, mayEndPartial: true,
      note: "instructions burn and burnChecked"),
    // What lies there is lost, but the supply does not fall: another definition.
    Measure(
      "incinerated", series: "tokens_burned", unit: "token", .measured, .event,
      basis: "dead-address", mayEndPartial: true, note: "transfers to 1nc1nerator…"),
    // Bridges and migrations mint as well: only the user knows which mints are emission.
    Measure(
      "minted", series: nil, unit: "token", .measured, .event, mayEndPartial: true,
      mustBeNamed: true, note: "instructions mintTo and mintToChecked"),
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json else { return nil }
    let isOwn = ["result", "[*].result"].contains {
      // A long one has its slot behind what is looked at.
      json.has($0 + ".transaction", .object) && json.has($0 + ".slot", .number)
        || json.has($0 + ".blockTime") && json.has($0 + ".meta.err")
    }
    return isOwn ? "its results are transactions of a block" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    try ChainAnswer.refuseErrors(in: file, of: vendor)
    var seen: Set<String> = []
    try JSONSelection.read(["result", "[*].result"], of: file) { match throws(ImportFault) in
      guard !match.node.isNull else { return intake.skip(.other("that the node does not have")) }
      try take(SolanaTransaction(match.node), &seen, into: &intake)
    }
  }

  private func take(
    _ transaction: SolanaTransaction, _ seen: inout Set<String>, into intake: inout Intake
  ) throws(ImportFault) {
    let events = try transaction.events
    if events.isEmpty { return intake.skip(.other("that neither burn nor mint")) }
    guard !transaction.hasFailed else {
      return intake.skip(.other("of failed transactions"), count: events.count)
    }
    guard seen.insert(try transaction.signature).inserted else {
      return intake.skip(.repeated, count: events.count)
    }
    let time = try transaction.time
    for event in events {
      let amount: ExactDecimal
      if let decimals = event.decimals {
        amount = event.raw.moved(by: -decimals).trimmed
      } else {
        amount = try intake.tokens(event.raw, at: event.place)
      }
      try intake.take(Observation(event.word, of: event.mint, time, amount, at: event.place))
    }
  }
}

/// One transaction, as the node wrote it.
private struct SolanaTransaction {
  /// An instruction that burns, mints, or sends to where nothing comes back from.
  struct Event {
    let word: String
    let mint: String
    let raw: ExactDecimal
    /// `nil` where the transaction does not say.
    let decimals: Int?
    let place: Place
  }

  /// An account that held a token.
  private struct Holding {
    let mint: String
    let owner: String
    let decimals: Int
  }

  let node: JSONNode
  private let holdings: [String: Holding]

  init(_ node: JSONNode) throws(ImportFault) {
    self.node = node
    holdings = try SolanaTransaction.holdings(node)
  }

  var hasFailed: Bool { node["meta"]?["err"].map { !$0.isNull } ?? false }

  var signature: String {
    get throws(ImportFault) {
      if let text = node["transaction"]?["signatures"]?[0]?.string { return text }
      throw ImportFault(
        .wrongShape, at: node.place, field: "signatures", "is missing from a transaction",
        "get the answer from the node again, unedited")
    }
  }

  var time: Moment {
    get throws(ImportFault) {
      if let stamp = node["blockTime"], !stamp.isNull { return try stamp.moment(epoch: [.seconds]) }
      throw ImportFault(
        .notATime, at: node.place, field: "blockTime",
        "is missing, so the day of slot \(node["slot"]?.digits ?? "?") is not known",
        "ask another node, one that keeps the times of blocks")
    }
  }

  /// The events in the order of the file, those of inner instructions last.
  var events: [Event] {
    get throws(ImportFault) {
      var events: [Event] = []
      for instruction in instructions {
        if let event = try event(instruction) { events.append(event) }
      }
      return events
    }
  }

  private var instructions: [JSONNode] {
    let outer = node["transaction"]?["message"]?["instructions"]?.elements ?? []
    let groups = node["meta"]?["innerInstructions"]?.elements ?? []
    return outer + groups.flatMap { $0["instructions"]?.elements ?? [] }
  }

  private func event(_ instruction: JSONNode) throws(ImportFault) -> Event? {
    guard instruction["programIdIndex"] == nil else { throw notParsed(instruction) }
    guard instruction["program"]?.string?.hasPrefix("spl-token") == true,
      let parsed = instruction["parsed"], let info = parsed["info"]
    else { return nil }
    switch parsed["type"]?.string {
    case "burn", "burnChecked": return try event("burned", info, instruction)
    case "mintTo", "mintToChecked": return try event("minted", info, instruction)
    case "transfer", "transferChecked", "transferCheckedWithFee":
      return isLost(info) ? try event("incinerated", info, instruction) : nil
    default: return nil
    }
  }

  private func event(
    _ word: String, _ info: JSONNode, _ instruction: JSONNode
  ) throws(ImportFault) -> Event {
    guard let mint = info["mint"]?.string ?? holding(of: info)?.mint else {
      throw ImportFault(
        .wrongShape, at: instruction.place, field: "mint", "is not told of an instruction",
        "get the answer from the node again, unedited")
    }
    let amount = info["tokenAmount"]
    let decimals = try amount.map { node throws(ImportFault) in
      try TokenAmount.decimals(of: node)
    }
    return Event(
      word: word, mint: mint, raw: try TokenAmount.raw(try (amount ?? info).required("amount")),
      decimals: decimals ?? holdings.values.first { $0.mint == mint }?.decimals,
      place: instruction.place)
  }

  /// Whether a transfer goes to the address that burns what it gets, or to an account of it.
  private func isLost(_ info: JSONNode) -> Bool {
    info["destination"]?.string == SolanaTransaction.incinerator
      || holding(of: info)?.owner == SolanaTransaction.incinerator
  }

  private static let incinerator = "1nc1nerator11111111111111111111111111111111"

  private func holding(of info: JSONNode) -> Holding? {
    info["destination"]?.string.flatMap { holdings[$0] }
  }

  /// Which accounts held which token, before and after.
  private static func holdings(_ node: JSONNode) throws(ImportFault) -> [String: Holding] {
    let accounts = node["transaction"]?["message"]?["accountKeys"]?.elements ?? []
    let names = accounts.map { $0["pubkey"]?.string ?? $0.string ?? "" }
    var holdings: [String: Holding] = [:]
    for list in ["preTokenBalances", "postTokenBalances"] {
      for balance in node["meta"]?[list]?.elements ?? [] {
        guard let index = balance["accountIndex"]?.digits.flatMap({ Int($0) }),
          names.indices.contains(index), let mint = balance["mint"]?.string,
          let amount = balance["uiTokenAmount"]
        else { continue }
        holdings[names[index]] = Holding(
          mint: mint, owner: balance["owner"]?.string ?? "",
          decimals: try TokenAmount.decimals(of: amount))
      }
    }
    return holdings
  }

  private func notParsed(_ instruction: JSONNode) -> ImportFault {
    ImportFault(
      .wrongShape, at: instruction.place, field: "instructions",
      "are not parsed, so what they do is not told",
      "ask getTransaction with \"encoding\": \"jsonParsed\"")
  }
}
