import Foundation
import TestSupport
import Testing

struct ClaimsTests {
  /// Claims about the sample: one of each standing, two of them decided by several networks.
  private static let claims = """
    - id: revenue
      claim: Beacon earned about 1,000 USD in 2025
      source: ledger
      as_of: 2025-12-31
      over: beacon
      test: revenue@2025 between 950 and 1050
      why: Five percent either way
    - id: doubled
      claim: Revenue doubled in the fourth quarter
      said_by: A visitor
      source: rumour
      as_of: 2025-12-31
      over: beacon
      test: revenue@2025Q4 / revenue@2025Q3 >= 2x
      why: Quarter on quarter
    - id: covered
      claim: Beacon earns more than it emits, and does 100 jobs
      source: letter
      as_of: 2025-12-31
      over: beacon
      test: revenue > emissions_usd and jobs@2025-12-31 >= 8
      why: Both in the fourth quarter
    - id: everybody
      claim: Every network earns
      source: rumour
      as_of: 2025-12-31
      over: all
      test: revenue > 0
      why: Revenue above nothing
    - id: together
      claim: The networks earn 350 USD a quarter
      source: rumour
      as_of: 2025-12-31
      over: all
      combine: sum
      of: revenue
      test: value >= 350
      why: What is known of it
    - id: wireless
      claim: Most wireless networks earn 500 USD a quarter
      source: rumour
      as_of: 2025-12-31
      over: category = wireless
      combine: share
      of: revenue >= 500
      test: value > 50%
      why: Of one network
    - id: later
      claim: Beacon will earn 2,000 USD in 2026
      source: letter
      as_of: 2025-12-31
      over: beacon
      test: revenue@2026 >= 2000
      why: A forecast
    - id: owners
      claim: Beacon has a thousand customers
      source: letter
      as_of: 2025-12-31
      over: beacon
      needs: customers who pay, by name

    """

  private func place(_ claims: String = ClaimsTests.claims) throws -> Workplace {
    let place = try Workplace()
    try place.write("Datasets/claims.yaml", claims)
    return place
  }

  @Test func `claims lie in a table`() throws {
    let outcome = try place().run("claims")
    try expectGolden(outcome.output, named: "claims.txt")
    #expect(outcome.messages == "")
    #expect(outcome.code == 0)
  }

  @Test(arguments: [80, 110])
  func `the table fits the terminal`(_ width: Int) throws {
    let outcome = try place().run(
      ["claims"], through: #"script -qec "$0 $1" /dev/null"#,
      environment: ["COLUMNS": "\(width)", "NO_COLOR": "1", "TERM": "dumb"])
    #expect(outcome.output.contains("✗ contradicted  covered"))
    let lines = outcome.output.split(whereSeparator: \.isNewline)
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
    #expect(lines.contains { $0.hasSuffix("claimed") } == (width >= 100))
  }

  @Test(arguments: ["csv", "json", "md"])
  func `claims are written in other forms`(form: String) throws {
    let outcome = try place().run("claims", "-O", form)
    try expectGolden(outcome.output, named: "claims.\(form)")
  }

  @Test(arguments: ["claim-doubled", "claim-covered", "claim-together", "claim-later"])
  func `a claim is explained`(name: String) throws {
    let outcome = try place().run("claims", "--explain", String(name.dropFirst("claim-".count)))
    try expectGolden(outcome.output, named: "\(name).txt")
  }

  @Test(arguments: [
    ("price@2025-12-31 > 0", true), ("price@2025-12-31 + 0 * price@2025-12-31 > 0", false),
    ("revenue@2025Q4 > 0", false),
  ])
  func `what else is counted under the name of a series stands beside the answer`(
    test: String, isListed: Bool
  ) throws {
    let place = try place(
      """
      - {id: dear, claim: It costs something, source: letter, as_of: 2025-12-31, over: beacon, test: \(test), why: Any price}

      """)
    let page = try place.run("claims", "-O", "md").output
    #expect(page.contains("✓ supported"))
    #expect(page.contains("- **Other counts in the data**") == isListed, "\(page)")
    #expect(page.contains("(average, 2025-12-31)") == isListed)
  }

