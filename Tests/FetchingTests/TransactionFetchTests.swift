import Foundation
import Quantities
import Testing

@testable import Fetching

@Suite final class TransactionFetchTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "transactions-\(UUID())"
  ).path

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func fetcher(_ node: ScriptedNode) -> Fetcher {
    Fetcher(Solana(), Contact(KeyRing()), node, folder)
  }

  private static let first = 20_000
  private let wish = SeriesWish(
    series: "tokens_burned", id: "Mint" + String(repeating: "1", count: 36), metric: "burned",
    since: Day(number: 20_000), today: Day(number: 20_050))

  /// The second of an hour of a day.
  private static func second(_ day: Int, _ hour: Int) -> Int { day * 86_400 + hour * 3600 }

  /// Transactions of the sixth and the eighteenth hour of each day, newest first: signature and time.
  private static let ledger =
    (19_990..<20_052).flatMap { day in
      [6, 18].map { ("S\(day)x\($0)".replacing("0", with: "z"), second(day, $0)) }
    }.reversed() as [(String, Int)]

  private static func entry(_ signature: String, _ time: Int, _ error: String = "null") -> String {
    #"{"signature":"\#(signature)","slot":1,"blockTime":\#(time),"err":\#(error)}"#
  }

  /// A node of that ledger that gives a few signatures at once, and has some blocks from the past.
  private static func node(
    page: Int = 7, slot: Int = second(20_051, 20), oldest: Int = 0,
    list: (([(String, Int)]) -> String)? = nil
  ) -> ScriptedNode {
    ScriptedNode { method, text in
      switch method {
      case "getSlot": return #"{"result":\#(slot)}"#
      case "getFirstAvailableBlock": return #"{"result":\#(oldest)}"#
      case "getBlockTime":
        let digits = text.split(separator: "[").last?.prefix { $0 != "]" } ?? ""
        return #"{"result":\#(digits)}"#
      case "getTransaction": return #"{"result":{"slot":1}}"#
      default:
        let before = text.firstRange(of: #""before":""#).map {
          String(text[$0.upperBound...].prefix { $0 != "\"" })
        }
        let start = ledger.firstIndex { $0.0 == before }.map { $0 + 1 } ?? 0
        let part = Array(ledger[start...].prefix(page))
        return list?(part)
          ?? #"{"result":[\#(part.map { entry($0.0, $0.1) }.joined(separator: ","))]}"#
      }
    }
  }

  private static func asked(_ node: ScriptedNode) -> [String] {
    node.questions.filter { $0.contains("getTransaction\"") }.map { text in
      let start = text.firstRange(of: #"["S"#)?.lowerBound ?? text.startIndex
      return String(text[start...].dropFirst(2).prefix { $0 != "\"" })
    }
  }

  @Test(arguments: [3, 7, 1000])
  func `the transactions of the days are asked for once, oldest first`(page: Int) throws {
    let node = Self.node(page: page)
    var fetcher = fetcher(node)
    let result = try fetcher.fetch(wish)
    let expected = Self.ledger.filter {
      Self.second(20_000, 0)..<Self.second(20_050, 0) ~= $0.1
    }.map(\.0).reversed()
    #expect(Self.asked(node) == Array(expected))
    #expect(result.isOneFile && result.pages.count == 100)
    #expect(result.through == Day(number: 20_049))
  }

  @Test func `pages of months that are over begin where they began before`() throws {
    let pages: (Int) throws -> Set<String> = { today in
      let node = Self.node()
      var fetcher = Fetcher(Solana(), Contact(KeyRing()), node, self.folder + "\(today)")
      defer { try? FileManager.default.removeItem(atPath: self.folder + "\(today)") }
      _ = try fetcher.fetch(
        SeriesWish(
          series: "tokens_burned", id: self.wish.id, metric: "burned", since: self.wish.since,
          today: Day(number: Int32(today))))
      return Set(node.questions.filter { $0.contains("\"before\"") })
    }
    let (early, late) = (try pages(20_048), try pages(20_050))
    // 20,050 is 2024-11-23; of October and what is before it all is asked as it was.
    let differing = early.symmetricDifference(late)
    #expect(!differing.isEmpty && early.intersection(late).count >= 8)
    for question in differing {
      let day = try #require(
        question.firstRange(of: #""before":"S"#).flatMap {
          Int(question[$0.upperBound...].prefix { $0 != "x" }.replacing("z", with: "0"))
        })
      #expect(Day(number: Int32(day)) >= (try #require(Day("2024-11-01"))))
    }
  }

  @Test func `a node that lags has no whole day of its own newest`() throws {
    let node = Self.node(slot: Self.second(20_030, 23))
    var fetcher = fetcher(node)
    #expect(try fetcher.fetch(wish).through == Day(number: 20_029))
    let behind = Self.node(slot: Self.second(19_999, 23))
    var other = Fetcher(Solana(), Contact(KeyRing()), behind, folder + "b")
    defer { try? FileManager.default.removeItem(atPath: folder + "b") }
    #expect(try other.fetch(wish).through == nil)
    #expect(behind.questions.count == 2)
  }

  @Test(arguments: [(0, true), (second(20_000, 0), true), (second(20_000, 1), false)])
  func `a node that lacks a part of the days is refused`(oldest: Int, isEnough: Bool) throws {
    var fetcher = fetcher(Self.node(oldest: oldest))
    do {
      #expect(try fetcher.fetch(wish).pages.count == 100)
      #expect(isEnough)
    } catch let fault as FetchFault {
      #expect(!isEnough && fault.problem == "keeps no block from before 2024-10-04")
      #expect(fault.remedy.hasSuffix("--since 2024-10-05"))
    }
  }

  @Test func `a failed transaction is not asked for, one of no known time is`() throws {
    let node = Self.node { part in
      let entries = part.map { signature, time in
        if signature.hasSuffix("x6") { return Self.entry(signature, time, #"{"x":[0]}"#) }
        return
          #"{"signature":"\#(signature)","slot":1,"blockTime":\#(time % 5 == 0 ? "null" : "\(time)"),"err":null}"#
      }
      return #"{"result":[\#(entries.joined(separator: ","))]}"#
    }
    var fetcher = fetcher(node)
    _ = try? fetcher.fetch(wish)
    let asked = Self.asked(node)
    #expect(!asked.isEmpty && asked.allSatisfy { $0.hasSuffix("x18") })
  }

  @Test(arguments: [
    #"{"result":[{"signature":"Same","slot":1,"blockTime":1728500000,"err":null}]}"#,
    #"{"result":[{"signature":"Same","slot":1,"blockTime":1900000000,"err":null}]}"#,
    #"{"result":[{"signature":"Same","slot":1,"blockTime":null,"err":null}]}"#,
    #"{"result":[{"signature":"a\"b","slot":1,"blockTime":1728500000,"err":null}]}"#,
    #"{"result":[{"slot":1}]}"#, #"{"result":[7]}"#, #"{"result":{}}"#, #"{"result":null}"#,
    #"{"error":{"message":"no"}}"#, "[]", "{}",
  ])
  func `a node that answers nonsense is left with a fault`(text: String) {
    let node = Self.node { _ in text }
    var fetcher = fetcher(node)
    #expect(throws: FetchFault.self) { try fetcher.fetch(self.wish) }
    #expect(node.questions.count < 20)
  }

  @Test(arguments: ["-1", "1e9", "\"7\"", "null", "[]", "281474976710656"])
  func `a slot that is no count is refused`(text: String) {
    let node = ScriptedNode { _, _ in #"{"result":\#(text)}"# }
    var fetcher = fetcher(node)
    #expect(throws: FetchFault.self) { try fetcher.fetch(self.wish) }
  }
}
