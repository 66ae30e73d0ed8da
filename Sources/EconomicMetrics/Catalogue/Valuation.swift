import Formulas
import Quantities

extension MetricDefinition {
  /// Protocol revenue of the last complete month.
  private static let monthlyProtocolRevenue =
    Formula.sum("fees", over: .lastMonth) - .sum("supply_side_revenue", over: .lastMonth)

  static let valuation: [MetricDefinition] = [
    MetricDefinition(
      "F1", "market_cap", "Market cap", .usd,
      .firstKnown([.close("market_cap"), .metric("price") * .metric("circulating_supply")]),
      meaning: "Price times circulating supply at the period's end, as published where it is.",
      reading: "A size, not a judgement.",
      aliases: ["mcap", "circulating market cap"],
      edges: "The supply behind a published value is the vendor's.",
      source: "https://docs.tokenterminal.com/docs/key-metrics-cheat-sheet",
      examples: [
        .init(["market_cap": [500]], gives: 500),
        .init(["price": [2], "circulating_supply": [100]], gives: 200),
      ]),
    MetricDefinition(
      "F1", "fully_diluted_valuation", "Fully diluted valuation", .usd,
      .metric("price") * .firstKnown([.metric("max_supply"), .metric("total_supply")]),
      meaning: "Price times maximum supply, else total supply.",
      reading: "Far above market cap, much supply is still to come.",
      aliases: ["FDV", "fully diluted market cap"],
      source: "https://docs.tokenterminal.com/docs/key-metrics-cheat-sheet",
      examples: [.init(["price": [2], "max_supply": [1000]], gives: 2000)]),
    MetricDefinition(
      "F2", "price_to_sales", "Price to sales", .multiple,
      .metric("market_cap") / .annualized(.metric("protocol_revenue")),
      meaning: "Market cap over protocol revenue a year.",
      reading:
        "Lower is cheaper; compare networks of one take rate. The 10 to 25 that the press quotes are "
        + "price to usage revenue.",
      aliases: ["P/S (circulating)", "sales multiple"],
      edges: "Not meaningful where the network keeps nothing.",
      source: "https://docs.tokenterminal.com/our-metrics",
      examples: [
        .init(["market_cap": [7300], "fees": [92], "supply_side_revenue": [0]], gives: 20),
        .init(
          ["market_cap": [7300], "fees": [92], "supply_side_revenue": [92]], .notMeaningful),
      ]),
    MetricDefinition(
      "F2", "price_to_sales_fdv", "Price to sales, fully diluted", .multiple,
      .metric("fully_diluted_valuation") / .annualized(.metric("protocol_revenue")),
      meaning: "Fully diluted valuation over protocol revenue a year.",
      reading: "As price to sales, with all tokens that may ever exist.",
      aliases: ["P/S (fully diluted)"],
      source: "https://docs.tokenterminal.com/our-metrics",
      examples: [
        .init(
          ["price": [2], "max_supply": [3650], "fees": [92], "supply_side_revenue": [0]],
          gives: 20)
      ]),
    MetricDefinition(
      "F4", "price_to_usage_revenue", "Price to usage revenue", .multiple,
      .metric("market_cap") / .annualized(.metric("revenue")),
      meaning: "Market cap over usage revenue a year; the multiple that the press quotes.",
      reading: "10 to 25 is what the press quotes for leaders of 2025; above 1,000 was usual "
        + "in 2021.",
      aliases: ["revenue multiple"],
      source: "Messari and EV3, State of DePIN 2025",
      examples: [.init(["market_cap": [7300], "revenue": [92]], gives: 20)]),
    MetricDefinition(
      "F3", "price_to_fees", "Price to fees", .multiple,
      .metric("market_cap") / .annualized(.metric("fees")),
      meaning: "Market cap over customer spend a year.",
      reading: "Compares networks whatever part of the fees they keep.",
      aliases: ["P/F (circulating)", "price to sales of early Token Terminal"],
      edges: "Not meaningful where nothing was paid.",
      source: "https://docs.tokenterminal.com/our-metrics",
      examples: [
        .init(["market_cap": [7300], "fees": [92]], gives: 20),
        .init(["market_cap": [7300], "fees": [0]], .notMeaningful),
      ]),
    MetricDefinition(
      "F3", "price_to_fees_fdv", "Price to fees, fully diluted", .multiple,
      .metric("fully_diluted_valuation") / .annualized(.metric("fees")),
      meaning: "Fully diluted valuation over customer spend a year.",
      reading: "As price to fees, with all tokens that may ever exist.",
      aliases: ["P/F (fully diluted)"],
      source: "https://docs.tokenterminal.com/our-metrics",
      examples: [
        .init(["price": [2], "max_supply": [3650], "fees": [92]], gives: 20),
        .init(["price": [2], "fees": [92]], .missing),
      ]),
    MetricDefinition(
      "F5", "price_to_earnings", "Price to earnings", .multiple,
      .divide(
        .metric("market_cap"), .annualized(.metric("earnings")), whenNotPositive: "no profit"),
      meaning: "Market cap over protocol revenue less emission, a year.",
      reading: "Few networks have one; where there is none, look at earnings.",
      aliases: ["P/E"],
      edges: "A loss: not meaningful.", source: "Token Terminal, earnings",
      examples: [
        .init(
          [
            "market_cap": [7300], "fees": [192], "supply_side_revenue": [0],
            "tokens_emitted": [10], "price@average": [10],
          ], gives: 20),
        .init(
          [
            "market_cap": [7300], "fees": [92], "supply_side_revenue": [0],
            "tokens_emitted": [10], "price@average": [10],
          ], .notMeaningful),
      ]),
    MetricDefinition(
      "F6", "enterprise_value_to_sales", "Enterprise value to sales", .multiple,
      .firstKnown([
        .metric("market_cap") - .metric("treasury_without_own_token") + .last("debt"),
        .bounded(.metric("market_cap") - .metric("treasury_without_own_token"), .atLeast),
      ]) / .annualized(.metric("protocol_revenue")),
      meaning:
        "Market cap less the treasury outside the own token plus debt, over protocol revenue "
        + "a year.",
      reading: "Below price to sales by what the treasury holds; below 0 the cash is worth more.",
      aliases: ["EV/S", "EV to revenue"],
      edges: "Where debt is not published the figure reads at least.",
      source: "analogy with shares",
      examples: [
        .init(
          [
            "market_cap": [8300], "treasury_without_own_token": [1500], "debt": [500],
            "fees": [92], "supply_side_revenue": [0],
          ], gives: 20),
        .init(["market_cap": [8300], "fees": [92], "supply_side_revenue": [0]], .missing),
      ]),
    MetricDefinition(
      "F7", "price_to_sales_growth", "Price to sales over growth", .multiple,
      .divide(
        .metric("price_to_sales"), .metric("revenue_growth_yoy") * .number(100, .one),
        whenNotPositive: "no growth"),
      meaning: "Price to sales for each percent of growth of usage revenue on the year.",
      reading: "Below 1 growth is cheap, by the rule of thumb for shares.",
      aliases: ["PSG", "growth-adjusted P/S"],
      edges: "No growth: not meaningful.", source: "analogy with price/earnings to growth",
      examples: [
        .init(
          [
            "market_cap": [7300], "fees": [92], "supply_side_revenue": [0],
            "revenue": [1000, nil, nil, nil, 1200],
          ], gives: 1),
        .init(
          [
            "market_cap": [7300], "fees": [92], "supply_side_revenue": [0],
            "revenue": [1000, nil, nil, nil, 900],
          ], .notMeaningful),
      ]),
    MetricDefinition(
      "F8", "price_to_holders_revenue", "Price to holders' revenue", .multiple,
      .metric("market_cap") / .annualized(.metric("holders_revenue")),
      meaning: "Market cap over what token holders got, a year.",
      reading: "The years until today's payout has paid the price, emission left aside.",
      aliases: ["P/holders revenue"],
      source: "https://docs.llama.fi/analysts/data-definitions",
      examples: [
        .init(["market_cap": [7300], "holders_revenue": [92]], gives: 20),
        .init(["market_cap": [7300], "holders_revenue": [0]], .notMeaningful),
      ]),
    MetricDefinition(
      "F9", "market_cap_per_capacity", "Market cap per unit of capacity", .usd / .capacity,
      .metric("market_cap") / .metric("capacity"),
      meaning: "What the market pays for a unit of what operators offer.",
      reading:
        "Compare with the price of the device: far above it, building is cheaper than buying.",
      aliases: ["cap per node"], source: "common usage",
      examples: [
        .init(["market_cap": [500], "capacity": [20]], gives: 25),
        .init(["market_cap": [500]], .missing),
      ]),
    MetricDefinition(
      "F9", "market_cap_per_provider", "Market cap per supplier", .usd / .count,
      .metric("market_cap") / .metric("active_providers"),
      meaning: "What the market pays for an active operator.",
      reading: "As market cap per unit of capacity.",
      aliases: ["cap per active node"], source: "common usage",
      examples: [
        .init(["market_cap": [500], "active_providers": [20]], gives: 25),
        .init(["active_providers": [20]], .missing),
      ]),
    MetricDefinition(
      "F9", "market_cap_per_customer", "Market cap per customer", .usd / .count,
      .metric("market_cap") / .last("customers"),
      meaning: "What the market pays for a paying customer.",
      reading: "Compare with what a customer spends in a year.",
      aliases: ["cap per user"], source: "common usage",
      examples: [
        .init(["market_cap": [500], "customers": [20]], gives: 25),
        .init(["market_cap": [500]], .missing),
      ]),
    MetricDefinition(
      "F10", "price_to_sales_percentile", "Price to sales in its own history", .percent,
      .measure(.percentileInHistory(of: .metric("price_to_sales"))),
      method: "(quarters below + quarters equal ÷ 2) ÷ quarters, of its last eight",
      meaning: "The share of the own last eight quarters in which price to sales was lower.",
      reading: "Near 0 % the multiple is low for this token, near 100 % high.",
      aliases: ["multiple percentile"],
      edges: "Needs six quarters with a value; ties count half. The rank among peers stands in the "
        + "sector report.",
      source: "house",
      examples: [
        // Market caps 1 to 8 over equal fees: seven lower, one equal.
        .init(
          [
            "market_cap": [1, 2, 3, 4, 5, 6, 7, 8],
            "fees": [9, 9, 9, 9, 9, 9, 9, 9], "supply_side_revenue": [0, 0, 0, 0, 0, 0, 0, 0],
          ], gives: 0.9375),
        .init(["market_cap": [1], "fees": [9], "supply_side_revenue": [0]], .missing),
      ]),
    MetricDefinition(
      "F11", "price_to_sales_token_terminal", "Price to sales as Token Terminal", .multiple,
      .metric("fully_diluted_valuation") / .annualized(monthlyProtocolRevenue),
      meaning: "Fully diluted valuation over protocol revenue of the last month times 365 over its "
        + "days.",
      reading: "Above ours where much supply is still to come or the last month was weak.",
      aliases: ["P/S (Token Terminal)"],
      edges: "A calendar month stands in for 30 days. Needs rows of a month or shorter.",
      source: "https://docs.tokenterminal.com/our-metrics",
      examples: [
        .init(
          [
            "price": [2], "max_supply": [3650], "fees@month": [31],
            "supply_side_revenue@month": [0],
          ], gives: 20),
        .init(["price": [2], "max_supply": [3650], "fees": [92]], .missing),
      ]),
    MetricDefinition(
      "F11", "price_to_sales_defillama", "Price to sales as DefiLlama", .multiple,
      .metric("market_cap") / .annualized(monthlyProtocolRevenue),
      meaning: "Market cap over protocol revenue of the last month times 365 over its days.",
      reading: "Differs from ours only by its window: a month, not a quarter.",
      aliases: ["ps_ratio (DefiLlama)"],
      edges: "How DefiLlama annualizes is not published; 365 over days stands in.",
      source: "https://www.skills.sh/defillama/defillama-skills/market-analysis",
      examples: [
        .init(
          ["market_cap": [7300], "fees@month": [31], "supply_side_revenue@month": [0]], gives: 20),
        .init(["market_cap": [7300], "fees": [92], "supply_side_revenue": [0]], .missing),
      ]),
    MetricDefinition(
      "F11", "price_to_sales_depin_ninja", "Price to sales as DePIN.Ninja", .multiple,
      .metric("market_cap")
        / (.annualized(.sum("tokens_burned", over: .lastMonth)) * .number(360.0 / 365, .one)
          * .metric("price")),
      meaning: "Market cap over twelve times the tokens burned in 30 days, at the closing price.",
      reading: "Below ours after a rise of the price, above ours after a fall.",
      aliases: ["multiple (DePIN.Ninja)"],
      edges:
        "Revenue in tokens is taken to be what was burned; the last calendar month, brought to "
        + "30 days.",
      source: "https://docs.depin.ninja/docs/data-and-analytics/key-metrics",
      applies: .burning,
      examples: [
        // 31 tokens in 31 days: 30 in 30 days, 360 in twelve times that, at 2 USD.
        .init(["market_cap": [7200], "tokens_burned@month": [31], "price": [2]], gives: 10),
        .init(["market_cap": [7200], "price": [2]], .notApplicable),
      ]),
    MetricDefinition(
      "F11", "price_to_sales_conventions", "Spread of price-to-sales conventions", .multiple,
      .measure(
        .spread(
          of: [
            "price_to_sales", "price_to_sales_token_terminal", "price_to_sales_defillama",
            "price_to_sales_depin_ninja",
          ].map(Formula.metric), named: "price to sales under four conventions")),
      method: "highest ÷ lowest of price_to_sales, price_to_sales_token_terminal, "
        + "price_to_sales_defillama, price_to_sales_depin_ninja",
      meaning: "The highest over the lowest of price to sales as this audit, Token Terminal, "
        + "DefiLlama and DePIN.Ninja compute it.",
      reading: "At 1 all agree; above 2 a quoted multiple says little without its convention.",
      aliases: ["multiple dispersion"],
      edges: "Needs two of the four.", source: "house",
      examples: [
        .init(
          [
            "market_cap": [7300], "price": [2], "max_supply": [7300], "fees@month": [31, 31, 31],
            "supply_side_revenue@month": [0, 0, 0],
          ], gives: 2 * 93 / 92.0),
        .init(["market_cap": [7300]], .missing),
      ]),
  ]
}
