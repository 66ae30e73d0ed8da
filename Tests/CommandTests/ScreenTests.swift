import Foundation
import TestSupport
import Testing

@Suite struct ScreenCommandTests {
  @Test func `a screen has a line for each network`() throws {
    let outcome = try Workplace().run("screen", "leaders-index", "-p", "2025Q4")
    try expectGolden(outcome.output, named: "screen.txt")
    #expect(outcome.code == 0)
  }

  @Test(arguments: ["csv", "json"])
  func `records carry every rule`(form: String) throws {
    let outcome = try Workplace().run(
      "screen", "--where", "revenue >= 350 for 1 of last 2 quarters and price > 0", "-p", "2025Q4",
      "-O", form)
    try expectGolden(outcome.output, named: "screen.\(form)")
  }

  @Test func `one network is explained rule by rule`() throws {
    let outcome = try Workplace().run(
      "screen", "self-funding", "--explain", "beacon", "-p", "2025Q4")
    try expectGolden(outcome.output, named: "screen-explained.txt")
  }

  @Test(arguments: [
    ("revenue >= 1", "fail", Int32(0)), ("revenue >= 1", "unknown", 1),
    ("revenue >= 1000", "fail", 1), ("network = beacon or network != beacon", "unknown", 0),
  ])
  func `the exit code tells a verdict`(rule: String, bar: String, code: Int32) throws {
    let outcome = try Workplace().run(
      "screen", "--where", rule, "-p", "2025Q4", "--fail-on", bar)
    #expect(outcome.code == code, "\(outcome.output)")
  }

  @Test(arguments: [
    (["screen", "self-fundin"], "did you mean 'self-funding'?"),
    (["screen", "--where", "revenu >= 1", "-p", "2025Q4"], "did you mean 'revenue'?"),
    (["screen", "--where", "", "-p", "2025Q4"], "[empty]"),
    (["screen", "self-funding", "--where", "revenue > 1"], "not both"),
    (["screen", "none.yaml", "-p", "2025Q4"], "none.yaml: cannot be read"),
    (["screen", "--explain", "beacn", "-p", "2025Q4"], "did you mean 'beacon'?"),
  ])
  func `what cannot be done says why`(arguments: [String], message: String) throws {
    let outcome = try Workplace().run(arguments)
    #expect(outcome.code != 0 && outcome.code != 1)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
  }

  @Test func `faults of a file of screens are told all at once`() throws {
    let workplace = try Workplace()
    try workplace.write(
      "mine.yaml",
      """
      - id: a
        require: [revenu > 1]
      - id: b
        require: ["revenue > 1x"]
      """)
    let outcome = try workplace.run("screen", "mine.yaml", "-p", "2025Q4")
    #expect(outcome.code == 2)
    #expect(outcome.messages.contains("mine.yaml:2: error: 'require' of a: no metric"))
    #expect(outcome.messages.contains("mine.yaml:4: error: 'require' of b:"))
    #expect(outcome.messages.contains("2 errors in the screens"))
  }

  @Test func `a screen beside the datasets takes the place of its namesake`() throws {
    let workplace = try Workplace()
    try workplace.write(
      "Datasets/screens.yaml", "- id: self-funding\n  title: Ours\n  require: [price > 0]\n")
    let outcome = try workplace.run("screen", "self-funding", "-p", "2025Q4")
    #expect(outcome.output.hasPrefix("Ours, 2025Q4"))
    try workplace.write(
      "Datasets/screens.yaml", "- id: self-funding\n  require: [pricee > 0]\n")
    let check = try workplace.run("check")
    #expect(check.code == 1)
    #expect(check.output.contains("screens.yaml:2: error: 'require' of self-funding"))
  }

  @Test(arguments: [("csv", "screen,period,network"), ("md", "# Screens"), ("txt", "Mine, 2025Q4")])
  func `a file's ending chooses the form`(ending: String, start: String) throws {
    let workplace = try Workplace()
    try workplace.write("mine.yaml", "- id: mine\n  title: Mine\n  require: [price > 0]\n")
    let file = "out.\(ending)"
    let outcome = try workplace.run("screen", "mine.yaml", "-p", "2025Q4", "-o", file)
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(try workplace.text(file).contains(start))
    #expect(outcome.output == "")
    let again = try workplace.run("screen", "mine.yaml", "-p", "2025Q4", "-o", file)
    #expect(again.code == 2)
    #expect(again.messages.contains("--force"))
  }

  @Test func `a workbook of a rule has its verdicts as formulas`() throws {
    let workplace = try Workplace()
    let outcome = try workplace.run(
      "screen", "--where", "price > 0", "-p", "2025Q4", "-o", "screen.xlsx")
    #expect(outcome.code == 0, "\(outcome.messages)")
    let bytes = try Data(contentsOf: workplace.url("screen.xlsx"))
    #expect(bytes.starts(with: Array("PK".utf8)))
    for (arguments, remedy) in [
      (["-p", "2025", "-o", "year.xlsx"], "try -p 2025Q4"), (["-O", "xlsx"], "name its file"),
      (["-o", "screen.pdf"], "names no form"),
      (["--explain", "helium", "-o", "screen.md"], "--explain prints one network"),
    ] {
      let refused = try workplace.run(["screen", "--where", "price > 0"] + arguments)
      #expect(refused.code == 64, "\(arguments)")
      #expect(refused.messages.contains(remedy), "\(refused.messages)")
    }
  }
}
