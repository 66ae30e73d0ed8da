public import Quantities

/// What a series name means: its kind, unit and gap policy.
public struct SeriesDefinition: Hashable, Sendable {
  /// The name in snake case.
  public let name: String
  /// How rows become a number.
  public let kind: SeriesKind
  /// What values count; `capacity` and `usage` stand for the profile's words.
  public let unit: Unit
  /// One phrase for the glossary.
  public let meaning: String
  /// What days without a row mean.
  public let gaps: GapPolicy

  /// Creates a definition; gaps are unknown unless said otherwise.
  public init(
    _ name: String, _ kind: SeriesKind, _ unit: Unit, _ meaning: String, gaps: GapPolicy = .missing
  ) {
    (self.name, self.kind, self.unit, self.meaning, self.gaps) = (name, kind, unit, meaning, gaps)
  }

  /// The series that every network may have; a profile may add its own.
  public static let standard: [SeriesDefinition] = [
    .init("fees", .flow, .usd, "all that end users paid, whoever received it"),
    .init("supply_side_revenue", .flow, .usd, "the part of fees passed on to operators"),
    .init("revenue", .flow, .usd, "the network's usage revenue, without discretionary burns"),
    .init("holders_revenue", .flow, .usd, "what token holders got: usage burns, shares, buy-backs"),
    .init("treasury_revenue", .flow, .usd, "what a treasury, foundation or company kept"),
    .init("discretionary_burns", .flow, .usd, "buy-backs and burns not caused by usage"),
    .init("tokens_emitted", .flow, .token, "minted or released as rewards"),
    .init("tokens_burned", .flow, .token, "destroyed"),
    .init("tokens_unlocked", .flow, .token, "vesting and pre-mine released into circulation"),
    .init("tokens_reminted", .flow, .token, "burned tokens that are minted again as rewards"),
    .init("scheduled_emission", .flow, .token, "what the emission schedule of the profile says"),
    .init(
      "scheduled_unlocks", .flow, .token, "what the unlock schedule of the profile says",
      gaps: .zero),
    .init("service_credits_created", .flow, .usd, "prepaid service credits created, at their peg"),
    .init("service_credits_used", .flow, .usd, "prepaid service credits used, at their peg"),
    .init("price", .level, .usdPerToken, "closing price of the token"),
    .init("circulating_supply", .stock, .token, "tokens in circulation"),
    .init("total_supply", .stock, .token, "tokens minted less tokens burned"),
    .init("max_supply", .stock, .token, "the cap on tokens", gaps: .carry),
    .init("market_cap", .level, .usd, "market value as published"),
    .init("volume", .flow, .usd, "spot trading volume on the exchanges that the source names"),
    .init("capacity", .stock, .capacity, "what operators offer"),
    .init("active_providers", .stock, .count, "operators with accepted work"),
    .init("subscribers", .stock, .count, "subscribers"),
    .init("customers", .stock, .count, "paying customers"),
    .init("daily_users", .stock, .count, "users a day"),
    .init("usage", .flow, .usage, "what was consumed"),
    .init("units_produced", .flow, .usage, "what operators produced, sold or not"),
    .init("utilization", .stock, .percent, "used over available"),
    .init("unit_price", .level, .usd / .usage, "price of a unit here"),
    .init("centralized_unit_price", .level, .usd / .usage, "price of a unit at the incumbent"),
    .init("list_price", .level, .usd / .usage, "price of a unit on the network's own list"),
    .init("performance_index", .stock, .percent, "performance over the incumbent's, 100 % = equal"),
    .init("provider_costs", .level, .usd / (.count * .months), "an operator's costs a month"),
    .init("provider_capex", .level, .usd / .count, "price of an operator's device"),
    .init("uptime", .stock, .percent, "share of time in service"),
    .init("service_level_objective", .stock, .percent, "uptime that is promised", gaps: .carry),
    .init("sla_attainment", .stock, .percent, "share of jobs or months that met what was promised"),
    .init("node_uptime", .stock, .percent, "share of time in service, weighted by capacity"),
    .init("proofs_due", .flow, .count, "proofs that were due"),
    .init("proofs_failed", .flow, .count, "proofs that failed or were not given"),
    .init("incidents", .flow, .count, "incidents that the operator reported"),
    .init("repair_hours", .flow, .hours, "hours until repair, all incidents together"),
    .init("funding_raised", .stock, .usd, "capital raised to date", gaps: .carry),
    .init("treasury", .stock, .usd, "assets of the treasury"),
    .init("treasury_without_own_token", .stock, .usd, "assets of the treasury, own token left out"),
    .init("treasury_income", .flow, .usd, "what the treasury earned"),
    .init("debt", .stock, .usd, "what the organisation owes"),
    .init("operating_costs", .flow, .usd, "costs of running the organisation"),
  ]
}
