import ArgumentParser
import Assurance
import ChartRendering
import DatasetLoading
import EconomicMetrics
import Formulas
import Foundation
import Quantities
import ReportModel
import Reporting
import SeriesStore
import SpreadsheetRendering
import TextRendering

/// Writes the report of a quarter.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the quarterly report: pages, charts, workbook, facts, manifest.",
    discussion: """
      EXAMPLES:
        depin-audit report -p 2025Q4
        depin-audit report helium render -p 2025Q4 --output /tmp/report --formats md,csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case md, xlsx, csv }

  @Argument(help: "Networks, by folder name; all without any.") var networks: [String] = []
  @Option(name: .shortAndLong, help: "The quarter, 2025Q4.") var period: String
  @Option(help: .init("Folder to write to (default: Reports/<period>).", valueName: "dir"))
  var output: String?
  @Option(help: "md, xlsx and csv, joined by commas.") var formats = "md,xlsx,csv"
  @Flag(help: "Replace files that exist.") var force = false
  @OptionGroup var options: DatasetOptions

  func run() throws {
    let formats = try chosenFormats()
    let loaded = try options.load()
    let (period, asOf) = try onePeriod(period, loaded, options)
    guard period.kind == .quarter else {
      throw ValidationError("a report is of one quarter: -p \(Period.quarter(of: period.end))")
    }
    let scope = Audit.Scope(
      period: period, asOf: asOf, knownBy: options.knownBy, policies: options.policies)
    let audit = try Audit(loaded.dataset, scope).restricted(to: networks)
    let run = ReportRun(
      audit: audit, inputs: try options.hash(loaded), folder: output ?? "Reports/\(period)")
    try run.write(formats, force: force)
    say("\(run.folder): written")
  }

  private func chosenFormats() throws -> Set<Format> {
    let names = formats.split(separator: ",").map(String.init)
    let formats = names.compactMap(Format.init(rawValue:))
    guard formats.count == names.count, !formats.isEmpty else {
      throw ValidationError("formats are md, xlsx and csv, not '\(self.formats)'")
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
    return Audit(dataset, scope)
  }
}

extension DatasetOptions {
  /// The hashes of all files that were loaded.
  func hash(_ loaded: LoadedDataset) throws -> [HashedFile] {
    try loaded.files.map { file in
      guard let data = FileManager.default.contents(atPath: file.path) else {
        throw Failure("\(file.path) cannot be read again; was it moved?")
      }
      return HashedFile(path: publicName(file.path), content: Array(data))
    }
  }

  /// A dataset file's path as outputs print it: from the folder of datasets on, so that the same
  /// data gives the same bytes wherever it lies.
  func publicName(_ path: String) -> String {
    for folder in directories.isEmpty ? ["Datasets"] : directories {
      let folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      if path.hasPrefix(folder + "/") {
        return URL(fileURLWithPath: folder).lastPathComponent + path.dropFirst(folder.count)
      }
    }
    return path
  }
}
