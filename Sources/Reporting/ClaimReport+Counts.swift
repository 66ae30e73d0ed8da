import Assurance
import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

/// What else is counted under the name of the series that a claim was tested with.
extension ClaimReport {
  /// Readings by other definitions within a year of the day that a claim of one network speaks of: with
  /// them the answer may be another.
  func otherCounts(_ outcome: ClaimOutcome) -> Text? {
    guard outcome.standing != .notTestable, outcome.answers.count == 1,
      let answer = outcome.answers.first, let figure = answer.binding ?? answer.figures.first,
      let network = audit.networks.first(where: { $0.id == answer.id })
    else { return nil }
    // A series as it is, of some day: what is made of several has no other counts.
    let name = String(figure.text.prefix { $0.isLetter || $0 == "_" })
    let isAlone = figure.text == name || figure.text.hasPrefix(name + "@")
    guard isAlone, !figure.text.contains(" ") else { return nil }
    let readings = network.network.bases(of: name).filter { !$0.isEmpty }.compactMap {
      reading(SeriesID(name, basis: $0), of: network, near: outcome.claim.asOf, in: figure.unit)
    }
    guard !readings.isEmpty else { return nil }
    return .strong("Other counts in the data") + Text(" \(readings.joined(separator: "; ")).")
  }

  /// `139.0k GPU (claimed, 2025-10-31)`: the nearest one; flows of unlike lengths are left out.
  private func reading(
    _ id: SeriesID, of network: NetworkAnalysis, near day: Day, in unit: Unit
  ) -> String? {
    guard let series = network.network.series[id], series.kind != .flow else { return nil }
    let rows = series.tracks.flatMap { track in
      (0..<track.count).filter { track.isPresent($0) && abs(track.end($0) - day) <= 366 }
        .map { (day: track.end($0), amount: track.amount($0)) }
    }
    return rows.min { (abs($0.day - day), $0.amount) < (abs($1.day - day), $1.amount) }.map {
      "\(NumberFormat.display($0.amount, unit)) (\(id.basis), \($0.day))"
    }
  }
}
