import Foundation
import Testing

/// One file of the sample dataset made wrong, and the line that says so.
struct Fault: CustomTestStringConvertible, Sendable {
  let testDescription: String
  var path = "beacon/revenue.csv"
  let content: Data
  /// What is said after the path.
  let message: String

  /// A file of these bytes.
  init(_ name: String, _ path: String, _ content: Data, _ message: String) {
    (testDescription, self.path, self.content, self.message) = (name, path, content, message)
  }

  /// A file of this text.
  init(_ name: String, _ path: String, _ content: String, _ message: String) {
    self.init(name, path, Data(content.utf8), message)
  }

  /// Rows under the header of `beacon/revenue.csv`.
  init(_ name: String, rows: String, _ message: String) {
    self.init(name, "beacon/revenue.csv", Workplace.columns + rows, message)
  }

  /// A value in a row of `beacon/revenue.csv`.
  init(value: String, _ problem: String) {
    let cell = value.contains(",") ? "\"\(value)\"" : value
    self.init(
      value, rows: "2025-01-01,2025-03-31,\(cell),USD,ledger,burn,,,\n",
      ":2: error: 'value' is \"\(value)\", \(problem)")
  }

  /// A line in the profile of comet.
  init(_ name: String, profile line: String, _ message: String) {
    self.init(name, "comet/network.yaml", Workplace.comet + line + "\n", message)
  }

  static let all: [Fault] = tables + values + profiles + bytes

  private static let row = "2025-01-01,2025-03-31,1,USD,ledger,burn,,,"

  private static let tables = [
    Fault(
      "empty file", "beacon/revenue.csv", "",
      ": error: the file is empty; write its contents or delete it [empty-file]"),
    Fault(
      "unknown column", "beacon/revenue.csv", "period_start,period_end,valeu\n1,2,3\n",
      ":1: error: 'valeu' is no column of a series file; did you mean 'value'? [unknown-column]"),
    Fault(
      "duplicate key", rows: "\(row)\n\(row)\n",
      ":3: error: \"2025-01-01 to 2025-03-31\", stated before by ledger in line 2; delete one of "
        + "the two rows [duplicate-row]"),
    Fault(
      "overlapping periods", rows: "\(row)\n2025-03-31,2025-04-30,1,USD,ledger,burn,,,\n",
      ":3: error: \"2025-03-31 to 2025-04-30\", overlaps 2025-01-01 to 2025-03-31 by ledger in line "
        + "2; one source states each day once [overlapping-rows]"),
    Fault(
      "end before start", rows: "2025-03-31,2025-01-01,1,USD,ledger,burn,,,\n",
      ":2: error: 'period_end' is \"2025-01-01\", before its start 2025-03-31; exchange the two "
        + "days, or mend one [end-before-start]"),
    Fault(
      "31 February", rows: "2025-02-31,2025-03-31,1,USD,ledger,burn,,,\n",
      ":2: error: 'period_start' is \"2025-02-31\", a day that does not exist; the month has 28 "
        + "days [no-such-day]"),
    Fault(
      "wrong unit", rows: "2025-01-01,2025-03-31,1,EUR,ledger,burn,,,\n",
      ":2: error: 'unit' is \"EUR\", but 'revenue' is in USD; convert the value and write USD "
        + "[wrong-unit]"),
    Fault(
      "unknown source", rows: "2025-01-01,2025-03-31,1,USD,leger,burn,,,\n",
      ":2: error: 'source' is \"leger\", not listed in sources.csv; did you mean 'ledger'? "
        + "[unknown-source]"),
    Fault(
      "negative price", "comet/price.csv",
      Workplace.columns + "2025-12-31,2025-12-31,-1,USD/token,ledger,measured,,,\n",
      ":2: error: 'value' is \"-1\", less than 0; only flows, such as refunds, may be negative "
        + "[negative-value]"),
  ]

  private static let values = [
    Fault(value: "1,204.5", "not a number; remove the thousands separator [not-a-number]"),
    Fault(
      value: "1.2.3", "not a number; write digits with '.' as the decimal point [not-a-number]"),
    Fault(
      value: "1e400", "beyond the largest double; write at most 1.79e308 [number-out-of-range]"),
    Fault(
      value: "NaN",
      "not a number; leave the cell empty where the value is known to be missing [not-a-number]"),
    Fault(value: "12%", "not a number; write 0.12 [not-a-number]"),
  ]