  @Test func `claims are chosen by id, each once`() throws {
    let outcome = try place().run("claims", "later", "revenue", "later", "-O", "csv")
    #expect(outcome.lines.dropFirst().map { $0.prefix(6) } == ["later,", "revenu"])
    let unknown = try place().run("claims", "revenu")
    #expect(
      unknown.messages.hasPrefix(
        "depin-audit claims: no claim is called 'revenu'; did you mean 'revenue'?\n"))
    #expect(unknown.code == 64)
  }

  @Test(
    arguments: [
      ("revenue", "contradicted", 0), ("doubled", "contradicted", 1),
      ("later", "contradicted", 0), ("later", "not-testable", 1), ("doubled", "not-testable", 1),
      ("doubled", "never", 0),
    ] as [(String, String, Int32)])
  func `the exit code tells what was asked for`(
    _ id: String, _ threshold: String, _ code: Int32
  )
    throws
  {
    #expect(try place().run("claims", id, "--fail-on", threshold).code == code)
  }

  @Test(arguments: [["-p", "2025Q3"], ["--as-of", "2025-10-15"]])
  func `what lies after the last day does not exist`(_ view: [String]) throws {
    let outcome = try place().run(["claims", "doubled", "-O", "csv"] + view)
    let last = view[1] == "2025Q3" ? "2025-09-30" : "2025-10-15"
    #expect(outcome.output.contains(",not-testable,"))
    #expect(
      outcome.output.contains(
        "the report ends with \(last), the test needs figures up to 2025-12-31"))
  }

  @Test func `what was not published by a day does not count`() throws {
    let outcome = try place().run(
      "claims", "revenue", "-O", "csv", "--known-by", "2026-01-01")
    #expect(outcome.output.contains(",not-testable,"))
  }

  @Test func `an explanation is text of one claim`() throws {
    for arguments in [["-O", "json"], ["later"]] {
      let outcome = try place().run(["claims", "--explain", "later"] + arguments)
      #expect(
        outcome.messages.hasPrefix(
          "depin-audit claims: --explain prints one claim as text; give it without -O and other "
            + "ids\n"))
      #expect(outcome.code == 64)
    }
  }

  @Test func `bad texts are told all at once, by every command that tests claims`() throws {
    let bad = Self.claims.replacing("revenue > 0", with: "revenu > 0")
      .replacing("category = wireless", with: "launched befor 2024-01-01")
    let faults = """
      Datasets/claims.yaml:28: error: 'test' of claim 'everybody': no metric or series is called \
      'revenu'; did you mean 'revenue'? [unknown-name]
        revenu > 0
        ^~~~~~
      Datasets/claims.yaml:43: error: 'over' of claim 'wireless': 
      """
    let place = try place(bad)
    let check = try place.run("check")
    #expect(check.output.hasPrefix(faults))
    #expect(check.lines.suffix(2).first?.contains("2 errors") == true)
    #expect(check.lines.last == "INVALID")
    #expect(check.code == 1)
    for command in [["claims"], ["report", "-p", "2025Q4"]] {
      let outcome = try place.run(command)
      #expect(outcome.messages.hasPrefix(faults))
      #expect(
        outcome.messages.hasSuffix(
          "depin-audit: nothing was computed: 2 errors in the claims; mend the lines above\n"))
      #expect(outcome.output == "")
      #expect(outcome.code == 2)
    }
    #expect(try place.run("get", "beacon", "revenue", "-p", "2025Q4").code == 0)
  }

  @Test func `a dataset without claims says so`() throws {
    let place = try Workplace()
    #expect(try place.run("claims").output.contains("0 are contradicted"))
    _ = try place.run("report", "-p", "2025Q4", "--formats", "md")
    #expect(!place.exists("Reports/2025Q4/claims.md"))
    #expect(try !place.text("Reports/2025Q4/report.md").contains("Public statements"))
  }

  @Test func `the report has a page of them that its other pages lead to`() throws {
    let place = try place()
    _ = try place.run("report", "-p", "2025Q4", "--formats", "md")
    let page = try place.text("Reports/2025Q4/claims.md")
    #expect(page.contains("\n### Revenue doubled in the fourth quarter\n"))
    #expect(try place.text("Reports/2025Q4/report.md").contains("](claims.md)"))
    #expect(
      try place.text("Reports/2025Q4/networks/beacon.md").contains(
        "](../claims.md#revenue-doubled-in-the-fourth-quarter): contradicted\n"))
    #expect(try !place.text("Reports/2025Q4/networks/comet.md").contains("Public statements"))
  }

  @Test func `a report of some networks keeps the claims that they can decide`() throws {
    let place = try place()
    _ = try place.run("report", "comet", "-p", "2025Q4", "--formats", "md")
    #expect(!place.exists("Reports/2025Q4/claims.md"))
    _ = try place.run("report", "beacon", "-p", "2025Q4", "--formats", "md", "--force")
    let page = try place.text("Reports/2025Q4/claims.md")
    #expect(page.contains("\n### Revenue doubled in the fourth quarter\n"))
    #expect(!page.contains("Every network earns"))
  }

  @Test func `every key is documented`() throws {
    let page = try String(
      contentsOf: Self.root.appending(path: "Documentation/claims.md"), encoding: .utf8)
    let json = try place().run("claims", "-O", "json").output
    let keys = Set(json.matches(of: #/"([a-z_]+)": /#).map { String($0.output.1) })
    #expect(keys.count > 40)
    for key in keys.sorted() { #expect(page.contains("`\(key)`"), "\(key)") }
    let columns = try place().run("claims", "-O", "csv").lines[0].split(separator: ",")
    #expect(keys.isSuperset(of: columns.map(String.init)))
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
