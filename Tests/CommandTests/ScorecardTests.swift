import TestSupport
import Testing

@Suite struct ScorecardCommandTests {
  @Test(arguments: [
    (["-O", "md"], "scorecard.md"), (["-O", "csv"], "scorecard.csv"),
    (["beacon", "-O", "json"], "scorecard.json"), ([], "scorecard.txt"),
    (["--explain", "beacon"], "scorecard-explained.txt"),
  ])
  func `scores are shown with every step`(arguments: [String], golden: String) throws {
    let outcome = try Workplace().run(["scorecard", "-p", "2025Q4"] + arguments)
    #expect(outcome.code == 0, "\(outcome.messages)")
    try expectGolden(outcome.output, named: golden)
  }

  /// Revenue of 400 against emission of 1,000 tokens at 0.5 USD is 0.8: of 2x, two fifths.
  @Test func `a scorecard beside the data takes the place of the program's`() throws {
    let workplace = try Workplace()
    try workplace.write("Datasets/scorecard.yaml", Self.own("revenue_to_emission"))
    let outcome = try workplace.run("scorecard", "beacon", "-p", "2025Q4", "-O", "csv")
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(outcome.lines.count == 2)
    #expect(outcome.lines[1].hasPrefix("beacon,2025Q4,40,40,low,low,1,all,1,40,40,"))
    let page = try workplace.run("scorecard", "-p", "2025Q4", "-O", "md")
    #expect(page.output.contains("Datasets/scorecard.yaml"))
  }

  private static func own(_ metric: String) -> String {
    """
    least_known: 50%
    grades: [{grade: high, from: 50}, {grade: low, from: 0}]
    pillars:
      - id: all
        weight: 1
        metrics: [{metric: \(metric), points: [[0x, 0], [2x, 100]]}]
    """
  }

  @Test(arguments: [["scorecard", "-p", "2025Q4"], ["check"], ["report", "-p", "2025Q4"]])
  func `a scorecard with faults is refused, with its line`(arguments: [String]) throws {
    let workplace = try Workplace()
    try workplace.write("Datasets/scorecard.yaml", Self.own("revenue_to_emision"))
    let outcome = try workplace.run(arguments)
    #expect(outcome.code != 0)
    let text = outcome.output + outcome.messages
    #expect(text.contains("scorecard.yaml:6: error: 'revenue_to_emision'"), "\(text)")
    #expect(text.contains("did you mean 'revenue_to_emission'?"), "\(text)")
  }

  @Test(arguments: [
    (["scorecard", "beacn"], "did you mean 'beacon'?"),
    (["scorecard", "--explain", "beacn"], "did you mean 'beacon'?"),
    (["scorecard", "comet", "--explain", "beacon"], "without -O and other networks"),
  ])
  func `what cannot be done says why`(arguments: [String], message: String) throws {
    let outcome = try Workplace().run(arguments + ["-p", "2025Q4"])
    #expect(outcome.code > 1 && outcome.messages.contains(message), "\(outcome.messages)")
  }
}
