import ArgumentParser
import Assurance
import EconomicMetrics
import Quantities
import ReportModel
import Reporting
import SeriesStore
import TextRendering

/// Sets the sources of each series against each other.
struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Set sources against each other: what lies between, and what nobody explains.",
    discussion: """
      Where two sources speak of the same series and days, a bridge leads from one figure to the other.
      An item of it is there only where rows state it; the rest is the residual. Without -p and --as-of
      all data counts; with -p 2025Q4 what lies after that quarter does not exist, and only what
      touches it is told.

      EXIT CODES: 0 done; 1 with --fail-on unexplained, where a residual is beyond the tolerance;
      2 could not do it; 64 wrong usage.

      EXAMPLES:
        depin-audit reconcile
        depin-audit reconcile helium -p 2025Q4
        depin-audit reconcile render -O json
        depin-audit reconcile --tolerance 2% --fail-on unexplained
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, md }
  /// What makes the exit code 1.
  enum Threshold: String, ExpressibleByArgument, CaseIterable { case unexplained, never }

  @Argument(
    help: .init("Networks; all without any, and then no bridge is printed.", valueName: "network"),
    completion: .networks)
  var networks: [String] = []
  @Option(name: .shortAndLong, help: "Only what touches this period, as 2025Q4 or 2025.")
  var period: String?
  @Option(name: [.customShort("O"), .long], help: .init("Form.", valueName: "form"))
  var outputFormat = Format.table
  @Option(
    help: .init("Share of a figure that may remain (default: 1%).", valueName: "share"),
    transform: ReconcileCommand.share)
  var tolerance = Reconciliation.standardTolerance
  @Option(help: "What makes the exit code 1: unexplained or never.")
  var failOn = Threshold.never
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func run() throws {
    let inputs = try folders.load()
    try inputs.refuseBadTieOuts()
    let period = try period.map { try PeriodWish(text: $0, view: view).one(of: inputs) }
    let audit = inputs.audit(try scope(period, inputs))
    let report = ReconciliationReport(
      audit, cover: try cover(audit, inputs), networks: try audit.networks(networks),
      period: period, tolerance: tolerance)
    let tied = TieOutReport(audit, cover: report.cover, networks: try chosen(audit))
    try put(text(of: report, tied, audit))
    let unexplained = report.count(.unexplained) + tied.count(.unexplained)
    if failOn == .unexplained, unexplained > 0 { throw ExitCode(1) }
  }

  /// The networks by their names; `nil` for everything, benchmarks included.
  private func chosen(_ audit: Audit) throws -> [NetworkAnalysis]? {
    networks.isEmpty ? nil : try audit.networks(networks)
  }

  /// `1%` or `0.01`.
  @Sendable private static func share(_ text: String) throws -> Double {
    let isShare = text.hasSuffix("%")
    guard let number = Double(isShare ? String(text.dropLast()) : text),
      (0...1).contains(isShare ? number / 100 : number)
    else { throw ValidationError("'\(text)' is no share from 0% to 100%") }
    return isShare ? number / 100 : number
  }

  /// Everything that there is, unless a day or a period is named.
  private func scope(_ period: Period?, _ inputs: Inputs) throws -> Audit.Scope {
    if let period { return try view.scope(period, inputs.dataset) }
    if let asOf = view.asOf { return try view.scope(.quarter(of: asOf), inputs.dataset) }
    guard let newest = Audit.newestDay(of: inputs.dataset) else {
      throw Failure("no network has a row; name the last day with --as-of")
    }
    return try view.scope(.quarter(of: newest), inputs.dataset)
  }

  private func cover(_ audit: Audit, _ inputs: Inputs) throws -> Cover? {
    guard outputFormat == .md else { return nil }
    return Cover(
      release: releaseNumber, digest: digest(of: try inputs.hashed()), scope: audit.scope)
  }

  private func text(
    of report: ReconciliationReport, _ tied: TieOutReport, _ audit: Audit
  ) -> String {
    let file = BridgeFile(report: report, tied: tied, dataset: audit.dataset, scope: audit.scope)
    switch outputFormat {
    case .csv: return file.csv
    case .json: return file.json
    case .md:
      var page = report.report
      page.sections += tied.tables.isEmpty ? [] : tied.report.sections.dropFirst()
      return MarkdownRenderer().text(of: page)
    case .table:
      let tables =
        [report.summary]
        + (networks.isEmpty ? [] : report.statements + [report.notCompared].compactMap(\.self))
        + (tied.tables.isEmpty ? [] : [tied.overview])
      return tables.map(Terminal.text).joined(separator: "\n")
    }
  }
}
