import Foundation
import TestSupport
import Testing

struct ReconcileTests {
  /// A network whose months and weeks of burns lie beside a quarter of usage.
  private static let files = [
    "sources.csv": """
    id,title,publisher,url,published,retrieved,licence
    report,Quarterly report,Publisher,https://report.example,2026-01-20,2026-02-01,CC0
    chain,Burns on the chain,Explorer,https://chain.example,2026-01-10,2026-02-01,CC0
    foundation,Credits bought,Foundation,https://foundation.example,2026-01-10,2026-02-01,CC0

    """,
    "beacon/network.yaml": """
    name: Beacon
    token: {symbol: BCN}
    category: wireless
    mechanism: burn-and-mint
    bases: {all-burns: every burn, bought: credits bought}
    sources:
      revenue: [report, {source: chain, basis: all-burns}, {source: foundation, basis: bought}]
      discretionary_burns: [report]
    reconciliation:
      - {series: revenue, basis: all-burns, counts: discretionary_burns, source: report}
    """,
    "beacon/revenue.csv": """
    period_start,period_end,value,unit,source,evidence,segment,basis,note
    2025-10-01,2025-12-31,92,USD,report,burn,,,
    2025-10-01,2025-11-30,122,USD,chain,burn,,all-burns,
    2025-12-01,2025-12-31,62,USD,chain,burn,,all-burns,
    2025-10-01,2025-12-31,90,USD,foundation,operator,,bought,
    2025-01-01,2025-09-30,700,USD,report,burn,,,
    2025-07-01,2025-08-31,62,USD,chain,burn,,all-burns,

    """,
    "beacon/discretionary_burns.csv": """
    period_start,period_end,value,unit,source,evidence,segment,basis,note
    2025-10-01,2025-12-31,90,USD,report,burn,,,

    """,
    "tieouts.yaml": """
    - id: report
      source: report
      rows:
        - {network: beacon, figure: revenue, period: 2025Q4, value: 92, unit: USD, definition: usage}
        - {network: beacon, figure: "revenue[basis: bought]", period: 2025Q4, value: 0.1k, unit: USD,
           definition: credits, why: they count more}

    """,
  ]

  private func place(_ changes: [String: String] = [:]) throws -> Workplace {
    try Workplace(Self.files.merging(changes) { $1 })
  }

  @Test func `bridges and published figures lie in tables`() throws {
    let outcome = try place().run("reconcile", "beacon")
    try expectGolden(outcome.output, named: "reconcile.txt")
    #expect(outcome.messages == "" && outcome.code == 0)
  }

  @Test func `programs read bridges as CSV and JSON`() throws {
    try expectGolden(try place().run("reconcile", "-O", "csv").output, named: "reconcile.csv")
    let json = try place().run("reconcile", "-O", "json").output
    try expectGolden(json, named: "reconcile.json")
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
  }

  @Test func `a page of Markdown is written`() throws {
    let outcome = try place().run("reconcile", "-O", "md")
    #expect(outcome.output.contains("\n## Beacon\n") && outcome.code == 0)
  }

  /// 92 and 90 at discretion are 182 of 184: 2.2 % remain.
  @Test(arguments: [("1%", 1), ("3%", 0), ("0.03", 0)] as [(String, Int32)])
  func `what is unexplained fails where it is asked to`(_ share: String, _ status: Int32) throws {
    let outcome = try place().run(
      "reconcile", "--fail-on", "unexplained", "--tolerance", share)
    #expect(outcome.code == status)
    #expect(try place().run("reconcile", "--tolerance", share).code == 0)
  }

  @Test func `a published figure without a reason fails too`() throws {
    let bare = (Self.files["tieouts.yaml"] ?? "").replacing(", why: they count more", with: "")
    let arguments = ["reconcile", "--fail-on", "unexplained", "--tolerance", "3%"]
    #expect(try place(["tieouts.yaml": bare]).run(arguments).code == 1)
  }

  @Test(arguments: [
    ["beacn"], ["-p", "2025Q5"], ["--tolerance", "200%"], ["--tolerance", "much"],
  ])
  func `wrong words are wrong usage`(_ arguments: [String]) throws {
    #expect(try place().run(["reconcile"] + arguments).code == 64)
  }

  @Test func `a published figure that cannot be read stops the run with its line`() throws {
    let faulty = (Self.files["tieouts.yaml"] ?? "").replacing(
      "figure: revenue,", with: "figure: revenu,")
    let place = try place(["tieouts.yaml": faulty])
    for arguments in [["reconcile"], ["report", "-p", "2025Q4", "--output", "out"]] {
      let outcome = try place.run(arguments)
      #expect(outcome.code == 2)
      #expect(outcome.messages.hasPrefix("Datasets/tieouts.yaml:4: error: 'figure' of beacon"))
    }
    #expect(try place.run("check").output.contains("tieouts.yaml:4: error: 'figure' of beacon"))
  }

  @Test func `the report has both pages, and the first one leads there`() throws {
    let place = try place()
    #expect(
      try place.run("report", "-p", "2025Q4", "--output", "out", "--formats", "md").code == 0)
    #expect(try place.text("out/reconciliation.md").contains("period edge") == false)
    #expect(try place.text("out/reconciliation.md").contains("discretionary part"))
    #expect(try place.text("out/tie-out.md").contains("same source"))
    #expect(try place.text("out/report.md").contains("(reconciliation.md)"))
    #expect(try place.text("out/report.md").contains("(tie-out.md)"))
  }
}
