import Importing
import Quantities
import Testing

@Suite struct CoinGeckoExportTests {
  private static let header = "snapped_at,price,market_cap,total_volume\n"

  private func read(_ text: String) throws -> Harvest {
    let file = ImportFile(name: "hnt.csv", bytes: Array(text.utf8))
    let importer = Importer()
    let found = try importer.recognise(file)
    #expect(found.format.id == "coingecko-csv")
    let retrieved = try #require(Day("2024-01-04"))
    return try importer.read(file, as: found.format, ImportWish(retrieved: retrieved))
  }

  private func message(_ text: String) throws -> String {
    do {
      _ = try read(text)
      return "no fault"
    } catch let fault as ImportFault {
      return "\(fault)"
    }
  }

  @Test func `the row of 00 00 is the close of the day before`() throws {
    let harvest = try read(
      Self.header + """
        2024-01-02 00:00:00 UTC,1.2500000000000001,0.0,48000.75
        2024-01-03 00:00:00 UTC,1.31,131000000.5,51000
        2024-01-03 09:15:00 UTC,1.4,131000001,51001

        """)
    let rows = harvest.series.map { series in
      series.rows.map { "\(series.series) \($0.start) \($0.value)" }
    }
    #expect(
      rows == [
        ["price 2024-01-01 1.2500000000000001", "price 2024-01-02 1.31"],
        ["market_cap 2024-01-02 131000000.5"],
        ["volume 2024-01-01 48000.75", "volume 2024-01-02 51000"],
      ])
  }

  @Test func `a table that lost its times keeps its days`() throws {
    let harvest = try read(
      Self.header + "2024-01-02,1.25,1,5\n2024-01-03 00:00,1.31,2,6\n")
    let rows = harvest.series.map { series in series.rows.map { "\($0.start) \($0.value)" } }
    #expect(
      rows == [
        ["2024-01-01 1.25", "2024-01-02 1.31"], ["2024-01-01 1", "2024-01-02 2"],
        ["2024-01-01 5", "2024-01-02 6"],
      ])
  }

  @Test func `a byte order mark, quotes and CR LF are read`() throws {
    let harvest = try read(
      "\u{FEFF}" + Self.header.replacingOccurrences("\n", "\r\n")
        + "\"2024-01-02 00:00:00 UTC\",\"1.25\",,\r\n")
    #expect(harvest.series.map(\.series) == ["price"])
    #expect(harvest.tally.skipped.map(\.count) == [2])
  }

  @Test(arguments: [
    (
      "2024-01-02 00:00:00 UTC,1.25,1\n",
      "hnt.csv:2: error: the row has 3 fields and the header 4; the file may be cut off; get it "
        + "from the vendor again [field-count]"
    ),
    (
      "2024-01-02 00:00:00 UTC,$1.25,1,1\n",
      "hnt.csv:2: error: 'price' is \"$1.25\", not a number; export digits with '.' as the decimal "
        + "point and no separators [not-a-number]"
    ),
    (
      "01/02/2024,1.25,1,1\n",
      "hnt.csv:2: error: 'snapped_at' is \"01/02/2024\", not a time of this vendor; the file may be "
        + "of another vendor, or saved again by a spreadsheet; import it as it came [not-a-time]"
    ),
    (
      "2024-01-02 00:00:00 UTC,\"1.25,1,1\n",
      "hnt.csv:2: error: 'price' is a quote that is never closed; close the quote, or double it if "
        + "it is part of the text [syntax]"
    ),
    (
      "",
      "hnt.csv: error: the file has no values; ask the vendor for a longer time, or check the "
        + "project and the series [no-values]"
    ),
  ])
  func `what is wrong is said with its line`(rows: String, message: String) throws {
    #expect(try self.message(Self.header + rows) == message)
  }

  @Test func `bytes that are no UTF-8 are refused`() throws {
    let file = ImportFile(
      name: "hnt.csv", bytes: Array(Self.header.utf8) + [0x32, 0xE9, 0x2C, 0x2C, 0x2C, 0x0A])
    let found = try Importer().recognise(file)
    #expect {
      try Importer().read(
        file, as: found.format, ImportWish(retrieved: Day(number: 20_000)))
    } throws: { error in
      "\(error)" == "hnt.csv:2: error: 'snapped_at' is not UTF-8; save the file as UTF-8 [not-utf8]"
    }
  }
}

@Suite struct RecognitionTests {
  private func message(_ text: String) -> String {
    do throws(ImportFault) {
      return try Importer().recognise(ImportFile(name: "f", bytes: Array(text.utf8))).format.id
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: ["", " \n\t\r\n"])
  func `an empty file`(text: String) {
    #expect(
      message(text)
        == "f: error: the file is empty; get it from the vendor again [empty-file]")
  }

  @Test(arguments: ["<!DOCTYPE html><p>blocked", " \n<HTML>"])
  func `a web page in place of data`(text: String) {
    #expect(
      message(text)
        == "f: error: the file is a web page, not data; the vendor may have refused the "
        + "request; get the file again [unknown-format]")
  }

  @Test func `a file of nobody`() {
    #expect(
      message("a,b\n1,2\n").hasPrefix("f: error: no known format; known are: coingecko-csv, "))
    #expect(
      message("date,value\n2024-01-01,1\n").hasSuffix(
        ". A table of your own needs no import: write it as date,value into the file of the series, "
          + "as price.csv in the network's folder, and its unit, source and evidence under 'series:' "
          + "in the profile [unknown-format]"))
  }

  @Test func `a table with days and no times is of Dune where the user says so`() throws {
    let file = ImportFile(name: "f", bytes: Array("day,burned\n2024-01-01,5\n".utf8))
    let importer = Importer(VendorFormats.named("dune"))
    let format = try importer.recognise(file).format
    #expect(format.id == "dune-csv")
    let harvest = try importer.read(
      file, as: format,
      ImportWish(retrieved: Day(number: 20_000), names: ["burned": "tokens_burned"]))
    #expect(lines(harvest) == ["tokens_burned 2024-01-01 5 - operator"])
  }

  /// Two formats that read every file.
  private struct Anything: VendorFormat {
    let id: String
    let vendor = Vendor(id: "any", title: "Any", url: "https://any.example", licence: "none stated")
    let title = "anything"
    let measures: [Measure] = []
    func recognise(_ opening: Opening) -> String? { "it is a file" }
    func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {}
  }

  @Test func `a file that two formats take for theirs`() {
    let importer = Importer([Anything(id: "any-a"), Anything(id: "any-b")])
    #expect {
      try importer.recognise(ImportFile(name: "f", bytes: [0x31]))
    } throws: { error in
      "\(error)"
        == "f: error: the file may be of any-a (it is a file) and any-b (it is a file); say "
        + "which with --vendor any-a [several-formats]"
    }
  }

  @Test func `every format has an id of its own, of its vendor's`() {
    let ids = VendorFormats.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for format in VendorFormats.all {
      #expect(format.id.hasPrefix(format.vendor.id))
      #expect(Set(format.measures.map(\.word)).count == format.measures.count, "\(format.id)")
    }
  }
}

extension String {
  fileprivate func replacingOccurrences(_ text: Character, _ other: String) -> String {
    map { $0 == text ? other : String($0) }.joined()
  }
}
