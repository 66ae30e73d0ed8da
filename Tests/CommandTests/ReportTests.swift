import Foundation
import Testing

struct ReportTests {
  private static let all = [
    "charts", "depin-audit.xlsx", "facts.csv", "facts.json", "manifest.json", "networks",
    "networks/beacon.md", "networks/comet.md", "opinion.md", "reconciliation.md", "report.md",
    "scorecard.md", "screens.md",
  ]

  @Test func `a report is pages, charts, facts, a workbook and a manifest`() throws {
    let place = try Workplace()
    let outcome = try place.run("report", "-p", "2025Q4")
    #expect(outcome.output == "")
    #expect(outcome.code == 0)
    let contents = place.contents(of: "Reports/2025Q4")
    #expect(contents.filter { !$0.hasPrefix("charts/") } == Self.all)
    let files = contents.count - 2
    #expect(outcome.messages == "Reports/2025Q4: \(files) files written\n")
    #expect(try place.text("Reports/2025Q4/report.md").hasPrefix("# "))
  }

  @Test func `the same data gives the same bytes, wherever it lies`() throws {
    let (here, there) = (try Workplace(), try Workplace(Workplace.sample, in: "deep/er/data"))
    #expect(try here.run("report", "-p", "2025Q4", "--output", "one").code == 0)
    #expect(try here.run("report", "-p", "2025Q4", "--output", "two").code == 0)
    let elsewhere = try there.run(
      "report", "-p", "2025Q4", "--output", "three", "--datasets",
      there.url("deep/er/data").path + "/")
    #expect(elsewhere.code == 0)
    let bytes = try here.bytes(of: "one")
    #expect(try here.bytes(of: "two") == bytes)
    #expect(try there.bytes(of: "three") == bytes)
    #expect(bytes.count > 6)
  }

  @Test func `the manifest names inputs as they are published`() throws {
    let place = try Workplace(Workplace.sample, in: "mine")
    try place.write(
      "private/comet/customers.csv",
      Workplace.columns + """
        2025-12-31,2025-12-31,5,count,ledger,operator,,,

        """)
    _ = try place.run(
      "report", "-p", "2025Q4", "--output", "out", "--formats", "csv", "--datasets", "mine",
      "--datasets", "private")
    let manifest = try place.text("out/manifest.json")
    #expect(manifest.contains("\"path\": \"Datasets/beacon/revenue.csv\""))
    #expect(manifest.contains("\"path\": \"Overlay/comet/customers.csv\""))
    #expect(!manifest.contains("mine") && !manifest.contains("private"))
    #expect(place.contents(of: "out") == ["facts.csv", "manifest.json"])
  }

  @Test func `some networks may be chosen`() throws {
    let place = try Workplace()
    _ = try place.run("report", "comet", "-p", "2025Q4", "--formats", "md", "--output", "out")
    #expect(place.exists("out/networks/comet.md"))
    #expect(!place.exists("out/networks/beacon.md"))
  }

  @Test func `a report is replaced only by force, and what it leaves over is named`() throws {
    let place = try Workplace()
    let arguments = ["report", "-p", "2025Q4", "--output", "out", "--formats", "md,csv"]
    #expect(try place.run(arguments).code == 0)
    let before = try place.bytes(of: "out")
    let refused = try place.run(arguments)
    #expect(
      refused.messages == "depin-audit: out: holds a report; give --force to replace it\n")
    #expect(refused.code == 2)
    #expect(try place.bytes(of: "out") == before)
    let replaced = try place.run(
      "report", "comet", "-p", "2025Q4", "--output", "out", "--formats", "md", "--force")
    #expect(
      replaced.messages.hasPrefix(
        "out/facts.csv: left from an earlier report; delete it unless you want it\n"
          + "out/networks/beacon.md: left from"))
    #expect(replaced.code == 0)
  }

  @Test func `what was published later does not count`() throws {
    let place = try Workplace()
    _ = try place.run(
      "report", "-p", "2025Q4", "--known-by", "2026-01-31", "--output", "out", "--formats",
      "md,csv")
    let facts = try place.text("out/facts.csv")
    #expect(facts.contains("\nbeacon/revenue@2025Q4,beacon,revenue,,2025Q4,400,"))
    #expect(facts.contains("\nbeacon/tokens_emitted@2025Q4,beacon,tokens_emitted,,2025Q4,,"))
    #expect(try place.text("out/report.md").contains("known by 2026-01-31"))
    #expect(try place.text("out/manifest.json").contains("\"known_by\": \"2026-01-31\""))
  }

  /// Later are two rows, undated one of revenue and two readings of supply.
  ///
  /// A third reading ends after the quarter, and what a rule derives from revenue is no row of a file.
  @Test func `rows that a vintage leaves out are counted once`() throws {
    let place = try Workplace()
    try place.write(
      "Datasets/beacon/network.yaml",
      Workplace.beacon
        .replacing("revenue: [ledger, ", with: "revenue: [ledger, rumour, ")
        .replacing("series:\n", with: "  circulating_supply: [rumour]\nseries:\n")
          + """
          split:
            - {from: 2024-05-01, fees: revenue, supply_side_revenue: 0 of fees, source: ledger}

          """)
    try place.write(
      "Datasets/beacon/revenue.csv",
      place.text("Datasets/beacon/revenue.csv")
        + "2024-10-01,2024-12-31,50,USD,rumour,press,,,\n")
    try place.write(
      "Datasets/beacon/circulating_supply.csv",
      Workplace.columns + """
        2025-09-30,2025-09-30,5000,token,rumour,press,,,
        2025-12-31,2025-12-31,6000,token,rumour,press,,,
        2026-03-31,2026-03-31,7000,token,rumour,press,,,

        """)
    let arguments = ["report", "-p", "2025Q4", "--output", "out", "--formats", "md"]
    let outcome = try place.run(arguments + ["--known-by", "2026-01-31"])
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(
      try place.text("out/networks/beacon.md").contains(
        "Known by 2026-01-31: 2 rows were published later and 3 rows have no publication date; "
          + "none of them counts."))
    // The rule did derive rows, or nothing was proved.
    #expect(try place.text("out/networks/beacon.md").contains("| fees "))
  }
}
