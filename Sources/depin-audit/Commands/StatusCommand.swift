import ArgumentParser
import Assurance
import Quantities
import ReportModel
import SeriesStore
import TextRendering

/// Says which series are overdue.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what is stale: the last day of each series, and how often rows are due.",
    discussion: """
      Due is what the profile's cadence promises, else the usual step between the rows. A series is
      stale when more steps have passed than the check series.stale allows (2, unless checks.yaml says
      otherwise). Nothing is asked of anybody; depin-audit fetch gets newer rows.

      EXIT CODES: 0; 1 where a series is stale.

      EXAMPLES:
        depin-audit status
        depin-audit status helium render --all
        depin-audit status --as-of 2025-12-31 --json
      """)

  @Argument(
    help: .init("Networks or benchmarks (default: all).", valueName: "network"),
    completion: .networks)
  var networks: [String] = []
  @OptionGroup var folders: FolderOptions
  @Option(help: .init("The day that it is (default: today in UTC).", valueName: "day"))
  var asOf: Day?
  @Flag(help: "List every series, not only the stale ones.") var all = false
  @Flag(help: "Print every series as JSON.") var json = false

  func run() throws {
    let inputs = try folders.load()
    try inputs.refuseBadChecks()
    let asOf = asOf ?? .today
    let report = FreshnessReport(
      try inputs.dataset.freshness(of: networks, on: asOf), on: asOf)
    if json {
      try put(JSONWriter().text(of: report.json))
    } else {
      let table = report.table(isComplete: all)
      try put((table.rows.isEmpty ? "" : Terminal.text(of: table) + "\n") + report.summary + "\n")
    }
    if report.isStale { throw ExitCode(1) }
  }
}

extension Dataset {
  /// How old the series of some networks and benchmarks are; of all, where none is named.
  func freshness(of ids: [String], on day: Day) throws -> [Freshness] {
    let subjects = networks + benchmarks
    for id in ids where !subjects.contains(where: { $0.id == id }) {
      let known = subjects.map(\.id)
      throw ValidationError(
        unknown("network", id, known, else: "there is \(known.joined(separator: ", "))"))
    }
    let book = CheckBook(self)
    return subjects.filter { ids.isEmpty || ids.contains($0.id) }.flatMap {
      Freshness.all(of: NetworkSeries($0, sources: sources, asOf: day), book)
    }
  }
}

/// The age of series, as a table and as JSON.
struct FreshnessReport {
  private let entries: [Freshness]
  private let day: Day

  init(_ entries: [Freshness], on day: Day) { (self.entries, self.day) = (entries, day) }

  /// Whether any series is stale.
  var isStale: Bool { entries.contains(where: \.isStale) }

  /// The stale series, or all of them.
  func table(isComplete: Bool) -> Table {
    Table(
      columns: [
        .init("network"), .init("series"), .init("last day"), .init("days ago", isNumeric: true),
        .init("due every"), .init("state"),
      ],
      rows: entries.filter { isComplete || $0.isStale }.map { entry in
        [
          entry.network, "\(entry.series)", "\(entry.lastDay)", "\(entry.age)", entry.due,
          entry.state,
        ].map { .text(Text($0)) }
      })
  }

  /// How many there are of each kind.
  var summary: String {
    let stale = entries.count(where: \.isStale)
    let open = entries.count { $0.step == nil }
    return "\(stale) stale series of \(entries.count) on \(day); of \(open) it "
      + "is not known when rows are due"
  }

  var json: JSONValue {
    .object([
      ("as_of", .string("\(day)")), ("stale", .integer(entries.count(where: \.isStale))),
      (
        "series",
        .array(
          entries.map { entry in
            .object([
              ("network", .string(entry.network)), ("series", .string("\(entry.series)")),
              ("last_day", .string("\(entry.lastDay)")), ("lag_days", .integer(entry.age)),
              ("due_days", entry.step.map { .integer($0) } ?? .null),
              ("due_is_declared", .bool(entry.isDeclared)), ("state", .string(entry.state)),
            ])
          })
      ),
    ])
  }
}

extension Freshness {
  /// `stale`, `fresh`, or `open` where it is not known when rows are due.
  var state: String { step == nil ? "open" : isStale ? "stale" : "fresh" }

  /// `7 days (promised)`, `31 days (usual)`.
  fileprivate var due: String {
    step.map { "\(counted($0, "day")) (\(isDeclared ? "promised" : "usual"))" } ?? ""
  }
}
