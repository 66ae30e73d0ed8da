import DatasetLoading
import SeriesStore

extension Vendor {
  /// Nodes of Solana, whoever runs them.
  package static let solana = Vendor(
    id: "solana", title: "Solana node", url: "https://solana.com/docs/rpc",
    licence: "public ledger; terms of the node's operator")
}

/// What `getTokenSupply` answers: the supply of a mint at this moment.
struct SolanaSupply: VendorFormat {
  let id = "solana-supply"
  let vendor = Vendor.solana
  let title = "supply of a token now, from getTokenSupply (JSON)"
  let measures = [
    Measure(
      "supply", series: "total_supply", unit: "token", .measured, .reading,
      note: "read during the day, not at its end")
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.has("result.value.amount", .string),
      json.has("result.value.decimals")
    else { return nil }
    return "its result is an amount with decimals"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let head = try file.first(["result.value", "result.context.slot"])
    guard let value = head[0] else { throw ChainAnswer.empty }
    let supply = try TokenAmount(value).tokens
    try intake.take(Observation("supply", .day(intake.retrieved), supply, at: value.place))
    let slot = head[1]?.digits.map { ", slot \($0)" } ?? ""
    intake.note("a reading of the present, taken on \(intake.retrieved)\(slot)")
    intake.note("the balance of an account looks the same; check that getTokenSupply was asked")
  }
}

/// An amount in raw units, and how many decimals they have, as nodes of Solana write it.
struct TokenAmount {
  /// The amount in tokens; `uiAmount` beside it is a rounded number, and is not looked at.
  let tokens: ExactDecimal
  let decimals: Int

  init(_ node: JSONNode) throws(ImportFault) {
    decimals = try TokenAmount.decimals(of: node)
    tokens = try TokenAmount.raw(try node.required("amount")).moved(by: -decimals).trimmed
  }

  /// A count of raw units: digits and nothing else.
  static func raw(_ node: JSONNode) throws(ImportFault) -> ExactDecimal {
    if let text = node.digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let amount = ExactDecimal(text)
    {
      return amount
    }
    throw ImportFault(
      .notANumber, at: node.place, field: "amount", cell: node.digits ?? node.shown,
      "not a count of raw units", "get the answer from the node again, unedited")
  }

  /// The decimals that stand beside an amount; a mint has 0 to 255.
  static func decimals(of node: JSONNode) throws(ImportFault) -> Int {
    let member = try node.required("decimals")
    if let decimals = member.digits.flatMap({ Int($0) }), (0...255).contains(decimals) {
      return decimals
    }
    throw ImportFault(
      .notANumber, at: member.place, field: "decimals", cell: member.digits ?? member.shown,
      "not a count from 0 to 255", "get the answer from the node again, unedited")
  }
}

/// What holds for the answers of nodes of any chain.
enum ChainAnswer {
  static let empty = ImportFault(
    .noValues, at: .file, "the node's answer has no result", "ask the node again")

  /// Refuses a file in which a node says why it gives no data, alone or among other answers.
  static func refuseErrors(in file: ImportFile, of vendor: Vendor) throws(ImportFault) {
    let found = try file.first(["error", "[*].error"])
    guard let error = found[0] ?? found[1], !error.isNull else { return }
    throw VendorRefusal(
      vendor.title, message: error["message"]?.string ?? "no reason given",
      code: error["code"]?.digits ?? ""
    ).fault
  }
}
