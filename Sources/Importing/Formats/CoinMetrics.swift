import SeriesStore

extension Vendor {
  /// Coin Metrics.
  package static let coinMetrics = Vendor(
    id: "coin-metrics", title: "Coin Metrics", url: "https://coinmetrics.io/community-network-data",
    licence: "CC BY-NC 4.0")
}

/// The words of Coin Metrics, and which of two that mean the same is taken.
private enum CoinMetricsWords {
  static let measures = [
    Measure("PriceUSD", series: "price", unit: "USD/token", .measured, .closeOfDay),
    // The same price under another convention: that of 00:00 UTC of the day.
    Measure(
      "ReferenceRateUSD", series: "price", unit: "USD/token", .measured, .openingOfDay,
      note: "reference rate at 00:00 UTC of the day after"),
    Measure(
      "CapMrktCurUSD", series: "market_cap", unit: "USD", .measured, .closeOfDay,
      isZeroUnknown: true),
    Measure(
      "CapMrktEstUSD", series: "market_cap", unit: "USD", .measured, .closeOfDay,
      isZeroUnknown: true, note: "estimated market capitalisation"),
    Measure("SplyCur", series: "total_supply", unit: "token", .measured, .closeOfDay),
    Measure("IssTotNtv", series: "tokens_emitted", unit: "token", .measured, .wholeDay),
    Measure("volume_reported_spot_usd_1d", series: "volume", unit: "USD", .measured, .wholeDay),
  ]

  /// Words that are passed over beside the one that they repeat.
  private static let betters = [
    "ReferenceRateUSD": "PriceUSD", "CapMrktEstUSD": "CapMrktCurUSD",
  ]

  /// The word that a file has in place of one.
  static func better(_ word: String, among words: [String]) -> String? {
    betters[word].flatMap { words.contains($0) ? $0 : nil }
  }

  static func skip(_ better: String) -> ImportTally.Skip {
    .other("that are \(better) by another convention")
  }
}

/// A file of the community data: a row a day, a column for each metric of the asset.
struct CoinMetricsTable: VendorFormat {
  let id = "coin-metrics-csv"
  let vendor = Vendor.coinMetrics
  let title = "community data of an asset (CSV)"
  let measures = CoinMetricsWords.measures

  func recognise(_ opening: Opening) -> String? {
    let header = opening.header()
    let known = measures.map(\.word).first(where: header.contains)
    guard header.first == "time" || header.first == "asset", header.contains("time"), let known
    else { return nil }
    return "its header has time and \(known)"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let table = try VendorTable(file)
    let time = try table.place(of: "time")
    let asset = table.header.firstIndex(of: "asset")
    let columns = table.header.enumerated().filter { $0.offset != time && $0.offset != asset }
    try table.rows { row, bytes throws(ImportFault) in
      let subject = asset.map { row.text($0, in: bytes) } ?? ""
      let day = try row.moment(time, in: bytes)
      for (column, word) in columns {
        if let better = CoinMetricsWords.better(word, among: table.header) {
          intake.skip(CoinMetricsWords.skip(better))
        } else {
          try intake.take(word, of: subject, day, row, column, bytes)
        }
      }
    }
  }
}

/// What the interface answers: a row for each asset and day, values as texts.
struct CoinMetricsAnswer: VendorFormat {
  let id = "coin-metrics-json"
  let vendor = Vendor.coinMetrics
  let title = "asset metrics (JSON)"
  let measures = CoinMetricsWords.measures

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.has("data[*].asset"), json.has("data[*].time") else {
      return nil
    }
    return "the rows of 'data' have asset and time"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    try JSONSelection.read(
      ["data[*]", "next_page_url"], of: file
    ) { match throws(ImportFault) in
      guard match.path == 0 else {
        return intake.note("this is one page of several; import the others as well")
      }
      try take(match.node, into: &intake)
    }
  }

  private func take(_ row: JSONNode, into intake: inout Intake) throws(ImportFault) {
    let day = try row.required("time").moment()
    let words = (row.members ?? []).map(\.name)
    let values = (row.members ?? []).filter { member in
      if ["asset", "time"].contains(member.name) || member.name.contains("-status") {
        return false
      }
      guard let better = CoinMetricsWords.better(member.name, among: words) else { return true }
      intake.skip(CoinMetricsWords.skip(better))
      return false
    }
    try intake.take(values, of: row["asset"]?.string ?? "", day)
  }
}
