import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

extension SectorReport {
  /// The metrics that peers are compared by.
  private static let comparedMetrics = [
    "revenue_growth_yoy", "revenue_to_emission", "dilution_annualized", "price_to_usage_revenue",
    "price_to_sales", "price_to_fees", "drawdown_from_ath", "volatility", "capital_efficiency",
  ]

  /// Medians by category, and of all networks.
  var peers: Section {
    let categories = Set(networks.map(\.network.profile.category)).sorted()
    let groups =
      categories.map { name in
        (name: name, members: networks.filter { $0.network.profile.category == name })
      } + [(name: "all", members: networks)]
    let rows = groups.map { group -> [Cell] in
      [.text(Text(group.name)), .text(Text("\(group.members.count)"))]
        + Self.comparedMetrics.map { median($0, of: group.members) }
    }
    return Section(
      "Peers",
      [
        .paragraph(
          "Medians by category of each network's newest whole figure by its own definition, bounds left "
            + "out, at most a year older than "
            + "\(period), with the number of networks in brackets. A median of two is their mean; of "
            + "one it is that network."),
        .table(
          Table(
            columns: [.init("Category"), .init("Networks", isNumeric: true)]
              + Self.comparedMetrics.map {
                .init(audit.catalogue.metric($0)?.title ?? $0, isNumeric: true)
              },
            rows: rows)),
      ])
  }

  /// `0.54x (3)`: the median of a metric over some networks.
  private func median(_ id: String, of members: [NetworkAnalysis]) -> Cell {
    let values = members.compactMap { audit.newest(id, of: $0) }
      .filter { $0.period >= period.yearAgo && $0.basis.isEmpty && $0.figure.bound == nil }
      .compactMap(\.whole)
    guard let metric = audit.catalogue.metric(id), let median = SeriesStore.median(of: values)
    else {
      return .text("—")
    }
    return .text(Text("\(NumberFormat.display(median, metric.unit)) (\(values.count))"))
  }
}
