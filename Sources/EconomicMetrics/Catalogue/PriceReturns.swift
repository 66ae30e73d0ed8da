import Formulas
import Quantities

extension MetricDefinition {
  private static let window =
    "365 days of daily, 52 weeks of weekly or 36 months of monthly closes, the finest with at least "
    + "30, 26 or 24 returns; a return joins closes one grain apart."

  /// Returns of a window: their spread, their downside, their tail.
  static let priceReturns: [MetricDefinition] = [
    MetricDefinition(
      "G7", "downside_deviation", "Downside deviation", .percent, .measure(.downsideDeviation),
      method: "√(Σ min(r − MAR, 0)² ÷ n) × √(steps a year), over all n returns",
      meaning: "Annualized root of the mean squared loss, in which gains count as 0.",
      reading: "Compare with volatility: about 0.7 of it where ups and downs are alike.",
      aliases: ["downside risk", "target downside deviation"],
      edges: window + " No loss gives 0.",
      source: "https://github.com/quantopian/pyfolio/issues/158",
      // Twelve returns of +100 % and twelve of −50 %: √(12 × ¼ ÷ 24 × 12).
      examples: [
        .init(["price@month": seesaw(1, 2)], gives: 1.5.squareRoot()),
        .init(["price@month": [1, 2, 1]], .missing),
      ]),
    MetricDefinition(
      "G8", "sharpe", "Sharpe ratio", .multiple, .measure(.sharpe),
      method: "mean(r − rf) ÷ s(r − rf) × √(steps a year)",
      meaning: "Annualized mean return over the annualized standard deviation of returns.",
      reading: "Above 1 is good, above 2 rare over years; below 0 holding cost money.",
      aliases: ["Sharpe", "reward-to-variability ratio", "risk-adjusted return"],
      edges: window + " Simple returns, n − 1; the risk-free rate is 0 unless stated. Returns that "
        + "do not vary: not meaningful.",
      source: "W. F. Sharpe, The Sharpe Ratio, Journal of Portfolio Management 21(1), 1994",
      // Mean ¼, each return ¾ away from it: ¼ ÷ √(24 × 9/16 ÷ 23) × √12 = √(23 ÷ 18).
      examples: [
        .init(["price@month": seesaw(1, 2)], gives: (23.0 / 18).squareRoot()),
        .init(["price@month": seesaw(3, 3)], .notMeaningful),
      ]),
    MetricDefinition(
      "G9", "sortino", "Sortino ratio", .multiple, .measure(.sortino),
      method: "mean(r − MAR) × steps a year ÷ downside_deviation",
      meaning: "Annualized mean return over the downside deviation.",
      reading: "Higher than the Sharpe ratio where large moves were gains.",
      aliases: ["Sortino"],
      edges: window + " The least acceptable return is 0 unless stated. No loss: not meaningful.",
      source: "https://github.com/quantopian/pyfolio/issues/158",
      // ¼ × 12 ÷ √1.5 = √6
      examples: [
        .init(["price@month": seesaw(1, 2)], gives: 6.0.squareRoot()),
        .init(["price@month": seesaw(3, 3)], .notMeaningful),
      ]),
    MetricDefinition(
      "G13", "value_at_risk", "Value at risk, 1 day", .percent, .measure(.valueAtRisk),
      method: "5 % quantile of daily r, linear between order statistics",
      meaning: "The return that one day in twenty fell below; a loss is negative.",
      reading: "−8 %: on one day in twenty the price lost 8 % or more.",
      aliases: ["VaR", "historical VaR 95 %"],
      edges: "Daily closes of 365 days only, at least 100 returns; the 5 % quantile, interpolated "
        + "linearly.",
      source: "https://coinrisqlab.com/methodology/risk-metrics",
      examples: [
        .init(["price@day": seesaw(1, 2, closes: 101)], gives: -0.5),
        .init(["price@day": seesaw(1, 2, closes: 100)], .missing),
        .init(["price@month": seesaw(1, 2)], .missing),
      ]),
    MetricDefinition(
      "G13", "expected_shortfall", "Expected shortfall, 1 day", .percent,
      .measure(.expectedShortfall),
      method: "mean of daily r at or below value_at_risk",
      meaning: "The mean return of the days at or below the value at risk.",
      reading: "How bad a bad day is on average; always at or below the value at risk.",
      aliases: ["ES", "CVaR", "conditional value at risk", "expected tail loss"],
      edges: "As value_at_risk.",
      source: "https://coinrisqlab.com/methodology/risk-metrics",
      examples: [
        // One day at −75 % and 49 at −50 %: the quantile is −50 %, the mean of the 50 is −50.5 %.
        .init(
          ["price@day": [4] + seesaw(1, 2, closes: 100)], gives: -(0.75 + 49 * 0.5) / 50),
        .init(["price@day": seesaw(1, 2, closes: 100)], .missing),
      ]),
  ]

