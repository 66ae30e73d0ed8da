import Formulas
import Quantities

extension MetricDefinition {
  /// Closes that double every month and then halve once: 1, 2, 4, … 2²³, then half of it.
  private static let doubling = (0..<25).map { $0 < 24 ? Double(1 << $0) : Double(1 << 22) }

  /// The price, where it stands against its past, and what returns of a window say.
  static let priceRisk = priceHistory + priceFalls + priceReturns + priceAgainstBenchmarks + trading

  private static let priceHistory: [MetricDefinition] = [
    MetricDefinition(
      "G1", "price", "Price", .usdPerToken, .close("price"),
      meaning: "The close at the period's end.",
      reading: "A level says nothing by itself; see its change and its distance from the high.",
      aliases: ["close", "spot price"],
      edges: "The last close at most 3 days before the end; never carried further, never an "
        + "average.",
      source: "house",
      examples: [.init(["price": [3, 2]], gives: 2), .init(["price": [3, nil]], .missing)]),
    MetricDefinition(
      "G1", "price_return", "Price change", .percent, .growth(.metric("price"), .previous),
      meaning: "The close against the close one period before.",
      reading: "A week's move says little; set it against volatility.",
      aliases: ["return", "performance"],
      source: "https://github.com/ranaroussi/quantstats/issues/458",
      examples: [.init(["price": [4, 3]], gives: -0.25)]),
    MetricDefinition(
      "G1", "cagr", "Compound annual growth", .percent, .history("price", .annualGrowth),
      method: "(last close ÷ first close)^(365.25 ÷ days) − 1",
      meaning: "Growth of the price a year since the first close.",
      reading: "0 is a price back where it began; few tokens are above it.",
      aliases: ["CAGR", "annualized return"],
      edges: "Elapsed days over 365.25; none under 90 days.",
      source: "https://github.com/ranaroussi/quantstats/issues/458",
      examples: [
        .init(["price": [4, nil, nil, nil, 4]], gives: 0),
        .init(["price@month": [4, 5]], .missing),
      ]),
    MetricDefinition(
      "G2", "all_time_high", "All-time high", .usdPerToken, .history("price", .allTimeHigh),
      method: "max P(s) for s ≤ t, or the profile's high where it is greater",
      meaning: "The highest price to date.",
      reading: "The yardstick of every late buyer.",
      aliases: ["ATH"],
      edges:
        "The profile's, if dated by then and not below the highest close; else that close, whose "
        + "history may be short. Not meaningful where a published average was above every close.",
      source: "Messari and EV3, State of DePIN 2025",
      examples: [.init(["price": [4, 9, 2]], gives: 9)]),
    MetricDefinition(
      "G2", "drawdown_from_ath", "Distance from the high", .percent,
      .history("price", .drawdownFromHigh),
      method: "P(t) ÷ all_time_high − 1",
      meaning: "The close over the all-time high, less 1.",
      reading: "−90 % and below is usual for tokens of the last cycle.",
      aliases: ["drawdown from ATH", "off the high"],
      source: "Messari and EV3, State of DePIN 2025",
      examples: [.init(["price": [4, 10, 2]], gives: -0.8)]),
    MetricDefinition(
      "G3", "max_drawdown", "Maximum drawdown of closes", .percent,
      .history("price", .maximumDrawdown),
      method: "min over t of P(t) ÷ max P(s ≤ t) − 1",
      meaning: "The deepest fall from a running peak of closes; the first close is a peak.",
      reading: "−50 % happens to bitcoin, −90 % to most tokens.",
      aliases: ["MDD", "maximum loss", "peak to trough"],
      edges: "Needs two closes. At the grain of the closes, usually month ends.",
      source:
        "https://rdocumentation.org/packages/PerformanceAnalytics/versions/2.0.4/topics/Drawdowns",
      examples: [
        .init(["price": [100, 90, 75]], gives: -0.25), .init(["price": [4, 1, 4]], gives: -0.75),
        .init(["price": [4]], .missing),
      ]),
    MetricDefinition(
      "G6", "volatility", "Volatility", .percent, .history("price", .volatility),
      method: "s(ln(P(t) ÷ P(t − 1))) × √(steps a year), s with n − 1",
      meaning: "Annualized standard deviation of logarithmic returns, n − 1.",
      reading: "Large shares 15 to 30 %, bitcoin 40 to 70 %, tokens above 80 %.",
      aliases: ["annualized volatility", "standard deviation of returns"],
      edges:
        "365 days of daily, 52 weeks of weekly or 36 months of monthly closes, the finest with "
        + "at least 30, 26 or 24 returns; others are left out.",
      source: "https://coinrisqlab.com/methodology/risk-metrics",
      // 23 returns of ln 2 and one of −ln 2: variance = (24 − 22² ÷ 24) ÷ 23 × ln² 2 = (ln 2)² ÷ 6.
      examples: [
        .init(["price@month": doubling], gives: 0.980_258_143_469),
        .init(["price@month": [1, 2, 3]], .missing),
      ]),
  ]
}
