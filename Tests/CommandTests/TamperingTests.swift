import Foundation
import TestSupport
import Testing

/// One byte changed somewhere, by chance from a seed: `verify` finds it.
struct TamperingTests {
  /// A report that is made again in a moment.
  private static let lean = ["report", "comet", "-p", "2025Q4", "--formats", "csv"]

  private func place(_ report: [String]) throws -> Workplace {
    let place = try Workplace()
    #expect(try place.run(report + ["--output", "out"]).code == 0)
    return place
  }

  /// Changes one byte of a file at a time and puts it back.
  ///
  /// - Returns: What of it was not found.
  private func missed(
    _ place: Workplace, _ paths: [String], tries: Int, seed: UInt64, _ arguments: [String] = []
  ) throws -> [String] {
    var random = SplitMix(state: seed)
    var missed: [String] = []
    for index in 0..<tries {
      let path = paths[index % paths.count]
      let content = try Data(contentsOf: place.url(path))
      let byte = Int.random(in: 0..<content.count, using: &random)
      let mask = UInt8.random(in: 1...255, using: &random)
      var changed = content
      changed[byte] ^= mask
      try place.write(path, changed)
      let outcome = try place.run(["verify", "out"] + arguments)
      if outcome.code != 1 || !outcome.lines.contains(where: { $0.hasPrefix("DIFFERS ") }) {
        missed.append("\(path): byte \(byte) ^ \(mask): exit code \(outcome.code)")
      }
      try place.write(path, content)
    }
    #expect(try place.run(["verify", "out"] + arguments).code == 0, "put back")
    print("tampering: \(tries - missed.count) of \(tries) changes of \(paths.count) files found")
    return missed
  }

  @Test func `in a row or profile of the datasets`() throws {
    let place = try place(Self.lean)
    let paths = place.contents(of: "Datasets").filter { $0.contains(".") }.map { "Datasets/\($0)" }
    #expect(paths.count == 8)
    #expect(try missed(place, paths, tries: 48, seed: 1) == [])
  }

  @Test func `in the manifest, white space too`() throws {
    let place = try place(Self.lean)
    #expect(try missed(place, ["out/manifest.json"], tries: 60, seed: 2) == [])
  }

  @Test func `in pages, charts, workbook and facts`() throws {
    let place = try place(["report", "beacon", "-p", "2025Q4"])
    let paths = place.contents(of: "out").filter { $0.contains(".") && $0 != "manifest.json" }
      .map { "out/\($0)" }
    #expect(Set(paths.compactMap { $0.split(separator: ".").last }).count == 5)
    #expect(try missed(place, paths, tries: 130, seed: 3, ["--files-only"]) == [])
    #expect(try missed(place, paths, tries: paths.count, seed: 4) == [])
  }

  @Test func `in a workbook, chart or page, with its hash in the manifest`() throws {
    let place = try place(["report", "beacon", "-p", "2025Q4"])
    let before = try place.bytes(of: "out")
    for path in ["depin-audit.xlsx", "charts/beacon-income.svg", "report.md"] {
      var content = Array(try #require(before[path]))
      content[content.count / 2] ^= 1
      try place.forge("out", path, content)
      let outcome = try place.run("verify", "out")
      #expect(!outcome.output.contains("[output."))
      #expect(outcome.output.contains("\(path)"), "\(outcome.output)")
      #expect(outcome.code == 1)
      for name in [path, "manifest.json"] {
        try place.write("out/\(name)", try #require(before[name]))
      }
    }
  }
}
