import Foundation
import TestSupport
import Testing

@Suite struct DiffTests {
  private let place: Workplace

  /// The sample in `old` and `new`, with revenue of the last quarter by a second source.
  init() throws {
    place = try Workplace(Self.files, in: "old")
    for (path, text) in Self.files { try place.write("new/\(path)", text) }
  }

  private static let files: [String: String] = {
    var files = Workplace.sample
    files["beacon/revenue.csv"]? += "2025-10-01,2025-12-31,450,USD,letter,operator,,,\n"
    files["beacon/network.yaml"] = Workplace.beacon.replacingOccurrences(
      of: "revenue: [ledger,", with: "revenue: [ledger, letter,")
    return files
  }()

  /// Replaces a text that has to stand in a file of `new`.
  private func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try place.text("new/\(path)")
    try #require(text.contains(old))
    try place.write("new/\(path)", text.replacingOccurrences(of: old, with: new))
  }

  private func diff(_ arguments: String...) throws -> Outcome {
    try place.run(["diff", "old", "new", "-p", "2025Q4"] + arguments)
  }

  /// The records of a diff by the columns of its first line; no cell here holds a comma.
  private func records(_ arguments: String...) throws -> [[String: String]] {
    let outcome = try place.run(
      ["diff", "old", "new", "-O", "csv", "-p", "2025Q4"] + arguments)
    #expect(outcome.messages == "")
    let rows = outcome.lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(rows.first)
    return rows.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(header, row))
    }
  }

  private func figure(_ id: String, in records: [[String: String]]) throws -> [String: String] {
    try #require(records.first { $0["what"] == "figure" && $0["id"] == id })
  }

  @Test(arguments: ["table", "csv", "md"])
  func `a folder does not differ from itself`(form: String) throws {
    let outcome = try place.run("diff", "old", "old", "-O", form, "--fail-on", "restated")
    #expect(outcome.code == 0)
    #expect(outcome.messages == "")
    #expect(form == "csv" ? outcome.lines.count == 1 : outcome.output.contains("Nothing differs."))
  }

  @Test func `a copy of a folder does not differ`() throws {
    #expect(try diff().output == "Nothing differs.\n")
  }

  /// Revenue ÷ emissions in USD is 400 ÷ (1000 × 0.5), or 0.8.
  ///
  /// Revenue of 500 makes it 1, a price of 0.4
  /// 500 ÷ 400 = 1.25, valuation at the close of 0.5 makes it 1 again, and revenue of the source that
  /// is now the first 450 ÷ 500 = 0.9.
  @Test func `a change is split into its causes, whose steps add up`() throws {
    try edit("beacon/revenue.csv", "2025-12-31,400,", "2025-12-31,500,")
    try edit(
      "beacon/price.csv", "2025-12-31,0.5,USD/token,ledger,measured,,average,",
      "2025-12-31,0.4,USD/token,ledger,measured,,average,")
    try place.write("new/policy.yaml", "valuation: end\n")
    try edit("beacon/network.yaml", "revenue: [ledger, letter,", "revenue: [letter, ledger,")
    let ratio = try figure("beacon/revenue_to_emission@2025Q4", in: try records())
    #expect(ratio["change"] == "restated")
    #expect(ratio["causes"] == "data;price;policy;method")
    #expect(ratio["old"] == "0.8")
    #expect(ratio["new"] == "0.9")
    let steps = try #require(ratio["steps"]).split(separator: ";").map {
      $0.split(separator: ":").map(String.init)
    }
    #expect(steps.map(\.[0]) == ["data", "price", "policy", "method"])
    let amounts = steps.compactMap { Double($0[1]) }
    for (amount, expected) in zip(amounts, [0.2, 0.25, -0.25, -0.1]) {
      #expect(isClose(amount, expected))
    }
    #expect(isClose(amounts.reduce(0, +), 0.1))
    #expect(isClose(try #require(ratio["percent"].flatMap(Double.init)), 12.5))
  }

  @Test(arguments: [
    (
      "beacon/revenue.csv", "2025-12-31,400,USD,ledger", "2025-12-31,500,USD,ledger", "data",
      "beacon/revenue@2025Q4", "500"
    ),
    (
      "beacon/price.csv", "2025-12-31,2025-12-31,0.5", "2025-12-31,2025-12-31,0.25", "price",
      "beacon/price@2025Q4", "0.25"
    ),
    (
      "beacon/network.yaml", "revenue: [ledger, letter,", "revenue: [letter, ledger,", "method",
      "beacon/revenue@2025Q4", "450"
    ),
  ])
  func `a single change is the cause of all that it moves`(
    file: String, old: String, new: String, cause: String, id: String, value: String
  ) throws {
    try edit(file, old, new)
    let records = try records()
    #expect(try figure(id, in: records)["new"] == value)
    let figures = records.filter { $0["what"] == "figure" }
    #expect(figures.allSatisfy { $0["causes"] == cause })
    #expect(try diff("--fail-on", "restated").code == 1)
    #expect(try diff().code == 0)
  }

  @Test func `a policy is the cause of what it moves`() throws {
    try edit("beacon/price.csv", "2025-12-31,2025-12-31,0.5", "2025-12-31,2025-12-31,0.25")
    try place.write(
      "old/beacon/price.csv", try place.text("new/beacon/price.csv"))
    try place.write("new/policy.yaml", "# changed\nvaluation: end\n")
    let records = try records()
    let emissions = try figure("beacon/emissions_usd@2025Q4", in: records)
    #expect(emissions["old"] == "500")
    #expect(emissions["new"] == "250")
    #expect(emissions["steps"] == "policy:-250")
    let policy = try #require(records.first { $0["what"] == "policy" })
    #expect(policy["id"] == "valuation")
    #expect(policy["new"] == "end")
    #expect(policy["new_place"] == "new/policy.yaml:2")
  }

  /// A metric of one's own with another formula: 400 + 1 and 400 + 2.
  @Test func `a formula is a matter of method`() throws {
    func metric(_ term: Int) -> String {
      """
      - id: more_revenue
        title: More revenue
        unit: USD
        formula: revenue * \(term)
        meaning: revenue and more

      """
    }
    try place.write("old/metrics.yaml", metric(2))
    try place.write("new/metrics.yaml", metric(3))
    let records = try records()
    let own = try figure("beacon/more_revenue@2025Q4", in: records)
    #expect(own["steps"] == "method:400")
    let statement = try #require(records.first { $0["what"] == "metric" })
    #expect(statement["id"] == "[more_revenue].formula")
    #expect(statement["old_place"] == "old/metrics.yaml:4")
    #expect(statement["new_place"] == "new/metrics.yaml:4")
  }

  @Test func `rows are added, removed and changed, with their places`() throws {
    try edit("beacon/revenue.csv", "2025-01-01,2025-03-31,100,USD,ledger,burn,,,\n", "")
    try edit(
      "beacon/revenue.csv", "200,USD,ledger,burn,,,", "200,USD,ledger,measured,,,checked again")
    try edit(
      "beacon/tokens_emitted.csv", "2025-10-01",
      "2024-10-01,2024-12-31,,token,letter,measured,,,\n2025-10-01")
    let rows = try records().filter { $0["what"] == "row" }
    #expect(rows.map { $0["change"] } == ["removed", "changed", "added"])
    #expect(
      rows.map { $0["id"] } == [
        "beacon/revenue@2025-01-01..2025-03-31/ledger",
        "beacon/revenue@2025-04-01..2025-06-30/ledger",
        "beacon/tokens_emitted@2024-10-01..2024-12-31/letter",
      ])
    #expect(
      rows.map { $0["old_place"] } == ["old/beacon/revenue.csv:2", "old/beacon/revenue.csv:3", ""])
    #expect(
      rows.map { $0["new_place"] } == [
        "", "new/beacon/revenue.csv:2", "new/beacon/tokens_emitted.csv:5",
      ])
    #expect(rows[1]["field"] == "evidence;note")
    #expect(rows[2]["new"] == "")
  }

  @Test func `rows that name a party are compared as well`() throws {
    let head = "period_start,period_end,customer,spend,kind,source,evidence\n"
    let row = "2025-10-01,2025-12-31,acme,"
    try place.write("old/beacon/customers.csv", head + row + "100,,ledger,settled\n")
    try place.write("new/beacon/customers.csv", head + row + "120,,ledger,settled\n")
    let rows = try records().filter { $0["what"] == "row" }
    #expect(rows.map { $0["id"] } == ["beacon/customers@2025-10-01..2025-12-31/ledger/acme"])
    #expect(rows.first?["difference"] == "20")
  }

  @Test func `the date of a source is named with its line`() throws {
    try edit("sources.csv", "letter,2026-03-01", "letter,2026-03-05")
    let source = try #require(try records().first { $0["what"] == "source" })
    #expect(source["id"] == "letter.published")
    #expect(source["old"] == "2026-03-01")
    #expect(source["new"] == "2026-03-05")
    #expect(source["new_place"] == "new/sources.csv:3")
  }

  /// A quarter that is told for the first time restates nothing.
  @Test func `new figures are not restated ones`() throws {
    for side in ["old", "new"] {
      try place.write(
        "\(side)/comet/network.yaml", Workplace.comet + "  circulating_supply: [ledger]\n")
    }
    let row = "2025-12-31,2025-12-31,100,token,ledger,measured,,,\n"
    try place.write("new/comet/circulating_supply.csv", Workplace.columns + row)
    let cap = try figure("comet/market_cap@2025Q4", in: try records())
    #expect(cap["change"] == "new")
    #expect(cap["old_state"] == "missing")
    #expect(cap["new"] == "200")
    #expect(cap["steps"] == "data:")
    #expect(try diff("--fail-on", "restated").code == 0)
  }

  /// Customers of Comet are known from a private folder, one more on the new side; a source changes
  /// its title there.
  @Test func `folders laid over a side are part of it`() throws {
    for (side, count) in [("old", 5), ("new", 6)] {
      try place.write(
        "mine-\(side)/comet/customers.csv",
        Workplace.columns + "2025-12-31,2025-12-31,\(count),count,own,operator,,,\n")
      try place.write(
        "mine-\(side)/sources.csv",
        "id,title,publisher,url,published,retrieved,licence\n"
          + "own,The \(side) books,Comet,,,2026-01-20,CC0\n")
    }
    let overlays = ["--old-overlay", "mine-old", "--new-overlay", "mine-new/"]
    let outcome = try place.run(["diff", "old", "new", "-p", "2025Q4", "-O", "csv"] + overlays)
    #expect(outcome.code == 0, "\(outcome.messages)")
    let lines = outcome.lines.dropFirst()
    #expect(
      lines.first {
        $0.hasPrefix("figure,comet/customers@2025Q4,restated,data,,5,6,1,20,data:1,count,")
      } != nil, "\(outcome.output)")
    let rows = lines.filter { $0.hasPrefix("row,") }
    #expect(rows.count == 1)
    #expect(
      rows.first?.hasSuffix("mine-old/comet/customers.csv:2,mine-new/comet/customers.csv:2")
        == true, "\(rows)")
    let statements = lines.filter { !$0.hasPrefix("row,") && !$0.hasPrefix("figure,") }
    #expect(statements.count == 1 && statements[0].contains("The new books"), "\(statements)")
    #expect(statements.first?.hasSuffix("mine-old/sources.csv:2,mine-new/sources.csv:2") == true)
    let json = try place.run(["diff", "old", "new", "-p", "2025Q4", "-O", "json"] + overlays)
    #expect(json.output.contains("\"old_overlays\": [\n    \"mine-old\"\n  ]"), "\(json.output)")
    #expect(try diff().output == "Nothing differs.\n")
    let same = try place.run(
      "diff", "old", "new", "--old-overlay", "mine-old", "--new-overlay", "mine-old")
    #expect(same.output == "Nothing differs.\n")
  }

  @Test func `only the figures of a network are asked for`() throws {
    try edit("beacon/revenue.csv", "2025-12-31,400,", "2025-12-31,500,")
    let records = try records("--network", "comet")
    #expect(records.filter { $0["what"] == "figure" }.isEmpty)
    #expect(records.count { $0["what"] == "row" } == 1)
  }

  /// The reports of both folders, in each form.
  private func makeReports() throws {
    for side in ["old", "new"] {
      let outcome = try place.run(
        "report", "-p", "2025Q4", "--datasets", side, "--output", "reports/\(side)", "--formats",
        "csv,json")
      try #require(outcome.code == 0, "\(outcome.messages)")
    }
  }

  @Test(arguments: [
    ("reports/old", "reports/new"), ("reports/old/facts.json", "reports/new/facts.csv"),
    ("reports/old/facts.csv", "reports/new/"),
  ])
  func `figures of reports are compared in any form`(old: String, new: String) throws {
    try edit("beacon/revenue.csv", "2025-12-31,400,", "2025-12-31,500,")
    try makeReports()
    let outcome = try place.run("diff", old, new, "-p", "2025Q4", "-O", "csv")
    let line = try #require(
      outcome.lines.first { $0.hasPrefix("figure,beacon/revenue@2025Q4,") })
    #expect(
      line == "figure,beacon/revenue@2025Q4,restated,,,400,500,100,25,,USD,value,value,"
        + "burn,burn,ledger,ledger,,")
    let table = try place.run("diff", old, new, "--fail-on", "restated")
    #expect(
      table.output.contains(
        "The reports differ in inputs. Figures alone do not tell causes: compare the folders"))
    #expect(table.code == 1)
  }

  @Test func `reports that differ in a policy alone have it for a cause`() throws {
    try edit("beacon/price.csv", "2025-12-31,2025-12-31,0.5", "2025-12-31,2025-12-31,0.25")
    for (side, valuation) in [("old", "then"), ("new", "end")] {
      _ = try place.run(
        "report", "-p", "2025Q4", "--datasets", "new", "--output", "reports/\(side)", "--formats",
        "json", "--valuation", valuation)
    }
    let outcome = try place.run("diff", "reports/old", "reports/new", "-O", "csv")
    #expect(outcome.output.contains("policy:-250,USD"), "\(outcome.output)")
    let table = try place.run("diff", "reports/old", "reports/new")
    #expect(
      table.output.contains("The reports differ in policies.valuation (then to end)."),
      "\(table.output)")
  }

  /// The later report has a quarter more and one less: neither is a change of a figure.
  @Test func `periods that only one report has are passed over`() throws {
    for (side, period) in [("old", "2025Q3"), ("new", "2025Q4")] {
      _ = try place.run(
        "report", "-p", period, "--datasets", "new", "--output", "reports/\(side)", "--formats",
        "csv")
    }
    let outcome = try place.run("diff", "reports/old", "reports/new", "--fail-on", "restated")
    #expect(outcome.output.contains("figures of periods that only one of them has"))
    #expect(!outcome.output.contains("2025Q4 "))
  }

  @Test func `a report does not differ from itself`() throws {
    try makeReports()
    let outcome = try place.run("diff", "reports/old", "reports/new", "--fail-on", "restated")
    #expect(outcome.output == "Nothing differs.\n")
    #expect(outcome.code == 0)
  }

  @Test(arguments: [
    (["reports/old", "new"], "compare two of a kind", Int32(64)),
    (["reports/old", "reports/new", "--known-by", "2026-01-01"], "are as they were made", 64),
    (["reports/old", "reports/new", "--new-overlay", "new"], "are for folders of datasets", 64),
    (["reports/old", "cut.json"], "cut.json:", 2),
    (["reports/old", "other.csv"], "other.csv:1: lacks the column 'id'", 2),
    (["reports/old", "none.json"], "none.json: cannot be read", 2),
    (["reports/old", "bare"], "bare: is a report without facts", 2),
  ])
  func `facts that cannot be compared say why`(
    arguments: [String], message: String, code: Int32
  ) throws {
    try makeReports()
    let text = try place.text("reports/old/facts.json")
    try place.write("cut.json", String(text.prefix(text.count / 2)))
    try place.write("other.csv", "date,value\n2025-01-01,1\n")
    try place.write("bare/manifest.json", "{}")
    let outcome = try place.run(["diff"] + arguments)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(outcome.code == code)
  }

  @Test func `changes as they are printed`() throws {
    try edit("beacon/revenue.csv", "2025-12-31,400,", "2025-12-31,500,")
    try edit("beacon/price.csv", "2025-12-31,2025-12-31,0.5", "2025-12-31,2025-12-31,0.25")
    try expectGolden(try diff().output, named: "diff.txt")
    try expectGolden(try diff("-O", "md").output, named: "diff.md")
    try expectGolden(try diff("-O", "json", "--network", "comet").output, named: "diff.json")
  }

  @Test(arguments: [
    (["diff", "old", "nowhere"], "nowhere", Int32(2)),
    (["diff", "old", "new", "--network", "becon"], "did you mean 'beacon'?", 64),
    (
      ["diff", "old", "new", "-O", "xlsx", "-o", "x.xlsx"],
      "one of 'table', 'csv', 'json' or 'md'", 64
    ),
    (["diff", "old"], "Missing expected argument '<new>'", 64),
  ])
  func `what cannot be done says why`(
    arguments: [String], message: String, code: Int32
  ) throws {
    let outcome = try place.run(arguments)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(outcome.output == "")
    #expect(outcome.code == code)
  }

  @Test func `faults of the data end with their lines`() throws {
    try edit("beacon/revenue.csv", "2025-12-31,400,", "2025-12-31,4OO,")
    let outcome = try diff()
    #expect(outcome.messages.contains("new/beacon/revenue.csv:5"), "\(outcome.messages)")
    #expect(outcome.code == 2)
  }
}
