import Formulas
import Quantities

extension MetricDefinition {
  /// What a unit used brought in.
  private static let revenuePrice = Formula.metric("revenue") / .metric("usage")

  static let revenueAndGrowth: [MetricDefinition] = [
    MetricDefinition(
      "A1", "fees", "Customer spend", .usd, .sum("fees"),
      meaning: "All that end users paid in the period, whoever received it.",
      reading: "More is better where the price of a unit is stable; set it against emission, "
        + "not against last year's token price.",
      aliases: ["customer spend", "gross revenue", "GMV of the service", "total fees"],
      edges: "Refunds count against payments. Marked by-rule where a dated rule of the profile "
        + "derives it from revenue.",
      source: "https://docs.llama.fi/analysts/data-definitions",
      examples: [
        .init(["fees": [1200, 1500]], gives: 1500), .init(["fees": [1200, nil]], .missing),
      ]),
    MetricDefinition(
      "A2", "supply_side_revenue", "Paid through to suppliers", .usd, .sum("supply_side_revenue"),
      meaning: "The part of customer spend that goes to operators.",
      reading: "Neither good nor bad: it is what keeps operators when emission falls.",
      aliases: ["supply-side fees", "provider payouts", "cost of revenue"],
      edges: "Marked by-rule where a dated rule of the profile derives it.",
      source: "https://github.com/DefiLlama/dimension-adapters/blob/master/GUIDELINES.md",
      examples: [.init(["supply_side_revenue": [400]], gives: 400)]),
    MetricDefinition(
      "A3", "protocol_revenue", "Protocol revenue", .usd,
      .metric("fees") - .metric("supply_side_revenue"),
      meaning: "What the network keeps of customer spend.",
      reading: "Higher is better; 0 is usual where all fees go to operators.",
      aliases: ["revenue (Token Terminal, DefiLlama)", "net revenue"],
      edges: "Needs both parts; 0 is a value and differs from unknown.",
      source: "https://github.com/DefiLlama/dimension-adapters/blob/master/GUIDELINES.md",
      examples: [
        .init(["fees": [1000], "supply_side_revenue": [800]], gives: 200),
        .init(["fees": [1000]], .missing),
      ]),
    MetricDefinition(
      "A4", "holders_revenue", "Revenue to token holders", .usd, .sum("holders_revenue"),
      meaning: "What token holders got of protocol revenue: usage burns, buy-backs, distributions.",
      reading: "Higher is better for a holder; emission must be set against it.",
      aliases: ["holders revenue (DefiLlama)", "token holder net income"],
      edges:
        "Burned tokens that are minted again do not count. Marked by-rule where a dated rule of "
        + "the profile derives it.",
      source: "https://github.com/DefiLlama/dimension-adapters/blob/master/GUIDELINES.md",
      examples: [
        .init(["holders_revenue": [70]], gives: 70), .init(["revenue": [70]], .missing),
      ]),
    MetricDefinition(
      "A5", "treasury_revenue", "Revenue to the treasury", .usd,
      .firstKnown([
        .sum("treasury_revenue"), .metric("protocol_revenue") - .metric("holders_revenue"),
      ]),
      meaning: "What a treasury, foundation or company kept of protocol revenue.",
      reading: "It pays for development; what it is spent on decides whether holders gain.",
      aliases: ["treasury fees", "foundation share"],
      edges: "Protocol revenue less the holders' part where it is not published.",
      source: "https://app.artemisanalytics.com/docs/snowflake-share/protocol-data",
      examples: [
        .init(
          ["fees": [100], "supply_side_revenue": [60], "holders_revenue": [30]], gives: 10),
        .init(["fees": [100], "supply_side_revenue": [60]], .missing),
      ]),
    MetricDefinition(
      "A6", "take_rate", "Take rate", .percent,
      .metric("protocol_revenue") / .metric("fees"),
      meaning: "The share of customer spend that the network keeps.",
      reading: "5 to 20 % is usual for marketplaces; 0 % leaves nothing to value, 100 % leaves "
        + "operators to live on emission.",
      aliases: ["protocol margin", "fee share"],
      edges: "Not meaningful where nothing was paid.",
      source:
        "https://docs.allium.so/historical-data/supported-blockchains/evm/core-schemas/dex/fees",
      examples: [
        .init(["fees": [1000], "supply_side_revenue": [960]], gives: 0.04),
        .init(["fees": [0], "supply_side_revenue": [0]], .notMeaningful),
      ]),
    MetricDefinition(
      "A7", "revenue", "Usage revenue", .usd, .sum("revenue"),
      meaning: "What usage brought in, by the definition in the network's profile, without "
        + "discretionary burns.",
      reading: "Higher is better; look at its evidence and definition before its growth.",
      aliases: ["on-chain revenue", "usage revenue", "protocol revenue (press)"],
      edges: "Partial below 95 % of the days; never grossed up. Other definitions are lines of "
        + "their own.",
      source: "the network's profile; usage apart from discretionary burns as in Messari, State of "
        + "Helium Q4 2025",
      examples: [
        .init(["revenue": [100, 150]], gives: 150),
        .init(["revenue@month": [10, 20, nil]], .partial(30)),
      ]),
    MetricDefinition(
      "A7", "revenue_evidenced", "Evidenced revenue", .usd,
      .series("revenue", .evidenced, .period),
      meaning: "The part of usage revenue whose rows are settled on chain or tied to burns.",
      reading: "The closer to usage revenue, the less rests on somebody's word.",
      aliases: ["verified revenue"],
      edges: "0 where every row is an operator's or the press's word.",
      source: "house",
      examples: [.init(["revenue": [100]], gives: 100)]),
    MetricDefinition(
      "A8", "evidence_share", "Evidence share", .percent,
      .metric("revenue_evidenced") / .metric("revenue"),
      meaning: "How much of usage revenue anyone can check on chain.",
      reading: "From 80 % on the figure can be checked on chain; at 0 % it is a claim.",
      aliases: ["share of verified revenue"],
      edges: "Not meaningful where revenue is 0.", source: "house",
      examples: [
        .init(["revenue": [100]], gives: 1), .init(["revenue": [0]], .notMeaningful),
      ]),
    MetricDefinition(
      "A9", "discretionary_burns", "Discretionary burns", .usd, .sum("discretionary_burns"),
      meaning: "Buy-backs and burns that usage did not cause.",
      reading: "A one-off gift to holders; a business is judged without it.",
      aliases: ["buy-and-burn", "buyback", "treasury burn"],
      edges: "Never part of usage revenue.",
      source: "Messari, State of Helium Q4 2025",
      examples: [.init(["discretionary_burns": [2900]], gives: 2900)]),
    MetricDefinition(
      "A9", "discretionary_share", "Discretionary share", .percent,
      // Pinned to the profile's definition: others may hold discretionary burns already.
      .metric("discretionary_burns")
        / (.metric("discretionary_burns") + .sum(SeriesReference("revenue", basis: ""))),
      meaning: "The share of burns and revenue together that someone chose to burn.",
      reading: "Near 0 % burns follow usage; above 50 % they are a decision of the treasury.",
      aliases: ["non-organic burn share"],
      edges: "Not meaningful where both are 0.",
      source: "Messari, State of Helium Q4 2025",
      examples: [
        .init(["discretionary_burns": [300], "revenue": [100]], gives: 0.75),
        .init(["discretionary_burns": [0], "revenue": [0]], .notMeaningful),
      ]),
    MetricDefinition(
      "A10", "run_rate", "Annual run rate", .usd,
      .firstKnown([
        .annualized(.sum("revenue", over: .lastMonth)), .annualized(.metric("revenue")),
      ]),
      meaning: "Revenue of the last complete month, else of the period, times 365 over its days.",
      reading: "Higher is better; the Leaders Index of Messari starts at $500k.",
      aliases: ["ARR-like", "annualized revenue"],
      edges: "The month counts where rows of a month or shorter cover it. Partial windows are not "
        + "annualized. No contracts are implied.",
      source: "https://docs.tokenterminal.com/our-metrics",
      examples: [
        .init(["revenue": [9200]], gives: 36_500),
        .init(["revenue@month": [1, 1, 310]], gives: 3650),
        .init(["revenue@month": [nil, nil, nil]], .missing),
      ]),
    MetricDefinition(
      "A11", "exit_run_rate", "Last month times twelve", .usd,
      .whole(.sum("revenue", over: .lastMonth)) * .number(12, .one),
      meaning: "The figure that quarterly research prints; it exists to be compared with.",
      reading: "Above the run rate when the last month was long; compare like with like.",
      aliases: ["December run rate", "exit ARR"],
      edges: "Needs rows of a month or shorter that cover the last month whole.",
      source: "Messari, State of Helium Q4 2025: December times 12",
      examples: [
        .init(["revenue@month": [1, 1, 100]], gives: 1200), .init(["revenue": [300]], .missing),
      ]),
    MetricDefinition(
      "A12", "revenue_ltm", "Revenue of twelve months", .usd,
      .sum("revenue", over: .trailingYear),
      meaning: "Usage revenue of the last four quarters.",
      reading: "The steadiest measure of size; it lags a turn by up to a year.",
      aliases: ["LTM revenue", "TTM revenue", "revenue of the last four quarters"],
      edges: "The sum of four quarters if all have a value, else one source that covers the year "
        + "whole, else partial.",
      source: "Artemis, window LTM",
      examples: [
        .init(["revenue": [9, 1, 2, 3, 4]], gives: 10),
        .init(["revenue": [nil, 2, 3, 4]], .partial(9)),
      ]),
    MetricDefinition(
      "A13", "revenue_growth_qoq", "Growth on the period before", .percent,
      .growth(.metric("revenue"), .previous),
      meaning: "Usage revenue against the period of the same length before.",
      reading: "Above 0 is growth; one quarter alone is noise.",
      aliases: ["QoQ growth"],
      edges: "Not meaningful from a base of 0 or less, or below $1,000; needs both whole.",
      source: "common usage",
      examples: [
        .init(["revenue": [2000, 3000]], gives: 0.5),
        .init(["revenue": [900, 3000]], .notMeaningful),
        .init(["revenue": [nil, 3000]], .missing),
      ]),
    MetricDefinition(
      "A13", "revenue_growth_yoy", "Growth on the year", .percent,
      .growth(.metric("revenue"), .yearAgo),
      meaning: "Usage revenue against the same period of the year before.",
      reading: "Above 0 is growth; it must outrun dilution to help a holder.",
      aliases: ["YoY growth"],
      edges: "As growth on the quarter.", source: "common usage",
      examples: [.init(["revenue": [2000, nil, nil, nil, 1000]], gives: -0.5)]),
    MetricDefinition(
      "A14", "revenue_cqgr", "Compound quarterly growth", .percent,
      .power(.growth(.metric("revenue"), .yearAgo) + .number(1, .one), 0.25) - .number(1, .one),
      meaning: "The quarterly rate that leads from usage revenue a year ago to the period's.",
      reading: "5 % a quarter is 22 % a year; steadier to compare than one quarter's growth.",
      aliases: ["CQGR", "compound quarterly growth rate"],
      edges: "Both ends must be whole and above 0; as growth on the year.", source: "common usage",
      examples: [
        .init(["revenue": [10_000, nil, nil, nil, 14_641]], gives: 0.1),
        .init(["revenue": [nil, nil, nil, nil, 14_641]], .missing),
      ]),
    MetricDefinition(
      "A15", "revenue_volume_effect", "Revenue change by volume", .usd,
      (revenuePrice + .earlier(revenuePrice, .previous)) * .number(0.5, .one)
        * (.metric("usage") - .earlier(.metric("usage"), .previous)),
      meaning: "The part of the change of revenue on the period that more or fewer units explain.",
      reading: "Growth by volume lasts longer than growth by price.",
      aliases: ["volume variance", "quantity effect"],
      edges:
        "Mean of both prices times the change of units. With the price effect it adds up to the "
        + "change of revenue exactly; a product that appears or vanishes is not told apart.",
      source: "T. L. Bennet, The theory of measurement of changes in cost of living, 1920",
      examples: [
        // Prices 10 and 12: mean 11 times 5 more units.
        .init(["revenue": [100, 180], "usage": [10, 15]], gives: 55),
        .init(["revenue": [100, 180], "usage": [15]], .missing),
        .init(["revenue": [100, 180], "usage": [0, 15]], .notMeaningful),
      ]),
    MetricDefinition(
      "A15", "revenue_price_effect", "Revenue change by price", .usd,
      (.metric("usage") + .earlier(.metric("usage"), .previous)) * .number(0.5, .one)
        * (revenuePrice - .earlier(revenuePrice, .previous)),
      meaning: "The part of the change of revenue on the period that a dearer or cheaper unit "
        + "explains.",
      reading: "Large and positive with falling units: fewer customers pay more.",
      aliases: ["price variance"],
      edges: "Mean of both volumes times the change of revenue for a unit.",
      source: "T. L. Bennet, The theory of measurement of changes in cost of living, 1920",
      examples: [
        // Mean volume 12.5 times 2 dearer: 25, and 55 + 25 = 80.
        .init(["revenue": [100, 180], "usage": [10, 15]], gives: 25),
        .init(["revenue": [100, 180]], .missing),
      ]),
    MetricDefinition(
      "A16", "revenue_variation", "Variation of weekly revenue", .multiple,
      .measure(.weeklyVariation(of: .sum("revenue"))),
      method: "s(weekly revenue) ÷ mean(weekly revenue), 13 weeks, s with n − 1",
      meaning: "Standard deviation over mean of revenue in the last 13 calendar weeks.",
      reading: "Below 0.2 is steady; above 1 single weeks make the quarter.",
      aliases: ["coefficient of variation", "revenue stability"],
      edges: "Needs ten whole weeks (Monday to Sunday), so rows of a week or shorter; n − 1.",
      source: "house",
      examples: [
        // Mean 100, deviations of ±10: variance 1,000 ÷ 9.
        .init(
          ["revenue@week": [90, 110, 90, 110, 90, 110, 90, 110, 90, 110]], gives: 0.105_409_255_339),
        .init(["revenue": [100]], .missing),
        .init(["fees": [100]], .missing),
      ]),
    MetricDefinition(
      "A17", "product_concentration", "Concentration of revenue by product", .one,
      .measure(.productConcentration),
      method: "Σ (share of the product in percent)², 0 to 10,000",
      meaning: "Herfindahl-Hirschman index of the products of usage revenue, from 0 to 10,000.",
      reading: "10,000 is one product; four equal ones are 2,500. A network of one product falls "
        + "with it.",
      aliases: ["HHI of revenue", "revenue mix concentration"],
      edges: "Products are the segments of revenue. What the whole has beyond them makes it a "
        + "lower bound; a product with more refunds than payments is left out.",
      source:
        "https://www.justice.gov/atr/merger-guidelines/applying-merger-guidelines/guideline-1",
      examples: [
        // Shares of 60 and 40 %: 3,600 + 1,600.
        .init(["revenue[mobile]": [60], "revenue[iot]": [40]], gives: 5200),
        .init(["revenue": [100], "revenue[mobile]": [60]], gives: 3600),
        .init(["revenue": [100]], .missing),
      ]),
  ]
}
