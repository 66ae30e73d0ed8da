import ArgumentParser
import Assurance
import EconomicMetrics
import Foundation
import Quantities
import ReportModel
import Reporting
import SeriesStore
import TextRendering

/// Says how far the data of networks can be relied on.
struct OpinionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opinion",
    abstract: "Say how far the data of a network and period can be relied on, and why.",
    discussion: """
      An opinion has the form that auditors use: unqualified, qualified, adverse or a disclaimer. It is
      the gravest effect of the rules that --rules lists, and generated from what they found. It is no
      assurance engagement and no investment advice.
      csv and json have a record for each rule of each network.

      EXIT CODES: 0 done; 1 with --fail-on, where an opinion is at or beyond it; 2 could not do it;
      64 wrong usage.

      EXAMPLES:
        depin-audit opinion
        depin-audit opinion helium -p 2025Q4 --explain helium
        depin-audit opinion -O csv --fail-on adverse
        depin-audit opinion -o opinion.md
        depin-audit opinion --rules -O md
      """)

  enum Format: String, OutputForm { case table, csv, json, md }
  /// What makes the exit code 1.
  enum Bar: String, ExpressibleByArgument, CaseIterable {
    case qualified, adverse, disclaimer

    var effect: OpinionEffect {
      switch self {
      case .qualified: .qualification
      case .adverse: .adverse
      case .disclaimer: .disclaimer
      }
    }
  }

  @Argument(
    help: .init("Networks; all without any.", valueName: "network"), completion: .networks)
  var networks: [String] = []
  @Option(name: .shortAndLong, help: "One period, 2025Q4 (default: the newest quarter).")
  var period: String?
  @Option(
    help: .init("The reasons and every rule for one network.", valueName: "network"),
    completion: .networks)
  var explain: String?
  @Flag(help: "The rules instead: what is measured, limits, effects, why.") var rules = false
  @Option(
    help: .init(
      "Share of a flow from which a difference matters (default: 5%).", valueName: "share"),
    transform: OpinionCommand.share)
  var materiality = OpinionMateriality.standard.flows
  @OptionGroup var out: OutputOptions<Format>
  @Option(
    help: .init(
      "End with exit code 1 where an opinion is this or graver: qualified, adverse, disclaimer.",
      valueName: "opinion"))
  var failOn: Bar?
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func validate() throws {
    guard explain == nil || !out.isAsked && !rules else {
      throw ValidationError("--explain prints one network; give it without -O, -o and --rules")
    }
  }

  func run() throws {
    let format = try out.form()
    if rules { return try out.deliver(content(of: OpinionRules(measure), as: format)) }
    let inputs = try folders.load()
    try inputs.refuseBadChecks()
    let period = try PeriodWish(text: period, view: view).one(of: inputs)
    let audit = inputs.audit(try view.scope(period, inputs.dataset))
    let chosen = try audit.networks(networks)
    let explained = try explain.map { try audit.network($0) }
    let opinions = (explained.map { [$0] } ?? chosen).map {
      audit.opinion(of: $0, materiality: measure)
    }
    let cover = format == .md ? try cover(audit, inputs) : nil
    let report = OpinionReport(audit, cover: cover, opinions: opinions)
    if explain == nil {
      try out.deliver(content(of: report, as: format))
    } else {
      try put(opinions.flatMap(report.explanation).map(Terminal.text).joined(separator: "\n"))
    }
    if let failOn, opinions.contains(where: { $0.effect >= failOn.effect }) { throw ExitCode(1) }
  }

  private var measure: OpinionMateriality { OpinionMateriality(flows: materiality) }

  private func cover(_ audit: Audit, _ inputs: Inputs) throws -> Cover {
    Cover(release: releaseNumber, digest: digest(of: try inputs.hashed()), scope: audit.scope)
  }

  private func content(of report: OpinionReport, as format: Format) -> String {
    let records = OpinionRecords(report.opinions)
    switch format {
    case .csv: return CSVWriter().text(header: OpinionRecords.columns, rows: records.csv)
    case .json: return JSONWriter().text(of: records.json)
    case .md: return MarkdownRenderer().text(of: report.report)
    case .table: return text(of: report.summary)
    }
  }

  private func content(of rules: OpinionRules, as format: Format) -> String {
    switch format {
    case .csv: CSVWriter().text(header: OpinionRules.columns, rows: rules.records)
    case .json:
      JSONWriter().text(
        of: .array(
          rules.records.map { record in
            .object(zip(OpinionRules.columns, record).map { ($0, .string($1)) })
          }))
    case .md:
      MarkdownRenderer().text(
        of: Report(
          path: "rules", title: "Rules of opinions",
          sections: [Section("Rules", [.table(rules.table)])]))
    case .table: text(of: rules.table)
    }
  }

  private func text(of table: Table) -> String {
    out.file == nil ? Terminal.text(of: table) : TerminalTable().text(of: table)
  }

  /// `5%` or `0.05`.
  @Sendable private static func share(_ text: String) throws -> Double {
    let isShare = text.hasSuffix("%")
    let number = Double(isShare ? String(text.dropLast()) : text).map { isShare ? $0 / 100 : $0 }
    guard let number, (0...OpinionMateriality.pervasive).contains(number) else {
      throw ValidationError("'\(text)' is no share from 0% to 50%")
    }
    return number
  }
}
