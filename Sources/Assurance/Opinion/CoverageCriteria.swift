import Formulas
import Quantities
import SeriesStore

/// Whether there is data: without it nothing can be said, whatever the rest looks like.
extension OpinionCriterion {
  /// Days of the period that rows of revenue cover.
  static let revenueCoverage = OpinionCriterion(
    "revenue.coverage", "share of the period's days that rows of revenue cover", .percent,
    [
      .init(bound: .atLeast(FlowReading.wholeCoverage), effect: .qualification),
      .init(bound: .atLeast(OpinionMateriality.pervasive), effect: .disclaimer),
    ], unknown: .disclaimer,
    rationale:
      "Revenue is what every ratio rests on. From 95 % of the days a figure is whole; below "
      + "half, what is missing outweighs what is known."
  ) { subject in
    let figure = subject.revenue
    let lift = "get rows of revenue for at least \(subject.daysForWhole) of the period's days"
    guard figure.value != nil, let coverage = figure.coverage else {
      return .untested("revenue is not known: \(figure.state.reason)", lift: lift)
    }
    let days = (coverage * Double(subject.period.days)).rounded()
    return .number(
      coverage,
      "rows of revenue cover \(NumberFormat.shortest(days)) of the \(subject.period.days) days",
      sources: figure.sources, lift: lift)
  }

  /// Whether the headline is revenue by the profile's own definition.
  static let revenueDefinition = OpinionCriterion(
    "revenue.definition", "definitions of revenue that stand in for the profile's own", .count,
    [.init(bound: .atMost(0), effect: .qualification)], unknown: .none,
    rationale:
      "A figure of another definition counts other things than the profile says revenue is."
  ) { subject in
    guard subject.revenue.value != nil else {
      return .notApplicable("there is no figure; see revenue.coverage")
    }
    guard !subject.basis.isEmpty else {
      return .number(0, "revenue is by the profile's own definition", lift: "")
    }
    return .number(
      1,
      "the headline shows revenue by the definition \(subject.basis), since the profile's own "
        + "covers fewer days", sources: subject.revenue.sources,
      lift: "get rows of revenue by the profile's own definition")
  }

  /// Days of the period that rows of emission, or its schedule, cover.
  static let emissionCoverage = OpinionCriterion(
    "emission.coverage", "share of the period's days that rows or schedule of emission cover",
    .percent, [.init(bound: .atLeast(FlowReading.wholeCoverage), effect: .qualification)],
    unknown: .qualification,
    rationale:
      "Revenue is judged against what the token costs its holders. Without emission in USD "
      + "revenue is still a figure, so that the matter is confined."
  ) { subject in
    let figure = subject.emission
    if case .notApplicable(let why) = figure.state { return .notApplicable(why) }
    let lift = "get rows of tokens_emitted, and prices of the same days"
    guard figure.value != nil, let coverage = figure.coverage else {
      return .untested("emission in USD is not known: \(figure.state.reason)", lift: lift)
    }
    return .number(
      coverage, "emission in USD covers \(NumberFormat.display(coverage, .percent)) of the days",
      sources: figure.sources, lift: lift)
  }

  /// The age of the last close at the period's end.
  static let priceClose = OpinionCriterion(
    "price.close", "days from the last close to the period's end", .days,
    [.init(bound: .atMost(Double(PriceBook.oldestClose)), effect: .qualification)],
    unknown: .qualification,
    rationale: "A close is never carried further than three days: market value and multiples would "
      + "be those of another day."
  ) { subject in
    let lift = "get a close from \(subject.period.end - PriceBook.oldestClose) on"
    guard let price = subject.priceAge else {
      return .untested("no close of the price is known", lift: lift)
    }
    return .number(
      Double(price.days),
      "the last close is of \(subject.period.end - price.days), \(counted(price.days, "day")) before the "
        + "period's end", sources: [price.source], lift: lift)
  }

  /// Readings of supply inside the period.
  static let supplyReading = OpinionCriterion(
    "supply.reading", "readings of circulating or total supply inside the period", .count,
    [.init(bound: .atLeast(1), effect: .qualification)], unknown: .qualification,
    rationale: "A reading serves one period only; without one, market value and dilution rest on "
      + "another time's supply."
  ) { subject in
    let supply = subject.supplyReadings
    let words =
      supply.count == 0
      ? "neither circulating nor total supply was read inside the period"
      : "\(supply.series) was read \(counted(supply.count, "time")) inside the period"
    return .number(
      Double(supply.count), words, sources: supply.sources,
      lift: "get a reading of circulating_supply inside the period")
  }

  /// How many of the headline figures exist.
  static let headlinesKnown = OpinionCriterion(
    "headlines.known", "headline figures that exist, of revenue, emission, price and supply",
    .count, [.init(bound: .atLeast(3), effect: .disclaimer)], unknown: .disclaimer,
    rationale: "One figure that is missing is confined to what rests on it; with two of the four "
      + "half of the picture is missing."
  ) { subject in
    let unknown = subject.unknownHeadlines
    let words = unknown.isEmpty ? "all four exist" : "missing: \(unknown.joined(separator: ", "))"
    return .number(
      Double(OpinionSubject.headlines.count - unknown.count),
      "\(OpinionSubject.headlines.count - unknown.count) of 4 headline figures exist (\(words))",
      lift: "get the data of at least three of revenue, emission, price and supply")
  }

  /// The age of the newest rows at the period's end.
  static let freshness = OpinionCriterion(
    "headlines.freshness",
    "days from the newest rows of revenue, emission or price, whichever end "
      + "first, to the period's end", .days, [.init(bound: .atMost(31), effect: .qualification)],
    unknown: .qualification,
    rationale:
      "Rows of up to a month are cut by days, so that a month is the grain of a whole figure; "
      + "what ends earlier says nothing of the period's last month."
  ) { subject in
    let lift = "get newer rows of the series that ended"
    let figure = subject.figure("freshness")
    guard let age = figure.value else { return .untested(figure.state.reason, lift: lift) }
    return .number(
      age,
      "the oldest of revenue, emission and price ends \(counted(Int(age), "day")) before the period does",
      lift: lift)
  }
}

extension OpinionSubject {
  /// The least days that make a flow of the period whole.
  fileprivate var daysForWhole: Int {
    Int((FlowReading.wholeCoverage * Double(period.days)).rounded(.up))
  }
}

/// `1 day`, `3 days`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
