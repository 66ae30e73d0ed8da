import Formulas
import Quantities

extension Formula {
  /// Emission that pays operators: the class itself where it is published, else all emission.
  static let providerEmission = Formula.firstKnown([
    .valued(SeriesReference("tokens_emitted", segment: "providers"), .period),
    .bounded(.metric("emissions_usd"), .atMost),
  ])

  /// The same in tokens.
  private static let providerTokens = Formula.firstKnown([
    .sum(SeriesReference("tokens_emitted", segment: "providers")),
    .bounded(.metric("tokens_emitted"), .atMost),
  ])

  /// Operators at work: the mean of the period, else the last count.
  private static let providers = Formula.firstKnown([
    .mean("active_providers"), .last("active_providers"),
  ])

  /// A flow of the period for one operator and month, a twelfth of a year.
  private static func perProviderMonth(_ flow: Formula) -> Formula {
    .annualized(flow) / .number(12, .months) / providers
  }

  fileprivate static let feesPerProvider = perProviderMonth(.metric("supply_side_revenue"))
  fileprivate static let emissionPerProvider = perProviderMonth(providerEmission)
  fileprivate static let tokensPerProvider = perProviderMonth(providerTokens)
}

extension Unit {
  fileprivate static let usdPerProviderMonth = .usd / (.count * .months)
}

extension MetricDefinition {
  /// What an operator earns and pays; the inputs of one operator are means of all.
  static let providerEconomics: [MetricDefinition] = [
    MetricDefinition(
      "E9", "fees_per_provider", "Fees per supplier and month", .usdPerProviderMonth,
      Formula.feesPerProvider,
      meaning: "Customers' money for one active operator in a month.",
      reading: "Above an operator's costs the network could live without emission.",
      aliases: ["revenue per node", "fee income per miner"],
      edges: "Mean of the opening and the closing count of operators, else the last count. A mean "
        + "hides that few operators may earn most.",
      source: "https://cijss.org/depin/blog/5-metrics-every-depin-investor",
      examples: [
        // 9,200 in 92 days are 36,500 a year, for 30 operators.
        .init(
          ["supply_side_revenue": [9200], "active_providers": [20, 40]],
          gives: 36_500 / 12 / 30.0),
        .init(["supply_side_revenue": [9200]], .missing),
      ]),
    MetricDefinition(
      "E11", "provider_net_income", "Net income per supplier and month", .usdPerProviderMonth,
      .metric("fees_per_provider") + Formula.emissionPerProvider - .last("provider_costs"),
      meaning: "Fees and emission of one active operator in a month, less the costs of running.",
      reading: "Below 0 operators pay to stay and leave when patience ends.",
      aliases: ["node profit", "miner net earnings"],
      edges: "All emission stands in where the operators' class is not published; the figure then "
        + "reads at most. Negative is a value.",
      source: "https://coinvoice.net/article/1796488426385321986",
      examples: [
        // (9,200 + 40 tokens at 5) in 92 days for 10 operators, less 25 a month.
        .init(
          [
            "supply_side_revenue": [9200], "tokens_emitted": [40], "price@average": [5],
            "active_providers": [10, 10], "provider_costs": [25],
          ], gives: 9400 * 365 / 92.0 / 12 / 10 - 25),
        .init(["supply_side_revenue": [9200], "active_providers": [10]], .missing),
      ]),
    MetricDefinition(
      "E12", "provider_payback", "Payback of a device", .months,
      .divide(
        .last("provider_capex"), .metric("provider_net_income"),
        whenNotPositive: "never at current terms"),
      meaning: "Months until an operator's net income has paid for the device.",
      reading: "Shorter attracts operators; beyond a device's life nobody buys.",
      aliases: ["ROI period", "time to break even of a node"],
      edges:
        "Net income of 0 or less: never at current terms. At least, where all emission stands in "
        + "for the operators' class.",
      source: "https://cryptocalk.com/depin-earnings-calculator/",
      examples: [
        .init(
          [
            "supply_side_revenue": [9200], "tokens_emitted": [0], "price@average": [5],
            "active_providers": [10, 10], "provider_costs": [0], "provider_capex": [3650],
          ], gives: 12),
        .init(
          [
            "supply_side_revenue": [9200], "tokens_emitted": [0], "price@average": [5],
            "active_providers": [10, 10], "provider_costs": [9999], "provider_capex": [3650],
          ], .notMeaningful),
      ]),
    MetricDefinition(
      "E13", "provider_payback_demand_only", "Payback from fees alone", .months,
      .divide(
        .last("provider_capex"), .metric("fees_per_provider") - .last("provider_costs"),
        whenNotPositive: "never at current terms"),
      meaning: "Months until customers' money alone has paid for the device.",
      reading: "A finite number means that operators would stay without emission.",
      aliases: ["organic payback"],
      edges: "Fees that do not exceed costs: never at current terms.", source: "house",
      examples: [
        .init(
          [
            "supply_side_revenue": [9200], "active_providers": [10, 10], "provider_costs": [0],
            "provider_capex": [3650],
          ], gives: 12),
        .init(["supply_side_revenue": [9200], "active_providers": [10, 10]], .missing),
      ]),
    MetricDefinition(
      "E14", "provider_break_even_price", "Token price that keeps suppliers", .usdPerToken,
      .floored(.last("provider_costs") - .metric("fees_per_provider"), 0)
        / Formula.tokensPerProvider,
      meaning: "The token price at which emission covers what fees leave of an operator's costs.",
      reading: "Above the market price operators lose money; 0 where fees cover the costs.",
      aliases: ["miner break-even price", "shutdown price"],
      edges: "At least, where all emission stands in for the operators' class.", source: "house",
      examples: [
        // 365 ÷ 12 of fees against 365 ÷ 4 of costs, and 73 ÷ 12 tokens, a month: 10 a token.
        .init(
          [
            "supply_side_revenue": [92], "active_providers": [1, 1], "provider_costs": [91.25],
            "tokens_emitted": [18.4],
          ], gives: 10),
        .init(
          [
            "supply_side_revenue": [9200], "active_providers": [1, 1], "provider_costs": [1],
            "tokens_emitted": [18.4],
          ], gives: 0),
        .init(["supply_side_revenue": [92], "active_providers": [1, 1]], .missing),
      ]),
    MetricDefinition(
      "E16", "sold_share", "Share of production sold", .percent,
      .metric("usage") / .sum("units_produced"),
      meaning: "Units that customers paid for, of all units that operators produced.",
      reading: "Below 10 % operators are paid for what nobody buys.",
      aliases: ["sell-through"], edges: "Not meaningful where nothing was produced.",
      source: "house",
      examples: [
        .init(["usage": [5], "units_produced": [100]], gives: 0.05),
        .init(["usage": [5], "units_produced": [0]], .notMeaningful),
        .init(["usage": [5]], .missing),
      ]),
  ]
}
