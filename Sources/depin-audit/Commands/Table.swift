import ArgumentParser
import EconomicMetrics
import Foundation
import Quantities
import ReportModel
import Reporting
import TextRendering

/// Prints many figures.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Print figures of networks over periods.",
    discussion: """
      csv, tsv and json carry the columns of facts.csv, one row a figure.

      EXAMPLES:
        depin-audit table helium render --metrics revenue,price -p 2024Q1..2025Q4
        depin-audit table --metrics all -p 2025Q4 -O csv -o figures.csv
        depin-audit table --metrics series -p 2025 -O json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, tsv, json, md }

  @Argument(help: "Networks, by folder name; all without any.", completion: .networks)
  var networks: [String] = []
  @Option(
    help: "Ids joined by commas; `all`, or `series` for the series that have rows.",
    completion: .metrics)
  var metrics = "revenue,emissions_usd,revenue_to_emission"
  @Option(name: .shortAndLong, help: "One period or a sequence, 2024Q1..2025Q4.")
  var period: String?
  @Option(
    name: [.customShort("O"), .long],
    help: .init(
      "Form of what is written (default: by the file's ending, else table).", valueName: "form"))
  var outputFormat: Format?
  @Option(
    name: .shortAndLong, help: .init("Write to a file.", valueName: "file"), completion: .file())
  var output: String?
  @Flag(help: "Also the other definitions that rows exist for.") var allBases = false
  @Flag(help: "Replace the file if it exists.") var force = false
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func run() throws {
    let format = try chosenFormat()
    let inputs = try folders.load()
    let periods = try PeriodWish(text: period, view: view).all(of: inputs)
    guard let last = periods.last else { return }
    let audit = Audit(inputs.dataset, try view.scope(last, inputs.dataset))
    let text = try text(of: audit, over: periods, as: format)
    guard let output, output != "-" else { return try put(text) }
    try write([(output, Array(text.utf8))], force: force)
  }

  private func text(of audit: Audit, over periods: [Period], as format: Format) throws -> String {
    let chosen = try audit.networks(networks)
    let ids = chosen.map(try chosenMetrics(chosen))
    func file(_ separator: CSVWriter.Separator) -> String {
      audit.dataFile(
        of: chosen, metrics: ids, over: periods, allBases: allBases,
        by: CSVWriter(separator: separator))
    }
    func facts() -> [Fact] {
      audit.facts(of: chosen, metrics: ids, over: periods, allBases: allBases)
    }
    switch format {
    case .csv: return file(.comma)
    case .tsv: return file(.tab)
    case .json: return JSONWriter().text(of: .array(facts().map(\.json)))
    case .md:
      let section = Section("Figures", [.table(audit.table(of: facts()))])
      return MarkdownRenderer().text(
        of: Report(path: "table", title: "Figures", sections: [section]))
    case .table:
      let table = audit.table(of: facts())
      return output == nil ? Terminal.text(of: table) : TerminalTable().text(of: table)
    }
  }

  /// What is printed of each network; a network that lacks another one's own series is passed over.
  private func chosenMetrics(
    _ networks: [NetworkAnalysis]
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

  private func chosenFormat() throws -> Format {
    if let outputFormat { return outputFormat }
    guard let name = output?.split(separator: "/").last,
      let ending = name.split(separator: ".").dropFirst().last, ending != "txt"
    else { return .table }
    guard let format = Format(rawValue: ending.lowercased()) else {
      throw ValidationError(
        "'.\(ending)' names no form; say with -O which of table, csv, tsv, json and md to write")
    }
    return format
  }
}
