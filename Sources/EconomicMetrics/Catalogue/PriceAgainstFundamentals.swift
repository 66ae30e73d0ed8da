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
      ])
  ]
}
