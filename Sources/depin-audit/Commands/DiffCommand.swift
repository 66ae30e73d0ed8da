import ArgumentParser
import Assurance
import EconomicMetrics
import Foundation
import Quantities
import ReportModel
import Reporting
import SeriesStore
import TextRendering

/// Says what changed between two states of the data, and what that did to the figures.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two states of the data, and what it did to the figures.",
    discussion: """
      Compares two folders of datasets: rows, profiles, policies and sources with their lines, and
      every figure that is another one, split into causes: data, price, policy, method, taken one
      upon the other in this order.

      EXAMPLES:
        depin-audit diff ../2025Q3/Datasets Datasets
        depin-audit diff old new --network helium -p 2024Q1..2025Q4 -O csv -o changes.csv
        depin-audit diff old new --fail-on restated
      """)

  enum Format: String, OutputForm { case table, csv, json, md, xlsx }
  enum Bar: String, ExpressibleByArgument, CaseIterable { case restated }

  @Argument(help: .init("As it was: a folder of datasets.", valueName: "old"))
  var old: String
  @Argument(help: .init("As it is: a folder of datasets.", valueName: "new"))
  var new: String
  @Option(
    name: .customLong("network"),
    help: .init("Only the figures of a network; may be given again.", valueName: "id"),
    completion: .networks)
  var networks: [String] = []
  @Option(
    name: .shortAndLong,
    help: "A period or a sequence (default: the newest quarter of new, and its twelve months).")
  var period: String?
  @Option(
    name: [.customShort("O"), .long],
    help: .init(
      "table, csv, json or md (default: by the file's ending, else table).", valueName: "form"))
  var outputFormat: Format?
  @Option(
    name: .shortAndLong,
    help: .init("Write to a file; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Flag(help: "Replace the file if it exists.") var force = false
  @Option(
    help: .init(
      "End with exit code 1 where a figure that was known is another one, or none.",
      valueName: "change"))
  var failOn: Bar?
  @OptionGroup var view: ViewOptions

  func run() throws {
    let format = try Format.chosen(outputFormat, file: file)
    guard format != .xlsx else {
      throw ValidationError("there is no workbook of changes; write csv, json or md")
    }
    let result = try DatasetDifference(
      old: old, new: new, networks: networks, period: period, view: view)
    let content = Array(text(of: result, as: format).utf8)
    if let file { try write([(file, content)], force: force) } else { try put(content) }
    if failOn == .restated, result.restatement.hasRestated { throw ExitCode(1) }
  }

  /// The file to write; `nil` for standard output.
  private var file: String? { output == "-" ? nil : output }

  private func text(of result: DatasetDifference, as format: Format) -> String {
    let records = RestatementRecords(
      restatement: result.restatement, comparison: result.comparison)
    func report(_ limit: Int) -> RestatementReport {
      RestatementReport(
        result.restatement, result.comparison, limit: limit, remedy: "see -O csv")
    }
    switch format {
    case .csv: return CSVWriter().text(header: RestatementRecords.columns, rows: records.csv)
    case .json: return JSONWriter().text(of: .object(result.identity + records.json))
    case .md: return MarkdownRenderer().text(of: report(200).page(between: old, and: new))
    case .table, .xlsx:
      let report = report(20)
      let tables = report.tables.map {
        file == nil ? Terminal.text(of: $0) : TerminalTable().text(of: $0)
      }
      return (tables + [report.summary + "\n"]).joined(separator: "\n")
    }
  }
}

/// Two folders of datasets, read and compared.
struct DatasetDifference {
  let restatement: Restatement
  let comparison: FolderComparison
  /// What was compared, for programs.
  let identity: [(name: String, value: JSONValue)]

  init(
    old: String, new: String, networks: [String], period: String?, view: ViewOptions
  ) throws {
    let sides = try [old, new].map { path in
      var folder = FolderOptions()
      folder.directories = [path]
      return try folder.load()
    }
    let folders = zip(sides, [old, new]).map { inputs, path in
      ComparedFolder(inputs.loaded, root: path, name: path.withoutSlash)
    }
    let periods = try Self.periods(period, view, sides[1])
    guard let last = periods.last else { throw ValidationError("name a period with -p") }
    for id in networks { try Self.check(id, sides) }
    comparison = FolderComparison(folders[0], folders[1])
    // Both are seen from the same day, or every stock would differ.
    restatement = try Restatement(
      from: (sides[0].dataset, sides[0].catalogue), to: (sides[1].dataset, sides[1].catalogue),
      causes: comparison.causes, networks: Set(networks), periods: periods
    ) { try view.scope(last, $0) }
    identity = [
      ("schema", "depin-audit/changes/1"), ("old", .string(old)), ("new", .string(new)),
      ("periods", .array(periods.map { .string($0.key) })),
    ]
  }

  private static func periods(
    _ period: String?, _ view: ViewOptions, _ inputs: Inputs
  ) throws -> [Period] {
    let wish = PeriodWish(text: period, view: view)
    guard period == nil else { return try wish.all(of: inputs) }
    let quarter = try wish.one(of: inputs)
    return [Period.trailingYear(asOf: quarter.end), quarter]
  }

  /// Refuses a network that neither folder has.
  private static func check(_ id: String, _ sides: [Inputs]) throws {
    let ids = Set(sides.flatMap { $0.dataset.networks.map(\.id) }).sorted()
    guard !ids.contains(id) else { return }
    throw ValidationError(
      unknown("network", id, ids, else: "there is " + ids.joined(separator: ", ")))
  }
}

extension String {
  /// A path of a folder as places begin with it.
  fileprivate var withoutSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()).withoutSlash : self
  }
}
