import Quantities
import SeriesStore

/// What `/api/emission` answers: unlocks as modelled, cumulative for each group of holders.
struct DefiLlamaEmissions: VendorFormat {
  let id = "defillama-emissions"
  let vendor = Vendor.defiLlama
  let title = "emission schedule (JSON)"
  let measures = [
    Measure(
      "unlocked", series: "tokens_unlocked", unit: "token", .schedule, .event, mayLieAhead: true,
      note: "modelled; growth of the cumulative unlocks of all groups")
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json else { return nil }
    if json.has("body.documentedData") || json.has("documentedData") {
      return "it has 'documentedData'"
    }
    // A body that is a text is longer than what is looked at.
    return json.names("").first == "body" ? "it begins with 'body'" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    var chart = CumulativeChart()
    let rows = "documentedData.data[*].data[*]"
    let paths = [JSONPath("body.\(rows)"), JSONPath(rows)]
    try JSONSelection.read(paths, of: file) { match throws(ImportFault) in
      try chart.take(match, into: &intake)
    }
    // The vendor's own client expects the body to be a text that holds JSON.
    guard chart.isEmpty, let body = try file.first(["body"])[0]?.string else { return }
    let inner = ImportFile(name: file.name, bytes: Array(body.utf8))
    try JSONSelection.read([JSONPath(rows)], of: inner) { match throws(ImportFault) in
      try chart.take(match, into: &intake)
    }
    intake.note("places are counted from the start of the text 'body'")
  }
}

/// Turns cumulative amounts of one group after the other into what was added from row to row.
private struct CumulativeChart {
  private var last: (time: Moment, total: ExactDecimal)?
  private(set) var isEmpty = true

  mutating func take(_ match: JSONMatch, into intake: inout Intake) throws(ImportFault) {
    let row = match.node
    isEmpty = false
    // The rows of each group are a list of their own.
    if match.index == 0 { last = nil }
    let day = try row.required("timestamp").moment(epoch: [.seconds]).day
    guard let total = try row.required("unlocked").number("unlocked") else {
      return intake.skip(.noValue)
    }
    let growth = last.map { total + $0.total.negated } ?? total
    let time = last.map { Moment.days(min($0.time.day + 1, day), day) } ?? .day(day)
    last = (.day(day), total)
    guard !growth.isNegative else {
      throw ImportFault(
        .negativeValue, at: row.place, field: "unlocked", cell: "\(total)",
        "less than in the row before, though unlocks only add up",
        "ask the vendor; the schedule is inconsistent")
    }
    try intake.take(Observation("unlocked", time, growth, at: row.place))
  }
}

extension ExactDecimal {
  /// The number with its sign turned.
  fileprivate var negated: ExactDecimal {
    let text = description
    return ExactDecimal(text.hasPrefix("-") ? String(text.dropFirst()) : "-" + text) ?? self
  }
}
