import EconomicMetrics
import Quantities
import WorkbookModel

/// Which light a headline figure gets: thresholds that a reader may change.
struct Light {
  let metric: String
  /// From here on a figure is good, and from here on it is no warning yet.
  let good: Double
  let warning: Double
  let source: String

  /// Whether more is better.
  var isRising: Bool { good > warning }
  var goodName: String { "light_good_\(metric)" }
  var warningName: String { "light_warning_\(metric)" }

  /// Sizes in USD have no light: much revenue is not yet good, nor is much emission bad.
  static let all = [
    Light(
      metric: "revenue_to_emission", good: 1, warning: 0.5,
      source: "1 by its meaning: revenue pays for emission; half of it is a house proposal"),
    Light(
      metric: "burn_to_mint", good: 1, warning: 0.5,
      source: "1 by its meaning: the supply shrinks; half of it is a house proposal"),
    Light(
      metric: "dilution_annualized", good: 0.05, warning: 0.15, source: "house proposal"),
    Light(
      metric: "price_to_usage_revenue", good: 25, warning: 100,
      source: "10 to 25 is what the press quotes for leaders of 2025; 100 is a house proposal"),
    Light(
      metric: "drawdown_from_ath", good: -0.5, warning: -0.8, source: "house proposal"),
    Light(
      metric: "growth_gap", good: 0, warning: -0.1,
      source: "0 by its meaning: demand keeps up with supply; −10 points is a house proposal"),
  ]
}

/// What a scenario assumes, and the words for it.
enum ScenarioWords {
  static let names = ["bear", "base", "bull", "own"]
}

extension AuditWorkbook {
  /// Adds the assumptions of the pages to those of the formulas.
  static func addAssumptions(to builder: WorkbookBuilder) {
    addScenario(to: builder)
    addLights(to: builder)
    builder.section("Checks")
    builder.assume(
      .init(
        "check_tolerance", .init(.number(1e-9), .input(.general)), unit: "share",
        meaning: "difference of two figures, as a share of them, up to which they agree",
        source: "rounding of 15 digits in long sums"))
    addTolerance(to: builder)
  }

  private static func addLights(to builder: WorkbookBuilder) {
    builder.section("Lights of the sheet Summary")
    for light in Light.all {
      guard let metric = Catalogue.standard.metric(light.metric) else { continue }
      let look = SheetCell.Look.input(.of(metric.unit))
      let side = light.isRising ? "at least" : "at most"
      for (name, value, word) in [
        (light.goodName, light.good, "good"),
        (light.warningName, light.warning, "no worse than a warning"),
      ] {
        builder.assume(
          .init(
            name, .init(.number(value), look), unit: "\(metric.unit)",
            meaning: "\(metric.title) is \(word) at \(side) this", source: light.source))
      }
    }
  }

  private static func addScenario(to builder: WorkbookBuilder) {
    builder.section("Scenario: what the sheet Scenarios assumes of the next eight quarters")
    builder.assume(
      .init(
        "scenario", .init(.text("base"), .inputText),
        meaning: "bear, base, bull or own: growth and price of the first three are policies above",
        source: "choice of the reader"))
    builder.accept(ScenarioWords.names, in: "scenario", message: "Choose bear, base, bull or own.")
    builder.assume(
      .init(
        "growth_without_trend", .init(.number(0), .input(.percent)), unit: "a year",
        meaning: "growth of revenue a year that stands for a trend where a network has none",
        source: "house proposal: revenue stays what it was"))
    builder.accept(-0.99...100, in: "growth_without_trend")
    builder.assume(
      .init(
        "own_growth", .init(.number(0), .input(.percent)), unit: "a quarter",
        meaning: "growth of revenue a quarter in the scenario own", source: "choice of the reader"))
    builder.accept(-0.99...100, in: "own_growth")
    builder.assume(
      .init(
        "own_price_change", .init(.number(0), .input(.percent)), unit: "a year",
        meaning: "change of the token price a year in the scenario own",
        source: "choice of the reader"))
    builder.accept(-0.99...100, in: "own_price_change")
    for (key, unit, meaning, source) in [
      (
        "emission_factor", "x", "times the scheduled emission",
        "1: as the networks' own rules say"
      ),
      (
        "burn_share", "share",
        "share of usage revenue with which tokens are bought and burned, where tokens are burned for service",
        "1: burn-and-mint in its pure form; a network's own share goes on the sheet Scenarios"
      ),
    ] {
      for name in ScenarioWords.names {
        let look = SheetCell.Look.input(key == "burn_share" ? .percent : .multiple)
        builder.assume(
          .init(
            "\(key)_\(name)", .init(.number(1), look), unit: unit,
            meaning: "\(meaning), scenario \(name)", source: source))
        builder.accept(0...100, in: "\(key)_\(name)")
      }
    }
    builder.assume(
      .init(
        "quarters_in_year", .init(.number(4), .input(.integer)),
        meaning: "quarters of a year, by which growth a year becomes growth a quarter",
        source: "calendar"))
    builder.accept(1...12, in: "quarters_in_year")
  }
}
