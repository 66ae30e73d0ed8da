import ArgumentParser
import EconomicMetrics
import Foundation
import Reporting

extension CompletionKind {
  /// The folders of `Datasets` that hold a profile.
  static let networks = CompletionKind.custom { _, _, _ in
    let names = try? FileManager.default.contentsOfDirectory(atPath: "Datasets")
    return (names ?? []).filter {
      FileManager.default.fileExists(atPath: "Datasets/\($0)/network.yaml")
    }.sorted()
  }

  /// Metrics of the catalogue and series of the contract.
  static let metrics = CompletionKind.custom { _, _, _ in
    Set(Glossary.metrics(of: .standard).map(\.id) + Glossary.series.map(\.id)).sorted()
  }
}
