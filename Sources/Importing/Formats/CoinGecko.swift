import SeriesStore

extension Vendor {
  /// CoinGecko.
  package static let coinGecko = Vendor(
    id: "coingecko", title: "CoinGecko", url: "https://www.coingecko.com",
    licence: "CoinGecko terms of service")
}

extension Measure {
  /// What CoinGecko calls a price, a market value and a volume.
  ///
  /// Its daily point of 00:00 UTC of a day is the close of the day before; the volume is that of the
  /// 24 hours before the point.
  static func coinGecko(prices: String, marketCaps: String, volumes: String) -> [Measure] {
    [
      Measure(
        prices, series: "price", unit: "USD/token", .measured, .moment,
        note: "value at 00:00 UTC of the day after"),
      Measure(
        marketCaps, series: "market_cap", unit: "USD", .measured, .moment, isZeroUnknown: true,
        note: "value at 00:00 UTC of the day after"),
      Measure(
        volumes, series: "volume", unit: "USD", .measured, .dayBefore,
        note: "24 hours up to 00:00 UTC of the day after"),
    ]
  }
}

/// The CSV file of "export data" on CoinGecko's web site.
struct CoinGeckoExport: VendorFormat {
  let id = "coingecko-csv"
  let vendor = Vendor.coinGecko
  let title = "CSV export of the web site"
  let measures = Measure.coinGecko(
    prices: "price", marketCaps: "market_cap", volumes: "total_volume")

  func recognise(_ opening: Opening) -> String? {
    let header = opening.header()
    return header.first == "snapped_at" && header.contains("price")
      ? "its header begins with snapped_at and names price" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let table = try VendorTable(file)
    let time = try table.place(of: "snapped_at")
    let columns = measures.compactMap { measure in
      table.header.firstIndex(of: measure.word).map { (measure.word, $0) }
    }
    try table.rows { row, bytes throws(ImportFault) in
      let moment = try row.moment(time, in: bytes)
      for (word, column) in columns {
        try intake.take(
          Observation(word, moment, row.number(column, in: bytes), at: row.place))
      }
    }
    intake.note("the file does not say its currency; its values are taken as USD")
  }
}
