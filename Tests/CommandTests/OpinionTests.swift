import Foundation
import TestSupport
import Testing

struct OpinionCommandTests {
  /// Beacon's revenue and emission of 2025Q4 have a source each; Comet has nothing but a close.
  private func run(_ arguments: String...) throws -> Outcome {
    try Workplace().run(["opinion", "-p", "2025Q4"] + arguments)
  }

  @Test func `an opinion has a line for each network`() throws {
    let outcome = try run()
    try expectGolden(outcome.output, named: "opinion.txt")
    #expect(outcome.messages == "" && outcome.code == 0)
  }

  @Test(arguments: ["csv", "json", "md"])
  func `records and the page carry every rule`(form: String) throws {
    try expectGolden(try run("-O", form).output, named: "opinion.\(form)")
  }

  @Test func `one network is explained reason by reason`() throws {
    try expectGolden(try run("--explain", "beacon").output, named: "opinion-explained.txt")
  }

  /// What the wording is for each of the opinions: rows are changed until it turns.
  @Test(arguments: [
    ("unqualified", "opinion-unqualified.txt"), ("qualified", "opinion-qualified.txt"),
    ("adverse", "opinion-adverse.txt"), ("disclaimer", "opinion-disclaimer.txt"),
  ])
  func `each opinion is worded by what was found`(opinion: String, golden: String) throws {
    let place = try Workplace(Self.files(opinion))
    let outcome = try place.run("opinion", "-p", "2025Q4", "--explain", "beacon")
    try expectGolden(outcome.output, named: golden)
    #expect(outcome.output.contains("\(opinion)"), "\(outcome.output)")
  }

  private static func files(_ opinion: String) -> [String: String] {
    let other = ["unqualified": 405, "qualified": 450, "adverse": 1000, "disclaimer": 400][opinion]
    var files = Workplace.sample
    files["beacon/network.yaml"] = Workplace.beacon
      .replacing("[ledger, {source: letter, basis: gross}]", with: "[ledger, letter]")
      .replacing("burn-and-mint", with: "fee-share")
    files["beacon/revenue.csv"] =
      Workplace.columns + """
        2025-10-01,2025-12-31,400,USD,ledger,\(opinion == "disclaimer" ? "operator" : "burn"),,,
        2025-10-01,2025-12-31,\(other ?? 0),USD,letter,operator,,,

        """
    files["beacon/circulating_supply.csv"] =
      Workplace.columns + """
        2025-09-30,2025-09-30,5000,token,ledger,measured,,,
        2025-12-31,2025-12-31,6000,token,ledger,measured,,,

        """
    return files
  }

  @Test(arguments: [
    ("unqualified", "qualified", Int32(0)), ("qualified", "qualified", 1),
    ("qualified", "adverse", 0), ("adverse", "adverse", 1), ("adverse", "disclaimer", 0),
    ("disclaimer", "adverse", 1),
  ])
  func `the exit code tells an opinion at the bar or graver`(
    opinion: String, bar: String, code: Int32
  ) throws {
    let place = try Workplace(Self.files(opinion))
    let outcome = try place.run("opinion", "beacon", "-p", "2025Q4", "--fail-on", bar)
    #expect(outcome.code == code, "\(outcome.output)")
  }

  @Test func `materiality may be another`() throws {
    let place = try Workplace(Self.files("qualified"))
    func code(_ share: String) throws -> Int32 {
      try place.run(
        "opinion", "beacon", "-p", "2025Q4", "--materiality", share, "--fail-on", "qualified"
      ).code
    }
    // 450 against 400 is 12.5 %.
    #expect(try code("12.5%") == 0 && code("0.124") == 1)
  }

  @Test func `the form is that of the file's ending`() throws {
    let place = try Workplace()
    let outcome = try place.run("opinion", "-p", "2025Q4", "-o", "opinion.csv")
    #expect(outcome.code == 0 && outcome.output == "")
    #expect(try place.text("opinion.csv") == run("-O", "csv").output)
  }

  @Test(arguments: [
    (["--explain", "beacn"], "did you mean 'beacon'?"), (["beacn"], "did you mean 'beacon'?"),
    (["--explain", "beacon", "-O", "csv"], "--explain prints one network"),
    (["--materiality", "60%"], "no share from 0% to 50%"),
    (["-o", "opinion.xlsx"], "'.xlsx' names no form"),
  ])
  func `what cannot be done says why`(arguments: [String], message: String) throws {
    let outcome = try Workplace().run(["opinion", "-p", "2025Q4"] + arguments)
    #expect(outcome.code == 64, "\(outcome.messages)")
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
  }

  @Test func `the documentation has the rules as they are`() throws {
    let rules = try Workplace().run("opinion", "--rules", "-O", "md").output
    let table = rules.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(table.count > 15)
    let page = URL(filePath: #filePath).appending(path: "../../../Documentation/opinion.md")
    let lines = try String(contentsOf: page.standardized, encoding: .utf8).split(separator: "\n")
    #expect(lines.contains(table), "\(rules)")
  }
}
