import Foundation
import Quantities
import Testing

@testable import Fetching

@Suite final class LogFetchTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "logs-\(UUID())"
  ).path

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func fetcher(_ node: ScriptedNode) -> Fetcher {
    Fetcher(
      EVM(), Contact(KeyRing(), replacement: WebAddress("https://node.example")), node, folder)
  }

  private let wish = SeriesWish(
    series: "tokens_burned", id: "0x" + String(repeating: "ab", count: 20), metric: "burned",
    since: Day(number: 20_000), today: Day(number: 20_010))

  /// The number of the block that a question names.
  private static func number(_ text: String, newest: Int) -> Int {
    guard let start = text.firstRange(of: "[\"0x")?.upperBound else { return newest }
    return Int(text[start...].prefix { $0 != "\"" }, radix: 16) ?? newest
  }

  private static func block(_ number: Int, _ time: Int) -> String {
    #"{"result":{"number":"0x\#(String(number, radix: 16))","timestamp":"0x\#(String(time, radix: 16))"}}"#
  }

  @Test(arguments: [1.0, 2.0, 0.5])
  func `the blocks of days are found in few questions, however uneven they come`(
    power: Double
  ) throws {
    let (newest, start, length) = (20_000_000, 1_500_000_000, 228_868_000.0)
    let time: (Int) -> Int = {
      start + Int(pow(Double($0) / Double(newest), power) * length)
    }
    let node = ScriptedNode { method, text in
      switch method {
      case "eth_getCode": #"{"result":"0x60"}"#
      case "eth_getLogs": #"{"result":[]}"#
      default:
        Self.block(
          Self.number(text, newest: newest), time(Self.number(text, newest: newest)))
      }
    }
    var fetcher = fetcher(node)
    let result = try fetcher.fetch(wish)
    #expect(result.isOneFile && result.pages.isEmpty)
    let logs = node.questions.filter { $0.contains("eth_getLogs") }
    func bound(_ word: String, _ text: String) -> Int {
      let start = text.firstRange(of: "\"\(word)\":\"0x")?.upperBound ?? text.endIndex
      return Int(text[start...].prefix { $0 != "\"" }, radix: 16) ?? -1
    }
    let first = bound("fromBlock", try #require(logs.first))
    let last = bound("toBlock", try #require(logs.last))
    #expect(time(first) >= 20_000 * 86_400 && time(first - 1) < 20_000 * 86_400)
    #expect(time(last) < 20_010 * 86_400 && time(last + 1) >= 20_010 * 86_400)
    #expect(node.questions.count - logs.count < 70)
  }

  @Test(arguments: [
    #"{"result":{"number":"0x7","timestamp":"0x1"}}"#,
    #"{"result":{"number":"0x7fffffffffffffff","timestamp":"0x7fffffffffffffff"}}"#,
    #"{"result":{"number":"-0x7","timestamp":"0x65920080"}}"#,
    #"{"result":{}}"#, #"{"result":null}"#, #"{"error":{"message":"no"}}"#, "[]",
    #"{"result":"0x60"}"#,
  ])
  func `a node that answers nonsense is left with a fault`(text: String) {
    let node = ScriptedNode { method, _ in method == "eth_getCode" ? #"{"result":"0x60"}"# : text }
    var fetcher = fetcher(node)
    do {
      let result = try fetcher.fetch(wish)
      // A node whose newest block is of long ago has nothing of these days.
      #expect(result.pages.isEmpty && text.contains("\"0x1\""))
    } catch {
      #expect(error is FetchFault)
    }
    #expect(node.questions.count <= 200)
  }

  @Test func `times that go back and forth end as well`() {
    let node = ScriptedNode { method, text in
      if method == "eth_getCode" { return #"{"result":"0x60"}"# }
      if method == "eth_getLogs" { return #"{"result":[]}"# }
      let number = Self.number(text, newest: 1 << 40)
      let isLast = number == 1 << 40
      return Self.block(number, isLast ? 1_900_000_000 : number % 3 == 0 ? 1_900_000_001 : 5)
    }
    var fetcher = fetcher(node)
    _ = try? fetcher.fetch(wish)
    #expect(node.questions.count <= 200)
  }

  @Test(arguments: [
    ("query returned more than 10000 results", FetchFault.Rule.rangeRefused),
    ("block range is too wide", .rangeRefused), ("query timeout exceeded", .rangeRefused),
    (
      "Log response size exceeded. You can make eth_getLogs requests with up to 2000 blocks",
      .rangeRefused
    ),
    ("rate limit exceeded", .rateLimit), ("too many requests", .rateLimit),
    ("daily request count exceeded, request rate limited", .rateLimit),
    ("exceeded its compute units per second capacity", .rateLimit), ("invalid params", .rpcError),
  ])
  func `a range that is too wide is told from too many requests`(
    words: String, rule: FetchFault.Rule
  ) {
    let body = #"{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"\#(words)"}}"#
    let fault = Node.fault(in: Array(body.utf8), at: "https://node.example")
    #expect(fault?.rule == rule)
    #expect(fault?.asksForLess == (rule == .rangeRefused))
  }
}
