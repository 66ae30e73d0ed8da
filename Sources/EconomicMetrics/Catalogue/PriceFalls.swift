import Formulas
import Quantities

extension MetricDefinition {
  private static let performanceAnalytics =
    "https://rdocumentation.org/packages/PerformanceAnalytics/versions/2.0.4/topics/Drawdowns"

  /// Falls below a running peak of closes.
  static let priceFalls: [MetricDefinition] = [
    MetricDefinition(
      "G4", "drawdowns", "Drawdowns", .count, .measure(.drawdowns),
      method: "count of runs of closes with P(t) < max P(s ≤ t)",
      meaning: "How often the close fell below an earlier one; the five deepest falls are listed "
        + "with the days of peak, trough and recovery.",
      reading: "Many shallow falls are a rough road, one long fall is a lost one.",
      aliases: ["drawdown table", "worst drawdowns"],
      edges: "The first close is the first peak; a close equal to the peak ends a fall. A fall "
        + "that is not recovered is ongoing, its length counted to date.",
      source: "https://github.com/ranaroussi/quantstats/issues/233",
      examples: [
        .init(["price@month": [100, 90, 100, 50, 75]], gives: 2),
        .init(["price": [1, 2, 2]], gives: 0), .init(["price": [4]], .missing),
        .init(["price": [4, nil, nil]], .missing),
      ]),
    MetricDefinition(
      "G4", "longest_drawdown", "Longest drawdown", .days, .measure(.longestDrawdown),
      method: "max of days from a peak to its recovery, or to date",
      meaning: "Days from a peak to the next close at or above it, the longest of all, or to date.",
      reading: "Months are usual for a token, years mean that no buyer of the peak got out even.",
      aliases: ["drawdown duration", "time to recovery"],
      edges: "0 where the close never fell.",
      source: performanceAnalytics,
      // 2025-06-30 to 2025-12-31.
      examples: [
        .init(["price": [100, 90, 75]], gives: 184), .init(["price": [4]], .missing),
      ]),
    MetricDefinition(
      "G5", "underwater_share", "Time under water", .percent, .measure(.underwaterShare),
      method: "closes with P(t) < max P(s ≤ t) ÷ closes",
      meaning: "The share of closes below an earlier one, since the first close.",
      reading: "Near 100 %: nearly every day some earlier buyer was better off.",
      aliases: ["time under water", "underwater curve"],
      edges: "At the grain of the closes; the first close is a peak.",
      source: performanceAnalytics,
      examples: [
        .init(["price": [100, 90, 75, 100]], gives: 0.5), .init(["price": [4]], .missing),
      ]),
    MetricDefinition(
      "G10", "calmar", "Calmar ratio", .multiple, .measure(.calmar),
      method: "cagr ÷ |max_drawdown|, both over 36 months",
      meaning: "Compound annual growth over the maximum drawdown, both of the last 36 months or of "
        + "what there is.",
      reading: "Above 1 a year's growth outweighs the worst fall; below 0 the price shrank.",
      aliases: ["Calmar", "return over maximum drawdown"],
      edges: "Needs 90 days of closes; not meaningful without a fall.",
      source: "T. W. Young, Calmar Ratio: A Smoother Tool, Futures 20(1), 1991",
      // (2^(365.25 ÷ 365) − 1) ÷ 0.5
      examples: [
        .init(["price": [4, 2, nil, nil, 8]], gives: 2.001_899_484_234),
        .init(["price": [1, 2, 3]], .notMeaningful),
        .init(["price@month": [4, 3]], .missing),
      ]),
    MetricDefinition(
      "G11", "ulcer_index", "Ulcer index", .percent, .measure(.ulcerIndex),
      method: "√(Σ (P(t) ÷ max P(s ≤ t) − 1)² ÷ n)",
      meaning: "The root of the mean squared drawdown of the closes in the window of returns: how "
        + "deep and how long holders were under water.",
      reading: "Equal to the depth of a fall that lasted the whole window; lower is calmer.",
      aliases: ["Ulcer index", "UI", "root mean square drawdown"],
      edges:
        "The window begins with a peak. Each close of the window counts in the mean, those at a "
        + "peak too; in a window of weeks or months the last one of each.",
      source: "P. Martin and B. McCann, The Investor's Guide to Fidelity Funds, 1989",
      // 2, 1, 2 … 2: 12 of 25 closes are 50 % below the peak; √(12 × ¼ ÷ 25).
      examples: [
        .init(["price@month": seesaw(2, 1)], gives: 0.12.squareRoot()),
        .init(["price@month": [2, 1]], .missing),
      ]),
    MetricDefinition(
      "G14", "recovery_needed", "Gain needed to the high", .percent,
      .metric("all_time_high") / .metric("price") - .number(1, .one),
      meaning: "By how much the price must rise to be at its all-time high again.",
      reading: "100 % is a price at half its high, 900 % one at a tenth.",
      aliases: ["gain to recover", "upside to all-time high"],
      edges: "A fall of 98 % needs a gain of 4,900 %.",
      source: "arithmetic",
      examples: [
        .init(["price": [4, 10, 2]], gives: 4), .init(["price": [4, nil]], .missing),
      ]),
  ]

  /// Twenty-five closes that go to and fro, the first one last too.
  static func seesaw(_ first: Double, _ second: Double) -> [Double] {
    (0..<25).map { $0 % 2 == 0 ? first : second }
  }
}
