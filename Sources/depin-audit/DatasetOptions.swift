public import ArgumentParser
import Assurance
import DatasetLoading
import EconomicMetrics
public import Formulas
import Foundation
public import Quantities
import Reporting
import SeriesStore

/// Where the data is and from which day it is seen; shared by all commands that compute.
struct DatasetOptions: ParsableArguments {
  @Option(
    name: .customLong("datasets"),
    help: .init("Folder of datasets; give it twice to lay a private one over it.", valueName: "dir")
  )
  var directories: [String] = []

  @Option(
    help: .init("Last day whose observations count (default: the period's).", valueName: "day"))
  var asOf: Day?

  @Option(help: .init("Only count what was published by this day.", valueName: "day"))
  var knownBy: Day?

  @Option(help: "Price at which token flows are valued: then (their own days) or end.")
  var valuation: Policies.Valuation = .then

  /// The policies that the flags choose.
  var policies: Policies {
    var policies = Policies()
    policies.valuation = valuation
    return policies
  }

  /// Loads the datasets, or says every fault and exits with 2.
  func load() throws -> LoadedDataset {
    let folders = directories.isEmpty ? ["Datasets"] : directories
    let loaded: LoadedDataset
    do {
      loaded = try DatasetLoader(directories: folders).load()
    } catch {
      throw Failure("\(error)")
    }
    if loaded.hasErrors {
      for diagnostic in loaded.diagnostics { say("\(diagnostic)") }
      throw Failure("the data has errors; nothing was computed")
    }
    return loaded
  }
}

/// Why the command could not do it; exit code 2.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Prints a message for people.
func say(_ message: String) {
  FileHandle.standardError.write(Data((message + "\n").utf8))
}

/// Prints data.
func put(_ text: String) {
  FileHandle.standardOutput.write(Data(text.utf8))
}

extension Day: ExpressibleByArgument {
  /// Reads `2025-12-31`.
  public init?(argument: String) { self.init(argument) }
}

extension Policies.Valuation: ExpressibleByArgument {}
