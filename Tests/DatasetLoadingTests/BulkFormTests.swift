import Foundation
import SeriesStore
import Testing

@testable import DatasetLoading

/// The form `network,series,date,value`, which is read in chunks and on a short way.
@Suite struct BulkFormTests {
  private static let names = ["helium", "akash", "io-net-with-a-long-name"]

  private func dataset(_ files: [String: String]) throws -> TemporaryDataset {
    let profiles = Self.names.map { ("\($0)/network.yaml", TemporaryDataset.profile) }
    return try TemporaryDataset.helium(
      files.merging(profiles, uniquingKeysWith: { first, _ in first }))
  }

  /// Rows of some networks and series over some days, as text of each form.
  private func tables(days: Int, seed: UInt64) -> (bulk: [String], long: [String: String]) {
    var (generator, bulk, long) = (SeededGenerator(seed: seed), [String](), [String: String]())
    for day in 0..<days {
      let date = String(format: "%04d-%02d-%02d", 2020 + day / 336, day / 28 % 12 + 1, day % 28 + 1)
      for network in Self.names {
        for (series, unit) in [("credits", "USD"), ("price", "USD/token")] {
          if Int.random(in: 0..<20, using: &generator) == 0 { continue }
          let number = Double(Int.random(in: 0...99_999_999, using: &generator)) / 1000
          let value = Int.random(in: 0..<20, using: &generator) == 0 ? "" : "\(number)"
          bulk.append("\(network),\(series),\(date),\(value)")
          long["\(network)/\(series).csv", default: TemporaryDataset.header] +=
            "\(date),\(date),\(value),\(unit),alpha,measured,,,\n"
        }
      }
    }
    return (bulk, long)
  }

  /// Rows without the place they come from.
  private func figures(_ loaded: LoadedDataset) -> [String] {
    rows(loaded).map { $0.split(separator: " ").dropLast().joined(separator: " ") }
  }

  @Test(arguments: ["\n", "\r\n"])
  func `a bulk file equals the long form`(_ lineEnd: String) throws {
    let tables = tables(days: 200, seed: 3)
    let lines = ["network,series,date,value"] + tables.bulk
    let bulk = try dataset(["all.csv": lines.joined(separator: lineEnd)]).load()
    let long = try dataset(tables.long).load()
    #expect(bulk.diagnostics == [])
    #expect(bulk.observationCount == tables.bulk.count)
    #expect(figures(bulk) == figures(long))
  }

  @Test func `columns in any order and quoted fields make no difference`() throws {
    let tables = tables(days: 100, seed: 4)
    let plain = try dataset([
      "all.csv": "network,series,date,value\n" + tables.bulk.joined(separator: "\n")
    ]).load()
    let turned = tables.bulk.enumerated().map { index, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let order = [fields[3], fields[1], fields[2], fields[0]]
      return order.map { index % 3 == 0 ? "\"\($0)\"" : "\($0)" }.joined(separator: ",")
    }
    let other = try dataset([
      "all.csv": "value,series,date,network\n" + turned.joined(separator: "\n")
    ]).load()
    #expect(other.diagnostics == [])
    #expect(rows(other) == rows(plain))
  }

  @Test(arguments: 0..<40)
  func `the size of chunks makes no difference, whatever the file holds`(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let lines =
      ["network,series,date,value"]
      + tables(days: 30, seed: seed).bulk.shuffled(
        using: &generator)
    var bytes = Array(lines.joined(separator: "\n").utf8)
    let damage = Array("\",\n\r\0\u{e9}x-1.".utf8) + [0xFF]
    for _ in 0..<Int(seed) {
      let index = Int.random(in: 30..<bytes.count, using: &generator)
      let byte = damage.randomElement(using: &generator) ?? 0
      if Bool.random(using: &generator) {
        bytes[index] = byte
      } else {
        bytes.insert(byte, at: index)
      }
    }
    let dataset = try dataset([:])
    try dataset.write("all.csv", Data(bytes))
    let whole = try dataset.load()
    for chunkSize in [1, 64, 500, 4096] {
      let cut = try dataset.load(chunkSize: chunkSize)
      #expect(cut.diagnostics == whole.diagnostics)
      #expect(rows(cut) == rows(whole))
    }
  }

  @Test func `lines are counted through chunks, blank lines and quoted line ends`() throws {
    let text = """
      network,series,date,value

      helium,credits,2025-01-01,1
      "helium",credits,2025-01-02,2
      helium,"cred
      its",2025-01-03,3

      helium,credits,2025-01-04,x
      helium,credits,2025-01-05,5
      """
    for chunkSize in [1, 40, 1000] {
      let dataset = try dataset(["all.csv": text])
      let loaded = try dataset.load(chunkSize: chunkSize)
      #expect(loaded.diagnostics.map(\.line) == [5, 8])
      #expect(loaded.diagnostics.map(\.rule) == [.unknownSeries, .notANumber])
      let track = loaded.dataset.networks.flatMap { $0.series.values.flatMap(\.tracks) }.first
      #expect(track?.lines == [3, 4, 9])
    }
  }

  @Test func `a fault in every row is counted and not listed`() throws {
    let lines = (0..<1254).map { "helium,price,2025-01-01,-\($0 + 1)" }
    let text = (["network,series,date,value"] + lines).joined(separator: "\n")
    for chunkSize in [100, 1 << 20] {
      let diagnostics = try dataset(["all.csv": text]).diagnostics(chunkSize: chunkSize)
      #expect(diagnostics.count == 21)
      #expect(
        diagnostics.last == "Datasets/all.csv:22: error: and 1,234 more [negative-value]")
    }
  }

  @Test func `a column of NUL bytes is no day`() throws {
    let nuls = String(repeating: "\0", count: 10)
    let text = "network,series,date,value\nhelium,credits,2025-01-01,1\nhelium,credits,\(nuls),1\n"
    #expect(try dataset(["all.csv": text]).load().diagnostics.map(\.rule) == [.nulByte])
  }
}
