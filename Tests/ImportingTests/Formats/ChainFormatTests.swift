import Importing
import Testing

@Suite struct ChainFormatTests {
  private static let null = "0x" + String(repeating: "0", count: 64)
  private static let holder = "0x" + String(repeating: "1", count: 64)

  private func burn(_ data: String = "0x1", time: String? = "0x65920080") -> String {
    VendorSample.answer(
      VendorSample.log(from: Self.holder, to: Self.null, data, block: 16, index: 0, time: time))
  }

  @Test func `decimals are never assumed`() {
    let message = refusal(burn())
    #expect(message.contains("smallest units") && message.contains("--decimals"), "\(message)")
    #expect(message.hasSuffix("[wrong-unit]"))
  }

  @Test func `a log without a time is refused with what to ask for`() {
    let message = refusal(burn(time: nil), VendorSample.counting(18))
    #expect(message.contains("day of block 16 is not known"), "\(message)")
    #expect(message.contains("eth_getBlockByNumber") && message.hasSuffix("[not-a-time]"))
  }

  @Test(arguments: [
    "0x", "12", "0xzz", "0x" + String(repeating: "f", count: 65),
  ])
  func `what is no amount of 256 bits is refused with its place`(data: String) {
    let message = refusal(burn(data), VendorSample.counting(18))
    #expect(message.hasPrefix("f:byte ") && message.hasSuffix("[not-a-number]"), "\(message)")
  }

  @Test func `two tokens in one file are told apart`() {
    let logs = ["0xAB", "0xCD"].enumerated().map { index, contract in
      VendorSample.log(
        from: Self.holder, to: Self.null, "0x1", block: 1, index: index, time: "0x65920080",
        contract: contract)
    }
    let text = VendorSample.answer(logs[0], logs[1])
    #expect(refusal(text, VendorSample.counting(0)).hasSuffix("[several-projects]"))
    #expect(
      refusal(text, VendorSample.counting(0, project: "0xcd"))
        == #"read: ["tokens_burned 2024-01-01 1 token measured"]"#)
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Invalid param: not a Token mint"}}"#,
    #"{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"query returned more than 10000 results"}}"#,
  ])
  func `why a node gives no data is told as a refusal`(text: String) {
    let message = refusal(text)
    #expect(message.contains("holds an answer of the node and no data: "), "\(message)")
    #expect(message.contains("(-32") && message.hasSuffix("[vendor-error]"), "\(message)")
  }

  @Test func `a refusal among other answers is told too`() {
    let other = #"{"jsonrpc":"2.0","id":2,"error":{"code":-32005,"message":"limit"}}"#
    let message = refusal("[\(burn()),\(other)]", VendorSample.counting(18))
    #expect(message.contains("\"limit\" (-32005)"), "\(message)")
  }

  @Test(arguments: ["\"-5\"", "\"1.5\"", "\"1e5\"", "null", "\"\""])
  func `a supply that is no count of units is refused`(amount: String) {
    let text = """
      {"result":{"context":{"slot":1},"value":{"amount":\(amount),"decimals":8,
      "uiAmountString":"5"}}}
      """
    let message = refusal(text, vendor: amount == "null" ? "solana-supply" : nil)
    #expect(message.hasSuffix(amount == "null" ? "[other-format]" : "[not-a-number]"), "\(message)")
  }

  @Test func `mints are a series only where the word is mapped`() {
    let log = VendorSample.log(
      from: Self.null, to: Self.holder, "0x5", block: 16, index: 0, time: "0x65920080")
    var wish = VendorSample.counting(0)
    wish.series = "tokens_burned"
    #expect(
      refusal(VendorSample.answer(log), wish).hasSuffix("as in --map minted=… [unnamed-series]"))
  }

  @Test func `of events that are asked for none is an answer, and others are not taken`() {
    let log = VendorSample.log(
      from: Self.null, to: Self.holder, "0x5", block: 16, index: 0, time: "0x65920080")
    var wish = VendorSample.counting(0, project: "0xabcd", ["burned": "tokens_burned"])
    (wish.series, wish.event) = ("tokens_burned", "burned")
    #expect(refusal(VendorSample.answer(log), wish) == "read: []")
    wish.project = "0xother"
    #expect(refusal(VendorSample.answer(log), wish) == "read: []")
    wish = VendorSample.counting(0, ["minted": "tokens_emitted"])
    (wish.event, wish.remark) = ("minted", "of transactions that name X")
    #expect(
      refusal(VendorSample.answer(log), wish)
        == #"read: ["tokens_emitted 2024-01-01 5 token measured"]"#)
  }

  @Test(arguments: ["0x", "0x12", "0x" + String(repeating: "z", count: 64), ""])
  func `a supply of a contract that is none is refused`(text: String) {
    let message = refusal(
      #"{"jsonrpc":"2.0","id":1,"result":"\#(text)"}"#, VendorSample.counting(18))
    #expect(message.contains("0x18160ddd") && message.hasSuffix("[not-a-number]"), "\(message)")
  }

  @Test func `a reading says that it is none of a day's end`() throws {
    let text = #"{"result":{"context":{"slot":7},"value":{"amount":"5","decimals":1}}}"#
    let file = ImportFile(name: "f", bytes: Array(text.utf8))
    let importer = Importer()
    let harvest = try importer.read(
      file, as: importer.recognise(file).format, ImportWish(retrieved: VendorSample.retrieved))
    #expect(lines(harvest) == ["total_supply 2026-06-01 0.5 token measured"])
    #expect(harvest.series[0].note == "read during the day, not at its end")
    #expect(harvest.notes[0] == "a reading of the present, taken on 2026-06-01, slot 7")
  }
}
