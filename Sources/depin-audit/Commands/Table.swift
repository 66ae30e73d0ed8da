import ArgumentParser
import DatasetLoading
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
        depin-audit table helium render --metrics revenue,revenue_to_emission -p 2024Q1..2025Q4
        depin-audit table --metrics all -p 2025Q4 -O csv -o figures.csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, tsv, json, md }

  @Argument(help: "Networks, by folder name; all without any.") var networks: [String] = []
  @Option(help: "Ids joined by commas, or `all`.") var metrics =
    "revenue,emissions_usd,revenue_to_emission"
  @Option(name: .shortAndLong, help: "One period or a sequence, 2024Q1..2025Q4.")
  var period: String?
  @Option(name: [.customShort("O"), .long], help: "table, csv, tsv, json or md.")
  var outputFormat: Format?
  @Option(name: .shortAndLong, help: .init("Write to a file.", valueName: "file"))
  var output: String?
  @Flag(help: "Also the other definitions that rows exist for.") var allBases = false
  @OptionGroup var options: DatasetOptions

  func run() throws {
    let loaded = try options.load()
    let periods = try somePeriods(period, loaded, options)
    guard let last = periods.last else { return }
    let audit = Audit(
      loaded.dataset,
      .init(
        period: last, asOf: options.asOf ?? last.end, knownBy: options.knownBy,
        policies: options.policies))
    let chosen = networks.isEmpty ? audit.networks : try networks.map { try audit.network($0) }
    let facts = try chosen.flatMap { network in
      audit.facts(
        of: [network], metrics: try ids(for: network), over: periods, allBases: allBases)
    }
    let text = text(of: facts, audit)
    guard let output else { return put(text) }
    try write([(output, Array(text.utf8))], force: true)
  }

  private func ids(for network: NetworkAnalysis) throws -> [String] {
    if metrics == "all" { return network.allMetrics }
    let ids = metrics.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    for id in ids where !id.isEmpty { _ = try network.metric(id) }
    return ids
  }

  private var format: Format {
    if let outputFormat { return outputFormat }
    let ending = output?.split(separator: ".").last.map(String.init) ?? ""
    return Format(rawValue: ending) ?? .table
  }

  private func text(of facts: [Fact], _ audit: Audit) -> String {
    switch format {
    case .csv:
      return CSVWriter().text(header: Fact.columns, rows: facts.map(\.cells))
    case .tsv:
      return CSVWriter(separator: .tab).text(header: Fact.columns, rows: facts.map(\.cells))
    case .json: return JSONWriter().text(of: .array(facts.map(\.json)))
    case .md:
      let section = Section("Figures", [.table(audit.table(of: facts))])
      return MarkdownRenderer().text(
        of: Report(path: "table", title: "Figures", sections: [section]))
    case .table:
      let isTerminal = isatty(STDOUT_FILENO) == 1 && output == nil
      let isStyled = isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
      return TerminalTable(width: nil, isStyled: isStyled).text(of: audit.table(of: facts))
    }
  }
}
