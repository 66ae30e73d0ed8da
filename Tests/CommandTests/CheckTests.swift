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
    #expect(outcome.lines.last == "FINDINGS 1")
    #expect(outcome.code == 0)
    #expect(try place.run("check", "--fail-on", "finding").code == 1)
    #expect(try place.run("check", "--fail-on", "warning").code == 0)
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
}
