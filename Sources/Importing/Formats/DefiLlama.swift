import SeriesStore

extension Vendor {
  /// DefiLlama.
  package static let defiLlama = Vendor(
    id: "defillama", title: "DefiLlama", url: "https://defillama.com",
    licence: "DefiLlama terms of service")
}

/// What `/summary/fees` answers: one kind of fees or revenue a file, by day.
struct DefiLlamaFees: VendorFormat {
  let id = "defillama-fees"
  let vendor = Vendor.defiLlama
  let title = "summary of fees or revenue (JSON)"
  /// The last is the word of a file that does not say which of the others it is.
  let measures =
    [
      ("dailyFees", "fees"), ("dailyRevenue", "revenue"),
      ("dailyHoldersRevenue", "holders_revenue"),
      ("dailySupplySideRevenue", "supply_side_revenue"),
      ("dailyProtocolRevenue", "treasury_revenue"),
      ("dailyUserFees", nil), ("dailyBribesRevenue", nil), ("dailyTokenTaxes", nil),
      ("dailyAppFees", nil), ("dailyAppRevenue", nil), ("totalDataChart", nil),
    ].map { word, series in
      Measure(word, series: series, unit: "USD", .measured, .wholeDay, mayEndPartial: true)
    }

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json else { return nil }
    if json.has("totalDataChart") { return "it has 'totalDataChart'" }
    // The chart may lie behind a long breakdown.
    return ["totalDataChartBreakdown", "hasLabelBreakdown", "protocolType", "total48hto24h"]
      .first { json.has($0) }.map { "it has '\($0)'" }
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let head = try file.first(["dataType", "slug", "name", "protocols"])
    guard head[3] == nil else {
      throw ImportFault(
        .wrongShape, at: .file, "an overview of many protocols",
        "ask for the summary of one: /summary/fees/<slug>?dataType=dailyFees")
    }
    let word = head[0]?.string ?? "totalDataChart"
    let subject = head[1]?.string ?? head[2]?.string ?? ""
    try JSONSelection.read(["totalDataChart[*]"], of: file) { match throws(ImportFault) in
      let cells = try match.node.cells(2, of: "totalDataChart")
      let day = try cells[0].moment(epoch: [.seconds]).day
      try intake.take(
        Observation(
          word, of: subject, .day(day), try cells[1].number(word), at: match.node.place))
    }
    intake.note("totals and the breakdown by chain are not taken")
  }
}

/// What `coins.llama.fi/chart` and `/prices/historical` answer.
struct DefiLlamaPrices: VendorFormat {
  let id = "defillama-prices"
  let vendor = Vendor.defiLlama
  let title = "prices of coins (JSON)"
  let measures = [Measure("price", series: "price", unit: "USD/token", .measured, .moment)]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.has("coins", .object) else { return nil }
    return "it has an object 'coins'"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    var moments: [String: Moment] = [:]
    var prices: [String: JSONNode] = [:]
    let paths: [JSONPath] = ["coins.*.prices[*]", "coins.*.timestamp", "coins.*.price"]
    try JSONSelection.read(paths, of: file) { match throws(ImportFault) in
      let coin = match.names.first ?? ""
      switch match.path {
      case 0: try take(match.node, of: coin, into: &intake)
      case 1: moments[coin] = try match.node.moment(epoch: [.seconds])
      default: prices[coin] = match.node
      }
    }
    for coin in prices.keys.sorted() {
      guard let price = prices[coin], let moment = moments[coin] else { continue }
      try intake.take(
        Observation("price", of: coin, moment, try price.number("price"), at: price.place))
    }
  }

  private func take(
    _ point: JSONNode, of coin: String, into intake: inout Intake
  ) throws(ImportFault) {
    let price = try point.required("price")
    try intake.take(
      Observation(
        "price", of: coin, try point.required("timestamp").moment(epoch: [.seconds]),
        try price.number("price"), at: price.place))
  }
}
