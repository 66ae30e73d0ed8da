import Assurance
import ChartRendering
import DatasetLoading
import Formulas
import Foundation
import Quantities
import ReportModel
import Reporting
import Screening
import SeriesStore
import SpreadsheetRendering
import TextRendering
import WorkbookModel

/// One report: renders every file in memory, the workbook aside, and writes them together.
struct ReportRun {
  let audit: Audit
  /// What networks are put to, on a page of its own.
  let screens: [Screen]
  /// What was asked for beyond the period.
  let request: Manifest.Request
  /// The files behind it, as the manifest lists them.
  let inputs: [HashedFile]
  /// The release that it says made it.
  let release: String
  /// What it is compared with, and what was read for it.
  private let previous: (state: PreviousState, inputs: Inputs)?
  /// In which order its pages are read; `nil` for the usual one.
  private let edition: Edition?

  /// A run over what was read.
  ///
  /// - Parameters:
  ///   - inputs: The datasets.
  ///   - scope: The quarter, and how it is seen.
  ///   - request: Which networks, and which files.
  ///   - files: What the report says that it was made from; without it, what was read.
  ///   - release: The release that the report says made it.
  ///   - previous: What it is compared with on a page of its own.
  /// - Throws: A `Failure` where claims, scorecard or screens have faults, which it says, or where
  ///   nobody knows the edition.
  init(
    _ inputs: Inputs, _ scope: Audit.Scope, _ request: Manifest.Request,
    from files: [HashedFile]? = nil, release: String = releaseNumber,
    previous: PreviousState? = nil
  ) throws {
    try inputs.refuseBadClaims()
    try inputs.refuseBadScorecard()
    try inputs.refuseBadChecks()
    try inputs.refuseBadTieOuts()
    audit = try inputs.audit(scope).restricted(to: request.networks)
    let shelf = try ScreenShelf(inputs)
    screens = try shelf.parsed(shelf.all, audit.names)
    self.request = request
    self.inputs = try files ?? inputs.hashed()
    self.release = release
    self.previous = previous.map { ($0, inputs) }
    edition = try request.reader.map { reader in
      Edition(
        for: reader, hasChanges: previous != nil, hasWorkbook: request.formats.contains("xlsx"),
        facts: ["csv", "json"].first(where: request.formats.contains).map { "facts.\($0)" })
    }
  }

  private var formats: Set<ReportCommand.Format> {
    Set(request.formats.compactMap(ReportCommand.Format.init(rawValue:)))
  }

  private var cover: Cover {
    Cover(release: release, digest: digest(of: inputs), scope: audit.scope)
  }

