import Testing

struct UsageTests {
  @Test(arguments: [
    (["get", "becon", "revenue"], "no network is called 'becon'; did you mean 'beacon'?"),
    (["get", "zzz", "revenue"], "no network is called 'zzz'; there is beacon, comet"),
    (
      ["get", "beacon", "revenu"],
      "no metric or series is called 'revenu'; did you mean 'revenue'?"
    ),
    (
      ["get", "beacon", "qqqqqqqq"],
      "no metric or series is called 'qqqqqqqq'; `depin-audit metrics` lists the metrics"
    ),
    (
      ["get", "beacon", "revenue", "-p", "2025Q1..2025Q4"],
      "one period, not a sequence: try -p 2025Q4"
    ),
    (
      ["get", "beacon", "revenue", "-p", "2025Q5"],
      "\"2025Q5\" names no period; write 2025Q4, 2025-10, 2025, ltm, 2024Q1..2025Q4 or "
        + "2025-07-01..2025-12-31"
    ),
    (
      ["get", "beacon", "revenue", "-p", "2025-12-31..2025-01-01"],
      "\"2025-12-31..2025-01-01\" ends before it starts; write 2025Q4, 2025-10, 2025, ltm, "
        + "2024Q1..2025Q4 or 2025-07-01..2025-12-31"
    ),
    (
      ["get", "beacon", "revenue", "--basis", "gros"],
      "no basis of revenue is called 'gros'; did you mean 'gross'?"
    ),
    (
      ["get", "comet", "revenue", "--basis", "gross"],
      "no basis of revenue is called 'gross'; comet has rows of its own definition only"
    ),
    (
      ["table", "--metrics", "revenue,job"],
      "no metric or series is called 'job'; did you mean 'jobs'?"
    ),
    (
      ["table", "comet", "--metrics", "jobs"],
      "no metric or series is called 'jobs'; `depin-audit metrics` lists the metrics"
    ),
    (["table", "--metrics", ","], "--metrics names none; try --metrics all"),
    (
      ["table", "-o", "figures.docx"],
      "'.docx' names no form; end the file's name in one of .txt .csv .tsv .json .md .xlsx .fods, "
        + "or say with -O which of table, csv, tsv, json, md, xlsx, fods to write"
    ),
    (
      ["report", "-p", "2025Q1..2025Q4"], "one period, not a sequence: try -p 2025Q4"
    ),
    (["report", "-p", "2025"], "a report is of one quarter: try -p 2025Q4"),
    (
      ["report", "-p", "2025Q4", "--formats", "pdf"],
      "formats are md, xlsx, csv and json, not 'pdf'"
    ),
    (["report", "-p", "2025Q4", "--formats", ""], "formats are md, xlsx, csv and json, not ''"),
    (["report", "cmet", "-p", "2025Q4"], "no network is called 'cmet'; did you mean 'comet'?"),
  ])
  func `wrong usage says what is wrong and what would be right`(
    arguments: [String], message: String
  ) throws {
    let place = try Workplace()
    let outcome = try place.run(arguments)
    #expect(
      outcome.messages == """
        depin-audit \(arguments[0]): \(message)
        See 'depin-audit \(arguments[0]) --help'.

        """)
    #expect(outcome.output == "")
    #expect(outcome.code == 64)
    #expect(place.contents().allSatisfy { $0.hasPrefix("Datasets") })
  }

  @Test(arguments: [
    (["gett"], "Error: Unexpected argument 'gett'"),
    (["get", "beacon"], "Error: Missing expected argument '<metric>'"),
    (["report"], "Error: Missing expected argument '--period <period>'"),
    (["table", "--as-of", "2025-02-31"], "Error: The value '2025-02-31' is invalid for '--as-of"),
    (["table", "-O", "pdf"], "Error: The value 'pdf' is invalid for '-O <form>'"),
    (["check", "--fail-on", "errors"], "Error: The value 'errors' is invalid for '--fail-on"),
    (["init", "My_Network"], "Error: 'My_Network' is no name of a network; write lower-case"),
    (["init", "x", "-x"], "Error: Unknown option '-x'"),
    (["init", "schemas"], "Error: 'schemas' has a meaning of its own; choose another name"),
  ])
  func `arguments that cannot be parsed are refused`(
    arguments: [String], message: String
  ) throws {
    let outcome = try Workplace().run(arguments)
    #expect(outcome.messages.hasPrefix(message), "\(outcome.messages)")
    #expect(outcome.output == "")
    #expect(outcome.code == 64)
  }

  @Test(arguments: [
    "report", "get", "table", "metrics", "check", "diff", "init", "verify", "sign", "keygen",
  ])
  func `help shows examples`(command: String) throws {
    let outcome = try Workplace().run(command, "--help")
    #expect(outcome.output.contains("EXAMPLES:\n  depin-audit \(command)"), "\(outcome.output)")
    #expect(outcome.code == 0)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `shells complete commands`(shell: String) throws {
    let outcome = try Workplace().run("--generate-completion-script", shell)
    #expect(outcome.output.contains("fail-on"))
    #expect(outcome.code == 0)
  }
}
