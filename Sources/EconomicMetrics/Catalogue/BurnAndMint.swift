import Formulas
import Quantities

extension MetricDefinition {
  static let burnAndMint: [MetricDefinition] = [
    MetricDefinition(
      "C1", "burn_to_mint", "Burn-to-mint", .multiple,
      .divide(
        .metric("tokens_burned"), .metric("tokens_emitted"), whenNotPositive: "no mint"),
      meaning: "Tokens burned for each token minted; above 1 the supply shrinks.",
      edges: "No mint: not meaningful.",
      source: "https://giantslabs.pro/models/depin-tokenomics/", applies: .burning,
      examples: [
        .init(["tokens_burned": [15], "tokens_emitted": [60]], gives: 0.25),
        .init(["tokens_burned": [8], "tokens_emitted": [0]], .notMeaningful),
        .init(["tokens_emitted": [8]], .notApplicable),
      ]),
    MetricDefinition(
      "C3", "equilibrium_price", "Equilibrium price", .usdPerToken,
      .firstKnown([
        .metric("burned_usd") - .metric("discretionary_burns"),
        .bounded(.metric("burned_usd"), .atMost),
      ]) / .metric("tokens_emitted"),
      meaning: "The token price at which usage burns would destroy as many tokens as are minted.",
      edges: "Discretionary burns are taken out where they are published; else all burns stand in "
        + "and the figure reads at most.",
      source: "burn-and-mint identity: USD burned for usage = tokens minted times price",
      applies: .burning,
      examples: [
        .init(
          [
            "tokens_burned": [10], "price@average": [3], "discretionary_burns": [10],
            "tokens_emitted": [40],
          ], gives: 0.5),
        .init(
          ["tokens_burned": [10], "price@average": [3], "tokens_emitted": [40]], gives: 0.75),
      ]),
    MetricDefinition(
      "C4", "equilibrium_premium", "Premium to equilibrium", .percent,
      .close("price") / .metric("equilibrium_price") - .number(1, .one),
      meaning: "How far the market price stands above the price that usage would hold.",
      edges: "At least, where the equilibrium price reads at most.", source: "house",
      applies: .burning,
      examples: [
        .init(
          [
            "tokens_burned": [10], "price@average": [3], "discretionary_burns": [0],
            "tokens_emitted": [40], "price": [3],
          ], gives: 3)
      ]),
  ]
}
