import SeriesStore

/// What CoinGecko's interface answers: arrays of `[milliseconds, value]` under a few names.
struct CoinGeckoChart: VendorFormat {
  let id = "coingecko-json"
  let vendor = Vendor.coinGecko
  let title = "market_chart answer (JSON)"
  let measures = Measure.coinGecko(
    prices: "prices", marketCaps: "market_caps", volumes: "total_volumes")

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.has("prices", .array),
      !json.has("prices[*]", .object, .number, .string)
    else { return nil }
    return "it has a list 'prices' of pairs"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    try CoinGeckoPairs.read(measures.map(\.word), of: file, into: &intake)
    intake.note("the file does not say its currency; its values are taken as USD")
  }
}

/// What the supply charts of the paid plans answer; their values are texts.
struct CoinGeckoSupply: VendorFormat {
  let id = "coingecko-supply"
  let vendor = Vendor.coinGecko
  let title = "supply chart answer (JSON)"
  let measures = ["circulating_supply", "total_supply"].map { word in
    Measure(
      word, series: word, unit: "token", .measured, .moment, isZeroUnknown: true,
      note: "value at 00:00 UTC of the day after")
  }

  func recognise(_ opening: Opening) -> String? {
    measures.map(\.word).first { opening.json?.has($0, .array) == true }
      .map { "it has a list '\($0)' of pairs" }
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    try CoinGeckoPairs.read(measures.map(\.word), of: file, into: &intake)
  }
}

private enum CoinGeckoPairs {
  static func read(
    _ words: [String], of file: ImportFile, into intake: inout Intake
  ) throws(ImportFault) {
    let paths = words.map { JSONPath("\($0)[*]") }
    try JSONSelection.read(paths, of: file) { match throws(ImportFault) in
      let (word, cells) = (words[match.path], try match.node.cells(2, of: words[match.path]))
      try intake.take(
        Observation(
          word, try cells[0].moment(epoch: [.milliseconds]), try cells[1].number(word),
          at: match.node.place))
    }
  }
}
