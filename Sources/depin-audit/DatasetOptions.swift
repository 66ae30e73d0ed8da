public import ArgumentParser
import DatasetLoading
import Foundation
public import Quantities
import Reporting
public import SeriesStore

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
    try inputs.refuseBadMetrics()
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

  @Option(
    help: "Price at which token flows are valued: of their own days (then), or of the period's end."
  )
  var valuation: Policies.Valuation?

  @Option(
    name: .customLong("policy"),
    help: .init(
      "A choice behind the figures, over that of policy.yaml; may be given again. "
        + "`depin-audit metrics --policies` lists them.", valueName: "name=value"))
  var statements: [PolicyStatement] = []

  /// Whether nothing is asked for but what the data says itself.
  var isPlain: Bool { asOf == nil && knownBy == nil && valuation == nil && statements.isEmpty }

  /// A run over a period, seen as the data's own policies and the flags say.
  func scope(_ period: Period, _ dataset: Dataset) throws -> Audit.Scope {
    var policies = dataset.policies
    if let valuation { policies.valuation = valuation }
    for statement in statements { try statement.apply(to: &policies) }
    return Audit.Scope(period: period, asOf: asOf, knownBy: knownBy, policies: policies)
  }
}

/// A policy as written after `--policy`: `risk_free_rate=4%`.
struct PolicyStatement: ExpressibleByArgument {
  private let name: String
  private let value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "=") else { return nil }
    name = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }

  /// Takes the policy over, or says why it cannot be taken.
  func apply(to policies: inout Policies) throws {
    do throws(Policies.StatementError) {
      try policies.state(name, as: value)
    } catch {
      switch error {
      case .unknownName:
        throw ValidationError(
          unknown(
            "policy", name, Policies.names,
            else: "there is " + Policies.names.joined(separator: ", ")))
      case .unknownWord(let words):
        throw ValidationError(
          "--policy \(name): '\(value)' is not \(words.joined(separator: " or "))")
      case .notANumber: throw ValidationError("--policy \(name): '\(value)' is not a number")
      case .outOfRange(let range):
        throw ValidationError(
          "--policy \(name): '\(value)' is not from \(NumberFormat.shortest(range.lowerBound)) to "
            + NumberFormat.shortest(range.upperBound))
      }
    }
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
