import Importing

/// Samples of what nodes answer; addresses and amounts are made up.
extension VendorSample {
  private static let transfer =
    "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
  private static let null = "0x" + String(repeating: "0", count: 64)
  private static let dead = "0x" + String(repeating: "0", count: 60) + "dEaD"
  private static let holder =
    "0x" + String(repeating: "0", count: 24)
    + String(repeating: "1b", count: 20)

  /// A log as `eth_getLogs` has it.
  static func log(
    from: String, to: String, _ data: String, block: Int, index: Int, time: String? = nil,
    removed: Bool = false, contract: String = "0xABCD"
  ) -> String {
    let stamp = time.map { "\"blockTimestamp\":\"\($0)\"," } ?? ""
    return """
      {"address":"\(contract)","topics":["\(transfer)","\(from)","\(to)"],"data":"\(data)",
      "blockNumber":"0x\(String(block, radix: 16))",\(stamp)"transactionHash":"0x5a",
      "logIndex":"0x\(String(index, radix: 16))","removed":\(removed)}
      """
  }

  static func answer(_ logs: String...) -> String {
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\(logs.joined(separator: ","))]}"
  }

  /// One token of 18 decimals, in base 16.
  private static let one = "0x0de0b6b3a7640000"

  static func counting(
    _ decimals: Int?, project: String? = nil, _ names: [String: String] = [:]
  ) -> ImportWish {
    ImportWish(
      retrieved: retrieved, project: project, names: names, keepsNewestDay: true,
      decimals: decimals)
  }

  static let chain: [VendorSample] = [
    VendorSample(
      name: "a supply of more units than a double counts; it is of the day of retrieval",
      format: "solana-supply",
      text: """
        {"jsonrpc":"2.0","id":1,"result":{"context":{"slot":1},"value":{
        "amount":"18446744073709551617","decimals":8,"uiAmount":184467440737.09552,
        "uiAmountString":"184467440737.09551617"}}}
        """,
      rows: ["total_supply 2026-06-01 184467440737.09551617 token measured"]),
    VendorSample(
      name: "no uiAmount, no decimals, no slot", format: "solana-supply",
      text: """
        {"jsonrpc":"2.0","result":{"value":{"amount":"9007199254740993","decimals":0,
        "uiAmount":null}},"id":1}
        """,
      rows: ["total_supply 2026-06-01 9007199254740993 token measured"]),
    VendorSample(
      name: "a supply of 256 bits", format: "evm-supply",
      text: #"{"jsonrpc":"2.0","id":1,"result":"0x\#(String(repeating: "f", count: 64))"}"#,
      wish: counting(77),
      rows: [
        "total_supply 2026-06-01 1."
          + "15792089237316195423570985008687907853269984665640564039457584007913129639935 "
          + "token measured"
      ]),
    VendorSample(
      name: "burns of a day are added, what lies at the dead address is another basis",
      format: "evm-logs",
      text: answer(
        log(from: holder, to: null, one, block: 2, index: 0, time: "0x65920080"),
        log(from: holder, to: null, "0x1", block: 2, index: 1, time: "0x65920080"),
        log(from: holder, to: dead, one, block: 3, index: 0, time: "0x65920090"),
        log(from: holder, to: holder, one, block: 3, index: 1, time: "0x65920090"),
        log(from: holder, to: null, one, block: 3, index: 2, time: "0x65920090", removed: true),
        log(from: null, to: holder, one, block: 4, index: 0, time: "0x65935200"),
        log(from: holder, to: null, one, block: 9, index: 7, time: "0x65935200"),
        log(from: holder, to: null, one, block: 9, index: 7, time: "0x65935200")),
      wish: counting(18),
      rows: [
        "tokens_burned 2024-01-01 1.000000000000000001 token measured",
        "tokens_burned 2024-01-02 1 token measured",
        "tokens_burned 2024-01-01 1 token measured",
      ],
      skipped: [
        "1 of columns that no --map names", "1 that were added to others of their day",
        "1 that repeat another one", "1 of transfers between holders",
        "1 that the chain took back",
      ], subject: "0xabcd"),
    VendorSample(
      name: "an amount of 256 bits; mints are what --map says", format: "evm-logs",
      text: answer(
        log(
          from: null, to: holder, "0x" + String(repeating: "f", count: 64), block: 2, index: 0,
          time: "0x65920080")),
      wish: counting(0, ["minted": "tokens_emitted"]),
      rows: [
        "tokens_emitted 2024-01-01 "
          + "115792089237316195423570985008687907853269984665640564039457584007913129639935 "
          + "token measured"
      ], subject: "0xabcd"),
    VendorSample(
      name: "a list of answers, where blocks tell the times that logs lack", format: "evm-logs",
      text: "[" + answer(log(from: holder, to: null, one, block: 16, index: 0)) + ","
        + """
        {"jsonrpc":"2.0","id":2,"result":{"timestamp":"0x65920080","transactions":["0x5a"],
        "number":"0x10"}},
        """ + answer() + "]",
      wish: counting(18), rows: ["tokens_burned 2024-01-01 1 token measured"],
      subject: "0xabcd"),
    VendorSample(
      name: "outer and inner instructions; a failed one did nothing", format: "solana-transactions",
      text: "["
        + transaction(
          "A", instruction("burn", #""amount":"18446744073709551617","mint":"Mint""#),
          inner: instruction(
            "burnChecked", #""mint":"Mint","tokenAmount":{"amount":"50000000","decimals":8}"#))
        + ","
        + transaction(
          "B", error: #"{"InstructionError":[0,"x"]}"#,
          instruction("burn", #""amount":"5","mint":"Mint""#))
        + ","
        + transaction("C", instruction("mintTo", #""amount":"5","mint":"Mint""#))
        + ","
        + transaction("D", instruction("transfer", #""amount":"25","destination":"Lost""#))
        + ","
        + transaction("E", instruction("transfer", #""amount":"7","destination":"Kept""#))
        + ","
        + transaction("A", instruction("burn", #""amount":"1","mint":"Mint""#))
        + "]",
      wish: counting(nil),
      rows: [
        "tokens_burned 2024-01-01 184467440737.59551617 token measured",
        "tokens_burned 2024-01-01 0.00000025 token measured",
      ],
      skipped: [
        "1 of columns that no --map names", "1 that were added to others of their day",
        "1 that repeat another one", "1 of failed transactions", "1 that neither burn nor mint",
      ], subject: "Mint"),
  ]

  private static func instruction(_ type: String, _ info: String) -> String {
    #"{"program":"spl-token","parsed":{"type":"\#(type)","info":{\#(info)}}}"#
  }

  /// A transaction whose accounts `Lost` and `Kept` hold the token, one of them for nobody.
  private static func transaction(
    _ signature: String, error: String = "null", _ outer: String, inner: String = ""
  ) -> String {
    func balance(_ index: Int, _ owner: String) -> String {
      #"{"accountIndex":\#(index),"mint":"Mint","owner":"\#(owner)","#
        + #""uiTokenAmount":{"amount":"1","decimals":8}}"#
    }
    return """
      {"jsonrpc":"2.0","id":1,"result":{"slot":7,"blockTime":1704067200,"meta":{"err":\(error),
      "innerInstructions":[{"index":0,"instructions":[\(inner)]}],"postTokenBalances":[
      \(balance(0, "1nc1nerator11111111111111111111111111111111")),\(balance(1, "Somebody"))]},
      "transaction":{"signatures":["\(signature)"],"message":{
      "accountKeys":[{"pubkey":"Lost"},{"pubkey":"Kept"}],"instructions":[\(outer)]}}}}
      """
  }
}
