import Formulas
import Quantities

extension MetricDefinition {
  static let emissionAndSupply: [MetricDefinition] = [
    MetricDefinition(
      "B1", "tokens_emitted", "Gross emission", .token, .sum("tokens_emitted"),
      meaning: "Tokens minted or released as rewards, all classes.",
      reading: "Less dilutes less; read it beside net emission and the schedule.",
      aliases: ["gross emissions (Artemis)", "incentives (DefiLlama)", "token rewards"],
      edges: "A period without any measured row takes the profile's schedule and is marked "
        + "scheduled; a schedule that is a ceiling reads at most.",
      source: "Artemis, gross emissions; DefiLlama, incentives",
      examples: [.init(["tokens_emitted": [20, 40]], gives: 40)]),
    MetricDefinition(
      "B2", "emissions_usd", "Emission in USD", .usd, .valued("tokens_emitted"),
      meaning: "What the emitted tokens were worth when they were emitted.",
      reading: "A cost of the network: the lower for the same service, the better.",
      aliases: ["token incentives (Token Terminal)", "incentives in USD"],
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
      reading: "More supports the token only where usage burned it and it is not minted again.",
      aliases: ["burn", "supply reduction"],
      edges: "Transfers to a dead address and true burns are told apart in the notes.",
      source:
        "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology",
      applies: .burning,
      examples: [.init(["tokens_burned": [5, 7]], gives: 7)]),
    MetricDefinition(
      "B3", "burned_usd", "Burns in USD", .usd, .valued("tokens_burned"),
      meaning: "What the burned tokens were worth when they were burned.",
      reading: "More is better where usage burned it; compare emission in USD.",
      aliases: ["burn value", "token burns in USD"],
      edges: "Valued piece by piece, as emission.",
      source: "https://app.artemis.xyz/docs/artemis-sheets/time-series-aggregation",
      applies: .burning,
      examples: [.init(["tokens_burned": [10], "price@average": [3]], gives: 30)]),
    MetricDefinition(
      "B4", "net_emission", "Net emission", .token,
      .metric("tokens_emitted") - .metric("tokens_burned"),
      meaning: "Tokens emitted less tokens burned; below 0 the supply shrinks.",
      reading: "Below 0 the supply shrinks; young networks are far above it.",
      aliases: ["net issuance", "net inflation in tokens"],
      edges: "Negative is a value.",
      source: "https://docs.tokenomist.ai/methodology/cliff-and-linear-emission", applies: .burning,
      examples: [.init(["tokens_emitted": [10], "tokens_burned": [15]], gives: -5)]),
    MetricDefinition(
      "B6", "circulating_supply", "Circulating supply", .token, .last("circulating_supply"),
      meaning: "Tokens in circulation at the last reading inside the period.",
      reading: "No level is good or bad; its growth is what dilutes.",
      aliases: ["float in tokens", "circ. supply"],
      edges: "Vendors differ; each definition is a line of its own. The day is told where it lies "
        + "more than 7 days before the end.",
      source:
        "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology",
      examples: [.init(["circulating_supply": [100, 110]], gives: 110)]),
    MetricDefinition(
      "B6", "total_supply", "Total supply", .token, .last("total_supply"),
      meaning: "Tokens minted less tokens burned at the last reading inside the period.",
      reading: "Read it beside the maximum: what is left may still be minted.",
      aliases: ["supply on chain"],
      source:
        "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology",
      examples: [.init(["total_supply": [200]], gives: 200)]),
    MetricDefinition(
      "B6", "max_supply", "Maximum supply", .token, .last("max_supply"),
      meaning: "The cap on tokens.",
      reading: "A cap bounds dilution; many networks have none, or a vote can lift it.",
      aliases: ["hard cap"],
      edges: "Holds until a later reading; missing where there is no cap.",
      source:
        "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology",
      examples: [.init(["max_supply": [1000, nil]], gives: 1000)]),
    MetricDefinition(
      "B8", "dilution", "Dilution", .percent,
      .readingChange("circulating_supply", isAnnualized: false),
      method: "later reading ÷ earlier reading − 1, of circulating_supply nearest the "
        + "period's ends",
      meaning: "How much circulating supply grew between the readings nearest the period's ends.",
      reading: "Lower is better for holders; compare networks by dilution a year.",
      aliases: ["issuance (DePIN.Ninja)", "supply growth", "inflation"],
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
      method: "(later reading ÷ earlier reading)^(365 ÷ days between) − 1, of "
        + "circulating_supply",
      meaning: "Dilution compounded to 365 days.",
      reading:
        "Lower is better for holders: at 20 % a market cap must grow by a fifth for the price to stand "
        + "still.",
      aliases: ["annual issuance (DePIN.Ninja)", "annual inflation"],
      edges: "As dilution. DePIN.Ninja prints the formula with its sign reversed.",
      source: "https://docs.depin.ninja/docs/data-and-analytics/key-metrics, corrected",
      examples: [.init(["circulating_supply": [100, 101]], gives: 0.040_266_422_787)]),
    MetricDefinition(
      "B10", "float_share", "Float", .percent,
      .metric("circulating_supply")
        / .firstKnown([.metric("max_supply"), .metric("total_supply")]),
      meaning: "The share of the maximum, else the total supply that circulates.",
      reading: "A low share means that most tokens are still to come to market.",
      aliases: ["market cap to fully diluted valuation", "circulating ratio"],
      source: "https://docs.tokenterminal.com/docs/key-metrics-cheat-sheet",
      examples: [
        .init(["circulating_supply": [50], "max_supply": [200]], gives: 0.25),
        .init(["circulating_supply": [50], "total_supply": [100]], gives: 0.5),
      ]),
    MetricDefinition(
      "B7", "supply_residual", "Supply left unexplained", .token, .measure(.supplyResidual),
      method: "opening + emitted + unlocked − burned − newly locked − closing",
      meaning:
        "Opening supply, plus tokens emitted and unlocked, less burned and newly locked, less "
        + "closing supply.",
      reading:
        "0 where the published flows explain the published supplies; what is left is a source "
        + "that counts otherwise, or a flow that nobody publishes.",
      aliases: ["corkscrew check", "supply roll-forward"],
      edges: "Total supply, without unlocks and locks, where it has readings near both ends of the "
        + "period, else circulating supply. The flows are those of the days between the readings "
        + "and must be whole. Above 0.1 % of opening supply it is a finding.",
      source: "audit practice",
      examples: [
        .init(
          ["total_supply": [1000, 1035], "tokens_emitted": [50], "tokens_burned": [10]], gives: 5),
        .init(
          [
            "circulating_supply": [1000, 1060], "tokens_emitted": [50], "tokens_unlocked": [20],
            "tokens_burned": [10],
          ], gives: 0),
        .init(["total_supply": [1035], "tokens_emitted": [50]], .missing),
        .init(
          ["total_supply": [1000, 1035], "tokens_emitted@month": [nil, 20, 20]], .missing),
      ]),
    MetricDefinition(
      "B7", "supply_residual_share", "Supply left unexplained, share", .percent,
      .measure(.supplyResidualShare),
      method: "supply_residual ÷ opening supply",
      meaning: "The unexplained change of supply over the opening supply.",
      reading: "Beyond 0.1 % either way the supply data do not agree with each other.",
      edges: "As the residual in tokens.", source: "audit practice",
      examples: [
        .init(
          ["total_supply": [1000, 1035], "tokens_emitted": [50], "tokens_burned": [10]],
          gives: 0.005),
        .init(["total_supply": [1000, 1035]], .missing),
      ]),
    MetricDefinition(
      "B11", "schedule_gap", "Emission against schedule", .percent, .measure(.scheduleGap),
      method: "(tokens_emitted − tokens_reminted) ÷ scheduled_emission − 1",
      meaning: "Measured emission, without what was minted again from burns, over the schedule, "
        + "less 1.",
      reading: "0 is adherence; above it more was minted than the rules say, below it less.",
      aliases: ["schedule adherence"],
      edges:
        "Not meaningful where the emission is the schedule itself. Re-minted tokens come on top "
        + "of a schedule, as Helium's program pays them, and are taken out; where they are not known, "
        + "the gap is not either. At least, where the schedule is a ceiling.",
      source: "house",
      examples: [
        .init(["tokens_emitted": [110], "scheduled_emission": [100]], gives: 0.1),
        .init(["tokens_emitted@schedule": [100], "scheduled_emission": [100]], .notMeaningful),
        .init(["tokens_emitted": [110]], .missing),
      ]),
    MetricDefinition(
      "B12", "tokens_reminted", "Minted again from burns", .token, .sum("tokens_reminted"),
      meaning: "Burned tokens that come back as rewards, by the dated rules of the profile.",
      reading: "The rest of the burn is permanent; where all of it comes back the burn changes "
        + "nothing.",
      aliases: ["net emissions (Helium)", "re-emission"],
      edges: "Computed from rows of burns, a row of several days spread evenly over them; marked "
        + "by-rule. A week with one great burn then reads too high.",
      source: "https://github.com/helium/docs/pull/1968", applies: .burning,
      examples: [
        .init(["tokens_burned": [9], "tokens_reminted": [7]], gives: 7),
        .init(["tokens_burned": [9]], .missing),
      ]),
  ]
}
