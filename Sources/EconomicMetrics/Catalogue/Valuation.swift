import Formulas
import Quantities

extension MetricDefinition {
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
      reading: "10 to 25 is what leaders traded at in 2025; above 100 the price is hope.",
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
      aliases: ["revenue multiple", "multiple (DePIN.Ninja)"],
      source: "Messari and EV3, State of DePIN 2025",
      examples: [.init(["market_cap": [7300], "revenue": [92]], gives: 20)]),
  ]
}
