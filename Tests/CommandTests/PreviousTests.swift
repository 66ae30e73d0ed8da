import Foundation
import Testing

/// Reports that are compared with an earlier state.
@Suite struct PreviousTests {
  private let place: Workplace

  /// Revenue of the last quarter is 400 in `old` and 500 in `Datasets`.
  init() throws {
    place = try Workplace(Workplace.sample, in: "old")
    for (path, text) in Workplace.sample {
      try place.write(
        "Datasets/\(path)", text.replacingOccurrences(of: "12-31,400,", with: "12-31,500,"))
    }
    let outcome = try place.run(
      "report", "-p", "2025Q3", "--as-of", "2025-12-31", "--datasets", "old", "--output", "earlier",
      "--formats", "csv,json")
    try #require(outcome.code == 0, "\(outcome.messages)")
  }

  private func report(_ arguments: String...) throws -> Outcome {
    try place.run(["report", "-p", "2025Q4", "--output", "out", "--force"] + arguments)
  }

  @Test func `a page tells changes of data with causes and places`() throws {
    #expect(try report("--previous", "old", "--formats", "md").code == 0)
    let page = try place.text("out/changes.md")
    #expect(page.hasPrefix("# Changes since the last report\n"))
    let line = try #require(
      page.split(separator: "\n").first { $0.contains("beacon/revenue@2025Q4 ") })
    #expect(
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } == [
        "beacon/revenue@2025Q4", "restated", "400", "500", "+100", "+25.0 %", "data",
      ])
    #expect(page.contains("Previous/beacon/revenue.csv:5"))
    #expect(page.contains("Datasets/beacon/revenue.csv:5"))
    #expect(try place.text("out/report.md").contains("(changes.md)"))
  }

  /// The earlier report is of the quarter before, whose figures did not change.
  @Test func `a page tells changes of figures`() throws {
    #expect(try report("--previous", "earlier", "--formats", "md,csv").code == 0)
    let page = try place.text("out/changes.md")
    #expect(page.contains("The reports differ in"))
    #expect(!page.contains("beacon/revenue@2025Q4"))
  }

  @Test(arguments: [["--formats", "md"], ["comet", "--formats", "md,json"]])
  func `reports without an earlier one have no such page`(arguments: [String]) throws {
    #expect(try place.run(["report", "-p", "2025Q4", "--output", "out"] + arguments).code == 0)
    #expect(!place.exists("out/changes.md"))
    #expect(try !place.text("out/manifest.json").contains("previous"))
  }

  @Test(arguments: [
    ("old", ["--formats", "md"]), ("earlier", ["--formats", "md,csv"]),
    ("earlier/facts.csv", ["beacon", "--formats", "md"]),
    ("old", ["beacon", "--valuation", "end", "--formats", "md,json"]),
  ])
  func `the page is made again with what it was compared with`(
    previous: String, arguments: [String]
  ) throws {
    let made = try place.run(
      ["report", "-p", "2025Q4", "--output", "out", "--previous", previous] + arguments)
    try #require(made.code == 0, "\(made.messages)")
    let outcome = try place.run("verify", "out", "--previous", previous)
    #expect(outcome.output.hasSuffix("VERIFIED\n"), "\(outcome.output)\(outcome.messages)")
    let without = try place.run("verify", "out")
    #expect(without.code == 2)
    #expect(without.output == "")
    #expect(without.messages.contains("was made with --previous; give the"))
    #expect(try place.run("verify", "out", "--files-only").code == 0)
  }

  @Test func `another earlier state is a difference`() throws {
    #expect(try report("--previous", "old", "--formats", "md").code == 0)
    try place.write(
      "old/beacon/jobs.csv", "date,value\n2025-12-30,7\n2025-12-31,8\n")
    let outcome = try place.run("verify", "out", "--previous", "old")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("old: changed: SHA-256 of the datasets is"))
    #expect(outcome.output.contains("[recomputed.differs]"))
    let other = try place.run("verify", "out", "--previous", "earlier")
    #expect(other.code == 1)
  }

  @Test func `a page that was changed is found`() throws {
    #expect(try report("--previous", "old", "--formats", "md").code == 0)
    let page = try place.text("out/changes.md")
    try place.write("out/changes.md", page.replacingOccurrences(of: "400", with: "401"))
    let outcome = try place.run("verify", "out", "--previous", "old")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("changes.md:"), "\(outcome.output)")
  }

  @Test(arguments: [
    (
      ["--previous", "old", "--formats", "csv"], "--previous makes a page and a sheet; give md",
      Int32(64)
    ),
    (["--previous", "nowhere", "--formats", "md"], "nowhere", 2),
    (
      ["--previous", "old", "--datasets", "Datasets", "--datasets", "private"],
      "is compared with one --datasets", 2
    ),
  ])
  func `what cannot be compared says why`(
    arguments: [String], message: String, code: Int32
  ) throws {
    try place.write("private/comet/network.yaml", Workplace.comet)
    let outcome = try place.run(["report", "-p", "2025Q4", "--output", "out"] + arguments)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(outcome.code == code)
    #expect(!place.exists("out"))
  }

  @Test func `a report that was not compared is verified without`() throws {
    #expect(try report("--formats", "csv").code == 0)
    let outcome = try place.run("verify", "out", "--previous", "old")
    #expect(outcome.messages.contains("was made without --previous; leave it out"))
    #expect(outcome.code == 2)
  }
}
