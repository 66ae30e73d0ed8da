import Formulas
import Quantities

extension MetricDefinition {
  static let costAdvantage: [MetricDefinition] = [
    MetricDefinition(
      "K1", "discount_to_centralized", "Discount to the incumbent", .percent,
      .number(1, .one)
        - .firstKnown([.metric("realized_price"), .last("unit_price")])
        / .last("centralized_unit_price"),
      meaning: "How much cheaper a unit is here than at the centralised incumbent.",
      reading: "50 to 80 % is the usual claim; below 0 the incumbent is cheaper.",
      aliases: ["cost advantage", "savings against the cloud"],
      edges: "The realised unit price, else the listed one; both read inside the period. Like for "
        + "like is the data's duty.",
      source: "DePIN research commonly claims 50–80 %",
      examples: [
        .init(["unit_price": [2], "centralized_unit_price": [8]], gives: 0.75),
        .init(
          ["fees": [100], "usage": [50], "centralized_unit_price": [8]], gives: 0.75),
      ]),
    MetricDefinition(
      "K2", "discount_quality_adjusted", "Discount adjusted for quality", .percent,
      .number(1, .one)
        - .firstKnown([.metric("realized_price"), .last("unit_price")])
        / .last("performance_index") / .last("centralized_unit_price"),
      meaning: "How much cheaper a unit of the same performance is than at the incumbent.",
      reading: "Below the plain discount where the service is slower or less available.",
      aliases: ["price-performance advantage"],
      edges: "Needs a published index of performance or availability.", source: "house",
      examples: [
        .init(
          ["unit_price": [2], "performance_index": [0.5], "centralized_unit_price": [8]],
          gives: 0.5),
        .init(["unit_price": [2], "centralized_unit_price": [8]], .missing),
      ]),
    MetricDefinition(
      "K3", "full_unit_cost", "Unit cost with subsidy", .usd / .usage,
      (.metric("fees") + .providerEmission) / .metric("usage"),
      meaning: "What a unit costs customers and token holders together.",
      reading: "Compare with the incumbent's price: above it, the token pays for the difference.",
      aliases: ["fully loaded unit cost"],
      edges: "All emission stands in where the operators' class is not published; the figure then "
        + "reads at most.",
      source: "house",
      examples: [
        .init(
          ["fees": [100], "tokens_emitted": [40], "price@average": [5], "usage": [50]], gives: 6),
        .init(["fees": [100], "usage": [50]], .missing),
      ]),
    MetricDefinition(
      "K4", "discount_without_subsidy", "Discount without subsidy", .percent,
      .number(1, .one) - .metric("full_unit_cost") / .last("centralized_unit_price"),
      meaning: "How much cheaper a unit would be if customers paid operators' emission as well.",
      reading: "Below 0 the service is dearer than the incumbent before the token helps.",
      aliases: ["unsubsidised cost advantage"],
      edges: "At least, where all emission stands in for the operators' class.", source: "house",
      examples: [
        .init(
          [
            "fees": [100], "tokens_emitted": [40], "price@average": [5], "usage": [50],
            "centralized_unit_price": [8],
          ], gives: 0.25),
        .init(["centralized_unit_price": [8]], .missing),
      ]),
  ]
}
