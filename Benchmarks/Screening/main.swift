// Puts the networks of a dataset to a screen of ten rules and prints `networks,quarters,seconds`: for
// the verdicts of eight quarters a quarter of the networks, half of them and all, then the newest
// verdict of all; the median of some rounds after one that is not counted. A table on a file, if one
// is named, has the verdicts of the eight quarters.
//
// usage: screen-benchmark FOLDER SCREENS ROUNDS [VERDICTS]

import DatasetLoading
import EconomicMetrics
import Formulas
import Foundation
import Quantities
import Screening
import SeriesStore

let arguments = CommandLine.arguments
guard (4...5).contains(arguments.count), let rounds = Int(arguments[3]), rounds > 0,
  let text = FileManager.default.contents(atPath: arguments[2])
else {
  FileHandle.standardError.write(
    Data("usage: screen-benchmark FOLDER SCREENS ROUNDS [VERDICTS]\n".utf8))
  exit(64)
}
let file = ScreenFile(Array(text), path: arguments[2])
let loaded = try DatasetLoader(directories: [arguments[1]]).load()
if let fault = (file.diagnostics + loaded.diagnostics).first(where: { $0.severity == .error }) {
  FileHandle.standardError.write(Data("\(fault)\n".utf8))
  exit(65)
}
let screen = try Screen(file.screens[0], names: .catalogue())
let period = Period.quarter(of: Day("2025-12-31") ?? Day(number: 0))

/// Analyses that have computed nothing yet.
func fresh(_ count: Int) -> [NetworkAnalysis] {
  loaded.dataset.networks.prefix(count).map { network in
    NetworkAnalysis(
      NetworkSeries(network, sources: loaded.dataset.sources, asOf: period.end))
  }
}

print("networks,quarters,seconds")
let all = loaded.dataset.networks.count
for (count, quarters) in [(all / 4, 8), (all / 2, 8), (all, 8), (all, 1)] {
  var seconds: [Double] = []
  for round in 0...rounds {
    let universe = Universe(fresh(count))
    let start = ContinuousClock.now
    let outcome = screen.outcome(over: period, of: universe, history: quarters)
    let elapsed = (ContinuousClock.now - start).components
    if round > 0 { seconds.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18) }
    if round == 0, count == all, quarters == 8, arguments.count == 5 {
      let rows = outcome.rows.sorted { $0.network < $1.network }.flatMap { row in
        row.history.map { "\(row.network),\($0.period),\($0.truth.rawValue)\n" }
      }
      try Data(("network,quarter,verdict\n" + rows.joined()).utf8).write(
        to: URL(fileURLWithPath: arguments[4]))
    }
  }
  print("\(count),\(quarters),\(median(of: seconds) ?? 0)")
}
