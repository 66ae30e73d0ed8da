import Foundation
import Testing

struct EditionTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private func report(_ arguments: String...) throws -> Outcome {
    try place.run(["report", "-p", "2025Q4", "--output", "out", "--force"] + arguments)
  }

  @Test(arguments: [
    ("investors", []), ("team", ["--formats", "md"]), ("audit", ["--formats", "md,csv,json"]),
    ("team", ["beacon", "--formats", "md", "--known-by", "2026-01-31"]),
  ])
  func `an edition is made again from its manifest`(reader: String, arguments: [String]) throws {
    let run = ["report", "-p", "2025Q4", "--output", "out", "--for", reader]
    #expect(try place.run(run + arguments).code == 0)
    #expect(try place.text("out/manifest.json").contains("\"edition\": \"\(reader)\""))
    let outcome = try place.run("verify", "out")
    #expect(outcome.output.hasSuffix("VERIFIED\n"), "\(outcome.output)\(outcome.messages)")
  }

  @Test(arguments: [
    ("\"edition\": \"team\"", "\"edition\": \"audit\"", "[recomputed.differs]"),
    ("\"edition\": \"team\"", "\"edition\": \"investors\"", "[recomputed.differs]"),
    (",\n  \"edition\": \"team\"", "", "[recomputed.differs]"),
    ("\"team\"", "\"everyone\"", "the edition 'everyone' is unknown; there is investors, team"),
    ("\"team\"", "7", "edition is no text"),
  ])
  func `another edition in the manifest is found`(
    part: String, change: String, problem: String
  ) throws {
    #expect(try report("--for", "team", "--formats", "md").code == 0)
    let manifest = try place.text("out/manifest.json")
    #expect(manifest.contains(part))
    try place.write("out/manifest.json", manifest.replacing(part, with: change))
    let outcome = try place.run("verify", "out")
    #expect(outcome.output.contains(problem), "\(outcome.output)\(outcome.messages)")
    #expect(outcome.code == 1)
  }

  /// A report without an edition says nothing of it, and figures are the same in all.
  @Test func `only the pages that are ordered differ`() throws {
    #expect(try report().code == 0)
    let usual = try place.bytes(of: "out")
    for reader in ["investors", "team", "audit"] {
      #expect(try report("--for", reader).code == 0)
      let edition = try place.bytes(of: "out")
      #expect(edition.keys.sorted() == usual.keys.sorted())
      let differing = usual.keys.sorted().filter { usual[$0] != edition[$0] }
      #expect(
        differing == ["manifest.json", "networks/beacon.md", "networks/comet.md", "report.md"])
    }
    #expect(
      String(decoding: try #require(usual["manifest.json"]), as: UTF8.self)
        .contains("edition") == false)
  }

  /// Beacon's revenue of 400 USD stands against 1000 tokens at 0.5 USD, which is 0.8; 1 keeps the rule.
  @Test(arguments: [
    ("400", "revenue was 0.80x the value of the tokens emitted"), ("499", "revenue was 1.00x the"),
    ("500", "- `emission.above-revenue`: revenue_to_emission 1.00x and emission_per_revenue 1.00x"),
    ("", "- `emission.above-revenue`: 'revenue_to_emission': needs 'revenue'"),
  ])
  func `a recommendation follows from the figures alone`(revenue: String, line: String) throws {
    let file = "Datasets/beacon/revenue.csv"
    try place.write(
      file, place.text(file).replacing("12-31,400,USD", with: "12-31,\(revenue),USD"))
    let outcome = try report("--for", "team", "--formats", "md")
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(try place.text("out/networks/beacon.md").contains(line))
  }

  @Test func `the documentation has the rules as they are`() throws {
    #expect(try report("--for", "team", "--formats", "md").code == 0)
    let section = try #require(
      try place.text("out/report.md").split(separator: "### Rules of recommendations\n").last)
    let table = section.split(separator: "\n").prefix { !$0.hasPrefix("#") }
    #expect(table.count > 15)
    let page = URL(filePath: #filePath)
      .appending(path: "../../../Documentation/recommendations.md")
    let lines = try String(contentsOf: page.standardized, encoding: .utf8).split(separator: "\n")
    #expect(lines.contains(Array(table)), "\(table.joined(separator: "\n"))")
  }

  @Test(arguments: [
    (["--for", "team", "--formats", "csv"], "--for orders pages; give md among --formats"),
    (["--for", "everyone"], "'everyone' is invalid"),
  ])
  func `what cannot be done says why`(arguments: [String], message: String) throws {
    let outcome = try place.run(["report", "-p", "2025Q4", "--output", "out"] + arguments)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(outcome.code == 64)
    #expect(!place.exists("out"))
  }
}
