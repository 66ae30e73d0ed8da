import Formulas
import Quantities

extension MetricDefinition {
  static let emissionAndSupply: [MetricDefinition] = [
    MetricDefinition(
      "B1", "tokens_emitted", "Gross emission", .token, .sum("tokens_emitted"),
      meaning: "Tokens minted or released as rewards, all classes.",
      edges: "A period without any measured row takes the profile's schedule and is marked "
        + "scheduled; a schedule that is a ceiling reads at most.",
      source: "Artemis, gross emissions; DefiLlama, incentives",
      examples: [.init(["tokens_emitted": [20, 40]], gives: 40)]),
    MetricDefinition(
      "B2", "emissions_usd", "Emission in USD", .usd, .valued("tokens_emitted"),
      meaning: "What the emitted tokens were worth when they were emitted.",
      edges: "Each piece of a row at the average price of its days: mean of daily closes, else a "
        + "published average, else the mean of two closes at most 35 days apart (mid-price). "
        + "A piece without a price is not covered.",
      source: "https://app.artemis.xyz/docs/artemis-sheets/time-series-aggregation",
      examples: [
        .init(["tokens_emitted": [100], "price@average": [2.5]], gives: 250),
        .init(["tokens_emitted": [100]], .missing),
      ]),
    MetricDefinition(
      "B3", "tokens_burned", "Tokens burned", .token, .sum("tokens_burned"),
      meaning: "Tokens destroyed, for whatever reason.",
      edges: "Transfers to a dead address and true burns are told apart in the notes.",
      source:
        "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology",
      applies: .burning,
      examples: [.init(["tokens_burned": [5, 7]], gives: 7)]),
    MetricDefinition(
      "B3", "burned_usd", "Burns in USD", .usd, .valued("tokens_burned"),
      meaning: "What the burned tokens were worth when they were burned.",
      edges: "Valued piece by piece, as emission.",
      source: "https://app.artemis.xyz/docs/artemis-sheets/time-series-aggregation",
      applies: .burning,
      examples: [.init(["tokens_burned": [10], "price@average": [3]], gives: 30)]),
    MetricDefinition(
      "B4", "net_emission", "Net emission", .token,
      .metric("tokens_emitted") - .metric("tokens_burned"),
      meaning: "Tokens emitted less tokens burned; below 0 the supply shrinks.",
      edges: "Negative is a value.",
      source: "https://docs.tokenomist.ai/methodology/cliff-and-linear-emission", applies: .burning,
      examples: [.init(["tokens_emitted": [10], "tokens_burned": [15]], gives: -5)]),
    MetricDefinition(
      "B6", "circulating_supply", "Circulating supply", .token, .last("circulating_supply"),
      meaning: "Tokens in circulation at the last reading inside the period.",
      edges: "Vendors differ; each definition is a line of its own. The day is told where it lies "
        + "more than 7 days before the end.",
      source:
        "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology",
      examples: [.init(["circulating_supply": [100, 110]], gives: 110)]),
    MetricDefinition(
      "B6", "total_supply", "Total supply", .token, .last("total_supply"),
      meaning: "Tokens minted less tokens burned at the last reading inside the period.",
      source:
        "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology",
      examples: [.init(["total_supply": [200]], gives: 200)]),
    MetricDefinition(
      "B6", "max_supply", "Maximum supply", .token, .last("max_supply"),
      meaning: "The cap on tokens.",
      edges: "Holds until a later reading; missing where there is no cap.",
      source:
        "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology",
      examples: [.init(["max_supply": [1000, nil]], gives: 1000)]),
    MetricDefinition(
      "B8", "dilution", "Dilution", .percent,
      .readingChange("circulating_supply", isAnnualized: false),
      meaning: "How much circulating supply grew between the readings nearest the period's ends.",
      edges: "Needs two readings of one definition at least 60 days apart, each at most half the "
        + "period away from its end.",
      source: "https://docs.depin.ninja/docs/data-and-analytics/key-metrics",
      examples: [
        .init(["circulating_supply": [100, 103]], gives: 0.03),
        .init(["circulating_supply": [103]], .missing),
      ]),
    MetricDefinition(
      "B9", "dilution_annualized", "Dilution a year", .percent,
      .readingChange("circulating_supply", isAnnualized: true),
      meaning: "Dilution compounded to 365 days.",
      edges: "As dilution. DePIN.Ninja prints the formula with its sign reversed.",
      source: "https://docs.depin.ninja/docs/data-and-analytics/key-metrics, corrected",
      examples: [.init(["circulating_supply": [100, 101]], gives: 0.040_266_422_787)]),
    MetricDefinition(
      "B10", "float_share", "Float", .percent,
      .metric("circulating_supply")
        / .firstKnown([.metric("max_supply"), .metric("total_supply")]),
      meaning: "The share of the maximum, else the total supply that circulates.",
      source: "https://docs.tokenterminal.com/docs/key-metrics-cheat-sheet",
      examples: [
        .init(["circulating_supply": [50], "max_supply": [200]], gives: 0.25),
        .init(["circulating_supply": [50], "total_supply": [100]], gives: 0.5),
      ]),
  ]
}
