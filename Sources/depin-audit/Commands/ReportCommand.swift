import ArgumentParser
import DatasetLoading
import EconomicMetrics
import Quantities
import Reporting
import SeriesStore

/// Writes the report of a quarter.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the quarterly report: pages, charts, workbook, facts, manifest.",
    discussion: """
      Everything is written aside and put in its place when all of it is complete.

      EXAMPLES:
        depin-audit report -p 2025Q4
        depin-audit report helium render -p 2025Q4 --output /tmp/r --formats md,csv
        depin-audit report -p 2025Q4 --datasets Datasets --datasets ~/private --force
      """)

  enum Format: String, CaseIterable { case md, xlsx, csv, json }

  @Argument(help: "Networks, by folder name; all without any.", completion: .networks)
  var networks: [String] = []
  @Option(name: .shortAndLong, help: "The quarter, 2025Q4.") var period: String
  @Option(
    help: .init("Folder to write to (default: Reports/<period>).", valueName: "dir"),
    completion: .directory)
  var output: String?
  @Option(
    help: "md, xlsx, csv and json, joined by commas.",
    completion: .list(["md,xlsx,csv,json", "md", "xlsx", "csv", "json", "md,csv"]))
  var formats = "md,xlsx,csv,json"
  @Flag(help: "Replace files that exist.") var force = false
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func run() throws {
    let formats = try chosenFormats()
    let inputs = try folders.load()
    try inputs.refuseBadClaims()
    try inputs.refuseBadScorecard()
    let period = try PeriodWish(text: period, view: view).one(of: inputs)
    guard period.kind == .quarter else {
      throw ValidationError("a report is of one quarter: try -p \(Period.quarter(of: period.end))")
    }
    let audit = try inputs.audit(view.scope(period, inputs.dataset)).restricted(
      to: networks)
    let shelf = try ScreenShelf(inputs)
    let run = ReportRun(
      audit: audit, screens: try shelf.parsed(shelf.all, audit.names), inputs: try inputs.hashed(),
      folder: output ?? "Reports/\(period)")
    try run.checkFolder(force: force)
    let written = try run.write(formats, force: force)
    for path in run.leftovers(besides: written) {
      say("\(path): left from an earlier report; delete it unless you want it")
    }
    let warnings = inputs.loaded.diagnostics.count
    if warnings > 0 { say("\(counted(warnings, "warning")) in the data; see depin-audit check") }
    say("\(run.folder): \(counted(written.count, "file")) written")
  }

  private func chosenFormats() throws -> Set<Format> {
    let names = formats.split(separator: ",").map(String.init)
    let formats = names.compactMap(Format.init(rawValue:))
    guard formats.count == names.count, !formats.isEmpty else {
      throw ValidationError("formats are md, xlsx, csv and json, not '\(self.formats)'")
    }
    return Set(formats)
  }
}

extension Audit {
  /// The same run for some of the networks.
  fileprivate func restricted(to ids: [String]) throws -> Audit {
    guard !ids.isEmpty else { return self }
    for id in ids { _ = try network(id) }
    var dataset = dataset
    dataset.networks = dataset.networks.filter { ids.contains($0.id) }
    // A claim about networks that are left out, or about all, cannot be tested with the rest.
    let known = Set(ids + dataset.benchmarks.map(\.id))
    dataset.claims = dataset.claims.filter { claim in
      guard case .named(let subjects) = claim.scope else { return false }
      return known.isSuperset(of: subjects)
    }
    return Audit(dataset, scope, catalogue: catalogue)
  }
}
