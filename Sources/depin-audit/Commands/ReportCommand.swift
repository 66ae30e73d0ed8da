import ArgumentParser
import Assurance
import DatasetLoading
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
        depin-audit report -p 2025Q4 --previous Reports/2025Q3
        depin-audit report -p 2025Q4 --for investors --output /tmp/investors
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
  @Option(
    help: .init(
      "Say on a page and a sheet what changed since an earlier report, or folder of datasets.",
      valueName: "dir"), completion: .directory)
  var previous: String?
  @Option(
    name: .customLong("for"),
    help: .init(
      "Order the pages for investors, team or audit, with a guide; leaves nothing out.",
      valueName: "reader"))
  var reader: Reader?
  @Flag(help: "Replace files that exist.") var force = false
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func run() throws {
    let formats = try chosenFormats()
    let inputs = try folders.load()
    let period = try PeriodWish(text: period, view: view).one(of: inputs)
    guard period.kind == .quarter else {
      throw ValidationError("a report is of one quarter: try -p \(Period.quarter(of: period.end))")
    }
    guard previous == nil || !formats.isDisjoint(with: [.md, .xlsx]) else {
      throw ValidationError("--previous makes a page and a sheet; give md or xlsx among --formats")
    }
    guard reader == nil || formats.contains(.md) else {
      throw ValidationError("--for orders pages; give md among --formats")
    }
    let scope = try view.scope(period, inputs.dataset)
    guard inputs.isNear(scope) else {
      let newest = Audit.newestDay(of: inputs.dataset).map { "; the newest is of \($0)" } ?? ""
      throw ValidationError("no row lies within a hundred years of \(period)\(newest)")
    }
    let earlier = try previous.map(PreviousState.init)
    let run = try ReportRun(
      inputs, scope,
      .init(
        folders: folders.folders.count, networks: networks,
        formats: formats.map(\.rawValue), previous: earlier?.mark, edition: reader?.rawValue),
      previous: earlier)
    let folder = output ?? "Reports/\(period)"
    try ReportRun.check(folder, force: force)
    let written = try run.write(to: folder, force: force)
    for path in ReportRun.leftovers(in: folder, besides: written) {
      say("\(path): left from an earlier report; delete it unless you want it")
    }
    let warnings = inputs.loaded.diagnostics.count
    if warnings > 0 { say("\(counted(warnings, "warning")) in the data; see depin-audit check") }
    say("\(folder): \(counted(written.count, "file")) written")
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

extension Reader: ExpressibleByArgument {}
