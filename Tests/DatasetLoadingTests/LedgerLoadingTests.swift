import Foundation
import Quantities
import SeriesStore
import Testing

@testable import DatasetLoading

/// Files of rows that name a party, which are read in chunks and on a short way.
@Suite struct LedgerLoadingTests {
  private static let holders = "date,holder,balance,kind,source,evidence\n"

  private func ledger(
    _ kind: Ledger.Kind, _ dataset: TemporaryDataset, chunkSize: Int = 4 << 20
  ) throws -> Ledger {
    let loaded = try dataset.load(chunkSize: chunkSize)
    #expect(loaded.diagnostics == [])
    return try #require(loaded.dataset.networks.first?.ledgers[kind])
  }

  /// The rows as `first..last source evidence line party amount tag`.
  private func rows(_ ledger: Ledger) -> [String] {
    ledger.statements.flatMap { statement in
      statement.rows.map { row in
        "\(statement.days.lowerBound)..\(statement.days.upperBound) \(statement.source)"
          + " \(statement.evidence) \(ledger.lines[row]) \(ledger.parties[ledger.party[row]])"
          + " \(ledger.amounts[row]) \(ledger.tagWord(row))"
      }
    }
  }

  /// Rows of holders over some days, most of them plain, and what should come of them.
  private func table(_ count: Int, seed: UInt64) -> (lines: [String], expected: [String]) {
    var (generator, lines, expected) = (SeededGenerator(seed: seed), [String](), [String]())
    var taken: Set<String> = []
    while lines.count < count {
      let day = "2025-12-0\(1 + lines.count * 3 / count)"
      let length = [3, 8, 16, 42].randomElement(using: &generator) ?? 8
      let name = String(
        format: "%0\(length)d", Int.random(in: 0..<count, using: &generator) % 10_000)
      guard taken.insert(day + name).inserted else { continue }
      let number = Double(Int.random(in: 0...99_999_999, using: &generator)) / 1000
      let kind = ["", "", "exchange", "team"].randomElement(using: &generator) ?? ""
      let evidence = lines.count % 50 < 40 ? "measured" : "operator"
      lines.append("\(day),\(name),\(number),\(kind),alpha,\(evidence)")
      expected.append(
        "\(day)..\(day) alpha \(evidence) \(lines.count + 1) \(name) \(number) \(kind)")
    }
    return (lines, expected)
  }

  @Test(arguments: ["\n", "\r\n"], [4 << 20, 300])
  func `rows mean what they say, however the file is cut`(
    _ lineEnd: String, _ chunkSize: Int
  ) throws {
    let (lines, expected) = table(500, seed: 3)
    let text = ([String(Self.holders.dropLast())] + lines).joined(separator: lineEnd)
    let dataset = try TemporaryDataset.helium(["helium/holders.csv": text])
    let found = try rows(ledger(.holders, dataset, chunkSize: chunkSize))
    // Within a day the statements of two tiers stand side by side.
    #expect(found.sorted() == expected.sorted())
    #expect(found.map { $0.prefix(10) } == expected.map { $0.prefix(10) })
  }

  @Test func `columns in any order and quoted fields make no difference`() throws {
    let (lines, expected) = table(300, seed: 4)
    let turned = lines.enumerated().map { index, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return [fields[5], fields[2], fields[0], fields[1], fields[4], fields[3]]
        .map { index % 3 == 0 ? "\"\($0)\"" : "\($0)" }.joined(separator: ",")
    }
    let header = "evidence,balance,date,holder,source,kind\n"
    let dataset = try TemporaryDataset.helium([
      "helium/holders.csv": header + turned.joined(separator: "\n")
    ])
    #expect(try rows(ledger(.holders, dataset, chunkSize: 500)).sorted() == expected.sorted())
  }

