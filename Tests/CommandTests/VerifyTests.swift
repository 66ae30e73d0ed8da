import Foundation
import Testing

struct VerifyTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    _ = try place.run(
      "report", "comet", "-p", "2025Q4", "--output", "out", "--formats", "md,csv,json")
  }

  private func verify(_ arguments: String...) throws -> Outcome {
    try place.run(["verify", "out"] + arguments)
  }

  @Test func `a report as it was written is verified`() throws {
    let outcome = try verify()
    let files = place.contents(of: "out").count { !["charts", "networks"].contains($0) }
    #expect(
      outcome.output == """
        report of 2025Q4 as of 2025-12-31, made by release 0.1.0
        files: \(files - 1) of \(files - 1) are those of the manifest
        datasets: 8 of 8 files are those of the manifest
        recomputed: \(files) of \(files) files have the same bytes
        VERIFIED

        """)
    #expect(outcome.messages == "")
    #expect(outcome.code == 0)
  }

  /// What was asked for is in the manifest, so that nobody has to say it again.
  @Test(arguments: [
    ["-p", "2025Q3", "--as-of", "2025-12-31", "--formats", "csv"],
    ["-p", "2025Q4", "--known-by", "2026-01-31", "--formats", "md"],
    ["-p", "2025Q4", "--known-by", "2020-01-01", "--formats", "md,xlsx"],
    ["-p", "2025Q4", "--policy", "risk_free_rate=4%", "--valuation", "end", "--formats", "json"],
    ["comet", "beacon", "-p", "2025Q4", "--formats", "csv"],
  ])
  func `a report of any kind is made again`(arguments: [String]) throws {
    #expect(try place.run(["report", "--output", "other"] + arguments).code == 0)
    let outcome = try place.run("verify", "other/")
    #expect(outcome.output.hasSuffix("VERIFIED\n"), "\(outcome.output)\(outcome.messages)")
    #expect(outcome.code == 0)
  }

  @Test func `two folders of datasets are both asked for`() throws {
    try place.write("private/comet/network.yaml", Workplace.comet)
    let folders = ["--datasets", "Datasets", "--datasets", "private"]
    _ = try place.run(
      ["report", "-p", "2025Q4", "--output", "two", "--formats", "csv"] + folders)
    #expect(try place.run(["verify", "two"] + folders).output.hasSuffix("VERIFIED\n"))
    let outcome = try place.run("verify", "two")
    #expect(
      outcome.messages == "depin-audit: two: was made from 2 folders of datasets; give each of "
        + "them with --datasets, in the same order\n")
    #expect(outcome.code == 2)
  }

  @Test func `files that are missing, more or no files are named`() throws {
    let files = FileManager.default
    try files.removeItem(at: place.url("out/screens.md"))
    try place.write("out/notes.md", "mine")
    try files.moveItem(at: place.url("out/report.md"), to: place.url("report.md"))
    try files.createSymbolicLink(
      atPath: place.url("out/report.md").path, withDestinationPath: "../report.md")
    try files.removeItem(at: place.url("out/facts.csv"))
    #expect(unsafe mkfifo(place.url("out/facts.csv").path, 0o600) == 0)
    // A file of 1 TB that takes no place on the disk.
    _ = unsafe truncate(place.url("out/facts.json").path, 1 << 40)
    let outcome = try verify("--files-only")
    #expect(
      outcome.lines.prefix(5) == [
        "screens.md: is in the manifest and not there [output.missing]",
        "notes.md: is there and not in the manifest [output.extra]",
        "facts.csv: out/facts.csv: is no plain file; name a file [output.changed]",
        "facts.json: out/facts.json: has 1099511627776 bytes, more than the 67108864 of such a file "
          + "[output.changed]",
        "report.md: out/report.md: is a link; put the file itself there [output.changed]",
      ])
    #expect(outcome.lines.last == "DIFFERS 5")
    #expect(outcome.code == 1)
  }

  @Test func `a changed dataset is named, with the facts that move`() throws {
    let file = "Datasets/comet/price.csv"
    try place.write(file, place.text(file).replacing(",2,USD", with: ",3,USD"))
    let outcome = try verify()
    #expect(outcome.lines[0].hasPrefix("\(file): changed: SHA-256 is "))
    #expect(
      outcome.lines.contains(
        "comet/price@2025Q4: value is 2, recomputed 3 [fact.differs]"), "\(outcome.output)")
    #expect(outcome.lines.contains("datasets: 7 of 8 files are those of the manifest"))
    #expect(outcome.code == 1)
  }

  @Test func `datasets that have a file more or less, or cannot be read`() throws {
    try place.write("Datasets/comet/revenue.csv", place.text("Datasets/beacon/revenue.csv"))
    try FileManager.default.removeItem(at: place.url("Datasets/beacon/jobs.csv"))
    let outcome = try verify()
    #expect(
      outcome.lines.contains(
        "Datasets/beacon/jobs.csv: is in the manifest and not there [input.missing]"))
    #expect(
      outcome.lines.contains(
        "Datasets/comet/revenue.csv: is there and not in the manifest [input.extra]"))
    try place.write("Datasets/comet/revenue.csv", "nonsense")
    let broken = try verify()
    #expect(broken.output.contains("in the data; the first is Datasets/comet/revenue.csv:1"))
    #expect(broken.output.contains("[recomputed.not]"))
    #expect((outcome.code, broken.code) == (1, 1))
  }

  /// Who changes a page and its hash in the manifest is found by the figures.
  @Test(arguments: [
    ("networks/comet.md", "networks/comet.md:1"), ("facts.csv", "facts.csv:1"),
    ("facts.json", "facts.json:1"),
  ])
  func `a page that was forged with its hash is found`(path: String, where: String) throws {
    var content = Array(try place.text("out/\(path)").utf8)
    content[0] ^= 1
    try place.forge("out", path, content)
    let outcome = try verify()
    #expect(outcome.lines.contains { $0.hasPrefix("\(`where`): is ") }, "\(outcome.output)")
    #expect(outcome.lines.contains { $0.hasPrefix("manifest.json:") })
    #expect(!outcome.output.contains("[output."))
    #expect(outcome.code == 1)
  }

  @Test(arguments: [
    ("\"release\": \"0.1.0\"", "\"release\": \"0.0.9\"", "was made by release 0.0.9, this is"),
    ("\"period\": \"2025Q4\"", "\"period\": \"2025Q9\"", "that this release does not know"),
    ("\"period\": \"2025Q4\"", "\"period\": \"9025Q4\"", "that no row lies near"),
    ("\"as_of\": \"2025", "\"as_of\": \"0025", "that no row lies near"),
    ("\"known_by\": null", "\"known_by\": \"never\"", "that this release does not know"),
    ("\"days_in_year\": \"365\"", "\"days_in_year\": \"12\"", "this release does not know"),
    ("\"comet\"\n", "\"nobody\"\n", "no network is called 'nobody'"),
    ("\"md\"", "\"MD\"", "is in the manifest, but not recomputed"),
    ("\"networks\": [", "\"networks\": [ ", "manifest.json:"),
  ])
  func `a manifest that says something else is found`(
    part: String, change: String, problem: String
  ) throws {
    let text = try place.text("out/manifest.json")
    #expect(text.contains(part))
    try place.write("out/manifest.json", text.replacing(part, with: change))
    let outcome = try verify()
    #expect(outcome.output.contains(problem), "\(outcome.output)\(outcome.messages)")
    #expect(outcome.code == 1)
  }

  /// On another machine the workbook may differ for that reason alone.
  @Test func `another release of a library is told`() throws {
    _ = try place.run("report", "comet", "-p", "2025Q4", "--output", "book", "--formats", "xlsx")
    let text = try place.text("book/manifest.json")
    let version = try #require(text.firstMatch(of: /"libxlsxwriter": "([^"]*)"/)).1
    try place.write("book/manifest.json", text.replacing("\"\(version)\"", with: "\"0.9\""))
    let outcome = try place.run("verify", "book")
    #expect(
      outcome.lines.first == "manifest.json: the report was made with libxlsxwriter 0.9, here it "
        + "is \(version); the bytes of the workbook may differ, figures and pages may not "
        + "[library.differs]")
    #expect(outcome.lines.last == "DIFFERS 1")
  }

  @Test func `programs read the same`() throws {
    let sound = try verify("-O", "json")
    try place.write("out/notes.md", "mine")
    let other = try verify("-O", "json", "--files-only")
    let documents = try [sound, other].map {
      try #require(
        try JSONSerialization.jsonObject(with: Data($0.output.utf8)) as? [String: Any])
    }
    #expect(documents.map { $0["verdict"] as? String } == ["verified", "differs"])
    #expect((documents[0]["differences"] as? [Any])?.isEmpty == true)
    let differences = documents[1]["differences"] as? [[String: String]]
    #expect(
      differences == [
        [
          "rule": "output.extra", "place": "notes.md",
          "problem": "is there and not in the manifest",
        ]
      ])
    #expect(documents[0]["recomputed"] is [String: Int])
    #expect(documents[1]["recomputed"] is NSNull)
  }

  @Test(arguments: [
    (["nowhere"], "nowhere: cannot be read; name the folder of a report"),
    (["Datasets"], "Datasets: holds no manifest.json; name a folder that depin-audit report wrote"),
    (["out", "--datasets", "nowhere"], "nowhere: "),
    (["out", "--key", "nokey"], "nokey: cannot be read: no such file or directory; check"),
    (["out", "--key", "Datasets/sources.csv"], "sources.csv: is no public key of minisign; give"),
  ])
  func `what cannot be done is told, and is no verdict`(
    arguments: [String], message: String
  ) throws {
    let outcome = try place.run(["verify"] + arguments)
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
    #expect(outcome.output == "")
    #expect(outcome.code == 2)
  }
}

extension Workplace {
  /// Replaces a file of a report, and its size and hash in the manifest.
  func forge(_ report: String, _ path: String, _ content: [UInt8]) throws {
    func hash() throws -> Substring {
      try run([], through: "sha256sum \(report)/\(path)").output.prefix(64)
    }
    let (old, size) = (try hash(), try Data(contentsOf: url("\(report)/\(path)")).count)
    try write("\(report)/\(path)", Data(content))
    let manifest = try text("\(report)/manifest.json")
      .replacing(
        "\(size),\n      \"sha256\": \"\(old)",
        with: "\(content.count),\n      \"sha256\": \"\(try hash())")
    try write("\(report)/manifest.json", manifest)
  }
}
