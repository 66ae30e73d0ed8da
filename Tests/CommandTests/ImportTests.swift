import Foundation
import Testing

/// Runs `import` on the sample dataset, whose day of retrieval is always given.
@Suite struct ImportTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write("export.csv", Self.export)
  }

  /// Closes of 30 and 31 December and of 1 January, and one under way.
  static let export = """
    snapped_at,price,market_cap,total_volume
    2025-12-31 00:00:00 UTC,0.51,0.0,1000
    2026-01-01 00:00:00 UTC,0.5200000000000000001,1000000.5,
    2026-01-02 00:00:00 UTC,0.53,,
    2026-01-02 08:00:00 UTC,0.54,,

    """

  func importing(_ arguments: String..., from file: String = "export.csv") throws -> Outcome {
    try place.run(
      ["import", file, "--network", "beacon", "--retrieved", "2026-01-02"] + arguments)
  }

  func datasets() throws -> [String: Data] {
    try place.bytes(of: "Datasets").filter { !$0.key.hasPrefix(".vintages") }
  }

  @Test func `an import says what it recognised, took and passed over`() throws {
    let outcome = try importing("--series", "price")
    #expect(outcome.messages == "")
    #expect(
      outcome.output == """
        export.csv: coingecko-csv, because its header begins with snapped_at and names price
          12 values read, 3 rows taken
          passed over: 5 without a value
          passed over: 1 that are 0 because the vendor did not know them yet
          passed over: 2 of series that were not asked for
          passed over: 1 of a newest day that was not over
          the file does not say its currency; its values are taken as USD

        Network  Series  Source            First       Last        New  Same  Restated
        ───────  ──────  ────────────────  ──────────  ──────────  ───  ────  ────────
        beacon   price   coingecko-beacon  2025-12-30  2026-01-01    3     0         0
        wrote Datasets/sources.csv, Datasets/beacon/network.yaml, Datasets/beacon/price.csv; the state \
        before is in Datasets/.vintages/1

        """)
    #expect(outcome.code == 0)
  }

  @Test func `new rows, the source and its rank are all that changes`() throws {
    let before = try datasets()
    #expect(try importing("--series", "price").code == 0)
    let after = try datasets()
    let changed = after.filter { before[$0.key] != $0.value }.keys.sorted()
    #expect(changed == ["beacon/network.yaml", "beacon/price.csv", "sources.csv"])
    #expect(after.keys.sorted() == before.keys.sorted())
    #expect(
      try place.text("Datasets/beacon/price.csv") == Workplace.columns + """
        2025-01-01,2025-12-31,0.5,USD/token,ledger,measured,,average,
        2025-09-30,2025-09-30,0.5,USD/token,ledger,measured,,,
        2025-12-30,2025-12-30,0.51,USD/token,coingecko-beacon,measured,,,value at 00:00 UTC of the day \
        after
        2025-12-31,2025-12-31,0.5,USD/token,ledger,measured,,,
        2025-12-31,2025-12-31,0.5200000000000000001,USD/token,coingecko-beacon,measured,,,value at \
        00:00 UTC of the day after
        2026-01-01,2026-01-01,0.53,USD/token,coingecko-beacon,measured,,,value at 00:00 UTC of the day \
        after

        """)
    let source =
      "coingecko-beacon,Figures of Beacon by CoinGecko,CoinGecko,https://www.coingecko.com,,"
      + "2026-01-02,CoinGecko terms of service\n"
    #expect(
      try place.text("Datasets/sources.csv")
        == Workplace.sources.replacingOccurrences(of: "\nledger,", with: "\n\(source)ledger,"))
    #expect(
      try place.text("Datasets/beacon/network.yaml")
        == Workplace.beacon.replacingOccurrences(
          of: "basis: average}]", with: "basis: average}, coingecko-beacon]"))
    let check = try place.run("check", "--as-of", "2026-01-02")
    #expect(check.output.contains("0 errors, 0 warnings"), "\(check.output)")
  }

  @Test func `a second import changes nothing and keeps no second vintage`() throws {
    #expect(try importing().code == 0)
    let before = try place.bytes(of: "Datasets")
    let outcome = try importing()
    #expect(outcome.code == 0)
    #expect(outcome.lines.last == "nothing new; nothing was written")
    #expect(try place.bytes(of: "Datasets") == before)
  }

  @Test func `a dry run changes no byte`() throws {
    let before = try place.bytes(of: "Datasets")
    let outcome = try importing("--dry-run")
    #expect(outcome.code == 0)
    #expect(
      outcome.lines.last == "would write Datasets/sources.csv, Datasets/beacon/network.yaml, "
        + "Datasets/beacon/price.csv, Datasets/beacon/market_cap.csv, Datasets/beacon/volume.csv")
    #expect(try place.bytes(of: "Datasets") == before)
    #expect(place.contents(of: "Datasets").allSatisfy { !$0.contains(".tmp") })
  }

  @Test func `the imported value is what commands print, with source and evidence`() throws {
    #expect(try importing("--series", "price").code == 0)
    let get = try place.run(
      "get", "beacon", "price", "-p", "2025-12-30..2025-12-30", "--trace")
    #expect(get.code == 0)
    #expect(get.output.contains("Datasets/beacon/price.csv:4"), "\(get.output)")
    #expect(get.output.contains("coingecko-beacon"))
    #expect(get.output.contains("measured"))
    #expect(get.lines.last == "0.51")
  }

  @Test func `a report shows the imported value with its source and evidence`() throws {
    #expect(try importing("--series", "market_cap").code == 0)
    let report = try place.run("report", "-p", "2025Q4", "--output", "out", "--formats", "md,csv")
    #expect(report.code == 0, "\(report.messages)")
    let facts = try place.text("out/facts.csv").split(separator: "\n")
    let fact = facts.first { $0.hasPrefix("beacon/market_cap@2025Q4,") }
    #expect(fact?.contains(",1000000.5,") == true)
    #expect(fact?.contains("coingecko-beacon") == true)
    #expect(fact?.contains("measured") == true)
    let pages = try place.bytes(of: "out").filter { $0.key.hasSuffix(".md") }
    #expect(
      pages.values.contains { String(decoding: $0, as: UTF8.self).contains("coingecko-beacon") })
  }

  @Test func `a restatement is shown and refused, then taken`() throws {
    #expect(try importing("--series", "price").code == 0)
    try place.write(
      "export.csv", Self.export.replacingOccurrences(of: "0.51,", with: "0.511,"))
    let before = try place.bytes(of: "Datasets")
    let refused = try importing("--series", "price")
    #expect(refused.code == 1)
    #expect(
      refused.lines.suffix(2) == [
        "Datasets/beacon/price.csv:4: 2025-12-30: 0.51 → 0.511", "nothing was written",
      ])
    #expect(
      refused.messages == "depin-audit: the vendor changed figures that the datasets hold; look at "
        + "them, then give --accept-restatement\n")
    #expect(try place.bytes(of: "Datasets") == before)
    let taken = try importing("--series", "price", "--accept-restatement")
    #expect(taken.code == 0)
    #expect(taken.output.contains("2025-12-30: 0.51 → 0.511"))
    #expect(try place.text("Datasets/beacon/price.csv").contains("2025-12-30,0.511,USD/token"))
    #expect(try place.text("Datasets/.vintages/2/beacon/price.csv").contains("2025-12-30,0.51,"))
    let diff = try place.run(
      "diff", "Datasets/.vintages/2", "Datasets", "-p", "2025-12-30..2025-12-30")
    #expect(diff.output.contains("0.511"), "\(diff.output)")
  }

  @Test func `a vintage is the whole state before, apart from version control`() throws {
    let before = try datasets()
    #expect(try importing().code == 0)
    var kept = try place.bytes(of: "Datasets/.vintages/1")
    #expect(kept == before)
    #expect(try place.text("Datasets/.vintages/.gitignore") == "*\n")
    let second = try datasets()
    try place.write(
      "export.csv", Self.export.replacingOccurrences(of: "2026-01-01 ", with: "2025-12-29 "))
    #expect(try importing("--series", "price", "--keep", "before").code == 0)
    kept = try place.bytes(of: "before")
    #expect(kept == second)
    #expect(
      place.contents(of: "Datasets/.vintages").filter { !$0.contains("/") }.sorted() == [
        ".gitignore", "1",
      ])
  }

  @Test(arguments: ["Datasets/old", "Datasets/beacon/../x", "./Datasets"])
  func `the state before is not kept among the datasets`(folder: String) throws {
    let before = try place.bytes(of: "Datasets")
    let outcome = try importing("--keep", folder)
    #expect(outcome.code == 2)
    #expect(try place.bytes(of: "Datasets") == before)
  }

  @Test func `a file of days and values takes rows of its own source`() throws {
    try place.write(
      "Datasets/beacon/network.yaml",
      Workplace.beacon + "  market_cap: {unit: USD, source: ledger, evidence: measured}\n")
    try place.write("Datasets/beacon/market_cap.csv", "date,value\r\n2025-12-30,9\r\n")
    let refused = try importing("--series", "market_cap")
    #expect(refused.code == 2)
    #expect(
      refused.messages
        == "Datasets/beacon/market_cap.csv:1: error: has rows of 'ledger' alone, and "
        + "these are of 'coingecko-beacon'; give --source ledger if they are the same "
        + "[other-format]\ndepin-audit: nothing was imported; mend what is said above\n")
    #expect(try importing("--series", "market_cap", "--source", "ledger").code == 0)
    #expect(
      try place.text("Datasets/beacon/market_cap.csv")
        == "date,value\r\n2025-12-30,9\r\n2025-12-31,1000000.5\r\n")
    #expect(try place.text("Datasets/sources.csv") == Workplace.sources)
  }

  @Test func `errors that were there before do not stand in the way`() throws {
    try place.write("Datasets/comet/price.csv", Workplace.columns + "x,,,,,,,,\n")
    #expect(try importing("--series", "price").code == 0)
  }

  @Test func `a ranking in another form is left to its author`() throws {
    let profile = Workplace.beacon.replacingOccurrences(
      of: "  price: [ledger, {source: ledger, basis: average}]\n",
      with: "  price:\n    - ledger\n    - {source: ledger, basis: average}\n")
    try place.write("Datasets/beacon/network.yaml", profile)
    let outcome = try importing("--series", "price")
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(
      outcome.output.contains(
        "'coingecko-beacon' comes last for 'price' until 'sources:' in Datasets/beacon/network.yaml "
          + "ranks it\n"))
    #expect(try place.text("Datasets/beacon/network.yaml") == profile)
  }

  @Test func `an overlay takes the rows, and the folder below it stays`() throws {
    try FileManager.default.createDirectory(
      at: place.url("Private"), withIntermediateDirectories: false)
    let before = try datasets()
    let outcome = try importing(
      "--series", "price", "--datasets", "Datasets", "--datasets", "Private")
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(try datasets() == before)
    #expect(try place.text("Private/beacon/price.csv").contains("coingecko-beacon"))
    #expect(try place.text("Private/sources.csv").contains("coingecko-beacon"))
    let get = try place.run(
      "get", "beacon", "price", "-p", "2026-01-01..2026-01-01", "--datasets", "Datasets",
      "--datasets", "Private")
    #expect(get.lines.last == "0.53", "\(get.messages)")
  }

  @Test func `a network's own list of sources goes before the common one`() throws {
    try place.write(
      "Datasets/beacon/sources.csv", "id,title,publisher,url,published,retrieved,licence\n")
    #expect(try importing("--series", "price").code == 0)
    #expect(try place.text("Datasets/beacon/sources.csv").contains("coingecko-beacon"))
    #expect(try place.text("Datasets/sources.csv") == Workplace.sources)
  }

  @Test func `standard input is a file`() throws {
    let outcome = try place.run(
      ["import", "-", "--network", "beacon", "--retrieved", "2026-01-02", "--dry-run"],
      through: #"cat export.csv | "$0" "$@""#)
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(outcome.lines.first?.hasPrefix("standard input: coingecko-csv, ") == true)
  }

  @Test func `JSON lists what the table sums up`() throws {
    let outcome = try importing("-O", "json", "--series", "price")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "depin-audit/import/1")
    let series = try #require((document["series"] as? [[String: Any]])?.first)
    #expect(series["new"] as? Int == 3)
    #expect(series["source"] as? String == "coingecko-beacon")
    #expect(document["vintage"] as? String == "Datasets/.vintages/1")
    let file = try #require((document["files"] as? [[String: Any]])?.first)
    #expect(file["values_read"] as? Int == 12)
    #expect(
      (file["passed_over"] as? [[String: Any]])?.compactMap { $0["count"] as? Int }.reduce(0, +)
        == 9)
  }
}
