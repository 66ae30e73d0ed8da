import ArgumentParser
import Assurance
import Foundation
import ReportModel
import Reporting
import TextRendering

/// Says what changed between two states of the data, and what that did to the figures.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two states of the data, and what it did to the figures.",
    discussion: """
      Compares two folders of datasets: rows, profiles, policies and sources with their lines, and
      every figure that is another one, split into causes: data, price, policy, method, taken one
      upon the other in this order. Of two reports, or files of facts, it compares the figures.
      Private folders that were laid over a side are given with --old-overlay and --new-overlay.

      EXAMPLES:
        depin-audit diff ../2025Q3/Datasets Datasets
        depin-audit diff old new --network helium -p 2024Q1..2025Q4 -O csv -o changes.csv
        depin-audit diff old new --fail-on restated
        depin-audit diff old Datasets --old-overlay ~/private --new-overlay ~/private
        depin-audit diff Reports/2025Q3 Reports/2025Q4
        depin-audit diff old/facts.json new/facts.csv
      """)

  enum Format: String, OutputForm { case table, csv, json, md }
  enum Bar: String, ExpressibleByArgument, CaseIterable { case restated }

  @Argument(
    help: .init(
      "As it was: a folder of datasets or of a report, or a file of facts.", valueName: "old"))
  var old: String
  @Argument(help: .init("As it is: the same of now.", valueName: "new"))
  var new: String
  @Option(
    name: .customLong("old-overlay"),
    help: .init(
      "Folder laid over the old datasets; may be given again.", valueName: "dir"),
    completion: .directory)
  var oldOverlays: [String] = []
  @Option(
    name: .customLong("new-overlay"),
    help: .init(
      "Folder laid over the new datasets; may be given again.", valueName: "dir"),
    completion: .directory)
  var newOverlays: [String] = []
  @Option(
    name: .customLong("network"),
    help: .init("Only the figures of a network; may be given again.", valueName: "id"),
    completion: .networks)
  var networks: [String] = []
  @Option(
    name: .shortAndLong,
    help: .init(
      "A period or a sequence (default: the newest quarter of the data and its twelve months; of "
        + "facts, all that both have).", valueName: "period"))
  var period: String?
  @OptionGroup var out: OutputOptions<Format>
  @Option(
    help: .init(
      "End with exit code 1 where a figure that was known is another one, or none.",
      valueName: "change"))
  var failOn: Bar?
  @OptionGroup var view: ViewOptions

  func run() throws {
    let format = try out.form()
    let result = try StateDifference(
      old, new,
      .init(
        networks: networks, period: period, overlays: (oldOverlays, newOverlays), view: view))
    try out.deliver(text(of: result, as: format))
    if failOn == .restated, result.restatement.hasRestated { throw ExitCode(1) }
  }

  private func text(of result: StateDifference, as format: Format) -> String {
    let records = RestatementRecords(
      restatement: result.restatement, comparison: result.comparison)
    func report(_ limit: Int) -> RestatementReport {
      RestatementReport(
        result.restatement, result.comparison, notes: result.notes, limit: limit,
        remedy: "see -O csv")
    }
    switch format {
    case .csv: return CSVWriter().text(header: RestatementRecords.columns, rows: records.csv)
    case .json:
      let notes = JSONValue.array(result.notes.map { .string($0) })
      return JSONWriter().text(of: .object(result.identity + records.json + [("notes", notes)]))
    case .md:
      let paths = Text("From ") + .code(old) + " to " + .code(new) + "."
      return MarkdownRenderer().text(of: report(200).page("Changes", [paths]))
    case .table:
      let report = report(20)
      let tables = report.tables.map {
        out.file == nil ? Terminal.text(of: $0) : TerminalTable().text(of: $0)
      }
      return (tables + [(report.summary + "\n")]).joined(separator: "\n")
    }
  }
}
