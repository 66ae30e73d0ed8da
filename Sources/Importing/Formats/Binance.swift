import SeriesStore

extension Vendor {
  /// Binance.
  package static let binance = Vendor(
    id: "binance", title: "Binance", url: "https://data.binance.vision",
    licence: "Binance terms of use")
}

/// What a candle says, and of which time.
private enum BinanceCandle {
  static let measures = [
    Measure(
      "close", series: "price", unit: "USD/token", .measured, .moment,
      note: "in the pair's quote currency"),
    Measure(
      "quote_volume", series: "volume", unit: "USD", .measured, .wholeDay,
      note: "in the pair's quote currency"),
  ]

  /// Names for the twelve columns, which files of the archive mostly lack.
  static let columns = [
    "open_time", "open", "high", "low", "close", "volume", "close_time", "quote_volume", "count",
    "taker_buy_volume", "taker_buy_quote_volume", "ignore",
  ]

  static let note =
    "the file does not name its pair; prices and volumes are in the quote currency, taken as USD"

  /// Milliseconds, and microseconds in files of 2025 and later.
  static let units: [Moment.EpochUnit] = [.milliseconds, .microseconds]

  /// Hands over a candle, whose close is of the moment after its last.
  static func take(
    _ open: Moment, _ last: Moment, close: ExactDecimal?, volume: ExactDecimal?, at place: Place,
    into intake: inout Intake
  ) throws(ImportFault) {
    guard case .instant(let start) = open, case .instant(let time) = last, time > start else {
      throw ImportFault(
        .implausibleTime, at: place, field: "close_time", "is not after the candle's open time",
        "get the file again")
    }
    // A week or a month may be under way; the day of retrieval itself is left out later.
    guard Moment.day(of: time) <= intake.retrieved || Moment.day(of: start) > intake.retrieved
    else { return intake.skip(.partialDay, count: 2) }
    let end = (time / 1_000_000 + 1) * 1_000_000
    try intake.take(Observation("close", .instant(end), close, at: place))
    guard end - start >= Moment.dayLength else {
      return intake.skip(.other("that are volumes of less than a day"))
    }
    let days = Moment.days(Moment.day(of: start), Moment.day(of: time))
    try intake.take(Observation("quote_volume", days, volume, at: place))
  }
}

/// What `/api/v3/klines` answers: rows of twelve, prices as texts.
struct BinanceAnswer: VendorFormat {
  let id = "binance-json"
  let vendor = Vendor.binance
  let title = "klines (JSON)"
  let measures = BinanceCandle.measures

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.root == .array, json.has("[*][*]", .string),
      json.length("[*]") == BinanceCandle.columns.count
    else { return nil }
    return "it is a list of rows of twelve"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    try JSONSelection.read(["[*]"], of: file) { match throws(ImportFault) in
      let cells = try match.node.cells(BinanceCandle.columns.count, of: "kline")
      try BinanceCandle.take(
        try cells[0].moment(epoch: BinanceCandle.units),
        try cells[6].moment(epoch: BinanceCandle.units), close: try cells[4].number("close"),
        volume: try cells[7].number("quote_volume"), at: match.node.place, into: &intake)
    }
    intake.note(BinanceCandle.note)
  }
}

/// A file of the archive, with a header or without.
struct BinanceTable: VendorFormat {
  let id = "binance-csv"
  let vendor = Vendor.binance
  let title = "klines of the archive (CSV)"
  let measures = BinanceCandle.measures

  func recognise(_ opening: Opening) -> String? {
    let header = opening.header()
    guard header.count == BinanceCandle.columns.count else { return nil }
    if header.first == "open_time" { return "its header begins with open_time" }
    return BinanceTable.isRow(header) ? "its rows have twelve numbers, the first a time" : nil
  }

  /// Whether a line is a candle: a count of milli- or microseconds, and numbers.
  private static func isRow(_ fields: [String]) -> Bool {
    guard let time = fields.first, [13, 16].contains(time.utf8.count), Int64(time) != nil else {
      return false
    }
    return fields.allSatisfy { ExactDecimal($0) != nil }
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let hasHeader = Opening(file).header().first == "open_time"
    let table =
      try hasHeader ? VendorTable(file) : VendorTable(file, columns: BinanceCandle.columns)
    try table.rows { row, bytes throws(ImportFault) in
      try BinanceCandle.take(
        row.moment(0, epoch: BinanceCandle.units, in: bytes),
        row.moment(6, epoch: BinanceCandle.units, in: bytes), close: row.number(4, in: bytes),
        volume: row.number(7, in: bytes), at: row.place, into: &intake)
    }
    intake.note(BinanceCandle.note)
  }
}