  @Test func `a name is its text, however it is written`() throws {
    let names = [
      "acme", "\"acme, inc\"", "\"the \"\"best\"\"\"", "été", "A & B (x)", "12345678",
      "a name of some length with spaces in it", "\"line\nbreak\"",
    ]
    let lines =
      names.map { "2025-10-01,2025-12-31,\($0),1.5,,alpha,settled\n" }
      + names.map { "2026-01-01,2026-03-31,\($0),2.5,,alpha,settled\n" }
    let header = "period_start,period_end,customer,spend,kind,source,evidence\n"
    for chunkSize in [4 << 20, 20] {
      let dataset = try TemporaryDataset.helium([
        "helium/customers.csv": header + lines.joined()
      ])
      let customers = try ledger(.customers, dataset, chunkSize: chunkSize)
      #expect(customers.parties.count == names.count)
      #expect(customers.count == 2 * names.count)
      #expect(customers.party == [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7])
      #expect(customers.parties[1] == "acme, inc" && customers.parties[2] == "the \"best\"")
      #expect(customers.parties[7] == "line\nbreak" && customers.parties[3] == "été")
    }
  }

  @Test func `rows in any order become statements by day`() throws {
    let text =
      Self.holders + """
        2025-12-02,b,2,,alpha,measured
        2025-12-01,a,1,,alpha,measured
        2025-12-02,a,3,,alpha,measured
        2025-12-01,b,4,,alpha,measured
        """
    let ledger = try ledger(.holders, try .helium(["helium/holders.csv": text]))
    #expect(ledger.statements.map(\.rows) == [0..<2, 2..<4])
    #expect(ledger.amounts == [1, 4, 2, 3])
    #expect(ledger.lines == [3, 5, 2, 4])
  }

  @Test func `the first of two rows of a day is kept, also from another directory`() throws {
    let first = try TemporaryDataset.helium([
      "helium/holders.csv": Self.holders + "2025-12-01,a,1,,alpha,measured\n"
    ])
    let second = try TemporaryDataset([
      "helium/holders.csv": Self.holders
        + "2025-12-01,a,2,,alpha,measured\n2025-12-01,b,3,,alpha,measured\n"
    ])
    let loaded = try first.load(with: [second])
    let ledger = try #require(loaded.dataset.networks.first?.ledgers[.holders])
    #expect(ledger.amounts == [1, 3])
    #expect(loaded.diagnostics.map(\.rule) == [.duplicateRow])
    #expect(loaded.observationCount == 2)
  }

  @Test func `the ranking of the profile puts sources in order`() throws {
    let text =
      Self.holders + """
        2025-12-01,a,1,,alpha,measured
        2025-12-01,a,2,,beta,measured

        """
    let dataset = try TemporaryDataset.helium(["helium/holders.csv": text])
    let profile = TemporaryDataset.profile.replacing(
      "sources:\n", with: "sources:\n  holders: [beta, alpha]\n")
    try dataset.write("helium/network.yaml", Data(profile.utf8))
    let ledger = try ledger(.holders, dataset)
    #expect(ledger.sources == ["beta", "alpha"])
    #expect(ledger.amounts == [2, 1])
  }

  @Test func `a file of customers is a series or a ledger by its header`() throws {
    let series = TemporaryDataset.header + "2025-12-31,2025-12-31,7,count,alpha,operator,,,\n"
    let network = try TemporaryDataset.helium(["helium/customers.csv": series]).load().dataset
      .networks.first
    #expect(network?.ledgers.isEmpty == true)
    #expect(network?.series[SeriesID("customers")] != nil)
  }

  @Test func `many names are found again`() {
    var (index, generator) = (NameIndex(), SeededGenerator(seed: 1))
    var (numbers, texts) = ([String: UInt32](), [String]())
    for _ in 0..<20_000 {
      let text = String(Int.random(in: 0..<5000, using: &generator) * 7919)
      let number = index.number(of: text)
      #expect(numbers[text] ?? UInt32(texts.count) == number)
      if numbers.updateValue(number, forKey: text) == nil { texts.append(text) }
    }
    var other = NameIndex()
    _ = other.number(of: texts[17])
    #expect(
      NameIndex.joined([other, index]).numbers.last?.prefix(19) == [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 0, 18,
      ])
    let names = index.finished()
    #expect(
      names.count == texts.count && texts.indices.allSatisfy { names[UInt32($0)] == texts[$0] })
  }
}
