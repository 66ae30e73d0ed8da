import Foundation
import TestSupport
import Testing

/// `facts.csv` and `facts.json`, which lie beside each other in a report.
struct FactFileTests {
  private let place: Workplace
  private let facts: [String: Any]

  init() throws {
    place = try Workplace()
    _ = try place.run(
      "report", "-p", "2025Q4", "--output", "out", "--formats", "csv,json", "--policy",
      "risk_free_rate=4%")
    let data = try Data(contentsOf: place.url("out/facts.json"))
    facts = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private var columns: [[String: Any]] { facts["columns"] as? [[String: Any]] ?? [] }
  private var names: [String] { columns.compactMap { $0["name"] as? String } }
  private var rows: [[String: Any]] { facts["facts"] as? [[String: Any]] ?? [] }

  @Test func `facts say which report they are of, as the manifest does`() throws {
    let data = try Data(contentsOf: place.url("out/manifest.json"))
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
    #expect(facts["schema"] as? String == "depin-audit/facts/1")
    for name in [
      "tool", "release", "period", "as_of", "known_by", "policies", "inputs_digest",
    ] {
      let value = try #require(facts[name] as? NSObject, "no '\(name)'")
      #expect(value == manifest[name] as? NSObject, "\(name)")
    }
    #expect((facts["policies"] as? [String: String])?["risk_free_rate"] == "0.04")
  }

  @Test func `the manifest lists both with their digests`() throws {
    let manifest = try place.text("out/manifest.json")
    for name in ["facts.csv", "facts.json"] {
      let digest = Program.run(["sha256sum", place.url("out/\(name)").path]).output.prefix(64)
      let size = try Data(contentsOf: place.url("out/\(name)")).count
      #expect(digest.count == 64)
      #expect(
        manifest.contains(
          "\"path\": \"\(name)\",\n      \"bytes\": \(size),\n      \"sha256\": \"\(digest)\""))
    }
  }

  @Test func `both have the same columns, rows and cells`() throws {
    let lines = try place.text("out/facts.csv").split(separator: "\n")
    #expect(lines.first.map(String.init) == names.joined(separator: ","))
    #expect(lines.count == rows.count + 1 && rows.count > 1000)
    // No text of the sample has a comma, so that nothing is quoted.
    for (line, row) in zip(lines.dropFirst(), rows) where !line.contains("\"") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      for (name, cell) in zip(names, cells) {
        #expect(isMember(row[name], cell), "\(row["id"] ?? ""): \(name) is \(cell)")
      }
    }
  }

  /// Whether a member is what a cell of `facts.csv` says.
  private func isMember(_ value: Any?, _ cell: Substring) -> Bool {
    switch value {
    case let words as [String]: words.joined(separator: ";") == cell
    case let text as String: text == cell
    // Foundation's reader may miss the last bit; Scripts/facts.py compares to the last.
    case let number as NSNumber: isClose(Double(cell), number.doubleValue)
    default: cell.isEmpty
    }
  }

  @Test func `a fact is one line, without what is empty, with its value in any case`() throws {
    let lines = try place.text("out/facts.json").split(separator: "\n")
    let whole = try #require(lines.first { $0.hasPrefix("{\"id\":\"beacon/revenue@2025Q4\"") })
    #expect(
      whole == """
        {"id":"beacon/revenue@2025Q4","network":"beacon","metric":"revenue","period":"2025Q4",\
        "value":400,"unit":"USD","state":"value","coverage":1,"evidence":"burn",\
        "grain":"quarter","sources":["ledger"]},
        """)
    let missing = try #require(lines.first { $0.hasPrefix("{\"id\":\"comet/revenue@2025Q4\"") })
    #expect(
      missing == """
        {"id":"comet/revenue@2025Q4","network":"comet","metric":"revenue","period":"2025Q4",\
        "value":null,"unit":"USD","state":"missing","reason":"needs 'revenue'"},
        """)
  }

  @Test func `one may be written without the other`() throws {
    for name in ["csv", "json"] {
      _ = try place.run("report", "-p", "2025Q4", "--output", name, "--formats", name)
      #expect(place.contents(of: name) == ["facts.\(name)", "manifest.json"])
    }
    _ = try place.run(
      "report", "-p", "2025Q4", "--output", "json", "--formats", "csv", "--force")
    let said = try place.run(
      "report", "-p", "2025Q4", "--output", "json", "--formats", "csv", "--force"
    ).messages
    #expect(said.hasPrefix("json/facts.json: left from an earlier report"))
  }
}
