import ArgumentParser
import DatasetLoading
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

  @Argument(help: "Network, by folder name.") var network: String
  @Argument(help: "Metric or series id; `depin-audit metrics` lists them.") var metric: String
  @Option(name: .shortAndLong, help: "2025Q4, 2025-10, 2025, ltm or two days joined by `..`.")
  var period: String?
  @Option(help: "Another definition of the series that the metric rests on.")
  var basis = ""
  @Flag(help: "Print the rows that the figure rests on.") var trace = false
  @OptionGroup var options: DatasetOptions

  func run() throws {
    let loaded = try options.load()
    let (period, asOf) = try onePeriod(period, loaded, options)
    let audit = Audit(
      loaded.dataset,
      .init(
        period: period, asOf: asOf, knownBy: options.knownBy, policies: options.policies))
    let network = try audit.network(network)
    let metric = try network.metric(metric)
    try network.check(basis: basis, of: metric)
    let fact = network.fact(metric, period, basis: basis)
    if trace { put(try rows(network, metric, period, audit)) }
    guard let value = fact.figure.value else {
      put("n/a: \(fact.figure.state.reason)\n")
      throw ExitCode(1)
    }
    put(NumberFormat.shortest(value) + "\n")
    let remarks = fact.remarks
    if !remarks.isEmpty { say("\(fact.id): \(remarks.joined(separator: ", "))") }
  }

  private func rows(
    _ network: NetworkAnalysis, _ metric: MetricDefinition, _ period: Period, _ audit: Audit
  ) throws -> String {
    network.rows(behind: metric, period, basis: basis).map { row in
      let place = "\(audit.dataset.files[Int(row.file)]):\(row.line)"
      let counted =
        row.counted == row.days
        ? "" : " counts \(row.counted.lowerBound)..\(row.counted.upperBound)"
      let amount =
        row.amount == row.value ? "" : " as \(NumberFormat.shortest(row.amount))"
      return "\(place): \(row.series) \(row.days.lowerBound)..\(row.days.upperBound)\(counted) "
        + "\(NumberFormat.shortest(row.value))\(amount) (\(row.source), \(row.evidence))\n"
    }.joined()
  }
}

/// The one period that a command was asked for, and the day from which it is seen.
func onePeriod(
  _ text: String?, _ loaded: LoadedDataset, _ options: DatasetOptions
) throws -> (
  Period, Day
) {
  let periods = try somePeriods(text, loaded, options)
  guard let last = periods.last, periods.count == 1 else {
    throw ValidationError("one period, not a sequence: try -p \(periods.last?.key ?? "2025Q4")")
  }
  return (last, options.asOf ?? last.end)
}

/// The periods that a command was asked for; without a wish the newest quarter of the data.
func somePeriods(
  _ text: String?, _ loaded: LoadedDataset, _ options: DatasetOptions
) throws
  -> [Period]
{
  let newest = Audit.newestQuarter(of: loaded.dataset)
  if let text {
    do {
      return try Period.parse(text, asOf: options.asOf ?? newest?.end)
    } catch {
      throw ValidationError("\(error)")
    }
  }
  if let asOf = options.asOf {
    let quarter = Period.quarter(of: asOf)
    return [quarter.end <= asOf ? quarter : quarter.previous]
  }
  guard let newest else { throw Failure("no network has a price; say which period with -p") }
  return [newest]
}
