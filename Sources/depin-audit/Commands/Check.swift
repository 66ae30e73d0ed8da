import ArgumentParser
import Assurance
import DatasetLoading
import EconomicMetrics
import Quantities
import ReportModel
import Reporting
import SeriesStore

/// Says what is wrong with the data, what there is of it and how fresh it is.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check datasets: faults with file and line, coverage, freshness, findings.",
    discussion: """
      The last line is VALID, FINDINGS with their number, warnings included, or INVALID.

      EXAMPLES:
        depin-audit check
        depin-audit check Datasets --all-series
        depin-audit check --datasets Datasets --datasets ~/private --fail-on finding
      """)

  /// What makes the exit code 1, gravest first.
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error, warning, finding, never
  }

  @Argument(help: "Folder of datasets (default: Datasets).", completion: .directory)
  var directory: String?
  @OptionGroup var folders: FolderOptions
  @Flag(help: "List every series, not only those of the headline figures.") var allSeries = false
  @Option(help: "What makes the exit code 1: error, warning, finding or never.")
  var failOn = Threshold.error
  @Option(
    help: .init("Day against which rows are old (default: the newest row's).", valueName: "day"))
  var asOf: Day?

  func run() throws {
    var folders = folders
    if let directory { folders.directories = [directory] }
    let inputs = try folders.read()
    let diagnostics = inputs.loaded.diagnostics
    try put(diagnostics.map { "\($0)\n" }.joined())
    let faults = diagnostics.count { $0.severity == .error }
    // A text may name a series of a profile that could not be read, claims and screens a metric.
    let metrics = faults == 0 ? inputs.metricFaults.map(\.description) : []
    let texts = faults == 0 && metrics.isEmpty ? inputs.textFaults : metrics
    try put(texts.map { "\($0)\n" }.joined())
    let errors = faults + texts.count
    let findings = errors == 0 ? try describe(inputs) : 0
    let warnings = diagnostics.count - faults
    try put(summary(of: inputs, errors: errors, warnings: warnings, findings: findings) + "\n")
    let others = warnings + findings
    try put(errors > 0 ? "INVALID\n" : others > 0 ? "FINDINGS \(others)\n" : "VALID\n")
    let failures =
      switch failOn {
      case .error: errors
      case .warning: errors + warnings
      case .finding: errors + others
      case .never: 0
      }
    if failures > 0 { throw ExitCode(1) }
  }

  /// Prints coverage and findings, and counts these.
  private func describe(_ inputs: Inputs) throws -> Int {
    guard let asOf = asOf ?? Audit.newestDay(of: inputs.dataset) else { return 0 }
    let audit = inputs.audit(.init(period: .quarter(of: asOf), asOf: asOf))
    let report = CheckReport(audit, isComplete: allSeries)
    if !inputs.loaded.diagnostics.isEmpty { try put("\n") }
    var table = report.coverage
    table.notes = ["Days ago are counted back from \(asOf)."]
    try put(Terminal.text(of: table) + "\n")
    let findings = report.findings
    if !findings.isEmpty { try put(findings.map { "\($0)\n" }.joined() + "\n") }
    return findings.count
  }

  private func summary(of inputs: Inputs, errors: Int, warnings: Int, findings: Int) -> String {
    let dataset = inputs.dataset
    let contents = [
      counted(inputs.loaded.observationCount, "row"), counted(dataset.networks.count, "network"),
      counted(dataset.benchmarks.count, "benchmark"), counted(dataset.sources.count, "source"),
    ]
    let faults = [
      counted(errors, "error"), counted(warnings, "warning"), counted(findings, "finding"),
    ]
    return contents.joined(separator: ", ") + "; " + faults.joined(separator: ", ")
  }
}
