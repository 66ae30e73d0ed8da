import Formulas
import Quantities
import SeriesStore

extension MetricDefinition {
  /// Customers by the rows of `customers.csv`; usage-based, so spend takes the place of contracts.
  static let customers: [MetricDefinition] = customerCounts + customerSpend + customerShares

  private static let customerCounts: [MetricDefinition] = [
    MetricDefinition(
      "I1", "customers", "Paying customers", .count,
      .firstKnown([.measure(.customers), .last("customers")]),
      meaning: "Parties that paid in the period, counted row by row, else as published.",
      reading: "A handful of customers makes revenue a matter of single contracts.",
      aliases: ["payers", "paying users", "active customers"],
      edges: "A party counts from $1 on (policy paying_customer_floor), refunds taken off. Team, "
        + "foundation and equity entities are no customers, unnamed payers are not counted. One "
        + "party with several addresses is several unless the source joins them.",
      source: "Token Terminal, active users: https://docs.tokenterminal.com/our-metrics",
      examples: [
        .init(
          .customers, ["2025Q4: acme 130, bolt 0.5, sister 40 related, rest 9 other"], gives: 1),
        .init(["customers": [10, 12]], gives: 12),
        .init(["revenue": [100]], .missing),
      ]),
    MetricDefinition(
      "I2", "customers_gained", "Customers gained", .count, .measure(.customersGained),
      method: "count of parties with spend now, none in the period before",
      meaning: "Customers of the period that were none in the period before.",
      reading: "Growth lasts where gains exceed losses without a rising bill for incentives.",
      aliases: ["new customers", "new logos"],
      edges: "Who comes back counts as gained. Rows have to cover both periods.",
      source: "common usage",
      examples: [
        .init(.customers, ["2025Q3: acme 10, bolt 5", "2025Q4: acme 9, corp 4, dune 2"], gives: 2),
        .init(.customers, ["2025Q4: acme 9"], .missing),
      ]),
    MetricDefinition(
      "I2", "customers_reactivated", "Customers back", .count, .measure(.customersReactivated),
      method: "count of parties with spend now and earlier, none in the period before",
      meaning: "Customers of the period that were none in the period before, but earlier.",
      reading: "A large part of the gained means that usage comes and goes by project.",
      aliases: ["returning customers", "reactivated customers"],
      edges: "Part of the gained. As far back as the rows go.", source: "common usage",
      examples: [
        .init(
          .customers, ["2025Q2: corp 3", "2025Q3: acme 10", "2025Q4: acme 9, corp 4, dune 2"],
          gives: 1),
        .init(["customers": [10, 12]], .missing),
      ]),
    MetricDefinition(
      "I2", "customers_lost", "Customers lost", .count, .measure(.customersLost),
      method: "count of parties with spend in the period before, none now",
      meaning: "Customers of the period before that paid nothing in the period.",
      reading: "Weigh it by spend: revenue churn tells whether the large ones left.",
      aliases: ["churned customers", "lost logos"],
      edges: "Lost means no payment in this period; some come back. Rows have to cover both.",
      source: "common usage",
      examples: [
        .init(.customers, ["2025Q3: acme 10, bolt 5", "2025Q4: acme 9, corp 4"], gives: 1),
        .init(.customers, ["2025Q4: acme 9"], .missing),
      ]),
    MetricDefinition(
      "I3", "customer_retention", "Customer retention", .percent, .measure(.customerRetention),
      method: "parties that pay in both periods ÷ parties that paid in the period before",
      meaning: "Customers that still pay, for each customer of the period before.",
      reading: "Above 90 % a quarter is a product people keep; below 60 % it is tried and left.",
      aliases: ["logo retention"],
      edges: "The number of customers before is printed as observations: below ten, single "
        + "customers decide.",
      source: "common usage",
      examples: [
        .init(
          .customers, ["2025Q3: acme 10, bolt 5, corp 5", "2025Q4: acme 9, bolt 4, dune 2"],
          gives: 2.0 / 3),
        .init(.customers, ["2025Q3: acme 0", "2025Q4: acme 9"], .notMeaningful),
      ]),
    MetricDefinition(
      "I7", "cohorts", "Customer cohorts", .count, .measure(.cohorts),
      method: "count of quarters in which somebody first paid",
      meaning: "Quarters in which customers first paid, over the quarters in a row with rows; the "
        + "matrix shows what each cohort spends as it grows older, over its first quarter.",
      reading: "Rows of the matrix that stay above 100 % grow without new customers.",
      aliases: ["cohort analysis", "cohort retention"],
      edges: "Needs four quarters in a row; ages that lie ahead are blank, not 0. The first cohort "
        + "holds everybody who paid before as well.",
      source: "common usage",
      examples: [
        .init(
          .customers,
          ["2025Q1: acme 5", "2025Q2: acme 5, bolt 5", "2025Q3: bolt 5", "2025Q4: acme 1, corp 9"],
          gives: 3),
        .init(.customers, ["2025Q3: acme 5", "2025Q4: acme 5"], .missing),
        .init(["customers": [10]], .missing),
      ]),
  ]

