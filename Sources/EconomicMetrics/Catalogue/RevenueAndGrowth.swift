import Formulas
import Quantities

extension MetricDefinition {
  static let revenueAndGrowth: [MetricDefinition] = [
    MetricDefinition(
      "A1", "fees", "Customer spend", .usd, .sum("fees"),
      meaning: "All that end users paid in the period, whoever received it.",
      edges: "Refunds count against payments. Marked by-rule where a dated rule of the profile "
        + "derives it from revenue.",
      source: "https://docs.llama.fi/analysts/data-definitions",
      examples: [
        .init(["fees": [1200, 1500]], gives: 1500), .init(["fees": [1200, nil]], .missing),
      ]),
    MetricDefinition(
      "A2", "supply_side_revenue", "Paid through to suppliers", .usd, .sum("supply_side_revenue"),
      meaning: "The part of customer spend that goes to operators.",
      edges: "Marked by-rule where a dated rule of the profile derives it.",
      source: "https://github.com/DefiLlama/dimension-adapters/blob/master/GUIDELINES.md",
      examples: [.init(["supply_side_revenue": [400]], gives: 400)]),
    MetricDefinition(
      "A3", "protocol_revenue", "Protocol revenue", .usd,
      .metric("fees") - .metric("supply_side_revenue"),
      meaning: "What the network keeps of customer spend.",
      edges: "Needs both parts; 0 is a value and differs from unknown.",
      source: "https://github.com/DefiLlama/dimension-adapters/blob/master/GUIDELINES.md",
      examples: [
        .init(["fees": [1000], "supply_side_revenue": [800]], gives: 200),
        .init(["fees": [1000]], .missing),
      ]),
    MetricDefinition(
      "A6", "take_rate", "Take rate", .percent,
      .metric("protocol_revenue") / .metric("fees"),
      meaning: "The share of customer spend that the network keeps.",
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
      edges: "Partial below 95 % of the days; never grossed up. Other definitions are lines of "
        + "their own.",
      source: "Messari, State of Helium Q4 2025: data credits used, discretionary burns apart",
      examples: [
        .init(["revenue": [100, 150]], gives: 150),
        .init(["revenue@month": [10, 20, nil]], .partial(30)),
      ]),
    MetricDefinition(
      "A7", "revenue_evidenced", "Evidenced revenue", .usd,
      .series("revenue", .evidenced, .period),
      meaning: "The part of usage revenue whose rows are settled on chain or tied to burns.",
      edges: "0 where every row is an operator's or the press's word.",
      source: "house",
      examples: [.init(["revenue": [100]], gives: 100)]),
    MetricDefinition(
      "A8", "evidence_share", "Evidence share", .percent,
      .metric("revenue_evidenced") / .metric("revenue"),
      meaning: "How much of usage revenue anyone can check on chain.",
      edges: "Not meaningful where revenue is 0.", source: "house",
      examples: [
        .init(["revenue": [100]], gives: 1), .init(["revenue": [0]], .notMeaningful),
      ]),
    MetricDefinition(
      "A9", "discretionary_burns", "Discretionary burns", .usd, .sum("discretionary_burns"),
      meaning: "Buy-backs and burns that usage did not cause.",
      edges: "Never part of usage revenue.",
      source: "Messari, State of Helium Q4 2025",
      examples: [.init(["discretionary_burns": [2900]], gives: 2900)]),
    MetricDefinition(
      "A9", "discretionary_share", "Discretionary share", .percent,
      // Pinned to the profile's definition: others may hold discretionary burns already.
      .metric("discretionary_burns")
        / (.metric("discretionary_burns") + .sum(SeriesReference("revenue", basis: ""))),
      meaning: "The share of burns and revenue together that someone chose to burn.",
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
      .sum("revenue", over: .lastMonth) * .number(12, .one),
      meaning: "The figure that quarterly research prints; it exists to be compared with.",
      edges: "Needs rows of a month or shorter.",
      source: "Messari, State of Helium Q4 2025: December times 12",
      examples: [
        .init(["revenue@month": [1, 1, 100]], gives: 1200), .init(["revenue": [300]], .missing),
      ]),
    MetricDefinition(
      "A12", "revenue_ltm", "Revenue of twelve months", .usd,
      .sum("revenue", over: .trailingYear),
      meaning: "Usage revenue of the last four quarters.",
      edges: "The sum of four quarters if all have a value, else one source that covers the year "
        + "whole, else partial.",
      source: "Artemis, window LTM",
      examples: [
        .init(["revenue": [9, 1, 2, 3, 4]], gives: 10),
        .init(["revenue": [nil, 2, 3, 4]], .partial(9)),
      ]),
    MetricDefinition(
      "A13", "revenue_growth_qoq", "Growth on the quarter", .percent,
      .growth(.metric("revenue"), .previous),
      meaning: "Usage revenue against the period of the same length before.",
      edges: "Not meaningful from a base of 0 or less, below $1,000, or where either is partial.",
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
      edges: "As growth on the quarter.", source: "common usage",
      examples: [.init(["revenue": [2000, nil, nil, nil, 1000]], gives: -0.5)]),
  ]
}
