import ArgumentParser
import Assurance
import EconomicMetrics
import Foundation
import Quantities
import ReportModel
import Reporting
import TextRendering
import WorkbookModel

/// The figures that `table` was asked for, in each form that they are written in.
struct Selection {
  private let audit: Audit
  private let networks: [NetworkAnalysis]
  /// The ids for each network.
  private let metrics: [[String]]
  private let periods: [Period]
  private let allBases: Bool
  /// What was asked, in words, by name.
  private let request: [(name: String, value: String)]

  /// Looks up networks and metrics by what was typed.
  init(
    _ audit: Audit, networks ids: [String], metrics: String, periods: [Period], allBases: Bool
  ) throws {
    (self.audit, self.periods, self.allBases) = (audit, periods, allBases)
    networks = try audit.networks(ids)
    self.metrics = networks.map(try Selection.choice(of: metrics, for: networks))
    request = [
      ("networks", ids.isEmpty ? "all" : networks.map(\.id).joined(separator: ", ")),
      ("metrics", metrics), ("periods", periods.map(\.key).joined(separator: ", ")),
      ("definitions", allBases ? "all that rows exist for" : "the profiles' own"),
    ]
  }

  var facts: [Fact] {
    audit.facts(of: networks, metrics: metrics, over: periods, allBases: allBases)
  }

  /// Networks and metrics in rows, periods in columns.
  var table: Table { audit.table(of: facts) }

  var page: Report {
    Report(path: "table", title: "Figures", sections: [Section("Figures", [.table(table)])])
  }

  /// The columns of `facts.csv`.
  func dataFile(_ separator: CSVWriter.Separator) -> String {
    audit.dataFile(
      of: networks, metrics: metrics, over: periods, allBases: allBases,
      by: CSVWriter(separator: separator))
  }

  /// Typed cells, with what was asked and what it rests on.
  func workbook(_ inputs: Inputs) throws -> Workbook {
    // Definitions beside the profile's are counted when they are there.
    try checkRows(metrics.map(\.count).reduce(0, +) * periods.count)
    let facts = facts
    try checkRows(facts.count)
    let cover = Cover(
      release: releaseNumber, digest: digest(of: try inputs.hashed()), scope: audit.scope)
    return FactWorkbook(facts, of: audit, request: request, cover: cover).workbook
  }

  /// Refuses more rows than Excel and LibreOffice have under a header.
  private func checkRows(_ count: Int) throws {
    guard count >= 1_048_576 else { return }
    throw Failure(
      "\(counted(count, "figure")) are more than a sheet has rows; choose fewer, or write csv")
  }

  /// What is printed of each network; a network that lacks another one's own series is passed over.
  private static func choice(
    of metrics: String, for networks: [NetworkAnalysis]
  ) throws -> (NetworkAnalysis) -> [String] {
    if metrics == "all" { return \.allMetrics }
    if metrics == "series" { return \.seriesNames }
    var ids: [String] = []
    for part in metrics.split(separator: ",") {
      let id = part.trimmingCharacters(in: .whitespaces)
      guard networks.contains(where: { $0.definition(id) != nil }) else {
        throw unknownMetric(id, among: networks)
      }
      if !ids.contains(id) { ids.append(id) }
    }
    guard !ids.isEmpty else { throw ValidationError("--metrics names none; try --metrics all") }
    return { _ in ids }
  }
}
