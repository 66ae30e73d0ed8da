import TestSupport
import Testing

struct MetricsTests {
  @Test func `a word finds what its id, title or meaning contains`() throws {
    let outcome = try Workplace().run("metrics", "overbuild")
    #expect(outcome.lines.first?.hasSuffix("overbuild_index") == true)
    #expect(outcome.code == 0)
  }

  @Test func `several matches are a line each`() throws {
    let outcome = try Workplace().run("metrics", "equilibrium")
    try expectGolden(outcome.output, named: "equilibrium.txt")
  }

  @Test func `an exact id shows every field`() throws {
    let outcome = try Workplace().run("metrics", "burn_to_mint")
    #expect(
      outcome.output == """
        field        burn_to_mint
        ───────────  ────────────────────────────────────────────────────────────────
        code         C1
        title        Burn-to-mint
        family       Burn and mint
        unit         x
        formula      tokens_burned ÷ tokens_emitted
        meaning      Tokens burned for each token minted; above 1 the supply shrinks.
        how to read  Higher is better; most networks lie far below 1.
        edge cases   Only for networks that burn tokens. No mint: not meaningful.
        source       https://giantslabs.pro/models/depin-tokenomics/
        also called  burn-mint ratio, burn rate over issuance rate
        rests on     tokens_burned, tokens_emitted

        """)
  }

  @Test func `json carries every field`() throws {
    let outcome = try Workplace().run("metrics", "burn_to_mint", "-O", "json")
    #expect(
      outcome.output == """
        [
          {
            "id": "burn_to_mint",
            "code": "C1",
            "title": "Burn-to-mint",
            "family": "Burn and mint",
            "unit": "x",
            "formula": "tokens_burned ÷ tokens_emitted",
            "meaning": "Tokens burned for each token minted; above 1 the supply shrinks.",
            "how_to_read": "Higher is better; most networks lie far below 1.",
            "edge_cases": "Only for networks that burn tokens. No mint: not meaningful.",
            "source": "https://giantslabs.pro/models/depin-tokenomics/",
            "aliases": [
              "burn-mint ratio",
              "burn rate over issuance rate"
            ],
            "inputs": [
              "tokens_burned",
              "tokens_emitted"
            ]
          }
        ]

        """)
  }

  @Test func `a page has a section for each family`() throws {
    let outcome = try Workplace().run("metrics", "-O", "md")
    #expect(outcome.output.hasPrefix("# Glossary\n"))
    #expect(outcome.output.contains("\n## Revenue and growth\n\n### A1 Customer spend\n"))
    #expect(outcome.output.contains("\n## Burn and mint\n"))
  }

  @Test func `the series of the contract have a glossary too`() throws {
    let outcome = try Workplace().run("metrics", "--series", "max_supply")
    #expect(
      outcome.output == """
        field       max_supply
        ──────────  ──────────────────────────────────────
        title       max supply
        family      Data series
        unit        token
        formula     last max_supply
        meaning     the cap on tokens
        edge cases  The last reading holds until the next.
        source      data contract, a stock

        """)
  }

  @Test(arguments: [
    (
      ["metrics", "burn_to_mnt"],
      "no metric is called 'burn_to_mnt'; did you mean 'burn_to_mint'?"
    ),
    (
      ["metrics", "zebra"],
      "no metric is called 'zebra'; no title or meaning has the word either; depin-audit metrics "
        + "lists all"
    ),
    (
      ["metrics", "centralized_unit_price"],
      "'centralized_unit_price' is a series: try depin-audit metrics --series "
        + "centralized_unit_price"
    ),
    (
      ["metrics", "--series", "burn_to_mint"],
      "'burn_to_mint' is a metric: try depin-audit metrics burn_to_mint"
    ),
  ])
  func `a word that nothing matches is exit code 1`(arguments: [String], message: String) throws {
    let outcome = try Workplace().run(arguments)
    #expect(outcome.messages == "depin-audit metrics: \(message)\n")
    #expect(outcome.output == "")
    #expect(outcome.code == 1)
  }

  @Test func `no dataset is needed`() throws {
    #expect(try Workplace([:]).run("metrics").code == 0)
  }
}
