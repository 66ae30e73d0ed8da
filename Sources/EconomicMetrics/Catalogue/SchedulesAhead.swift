import Formulas
import Quantities

/// Twelve months ahead with the same amount.
private func months(_ amount: Double) -> [Double?] { Array(repeating: amount, count: 12) }

extension MetricDefinition {
  private static let unlockEdges =
    "By the profile's rules, cliffs and steady releases together; days without a release count as 0 "
    + "up to the end of the rules. Burns are not taken off. Missing after the rules end: nobody "
    + "says what follows."
  private static let unlockSource =
    "https://docs.tokenomist.ai/methodology/cliff-and-linear-emission"

  static let schedulesAhead: [MetricDefinition] = [
    MetricDefinition(
      "B5", "unlocks_next", "Unlocks of the next 90 days", .token,
      .sum("scheduled_unlocks", over: .next90Days),
      meaning: "Tokens that come into circulation in the 90 days after the period.",
      reading: "Less is better for holders; read it as a share of circulating supply.",
      aliases: ["upcoming unlocks (Tokenomist)"], edges: unlockEdges, source: unlockSource,
      examples: [
        .init(["scheduled_unlocks@next": [30, 20, 10]], gives: 60),
        .init(["scheduled_unlocks@next": [31, nil]], .partial(31)),
        .init(["tokens_unlocked": [5]], .missing),
      ]),
    MetricDefinition(
      "B5", "unlocks_next_30d", "Unlocks of the next 30 days", .token,
      .sum("scheduled_unlocks", over: .next30Days),
      meaning: "Tokens that come into circulation in the 30 days after the period.",
      reading: "As those of 90 days; a single cliff shows here first.", edges: unlockEdges,
      source: unlockSource,
      examples: [
        .init(["scheduled_unlocks@next": [31]], gives: 30),
        .init(["scheduled_unlocks": [31]], .missing),
      ]),
    MetricDefinition(
      "B5", "unlocks_next_365d", "Unlocks of the next year", .token,
      .sum("scheduled_unlocks", over: .nextYear),
      meaning: "Tokens that come into circulation in the twelve months after the period.",
      reading: "As those of 90 days, over the horizon of most vesting plans.", edges: unlockEdges,
      source: unlockSource,
      examples: [
        .init(["scheduled_unlocks@next": months(10)], gives: 120),
        .init(["scheduled_unlocks": [10]], .missing),
      ]),
    MetricDefinition(
      "B5", "unlocks_next_usd", "Unlocks of the next 90 days in USD", .usd,
      .metric("unlocks_next") * .metric("price"),
      meaning: "The tokens of the next 90 days at the period's closing price.",
      reading: "What buyers must take up if every receiver sells; compare trading volume.",
      edges: "Needs a close at the period's end. The price of the day is not known.",
      source: unlockSource,
      examples: [
        .init(["scheduled_unlocks@next": [30, 20, 10], "price": [2]], gives: 120),
        .init(["scheduled_unlocks@next": [30, 20, 10]], .missing),
      ]),
    MetricDefinition(
      "B5", "unlocks_next_share", "Unlocks of the next 90 days, share", .percent,
      .metric("unlocks_next") / .metric("circulating_supply"),
      meaning: "The tokens of the next 90 days over circulating supply.",
      reading: "Below 1 % is little; above 5 % the price has to absorb a new float.",
      edges: "Needs a reading of circulating supply inside the period.", source: unlockSource,
      examples: [
        .init(
          ["scheduled_unlocks@next": [30, 20, 10], "circulating_supply": [600]], gives: 0.1),
        .init(["scheduled_unlocks@next": [30, 20, 10]], .missing),
      ]),
    MetricDefinition(
      "B11", "scheduled_emission_next_year", "Scheduled emission of the next year", .token,
      .sum("scheduled_emission", over: .nextYear),
      meaning: "What the rules release as rewards in the twelve months after the period.",
      reading: "The supply that revenue has to carry next; compare emission of the last year.",
      edges:
        "By the profile's rules alone, without what is minted again from burns. At most, where "
        + "the schedule is a ceiling; partial where the rules end earlier.",
      source: "house",
      examples: [
        .init(["scheduled_emission@next": months(5)], gives: 60),
        .init(["scheduled_emission": [5]], .missing),
      ]),
    MetricDefinition(
      "B13", "unlock_overhang", "Unlock overhang", .days,
      .metric("unlocks_next_usd") / .dailyVolume * .number(1, .days),
      meaning: "Days of trading that the unlocks of the next 90 days amount to.",
      reading: "Lower is better: above 90 the unlocks exceed all that is traded while they come.",
      aliases: ["days to absorb"],
      edges:
        "Reported volume may be wash trade, so the true figure may be higher. Volume of 0: not "
        + "meaningful.",
      source: "house",
      examples: [
        .init(
          ["scheduled_unlocks@next": [30, 20, 10], "price": [2], "volume@month": [3100]],
          gives: 1.2),
        .init(["scheduled_unlocks@next": [30, 20, 10], "price": [2]], .missing),
      ]),
    MetricDefinition(
      "B14", "sell_pressure", "Potential sell pressure", .percent,
      .firstKnown([.providerEmission + .unlockedValue, .providerEmission]) / .sum("volume"),
      meaning: "Emission that operators receive and unlocks, in USD, over the volume traded.",
      reading: "Lower is better; it assumes that every receiver sells, so the truth lies below it.",
      aliases: ["supply pressure"],
      edges: "Unlocks as published, else by the schedule, where either is known; without them "
        + "emission alone. All emission stands in where the operators' class is not published, and "
        + "the figure reads at most.",
      source: "house",
      examples: [
        .init(
          [
            "tokens_emitted": [40], "tokens_unlocked": [20], "price@average": [5],
            "volume": [3000],
          ], gives: 0.1),
        .init(["tokens_emitted": [40], "price@average": [5]], .missing),
      ]),
    MetricDefinition(
      "B15", "halving_effect", "Step of the schedule", .percent,
      .sum("scheduled_emission", over: .nextYear)
        / .sum("scheduled_emission", over: .trailingYear) - .number(1, .one),
      meaning: "Scheduled emission of the next twelve months over that of the last, less 1.",
      reading: "Below 0 the schedule falls: −50 % is a full halving; above 0 a supplement begins.",
      aliases: ["halving", "reduction of emission"],
      edges: "Needs rules for both years.",
      source: "https://docs.helium.com/tokens/hnt-token/",
      examples: [
        .init(
          ["scheduled_emission": [25, 25, 25, 25], "scheduled_emission@next": months(5)],
          gives: -0.4),
        .init(["scheduled_emission": [25, 25, 25, 25]], .missing),
      ]),
  ]
}

extension Formula {
  /// Tokens that came into circulation in USD: as published, else by the schedule.
  fileprivate static let unlockedValue = firstKnown([
    .valued("tokens_unlocked"), .valued("scheduled_unlocks"),
  ])
}
