import Formulas
import Quantities

extension MetricDefinition {
  static let reliability: [MetricDefinition] = [
    MetricDefinition(
      "J1", "availability", "Availability", .percent, .last("uptime"),
      meaning: "The share of time, or of requests, in which the service worked.",
      reading: "99.9 % is 43 minutes a month without service.",
      aliases: ["uptime", "SLI"],
      edges: "As published; hours without a probe are unknown, not up.",
      source: "https://system-design.space/en/chapter/sli-slo-sla-error-budgets",
      examples: [
        .init(["uptime": [0.99, 0.999]], gives: 0.999), .init(["uptime": [0.9, nil]], .missing),
      ]),
    MetricDefinition(
      "J2", "error_budget", "Error budget left", .percent,
      .number(1, .one)
        - (.number(1, .one) - .metric("availability"))
          / (.number(1, .one) - .last("service_level_objective")),
      meaning: "How much of the downtime that the promise allows is unused.",
      reading: "Below 0 the promise is broken.",
      aliases: ["SLO budget"],
      edges: "A promise of 100 % leaves no budget: not meaningful.",
      source: "https://system-design.space/en/chapter/sli-slo-sla-error-budgets",
      examples: [
        .init(["uptime": [0.98], "service_level_objective": [0.96]], gives: 0.5),
        .init(["uptime": [0.98], "service_level_objective": [1]], .notMeaningful),
        .init(["uptime": [0.98]], .missing),
      ]),
    MetricDefinition(
      "J3", "sla_attainment", "Promises kept", .percent, .last("sla_attainment"),
      meaning: "The share of jobs or months that met what was promised.",
      reading: "Near 100 %; below it customers are owed credits.",
      aliases: ["SLA compliance"], source: "common usage",
      examples: [.init(["sla_attainment": [0.97]], gives: 0.97), .init(["uptime": [1]], .missing)]),
    MetricDefinition(
      "J4", "node_uptime", "Uptime of nodes", .percent, .last("node_uptime"),
      meaning: "The share of time in which operators' devices worked, weighted by capacity.",
      reading: "Below availability where the network routes around failures.",
      aliases: ["fleet uptime"], source: "house",
      examples: [.init(["node_uptime": [0.9]], gives: 0.9), .init(["uptime": [1]], .missing)]),
    MetricDefinition(
      "J5", "fault_rate", "Failed proofs", .percent, .sum("proofs_failed") / .sum("proofs_due"),
      meaning: "Proofs that failed or were not given, of those that were due.",
      reading: "Lower is better; a rise may mean that operators are leaving.",
      aliases: ["missed proofs", "fault share"], edges: "Not meaningful where none was due.",
      source: "Filecoin, storage faults",
      examples: [
        .init(["proofs_failed": [3], "proofs_due": [200]], gives: 0.015),
        .init(["proofs_failed": [0], "proofs_due": [0]], .notMeaningful),
        .init(["proofs_failed": [3]], .missing),
      ]),
    MetricDefinition(
      "J6", "incidents", "Incidents", .count, .sum("incidents"),
      meaning: "Incidents that the operator reported in the period.",
      reading: "Fewer is better, where reporting is honest.",
      aliases: ["outages"], source: "common usage",
      examples: [.init(["incidents": [2]], gives: 2), .init(["uptime": [1]], .missing)]),
    MetricDefinition(
      "J6", "time_to_repair", "Time to repair", .hours / .count,
      .divide(.sum("repair_hours"), .sum("incidents"), whenNotPositive: "no incident"),
      meaning: "Mean hours from the start of an incident to its end.",
      reading: "Shorter is better.",
      aliases: ["MTTR"], edges: "No incident: not meaningful.", source: "common usage",
      examples: [
        .init(["repair_hours": [9], "incidents": [2]], gives: 4.5),
        .init(["repair_hours": [0], "incidents": [0]], .notMeaningful),
      ]),
  ]
}
