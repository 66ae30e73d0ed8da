import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

extension SectorReport {
  /// The findings in sentences; each is made of figures and names for how many networks they exist.
  var findings: [String] {
    [coverage, selfFunding, burning, drawdowns, divergence, dilution, multiples, gaps]
      .compactMap(\.self)
  }

  /// The whole headline figures of a metric, greatest first.
  func ranked(_ id: String) -> [(name: String, fact: Fact, value: Double)] {
    networks.compactMap { network in
      guard let fact = audit.headline(id, of: network), let value = fact.whole else { return nil }
      return (network.name, fact, value)
    }.sorted { $0.value > $1.value }
  }

  private func named(_ entry: (name: String, fact: Fact, value: Double)) -> String {
    let basis = entry.fact.basis.isEmpty ? "" : " †"
    return "\(entry.name) \(entry.fact.phrase ?? "")\(basis)"
  }

  private var coverage: String? {
    let all = ranked("revenue_to_emission")
    guard let best = all.first, let worst = all.last else {
      return "No network has a revenue-to-emission figure for \(period)."
    }
    let range =
      all.count > 1 ? "the highest is \(named(best)), the lowest \(named(worst))" : named(best)
    return "Revenue can be set against emission for \(all.count) of \(networks.count) networks in "
      + "\(period): \(range)."
  }

  private var selfFunding: String? {
    let all = ranked("revenue_to_emission")
    guard !all.isEmpty else { return nil }
    let carried = all.filter { $0.value >= 1 && $0.fact.figure.bound != .atMost }
    guard carried.isEmpty else {
      return "\(list(carried.map(named))) earned at least as much as "
        + "\(carried.count == 1 ? "it" : "they") emitted."
    }
    guard all.allSatisfy({ $0.value < 1 && $0.fact.figure.bound != .atLeast }) else {
      return "None of these is known to have earned as much as it emitted."
    }
    return all.count > 1
      ? "None of these earned as much as it emitted."
      : "\(all[0].name) earned less than it emitted."
  }

  private var burning: String? {
    let all = ranked("burn_to_mint")
    guard !all.isEmpty else { return nil }
    let shrinking = all.filter { $0.value > 1 }
    return "Burn-to-mint is known for \(counted(all.count, "network")); "
      + (shrinking.isEmpty
        ? "none burned more than it minted."
        : "more was burned than minted at \(list(shrinking.map(named))).")
  }

  private var drawdowns: String? {
    let all = ranked("drawdown_from_ath")
    guard let middle = median(of: all.map(\.value)) else { return nil }
    let deep = all.count { $0.value <= -0.9 }
    return "\(deep) of \(counted(all.count, "token")) with a close stand at least 90 % below their "
      + "high; the median is \(NumberFormat.display(middle, .percent))."
  }

  private var divergence: String? {
    let all = ranked("divergence")
    guard !all.isEmpty else { return nil }
    let ahead = all.filter { $0.value > 0 }
    return "Over the year revenue outgrew the price at \(ahead.count) of "
      + "\(counted(all.count, "network")) with both"
      + (ahead.isEmpty ? "." : ": \(list(ahead.map(named))).")
  }

  private var dilution: String? {
    let all = ranked("dilution_annualized")
    guard let most = all.first else { return nil }
    return "Circulating supply has two readings near the quarter's ends for "
      + "\(counted(all.count, "network")); the fastest growth is \(named(most)) a year."
  }

  private var multiples: String? {
    let all = ranked("price_to_usage_revenue")
    guard let middle = median(of: all.map(\.value)), let most = all.first, let least = all.last
    else {
      return nil
    }
    guard all.count > 1 else {
      return "One network can be valued on revenue of the quarter: \(named(most))."
    }
    return
      "\(counted(all.count, "network")) can be valued on revenue of the quarter: from "
      + "\(named(least)) to "
      + named(most)
      + (all.count > 2 ? ", median \(NumberFormat.display(middle, .multiple))." : ".")
  }

  private var gaps: String? {
    let without = networks.filter { audit.fact("revenue", of: $0).whole == nil }
    guard !without.isEmpty else { return nil }
    return
      "For \(without.count) of \(networks.count) networks the data has no whole usage revenue of "
      + "\(period) by their own definition: \(list(without.map(\.name)))."
  }

  // MARK: Charts

  var charts: [Chart] {
    [
      columns(
        "revenue_to_emission", "Revenue for each USD of tokens emitted, \(period)",
        references: [1: "break-even"]),
      columns("drawdown_from_ath", "Distance of the close from the all-time high, \(period)"),
      columns("price_to_usage_revenue", "Market cap over revenue a year, \(period)"),
    ].compactMap(\.self)
  }

  /// What † says in a chart.
  private func others(_ all: [(name: String, fact: Fact, value: Double)]) -> [String] {
    let others = all.filter { !$0.fact.basis.isEmpty }.map { "\($0.name) by '\($0.fact.basis)'" }
    return others.isEmpty
      ? [] : ["† revenue by another definition than the profile's: \(list(others))"]
  }

  private func columns(_ id: String, _ title: String, references: [Double: String] = [:]) -> Chart?
  {
    let all = ranked(id)
    guard let metric = audit.catalogue.metric(id), all.count > 1 else { return nil }
    return Chart(
      id: "sector-\(id.replacing("_", with: "-"))", title: title,
      description: "Columns by network: \(list(all.map(named))).", form: .columns,
      places: .names(all.map { $0.name + ($0.fact.basis.isEmpty ? "" : " †") }),
      series: [
        .init(metric.title, all.map(\.value), marks: all.map(\.fact.figure).marks)
      ], unit: metric.unit, references: references,
      footnotes: others(all) + audit.sourceFootnote(all.map(\.fact.figure.sources)))
  }
}
