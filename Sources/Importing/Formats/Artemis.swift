import DatasetLoading
import Quantities
import SeriesStore

extension Vendor {
  /// Artemis.
  package static let artemis = Vendor(
    id: "artemis", title: "Artemis", url: "https://www.artemis.ai",
    licence: "Artemis terms of service")
}

/// What both of Artemis's interfaces answer: lists of dates and values by symbol and metric.
struct ArtemisAnswer: VendorFormat {
  let id = "artemis-json"
  let vendor = Vendor.artemis
  let title = "metrics by symbol (JSON)"
  /// Artemis does not say whether a price is of a day's start or end, so it needs a name.
  let measures = [
    Measure("fees", series: "fees", unit: "USD", .measured, .wholeDay, mayEndPartial: true),
    Measure("revenue", series: "revenue", unit: "USD", .measured, .wholeDay, mayEndPartial: true),
    Measure("dau", series: "daily_users", unit: "count", .measured, .wholeDay, mayEndPartial: true),
    Measure("price", series: nil, unit: "USD/token", .measured, .closeOfDay, mayEndPartial: true),
    Measure("mc", series: nil, unit: "USD", .measured, .closeOfDay, mayEndPartial: true),
    Measure("24h_volume", series: nil, unit: "USD", .measured, .wholeDay, mayEndPartial: true),
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json else { return nil }
    return ["data.symbols", "data.artemis_ids"].first { json.has($0, .object) }
      .map { "it has '\($0)'" }
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let paths: [JSONPath] = ["data.symbols.*.*", "data.artemis_ids.*.*"]
    var (reason, hasRows): (String?, Bool) = (nil, false)
    try JSONSelection.read(paths, of: file) { match throws(ImportFault) in
      let (symbol, word) = (match.names[0], match.names[1].lowercased())
      guard let rows = match.node.elements else {
        // A metric that Artemis does not have comes as a text.
        reason = match.node.string
        return intake.note("\(excerpt(word)) of \(excerpt(symbol)): \(excerpt(match.node.shown))")
      }
      hasRows = true
      let days = try rows.map { row throws(ImportFault) in
        try row.required("date").moment(orEpoch: [.milliseconds, .seconds]).day
      }
      try checkDaily(days, word, rows)
      for (day, row) in zip(days, rows) {
        let value = try row.required("val")
        try intake.take(
          Observation(word, of: symbol, .day(day), try value.number(word), at: row.place))
      }
    }
    if !hasRows, let reason { throw VendorRefusal(vendor.title, message: reason).fault }
  }

  /// Weeks and months look like days, but for their distances.
  private func checkDaily(
    _ days: [Day], _ word: String, _ rows: [JSONNode]
  ) throws(ImportFault) {
    let sorted = Set(days).sorted()
    let steps = zip(sorted.dropFirst(), sorted).map { $0.0 - $0.1 }
    guard let least = steps.min(), steps.count > 1, least > 1 else { return }
    throw ImportFault(
      .wrongShape, at: rows[0].place, field: word,
      "has rows that are \(least) days apart or more, so that they may be weeks or months",
      "ask for granularity=DAY")
  }
}
