import SeriesStore

extension Vendor {
  /// Yahoo Finance.
  package static let yahoo = Vendor(
    id: "yahoo", title: "Yahoo Finance", url: "https://finance.yahoo.com",
    licence: "Yahoo terms of service")
}

/// Prices by day as Yahoo wrote them and as yfinance does, which puts tickers into a second row.
struct YahooTable: VendorFormat {
  let id = "yahoo-csv"
  let vendor = Vendor.yahoo
  let title = "price history, also from yfinance (CSV)"
  /// Which currency the volume is in is not stated, so it needs a name.
  let measures = [
    Measure(
      "Close", series: "price", unit: "USD/token", .measured, .closeOfDay, mayEndPartial: true),
    Measure("Volume", series: nil, unit: nil, .measured, .wholeDay, mayEndPartial: true),
  ]

  func recognise(_ opening: Opening) -> String? {
    let header = opening.header()
    guard ["Open", "High", "Low", "Close", "Volume"].allSatisfy(header.contains) else { return nil }
    switch header.first {
    case "Date", "Datetime": return "its header has Date, Open, High, Low, Close and Volume"
    case "Price", "Ticker", "": return "its header has Close, its second row tickers"
    default: return nil
    }
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let table = try VendorTable(file, mayRepeatNames: true)
    let columns = table.header.enumerated().filter { element in
      measures.contains { $0.word == element.element }
    }
    var (tickers, hasDays): ([String], Bool) = ([], false)
    try table.rows { row, bytes throws(ImportFault) in
      // The rows above the days: 'Ticker' with a symbol in each column, and a bare 'Date'.
      if !hasDays, ["", "Ticker", "Date", "Datetime"].contains(row.text(0, in: bytes)) {
        let texts = table.header.indices.map { row.text($0, in: bytes) }
        guard texts.allSatisfy({ ExactDecimal($0) == nil }) else {
          // Figures whose day is missing; this says so.
          _ = try row.moment(0, in: bytes)
          return
        }
        if texts.dropFirst().contains(where: { !$0.isEmpty }) { tickers = texts }
        return
      }
      hasDays = true
      let day = try row.localMoment(0, in: bytes)
      for (column, word) in columns {
        let ticker = tickers.isEmpty ? "" : tickers[column]
        try intake.take(
          Observation(
            word, of: ticker, day, row.number(column, in: bytes), unit: unit(word, ticker),
            at: row.place))
      }
    }
    if tickers.isEmpty {
      intake.note("the file does not say its currency; its prices are taken as USD")
    }
    intake.note("open, high and low are not taken: the contract has closes")
  }

  /// The unit of a price, where the ticker names another currency: `SMP-EUR`.
  private func unit(_ word: String, _ ticker: String) -> String? {
    guard word == "Close", let dash = ticker.lastIndex(of: "-") else { return nil }
    return "\(ticker[ticker.index(after: dash)...])/token"
  }
}
