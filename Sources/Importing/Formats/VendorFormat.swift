import DatasetLoading

/// One form in which a vendor gives out data.
///
/// A format reads and names; which day a value is of, which rows are partial, twice there or of another
/// project, and what becomes of them, is decided in one place for all formats (`Intake`).
package protocol VendorFormat: Sendable {
  /// The name in `--vendor` and in messages: the vendor's id and a word, `coingecko-csv`.
  var id: String { get }
  /// Who gives it out.
  var vendor: Vendor { get }
  /// What it is, in a few words: `price history from the web site's export (CSV)`.
  var title: String { get }
  /// What it may hold. A word outside the list is legal where a file names its own columns; it then
  /// needs `--map`.
  var measures: [Measure] { get }
  /// Whether it counts the smallest units of a token without saying how many make one.
  var countsSmallestUnits: Bool { get }
  /// Whether it may have several rows a day that are parts of it: by chain, by hour. Then the same value
  /// twice is no repetition.
  var hasParts: Bool { get }

  /// Why the beginning of a file shows this format, as words behind "because"; `nil` where it does not.
  ///
  /// The content decides, never the name.
  func recognise(_ opening: Opening) -> String?

  /// The same where the user has named the format: of less, too, it may then be one.
  func accept(_ opening: Opening) -> String?

  /// Reads the file, in its order, and hands over each value.
  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault)
}

extension VendorFormat {
  package var countsSmallestUnits: Bool { false }
  package var hasParts: Bool { false }

  package func accept(_ opening: Opening) -> String? { recognise(opening) }

  /// The measure of a word.
  package func measure(_ word: String) -> Measure? { measures.first { $0.word == word } }
}

/// All formats; whoever adds one writes a file beside this one and adds a line here.
package enum VendorFormats {
  /// The formats in the order in which messages list them.
  package static let all: [any VendorFormat] = [
    CoinGeckoExport(), CoinGeckoChart(), CoinGeckoSupply(),
    CoinMarketCapExport(), CoinMarketCapQuotes(),
    DefiLlamaFees(), DefiLlamaPrices(), DefiLlamaEmissions(),
    CoinMetricsTable(), CoinMetricsAnswer(),
    TokenTerminalAnswer(), TokenTerminalDump(),
    DuneAnswer(), DuneTable(),
    ArtemisAnswer(),
    MessariAnswer(),
    YahooTable(),
    BinanceAnswer(), BinanceTable(),
    BybitAnswer(),
    TokenomistAnswer(),
    SolanaSupply(), SolanaTransactions(),
    EVMSupply(), EVMLogs(),
  ]

  /// The formats that a word of `--vendor` means: one by its id, or those of a vendor.
  package static func named(_ word: String) -> [any VendorFormat] {
    let exact = all.filter { $0.id == word }
    return exact.isEmpty ? all.filter { $0.vendor.id == word } : exact
  }
}

/// The beginning of a file, by which its format is recognised.
package struct Opening: Sendable {
  /// At most this much is looked at.
  package static let length = 65_536

  /// The first bytes, without a byte order mark.
  package let bytes: [UInt8]
  /// Whether this is the whole file.
  package let isWhole: Bool
  /// What stands on which path, where it is JSON.
  package let json: JSONOutline?

  /// Creates the opening of a file.
  package init(_ file: ImportFile) {
    (bytes, isWhole) = file.withBytes { content in
      let start = byteOrderMark(content)
      let end = min(content.count, start + Opening.length)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(end - start)
      for index in start..<end { bytes.append(content[index]) }
      return (bytes, end == content.count)
    }
    json = Opening.outline(bytes, isWhole)
  }

  /// The opening of a text.
  package init(text: String) {
    (bytes, isWhole) = (Array(text.utf8), true)
    json = Opening.outline(bytes, true)
  }

  private static func outline(_ bytes: [UInt8], _ isWhole: Bool) -> JSONOutline? {
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
    return JSONOutline.of(bytes, isWhole: isWhole)
  }

  /// The first byte that is no white space.
  package var firstByte: UInt8? {
    bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  /// The fields of the first line, by a delimiter; quotes around a field are taken off.
  package func header(_ delimiter: UInt8 = UInt8(ascii: ",")) -> [String] {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    return line.split(separator: delimiter, omittingEmptySubsequences: false).map { field in
      let text = String(decoding: field, as: UTF8.self)
      guard text.utf8.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
      return String(text.dropFirst().dropLast())
    }
  }
}
