import Fetching
import Quantities
import ReportModel
import SeriesStore
import TextRendering

/// What a run of `fetch` did, as a table and as JSON.
struct FetchRecords {
  let tasks: [FetchTask]
  let today: Day
  let requests: Int
  /// The folder of the state before, where something was written.
  let vintage: String?
  let isDry: Bool

  /// Whether a series failed or is stale.
  var hasFailed: Bool { tasks.contains { $0.state(on: today) != "fresh" } }

  var table: Table {
    Table(
      columns: [
        .init("vendor"), .init("network"), .init("series"), .init("new", isNumeric: true),
        .init("changed", isNumeric: true), .init("first day"), .init("last day"),
        .init("lag", isNumeric: true), .init("state"),
      ],
      rows: tasks.map { task in
        let days = task.outcome.days
        return [
          task.rule.vendor, task.network, task.rule.series, "\(task.outcome.added)",
          "\(task.outcome.restated.count)", days.map { "\($0.lowerBound)" } ?? "",
          days.map { "\($0.upperBound)" } ?? "", task.lag(on: today).map { "\($0) d" } ?? "",
          task.state(on: today),
        ].map { .text(Text($0)) }
      })
  }

  /// The last line.
  var summary: String {
    let states = ["fresh", "stale", "failed"].map { state in
      "\(tasks.count { $0.state(on: today) == state }) \(state)"
    }
    return states.joined(separator: ", ") + "; \(counted(requests, "request"))"
      + (isDry ? "; nothing was written" : "")
  }

  var json: JSONValue {
    .object([
      ("as_of", .string("\(today)")), ("dry_run", .bool(isDry)), ("requests", .integer(requests)),
      ("vintage", .string(vintage)),
      ("series", .array(tasks.map { $0.json(on: today) })),
    ])
  }
}

extension FetchTask {
  fileprivate func json(on day: Day) -> JSONValue {
    .object([
      ("vendor", .string(rule.vendor)), ("network", .string(network)),
      ("series", .string(rule.series)), ("source", .string(source)),
      ("rows_new", .integer(outcome.added)), ("rows_same", .integer(outcome.same)),
      ("rows_changed", .integer(outcome.restated.count)),
      ("first_day", .string(outcome.days.map { "\($0.lowerBound)" })),
      ("last_day", .string(outcome.days.map { "\($0.upperBound)" })),
      ("read_through", .string(outcome.through.map { "\($0)" })),
      ("lag_days", lag(on: day).map { .integer($0) } ?? .null), ("state", .string(state(on: day))),
      ("problem", .string(outcome.problem)), ("pages_cached", .integer(outcome.cached)),
      ("received", .array(outcome.pages.map(\.json))),
    ])
  }
}

extension ResponseCache.Entry {
  fileprivate var json: JSONValue {
    .object([
      ("path", .string(path)), ("sha256", .string(sha256)), ("bytes", .integer(byteCount)),
      ("url", .string(url)), ("received", .string(instant(received))),
    ])
  }
}
