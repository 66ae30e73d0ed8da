import Formulas
import Foundation
import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import EconomicMetrics

/// Parts that have to add up to the whole, on numbers that nobody chose.
@Suite struct DecompositionTests {
  /// Positive numbers over six powers of ten, from a linear congruential generator (Knuth, MMIX).
  private struct Numbers {
    var state: UInt64

    mutating func next(above least: Double = 0) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return least + pow(10, Double(state >> 33) / Double(1 << 31) * 6)
    }
  }

  private func value(_ id: String, _ analysis: NetworkAnalysis) throws -> Double {
    let metric = try #require(Catalogue.standard.metric(id))
    return try #require(analysis.figure(metric, MetricDefinition.Example.period).value, "\(id)")
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `volume and price add up to the change of revenue`(seed: UInt64) throws {
    var numbers = Numbers(state: seed)
    let (before, after) = (numbers.next(), numbers.next())
    let inputs: [String: [Double?]] = [
      "revenue": [before, after], "usage": [numbers.next(), numbers.next()],
    ]
    let network = NetworkAnalysis(MetricDefinition.Example(inputs, .missing).network)
    let sum =
      try value("revenue_volume_effect", network) + value("revenue_price_effect", network)
    // The residual is rounding alone: relative to the larger of the two effects.
    let scale = max(before, after, abs(try value("revenue_volume_effect", network)))
    #expect(abs(sum - (after - before)) <= 1e-12 * scale)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `multiple, revenue and supply add up to the change of the price`(seed: UInt64) throws {
    var numbers = Numbers(state: seed)
    func pair(_ now: Double, _ then: Double) -> [Double?] { [then, nil, nil, nil, now] }
    let (price, earlier) = (numbers.next(), numbers.next())
    let inputs: [String: [Double?]] = [
      "price": pair(price, earlier),
      "revenue": pair(numbers.next(above: 1000), numbers.next(above: 1000)),
      "circulating_supply": pair(numbers.next(), numbers.next()),
    ]
    let network = NetworkAnalysis(MetricDefinition.Example(inputs, .missing).network)
    let effects = ["price_effect_multiple", "price_effect_revenue", "price_effect_supply"]
    let sum = try effects.map { try value($0, network) }.reduce(0, +)
    #expect(abs(sum - log(price / earlier)) < 1e-9)
  }
}
