import Formulas
import Quantities
import SeriesStore

extension MetricDefinition {
  static let demandAndSupply: [MetricDefinition] = [
    MetricDefinition(
      "E1", "capacity", "Capacity offered", .capacity, .last("capacity"),
      meaning: "What operators offer, at the last reading inside the period.",
      reading: "More is only better where usage keeps up; see the growth gap.",
      aliases: ["supply", "network size", "node count"],
      edges: "Verified and claimed are definitions of their own.",
      source: "https://docs.depin.ninja/docs/data-and-analytics/key-metrics",
      examples: [.init(["capacity": [10, 12]], gives: 12)]),
    MetricDefinition(
      "E2", "usage", "Units used", .usage, .sum("usage"),
      meaning: "What customers consumed in the period.",
      reading: "Higher is better; paid and free units are told apart where the data allows.",
      aliases: ["demand", "units sold", "consumption"],
      source: "https://docs.depin.ninja/docs/data-and-analytics/key-metrics",
      examples: [.init(["usage": [5, 8]], gives: 8)]),
    MetricDefinition(
      "E3", "utilization", "Utilisation", .percent, .last("utilization"),
      meaning: "Used over available, as published.",
      reading: "Low: capacity waits for customers; near 100 %: customers wait for capacity.",
      aliases: ["utilisation rate", "occupancy"],
      edges: "Above 100 % is a finding, not a figure to trust.",
      source: "https://messari.io/report/state-of-filecoin-q2-2023",
      examples: [.init(["utilization": [0.2, 0.25]], gives: 0.25)]),
    MetricDefinition(
      "E4", "active_providers", "Active suppliers", .count, .last("active_providers"),
      meaning: "Operators with accepted work.",
      reading: "Stability matters more than size: operators leave before customers do.",
      aliases: ["active nodes", "active suppliers", "miners"],
      edges: "As the profile's source defines active.",
      source: "https://docs.depin.ninja/docs/data-and-analytics/key-metrics",
      examples: [.init(["active_providers": [10, 9]], gives: 9)]),
    MetricDefinition(
      "E5", "capacity_growth", "Capacity growth", .percent,
      .growth(.metric("capacity"), .previous),
      meaning: "Capacity against the period before.",
      reading: "Good below usage growth, bad above it.",
      aliases: ["supply growth"],
      source: "house", examples: [.init(["capacity": [10, 12]], gives: 0.2)]),
    MetricDefinition(
      "E5", "usage_growth", "Usage growth", .percent, .growth(.metric("usage"), .previous),
      meaning: "Units used against the period before.",
      reading: "Above capacity growth is health.",
      aliases: ["demand growth"],
      source: "house", examples: [.init(["usage": [5, 8]], gives: 0.6)]),
    MetricDefinition(
      "E6", "growth_gap", "Growth gap", .points,
      .metric("usage_growth") - .metric("capacity_growth"),
      meaning: "Growth of usage less growth of capacity; below 0 supply runs ahead of demand.",
      reading: "Above 0 demand leads; below 0 for several quarters is overbuilding.",
      aliases: ["demand-supply gap"],
      edges: "Needs both.", source: "house",
      examples: [
        .init(["usage": [5, 8], "capacity": [10, 12]], gives: 0.4),
        .init(["usage": [5, 8], "capacity": [12]], .missing),
      ]),
    MetricDefinition(
      "E7", "overbuild_index", "Overbuild index", .index,
      .relativeIndex(.metric("capacity"), over: .metric("usage")),
      meaning: "Capacity for each unit used, against the first of the last five quarters that has "
        + "both; 100 there, above 100 supply outgrew demand.",
      reading: "Below 100 demand grew faster; 200 means twice the capacity for each unit used.",
      aliases: ["overcapacity index"],
      edges: "Needs an earlier quarter of the last year with both.", source: "house",
      examples: [
        .init(["capacity": [10, 10, 30], "usage": [nil, 5, 10]], gives: 150),
        .init(["capacity": [10], "usage": [5]], .missing),
      ]),
    MetricDefinition(
      "E8", "revenue_per_capacity", "Revenue per unit of capacity", .usd / .capacity,
      .firstKnown([.annualized(.metric("fees")), .annualized(.metric("revenue"))])
        / .mean("capacity"),
      meaning: "Customer spend a year for each unit of mean capacity.",
      reading:
        "Compare with what a unit costs to run a year; operators get of it only what the take "
        + "rate leaves them.",
      aliases: ["yield per unit", "ARPU of a node"],
      edges: "Usage revenue where fees are missing. Mean capacity is a row that states it, else "
        + "the mean of the opening and the closing reading.",
      source: "house",
      examples: [.init(["fees": [0, 9200], "capacity": [10, 30]], gives: 1825)]),
    MetricDefinition(
      "E10", "realized_price", "Realised unit price", .usd / .usage,
      .metric("fees") / .metric("usage"),
      meaning: "Customer spend for each unit used.",
      reading: "Compare the list price: below it where discounts or free units are large.",
      aliases: ["average selling price", "effective price"],
      edges:
        "Not meaningful where nothing was used. Where spend is derived from credits at face value, "
        + "this repeats the list price, not what customers paid in cash.",
      source: "house", examples: [.init(["fees": [100], "usage": [40]], gives: 2.5)]),
    MetricDefinition(
      "E15", "provider_churn", "Supplier churn", .percent, .measure(.supplierChurn),
      method: "suppliers with rewards at the start and none at the end ÷ suppliers with rewards at "
        + "the start",
      meaning: "Suppliers that earned rewards at the start of the period and none at its end, for "
        + "each that earned at the start.",
      reading: "5 % a quarter is calm; 20 % means that rewards no longer pay the costs.",
      aliases: ["node churn", "provider attrition", "miner churn"],
      edges: "Start and end are the calendar month before the period and its last one where "
        + "suppliers.csv covers both, else the period before and the period. Who pauses through "
        + "the last month counts as left, even if rewards come back later.",
      source: "common usage",
      examples: [
        .init(
          .suppliers, ["2025Q3: a 5, b 5, c 5, d 5", "2025Q4: a 5, b 0, c 7, e 9"], gives: 0.5),
        // Months: of a and b in September only b earns in December.
        .init(
          .suppliers,
          ["2025-09: a 5, b 5", "2025-10: a 5, b 5", "2025-11: a 5", "2025-12: b 1, c 9"],
          gives: 0.5),
        .init(.suppliers, ["2025Q4: a 5"], .missing),
        .init(.suppliers, ["2025Q3: a 0", "2025Q4: a 5"], .notMeaningful),
        .init(["active_providers": [10, 9]], .missing),
      ]),
  ]
}