  private static let profiles = [
    Fault(
      "unknown profile key", profile: "categry: compute",
      ":7: error: 'categry' is no key of a profile; did you mean 'category'? [unknown-key]"),
    Fault(
      "YAML syntax", profile: "usage: {unit: [",
      ":8: error: not YAML: did not find expected node content; check the indentation, and quote "
        + "texts that contain ': ' or ' #' [yaml-syntax]"),
    Fault(
      "a key twice", profile: "name: Comet",
      ":1: error: 'name' stands twice in one mapping; delete one of the two [duplicate-key]"),
  ]

  private static let bytes = [
    Fault(
      "invalid UTF-8", "beacon/revenue.csv",
      Data((Workplace.columns + row + "caf").utf8) + [0xE9, 0x0A],
      ":2: error: 'note' is \"caf\\xE9\", not UTF-8; save the file as UTF-8 [not-utf8]"),
    Fault(
      "NUL byte", rows: row + "a\0b\n",
      ":2: error: 'note' is \"a\\u{0}\", with a NUL byte; save the file as UTF-8 text without NUL "
        + "bytes [nul-byte]"),
    Fault(
      "a line over 1 MB", rows: row + String(repeating: "x", count: 1 << 20) + "\n",
      ":2: error: a line of more than 1 MB; write one row on each line [line-too-long]"),
    Fault(
      "lone CR", rows: "\(row)\r2025-04-01,2025-06-30,1,USD,ledger,burn,,,\r",
      ":2: error: 'note' is \"\\r\", with a carriage return that no line feed follows; save the "
        + "file with LF or CR LF line ends [lone-cr]"),
  ]
}

