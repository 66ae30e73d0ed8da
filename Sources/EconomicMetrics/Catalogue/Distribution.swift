import Formulas
import Quantities
import SeriesStore

extension MetricDefinition {
  /// Who holds the token, and who earns it.
  static let distribution: [MetricDefinition] = holderConcentrations + allHolders + supplierShares

  private static let guidelines =
    "https://www.justice.gov/atr/merger-guidelines/applying-merger-guidelines/guideline-1"
  private static let tokenomics =
    "https://blockchain-technology-lab.github.io/tokenomics-decentralization/metrics"
  private static let view =
    "Exchanges, contracts, treasury and burned tokens, as tagged in holders.csv, are left out: "
    + "they hold for others or for nobody. "
  private static let balances =
    "Balances of the last day inside the period; those of 0, or dust by policy holder_dust, count "
    + "as nobody. A list of the largest alone reads as if there were no others."

  private static let holderConcentrations: [MetricDefinition] = [
    MetricDefinition(
      "M1", "nakamoto_coefficient", "Nakamoto coefficient", .count,
      .measure(.nakamoto(.beneficial)),
      method: "min k with Σ k largest balances > ½ Σ balances, tagged custodians left out",
      meaning: "The fewest holders that together have more than half of the tokens.",
      reading: "Higher is better; below ten, a handful of holders can decide together.",
      aliases: ["Nakamoto index"], edges: view + balances, source: tokenomics,
      examples: [
        .init(.holders, ["2025Q4: a 40, b 30, c 20, d 10"], gives: 2),
        .init(.holders, ["2025Q4: cex 900 exchange, a 51, b 49, c 0"], gives: 1),
        .init(.holders, ["2025Q3: a 40"], .missing),
        .init(.holders, ["2025Q4: cex 900 exchange, a 0"], .notMeaningful),
      ]),
    MetricDefinition(
      "M2", "gini", "Gini coefficient of holders", .one, .measure(.gini(.beneficial)),
      method: "Σ (2i − n − 1) × x(i) ÷ (n × Σ x), x ascending, tagged custodians left out",
      meaning:
        "How unequally tokens are held: 0 where all hold the same, near 1 where one has all.",
      reading: "Lower is more even. It rises with every small holder who joins, so "
        + "read it beside the Nakamoto coefficient.",
      aliases: ["Gini index"], edges: view + balances, source: tokenomics,
      examples: [
        // Pairs of 1, 2 and 3: 8 ÷ (2 × 9 × 2).
        .init(.holders, ["2025Q4: a 1, b 2, c 3, nobody 0, cex 900 exchange"], gives: 2.0 / 9),
        .init(.holders, ["2025Q4: a 5, b 5"], gives: 0),
        .init(["circulating_supply": [100]], .missing),
      ]),
    MetricDefinition(
      "M3", "holder_concentration", "Concentration of holders", .one,
      .measure(.holderConcentration(.beneficial)),
      method: "Σ (share of the holder in percent)², tagged custodians left out",
      meaning: "Herfindahl-Hirschman index of holders: the sum of squared percentage shares.",
      reading: "10,000 is one holder. Called high above 2,500 in the guidelines of 2010, above "
        + "1,800 in those of 2023; moderate from 1,500 and 1,000.",
      aliases: ["HHI of holders"], edges: view + balances, source: guidelines,
      examples: [
        .init(.holders, ["2025Q4: a 40, b 30, c 20, d 10, burned 50 burn"], gives: 3000),
        .init(["circulating_supply": [100]], .missing),
      ]),
    MetricDefinition(
      "M4", "top_10_share", "Share of the ten largest holders", .percent,
      .measure(.topTen(.beneficial)),
      method: "Σ ten largest balances ÷ Σ balances, tagged custodians left out",
      meaning: "The part of all balances that the ten largest holders have.",
      reading: "Below 30 % is broad; above 70 % ten parties are the market.",
      aliases: ["whale share", "top-10 holders"], edges: view + balances,
      source: "Blockworks, Token Transparency Framework",
      examples: [
        .init(
          .holders,
          ["2025Q4: a 10, b 10, c 10, d 10, e 10, f 10, g 10, h 10, i 5, j 5, k 5, l 5"],
          gives: 0.9),
        .init(["circulating_supply": [100]], .missing),
      ]),
    MetricDefinition(
      "M4", "insider_share", "Share of insiders", .percent, .measure(.insiders),
      method: "Σ balances tagged team, investor or foundation ÷ Σ balances",
      meaning: "The part of all tokens that team, investors and foundation hold.",
      reading: "What may still be sold by those who paid least; falls as they sell or vest.",
      aliases: ["team and investor holdings"],
      edges: "Of all balances but burned tokens, exchanges and treasury included. Missing, not 0, "
        + "where no holder of any day is tagged so.",
      source: "Blockworks, Token Transparency Framework",
      examples: [
        .init(
          .holders,
          ["2025Q4: a 50, t 20 team, v 10 investor, f 10 foundation, cex 10 exchange, x 9 burn"],
          gives: 0.4),
        .init(.holders, ["2025Q4: a 50"], .missing),
      ]),
  ]

