import Formulas
import Quantities

extension MetricDefinition {
  static let burnAndMint: [MetricDefinition] = [
    MetricDefinition(
      "C1", "burn_to_mint", "Burn-to-mint", .multiple,
      .divide(
        .metric("tokens_burned"), .metric("tokens_emitted"), whenNotPositive: "no mint"),
      meaning: "Tokens burned for each token minted; above 1 the supply shrinks.",
      reading: "Higher is better; most networks lie far below 1.",
      aliases: ["burn-mint ratio", "burn rate over issuance rate"],
      edges: "No mint: not meaningful.", limit: "no mint",
      source: "https://giantslabs.pro/models/depin-tokenomics/", applies: .burning,
      examples: [
        .init(["tokens_burned": [15], "tokens_emitted": [60]], gives: 0.25),
        .init(["tokens_burned": [8], "tokens_emitted": [0]], .notMeaningful),
        .init(["tokens_emitted": [8]], .notApplicable),
      ]),
    MetricDefinition(
      "C2", "burn_to_mint_usage", "Burn-to-mint, usage only", .multiple,
      .usageBurnToMint,
      method: "(tokens_burned for usage − tokens_reminted) ÷ (tokens_emitted − tokens_reminted)",
      meaning: "Tokens that usage burns for good for each token that is newly minted.",
      reading:
        "Above 1 usage alone shrinks the supply. A figure that reads at most still holds chosen burns: "
        + "it shows only, below 1, that usage does not.",
      aliases: ["net burn-mint ratio"],
      edges:
        "Needs the rule of re-mint; a profile without any says so with a share of 0. All burns "
        + "stand in where those for usage are not published, and the figure reads at most. Not "
        + "meaningful where all that is burned is minted again.",
      source: "house", applies: .burning,
      examples: [
        .init(
          ["tokens_burned": [30], "tokens_reminted": [10], "tokens_emitted": [50]], gives: 0.5),
        .init(
          ["tokens_burned": [10], "tokens_reminted": [10], "tokens_emitted": [50]],
          .notMeaningful),
        .init(["tokens_burned": [30], "tokens_emitted": [50]], .missing),
      ]),
    MetricDefinition(
      "C3", "equilibrium_price", "Equilibrium price", .usdPerToken,
      .firstKnown([
        .metric("burned_usd") - .metric("discretionary_burns"),
        .bounded(.metric("burned_usd"), .atMost),
      ]) / .metric("tokens_emitted"),
      meaning: "The token price at which usage burns would destroy as many tokens as are minted.",
      reading: "Where the market price lies above it, the market pays for growth to come.",
      aliases: ["burn-and-mint equilibrium price", "BME price"],
      edges: "Discretionary burns are taken out where they are published; else all burns stand in "
        + "and the figure reads at most.",
      source: "burn-and-mint identity: USD burned for usage = tokens minted times price",
      applies: .burning,
      examples: [
        .init(
          [
            "tokens_burned": [10], "price@average": [3], "discretionary_burns": [10],
            "tokens_emitted": [40],
          ], gives: 0.5),
        .init(
          ["tokens_burned": [10], "price@average": [3], "tokens_emitted": [40]], gives: 0.75),
      ]),
    MetricDefinition(
      "C4", "equilibrium_premium", "Premium to equilibrium", .percent,
      .close("price") / .metric("equilibrium_price") - .number(1, .one),
      meaning: "How far the market price stands above the price that usage would hold.",
      reading: "Lower is better supported by usage; several hundred percent is usual.",
      edges: "At least, where the equilibrium price reads at most.", source: "house",
      applies: .burning,
      examples: [
        .init(
          [
            "tokens_burned": [10], "price@average": [3], "discretionary_burns": [0],
            "tokens_emitted": [40], "price": [3],
          ], gives: 3)
      ]),
    MetricDefinition(
      "C5", "equilibrium_revenue", "Revenue needed at today's price", .usd,
      .annualized(.metric("tokens_emitted")) * .metric("price"),
      meaning: "Usage revenue a year that would burn as many tokens as are minted, at the period's "
        + "closing price.",
      reading: "Compare the annual run rate: the gap is what growth has to fill.",
      aliases: ["break-even demand"],
      edges: "At most, where emission is a ceiling.", source: "house", applies: .burning,
      examples: [
        .init(["tokens_burned": [1], "tokens_emitted": [92], "price": [2]], gives: 730),
        .init(["tokens_burned": [1], "tokens_emitted": [92]], .missing),
      ]),
    MetricDefinition(
      "C6", "deflation_days", "Days with burn above mint", .days, .measure(.deflationDays),
      method: "count of days with tokens_burned > tokens_emitted",
      meaning: "Days of the period on which more tokens were burned than minted.",
      reading: "More is better; few networks have any outside of buy-backs.",
      aliases: ["net deflationary days (Messari)"],
      edges: "Needs burns of each day, and emission of each day or a schedule. Days without either "
        + "do not count; partial where they are more than 5 %.",
      source: "Messari, \"net deflationary\"", applies: .burning,
      examples: [
        .init(
          [
            "tokens_burned@day": Array(repeating: 1, count: 90) + [3, 3],
            "tokens_emitted@schedule": [184],
          ], gives: 2),
        .init(
          ["tokens_burned@day": [3, 1, 3, 3], "tokens_emitted@day": [2, 2, 2, 2]], .partial(3)),
        .init(["tokens_burned": [300], "tokens_emitted": [200]], .missing),
      ]),
    MetricDefinition(
      "C6", "deflation_longest_run", "Longest run with burn above mint", .days,
      .measure(.longestDeflation),
      method: "longest run of days with tokens_burned > tokens_emitted",
      meaning:
        "The longest run of days of the period on which more tokens were burned than minted.",
      reading: "A long run is a trend, single days are events.",
      edges: "As the count; a day without rows breaks the run.", source: "house",
      applies: .burning,
      examples: [
        .init(
          ["tokens_burned@day": [3, 1, 3, 3], "tokens_emitted@day": [2, 2, 2, 2]], .partial(2)),
        .init(
          ["tokens_burned@day": [3, nil, 3, 3], "tokens_emitted@day": [2, 2, 2, 2]], .partial(2)),
        .init(["tokens_burned": [300], "tokens_emitted": [200]], .missing),
      ]),
    MetricDefinition(
      "C7", "credit_float", "Prepaid service credits", .usd,
      .sum("service_credits_created", over: .sinceLaunch)
        - .sum("service_credits_used", over: .sinceLaunch),
      meaning: "Service credits that were created and not yet used, at their peg.",
      reading: "Service still owed to those who paid ahead; a growing float is demand to come, or "
        + "burning ahead of need.",
      aliases: ["deferred revenue", "unspent data credits"],
      edges: "Counts from the first row of revenue or emission. Revenue is recognised when credits "
        + "are used, not when tokens are burned for them.",
      source: "https://www.helium.com/token", applies: .burning,
      examples: [
        .init(
          [
            "revenue": [1, 1], "tokens_burned": [1], "service_credits_created": [100, 60],
            "service_credits_used": [50, 70],
          ], gives: 40),
        .init(["tokens_burned": [1], "service_credits_created": [100]], .missing),
      ]),
    MetricDefinition(
      "C8", "peg_ratio", "List price over realised price", .multiple,
      .last("list_price") / .metric("realized_price"),
      meaning: "What a unit costs on the network's list for each USD that customers pay for it.",
      reading: "1 where the list holds; above 1 credits are sold below their face value, and "
        + "revenue at face value is too high by as much.",
      aliases: ["face value over cash"],
      edges: "Needs customer spend in cash: spend that is derived from credits at their face value "
        + "only repeats the list.",
      source: "https://github.com/DefiLlama/dimension-adapters/pull/7779", applies: .burning,
      examples: [
        .init(
          ["tokens_burned": [1], "list_price": [0.5], "fees": [100], "usage": [400]], gives: 2),
        .init(["tokens_burned": [1], "list_price": [0.5]], .missing),
      ]),
  ]
}
