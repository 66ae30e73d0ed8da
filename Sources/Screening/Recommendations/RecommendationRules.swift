/// Every rule of recommendations, in the order in which a report tells them.
///
/// A new one is an entry here, and nothing else: `Documentation/recommendations.md` has the table that
/// `depin-audit report --for team` prints. Conditions compare metrics with numbers, so that each figure
/// behind a recommendation has an id that can be traced.
package enum RecommendationRules {
  /// The rules.
  package static let all: [RecommendationRule] =
    demandAndSupply + providers + customers + reliability + token + evidence

  private static let demandAndSupply = [
    RecommendationRule(
      "demand.behind-supply", when: "growth_gap < 0pp",
      "Win users before more capacity: use changed by {usage_growth} and capacity by "
        + "{capacity_growth} on the quarter, a gap of {growth_gap}. Tie new emission to places and "
        + "services that somebody pays for.",
      because: "Capacity that grows faster than its use has to be paid by emission.",
      source: "house"),
    RecommendationRule(
      "supply.idle", when: "utilization < 30%",
      "Stop paying for capacity that stands idle: {utilization} of it is used. Lower rewards where "
        + "supply is ample, and raise them only where demand is turned away.",
      because:
        "The screen demand-led asks for the same 30 %; below it most of the emission buys "
        + "capacity that nobody uses.", source: "house"),
    RecommendationRule(
      "price.above-incumbent", when: "discount_to_centralized < 0%",
      "Say what the higher price buys, or lower it: the discount to the incumbent is "
        + "{discount_to_centralized}.",
      because: "Below 0 a customer pays more than elsewhere.", source: "house"),
    RecommendationRule(
      "price.subsidised",
      when: "discount_to_centralized >= 0% and discount_without_subsidy < 0%",
      "Bring cost down before the subsidy ends: customers pay {discount_to_centralized} less than at "
        + "the incumbent, but with the tokens paid to suppliers a unit costs so much that the "
        + "discount is {discount_without_subsidy}.",
      because: "A discount that tokens pay for ends with them.", source: "house"),
  ]

  private static let providers = [
    RecommendationRule(
      "provider.payback", when: "provider_payback > 24mo",
      "Make a device pay back sooner, or expect fewer of them: at the income of the quarter it takes "
        + "{provider_payback}.",
      because:
        "Two years is what the screen demand-led allows; hardware is sold with warranties of "
        + "one to three years.", source: "house"),
    RecommendationRule(
      "provider.token-dependent",
      when: "provider_payback <= 24mo and provider_payback_demand_only > 24mo",
      "Raise what customers pay to suppliers: a device pays back in {provider_payback} with tokens, "
        + "and in {provider_payback_demand_only} from fees alone.",
      because: "Supply that only tokens pay for leaves with their price.", source: "house"),
    RecommendationRule(
      "provider.subsidy", when: "subsidy_share > 80%",
      "Shift suppliers' income from tokens to fees: {subsidy_share} of it is subsidy.",
      because: "Where four fifths of an income are tokens, their price decides who stays.",
      source: "house"),
    RecommendationRule(
      "provider.churn", when: "provider_churn > 20%",
      "Ask those who leave why: {provider_churn} of the suppliers that earned at the start of the "
        + "quarter earned nothing at its end.",
      because: "A fifth a quarter is more than half in a year.", source: "house"),
  ]

  private static let customers = [
    RecommendationRule(
      "customers.shrink", when: "net_revenue_retention < 100%",
      "Keep and grow the customers there are: those of the quarter before spend "
        + "{net_revenue_retention} of what they spent then, {gross_revenue_retention} without "
        + "what some added.",
      because: "Below 100 % revenue falls unless new customers come.", source: "house"),
    RecommendationRule(
      "customers.largest", when: "top_customer_share > 10%",
      "Name the dependence and win others: the largest customer makes {top_customer_share} of spend, "
        + "the ten largest {top_10_customer_share}.",
      because: "From 10 % of revenue on a listed company has to disclose a customer.",
      source: "IFRS 8.34 and ASC 280-10-50-42"),
    RecommendationRule(
      "customers.related", when: "related_party_share > 0%",
      "Report revenue with and without related parties: {related_party_share} of spend is theirs.",
      because: "Dealings with related parties are disclosed whatever their size.",
      source: "IAS 24.18"),
  ]

  private static let reliability = [
    RecommendationRule(
      "reliability.budget-spent", when: "error_budget <= 0%",
      "Put reliability before new features until the budget is earned back: availability was "
        + "{availability}, the error budget left is {error_budget}.",
      because: "A service that has spent its budget releases nothing but fixes.",
      source: "Google, The Site Reliability Workbook (2018), example error budget policy"),
    RecommendationRule(
      "reliability.promises", when: "sla_attainment < 100%",
      "Mend what was promised and not kept, or promise less: {sla_attainment} of the promises were "
        + "kept.",
      because: "Each promise that is not kept is owed to a customer.", source: "house"),
    RecommendationRule(
      "reliability.proofs", when: "fault_rate > 1%",
      "Find the suppliers whose proofs fail: {fault_rate} of those due did.",
      because: "Above one in a hundred failures are no accidents of single machines.",
      source: "house"),
  ]

  private static let token = [
    RecommendationRule(
      "emission.above-revenue", when: "revenue_to_emission < 1x",
      "Cut emission or tie it to revenue: revenue was {revenue_to_emission} the value of the tokens "
        + "emitted; each dollar earned came with {emission_per_revenue} its worth in new tokens.",
      because: "Below 1 holders bear the rest by dilution.", source: "house"),
    RecommendationRule(
      "emission.buys-little", when: "incentive_efficiency_marginal < 0.1x",
      "Test what emission buys before more is spent: fees changed by "
        + "{incentive_efficiency_marginal} of what the quarter before emitted.",
      because: "Ten cents of new fees for a dollar take ten quarters to earn it back.",
      source: "house"),
    RecommendationRule(
      "supply.dilution", when: "dilution_annualized > 10%",
      "Slow the growth of supply: it is {dilution_annualized} a year.",
      because: "The screen self-funding allows the same 10 %.", source: "house"),
    RecommendationRule(
      "supply.unlocks", when: "unlocks_next_share > 5%",
      "Announce and spread the next unlocks: {unlocks_next_share} of the circulating supply unlocks "
        + "within 90 days.",
      because: "Five per cent is what opinions call material of a flow.", source: "house"),
    RecommendationRule(
      "treasury.runway", when: "runway_stressed < 12mo",
      "Secure the next year in money that is not the own token: with the token at half the treasury "
        + "lasts {runway_stressed}.",
      because: "Twelve months is the least that a going concern is judged over.",
      source: "IAS 1.26; ISA 570.13"),
  ]

  private static let evidence = [
    RecommendationRule(
      "revenue.evidence", when: "evidence_share < 80%",
      "Settle or burn revenue on chain, or publish what shows it: {evidence_share} of it can be "
        + "checked by anyone.",
      because: "Below 80 % the opinion on the data is qualified for it.",
      source: "rule revenue.evidence of opinions; ISA 580"),
    RecommendationRule(
      "burns.discretionary", when: "discretionary_share > 20%",
      "Publish burns that usage caused apart from those that were decided: {discretionary_share} of "
        + "revenue and discretionary burns together, {discretionary_burns}, was decided.",
      because: "Above a fifth readers who count every burn overstate usage by a quarter.",
      source: "house"),
  ]
}
