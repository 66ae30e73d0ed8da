import Foundation
import TestSupport
import Testing

/// Metrics of `metrics.yaml` go wherever those of the program go.
@Suite struct OwnMetricTests {
  /// Revenue of 400 against 1000 tokens at 0.5 USD gives 80 %; a quarter before 300 gave 60 %.
  private static let metrics = """
    - id: cover_change
      title: Change of cover
      unit: pp
      formula: cover - previous(cover)
    - id: cover
      title: Cover
      unit: "%"
      formula: revenue / usd(tokens_emitted)
      meaning: How much of what is emitted revenue could buy.
      reading: Higher is better.
      edges: Missing without revenue.
      source: our handbook

    """

  private func workplace(_ metrics: String = OwnMetricTests.metrics) throws -> Workplace {
    try Workplace(Workplace.sample.merging(["metrics.yaml": metrics]) { $1 })
  }

  @Test func `the glossary has all that the file says`() throws {
    let outcome = try workplace().run("metrics", "cover")
    #expect(
      outcome.output == """
        field        cover
        ───────────  ──────────────────────────────────────────────
        code         U2
        title        Cover
        family       Own metrics
        unit         %
        formula      revenue ÷ Σ tokens_emitted in USD
        meaning      How much of what is emitted revenue could buy.
        how to read  Higher is better.
        edge cases   Missing without revenue.
        source       our handbook
        rests on     revenue, tokens_emitted, price

        """)
  }

  @Test func `the glossary takes them from the folders that are named`() throws {
    let place = try workplace()
    try place.write("private/metrics.yaml", "- {id: mine, title: M, unit: x, formula: cover * 2}\n")
    let overlay = try place.run("metrics", "--datasets", "Datasets", "--datasets", "private")
    #expect(overlay.lines.last?.hasPrefix("mine ") == true)
    #expect(try Workplace([:]).run("metrics").output.contains("cover_change") == false)
  }

  @Test func `a figure follows the formula`() throws {
    let place = try workplace()
    #expect(try place.run("get", "beacon", "cover", "-p", "2025Q4").output == "0.8\n")
    let change = try place.run("get", "beacon", "cover_change", "-p", "2025Q4")
    #expect(abs(try #require(Double(change.output.dropLast())) - 0.2) < 1e-12)
    #expect(try place.run("get", "comet", "cover", "-p", "2025Q4").output.hasPrefix("n/a: needs"))
  }

  @Test func `a trace goes down to the rows`() throws {
    let outcome = try workplace().run("get", "beacon", "cover_change", "-p", "2025Q4", "--trace")
    for row in ["revenue.csv:4: revenue", "revenue.csv:5: revenue", "tokens_emitted.csv:5:"] {
      #expect(outcome.output.contains("Datasets/beacon/\(row)"), "\(outcome.output)")
    }
  }

  @Test func `a table shows them in their unit`() throws {
    let outcome = try workplace().run(
      "table", "beacon", "--metrics", "cover,cover_change", "-p", "2025Q4")
    let lines = outcome.lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      lines.contains { $0.hasPrefix("Beacon cover % 80.0 %") || $0 == "beacon cover % 80.0 %" })
    #expect(lines.contains { $0.hasSuffix("cover_change pp +20.0 pp") })
  }

  @Test func `another definition of revenue is theirs too`() throws {
    let outcome = try workplace().run(
      "get", "beacon", "cover", "-p", "2025Q4", "--basis", "gross")
    #expect(outcome.output == "0.9\n")
  }

  @Test func `screens and claims may name them`() throws {
    let place = try workplace()
    let screen = try place.run(
      "screen", "--where", "cover > 50% and cover_change > 10pp", "-p", "2025Q4", "-O", "csv")
    #expect(screen.output.contains("beacon") && screen.output.contains("pass"))
    try place.write(
      "Datasets/claims.yaml",
      """
      - {id: covered, claim: Revenue covers half, source: ledger, as_of: 2025-12-31, over: beacon,
         test: cover@2025Q4 > 50%, why: as stated}

      """)
    #expect(try place.run("claims", "-O", "csv").output.contains("covered,supported"))
  }

  @Test func `a scorecard may score them`() throws {
    let place = try workplace()
    try place.write(
      "Datasets/scorecard.yaml",
      """
      least_known: 50%
      grades: [{grade: A, from: 50}, {grade: B, from: 0}]
      pillars:
        - {id: demand, weight: 1, metrics: [{metric: cover, points: [[0%, 0], [100%, 100]]}]}

      """)
    let outcome = try place.run("scorecard", "beacon", "-p", "2025Q4", "-O", "csv")
    #expect(outcome.code == 0 && outcome.output.contains("beacon"), "\(outcome.messages)")
    #expect(outcome.output.contains("80"), "\(outcome.output)")
  }

  @Test func `a report has them among its facts and in its glossary`() throws {
    let place = try workplace()
    let outcome = try place.run(
      "report", "-p", "2025Q4", "--output", "R", "--formats", "md,csv,json")
    #expect(outcome.code == 0, "\(outcome.messages)")
    let facts = try place.text("R/facts.csv").split(separator: "\n")
    let fact = try #require(facts.first { $0.hasPrefix("beacon/cover@2025Q4,") })
    #expect(fact.contains(",0.8,"), "\(fact)")
    let pages = try place.contents(of: "R").filter { $0.hasSuffix(".md") }
      .map { try place.text("R/\($0)") }.joined()
    #expect(pages.contains("How much of what is emitted revenue could buy."))
  }

  @Test(.enabled(if: Program.hasPython("openpyxl"), "needs Python's openpyxl"))
  func `the workbook computes them by formulas and defines them`() throws {
    let place = try workplace()
    #expect(try place.run("report", "-p", "2025Q4", "--output", "R", "--formats", "xlsx").code == 0)
    let script = """
      import sys, openpyxl
      formulas, values = (openpyxl.load_workbook(sys.argv[1], data_only=d) for d in (False, True))
      for sheet in ("beacon", "Definitions"):
          for row in formulas[sheet].iter_rows():
              if any(cell.value == "cover" for cell in row):
                  for cell in row:
                      if cell.value is not None:
                          print(str(cell.value)[:1], values[sheet][cell.coordinate].value, sep="|")
      """
    let path = place.url("R/depin-audit.xlsx").path
    let lines = Program.run(["python3", "-W", "error", "-c", script, path]).output
      .split(separator: "\n").map(String.init)
    // The cell multiplies where the engine divides: the last digit may differ.
    for start in ["=|0.6", "=|0.8"] {
      #expect(lines.contains { $0.hasPrefix(start) }, "\(lines)")
    }
    #expect(lines.contains("o|our handbook"))
  }

  @Test(arguments: [
    (
      "- {id: a, title: T, unit: x, formula: revenue / cost}", "1: error: 'formula' of a: no metric"
    ),
    ("- {id: a, title: T, unit: x, formula: revenu}", "did you mean 'revenue'? [unknown-name]"),
    ("- {id: a, title: T, unit: x, formula: revenue}", "the formula is in USD, the unit"),
    ("- {id: a, title: T, unit: USD, formula: a}", "a → a; define"),
    ("- {id: a, title: T, unit: USD, formula: revenue > 0}", "a condition stands"),
    ("- {id: jobs, title: T, unit: USD, formula: revenue}", "a series has this name"),
    ("- {id: run_rate, title: T, unit: USD, formula: revenue}", "comes with the program"),
    ("- {id: ltm, title: T, unit: USD, formula: revenue}", "belongs to the formula language"),
  ])
  func `a faulty one refuses every command, and check tells it`(
    text: String, message: String
  )
    throws
  {
    let place = try workplace(text + "\n")
    for command in [["get", "beacon", "price"], ["table"], ["screen"], ["claims"], ["metrics"]] {
      let outcome = try place.run(command)
      #expect(outcome.code == 2 && outcome.messages.contains(message), "\(outcome.messages)")
      #expect(outcome.messages.contains("Datasets/metrics.yaml:1: error: "))
      #expect(outcome.output == "")
    }
    let check = try place.run("check")
    #expect(check.code == 1 && check.output.contains(message) && check.lines.last == "INVALID")
  }
}
