import Assurance
import DatasetLoading
import EconomicMetrics
import Formulas
import Foundation
import Quantities
import Reporting
import Screening
import SeriesStore

/// What was read, and under which names outputs speak of it.
struct Inputs {
  /// Everything that was read, files by their paths.
  let loaded: LoadedDataset
  /// The data, files by the names that outputs print.
  let dataset: Dataset
  /// The metrics of the program and of the dataset.
  var catalogue: Catalogue { metrics.catalogue }
  /// What is wrong with the metrics of the dataset, files by their paths.
  var metricFaults: [WrittenFault] { metrics.faults }

  private let metrics: OwnMetrics
  private let folders: [String]

  /// Names the files of a dataset that was read from some folders.
  init(_ loaded: LoadedDataset, folders: [String]) {
    (self.loaded, self.folders) = (loaded, folders)
    var dataset = loaded.dataset
    dataset.files = dataset.files.map { Inputs.publicName($0, folders) }
    dataset.scorecard = dataset.scorecard ?? Inputs.ownScorecard
    if let path = dataset.scorecard?.path {
      dataset.scorecard?.path = Inputs.publicName(path, folders)
    }
    for index in dataset.checks.waivers.indices {
      let path = dataset.checks.waivers[index].path
      dataset.checks.waivers[index].path = Inputs.publicName(path, folders)
    }
    self.dataset = dataset
    metrics = OwnMetrics(of: dataset)
  }

  /// The figures of the data: every command takes them from here, so that each knows all metrics.
  func audit(_ scope: Audit.Scope) -> Audit { Audit(dataset, scope, catalogue: catalogue) }

  /// Whether a report lies within a hundred years of the newest row.
  ///
  /// Some figures take time for each year, and the workbook a column for each quarter, of which a sheet
  /// has no more than 16,384.
  func isNear(_ scope: Audit.Scope) -> Bool {
    let newest = Audit.newestDay(of: dataset) ?? scope.asOf
    return [scope.period.end, scope.asOf].allSatisfy {
      abs(Int($0.number) - Int(newest.number)) < 36_525
    }
  }

  /// The folder as one that is compared; `nil` where there are several.
  func compared(as name: String) -> ComparedFolder? {
    folders.count == 1 ? ComparedFolder(loaded, root: folders[0], name: name) : nil
  }

  /// The hashes of all files that were read.
  func hashed() throws -> [HashedFile] {
    try loaded.files.map { file in
      guard let data = FileManager.default.contents(atPath: file.path) else {
        throw Failure("\(file.path): cannot be read again; was it moved?")
      }
      return HashedFile(path: Inputs.publicName(file.path, folders), content: Array(data))
    }
  }

  /// Says what is wrong with the dataset's metrics, and ends with exit code 2 where anything is.
  func refuseBadMetrics() throws { try refuse(metricFaults, in: "metrics") }

  /// What is wrong with the texts of claims, files by their paths.
  var claimFaults: [WrittenFault] { ClaimBook(loaded.dataset, metrics: catalogue.metrics).faults }

  /// What is wrong with the texts of claims, screens, the scorecard and checks.
  var textFaults: [WrittenFault] {
    let names = Names.all(of: loaded.dataset, metrics: catalogue.metrics)
    return claimFaults + ScreenShelf.faults(of: loaded.dataset.screens, names) + scorecardFaults
      + checkFaults + tieOutFaults
  }

  /// What is wrong with the settings and waivers of checks, files by their paths.
  var checkFaults: [WrittenFault] { CheckBook(loaded.dataset).faults }

  /// Says what is wrong with checks.yaml, and ends with exit code 2 where anything is.
  func refuseBadChecks() throws { try refuse(checkFaults, in: "checks") }

  /// What is wrong with the formulas and units of published tables, files by their paths.
  var tieOutFaults: [WrittenFault] {
    TieOutBook(loaded.dataset, metrics: catalogue.metrics).faults
  }

  /// Says what is wrong with published tables, and ends with exit code 2 where anything is.
  func refuseBadTieOuts() throws { try refuse(tieOutFaults, in: "tie-outs") }

  /// Says what is wrong with the texts of claims, and ends with exit code 2 where anything is.
  func refuseBadClaims() throws { try refuse(claimFaults, in: "claims") }

  /// The scorecard of the program.
  private static var ownScorecard: WrittenScorecard? {
    let file = ScorecardFile(Scorecard.presetFile, path: "scorecard.yaml of the program")
    precondition(file.diagnostics.isEmpty, "\(file.diagnostics)")
    return file.scorecard
  }

  /// What is wrong with the texts of the scorecard, files by their paths.
  var scorecardFaults: [WrittenFault] {
    guard let written = loaded.dataset.scorecard else { return [] }
    do throws(WrittenFaults) {
      _ = try Scorecard(written, names: .all(of: loaded.dataset, metrics: catalogue.metrics))
      return []
    } catch {
      return error.faults
    }
  }

  /// Says what is wrong with the texts of the scorecard, and ends with exit code 2 where anything is.
  func refuseBadScorecard() throws { try refuse(scorecardFaults, in: "scorecard") }

  private func refuse(_ faults: [WrittenFault], in texts: String) throws {
    guard !faults.isEmpty else { return }
    for fault in faults { say("\(fault)") }
    throw Failure(
      "nothing was computed: \(counted(faults.count, "error")) in the \(texts); mend the lines above"
    )
  }

  /// A file as outputs name it: the same wherever the folders lie and whatever they are called, so
  /// that the same data gives the same bytes, and no private path is published.
  private static func publicName(_ path: String, _ folders: [String]) -> String {
    let names = folders.indices.map(Manifest.Request.folder)
    let roots = folders.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    let matches = zip(roots, names).filter { path.hasPrefix($0.0 + "/") }
    // Of two folders, one inside the other, the inner one holds the file.
    guard let (root, name) = matches.max(by: { $0.0.count < $1.0.count }) else { return path }
    return name + path.dropFirst(root.count)
  }
}
