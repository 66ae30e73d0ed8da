import Formulas
import Quantities

extension MetricDefinition {
  static let priceAgainstFundamentals: [MetricDefinition] = [
    MetricDefinition(
      "H1", "divergence", "Divergence", .logPoints,
      .logarithm(.growth(.metric("revenue"), .yearAgo) + .number(1, .one))
        - .logarithm(.growth(.metric("price"), .yearAgo) + .number(1, .one)),
      meaning: "Log growth of revenue less log growth of the price over a year; above 0 the "
        + "business outgrew its token.",
      reading: "Far above 0 the business outgrew its token; below 0 the price ran ahead.",
      aliases: ["price-fundamentals gap"],
      edges: "Needs whole revenue and a close in both years.",
      source: "https://coinalertnews.com/news/2026/01/29/depin-10b-market-revenue-resilience",
      examples: [
        // ln 8 − ln ¼ = 5 ln 2
        .init(
          ["revenue": [1000, nil, nil, nil, 8000], "price": [4, nil, nil, nil, 1]],
          gives: 3.465_735_902_8),
        .init(["revenue": [1000, nil, nil, nil, 8000]], .missing),
      ]),
    MetricDefinition(
      "H2", "price_effect_multiple", "Price change by the multiple", .logPoints,
      .logarithm(
        .growth(
          .close("price") * .metric("circulating_supply") / .metric("revenue"), .yearAgo)
          + .number(1, .one)),
      meaning: "The part of the price's log change on the year that a dearer or cheaper dollar of "
        + "revenue explains.",
      reading: "Above 0 the market pays more for the same business.",
      aliases: ["multiple expansion", "re-rating"],
      edges: "The three effects add up to the log change of the price exactly.",
      source: "identity: price = (price × supply ÷ revenue) × revenue ÷ supply",
      examples: [
        // The multiple falls from 400 ÷ 1,000 to 200 ÷ 2,000: ln ¼.
        .init(
          [
            "price": [4, nil, nil, nil, 1], "circulating_supply": [100, nil, nil, nil, 200],
            "revenue": [1000, nil, nil, nil, 2000],
          ], gives: -1.386_294_361_12),
        .init(["price": [4, nil, nil, nil, 1]], .missing),
      ]),
    MetricDefinition(
      "H2", "price_effect_revenue", "Price change by revenue", .logPoints,
      .logarithm(.growth(.metric("revenue"), .yearAgo) + .number(1, .one)),
      meaning: "The part of the price's log change on the year that revenue explains.",
      reading: "Above 0 the business pushed the price up.",
      aliases: ["fundamental contribution"],
      edges: "As growth on the year.",
      source: "identity: price = (price × supply ÷ revenue) × revenue ÷ supply",
      examples: [
        .init(["revenue": [1000, nil, nil, nil, 2000]], gives: 0.693_147_180_56),
        .init(["revenue": [1000, nil, nil, nil, 0]], .notMeaningful),
      ]),
    MetricDefinition(
      "H2", "price_effect_supply", "Price change by supply", .logPoints,
      .number(0, .logPoints)
        - .logarithm(.growth(.metric("circulating_supply"), .yearAgo) + .number(1, .one)),
      meaning: "The part of the price's log change on the year that more or fewer tokens explain.",
      reading: "Below 0 dilution pushed the price down.",
      aliases: ["dilution contribution"],
      edges: "Needs a reading of one definition in both quarters.",
      source: "identity: price = (price × supply ÷ revenue) × revenue ÷ supply",
      examples: [
        .init(["circulating_supply": [100, nil, nil, nil, 200]], gives: -0.693_147_180_56),
        .init(["circulating_supply": [200]], .missing),
      ]),
  ]
}
