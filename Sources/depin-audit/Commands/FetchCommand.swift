import ArgumentParser
import DatasetLoading
import Fetching
import Importing
import Quantities
import SeriesStore
import TextRendering

/// Gets series from vendors; the only command that opens a connection.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Get series from vendors, as profiles say under 'fetch:', and join them to the data.",
    discussion: """
      Asks each vendor by HTTPS, keeps what came as it came, and imports it. Vendors are told the ids
      of profiles and your keys, nothing else. A key stands in DEPIN_AUDIT_<VENDOR>_KEY or in a file
      that nobody else may read. History that a vendor changed is refused without
      --accept-restatement. Series that fail leave the others as they are.

      EXIT CODES: 0; 1 where a series failed or is stale; 2 where nothing could be asked.

      EXAMPLES:
        depin-audit fetch
        depin-audit fetch helium render --vendor coingecko --since 2025-01-01
        depin-audit fetch --dry-run --json
      """)

  @Argument(
    help: .init("Networks or benchmarks (default: all with 'fetch:').", valueName: "network"),
    completion: .networks)
  var networks: [String] = []
  @OptionGroup var folders: FolderOptions
  @Option(
    name: .customLong("vendor"),
    help: .init("Only from this vendor; may be given again.", valueName: "vendor"),
    completion: .list(FetchRule.vendors))
  var vendors: [String] = []
  @Option(
    help: .init(
      "First day to ask for (default: a week before the vendor's last row here, else all).",
      valueName: "day"))
  var since: Day?
  @Option(help: .init("The day against which rows are old (default: today).", valueName: "day"))
  var asOf: Day?
  @Flag(help: "Ask and read, but leave the datasets as they are.") var dryRun = false
  @Flag(help: "Take values that a vendor changed in place of those of the datasets.")
  var acceptRestatement = false
  @Flag(help: "Print what was done as JSON.") var json = false
  @OptionGroup(title: "Connection Options") var connection: ConnectionOptions

  func run() throws {
    let inputs = try folders.load()
    let tasks = try tasks(in: inputs.loaded.dataset)
    let today = asOf ?? Timekeeper.system.today
    var run = try FetchRun(tasks, since: since, connection)
    try run.ask(connection)
    try run.join(to: folders, acceptsRestatement: acceptRestatement, isTrial: dryRun)
    for remark in run.remarks { say(remark) }
    let records = FetchRecords(
      tasks: run.tasks, today: today, requests: run.requests, vintage: run.vintage,
      isDry: dryRun)
    try put(
      json
        ? JSONWriter().text(of: records.json)
        : Terminal.text(of: records.table) + "\n\(records.summary)\n")
    if records.hasFailed { throw ExitCode(1) }
  }

  /// The series to fetch.
  private func tasks(in dataset: Dataset) throws -> [FetchTask] {
    for vendor in vendors where !FetchRule.vendors.contains(vendor) {
      throw ValidationError(
        unknown(
          "vendor", vendor, FetchRule.vendors,
          else: "there is \(FetchRule.vendors.joined(separator: ", "))"))
    }
    let subjects = dataset.networks + dataset.benchmarks
    for id in networks where !subjects.contains(where: { $0.id == id }) {
      let known = subjects.map(\.id)
      throw ValidationError(
        unknown("network", id, known, else: "there is \(known.joined(separator: ", "))"))
    }
    let tasks = subjects.filter { networks.isEmpty || networks.contains($0.id) }
      .flatMap { $0.fetchTasks(of: vendors, files: dataset.files) }
    guard !tasks.isEmpty else {
      throw Failure(
        "no profile says where to fetch from; add 'fetch: {price: {vendor: coingecko, id: …}}' to "
          + "a network.yaml")
    }
    return tasks
  }
}
