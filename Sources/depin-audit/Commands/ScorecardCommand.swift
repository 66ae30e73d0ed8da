import ArgumentParser
import Assurance
import Quantities
import ReportModel
import Reporting
import Screening
import TextRendering

/// Scores networks from 0 to 100.
struct ScorecardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecard",
    abstract: "Score how well usage carries networks, from 0 to 100 with a grade, step by step.",
    discussion: """
      What is not known may score anything, so a score is a range: nothing is guessed. A scorecard.yaml
      beside the data takes the place of the program's own; Documentation/scorecard.md tells how.

      EXAMPLES:
        depin-audit scorecard
        depin-audit scorecard helium geodnet -p 2025Q3
        depin-audit scorecard --explain helium
        depin-audit scorecard -O csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, md }

  @Argument(help: "Networks, by id; all without any.", completion: .networks)
  var networks: [String] = []
  @Option(name: .shortAndLong, help: "One period, 2025Q4 (default: the newest quarter).")
  var period: String?
  @Option(
    help: .init("Every step of one network's score.", valueName: "network"), completion: .networks)
  var explain: String?
  @Option(name: [.customShort("O"), .long], help: .init("Form.", valueName: "form"))
  var outputFormat: Format = .table
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func run() throws {
    if explain != nil, outputFormat != .table || !networks.isEmpty {
      throw ValidationError("--explain prints one network; give it without -O and other networks")
    }
    let inputs = try folders.load()
    try inputs.refuseBadScorecard()
    let period = try PeriodWish(text: period, view: view).one(of: inputs)
    let audit = inputs.audit(try view.scope(period, inputs.dataset))
    guard let scorecard = audit.scorecard else { throw Failure("the scorecard cannot be read") }
    let chosen = try audit.networks(explain.map { [$0] } ?? networks)
    let scores = scorecard.scores(of: chosen, over: period)
    try put(try text(of: ScorecardReport(scores, of: scorecard), audit, inputs))
  }

  private func text(
    of report: ScorecardReport, _ audit: Audit, _ inputs: Inputs
  ) throws -> String {
    switch outputFormat {
    case .csv:
      return CSVWriter().text(
        header: ScorecardFacts.columns, rows: ScorecardFacts(report.scores).csv)
    case .json: return JSONWriter().text(of: ScorecardFacts(report.scores).json)
    case .md:
      let cover = Cover(
        release: releaseNumber, digest: digest(of: try inputs.hashed()), scope: audit.scope)
      return MarkdownRenderer().text(of: ScorecardPage(report, cover: cover).report)
    case .table:
      guard explain != nil else { return Terminal.text(of: report.table()) }
      return report.scores.map { Terminal.text(of: report.explanation(of: $0)) }
        .joined(separator: "\n")
    }
  }
}