  /// Refuses, before anything is computed, a folder that cannot take the report.
  static func check(_ folder: String, force: Bool) throws {
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

  /// Writes the report to a folder.
  ///
  /// - Returns: The paths of its files.
  func write(to folder: String, force: Bool) throws -> [String] {
    let files = try files()
    Terminal.progress("writing \(folder)")
    defer { Terminal.progress("") }
    let paths = files.map { "\(folder)/\($0.path)" }
    try depin_audit.write(zip(paths, files).map { ($0, $1.content) }, force: force)
    return paths
  }

  /// A file of a report's folder.
  typealias File = (path: String, content: [UInt8])

  /// Every file of the report, the manifest last.
  ///
  /// - Parameter libraries: What the manifest says of libraries; without it, those in use.
  /// - Returns: Paths in the folder, and contents.
  /// - Throws: A `Failure` where the workbook cannot be made.
  func files(libraries: [Manifest.Library]? = nil) throws -> [File] {
    let files = try contents()
    let libraries = libraries ?? self.libraries
    return files + [(Manifest.fileName, manifest(of: files, libraries: libraries).file)]
  }

  /// The libraries in use on which the bytes of its files depend.
  var libraries: [Manifest.Library] {
    formats.contains(.xlsx) ? SpreadsheetRenderer.libraries.map(Manifest.Library.init) : []
  }

  /// The files of the formats; pages and workbook are made at the same time.
  private func contents() throws -> [File] {
    Terminal.progress("computing the report")
    let (dataset, scope, catalogue) = (audit.dataset, audit.scope, audit.catalogue)
    let (cover, screens, formats, edition) = (cover, screens, formats, edition)
    let identity = manifest(of: [], libraries: []).identity
    let changes = try changes(identity)
    let jobs: [@Sendable (Audit) throws -> [File]] = [
      { audit in
        guard formats.contains(.xlsx) else { return [] }
        let book = audit.workbook(cover: cover, screens: screens, changes: changes?.restatement)
        return [("depin-audit.xlsx", try book.xlsx())]
      },
      { audit in
        let page = changes?.page(PreviousState.title, cover.lines)
        return (formats.contains(.md) ? Self.pages(audit, screens, page, cover, edition) : [])
          + Self.facts(audit, formats, identity)
      },
    ]
    return try inParallel(jobs.count) { job in
      // Figures are remembered where they are computed, so each job has an audit of its own.
      Result { try jobs[job](Audit(dataset, scope, catalogue: catalogue)) }
    }.flatMap { try $0.get() }
  }

  /// What changed, where it is compared with something.
  private func changes(_ identity: [(name: String, value: JSONValue)]) throws -> RestatementReport?
  {
    guard let (state, inputs) = previous, !formats.isDisjoint(with: [.md, .xlsx]) else {
      return nil
    }
    let members = ReportIdentity.members(of: .object(identity))
    return try state.changes(to: audit, inputs, request, members)
  }

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
  static func leftovers(in folder: String, besides written: [String]) -> [String] {
    let kinds = [
      ("", "md"), ("", "csv"), ("", "json"), ("", "xlsx"), ("networks/", "md"),
      ("charts/", "svg"), ("", "minisig"),
    ]
    return kinds.flatMap { place, ending in
      let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(place)")
      return (names ?? []).filter { !$0.hasPrefix(".") && $0.hasSuffix(".\(ending)") }
        .sorted().map { "\(folder)/\(place)\($0)" }
    }.filter { !written.contains($0) }
  }

  private static func pages(
    _ audit: Audit, _ screens: [Screen], _ changes: Report?, _ cover: Cover, _ edition: Edition?
  ) -> [File] {
    let universe = Universe(audit.networks)
    let outcomes = screens.map { $0.outcome(over: audit.scope.period, of: universe) }
    let reports =
      [SectorReport(audit, cover: cover, hasChanges: changes != nil, edition: edition).report]
      + (changes.map { [$0] } ?? [])
      + [ScreensReport(outcomes, cover: cover).report]
      + (audit.claims.isEmpty ? [] : [ClaimReport(audit, cover: cover).report])
      + scorecards(audit, cover)
      + [
        ReconciliationReport(audit, cover: cover).report, OpinionReport(audit, cover: cover).report,
      ]
      + (audit.dataset.tieOuts.isEmpty ? [] : [TieOutReport(audit, cover: cover).report])
      + audit.networks.map { NetworkReport(audit, $0, cover: cover, edition: edition).report }
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

  private func manifest(of files: [File], libraries: [Manifest.Library]) -> Manifest {
    let scope = audit.scope
    return Manifest(
      release: release, period: "\(scope.period)", asOf: "\(scope.asOf)",
      knownBy: scope.knownBy.map { "\($0)" },
      policies: scope.policies.listed.map { ($0.name, $0.value) }, inputs: inputs,
      outputs: files.map { HashedFile(path: $0.path, content: $0.content) }, request: request,
      libraries: libraries)
  }
}

extension Manifest.Request {
  /// For whom pages are ordered.
  ///
  /// - Throws: A `Failure` where a manifest names somebody whom this release does not know.
  fileprivate var reader: Reader? {
    get throws {
      guard let edition else { return nil }
      guard let reader = Reader(rawValue: edition) else {
        let all = Reader.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure("the edition '\(escaped(edition))' is unknown; there is \(all)")
      }
      return reader
    }
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
