import Formulas
import Quantities

extension MetricDefinition {
  private static let dateEdges =
    "A trend needs 20 of the last 26 weeks, 6 of 12 months or 4 of 8 quarters, each whole and above "
    + "0; the finest that is there counts. Emission is the schedule's, without what is minted again "
    + "from burns; a ceiling reads at most. Where revenue carries the emission at the period's end "
    + "already, the date is that day and reads at most. Not meaningful where the trend is not above "
    + "0 or the day is not within 5 years, missing where the rules end before. Shares of growth and "
    + "changes of price are policies."

  static let breakEven: [MetricDefinition] =
    [
      date(
        .base, "break_even_date", "Break-even date",
        "The first day on which revenue, on its trend, carries the scheduled emission at today's "
          + "price."),
      date(
        .bear, "break_even_date_bear", "Break-even date, bear path",
        "The break-even date if half of the revenue trend goes on and the price halves each year."),
      date(
        .bull, "break_even_date_bull", "Break-even date, bull path",
        "The break-even date if one and a half times the revenue trend goes on and the price "
          + "doubles each year."),
    ] + trendAndGrowth

  private static func date(
    _ path: BreakEven.Path, _ id: String, _ title: String, _ meaning: String
  ) -> MetricDefinition {
    // 100 USD a day in each quarter.
    let flat: [Double?] = [9000, 9100, 9200, 9200]
    return MetricDefinition(
      "D12", id, title, .date, .measure(.breakEvenDate(on: path)),
      method: "first day t with exp(a + g × b × t) ≥ scheduled emission a day × price × "
        + "(1 + p)^(t ÷ 365); a, b: log-linear trend of revenue, g, p: \(path) path",
      meaning: meaning,
      reading: "The earlier the better, and no forecast: see the fit of the trend. A falling price "
        + "brings the date nearer, since emission then costs less.",
      edges: dateEdges, source: "house",
      examples: [
        // 2 tokens a day at 5 USD cost 10 USD: carried already on 2025-12-31, day 20,453.
        .init(["revenue": flat, "scheduled_emission": [184], "price": [5]], gives: 20_453),
        .init(["revenue": flat, "scheduled_emission": [18_400], "price": [5]], .notMeaningful),
        .init(["revenue": [9200], "scheduled_emission": [184], "price": [5]], .missing),
        .init(["revenue": flat, "price": [5]], .missing),
      ])
  }

  private static let trendAndGrowth: [MetricDefinition] = [
    MetricDefinition(
      "D12", "revenue_trend", "Trend of revenue", .percent, .measure(.revenueTrend),
      method: "exp(365 × b) − 1, b = slope of ln(revenue a day) on days, least squares",
      meaning: "Growth a year of a straight line through the logarithms of revenue a day.",
      reading: "Higher is better; trust it as far as its fit goes.",
      aliases: ["log-linear growth"],
      edges:
        "The trend of the break-even dates; grain and number of observations are told. The newest "
        + "week, month or quarter must have a value itself.",
      source: "house",
      examples: [
        // 1 % a week: 1.01^(365 ÷ 7) − 1.
        .init(["revenue@week": growing(26)], gives: 0.680_075_411_493),
        .init(["revenue": [1, 2, 3]], .missing), .init(["revenue": [1, nil]], .missing),
      ]),
    MetricDefinition(
      "D12", "revenue_trend_fit", "Fit of the revenue trend", .one, .measure(.revenueTrendFit),
      method: "R² = 1 − Σ (y − ŷ)² ÷ Σ (y − ȳ)², y = ln(revenue a day)",
      meaning: "The share of the variance of log revenue that its trend explains, R².",
      reading: "1 is a straight line; below 0.5 the trend says little.",
      aliases: ["R²", "coefficient of determination"],
      edges: "As the trend. 1 where all observations are equal.", source: "common usage",
      examples: [
        .init(["revenue@week": growing(20)], gives: 1), .init(["revenue": [1, 2]], .missing),
      ]),
    MetricDefinition(
      "D13", "break_even_growth", "Growth needed to break even", .percent,
      .measure(.breakEvenGrowth),
      method: "(scheduled_emission_next_year × price ÷ revenue_ltm)^(1 ÷ years) − 1, at least "
        + "0",
      meaning: "Growth of revenue a year for five years, until twelve months of it carry the next "
        + "year's scheduled emission at today's price.",
      reading:
        "Lower is better; 0 where revenue carries it already, 100 % is a doubling each year.",
      aliases: ["required growth"],
      edges: "The schedule is taken as of next year throughout; one that falls makes it easier. "
        + "Needs revenue of four quarters and rules for the next year; the years are a policy.",
      source: "house",
      examples: [
        // 1200 tokens at 2 USD are 32 times 75 USD, and 2^5 = 32.
        .init(
          [
            "revenue": [18, 19, 19, 19], "price": [2],
            "scheduled_emission@next": Array(repeating: 100, count: 12),
          ], gives: 1),
        .init(
          [
            "revenue": [600, 600, 600, 600], "price": [2],
            "scheduled_emission@next": Array(repeating: 100, count: 12),
          ], gives: 0),
        .init(["revenue": [600, 600, 600, 600], "price": [2]], .missing),
      ]),
  ]

  /// Weeks that grow by 1 %.
  private static func growing(_ weeks: Int) -> [Double?] {
    var values = [1000.0]
    while values.count < weeks { values.append(values[values.count - 1] * 1.01) }
    return values
  }
}
