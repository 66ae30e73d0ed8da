import ArgumentParser
import Assurance
import Quantities
import ReportModel
import Reporting
import SeriesStore
import TextRendering

/// Puts the dataset's public statements to their tests.
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "Test public statements against the data: supported, contradicted, not testable.",
    discussion: """
      The statements and their tests stand in claims.yaml beside the data. Without -p and --as-of all
      data counts, up to the end of the quarter of the newest row; with -p 2025Q4 what lies after that
      quarter does not exist, and a statement that needs it is not testable.

      EXAMPLES:
        depin-audit claims
        depin-audit claims helium-burns-2025 helium-price-2025 -O json
        depin-audit claims --explain helium-burns-2025
        depin-audit claims -p 2025Q4 --fail-on contradicted
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, md }
  /// What makes the exit code 1.
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case contradicted
    case notTestable = "not-testable"
    case never
  }

  @Argument(help: "Claims, by id; all without any.") var claims: [String] = []
  @Option(
    name: .shortAndLong,
    help: "The period with which the data ends, as 2025Q4 (default: all data counts).")
  var period: String?
  @Option(
    name: [.customShort("O"), .long],
    help: .init("Form of what is written.", valueName: "form"))
  var outputFormat = Format.table
  @Option(help: .init("Print how one claim was tested.", valueName: "claim"))
  var explain: String?
  @Option(help: "What makes the exit code 1: contradicted, not-testable (or contradicted), never.")
  var failOn = Threshold.never
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func run() throws {
    if explain != nil, outputFormat != .table || !claims.isEmpty {
      throw ValidationError("--explain prints one claim as text; give it without -O and other ids")
    }
    let inputs = try folders.load()
    try inputs.refuseBadClaims()
    let audit = inputs.audit(try scope(inputs))
    let chosen = try audit.claims(explain.map { [$0] } ?? claims)
    try put(text(of: chosen, audit, inputs))
    if chosen.contains(where: isFailure) { throw ExitCode(1) }
  }

  private func isFailure(_ outcome: ClaimOutcome) -> Bool {
    switch failOn {
    case .contradicted: outcome.standing == .contradicted
    case .notTestable: outcome.standing != .supported
    case .never: false
    }
  }

  /// Everything that there is, unless a day or a period is named.
  private func scope(_ inputs: Inputs) throws -> Audit.Scope {
    if period != nil || view.asOf != nil {
      return try view.scope(
        PeriodWish(text: period, view: view).one(of: inputs), inputs.dataset)
    }
    guard let newest = Audit.newestDay(of: inputs.dataset) else {
      throw Failure("no network has a row; name the last day with --as-of")
    }
    return try view.scope(.quarter(of: newest), inputs.dataset)
  }

  private func text(
    of claims: [ClaimOutcome], _ audit: Audit, _ inputs: Inputs
  ) throws -> String {
    let file = ClaimFile(claims: claims, scope: audit.scope)
    switch outputFormat {
    case .csv: return file.csv
    case .json: return file.json
    case .md:
      let cover = Cover(
        release: releaseNumber, digest: digest(of: try inputs.hashed()), scope: audit.scope)
      let report = ClaimReport(audit, cover: cover, claims: claims).report
      return MarkdownRenderer().text(of: report)
    case .table:
      let report = ClaimReport(audit, claims: claims)
      return Terminal.text(
        of: explain == nil ? report.table(width: Terminal.width) : report.explanation)
    }
  }
}

extension Audit {
  /// The claims of some ids, each once; all without any.
  fileprivate func claims(_ ids: [String]) throws -> [ClaimOutcome] {
    var seen: Set<String> = []
    return ids.isEmpty
      ? claims
      : try ids.filter { seen.insert($0).inserted }.map { id in
        guard let claim = claims.first(where: { $0.claim.id == id }) else {
          throw ValidationError(
            unknown("claim", id, claims.map(\.claim.id), else: "`depin-audit claims` lists them"))
        }
        return claim
      }
  }
}
