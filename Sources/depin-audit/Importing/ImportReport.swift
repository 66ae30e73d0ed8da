import DatasetLoading
import Importing
import Quantities
import ReportModel
import TextRendering

/// What an import did, as text and as JSON.
struct ImportReport {
  /// One file that was read.
  struct ReadFile {
    let name: String
    let format: any VendorFormat
    let reason: String
    let harvest: Harvest
  }

  /// How it ended.
  enum Ending {
    case written([String], vintage: String?)
    case trial([String])
    case refused
  }

  let files: [ReadFile]
  let merge: DatasetMerge
  let ending: Ending

  private var outcomes: [MergeOutcome] { merge.outcomes }

  /// The rows whose value changed, with their file.
  private var restated: [(outcome: MergeOutcome, row: RestatedRow)] {
    outcomes.flatMap { outcome in outcome.restated.map { (outcome, $0) } }
  }

  /// What people read.
  var text: String {
    (files.flatMap(lines) + [""]).joined(separator: "\n") + "\n" + Terminal.text(of: table)
      + (changes + merge.remarks.map(escaped) + [last]).map { $0 + "\n" }.joined()
  }

  private func lines(_ file: ReadFile) -> [String] {
    let tally = file.harvest.tally
    let subject = file.harvest.subject.isEmpty ? "" : ", of \(excerpt(file.harvest.subject))"
    let passed = tally.skipped.map { "  passed over: \(whole($0.count)) \($0.reason)" }
    return [
      "\(escaped(file.name)): \(file.format.id), because \(escaped(file.reason))",
      "  \(counted(tally.read, "value")) read\(subject), \(counted(tally.taken, "row")) taken",
    ] + passed + file.harvest.notes.map { "  \(escaped($0))" }
  }

  private var table: Table {
    Table(
      columns: [
        .init("Network"), .init("Series"), .init("Source"), .init("First"), .init("Last"),
        .init("New", isNumeric: true), .init("Same", isNumeric: true),
        .init("Restated", isNumeric: true),
      ],
      rows: outcomes.map { outcome in
        [
          outcome.network,
          outcome.series + (outcome.basis.isEmpty ? "" : " (\(outcome.basis))"), outcome.source,
          "\(outcome.days.lowerBound)", "\(outcome.days.upperBound)", whole(outcome.added),
          whole(outcome.same), whole(outcome.restated.count),
        ].map { .text(Text($0)) }
      })
  }

  private var changes: [String] {
    let shown = restated.prefix(20).map { outcome, row in
      let days = row.start == row.end ? "\(row.start)" : "\(row.start) to \(row.end)"
      return "\(escaped(outcome.path)):\(row.line): \(days): "
        + "\(row.old.isEmpty ? "missing" : escaped(row.old)) → \(row.new)"
    }
    let rest = restated.count - shown.count
    let gone = outcomes.filter { $0.unconfirmed > 0 }.map {
      "\(escaped($0.path)): \(counted($0.unconfirmed, "row")) of '\($0.source)' between these days "
        + "that the vendor no longer has; they stay"
    }
    return shown + (rest > 0 ? ["and \(whole(rest)) more; -O json lists all"] : []) + gone
  }

  private var last: String {
    switch ending {
    case .written(let paths, _) where paths.isEmpty: "nothing new; nothing was written"
    case .written(let paths, let vintage):
      "wrote \(paths.map(escaped).joined(separator: ", "))"
        + (vintage.map { "; the state before is in \(escaped($0))" } ?? "")
    case .trial(let paths):
      paths.isEmpty
        ? "nothing new" : "would write \(paths.map(escaped).joined(separator: ", "))"
    case .refused: "nothing was written"
    }
  }

  private func whole(_ count: Int) -> String { NumberFormat.fixed(Double(count), decimals: 0) }
}

extension ImportReport {
  /// What programs read.
  var json: JSONValue {
    .object([
      ("schema", "depin-audit/import/1"), ("files", .array(files.map(json))),
      ("series", .array(outcomes.map(json))),
      ("sources_added", .array(merge.newSources.map { .string($0) })),
      ("remarks", .array(merge.remarks.map { .string($0) })), ("ending", .string(word)),
      ("written", .array(paths.map { .string($0) })), ("vintage", .string(vintage)),
    ])
  }

  private var word: String {
    switch ending {
    case .written: "written"
    case .trial: "trial"
    case .refused: "refused"
    }
  }

  private var paths: [String] {
    switch ending {
    case .written(let paths, _), .trial(let paths): paths
    case .refused: []
    }
  }

  private var vintage: String? {
    if case .written(_, let vintage) = ending { vintage } else { nil }
  }

  private func json(_ file: ReadFile) -> JSONValue {
    let tally = file.harvest.tally
    return .object([
      ("file", .string(file.name)), ("format", .string(file.format.id)),
      ("reason", .string(file.reason)), ("subject", .string(file.harvest.subject)),
      ("values_read", .integer(tally.read)), ("rows", .integer(tally.taken)),
      (
        "passed_over",
        .array(
          tally.skipped.map { ["count": .integer($0.count), "reason": .string("\($0.reason)")] })
      ), ("notes", .array(file.harvest.notes.map { .string($0) })),
    ])
  }

  private func json(_ outcome: MergeOutcome) -> JSONValue {
    .object([
      ("network", .string(outcome.network)), ("series", .string(outcome.series)),
      ("source", .string(outcome.source)), ("basis", .string(outcome.basis)),
      ("path", .string(outcome.path)), ("first", .string("\(outcome.days.lowerBound)")),
      ("last", .string("\(outcome.days.upperBound)")), ("new", .integer(outcome.added)),
      ("same", .integer(outcome.same)), ("unconfirmed", .integer(outcome.unconfirmed)),
      (
        "restated",
        .array(
          outcome.restated.map {
            [
              "start": .string("\($0.start)"), "end": .string("\($0.end)"),
              "old": .string($0.old.isEmpty ? nil : $0.old), "new": .string($0.new),
              "line": .integer($0.line),
            ]
          })
      ),
    ])
  }
}
