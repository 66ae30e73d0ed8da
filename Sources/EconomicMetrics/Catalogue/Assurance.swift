import Formulas
import Quantities

extension MetricDefinition {
  /// What the figures themselves are worth.
  static let assurance: [MetricDefinition] = [
    MetricDefinition(
      "N1", "coverage", "Coverage of revenue", .percent, .series("revenue", .coverage, .period),
      method: "days that rows of revenue cover ÷ days of the period",
      meaning: "The share of the period's days that rows of usage revenue cover.",
      reading: "95 % is whole; below it nothing is annualized, grown or ranked.",
      aliases: ["completeness"],
      edges: "0 % where no row covers a day; missing where the network has no row at all.",
      source: "house",
      examples: [
        // 61 of 92 days.
        .init(["revenue@month": [1, 1, nil]], gives: 61 / 92.0),
        .init(["fees": [1]], .missing),
      ]),
    MetricDefinition(
      "N2", "freshness", "Age of the newest rows", .days, .measure(.ageOfRows),
      method: "max over revenue, emission and price of: period's end − last covered day",
      meaning:
        "Days from the last day that rows cover to the period's end, of revenue, emission and "
        + "price the stalest.",
      reading: "0 is current; above 92 a quarter has no row of its own.",
      aliases: ["lag", "staleness"],
      edges: "Of the three, those that the network has rows of; a schedule is no row.",
      source: "https://github.com/dbt-labs/docs.getdbt.com/pull/6744",
      examples: [
        // November's row ends 31 days before the quarter does.
        .init(["revenue@month": [1, nil], "price": [2]], gives: 31),
        .init(["usage": [1]], .missing),
      ]),
    MetricDefinition(
      "N3", "flat_line", "Longest run of equal prices", .days, .measure(.longestFlatRun),
      method: "max of days between the first and last close of a run of equal closes",
      meaning: "Days between the first and the last of the longest run of equal closes in a year.",
      reading: "More than a few days of a traded token's price is a broken feed.",
      aliases: ["stale feed"], edges: "Needs two closes in the year up to the period's end.",
      source: "https://github.com/DefiLlama/DefiLlama-Adapters/issues/16963",
      examples: [
        .init(["price@day": [1, 2, 2, 2, 3]], gives: 2), .init(["price": [2]], .missing),
        .init(["revenue": [2]], .missing),
      ]),
    MetricDefinition(
      "N4", "outliers", "Outliers of the price", .count, .measure(.outliers),
      method: "count of closes with |P − median| ÷ median(|P − median|) > 8",
      meaning:
        "Closes of the last 90 days that lie more than eight median absolute deviations from the "
        + "median.",
      reading: "0 is usual; each one is worth a look at its row.",
      aliases: ["robust outliers", "MAD outliers"],
      edges: "Needs ten closes; not meaningful where half of them are equal.", source: "house",
      examples: [
        // Median 5, median deviation 2: 50 lies 22.5 deviations away.
        .init(["price@day": [1, 2, 3, 4, 5, 5, 6, 7, 8, 50, 5]], gives: 1),
        .init(["price@day": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]], .notMeaningful),
        .init(["price": [1]], .missing),
      ]),
    MetricDefinition(
      "N5", "identity_gap", "Gap in the income identity", .usd,
      .measure(
        .remainder(
          of: .metric("protocol_revenue") - .metric("holders_revenue") - .sum("treasury_revenue"),
          beside: .metric("fees"))),
      method: "protocol_revenue − holders_revenue − treasury_revenue as published",
      meaning: "Protocol revenue less the parts published for holders and treasury.",
      reading: "0 but for rounding; anything else is a part nobody accounts for.",
      aliases: ["reconciling item"],
      edges: "Needs all parts published; the supply residual is the identity of tokens.",
      source: "https://github.com/DefiLlama/dimension-adapters/issues/9588",
      examples: [
        .init(
          [
            "fees": [100], "supply_side_revenue": [60], "holders_revenue": [30],
            "treasury_revenue": [8],
          ], gives: 2),
        // 1 − 0.9 − 0.1 leaves −2.8e-17 in binary.
        .init(
          [
            "fees": [1], "supply_side_revenue": [0], "holders_revenue": [0.9],
            "treasury_revenue": [0.1],
          ], gives: 0),
        .init(["fees": [100], "supply_side_revenue": [60]], .missing),
      ]),
    MetricDefinition(
      "N6", "reconciliation_gap", "Gap between sources of revenue", .percent,
      .measure(.gapBetweenSources),
      method: "(revenue used − other source) ÷ mean of both, the widest",
      meaning: "The greatest distance between the revenue used and what another source says of it, "
        + "over the mean of both.",
      reading: "Below 2 % sources agree; above 10 % they count different things.",
      aliases: ["source spread"],
      edges: "Needs a second source that covers the period whole under the same definition.",
      source: "https://github.com/DefiLlama/dimension-adapters/issues/9384",
      examples: [.init(["revenue": [100]], .missing)]),
    MetricDefinition(
      "N7", "restatement", "Restatement of revenue", .percent, .measure(.restatement),
      method: "revenue now ÷ revenue by sources published within 92 days − 1",
      meaning:
        "Usage revenue as known now over what sources said within a quarter after the period, "
        + "less 1.",
      reading: "Far from 0 the first figure could not be relied on.",
      aliases: ["revision"],
      edges:
        "Rows of sources published by 92 days after the period's end against all rows; undated "
        + "sources do not count for the first figure.",
      source: "https://github.com/DefiLlama/dimension-adapters/issues/8294",
      examples: [.init(["revenue": [100]], .missing)]),
    MetricDefinition(
      "N8", "reproduced", "Reproduced", .percent, .number(1, .percent),
      method: "outputs of two runs equal, byte by byte",
      meaning: "Whether a second run of the same inputs gives the same bytes.",
      reading: "100 %, or the report is not to be trusted.",
      aliases: ["determinism"],
      edges: "A property of a report: run it twice and compare the digests in manifest.json.",
      source: "house", applies: .report, examples: [.init(["revenue": [100]], .notApplicable)]),
  ]
}
