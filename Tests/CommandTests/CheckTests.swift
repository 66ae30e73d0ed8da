import Foundation
import TestSupport
import Testing

struct CheckTests {
  @Test func `sound data is described and valid`() throws {
    let outcome = try Workplace().run("check")
    try expectGolden(outcome.output, named: "check.txt")
    #expect(outcome.messages == "")
    #expect(outcome.code == 0)
  }

  @Test func `every series is listed when asked for`() throws {
    let outcome = try Workplace().run("check", "--all-series", "--as-of", "2026-01-31")
    #expect(outcome.output.contains("beacon   jobs "))
    #expect(outcome.output.contains("Days ago are counted back from 2026-01-31.\n"))
  }

  @Test func `findings are counted in the last line`() throws {
    let place = try Workplace()
    try place.write("Datasets/comet/network.yaml", Workplace.comet + "  utilization: [ledger]\n")
    try place.write(
      "Datasets/comet/utilization.csv",
      Workplace.columns + """
        2025-12-31,2025-12-31,1.04,fraction,ledger,measured,,,

        """)
    let outcome = try place.run("check")
    #expect(
      outcome.output.contains(
        "\ncomet: utilization reads 104.0 % on 2025-12-31 (Datasets/comet/utilization.csv:2); "))
    #expect(outcome.output.contains("\n1 error\ncomet: "))
    #expect(outcome.lines.last == "FINDINGS 1")
    #expect(outcome.code == 1)
  }

  @Test func `warnings are findings too`() throws {
    let place = try Workplace()
    try place.write("Datasets/comet/revenue.csv", Workplace.columns)
    let outcome = try place.run("check")
    #expect(
      outcome.lines.first
        == "Datasets/comet/revenue.csv: warning: the table has a header and no rows; add rows, or "
        + "delete the file [no-rows]")
    #expect(outcome.lines.last == "FINDINGS 1")
    #expect(outcome.code == 0)
    #expect(try place.run("check", "--fail-on", "warning").code == 1)
  }

  @Test func `errors make the data invalid`() throws {
    let place = try Workplace()
    try place.write(
      "Datasets/comet/revenue.csv",
      Workplace.columns + """
        2025-10-01,2025-12-31,x,USD,ledger,burn,,,

        """)
    let outcome = try place.run("check")
    #expect(
      outcome.output == """
        Datasets/comet/revenue.csv:2: error: 'value' is "x", not a number; write digits with '.' as \
        the decimal point [not-a-number]
        15 rows, 2 networks, 0 benchmarks, 3 sources; 1 error, 0 warnings, 0 findings
        INVALID

        """)
    #expect(outcome.code == 1)
    #expect(try place.run("check", "--fail-on", "never").code == 0)
  }

  @Test func `the folder may be an argument or an option`() throws {
    let place = try Workplace(Workplace.sample, in: "mine")
    #expect(try place.run("check", "mine").lines.last == "VALID")
    #expect(try place.run("check", "--datasets", "mine").lines.last == "VALID")
    #expect(try place.run("check", "mine", "--datasets", "none").lines.last == "VALID")
    let none = try place.run("check")
    #expect(none.output == "")
    #expect(none.code == 2)
  }

  /// A gap in the rows of revenue, which is a warning, and revenue that stopped, one more.
  private static let gap =
    Workplace.columns + """
      2024-10-01,2024-10-31,5,USD,ledger,burn,,,
      2025-10-01,2025-12-31,5,USD,ledger,burn,,,

      """

  private func placeWithGap(_ checks: String = "") throws -> Workplace {
    let place = try Workplace()
    try place.write("Datasets/comet/network.yaml", Workplace.comet + "  revenue: [ledger]\n")
    try place.write("Datasets/comet/revenue.csv", Self.gap)
    if !checks.isEmpty { try place.write("Datasets/checks.yaml", checks) }
    return place
  }

  @Test(arguments: [
    ("", [0, 1, 1, 0]), ("error", [1, 1, 1, 0]), ("note", [0, 0, 1, 0]),
  ])
  func `the exit code goes by severity`(_ severity: String, _ codes: [Int32]) throws {
    let place = try placeWithGap(
      severity.isEmpty ? "" : "checks: {flow.gap: {severity: \(severity)}}\n")
    let found = try ["error", "warning", "finding", "never"].map {
      try place.run("check", "--fail-on", $0).code
    }
    #expect(found == codes)
  }

  @Test func `a waived finding is shown and does not count until its waiver ends`() throws {
    let place = try placeWithGap(
      "waivers: [{id: flow.gap, network: comet, reason: not published, who: A. Kay, "
        + "until: 2026-01-31}]\n")
    let outcome = try place.run("check", "--fail-on", "finding")
    #expect(outcome.output.contains("\n1 waived\ncomet: revenue covers "))
    #expect(
      outcome.output.contains(
        " [flow.gap] – waived until 2026-01-31 by A. Kay: not published\n"))
    #expect(outcome.lines.last == "VALID")
    #expect(outcome.lines.dropLast().last?.hasSuffix("0 findings, 1 waived") == true)
    #expect(outcome.code == 0)
    let later = try place.run("check", "--fail-on", "finding", "--as-of", "2026-02-01")
    #expect(later.output.contains(" – waiver ended 2026-01-31 by A. Kay: not published\n"))
    #expect(later.output.contains("\n1 warning\ncomet: revenue covers "))
    #expect(later.code == 1)
  }

  @Test func `a waiver of nothing is told`() throws {
    let place = try Workplace()
    try place.write(
      "Datasets/checks.yaml",
      "waivers: [{id: flow.gap, network: comet, reason: r, who: w, until: 2026-01-31}]\n")
    let outcome = try place.run("check")
    #expect(
      outcome.output.contains(
        "\n1 note\ncomet: the waiver of flow.gap by w waives nothing (Datasets/checks.yaml:1); "
          + "delete it [waiver.idle]\n"))
    #expect(outcome.lines.last == "FINDINGS 1")
  }

  @Test func `faults of checks.yaml make the data invalid, and stop a report`() throws {
    let place = try placeWithGap("checks: {flow.gaps: {coverage: 90%}}\n")
    let fault =
      "Datasets/checks.yaml:1: error: no check 'flow.gaps'; did you mean 'flow.gap'? "
      + "[unknown-check]"
    let outcome = try place.run("check")
    #expect(outcome.lines.first == fault)
    #expect(outcome.lines.last == "INVALID")
    let report = try place.run("report", "-p", "2025Q4")
    #expect(report.messages.contains(fault))
    #expect(report.code == 2)
    #expect(!place.exists("Reports"))
  }

  @Test func `findings as records`() throws {
    let place = try placeWithGap()
    let csv = try place.run("check", "-O", "csv")
    #expect(csv.lines.count == 2)
    #expect(
      csv.lines[0]
        == "severity,check,network,series,finding,places,remedy,waiver,reason,who,until")
    #expect(csv.lines[1].hasPrefix("warning,flow.gap,comet,revenue,revenue covers "))
    #expect(csv.messages.hasSuffix("FINDINGS 1\n"))
    let json = try place.run("check", "-O", "json").output
    #expect(json.contains("\"check\": \"flow.gap\""))
    #expect(json.contains("\"Datasets/comet/revenue.csv:3\""))
    #expect(json.contains("\"waiver\": null"))
    #expect(try place.run("check", "-O", "md").code == 64)
  }

  @Test func `one network may be asked for`() throws {
    let place = try placeWithGap()
    #expect(try place.run("check", "--network", "beacon").lines.last == "VALID")
    let comet = try place.run("check", "--network", "comet")
    #expect(comet.lines.last == "FINDINGS 1")
    #expect(!comet.output.contains("beacon"))
    let none = try place.run("check", "--network", "comte")
    #expect(none.messages.contains("no network is called 'comte'; did you mean 'comet'?"))
    #expect(none.code == 64)
  }

  @Test func `the list of checks needs no data and shows what is set`() throws {
    let place = try Workplace(["checks.yaml": "checks: {flow.gap: {coverage: 90%}}\n"])
    #expect(try place.run("check", "none", "--list", "-O", "csv").code == 0)
    let own = try Workplace()
    try own.write("Datasets/checks.yaml", "checks: {flow.gap: {coverage: 90%, severity: note}}\n")
    #expect(
      try own.run("check", "--list", "-O", "csv").output.contains(
        "\nflow.gap,Days without a row,note,coverage 90 %,"))
    #expect(
      try own.run("check", "none", "--list", "-O", "csv").output.contains(
        "\nflow.gap,Days without a row,warning,coverage 95 %,"))
    #expect(try own.run("check", "--list").output.contains("flow.gap "))
    #expect(try own.run("check", "--list", "-O", "json").output.contains("\"flow.gap\""))
  }

  @Test func `the page of the checks is what the program prints`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "Documentation/checks.md"), encoding: .utf8)
    let printed = try Workplace().run("check", "--list", "-O", "md").output
    #expect(page == printed, "run: depin-audit check --list -O md > Documentation/checks.md")
  }

  @Test func `a report shows what is waived, and benchmarks that are old`() throws {
    let place = try placeWithGap(
      "waivers: [{id: flow.gap, network: comet, reason: not published, who: A. Kay, "
        + "until: 2026-01-31}]\n")
    let bitcoin = "Datasets/benchmarks/bitcoin"
    try place.write(
      "\(bitcoin)/benchmark.yaml", "name: Bitcoin\nsources:\n  price: [ledger]\n")
    try place.write(
      "\(bitcoin)/price.csv",
      Workplace.columns + "2025-03-31,2025-03-31,80000,USD/token,ledger,measured,,,\n")
    #expect(try place.run("report", "-p", "2025Q4", "--formats", "md").code == 0)
    let page = try place.text("Reports/2025Q4/networks/comet.md")
    #expect(page.contains("\n- waived warning: revenue covers "))
    #expect(page.contains(" `flow.gap` – waived until 2026-01-31 by A. Kay: not published\n"))
    let report = try place.text("Reports/2025Q4/report.md")
    #expect(
      report.contains(
        "\nFindings in benchmarks:\n\n- bitcoin: **warning**: price ends 2025-03-31, 275 days "
          + "before 2025-12-31 (Datasets/benchmarks/bitcoin/price.csv:2) `benchmark.stale`\n"))
  }

  @Test func `a report bounds the findings of one check`() throws {
    let place = try Workplace()
    let names = (1...5).map { "jobs_\($0)" }
    let series = names.map {
      "  \($0): {kind: flow, unit: count, meaning: jobs, source: ledger, "
        + "evidence: measured}\n"
    }
    try place.write(
      "Datasets/comet/network.yaml", Workplace.comet + "series:\n" + series.joined())
    for name in names {
      try place.write("Datasets/comet/\(name).csv", "date,value\n2025-10-01,7\n2025-12-31,9\n")
    }
    #expect(try place.run("report", "-p", "2025Q4", "--formats", "md").code == 0)
    let page = try place.text("Reports/2025Q4/networks/comet.md")
    #expect(page.components(separatedBy: "\n- **warning**: jobs_").count == 4)
    let command = "depin-audit check --network comet --as-of 2025-12-31"
    #expect(page.contains("\n- and 2 more of `flow.gap`: `\(command)`\n"))
    let all = try place.run(command.split(separator: " ").dropFirst().map(String.init))
    #expect(all.lines.last == "FINDINGS 5")
  }
}
