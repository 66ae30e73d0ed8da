import Foundation
import Testing

struct WritingTests {
  private static let report = ["report", "-p", "2025Q4", "--output", "out", "--formats", "md,csv"]

  @Test func `a file in the folder's place is left alone`() throws {
    let place = try Workplace()
    try place.write("out", "mine")
    let outcome = try place.run(Self.report)
    #expect(
      outcome.messages
        == "depin-audit: out: exists and is no folder; name another with --output\n")
    #expect(outcome.code == 2)
    #expect(try place.text("out") == "mine")
  }

  @Test func `a file on the way to the folder is left alone`() throws {
    let place = try Workplace()
    try place.write("a", "mine")
    let outcome = try place.run("table", "-p", "2025Q4", "-o", "a/b/figures.csv")
    #expect(outcome.messages.hasPrefix("depin-audit: a/b/figures.csv: cannot be written: not a"))
    #expect(outcome.code == 2)
    #expect(try place.text("a") == "mine")
  }

  @Test func `a folder in the file's place is left alone`() throws {
    let place = try Workplace()
    try place.write("figures.csv/inside", "mine")
    let outcome = try place.run("table", "-p", "2025Q4", "-o", "figures.csv", "--force")
    #expect(
      outcome.messages == "depin-audit: figures.csv: exists and is not a plain file; name a file "
        + "that may be replaced\n")
    #expect(outcome.code == 2)
    #expect(place.contents(of: "figures.csv") == ["inside"])
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write anywhere"))
  func `a folder that cannot be written to is named`() throws {
    let place = try Workplace()
    try place.write("locked/inside", "")
    func allow(_ permissions: Int) throws {
      try FileManager.default.setAttributes(
        [.posixPermissions: permissions], ofItemAtPath: place.url("locked").path)
    }
    try allow(0o555)
    defer { try? allow(0o755) }
    let outcome = try place.run("report", "-p", "2025Q4", "--output", "locked/out")
    #expect(outcome.messages.contains("cannot be written: permission denied; choose a folder"))
    #expect(outcome.code == 2)
    #expect(place.contents(of: "locked") == ["inside"])
  }

  /// A limit on the size of files stands for a full disk: some bytes are taken, then no more.
  @Test func `a disk that fills up leaves nothing behind`() throws {
    let place = try Workplace()
    let outcome = try place.run(Self.report, through: #"ulimit -f 4; "$0" "$@""#)
    #expect(
      outcome.messages.contains(
        ": cannot be written: file too large; free some space, or choose another disk\n"),
      "\(outcome.messages)")
    #expect(outcome.code == 2)
    #expect(place.contents().allSatisfy { $0.hasPrefix("Datasets") })
  }

  @Test func `a disk that fills up leaves an earlier report as it was`() throws {
    let place = try Workplace()
    #expect(try place.run(Self.report).code == 0)
    let before = try place.bytes(of: "out")
    let outcome = try place.run(Self.report + ["--force"], through: #"ulimit -f 4; "$0" "$@""#)
    #expect(outcome.code == 2)
    #expect(try place.bytes(of: "out") == before)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full here"))
  func `figures that standard output does not take are a failure`() throws {
    let outcome = try Workplace().run(
      "table", "-p", "2025Q4", through: #""$0" "$@" > /dev/full"#)
    #expect(
      outcome.messages == "depin-audit: standard output: cannot be written: no space left on "
        + "device; free some space, or choose another disk\n")
    #expect(outcome.code == 2)
  }

  @Test func `a reader that has seen enough is no failure`() throws {
    let outcome = try Workplace().run(
      "table", "--metrics", "all", "-p", "2020Q1..2025Q4", "-O", "json",
      through: #"("$0" "$@"; echo "code $?" >&2) | head -1"#)
    #expect(outcome.output == "[\n")
    #expect(outcome.messages == "code 0\n")
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `an interruption leaves nothing behind`(signal: Int32) throws {
    // The signal may come too late, when the report is complete; a few tries meet the writing.
    let tries = 30
    let met = try (0..<tries).contains { _ in try isInterrupted(by: signal) }
    #expect(met, "no signal of \(tries) came while files lay aside")
  }

  /// Starts a report and signals it once a file lies aside.
  ///
  /// - Returns: Whether the signal ended it; else the report is there and complete.
  private func isInterrupted(by signal: Int32) throws -> Bool {
    let place = try Workplace()
    try FileManager.default.createDirectory(
      at: place.url("aside"), withIntermediateDirectories: false)
    let process = try Command.start(
      ["report", "-p", "2025Q4", "--output", "out"], in: place.root,
      environment: ["TMPDIR": place.url("aside").path])
    while process.isRunning && place.contents(of: "aside").isEmpty {}
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(place.contents(of: "aside") == [])
    guard process.terminationReason == .uncaughtSignal else {
      #expect(process.terminationStatus == 0 && place.exists("out/manifest.json"))
      return false
    }
    #expect(process.terminationStatus == signal)
    #expect(!place.exists("out"))
    return true
  }

  @Test func `neither colours nor progress reach a file`() throws {
    let place = try Workplace()
    let outcome = try place.run(Self.report)
    #expect(!outcome.messages.contains("\u{1B}"))
    #expect(try !place.run("table", "-p", "2025Q4").output.contains("\u{1B}"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/script"), "no script(1)"))
  func `a terminal has a width, and colours unless they are declined`() throws {
    let place = try Workplace()
    func shown(_ environment: [String: String]) throws -> String {
      try place.run(
        ["metrics", "burn_to_mint"],
        through: #"script -qec "'$0' $*" /dev/null < /dev/null"#,
        environment: ["TERM": "xterm", "COLUMNS": "60"].merging(environment) { $1 }
      ).output
    }
    let plain = try shown(["NO_COLOR": "1"])
    #expect(!plain.contains("\u{1B}"))
    #expect(plain.split(whereSeparator: \.isNewline).allSatisfy { $0.count <= 60 }, "\(plain)")
    #expect(try shown(["NO_COLOR": ""]).contains("\u{1B}[1m"))
  }
}
