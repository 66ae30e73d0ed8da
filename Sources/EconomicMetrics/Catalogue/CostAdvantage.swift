import Formulas
import Quantities

extension MetricDefinition {
  static let costAdvantage: [MetricDefinition] = [
    MetricDefinition(
      "K1", "discount_to_centralized", "Discount to the incumbent", .percent,
      .number(1, .one)
        - .firstKnown([.last("unit_price"), .metric("realized_price")])
        / .last("centralized_unit_price"),
      meaning: "How much cheaper a unit is here than at the centralised incumbent.",
      reading: "50 to 80 % is the usual claim; below 0 the incumbent is cheaper.",
      aliases: ["cost advantage", "savings against the cloud"],
      edges: "The listed unit price, else the realised one; both read inside the period. Like for "
        + "like is the data's duty.",
      source: "DePIN research commonly claims 50–80 %",
      examples: [
        .init(["unit_price": [2], "centralized_unit_price": [8]], gives: 0.75),
        .init(
          ["fees": [100], "usage": [50], "centralized_unit_price": [8]], gives: 0.75),
      ])
  ]
}
