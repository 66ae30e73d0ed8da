import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

extension Audit {
  /// Where the figures of a chart come from, given the sources of each that is drawn; those of most
  /// figures come first: `Sources: HIP 20 (helium-hip-20); Daily prices (yahoo) and 3 more`.
  func sourceFootnote(_ names: [SourceNames]) -> [String] {
    var counts: [String: Int] = [:]
    for id in names.flatMap(\.self) { counts[id, default: 0] += 1 }
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    guard !ranked.isEmpty else { return [] }
    // Titles alone often leave out who published: ids say it, and lead to the page's sources.
    let shown = ranked.prefix(2).map { id in dataset.sources[id].map { "\($0.title) (\(id))" } ?? id
    }
    let rest = ranked.count - shown.count
    return [
      "\(ranked.count == 1 ? "Source" : "Sources"): \(shown.joined(separator: "; "))"
        + (rest > 0 ? " and \(rest) more" : "")
    ]
  }
}

extension NetworkReport {
  /// What a definition of revenue counts, in the profile's words.
  func meaning(ofRevenue basis: String) -> String {
    let profile = network.network.profile
    return (basis.isEmpty ? profile.revenueDefinition : profile.bases[basis] ?? "")
      .replacing("\n", with: " ").replacing(" %", with: "\u{A0}%")
  }
}
