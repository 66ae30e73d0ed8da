import Formulas
import Quantities

extension MetricDefinition {
  static let efficiencyAndHolders: [MetricDefinition] = [
    MetricDefinition(
      "D5", "incentive_efficiency", "Incentive efficiency", .multiple,
      .divide(.metric("fees"), .metric("emissions_usd"), whenNotPositive: "no emission"),
      meaning: "Customer spend for each USD of tokens emitted in the same period.",
      reading: "Higher is better; rising means that incentives buy more demand.",
      aliases: ["emissions efficiency ratio (EER)"],
      edges: "No emission: not meaningful. At least, where the schedule is a ceiling.",
      source: "https://gammaswap.com/blog/"
        + "building-sustainable-protocols-the-emissions-efficiency-ratio-eer-crypto-ouroboros",
      examples: [
        .init(["fees": [100], "tokens_emitted": [40], "price@average": [5]], gives: 0.5),
        .init(["fees": [100], "tokens_emitted": [0], "price@average": [5]], .notMeaningful),
      ]),
    MetricDefinition(
      "D5", "incentive_efficiency_lagged", "Incentive efficiency, lagged", .multiple,
      .divide(
        .metric("fees"), .earlier(.metric("emissions_usd"), .previous),
        whenNotPositive: "no emission"),
      meaning: "Customer spend for each USD of tokens emitted in the period before.",
      reading: "As incentive efficiency, where supply needs a period to become demand.",
      edges: "Needs emission and prices of the period before.", source: "house",
      examples: [
        .init(
          ["fees": [100], "tokens_emitted": [20, 40], "price@average": [5, 5]], gives: 1),
        .init(["fees": [100], "tokens_emitted": [40], "price@average": [5]], .missing),
      ]),
    MetricDefinition(
      "D6", "incentive_efficiency_marginal", "Incentive efficiency, marginal", .multiple,
      .divide(
        .metric("fees") - .earlier(.metric("fees"), .previous),
        .earlier(.metric("emissions_usd"), .previous), whenNotPositive: "no emission"),
      meaning: "Customer spend gained on the period before, for each USD of tokens emitted then.",
      reading: "Above 0 incentives were followed by growth; negative is a value.",
      edges: "Needs both periods. Growth has other causes as well.", source: "house",
      examples: [
        .init(
          ["fees": [100, 150], "tokens_emitted": [20, nil], "price@average": [5, nil]],
          gives: 0.5),
        .init(
          ["fees": [150, 100], "tokens_emitted": [20, nil], "price@average": [5, nil]],
          gives: -0.5),
        .init(["fees": [100, 150], "tokens_emitted": [20], "price@average": [5]], .missing),
      ]),
    MetricDefinition(
      "D8", "earnings_margin", "Earnings margin", .percent,
      .metric("earnings") / .metric("protocol_revenue"),
      meaning: "Protocol earnings over protocol revenue.",
      reading: "Above 0 the network earns more than it emits; far below 0 is usual.",
      aliases: ["net margin"],
      edges: "Not meaningful where the network keeps nothing. Before operating costs.",
      source: "common usage",
      examples: [
        .init(
          [
            "fees": [1000], "supply_side_revenue": [800], "tokens_emitted": [40],
            "price@average": [10],
          ], gives: -1),
        .init(
          [
            "fees": [1000], "supply_side_revenue": [1000], "tokens_emitted": [40],
            "price@average": [10],
          ], .notMeaningful),
      ]),
    MetricDefinition(
      "D9", "net_value_to_holders", "Net value to holders", .usd,
      .firstKnown([.metric("holders_revenue"), .metric("burned_usd")])
        - .metric("emissions_usd"),
      meaning: "What holders got from burns, buy-backs and distributions, less emission in USD.",
      reading: "Above 0 holders got more than emission took from them; negative is usual.",
      aliases: ["value distribution (1kx)"],
      edges: "Revenue to holders, else all burns in USD, discretionary ones and those minted again "
        + "included: the latter are in emission as well. Unlocks are not taken off.",
      source: "https://blockworks.co/news/value-distribution-1kx-report",
      examples: [
        .init(
          ["holders_revenue": [300], "tokens_emitted": [20], "price@average": [5]], gives: 200),
        .init(
          ["tokens_burned": [10], "tokens_emitted": [20], "price@average": [5]], gives: -50),
        .init(["tokens_emitted": [20], "price@average": [5]], .missing),
      ]),
    MetricDefinition(
      "D10", "holder_yield", "Holder yield", .percent,
      .annualized(.metric("net_value_to_holders")) / .metric("market_cap"),
      meaning: "Net value to holders a year over market cap.",
      reading: "Above 0 the token pays its holders; compare a dividend yield net of dilution.",
      aliases: ["net yield", "real yield"],
      edges: "Needs a whole period. Negative is a value.", source: "house",
      examples: [
        .init(
          [
            "holders_revenue": [192], "tokens_emitted": [20], "price@average": [5],
            "market_cap": [3650],
          ], gives: 0.1),
        .init(
          ["holders_revenue": [192], "tokens_emitted": [20], "price@average": [5]], .missing),
      ]),
    MetricDefinition(
      "D14", "rule_of_40", "Growth plus margin", .points,
      .metric("revenue_growth_yoy") + .metric("earnings_margin"),
      meaning: "Growth of usage revenue on the year plus the earnings margin.",
      reading: "From 40 pp on software companies count as healthy; emission pulls networks far "
        + "below.",
      aliases: ["rule of 40"], edges: "Needs both parts.", source: "common usage",
      examples: [
        .init(
          [
            "revenue": [2000, nil, nil, nil, 3000], "fees": [1000], "supply_side_revenue": [0],
            "tokens_emitted": [40], "price@average": [10],
          ], gives: 1.1),
        .init(["revenue": [2000, nil, nil, nil, 3000], "fees": [1000]], .missing),
      ]),
    MetricDefinition(
      "D15", "revenue_to_emission_since_launch", "Revenue-to-emission since launch", .multiple,
      .measure(
        .ratioSinceLaunch(
          of: .metric("revenue"), over: .metric("emissions_usd"), whenNotPositive: "no emission")),
      method: "Σ revenue ÷ Σ emissions_usd over the quarters that have both whole",
      meaning: "Usage revenue for each USD of tokens emitted since the books begin.",
      reading: "As revenue-to-emission; a young network shows here what its growth has cost.",
      aliases: ["lifetime revenue-to-emission"],
      edges: "Sums the quarters that have both whole, and says which share of the days these are; "
        + "partial below 95 %.",
      source: "house",
      examples: [
        .init(
          ["revenue": [10, 20, 30], "tokens_emitted": [5, 5, 5], "price@average": [2, 2, 2]],
          gives: 2),
        .init(
          ["revenue": [10, nil, 30], "tokens_emitted": [5, 5, 5], "price@average": [2, 2, 2]],
          .partial(2)),
        .init(["revenue": [10, 20, 30], "tokens_emitted": [5, 5, 5]], .missing),
      ]),
  ]
}
