import Assurance
import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import TestSupport
import Testing

/// Published figures beside computed ones, by hand.
@Suite struct TieOutTests {
  private static func row(
    _ figure: String = "revenue", value: String, unit: Unit = .usd, why: String = "",
    network: String = "beacon"
  ) throws -> TieOut.Row {
    TieOut.Row(
      network: network, figure: figure, period: ClaimSample.quarter,
      value: try #require(PublishedNumber(value)), unit: unit, definition: "revenue", why: why,
      line: 4, figureLine: 5, unitLine: 6)
  }

  private func book(_ row: TieOut.Row, related: [String] = []) -> (TieOutBook, [NetworkAnalysis]) {
    let network = ClaimSample.network("beacon", revenue: 2_299_540)
    let tieOut = TieOut(
      id: "article", title: "Article", author: "Somebody", source: "article", related: related,
      rows: [row])
    var dataset = Dataset(networks: [network], files: ["Datasets/tieouts.yaml"])
    dataset.tieOuts = [tieOut]
    let series = NetworkSeries(network, sources: [:], asOf: ClaimSample.quarter.end)
    return (TieOutBook(dataset), [NetworkAnalysis(series)])
  }

  private func tied(_ row: TieOut.Row, related: [String] = []) throws -> TiedFigure {
    let (book, networks) = book(row, related: related)
    #expect(book.faults.map(\.description) == [])
    let tables = book.tables(for: networks, asOf: ClaimSample.quarter.end)
    return try #require(tables.first?.figures.first)
  }

  /// Ours is 2,299,540: 2.3M is the same rounded, 2.31M by the tolerance of one per cent.
  @Test(
    arguments: [
      ("2.3M", .agrees), ("2299540", .agrees), ("2.31M", .agrees), ("2.4M", .unexplained),
      ("2.33M", .unexplained), ("2.2M", .unexplained),
    ] as [(String, TiedFigure.Verdict)])
  func `a print agrees within its rounding or the tolerance`(
    _ value: String, _ verdict: TiedFigure.Verdict
  ) throws {
    #expect(try tied(Self.row(value: value)).verdict == verdict)
  }

  /// `2M` may stand for anything from 1.5 to 2.5 million; no more than 5 % of that is let off.
  @Test func `one digit excuses little`() throws {
    #expect(try tied(Self.row(value: "2M")).verdict == .unexplained)
    #expect(try tied(Self.row("revenue * 0.9", value: "2M")).verdict == .agrees)
  }

  @Test func `a difference with a reason differs, without one it is unexplained`() throws {
    let told = try tied(Self.row(value: "3M", why: "theirs counts more"))
    #expect(told.verdict == .differs)
    #expect(isClose(told.difference, -700_460))
    #expect(isClose(told.share, -700_460 / 3e6))
    #expect(try tied(Self.row(value: "3M")).verdict == .unexplained)
  }

  @Test(
    arguments: [
      ([], .independent), (["ledger"], .related), (["other"], .independent),
    ] as [([String], TiedFigure.Standing)])
  func `whose rows it rests on is told`(
    _ related: [String], _ standing: TiedFigure.Standing
  ) throws {
    #expect(try tied(Self.row(value: "2.3M"), related: related).standing == standing)
  }

  @Test func `what cannot be computed, or not yet, is not available`() throws {
    #expect(try tied(Self.row("burned_usd", value: "1M")).verdict == .notAvailable)
    let later = try tied(Self.row("revenue@2026Q1", value: "1M"))
    #expect(later.verdict == .notAvailable)
    #expect(later.figure.state.reason == "the figures end with 2025-12-31")
  }

  @Test(
    arguments: [
      ("revenu", Unit.usd, "Datasets/tieouts.yaml:5: error: 'figure' of beacon in 'article': "),
      ("revenue", .token, "Datasets/tieouts.yaml:6: error: 'unit' of beacon in 'article': "),
      ("revenue /", .usd, "Datasets/tieouts.yaml:5: error: 'figure' of beacon in 'article': "),
    ])
  func `a formula or unit that is wrong is named with its line`(
    _ figure: String, _ unit: Unit, _ message: String
  ) throws {
    let (book, networks) = book(try Self.row(figure, value: "1M", unit: unit))
    #expect(book.faults.count == 1)
    #expect(book.faults.first?.description.hasPrefix(message) == true)
    #expect(book.tables(for: networks, asOf: ClaimSample.quarter.end).isEmpty)
  }

  @Test(
    arguments: [
      ("2.3M", 2_300_000, 50_000), ("-77%", -0.77, 0.005), ("595.8k", 595_800, 50),
      ("121138", 121_138, 0.5), ("3.3x", 3.3, 0.05), ("1.20B", 1.2e9, 5e6), ("0.05", 0.05, 0.005),
    ] as [(String, Double, Double)])
  func `a printed number knows its rounding`(
    _ text: String, _ value: Double, _ rounding: Double
  ) throws {
    let number = try #require(PublishedNumber(text))
    #expect(number.value == value && isClose(number.rounding, rounding))
  }

  @Test(arguments: ["", "M", "-", "1,000", "2.", ".5", "1e6", "2.3 M", "+3", "1.2.3", "٣", "nan"])
  func `anything else is no printed number`(_ text: String) {
    #expect(PublishedNumber(text) == nil)
  }
}