  private static let customerSpend: [MetricDefinition] = [
    MetricDefinition(
      "I4", "net_revenue_retention", "Net revenue retention", .percent,
      .measure(.netRevenueRetention),
      method: "Σ spend now of the payers of the period before ÷ their spend then",
      meaning: "What the customers of the period before spend now, for each dollar then.",
      reading: "Above 100 % revenue grows without a new customer; below 80 % a quarter it drains.",
      aliases: ["NRR", "net dollar retention", "NDR"],
      edges: "By usage, quarter on quarter, so it swings more than with contracts by the year. "
        + "Refunds beyond payments count as nothing.",
      source: "https://changelog.baremetrics.com/new-metric-net-revenue-retention-2BOJIA",
      examples: [
        // Gross retention of the same rows is 100 %.
        .init(
          .customers, ["2025Q3: acme 100, bolt 100", "2025Q4: acme 160, bolt 100"], gives: 1.3),
        .init(.customers, ["2025Q3: acme 100, bolt 50", "2025Q4: acme 90, corp 80"], gives: 0.6),
        .init(.customers, ["2025Q3: acme 0", "2025Q4: acme 9"], .notMeaningful),
        .init(.customers, ["2025-09: acme 5", "2025Q4: acme 9"], .missing),
      ]),
    MetricDefinition(
      "I5", "gross_revenue_retention", "Gross revenue retention", .percent,
      .measure(.grossRevenueRetention),
      method: "Σ min(spend now, spend then) ÷ Σ spend then, over the payers of the period "
        + "before",
      meaning: "The same with no customer counting for more than in the period before.",
      reading: "Never above 100 %; what is missing to 100 % has to be won anew each period.",
      aliases: ["GRR", "gross dollar retention"],
      edges: "A customer that uses less and comes back later lowers it, though nothing was lost.",
      source: "https://docs.imboard.ai/docs/ontology/customers/gross_revenue_retention/",
      examples: [
        .init(.customers, ["2025Q3: acme 100, bolt 100", "2025Q4: acme 160, bolt 100"], gives: 1),
        .init(.customers, ["2025Q3: acme 100, bolt 50", "2025Q4: acme 90, corp 80"], gives: 0.6),
        .init(.customers, ["2025Q3: acme 0", "2025Q4: acme 9"], .notMeaningful),
      ]),
    MetricDefinition(
      "I6", "revenue_churn", "Revenue churn", .percent,
      .number(1, .one) - .metric("gross_revenue_retention"),
      meaning: "Spend that customers of the period before took away, by leaving or using less.",
      reading: "Lower is better; 10 % a quarter loses a third of revenue in a year.",
      aliases: ["dollar churn", "gross churn"], edges: "As gross revenue retention.",
      source: "https://docs.imboard.ai/docs/ontology/customers/gross_revenue_retention/",
      examples: [
        .init(.customers, ["2025Q3: acme 100, bolt 50", "2025Q4: acme 90, corp 80"], gives: 0.4),
        .init(.customers, ["2025Q4: acme 90"], .missing),
      ]),
    MetricDefinition(
      "I8", "revenue_per_customer", "Revenue per customer", .usd / .count,
      .firstKnown([
        .measure(.meanSpend),
        .firstKnown([.metric("fees"), .metric("revenue")]) / .last("customers"),
      ]),
      meaning: "Mean spend of a customer in the period, row by row, else fees over the count.",
      reading: "Far above the median: few large customers carry the mean.",
      aliases: ["ARPU", "ARPC", "average revenue per user"],
      edges: "Without rows: fees, else usage revenue, over the published count, which may include "
        + "who never paid.",
      source: "common usage",
      examples: [
        .init(.customers, ["2025Q4: acme 130, bolt 10, sister 40 related"], gives: 70),
        .init(["revenue": [1000], "customers": [8]], gives: 125),
        .init(["revenue": [1000]], .missing),
        .init(.customers, ["2025Q4: acme -5, bolt 0"], .notMeaningful),
      ]),
    MetricDefinition(
      "I8", "revenue_per_customer_median", "Median revenue per customer", .usd / .count,
      .measure(.medianSpend),
      method: "median of spend, over parties that spent the floor or more",
      meaning: "Spend of the customer in the middle: half spend more, half less.",
      reading: "What the usual customer is worth, whatever the largest spends.",
      aliases: ["median ARPU", "median spend"], edges: "Needs rows; a mean cannot stand in.",
      source: "common usage",
      examples: [
        .init(.customers, ["2025Q4: acme 130, bolt 10, corp 20"], gives: 20),
        .init(["revenue": [1000], "customers": [8]], .missing),
      ]),
    MetricDefinition(
      "I11", "quick_ratio", "Quick ratio of spend", .multiple, .measure(.quickRatio),
      method: "(new + expansion) ÷ (lost + contraction) spend",
      meaning: "Spend won by new and growing customers, for each dollar lost by shrinking and "
        + "leaving ones.",
      reading: "Above 4 growth is healthy, below 1 spend shrinks.",
      aliases: ["SaaS quick ratio", "growth efficiency"],
      edges: "Not meaningful without losses, and without customers before.",
      source: "common usage",
      examples: [
        // 30 more from acme and 50 from corp against 20 less from bolt and dune's 20.
        .init(
          .customers,
          ["2025Q3: acme 100, bolt 50, dune 20", "2025Q4: acme 130, bolt 30, corp 50"], gives: 2),
        .init(.customers, ["2025Q3: acme 100", "2025Q4: acme 130"], .notMeaningful),
      ]),
    MetricDefinition(
      "I12", "recurring_share", "Recurring share of spend", .percent, .measure(.recurringSpend),
      method: "Σ spend of payers of the period before ÷ Σ spend",
      meaning: "The share of the period's spend that comes from customers of the period before.",
      reading: "Near 100 % revenue repeats; below 50 % it is won anew each period.",
      aliases: ["repeat revenue", "returning spend"],
      edges: "Related parties apart. Unnamed payers may have paid before: then at least.",
      source: "house",
      examples: [
        .init(.customers, ["2025Q3: acme 100", "2025Q4: acme 60, corp 20"], gives: 0.75),
        .init(
          .customers, ["2025Q3: acme 100", "2025Q4: acme 60, corp 20, rest 20 other"], gives: 0.6),
        .init(.customers, ["2025Q4: acme 60"], .missing),
      ]),
  ]

