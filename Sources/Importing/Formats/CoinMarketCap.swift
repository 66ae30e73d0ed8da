import DatasetLoading
import SeriesStore

extension Vendor {
  /// CoinMarketCap.
  package static let coinMarketCap = Vendor(
    id: "coinmarketcap", title: "CoinMarketCap", url: "https://coinmarketcap.com",
    licence: "CoinMarketCap terms of use")
}

/// What both of CoinMarketCap's forms have in common: days that state their first and last moment.
private enum CoinMarketCapDay {
  static let measures = [
    Measure(
      "close", series: "price", unit: "USD/token", .measured, .closeOfDay, mayEndPartial: true),
    Measure("volume", series: "volume", unit: "USD", .measured, .wholeDay, mayEndPartial: true),
    Measure(
      "marketCap", series: "market_cap", unit: "USD", .measured, .closeOfDay, isZeroUnknown: true,
      mayEndPartial: true),
    Measure(
      "circulatingSupply", series: "circulating_supply", unit: "token", .measured, .closeOfDay,
      isZeroUnknown: true, mayEndPartial: true),
  ]

  /// The number that CoinMarketCap has for the US dollar.
  static let dollar = "2781"

  static let leftOut = "open, high and low are not taken: the contract has closes"

  /// The day of a row.
  static func day(
    from open: Moment, to close: Moment, at place: Place
  ) throws(ImportFault) -> Moment {
    guard open.day == close.day else {
      throw ImportFault(
        .wrongShape, at: place, "a row of \(open.day) to \(close.day)",
        "export the daily interval; a close belongs to one day")
    }
    if let start = open.instant, let end = close.instant, end - start < Moment.dayLength / 2 {
      throw ImportFault(
        .wrongShape, at: place, "a row of less than a day, of \(open.day)",
        "export the daily interval")
    }
    return .day(open.day)
  }

  /// The unit of a value in another currency.
  static func unit(_ measure: Measure, currency: String) -> String? {
    measure.unit?.replacing("USD", with: currency)
  }
}

/// The CSV file of historical data on CoinMarketCap's web site, whose fields semicolons separate.
struct CoinMarketCapExport: VendorFormat {
  let id = "coinmarketcap-csv"
  let vendor = Vendor.coinMarketCap
  let title = "historical data from the web site (CSV)"
  let measures = CoinMarketCapDay.measures

  func recognise(_ opening: Opening) -> String? {
    let header = opening.header(UInt8(ascii: ";"))
    return header.first == "timeOpen" && header.contains("timeClose") && header.contains("close")
      ? "its header begins with timeOpen;timeClose" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let table = try VendorTable(file, delimiter: UInt8(ascii: ";"))
    let open = try table.place(of: "timeOpen")
    let close = try table.place(of: "timeClose")
    let currency = table.header.firstIndex(of: "name")
    let columns = measures.compactMap { measure in
      table.header.firstIndex(of: measure.word).map { (measure, $0) }
    }
    try table.rows { row, bytes throws(ImportFault) in
      let day = try CoinMarketCapDay.day(
        from: row.moment(open, in: bytes), to: row.moment(close, in: bytes), at: row.place)
      let name = currency.map { row.text($0, in: bytes) } ?? ""
      let isDollar = name.isEmpty || name == CoinMarketCapDay.dollar
      for (measure, column) in columns {
        let unit = CoinMarketCapDay.unit(measure, currency: "currency \(name)")
        try intake.take(
          Observation(
            measure.word, day, row.number(column, in: bytes), unit: isDollar ? nil : unit,
            at: row.place))
      }
    }
    intake.note(CoinMarketCapDay.leftOut)
  }
}

/// What CoinMarketCap's web site and its interface answer.
struct CoinMarketCapQuotes: VendorFormat {
  let id = "coinmarketcap-json"
  let vendor = Vendor.coinMarketCap
  let title = "historical quotes (JSON)"
  let measures = CoinMarketCapDay.measures

  func recognise(_ opening: Opening) -> String? {
    opening.json?.has("data.quotes", .array) == true ? "it has a list 'data.quotes'" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let head = try file.first(["status.error_code", "status.error_message", "data.symbol"])
    // The code may tell of a failure though the answer came as a success.
    if let code = head[0]?.digits, code != "0" {
      let message = head[1]?.string ?? "no reason given"
      throw VendorRefusal(vendor.title, message: message, code: code).fault
    }
    let symbol = head[2]?.string ?? ""
    try JSONSelection.read(["data.quotes[*]"], of: file) { match throws(ImportFault) in
      try read(match.node, of: symbol, into: &intake)
    }
    intake.note(CoinMarketCapDay.leftOut)
  }

  private func read(
    _ row: JSONNode, of symbol: String, into intake: inout Intake
  ) throws(ImportFault) {
    let open = try row.required("timeOpen", or: "time_open")
    let close = try row.required("timeClose", or: "time_close")
    let day = try CoinMarketCapDay.day(from: open.moment(), to: close.moment(), at: row.place)
    let (quote, currency) = try quote(of: row)
    for measure in measures {
      guard let value = quote[measure.word] ?? quote[snake[measure.word] ?? ""] else { continue }
      try intake.take(
        Observation(
          measure.word, of: symbol, day, try value.number(measure.word),
          unit: currency.flatMap { CoinMarketCapDay.unit(measure, currency: $0) }, at: value.place))
    }
  }

  private let snake = ["marketCap": "market_cap", "circulatingSupply": "circulating_supply"]

  /// The values of a row, which the paid interface keeps under the name of their currency.
  private func quote(of row: JSONNode) throws(ImportFault) -> (JSONNode, String?) {
    let quote = try row.required("quote")
    guard quote["close"] == nil, let members = quote.members, let first = members.first else {
      return (quote, nil)
    }
    guard members.count == 1 else {
      throw ImportFault(
        .mixedUnits, at: quote.place, field: "quote",
        "has \(members.prefix(5).map { excerpt($0.name) }.joined(separator: " and "))",
        "export one currency at a time; nothing is converted")
    }
    return (first.node, first.name)
  }
}
