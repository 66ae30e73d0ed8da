import ArgumentParser
import Assurance
import DatasetLoading
import EconomicMetrics
import Foundation
import Quantities
import ReportModel
import Reporting
import SeriesStore
import TextRendering

/// Says what is wrong with the data, what there is of it and how fresh it is.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check datasets: faults with file and line, coverage, freshness, findings.",
    discussion: """
      The last line is VALID, FINDINGS with their number, warnings of files included, or INVALID where
      the data cannot be used. A finding is an error (it cannot be), a warning (it is rarely right) or
      a note; checks.yaml beside the data sets that anew, sets thresholds and holds waivers. A waived
      finding is shown, and does not count until its waiver ends.

      EXIT CODES: 0; 1 where something of the severity of --fail-on, or graver, was found, in files
      or by checks; 2 where nothing could be read.

      EXAMPLES:
        depin-audit check
        depin-audit check Datasets --all-series
        depin-audit check --network helium -O csv
        depin-audit check --datasets Datasets --datasets ~/private --fail-on finding
        depin-audit check --list
      """)

  /// What makes the exit code 1, gravest first.
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error, warning, finding, never

    /// The least severity that counts.
    var severity: Finding.Severity? {
      switch self {
      case .error: .error
      case .warning: .warning
      case .finding: .note
      case .never: nil
      }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, md }

  @Argument(help: "Folder of datasets (default: Datasets).", completion: .directory)
  var directory: String?
  @OptionGroup var folders: FolderOptions
  @Flag(help: "List every series, not only those of the headline figures.") var allSeries = false
  @Option(
    name: .customLong("network"),
    help: .init(
      "Only this network or benchmark; may be given again.", valueName: "network"),
    completion: .networks)
  var networks: [String] = []
  @Option(
    help: "What makes the exit code 1: error, warning, finding (notes as well) or never.")
  var failOn = Threshold.error
  @Option(
    help: .init("Day against which rows are old (default: the newest row's).", valueName: "day"))
  var asOf: Day?
  @Flag(help: "The checks instead: severity, thresholds, rationale, source.") var list = false
  @Option(
    name: [.customShort("O"), .long],
    help: .init("Form; csv and json hold the findings alone, md is for --list.", valueName: "form"))
  var outputFormat = Format.table

  func validate() throws {
    guard list || outputFormat != .md else {
      throw ValidationError("-O md is for --list; findings stand in the report's pages")
    }
  }

  func run() throws {
    var folders = folders
    if let directory { folders.directories = [directory] }
    if list { return try put(catalogue(folders)) }
    let inputs = try folders.read()
    var tally = Tally(inputs.loaded.diagnostics)
    try tell(inputs.loaded.diagnostics.map { "\($0)\n" }.joined())
    // A text may name a series of a profile that could not be read, claims and screens a metric.
    let metrics = tally.errors == 0 ? inputs.metricFaults : []
    let texts = tally.errors == 0 && metrics.isEmpty ? inputs.textFaults : metrics
    try tell(texts.map { "\($0)\n" }.joined())
    tally.errors += texts.count
    if tally.errors == 0 { tally.findings = try describe(inputs) }
    try tell(tally.summary(of: inputs) + "\n\(tally.verdict)\n")
    if tally.fails(failOn) { throw ExitCode(1) }
  }

  /// Prints what is no record: with csv and json it goes to standard error.
  private func tell(_ text: String) throws {
    guard outputFormat != .table else { return try put(text) }
    if !text.isEmpty { say(text.last == "\n" ? String(text.dropLast()) : text) }
  }

  /// Prints coverage and findings, and gives these.
  private func describe(_ inputs: Inputs) throws -> [Finding] {
    guard let asOf = asOf ?? Audit.newestDay(of: inputs.dataset) else { return [] }
    let audit = inputs.audit(.init(period: .quarter(of: asOf), asOf: asOf))
    try refuseUnknownNetworks(audit)
    let report = CheckReport(audit, isComplete: allSeries, networks: Set(networks))
    switch outputFormat {
    case .csv:
      try put(
        CSVWriter().text(
          header: FindingRecords.columns, rows: FindingRecords(report.findings).csv))
    case .json: try put(JSONWriter().text(of: FindingRecords(report.findings).json))
    case .table, .md:
      if !inputs.loaded.diagnostics.isEmpty { try put("\n") }
      var table = report.coverage
      table.notes = ["Days ago are counted back from \(asOf)."]
      try put(Terminal.text(of: table) + "\n")
      for (heading, findings) in report.groups {
        try put("\(heading)\n" + findings.map { "\($0)\n" }.joined() + "\n")
      }
    }
    return report.findings
  }

  private func refuseUnknownNetworks(_ audit: Audit) throws {
    let known = audit.networks.map(\.id).sorted() + audit.benchmarks.keys.sorted()
    for id in networks where !known.contains(id) {
      throw ValidationError(
        unknown("network", id, known, else: "there is \(known.joined(separator: ", "))"))
    }
  }

  // MARK: The checks themselves

  /// The checks as the program has them, or as a folder's `checks.yaml` wants them.
  private func catalogue(_ folders: FolderOptions) throws -> String {
    let manager = FileManager.default
    let isSet = folders.folders.contains { manager.fileExists(atPath: "\($0)/checks.yaml") }
    var book = CheckBook(Dataset())
    // Without, no dataset is needed, and a default folder need not be in order.
    if isSet {
      let inputs = try folders.load()
      try inputs.refuseBadChecks()
      book = CheckBook(inputs.dataset)
    }
    let checks = CheckCatalogue(book)
    switch outputFormat {
    case .table: return Terminal.text(of: checks.table)
    case .csv: return CSVWriter().text(header: CheckCatalogue.columns, rows: checks.records)
    case .json:
      return JSONWriter().text(
        of: .array(
          checks.records.map { record in
            .object(zip(CheckCatalogue.columns, record).map { ($0, .string($1)) })
          }))
    case .md: return MarkdownRenderer().text(of: checks.page)
    }
  }
}

/// How much was found.
private struct Tally {
  var errors: Int
  let warnings: Int
  var findings: [Finding] = []

  init(_ diagnostics: [Diagnostic]) {
    errors = diagnostics.count { $0.severity == .error }
    warnings = diagnostics.count - errors
  }

  /// Findings that nobody waived.
  private var counting: [Finding] { findings.filter { !$0.isWaived } }

  /// The last line.
  var verdict: String {
    let others = warnings + counting.count
    return errors > 0 ? "INVALID" : others > 0 ? "FINDINGS \(others)" : "VALID"
  }

  /// Whether anything of the severity of a bar, or graver, was found.
  func fails(_ bar: CheckCommand.Threshold) -> Bool {
    guard let least = bar.severity else { return false }
    return errors > 0 || least <= .warning && warnings > 0
      || counting.contains { $0.severity >= least }
  }

  func summary(of inputs: Inputs) -> String {
    let dataset = inputs.dataset
    let contents = [
      counted(inputs.loaded.observationCount, "row"), counted(dataset.networks.count, "network"),
      counted(dataset.benchmarks.count, "benchmark"), counted(dataset.sources.count, "source"),
    ]
    let waived = findings.count - counting.count
    let faults =
      [
        counted(errors, "error"), counted(warnings, "warning"),
        counted(counting.count, "finding"),
      ] + (waived > 0 ? ["\(waived) waived"] : [])
    return contents.joined(separator: ", ") + "; " + faults.joined(separator: ", ")
  }
}
