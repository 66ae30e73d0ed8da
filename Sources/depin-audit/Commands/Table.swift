import ArgumentParser
import OpenDocumentRendering
import Reporting
import TextRendering

/// Prints many figures.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Print figures of networks over periods.",
    discussion: """
      csv, tsv and json carry the columns of facts.csv, one row a figure. xlsx and fods (a flat
      OpenDocument spreadsheet) hold figures by period, the facts and what was asked, as typed cells.

      EXAMPLES:
        depin-audit table helium render --metrics revenue,price -p 2024Q1..2025Q4
        depin-audit table --metrics all -p 2025Q4 -o figures.xlsx
        depin-audit table --metrics series -p 2025 -O json
      """)

  enum Format: String, OutputForm {
    case table, csv, tsv, json, md, xlsx, fods
  }

  @Argument(help: "Networks, by folder name; all without any.", completion: .networks)
  var networks: [String] = []
  @Option(
    help: "Ids joined by commas; `all`, or `series` for the series that have rows.",
    completion: .metrics)
  var metrics = "revenue,emissions_usd,revenue_to_emission"
  @Option(name: .shortAndLong, help: "One period or a sequence, 2024Q1..2025Q4.")
  var period: String?
  @OptionGroup var out: OutputOptions<Format>
  @Flag(help: "Also the other definitions that rows exist for.") var allBases = false
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func run() throws {
    let format = try out.form()
    let inputs = try folders.load()
    let periods = try PeriodWish(text: period, view: view).all(of: inputs)
    guard let last = periods.last else { return }
    let audit = inputs.audit(try view.scope(last, inputs.dataset))
    let selection = try Selection(
      audit, networks: networks, metrics: metrics, periods: periods, allBases: allBases)
    let content = try content(of: selection, inputs, as: format)
    try out.deliver(content)
  }

  private func content(
    of selection: Selection, _ inputs: Inputs, as format: Format
  ) throws -> [UInt8] {
    switch format {
    case .csv: return Array(selection.dataFile(.comma).utf8)
    case .tsv: return Array(selection.dataFile(.tab).utf8)
    case .json: return Array(JSONWriter().text(of: .array(selection.facts.map(\.json))).utf8)
    case .md: return Array(MarkdownRenderer().text(of: selection.page).utf8)
    case .xlsx: return try selection.workbook(inputs).xlsx()
    case .fods: return FlatSpreadsheet().bytes(of: try selection.workbook(inputs))
    case .table:
      let table = selection.table
      let text = out.file == nil ? Terminal.text(of: table) : TerminalTable().text(of: table)
      return Array(text.utf8)
    }
  }
}
