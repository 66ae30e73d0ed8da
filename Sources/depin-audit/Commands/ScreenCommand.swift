import ArgumentParser
import Assurance
import EconomicMetrics
import Formulas
import Foundation
import Quantities
import ReportModel
import Reporting
import Screening
import SeriesStore
import TextRendering

/// Puts networks to the rules of a screen.
struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Say which networks meet rules, by how much, and what would turn the answer.",
    discussion: """
      A verdict is pass, fail or unknown: what is missing never counts as passed or as failed.
      csv and json have a record for each rule of each network. xlsx is the workbook of the report,
      its sheet Screens with these screens: verdicts, answers and figures are formulas.

      EXAMPLES:
        depin-audit screen
        depin-audit screen self-funding -p 2025Q4
        depin-audit screen --where "revenue_to_emission >= 0.5 and dilution_annualized <= 10%"
        depin-audit screen self-funding --explain helium
        depin-audit screen mine.yaml -O csv --fail-on unknown
        depin-audit screen self-funding -o screen.xlsx
      """)

  enum Format: String, OutputForm { case table, csv, json, md, xlsx }
  enum Bar: String, ExpressibleByArgument, CaseIterable { case fail, unknown }

  @Argument(
    help: "A screen by id, or a .yaml file of screens; without one, all screens are listed.")
  var screen: String?
  @Option(
    name: .customLong("where"),
    help: .init("A condition of the formula language in place of a screen.", valueName: "rule"))
  var condition: String?
  @Option(name: .shortAndLong, help: "One period, 2025Q4 (default: the newest quarter).")
  var period: String?
  @Option(
    help: .init("Every rule of the screen for one network.", valueName: "network"),
    completion: .networks)
  var explain: String?
  @OptionGroup var out: OutputOptions<Format>
  @Option(
    help: .init(
      "End with exit code 1 where a network fails (a warning: is flagged), or is unknown as well.",
      valueName: "verdict"))
  var failOn: Bar?
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func validate() throws {
    guard screen == nil || condition == nil else {
      throw ValidationError("a screen or --where, not both; join rules with 'and'")
    }
    guard explain == nil || !out.isAsked else {
      throw ValidationError("--explain prints one network; give it without -O and -o")
    }
  }

  func run() throws {
    let format = try out.form()
    let inputs = try folders.load()
    let period = try PeriodWish(text: period, view: view).one(of: inputs)
    guard format != .xlsx || period.kind == .quarter else {
      throw ValidationError(
        "a workbook is of one quarter: try -p \(Period.quarter(of: period.end))")
    }
    let audit = inputs.audit(try view.scope(period, inputs.dataset))
    let screens = try chosen(among: try ScreenShelf(inputs), audit)
    let universe = Universe(audit.networks)
    let outcomes = screens.map { $0.outcome(over: period, of: universe) }
    if let explain {
      try put(text(explaining: try audit.network(explain).id, in: outcomes))
    } else {
      try out.deliver(try content(of: outcomes, audit, inputs, as: format))
    }
    try judge(outcomes)
  }

  /// The screens to run: one by id, those of a file, a condition, or all that there are.
  private func chosen(among shelf: ScreenShelf, _ audit: Audit) throws -> [Screen] {
    let names = audit.names
    if let condition {
      do {
        let rule = Screen.Rule(try Condition(parsing: condition, names: names))
        return [Screen(id: "where", title: condition, require: [rule])]
      } catch {
        throw Failure("--where: \(error)")
      }
    }
    guard let screen else { return try shelf.parsed(shelf.all, names) }
    if screen.hasSuffix(".yaml") || screen.hasSuffix(".yml") {
      return try shelf.parsed(try shelf.screens(of: screen), names)
    }
    return try shelf.parsed([try shelf.screen(screen)], names)
  }

  private func content(
    of outcomes: [ScreenOutcome], _ audit: Audit, _ inputs: Inputs, as format: Format
  ) throws -> [UInt8] {
    let text: String
    switch format {
    case .csv: text = CSVWriter().text(header: ScreenFacts.columns, rows: ScreenFacts(outcomes).csv)
    case .json: text = JSONWriter().text(of: ScreenFacts(outcomes).json)
    case .md:
      text = MarkdownRenderer().text(
        of: ScreensReport(outcomes, cover: try cover(of: audit, inputs)).report)
    case .xlsx:
      return try audit.workbook(
        cover: try cover(of: audit, inputs), screens: outcomes.map(\.screen)
      ).xlsx()
    case .table:
      let tables = outcomes.map { ScreenReport($0).table }
      text = tables.map { out.file == nil ? Terminal.text(of: $0) : TerminalTable().text(of: $0) }
        .joined(separator: "\n")
    }
    return Array(text.utf8)
  }

  private func cover(of audit: Audit, _ inputs: Inputs) throws -> Cover {
    Cover(release: releaseNumber, digest: digest(of: try inputs.hashed()), scope: audit.scope)
  }

  private func text(explaining network: String, in outcomes: [ScreenOutcome]) -> String {
    outcomes.flatMap { outcome -> [Table] in
      guard let row = outcome.rows.first(where: { $0.network == network }) else { return [] }
      return ScreenReport(outcome).explanation(of: row)
    }.map(Terminal.text).joined(separator: "\n")
  }

  /// Ends with exit code 1 where a verdict is at or beyond the bar.
  private func judge(_ outcomes: [ScreenOutcome]) throws {
    guard let failOn else { return }
    let isBad = outcomes.contains { outcome in
      outcome.rows.contains { row in
        let truth = outcome.screen.isFlag ? row.verdict.truth.negated : row.verdict.truth
        return truth == .fail || failOn == .unknown && truth == .unknown
      }
    }
    if isBad { throw ExitCode(1) }
  }
}

extension Audit {
  /// The names that screens may use.
  var names: Names { Names.all(of: dataset, metrics: catalogue.metrics) }
}
