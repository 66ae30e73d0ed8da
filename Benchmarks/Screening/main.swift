// Puts the networks of a dataset to a screen of ten rules, with the verdicts of eight quarters, and
// prints `networks,seconds` for a quarter of the networks, half of them and all: the median of some
// rounds after one that is not counted. A second table on a file, if one is named, has the verdicts.
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

print("networks,seconds")
let all = loaded.dataset.networks.count
for count in [all / 4, all / 2, all] {
  var seconds: [Double] = []
  for round in 0...rounds {
    let universe = Universe(fresh(count))
    let start = ContinuousClock.now
    let outcome = screen.outcome(over: period, of: universe)
    let elapsed = (ContinuousClock.now - start).components
    if round > 0 { seconds.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18) }
    if round == 0, count == all, arguments.count == 5 {
      let rows = outcome.rows.sorted { $0.network < $1.network }.flatMap { row in
        row.history.map { "\(row.network),\($0.period),\($0.truth.rawValue)\n" }
      }
      try Data(("network,quarter,verdict\n" + rows.joined()).utf8).write(
        to: URL(fileURLWithPath: arguments[4]))
    }
  }
  print("\(count),\(median(of: seconds) ?? 0)")
}
