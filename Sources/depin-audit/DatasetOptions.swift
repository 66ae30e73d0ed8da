public import ArgumentParser
import Assurance
import DatasetLoading
import EconomicMetrics
public import Formulas
import Foundation
public import Quantities
import Reporting
import SeriesStore

/// Where the data is.
struct FolderOptions: ParsableArguments {
  @Option(
    name: .customLong("datasets"),
    help: .init(
      "Folder of datasets (default: Datasets); give it twice to lay a private one over it.",
      valueName: "dir"),
    completion: .directory)
  var directories: [String] = []

  /// The folders to read.
  var folders: [String] { directories.isEmpty ? ["Datasets"] : directories }

  /// Reads everything, faults included.
  func read() throws -> Inputs {
    Terminal.progress("reading \(folders.joined(separator: ", "))")
    defer { Terminal.progress("") }
    do {
      return Inputs(try DatasetLoader(directories: folders).load(), folders: folders)
    } catch {
      throw Failure("\(error); name a folder with --datasets, or begin one with depin-audit init")
    }
  }

  /// Reads everything, or says every fault and ends with exit code 2.
  func load() throws -> Inputs {
    let inputs = try read()
    let errors = inputs.loaded.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      for diagnostic in errors { say("\(diagnostic)") }
      throw Failure(
        "nothing was computed: \(counted(errors.count, "error")) in the data; mend the lines above")
    }
    guard !inputs.dataset.networks.isEmpty else {
      throw Failure(
        "\(folders.joined(separator: ", ")): no network; begin one with depin-audit init")
    }
    return inputs
  }
}

/// From which day the data is seen, and how.
struct ViewOptions: ParsableArguments {
  @Option(
    help: .init("Last day whose observations count (default: the period's).", valueName: "day"))
  var asOf: Day?

  @Option(help: .init("Only count what was published by this day.", valueName: "day"))
  var knownBy: Day?

  @Option(help: "Price at which token flows are valued: of their own days, or of the period's end.")
  var valuation: Policies.Valuation = .then

  /// A run over a period, seen as the flags say.
  func scope(_ period: Period) -> Audit.Scope {
    var policies = Policies()
    policies.valuation = valuation
    return Audit.Scope(period: period, asOf: asOf, knownBy: knownBy, policies: policies)
  }
}

/// `1 error`, `3 errors`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(NumberFormat.fixed(Double(count), decimals: 0)) \(noun)\(count == 1 ? "" : "s")"
}

extension Day: ExpressibleByArgument {
  /// Reads `2025-12-31`.
  public init?(argument: String) { self.init(argument) }
}

extension Policies.Valuation: ExpressibleByArgument {}