struct FaultTests {
  @Test(arguments: Fault.all)
  func `bad data is refused with its place and remedy`(fault: Fault) throws {
    let place = try Workplace()
    try place.write("Datasets/\(fault.path)", fault.content)
    let message = "Datasets/\(fault.path)\(fault.message)"
    let check = try place.run("check")
    #expect(check.lines.first == message)
    #expect(check.lines.last == "INVALID")
    #expect(check.messages == "")
    #expect(check.code == 1)
    let report = try place.run("report", "-p", "2025Q4")
    #expect(
      report.messages == "\(message)\ndepin-audit: nothing was computed: 1 error in the data; mend "
        + "the lines above\n")
    #expect(report.output == "")
    #expect(report.code == 2)
    #expect(!place.exists("Reports"))
  }

  @Test func `a header only is a warning, not an error`() throws {
    let place = try Workplace()
    try place.write("Datasets/beacon/revenue.csv", Workplace.columns)
    #expect(try place.run("check").lines.last == "FINDINGS 1")
    let outcome = try place.run("get", "beacon", "revenue", "-p", "2025Q4")
    #expect(outcome.output == "n/a: needs 'revenue'\n")
    #expect(outcome.code == 1)
  }

  @Test func `minus zero is zero`() throws {
    let place = try Workplace()
    try place.write(
      "Datasets/beacon/revenue.csv",
      Workplace.columns + "2025-10-01,2025-12-31,-0,USD,ledger,burn,,,\n")
    #expect(try place.run("get", "beacon", "revenue", "-p", "2025Q4").output == "0\n")
    #expect(try place.run("check").lines.last == "VALID")
  }

  @Test func `lines may end with CR LF`() throws {
    let place = try Workplace()
    for (path, text) in Workplace.sample where path.hasSuffix(".csv") {
      try place.write("Datasets/\(path)", text.replacing("\n", with: "\r\n"))
    }
    #expect(try place.run("get", "beacon", "revenue", "-p", "2025Q4").output == "400\n")
    #expect(try place.run("check").lines.last == "VALID")
  }

  @Test func `a folder where a file should be is named`() throws {
    let place = try Workplace()
    try place.write("Datasets/beacon/customers.csv/inside", "")
    let outcome = try place.run("check")
    #expect(
      outcome.lines.first == "Datasets/beacon/customers.csv: error: a folder; put a file here, or "
        + "rename it [not-a-file]")
    #expect(outcome.code == 1)
  }

  /// A pipe that nobody writes to and a device without an end: either would hold a reader for ever.
  @Test(
    arguments: [
      "beacon/revenue.csv", "beacon/network.yaml", "sources.csv", "claims.yaml", "policy.yaml",
    ], [true, false])
  func `what is no file is not read`(path: String, isPipe: Bool) throws {
    let place = try Workplace()
    let url = place.url("Datasets/\(path)")
    try? FileManager.default.removeItem(at: url)
    if isPipe {
      #expect(unsafe mkfifo(url.path, 0o600) == 0)
    } else {
      try FileManager.default.createSymbolicLink(
        atPath: url.path, withDestinationPath: "/dev/zero")
    }
    let outcome = try place.run("check", through: Self.bounded)
    #expect(
      outcome.output.contains(
        "Datasets/\(path): error: no regular file; put a file here, or rename it [not-a-file]"),
      "\(outcome.output)")
    #expect(outcome.code == 1)
    let figure = try place.run("get", "beacon", "revenue", "-p", "2025Q4", through: Self.bounded)
    #expect(figure.code == 2 && figure.output == "", "\(figure.messages)")
  }

  /// In the place of a folder, of a report, of facts and of a key.
  @Test(
    arguments: [
      ["get", "beacon", "revenue", "--datasets", "IT"], ["check", "IT"], ["verify", "IT"],
      ["diff", "IT", "Datasets"], ["diff", "Datasets", "IT"], ["diff", "IT", "IT"],
      ["report", "-p", "2025Q4", "--output", "out", "--formats", "md", "--previous", "IT"],
      ["diff", "linked.csv", "linked.json"], ["sign", "Datasets", "--key", "IT"],
    ], ["pipe", "/dev/zero"])
  func `a pipe or device in any other place is refused`(
    arguments: [String], place path: String
  ) throws {
    let place = try Workplace()
    #expect(unsafe mkfifo(place.url("pipe").path, 0o600) == 0)
    for name in ["linked.csv", "linked.json"] {
      try FileManager.default.createSymbolicLink(
        atPath: place.url(name).path, withDestinationPath: path)
    }
    let outcome = try place.run(
      arguments.map { $0 == "IT" ? path : $0 }, through: Self.bounded)
    #expect(outcome.code == 2, "\(outcome.messages)")
    #expect(outcome.messages.hasPrefix("depin-audit: ") && outcome.output == "")
    #expect(!place.exists("out"))
  }

  /// The command, with the exit code 124 where it does not end by itself.
  private static let bounded = "timeout 60 \"$0\" \"$@\""

  @Test(.enabled(if: getuid() != 0, "the superuser may read anything"))
  func `a file that cannot be read is named`() throws {
    let place = try Workplace()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o000], ofItemAtPath: place.url("Datasets/beacon/revenue.csv").path)
    let outcome = try place.run("check")
    #expect(
      outcome.lines.first == "Datasets/beacon/revenue.csv: error: cannot be read: permission "
        + "denied; check that it exists and may be read [unreadable-file]")
    #expect(outcome.code == 1)
  }

  @Test(arguments: ["get beacon revenue", "table", "report -p 2025Q4", "check"])
  func `a folder that does not exist is named, and how to name another`(command: String) throws {
    let place = try Workplace([:])
    let outcome = try place.run(command.split(separator: " ").map(String.init))
    #expect(
      outcome.messages == "depin-audit: Datasets: no directory that can be read: it does not "
        + "exist; name a folder with --datasets, or begin one with depin-audit init\n")
    #expect(outcome.output == "")
    #expect(outcome.code == 2)
    #expect(place.contents() == [])
  }

  @Test func `an empty folder holds no network`() throws {
    let place = try Workplace(["sources.csv": Workplace.sources])
    let outcome = try place.run("report", "-p", "2025Q4")
    #expect(
      outcome.messages
        == "depin-audit: Datasets: no network; begin one with depin-audit init\n")
    #expect(outcome.code == 2)
    let check = try place.run("check")
    #expect(
      check.lines.first == "0 rows, 0 networks, 0 benchmarks, 3 sources; 0 errors, "
        + "0 warnings, 0 findings")
    try FileManager.default.removeItem(at: place.url("Datasets/sources.csv"))
    #expect(
      try place.run("check").lines.first == "Datasets: error: the directory has no sources.csv; "
        + "add one that lists the sources [no-sources]")
  }

  @Test(arguments: ["1990Q1", "9999Q4", "2030"])
  func `a period without data has no figure`(period: String) throws {
    let outcome = try Workplace().run("get", "beacon", "revenue", "-p", period)
    #expect(outcome.output.hasPrefix("n/a: "))
    #expect(outcome.code == 1)
  }

  @Test func `a report of a quarter without data is still a report`() throws {
    let outcome = try Workplace().run("report", "-p", "1990Q1", "--formats", "md,csv")
    #expect(outcome.code == 0)
  }

  /// The workbook would need 28,000 columns, and a sheet has 16,384.
  @Test(arguments: [["-p", "9025Q4"], ["-p", "2025Q4", "--as-of", "9025-12-31"]])
  func `a report that no row lies near is refused at once`(arguments: [String]) throws {
    let place = try Workplace()
    let outcome = try place.run(["report", "--output", "out"] + arguments)
    #expect(
      outcome.messages.contains("no row lies within a hundred years of "), "\(outcome.messages)")
    #expect(outcome.messages.contains("; the newest is of 2025-12-31"))
    #expect(outcome.code == 64)
    #expect(!place.exists("out"))
  }
}
