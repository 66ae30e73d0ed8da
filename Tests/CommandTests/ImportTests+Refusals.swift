import Foundation
import Testing

// What cannot be imported, and what is left when the import does not end.
extension ImportTests {
  @Test func `rows that share days with others of their source are refused`() throws {
    try place.write(
      "Datasets/beacon/market_cap.csv",
      Workplace.columns + "2025-12-01,2025-12-31,9,USD,ledger,measured,,average,\n")
    let before = try place.bytes(of: "Datasets")
    try place.write(
      "Datasets/beacon/volume.csv",
      Workplace.columns + "2025-12-01,2025-12-31,9,USD,ledger,measured,,,\n")
    let outcome = try importing("--source", "ledger", "--series", "volume")
    #expect(outcome.code == 2)
    #expect(
      outcome.messages.hasPrefix(
        "export.csv:2: error: \"2025-12-30\", overlaps 2025-12-01 to 2025-12-31 by 'ledger' in "
          + "Datasets/beacon/volume.csv:2; "), "\(outcome.messages)")
    #expect(try datasets().count == before.count + 1)
  }

  /// The bulk table holds the same day of the same source, which only the loader can see.
  @Test func `what would break the datasets is refused before anything is written`() throws {
    try place.write(
      "Datasets/bulk.csv",
      "network,series,date,value\nbeacon,market_cap,2025-12-31,7\n")
    try place.write(
      "Datasets/beacon/network.yaml",
      Workplace.beacon + "  market_cap: {unit: USD, source: ledger, evidence: measured}\n")
    let before = try place.bytes(of: "Datasets")
    let outcome = try importing("--series", "market_cap", "--source", "ledger")
    #expect(outcome.code == 2)
    #expect(
      outcome.messages == "Datasets/bulk.csv:2: error: \"2025-12-31\", stated before by ledger in "
        + "Datasets/beacon/market_cap.csv:2; delete one of the two rows [duplicate-row]\n"
        + "depin-audit: nothing was written: the datasets would have 1 error more; mend the lines "
        + "above\n", "\(outcome.messages)")
    #expect(try place.bytes(of: "Datasets") == before)
  }

  /// A file, the arguments, the exit code and what is said.
  private static let refusals: [(String, [String], Int32, String)] = [
    (
      "a,b\n", ["--network", "beacon"], 2,
      "export.csv: error: no known format; known are: "
    ),
    ("", ["--network", "beacon"], 2, "export.csv: error: the file is empty; "),
    (
      "<html>", ["--network", "beacon"], 2, "export.csv: error: the file is a web page, not data; "
    ),
    (
      export, ["--network", "beakon"], 2,
      "depin-audit: no network is called 'beakon'; did you mean 'beacon'?"
    ),
    (
      export, ["--network", "beacon", "--vendor", "coingeko"], 64,
      "Error: no vendor or form is called 'coingeko'; did you mean 'coingecko'?"
    ),
    (
      "a,b\n", ["--network", "beacon", "--vendor", "coingecko-csv"], 2,
      "export.csv: error: the file is not what --vendor says, coingecko-csv"
    ),
    (
      export, ["--network", "beacon", "--retrieved", "2025-12-30"], 2,
      "export.csv:3: error: 'price' is \"2025-12-31\", after 2025-12-30, the day of retrieval; "
    ),
    (
      export, ["--network", "beacon", "--series", "fees"], 2,
      "export.csv: error: \"fees\", not a series of the file; it has price, market_cap, volume "
    ),
    (export, ["--network", "beacon", "--map", "price"], 64, "Error: The value 'price' is invalid"),
    (
      export, ["--network", "beacon", "--map", "price=prise"], 2,
      "export.csv: error: 'price' is \"prise\", neither a standard series nor declared in the "
        + "profile; did you mean 'price'? [unknown-series]"
    ),
  ]

  @Test(arguments: refusals)
  func `what cannot be imported is said, and nothing is written`(
    text: String, arguments: [String], code: Int32, message: String
  ) throws {
    try place.write("export.csv", text)
    let before = try place.bytes(of: "Datasets")
    let outcome = try place.run(["import", "export.csv"] + arguments)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(outcome.code == code)
    #expect(try place.bytes(of: "Datasets") == before)
  }

  /// Of several files one is bad: none is imported, and each bad one is named.
  @Test func `of several files all are imported or none`() throws {
    try place.write("empty.csv", "")
    let before = try place.bytes(of: "Datasets")
    let outcome = try place.run(
      "import", "export.csv", "empty.csv", "gone.csv", "--network", "beacon")
    #expect(outcome.code == 2)
    #expect(
      outcome.messages == "empty.csv: error: the file is empty; get it from the vendor again "
        + "[empty-file]\ngone.csv: error: cannot be read: no such file or directory; check that it "
        + "exists and may be read [unreadable-file]\ndepin-audit: nothing was imported: 2 files "
        + "cannot be; mend what is said above\n")
    #expect(try place.bytes(of: "Datasets") == before)
  }

  /// The process ends while files are put in their places: each is the old one or the new one, whole.
  @Test func `an end without warning leaves whole files`() throws {
    let old = try datasets()
    #expect(try importing().code == 0)
    let new = try datasets()
    for _ in 0..<10 {
      let other = try Workplace()
      try other.write("export.csv", Self.export)
      let process = try Command.start(
        ["import", "export.csv", "--network", "beacon", "--retrieved", "2026-01-02"],
        in: other.root, environment: [:])
      while process.isRunning && !other.exists("Datasets/.vintages/1") {}
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let files = try other.bytes(of: "Datasets").filter {
        !$0.key.hasPrefix(".vintages") && !$0.key.contains(".tmp")
      }
      for (path, bytes) in files {
        #expect(bytes == old[path] || bytes == new[path], "\(path)")
      }
      #expect(try other.run("check", "--fail-on", "error").code == 0)
    }
  }

  @Test func `a profile that cannot be read is what is said`() throws {
    try place.write("Datasets/beacon/network.yaml", "name: [x")
    let outcome = try importing()
    #expect(outcome.code == 2)
    #expect(outcome.messages.hasPrefix("Datasets/beacon/network.yaml:"), "\(outcome.messages)")
    #expect(
      outcome.messages.hasSuffix(
        "depin-audit: 'beacon' has no profile that can be read; mend what is said above\n"))
  }

  @Test func `a file that only its owner may read stays so`() throws {
    let path = place.root.appendingPathComponent("Datasets/beacon/price.csv").path
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try importing("--series", "price").code == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `a disk that fills up leaves the datasets as they were`() throws {
    let before = try place.bytes(of: "Datasets")
    let outcome = try place.run(
      ["import", "export.csv", "--network", "beacon", "--retrieved", "2026-01-02"],
      through: #"ulimit -f 0; "$0" "$@""#)
    #expect(outcome.code == 2, "\(outcome.messages)")
    #expect(try place.bytes(of: "Datasets") == before)
  }
}