  /// The same over every holder of a row: the other view.
  private static let allHolders: [MetricDefinition] = [
    MetricDefinition(
      "M1", "nakamoto_coefficient_all", "Nakamoto coefficient, all holders", .count,
      .measure(.nakamoto(.all)),
      method: "min k with Σ k largest balances > ½ Σ balances",
      meaning: "The Nakamoto coefficient with exchanges, contracts, treasury and burned tokens.",
      reading: "Much lower than without them: the tags decide, so look at them.",
      edges: balances, source: tokenomics,
      examples: [
        .init(.holders, ["2025Q4: cex 900 exchange, a 51, b 49"], gives: 1),
        .init(["circulating_supply": [100]], .missing),
      ]),
    MetricDefinition(
      "M2", "gini_all", "Gini coefficient, all holders", .one, .measure(.gini(.all)),
      method: "Σ (2i − n − 1) × x(i) ÷ (n × Σ x), x ascending",
      meaning: "The Gini coefficient with exchanges, contracts, treasury and burned tokens.",
      reading: "As the other view; an exchange counts as one holder.", edges: balances,
      source: tokenomics,
      examples: [
        .init(.holders, ["2025Q4: cex 3 exchange, a 1"], gives: 0.25),
        .init(["circulating_supply": [100]], .missing),
      ]),
    MetricDefinition(
      "M3", "holder_concentration_all", "Concentration, all holders", .one,
      .measure(.holderConcentration(.all)),
      method: "Σ (share of the holder in percent)²",
      meaning: "The index of holders with exchanges, contracts, treasury and burned tokens.",
      reading: "As the other view.", edges: balances, source: guidelines,
      examples: [
        .init(.holders, ["2025Q4: cex 50 exchange, a 50"], gives: 5000),
        .init(["circulating_supply": [100]], .missing),
      ]),
    MetricDefinition(
      "M4", "top_10_share_all", "Share of the ten largest, all holders", .percent,
      .measure(.topTen(.all)),
      method: "Σ ten largest balances ÷ Σ balances",
      meaning: "The share of the ten largest with exchanges, contracts, treasury, burned tokens.",
      reading: "As the other view.", edges: balances,
      source: "Blockworks, Token Transparency Framework",
      examples: [
        .init(.holders, ["2025Q4: cex 50 exchange, a 50"], gives: 1),
        .init(["circulating_supply": [100]], .missing),
      ]),
  ]

  private static let supplierShares: [MetricDefinition] = [
    MetricDefinition(
      "M5", "reward_gini", "Gini coefficient of rewards", .one, .measure(.rewardGini),
      method: "Σ (2i − n − 1) × x(i) ÷ (n × Σ x), x = rewards of a supplier, ascending",
      meaning: "How unequally suppliers are rewarded: 0 where all earn the same.",
      reading: "Low where each supplier runs one device, high where few farms earn the rewards.",
      aliases: ["supplier Gini", "miner concentration"],
      edges: "Suppliers without a reward in the period are left out.",
      source: tokenomics,
      examples: [
        .init(.suppliers, ["2025Q4: a 1, b 3, idle 0"], gives: 0.25),
        .init(.suppliers, ["2025-11: a 1, b 3"], .partial(0.25)),
        .init(.suppliers, ["2025Q4: a 0"], .notMeaningful),
        .init(["tokens_emitted": [100]], .missing),
      ]),
    MetricDefinition(
      "M5", "regional_concentration", "Concentration by region", .one,
      .firstKnown([.measure(.rewardRegions), .measure(.capacityRegions)]),
      method: "Σ (share of the region in percent)² of rewards, else of capacity",
      meaning: "Herfindahl-Hirschman index of regions, by suppliers' rewards, else by capacity.",
      reading: "10,000 is one region: one regulator or one cable can stop the network.",
      aliases: ["geographic concentration"],
      edges: "Regions are those of suppliers.csv, else the segments of capacity that begin with "
        + "region-. What has no region makes it a lower bound.",
      source: guidelines,
      examples: [
        .init(.suppliers, ["2025Q4: a 40 eu, b 30 us, c 10 eu, d 20 asia"], gives: 3800),
        .init(.suppliers, ["2025Q4: a 50 eu, b 30 us, c 20"], gives: 3400),
        .init(["capacity[region-eu]": [60], "capacity[region-us]": [40]], gives: 5200),
        .init(.suppliers, ["2025Q4: a 40"], .missing),
        .init(["capacity[mobile]": [60], "capacity[iot]": [40]], .missing),
      ]),
  ]
}
