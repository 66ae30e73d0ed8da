import Assurance
import ChartRendering
import Formulas
import Foundation
import Quantities
import ReportModel
import Reporting
import Screening
import SeriesStore
import TextRendering
import WorkbookModel

/// One report: renders every file in memory, the workbook aside, and writes them together.
struct ReportRun {
  let audit: Audit
  /// What networks are put to, on a page of its own.
  let screens: [Screen]
  let inputs: [HashedFile]
  let folder: String

  private var cover: Cover {
    Cover(release: releaseNumber, digest: digest(of: inputs), scope: audit.scope)
  }

  /// Refuses, before anything is computed, a folder that cannot take the report.
  func checkFolder(force: Bool) throws {
    let manager = FileManager.default
    // A link to a folder is one; only of a folder can there be a path that goes on.
    guard manager.fileExists(atPath: folder + "/.") else {
      guard manager.fileExists(atPath: folder) else { return }
      throw Failure("\(folder): exists and is no folder; name another with --output")
    }
    guard force || !manager.fileExists(atPath: "\(folder)/manifest.json") else {
      throw Failure("\(folder): holds a report; give --force to replace it")
    }
  }

  /// Writes the report.
  ///
  /// - Returns: The paths of its files.
  func write(_ formats: Set<ReportCommand.Format>, force: Bool) throws -> [String] {
    var files = try contents(formats)
    files.append(("manifest.json", Array(JSONWriter().text(of: manifest(of: files).json).utf8)))
    Terminal.progress("writing \(folder)")
    defer { Terminal.progress("") }
    let paths = files.map { "\(folder)/\($0.path)" }
    try depin_audit.write(zip(paths, files).map { ($0, $1.content) }, force: force)
    return paths
  }

  /// The files of the formats; pages and workbook are made at the same time.
  private func contents(_ formats: Set<ReportCommand.Format>) throws -> [File] {
    Terminal.progress("computing the report")
    let (dataset, scope, catalogue) = (audit.dataset, audit.scope, audit.catalogue)
    let (cover, screens) = (cover, screens)
    let identity = manifest(of: []).identity
    let jobs: [@Sendable (Audit) throws -> [File]] = [
      { audit in
        guard formats.contains(.xlsx) else { return [] }
        return [("depin-audit.xlsx", try audit.workbook(cover: cover, screens: screens).xlsx())]
      },
      { audit in
        (formats.contains(.md) ? Self.pages(audit, screens, cover) : [])
          + Self.facts(audit, formats, identity)
      },
    ]
    return try inParallel(jobs.count) { job in
      // Figures are remembered where they are computed, so each job has an audit of its own.
      Result { try jobs[job](Audit(dataset, scope, catalogue: catalogue)) }
    }.flatMap { try $0.get() }
  }

  private typealias File = (path: String, content: [UInt8])

  private static func facts(
    _ audit: Audit, _ formats: Set<ReportCommand.Format>,
    _ identity: [(name: String, value: JSONValue)]
  ) -> [File] {
    guard !formats.isDisjoint(with: [.csv, .json]) else { return [] }
    let texts = audit.factFiles(identity)
    return (formats.contains(.csv) ? [("facts.csv", Array(texts.csv.utf8))] : [])
      + (formats.contains(.json) ? [("facts.json", Array(texts.json.utf8))] : [])
  }

  /// Files that an earlier run wrote to the folder and this one did not.
  func leftovers(besides written: [String]) -> [String] {
    let kinds = [
      ("", "md"), ("", "csv"), ("", "json"), ("", "xlsx"), ("networks/", "md"),
      ("charts/", "svg"),
    ]
    return kinds.flatMap { place, ending in
      let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(place)")
      return (names ?? []).filter { !$0.hasPrefix(".") && $0.hasSuffix(".\(ending)") }
        .sorted().map { "\(folder)/\(place)\($0)" }
    }.filter { !written.contains($0) }
  }

  private static func pages(_ audit: Audit, _ screens: [Screen], _ cover: Cover) -> [File] {
    let universe = Universe(audit.networks)
    let outcomes = screens.map { $0.outcome(over: audit.scope.period, of: universe) }
    let reports =
      [SectorReport(audit, cover: cover).report]
      + [ScreensReport(outcomes, cover: cover).report]
      + (audit.claims.isEmpty ? [] : [ClaimReport(audit, cover: cover).report])
      + scorecards(audit, cover)
      + audit.networks.map { NetworkReport(audit, $0, cover: cover).report }
    let (markdown, svg) = (MarkdownRenderer(), SVGChart())
    return reports.flatMap { report in
      [("\(report.path).md", Array(markdown.text(of: report).utf8))]
        + report.charts.map { ("charts/\($0.id).svg", Array(svg.svg(of: $0).utf8)) }
    }
  }

  private static func scorecards(_ audit: Audit, _ cover: Cover) -> [Report] {
    guard let scorecard = audit.scorecard else { return [] }
    let scores = scorecard.scores(of: audit.networks, over: audit.scope.period)
    return [ScorecardPage(ScorecardReport(scores, of: scorecard), cover: cover).report]
  }

  private func manifest(of files: [File]) -> Manifest {
    let scope = audit.scope
    return Manifest(
      release: releaseNumber, period: "\(scope.period)", asOf: "\(scope.asOf)",
      knownBy: scope.knownBy.map { "\($0)" },
      policies: scope.policies.listed.map { ($0.name, $0.value) }, inputs: inputs,
      outputs: files.map { HashedFile(path: $0.path, content: $0.content) })
  }
}
