import Foundation
import Quantities
import SeriesStore
import TestSupport
import Testing

/// The statistics of made-up prices beside what other libraries make of them: `Reference/`, written
/// by `Scripts/references.py`.
@Suite struct ReferenceTests {
  /// A line of `statistics.csv`.
  struct Reference: CustomTestStringConvertible {
    let value: Double
    let function: String
    let library: String
    let inputs: String
    let note: String

    var testDescription: String { "\(function) of \(inputs) by \(library)" }
  }

  private static func rows(_ name: String) throws -> [[String]] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Reference/\(name)")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func references() throws -> [Reference] {
    try rows("statistics.csv").map { fields in
      Reference(
        value: try #require(Double(fields[0])), function: fields[1], library: fields[2],
        inputs: fields[4], note: fields[5])
    }
  }

  private func points(_ inputs: String) throws -> Points {
    let rows = try Self.rows("prices.csv").filter { $0[0] == inputs }
    return Points(of: closes(try rows.map { ($0[1], try #require(Double($0[2]))) }))
  }

  @Test(arguments: ["daily", "weekly", "monthly", "ongoing", "first-day-loss", "below-a-dollar"])
  func `a statistic is that of every library with its convention`(_ inputs: String) throws {
    let ours = try statistics(of: inputs)
    let references = try Self.references().filter { $0.inputs == inputs }
    #expect(references.count > 20)
    for reference in references {
      let value = try #require(ours[reference.function], "\(reference.testDescription)")
      // Sums of other orders differ by a few of the sixteen digits.
      let isSame = abs(value - reference.value) <= 1e-12 * abs(reference.value)
      let isNoted = reference.note == "same"
      #expect(
        isSame == isNoted, "\(reference.testDescription): \(value), \(reference.value)")
    }
    #expect(Set(references.map(\.function)) == Set(ours.keys))
  }

  // MARK: What our kernels make of the prices

  private func statistics(of inputs: String) throws -> [String: Double] {
    let prices = try points(inputs)
    let last = try #require(prices.days.last)
    let window = try #require(prices.returnWindow(through: last))
    let simple = window.simple
    let summary = ReturnStatistics(of: simple.span, perYear: window.grain.perYear)
    let returns = try #require(summary)
    var found = [
      "volatility": annualizedVolatility(of: window),
      "downside_deviation": returns.downsideDeviation, "sharpe": returns.sharpe,
      "sortino": returns.sortino, "cagr": try growth(of: prices, from: 0),
    ].compactMapValues(\.self)
    found.merge(try drawdowns(of: prices, through: last)) { $1 }
    let opening = prices.first(from: ReturnGrain.month.windowStart(before: last)) ?? 0
    let path = try prices.drawdowns(from: prices.days[opening], through: last)
    found["calmar"] = try calmarRatio(
      growth: try growth(of: prices, from: opening), drawdown: path.maximum)
    if window.grain == .day {
      let tail = try TailRisk(of: simple.span)
      found["value_at_risk"] = tail.valueAtRisk
      found["expected_shortfall"] = tail.expectedShortfall
    }
    let benchmark = try points("benchmark-\(inputs)")
    if let pairs = try? prices.returns(pairedWith: benchmark, through: last) {
      let statistics = PairStatistics(of: pairs.own.span, and: pairs.benchmark.span)
      (found["beta"], found["correlation"]) = (statistics?.beta, statistics?.correlation)
    }
    return found
  }

  private func growth(of prices: Points, from opening: Int) throws -> Double {
    let last = prices.days.count - 1
    return try compoundAnnualGrowth(
      from: prices.values[opening], to: prices.values[last],
      days: prices.days[last] - prices.days[opening])
  }

  private func drawdowns(of prices: Points, through last: Day) throws -> [String: Double] {
    let path = try prices.drawdowns(through: last)
    let ulcer = ulcerIndex(of: prices.values.span)
    var found = [
      "max_drawdown": path.maximum, "underwater_share": path.underwaterShare,
      "ulcer_index": try #require(ulcer), "drawdowns": Double(path.episodes),
    ]
    for (rank, fall) in path.worst.enumerated() {
      found["drawdown_\(rank + 1)_depth"] = fall.depth
      found["drawdown_\(rank + 1)_length"] = Double(fall.length)
      found["drawdown_\(rank + 1)_days_to_trough"] = Double(fall.daysToTrough)
    }
    return found
  }
}
