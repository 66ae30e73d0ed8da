import ArgumentParser
import EconomicMetrics
import Formulas
import Quantities
import Reporting
import SeriesStore

/// Prints one figure.
struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Print one figure, or n/a with its reason and exit code 1.",
    discussion: """
      EXAMPLES:
        depin-audit get helium burn_to_mint -p 2025Q4
        depin-audit get helium revenue_to_emission -p 2025Q4 --basis all-burns
        depin-audit get helium burn_to_mint -p 2025Q4 --trace
      """)

  @Argument(help: "Network, by folder name.", completion: .networks) var network: String
  @Argument(
    help: "Metric or series; `depin-audit metrics` lists them.", completion: .metrics)
  var metric: String
  @Option(
    name: .shortAndLong, help: "2025Q4, 2025-10, 2025, ltm or two days joined by `..`.")
  var period: String?
  @Option(help: "Another definition of the series that the metric rests on.")
  var basis = ""
  @Flag(help: "Print the rows that the figure rests on.") var trace = false
  @OptionGroup var folders: FolderOptions
  @OptionGroup var view: ViewOptions

  func run() throws {
    let inputs = try folders.load()
    let wish = period
    let period = try PeriodWish(text: wish, view: view).one(of: inputs)
    let audit = inputs.audit(try view.scope(period, inputs.dataset))
    let network = try audit.network(network)
    let metric = try network.metric(metric)
    try network.check(basis: basis, of: metric)
    let fact = network.fact(metric, period, basis: basis)
    // Without -p, or with `ltm`, the reader did not name the days that the figure is of.
    if wish != "\(period)" { say("\(fact.id): \(period.start) to \(period.end)") }
    if trace {
      let rows = network.rows(behind: metric, period, basis: basis)
      try put(TraceText(files: inputs.dataset.files).text(of: rows))
    }
    guard let value = fact.figure.value else {
      try put("n/a: \(fact.figure.state.reason)\n")
      throw ExitCode(1)
    }
    let text =
      fact.unit == .date ? NumberFormat.display(value, .date) : NumberFormat.shortest(value)
    try put(text + "\n")
    let remarks = fact.remarks
    if !remarks.isEmpty { say("\(fact.id): \(remarks.joined(separator: ", "))") }
  }
}