  /// The closes of a benchmark and of a price that moves twice as far, in logarithms.
  private static func pairs(with benchmark: String) -> [String: [Double?]] {
    ["price@month": seesaw(1, 4), "\(benchmark)/price@month": seesaw(1, 2)]
  }

  /// Returns beside those of bitcoin, ethereum and solana.
  static let priceAgainstBenchmarks: [MetricDefinition] = [
    ("bitcoin", "Bitcoin", ""), ("ethereum", "Ethereum", "_ethereum"),
    ("solana", "Solana", "_solana"),
  ].flatMap { benchmark, title, suffix in
    let edges =
      "Log returns over the same days, 365 days of daily, 52 weeks of weekly or 36 months of "
      + "monthly closes, the finest with at least 60, 26 or 24 pairs."
    return [
      MetricDefinition(
        "G12", "beta" + suffix, "Beta to \(title)", .multiple, .measure(.beta(to: benchmark)),
        method: "cov(l, b) ÷ var(b); l and b: log returns of the token and of \(title), same days",
        meaning: "By how many percent the price moves with each percent that \(title) does.",
        reading: "Above 1 the token swings more than \(title), below 0 against it.",
        aliases: ["\(title) beta", "market sensitivity"],
        edges: edges, source: "https://coinrisqlab.com/methodology/risk-metrics",
        examples: [
          .init(pairs(with: benchmark), gives: 2),
          .init(["price@month": seesaw(1, 4)], .missing),
          .init(
            ["price@month": seesaw(1, 4), "\(benchmark)/price@month": seesaw(3, 3)],
            .notMeaningful),
        ]),
      MetricDefinition(
        "G12", "correlation" + suffix, "Correlation with \(title)", .multiple,
        .measure(.correlation(with: benchmark)),
        method: "cov(l, b) ÷ (s(l) × s(b)); l and b: log returns of the token and of \(title)",
        meaning: "How closely returns follow those of \(title): from −1 to 1.",
        reading: "Above 0.7 the token is mostly a bet on \(title); near 0 it diversifies.",
        aliases: ["Pearson correlation", "\(title) correlation"],
        edges: edges, source: "https://coinrisqlab.com/methodology/risk-metrics",
        examples: [
          .init(pairs(with: benchmark), gives: 1),
          .init(
            ["price@month": seesaw(1, 4), "\(benchmark)/price@month": [1, 2, 1]], .missing),
        ]),
    ]
  }

  /// How much is traded.
  static let trading: [MetricDefinition] = [
    MetricDefinition(
      "G15", "average_daily_volume", "Volume a day", .usd, .dailyVolume,
      method: "Σ volume of 30 days ÷ 30",
      meaning: "USD traded on a day, the mean of the last 30 days.",
      reading: "A position of more than a tenth of it moves the price.",
      aliases: ["ADV", "24-hour volume"],
      edges: "Where the rows are months, of the last complete one. Partial with fewer than 95 % of "
        + "the days. Exchanges report their own volume, and some of it is wash trade.",
      source: "https://coinrisqlab.com/methodology/risk-metrics",
      examples: [
        .init(["volume@day": [Double](repeating: 100, count: 40)], gives: 100),
        .init(["volume@day": [Double](repeating: 100, count: 15)], .partial(100)),
        .init(["volume@month": [620, 310]], gives: 10), .init(["price": [4]], .missing),
      ]),
    MetricDefinition(
      "G15", "turnover", "Turnover a day", .percent,
      .metric("average_daily_volume") / .metric("market_cap"),
      method: "mean daily volume of 30 days ÷ market_cap",
      meaning: "The share of the market cap that is traded on a day.",
      reading: "Under 1 % a day holders hardly trade; over 20 % doubt the volume.",
      aliases: ["volume to market cap", "velocity of trade"],
      edges: "As average_daily_volume.",
      source: "https://coinrisqlab.com/methodology/risk-metrics",
      examples: [
        .init(["volume@month": [310], "market_cap": [1000]], gives: 0.01),
        .init(["market_cap": [1000]], .missing),
      ]),
  ]

  /// Closes that go to and fro.
  private static func seesaw(_ first: Double, _ second: Double, closes: Int) -> [Double] {
    (0..<closes).map { $0 % 2 == 0 ? first : second }
  }
}
