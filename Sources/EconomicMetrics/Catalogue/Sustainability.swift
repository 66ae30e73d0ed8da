import Formulas
import Quantities

extension MetricDefinition {
  static let sustainability: [MetricDefinition] = [
    MetricDefinition(
      "D1", "revenue_to_emission", "Revenue-to-emission", .multiple,
      .divide(.metric("revenue"), .metric("emissions_usd"), whenNotPositive: "no emission"),
      meaning: "USD of usage revenue for each USD of tokens emitted; from 1 on the business "
        + "carries the token.",
      reading: "The higher the better, 1 is break-even; most networks lie below 0.2.",
      aliases: [
        "issuance coverage (DePIN.Ninja)", "revenue-to-emission ratio", "emission coverage",
      ],
      edges: "Revenue and emission must cover the same days within 5 points. No emission: not "
        + "meaningful; a screen takes revenue against none for more than any threshold. At least, "
        + "where the schedule is a ceiling.",
      limit: "no emission",
      source: "https://term.greeks.live/definition/revenue-to-emission-ratio/",
      examples: [
        .init(
          ["revenue": [100], "tokens_emitted": [40], "price@average": [5]], gives: 0.5),
        .init(
          ["revenue": [100], "tokens_emitted": [0], "price@average": [5]], .notMeaningful),
        .init(["tokens_emitted": [40], "price@average": [5]], .missing),
      ]),
    MetricDefinition(
      "D2", "fees_to_provider_emission", "Fees to supplier emission", .multiple,
      .metric("fees") / .providerEmission,
      meaning: "Customer spend for each USD of tokens that operators are given.",
      reading: "Higher is better: customers then pay for more of what operators get.",
      edges: "All emission stands in where the operators' class is not published; the figure then "
        + "reads at least.",
      source: "house",
      examples: [
        .init(["fees": [100], "tokens_emitted": [40], "price@average": [5]], gives: 0.5),
        .init(["fees": [100], "tokens_emitted": [0], "price@average": [5]], .notMeaningful),
      ]),
    MetricDefinition(
      "D3", "subsidy_share", "Supplier income from subsidy", .percent,
      Formula.providerEmission / (.providerEmission + .metric("supply_side_revenue")),
      meaning: "The share of operators' income that is emission, not customers' money.",
      reading: "Lower is better; 100 % means that operators live on emission alone.",
      aliases: ["share of token rewards in operators' income"],
      edges: "All emission stands in where the operators' class is not published; the figure then "
        + "reads at most.",
      source: "house",
      examples: [
        .init(
          ["tokens_emitted": [40], "price@average": [5], "supply_side_revenue": [50]],
          gives: 0.8),
        .init(
          ["tokens_emitted": [0], "price@average": [5], "supply_side_revenue": [0]],
          .notMeaningful),
      ]),
    MetricDefinition(
      "D4", "emission_per_revenue", "Emission per $1 of revenue", .multiple,
      .metric("emissions_usd") / .metric("revenue"),
      meaning: "USD of tokens emitted for each USD of usage revenue.",
      reading: "Lower is better, 1 is break-even.",
      aliases: ["emissions-to-revenue ratio", "cost of revenue in tokens"],
      edges: "Not meaningful where revenue is 0.",
      source: "https://www.onchaineconomics.io/guides/emissions-vs-revenue",
      examples: [
        .init(["revenue": [100], "tokens_emitted": [40], "price@average": [5]], gives: 2),
        .init(["revenue": [0], "tokens_emitted": [40], "price@average": [5]], .notMeaningful),
      ]),
    MetricDefinition(
      "D7", "earnings", "Protocol earnings", .usd,
      .metric("protocol_revenue") - .metric("emissions_usd"),
      meaning: "Protocol revenue less emission in USD, before operating costs.",
      reading: "Higher is better; a network that subsidises its supply makes a loss.",
      aliases: ["earnings (Token Terminal)", "net income"],
      edges: "Negative is a value.",
      source: "Token Terminal, earnings; operating costs left out",
      examples: [
        .init(
          [
            "fees": [1000], "supply_side_revenue": [800], "tokens_emitted": [40],
            "price@average": [10],
          ], gives: -200),
        .init(["fees": [1000], "supply_side_revenue": [800]], .missing),
      ]),
    MetricDefinition(
      "D11", "break_even_price", "Break-even token price", .usdPerToken,
      .divide(.metric("revenue"), .metric("tokens_emitted"), whenNotPositive: "no emission"),
      meaning: "The token price at which revenue-to-emission is 1; at any lower price emission "
        + "costs less than revenue.",
      reading: "A market price above it means that emission costs more than revenue brings.",
      aliases: ["sustainable token price"],
      edges: "Holds where the service is priced in USD.", source: "house",
      examples: [
        .init(["revenue": [100], "tokens_emitted": [40]], gives: 2.5),
        .init(["revenue": [100], "tokens_emitted": [0]], .notMeaningful),
      ]),
  ]
}
