import Testing

struct GetTests {
  @Test(arguments: [
    ("revenue", "2025Q4", "400"), ("revenue", "2025", "1000"),
    ("revenue", "2025-07-01..2025-12-31", "700"), ("revenue_to_emission", "2025Q4", "0.8"),
    ("emission_per_revenue", "2025Q4", "1.25"), ("jobs", "2025-12-30..2025-12-31", "16"),
    ("price", "2025Q4", "0.5"),
  ])
  func `a figure is one number`(metric: String, period: String, expected: String) throws {
    let outcome = try Workplace().run("get", "beacon", metric, "-p", period)
    #expect(outcome.output == expected + "\n")
    #expect(outcome.code == 0)
  }

  @Test func `without a period the newest quarter is meant`() throws {
    #expect(try Workplace().run("get", "beacon", "revenue").output == "400\n")
  }

  @Test func `a figure that does not exist gives its reason and exit code 1`() throws {
    let outcome = try Workplace().run("get", "comet", "revenue", "-p", "2025Q4")
    #expect(outcome.output == "n/a: needs 'revenue'\n")
    #expect(outcome.messages == "")
    #expect(outcome.code == 1)
  }

  @Test func `another basis is taken when asked for`() throws {
    let outcome = try Workplace().run(
      "get", "beacon", "revenue", "-p", "2025Q4", "--basis", "gross")
    #expect(outcome.output == "450\n")
  }

  @Test func `a partial figure says so beside the number`() throws {
    let outcome = try Workplace().run("get", "beacon", "jobs", "-p", "2025Q4")
    #expect(outcome.output == "16\n")
    #expect(outcome.messages == "beacon/jobs@2025Q4: partial (2 %)\n")
    #expect(outcome.code == 0)
  }

  @Test func `a trace names files as they are published, wherever they lie`() throws {
    let place = try Workplace(Workplace.sample, in: "elsewhere/data")
    let outcome = try place.run(
      "get", "beacon", "revenue_to_emission", "-p", "2025Q4", "--trace", "--datasets",
      "elsewhere/data")
    #expect(
      outcome.output == """
        Datasets/beacon/revenue.csv:5: revenue 2025-10-01..2025-12-31 400 (ledger, burn)
        Datasets/beacon/tokens_emitted.csv:5: tokens_emitted 2025-10-01..2025-12-31 1000 \
        (letter, measured)
        Datasets/beacon/price.csv:2: price[basis: average] 2025-01-01..2025-12-31 \
        counts 2025-10-01..2025-12-31 0.5 (ledger, measured)
        0.8

        """)
  }

  @Test func `only what was published by a day counts, where one is given`() throws {
    let place = try Workplace()
    let known = try place.run(
      "get", "beacon", "revenue", "-p", "2025Q4", "--known-by", "2026-01-31")
    #expect(known.output == "400\n")
    let unknown = try place.run(
      "get", "beacon", "tokens_emitted", "-p", "2025Q4", "--known-by", "2026-01-31")
    #expect(unknown.code == 1)
    #expect(unknown.output.hasPrefix("n/a: "))
  }

  @Test func `an overlay adds rows to the same networks`() throws {
    let place = try Workplace()
    try place.write(
      "private/comet/revenue.csv",
      Workplace.columns + """
        2025-10-01,2025-12-31,12,USD,diary,operator,,,

        """)
    try place.write(
      "private/comet/sources.csv",
      """
      id,title,publisher,url,published,retrieved,licence
      diary,Own notes,Us,,2026-01-01,2026-01-01,none

      """)
    let outcome = try place.run(
      "get", "comet", "revenue", "-p", "2025Q4", "--trace", "--datasets", "Datasets",
      "--datasets", "private")
    #expect(
      outcome.output == """
        Overlay/comet/revenue.csv:2: revenue 2025-10-01..2025-12-31 12 (diary, operator)
        12

        """)
    #expect(try place.run("get", "comet", "revenue", "-p", "2025Q4").code == 1)
  }
}