  private static let customerShares: [MetricDefinition] = [
    MetricDefinition(
      "I9", "top_customer_share", "Share of the largest customer", .percent,
      .measure(.topCustomer),
      method: "largest spend ÷ Σ spend",
      meaning: "The part of all spend that one payer makes up.",
      reading:
        "From 10 % on, listed companies in the United States must disclose that such a customer "
        + "exists; above 50 % the network is its supplier.",
      aliases: ["top-1 share", "customer dependence"],
      edges: "Related parties are payers here. With unnamed payers among all: at least.",
      source: "US GAAP, ASC 280-10-50-42: revenue from a customer of 10 percent or more",
      examples: [
        .init(.customers, ["2025Q4: acme 60, bolt 30, sister 10 related"], gives: 0.6),
        .init(.customers, ["2025Q4: acme 60, bolt 20, rest 20 other"], gives: 0.6),
        .init(.customers, ["2025Q4: rest 20 other"], .notMeaningful),
        .init(["customers": [10]], .missing),
      ]),
    MetricDefinition(
      "I9", "top_10_customer_share", "Share of the ten largest customers", .percent,
      .measure(.topTenCustomers),
      method: "Σ ten largest spends ÷ Σ spend",
      meaning: "The part of all spend that the ten largest payers make up.",
      reading: "Near 100 % where there are few customers; compare with their number.",
      aliases: ["top-10 customer concentration"],
      edges: "All payers where they are ten or fewer. With unnamed payers: at least.",
      source: "common usage",
      examples: [
        .init(
          .customers,
          ["2025Q4: a 10, b 10, c 10, d 10, e 10, f 10, g 10, h 10, i 5, j 5, k 5, l 5"],
          gives: 0.9),
        .init(["customers": [10]], .missing),
      ]),
    MetricDefinition(
      "I9", "customer_concentration", "Concentration of customers", .one,
      .measure(.customerConcentration),
      method: "Σ (share of the payer in percent)², 0 to 10,000",
      meaning: "Herfindahl-Hirschman index of payers: the sum of their squared percentage shares.",
      reading:
        "10,000 is one payer. Called high above 2,500 in the guidelines of 2010, above 1,800 "
        + "in those of 2023; moderate from 1,500 and 1,000.",
      aliases: ["HHI of customers"],
      edges: "Related parties are payers here. With unnamed payers: at least.",
      source:
        "https://www.justice.gov/atr/merger-guidelines/applying-merger-guidelines/guideline-1",
      examples: [
        .init(.customers, ["2025Q4: acme 40, bolt 30, corp 20, dune 10"], gives: 3000),
        .init(.customers, ["2025Q4: acme 40, bolt 30, rest 30 other"], gives: 2500),
        .init(.customers, ["2025-10: acme 40"], .partial(10_000)),
        .init(["customers": [10]], .missing),
      ]),
    MetricDefinition(
      "I10", "related_party_share", "Share of related parties", .percent,
      .measure(.relatedParties),
      method: "Σ spend of rows tagged related ÷ Σ spend",
      meaning: "The part of all spend that team, foundation and equity entities pay.",
      reading: "Revenue from oneself is no demand; a third or more calls revenue into question.",
      aliases: ["related-party revenue", "self-dealing share"],
      edges: "Missing, not 0, where no payer of any period is tagged related.",
      source: "Blockworks, Token Transparency Framework: related-party revenue",
      examples: [
        .init(.customers, ["2025Q4: acme 60, sister 20 related, rest 20 other"], gives: 0.2),
        .init(.customers, ["2025Q4: acme 60"], .missing),
      ]),
  ]
}
