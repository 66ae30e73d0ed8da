import Formulas
import Quantities

extension MetricDefinition {
  /// Costs less income: what the treasury shrinks by.
  private static let netSpend = Formula.sum("operating_costs") - .sum("treasury_income")
  /// Net spend a month, a twelfth of a year.
  private static let netSpendMonth = Formula.annualized(netSpend) / .number(12, .months)

  /// Months that a treasury lasts if its own tokens lose a part of their price.
  private static func stressed(_ left: Double) -> Formula {
    .divide(
      .metric("treasury_without_own_token")
        + (.metric("treasury") - .metric("treasury_without_own_token")) * .number(left, .one),
      .metric("spend_net"), whenNotPositive: "self-funded")
  }

  static let treasuryAndRunway: [MetricDefinition] = [
    MetricDefinition(
      "L1", "treasury", "Treasury", .usd, .last("treasury"),
      meaning: "What the treasury holds, at market prices.",
      reading: "Own tokens cannot be sold at the price that they are counted with.",
      aliases: ["treasury value"], edges: "The last reading inside the period.",
      source: "https://docs.tokenterminal.com/docs/key-metrics-cheat-sheet",
      examples: [.init(["treasury": [100]], gives: 100), .init(["debt": [1]], .missing)]),
    MetricDefinition(
      "L1", "treasury_without_own_token", "Treasury without its own token", .usd,
      .last("treasury_without_own_token"),
      meaning: "What the treasury holds in other assets.",
      reading: "The part that pays bills when the token falls.",
      aliases: ["stablecoin treasury", "net cash"],
      source: "https://docs.tokenterminal.com/docs/key-metrics-cheat-sheet",
      examples: [
        .init(["treasury_without_own_token": [40]], gives: 40),
        .init(["treasury": [100]], .missing),
      ]),
    MetricDefinition(
      "L2", "spend_gross", "Gross spend a month", .usd / .months,
      .annualized(.sum("operating_costs")) / .number(12, .months),
      meaning: "What the organisation spends in a month.",
      reading: "Compare with revenue that the treasury gets.",
      aliases: ["gross burn rate"], edges: "A month is a twelfth of a year.",
      source: "http://defigeek.xyz/en/blog/finance/financials202405/",
      examples: [
        .init(["operating_costs": [9200]], gives: 36_500 / 12.0),
        .init(["treasury": [1]], .missing),
      ]),
    MetricDefinition(
      "L2", "spend_net", "Net spend a month", .usd / .months, netSpendMonth,
      meaning: "What the organisation spends in a month beyond what it earns.",
      reading: "Below 0 it earns more than it spends.",
      aliases: ["net burn rate"], edges: "Needs costs and income; negative is a value.",
      source: "http://defigeek.xyz/en/blog/finance/financials202405/",
      examples: [
        .init(["operating_costs": [9200], "treasury_income": [4600]], gives: 18_250 / 12.0),
        .init(["operating_costs": [9200]], .missing),
      ]),
    MetricDefinition(
      "L3", "runway", "Runway", .months,
      .divide(.metric("treasury"), .metric("spend_net"), whenNotPositive: "self-funded"),
      meaning: "Months until the treasury is spent.",
      reading: "Under 12 months new money is needed soon.",
      aliases: ["months of cash"], edges: "Net spend of 0 or less: self-funded.",
      source: "http://defigeek.xyz/en/blog/finance/financials202405/",
      examples: [
        .init(
          ["treasury": [36_500], "operating_costs": [9200], "treasury_income": [0]], gives: 12),
        .init(
          ["treasury": [1], "operating_costs": [10], "treasury_income": [10]], .notMeaningful),
      ]),
    MetricDefinition(
      "L3", "runway_without_own_token", "Runway without its own token", .months,
      .divide(
        .metric("treasury_without_own_token"), .metric("spend_net"),
        whenNotPositive: "self-funded"),
      meaning: "Months until the other assets of the treasury are spent.",
      reading: "The runway that does not depend on the token's price.",
      aliases: ["stable runway"], edges: "Net spend of 0 or less: self-funded.",
      source: "http://defigeek.xyz/en/blog/finance/financials202405/",
      examples: [
        .init(
          [
            "treasury_without_own_token": [36_500], "operating_costs": [9200],
            "treasury_income": [0],
          ], gives: 12),
        .init(["operating_costs": [10], "treasury_income": [0]], .missing),
      ]),
    MetricDefinition(
      "L4", "capital_efficiency", "Run rate for each dollar raised", .multiple,
      .divide(.metric("run_rate"), .last("funding_raised"), whenNotPositive: "nothing was raised"),
      meaning: "Annual run rate over capital raised to date.",
      reading: "Above 0.2 is usual for software at scale; the Leaders Index starts at $30M raised "
        + "and $500k a year, 0.02.",
      aliases: ["ARR per dollar raised"], edges: "Nothing raised: not meaningful.",
      source: "Messari and EV3, State of DePIN 2025, Leaders Index",
      examples: [
        .init(["revenue": [9200], "funding_raised": [73_000]], gives: 0.5),
        .init(["revenue": [9200], "funding_raised": [0]], .notMeaningful),
        .init(["revenue": [9200]], .missing),
      ]),
    MetricDefinition(
      "L5", "burn_multiple", "Burn multiple", .multiple,
      .divide(
        netSpend, .metric("run_rate") - .earlier(.metric("run_rate"), .previous),
        whenNotPositive: "run rate did not grow"),
      meaning: "Net spend of the period for each dollar by which the run rate grew.",
      reading: "Below 1 is excellent, above 3 poor, by the rule of thumb for software.",
      aliases: ["net burn over net new ARR"],
      edges: "Not meaningful where the run rate did not grow.", source: "common usage",
      examples: [
        // Run rates 73,000 × 365 ÷ 92 … made of two quarters of 92 days.
        .init(
          [
            "operating_costs": [73_000], "treasury_income": [0], "revenue": [9200, 27_600],
          ], gives: 1),
        .init(
          ["operating_costs": [1], "treasury_income": [0], "revenue": [9200, 9200]],
          .notMeaningful),
      ]),
    MetricDefinition(
      "L6", "runway_stressed", "Runway with the token at half", .months, stressed(0.5),
      meaning: "Months until the treasury is spent if its own tokens lose half of their price.",
      reading: "Close to the runway: little depends on the token.",
      aliases: ["stress runway −50 %"], edges: "Net spend of 0 or less: self-funded.",
      source: "house",
      examples: [
        .init(
          [
            "treasury": [60_000], "treasury_without_own_token": [13_000],
            "operating_costs": [9200], "treasury_income": [0],
          ], gives: 12),
        .init(["treasury": [60_000]], .missing),
      ]),
    MetricDefinition(
      "L6", "runway_stressed_80", "Runway with the token at a fifth", .months, stressed(0.2),
      meaning: "Months until the treasury is spent if its own tokens lose 80 % of their price.",
      reading: "As with the token at half.",
      aliases: ["stress runway −80 %"], edges: "Net spend of 0 or less: self-funded.",
      source: "house",
      examples: [
        .init(
          [
            "treasury": [110_500], "treasury_without_own_token": [18_000],
            "operating_costs": [9200], "treasury_income": [0],
          ], gives: 12),
        .init(["treasury": [60_000]], .missing),
      ]),
  ]
}
