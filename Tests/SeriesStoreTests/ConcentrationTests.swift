import Foundation
import TestSupport
import Testing

@testable import SeriesStore

@Suite struct ConcentrationTests {
  // MARK: Worked by hand

  @Test(
    arguments: [
      ([1, 1, 1, 1], 0), ([0, 0, 0, 1], 0.75), ([1, 3], 0.25), ([3, 1], 0.25), ([7], 0),
      // Pairs of 1, 2, 3: 2 × (1 + 2 + 1) ÷ (2 × 9 × 2).
      ([1, 2, 3], 2.0 / 9),
    ] as [([Double], Double)])
  func `the gini coefficient is half the relative mean difference`(
    _ amounts: [Double], _ expected: Double
  ) {
    #expect(isClose(giniCoefficient(of: amounts), expected))
  }

  @Test(
    arguments: [
      ([40, 30, 20, 10], 3000), ([5], 10_000), ([1, 1, 1, 1], 2500), ([2, 0, 2], 5000),
    ] as [([Double], Double)])
  func `the index is the sum of squared percentages`(_ amounts: [Double], _ expected: Double) {
    #expect(isClose(herfindahlHirschmanIndex(of: amounts), expected))
  }

  @Test(
    arguments: [
      ([40, 30, 20, 10], 2), ([51, 49], 1), ([50, 50], 2), ([1, 1, 1, 1, 1], 3), ([9], 1),
      ([0, 0, 3], 1),
    ] as [([Double], Int)])
  func `the nakamoto coefficient needs more than a half`(_ amounts: [Double], _ expected: Int) {
    #expect(nakamotoCoefficient(of: amounts) == expected)
  }

  @Test func `the largest share of all`() {
    #expect(topShare(of: [10, 40, 20, 30], count: 1) == 0.4)
    #expect(topShare(of: [10, 40, 20, 30], count: 3) == 0.9)
    #expect(topShare(of: [10, 40], count: 10) == 1)
  }

  @Test(arguments: [([4, 1, 3], 3), ([4, 1, 3, 2], 2.5), ([9], 9)] as [([Double], Double)])
  func `the median is the middle`(_ amounts: [Double], _ expected: Double) {
    #expect(median(of: amounts) == expected)
  }

  @Test(arguments: [[], [0], [0, 0]] as [[Double]])
  func `nothing is distributed where there is nothing`(_ amounts: [Double]) {
    #expect(giniCoefficient(of: amounts) == nil)
    #expect(herfindahlHirschmanIndex(of: amounts) == nil)
    #expect(nakamotoCoefficient(of: amounts) == nil)
    #expect(topShare(of: amounts, count: 1) == nil)
    #expect(median(of: []) == nil)
  }

  @Test func `guidelines of two years call an index of 2,000 by two names`() {
    #expect(ConcentrationBand(2000, by: .of2010) == .moderate)
    #expect(ConcentrationBand(2000, by: .of2023) == .high)
    #expect(ConcentrationBand(1500, by: .of2010) == .moderate)
    #expect(ConcentrationBand(1499, by: .of2010) == .low)
    #expect(ConcentrationBand(1800, by: .of2023) == .moderate)
    #expect(ConcentrationBand(999, by: .of2023) == .low)
  }

  // MARK: Beside another program

  @Test func `values are those of numpy`() throws {
    for reference in try Reference.all() {
      let amounts = try reference.amounts()
      let found: Double? =
        switch reference.function {
        case "gini": giniCoefficient(of: amounts)
        case "herfindahl_hirschman": herfindahlHirschmanIndex(of: amounts)
        case "nakamoto": nakamotoCoefficient(of: amounts).map(Double.init)
        case "holders_of_a_third":
          nakamotoCoefficient(of: amounts, share: 1.0 / 3).map(Double.init)
        case "top_1_share": topShare(of: amounts, count: 1)
        case "top_10_share": topShare(of: amounts, count: 10)
        case "median": median(of: amounts)
        default: nil
        }
      // All pairs of nearly equal amounts lose digits that our sum of steps keeps.
      let tolerance = reference.shape == "nearly-equal" ? 1e-9 : 5e-13
      let value = try #require(found, "\(reference)")
      #expect(
        abs(value - reference.value) <= tolerance * abs(reference.value), "\(reference): \(value)")
    }
  }

  // MARK: Relations

  private static let sizes = [1, 2, 3, 24, 25, 300, 65_536, 70_000]

  /// Seeded amounts of a heavy tail, many of them equal.
  private func amounts(_ count: Int) -> [Double] {
    var generator = SplitMix(state: UInt64(count))
    return (0..<count).map { _ in
      let draw = Double.random(in: 0.000_01..<1, using: &generator)
      return draw < 0.2 ? 100 : (1000 / draw).rounded(.down) / 8
    }
  }

  @Test(arguments: sizes)
  func `the order is that of the standard library`(_ count: Int) {
    for amounts in [amounts(count), amounts(count).map { $0 - $0 }, amounts(count).map { _ in 7 }] {
      let parts = AscendingOrder(amounts).parts
      #expect(parts.joined().map(Double.init(bitPattern:)) == amounts.sorted())
      #expect(parts.allSatisfy { !$0.isEmpty })
    }
  }

  @Test func `amounts of every size are put in order`() {
    var generator = SplitMix(state: 11)
    let spread = (0..<100_000).map { _ in
      Double(bitPattern: UInt64.random(in: 0..<Double.infinity.bitPattern, using: &generator))
    }
    #expect(AscendingOrder(spread).parts.joined().elementsEqual(spread.map(\.bitPattern).sorted()))
    #expect(AscendingOrder([-0.0, 0, .leastNonzeroMagnitude]).parts == [[0, 0, 1]])
  }

  @Test(arguments: sizes)
  func `order and scale make no difference`(_ count: Int) throws {
    let amounts = amounts(count)
    var generator = SplitMix(state: 5)
    for other in [amounts.shuffled(using: &generator), amounts.map { $0 * 1024 }] {
      #expect(isClose(giniCoefficient(of: other), try #require(giniCoefficient(of: amounts))))
      #expect(
        isClose(
          herfindahlHirschmanIndex(of: other),
          try #require(herfindahlHirschmanIndex(of: amounts))))
      #expect(nakamotoCoefficient(of: other) == nakamotoCoefficient(of: amounts))
      #expect(
        isClose(topShare(of: other, count: 10), try #require(topShare(of: amounts, count: 10))))
    }
  }

  @Test(arguments: [2, 3, 10, 400])
  func `the gini coefficient is that of all pairs`(_ count: Int) {
    let amounts = amounts(count)
    var differences = CompensatedSum()
    for left in amounts { for right in amounts { differences.add(abs(left - right)) } }
    let mean = amounts.reduce(0, +) / Double(count)
    let expected = differences.value / (2 * Double(count * count) * mean)
    #expect(isClose(giniCoefficient(of: amounts), expected))
  }

  @Test(arguments: sizes)
  func `selection finds what sorting finds`(_ count: Int) {
    // Eighths add up exactly, so both ways meet the same sums.
    let amounts = amounts(count)
    for share in [0.01, 0.33, 0.5, 0.9, 0.999] {
      let limit = share * amounts.reduce(0, +)
      var (sum, taken) = (0.0, 0)
      for amount in amounts.sorted(by: >) where sum <= limit {
        sum += amount
        taken += 1
      }
      #expect(nakamotoCoefficient(of: amounts, share: share) == taken)
    }
  }

  @Test func `shares of all parties sum to one`() {
    let amounts = amounts(1000)
    #expect(isClose(topShare(of: amounts, count: 1000), 1))
  }
}

/// A line of `Reference/distribution.csv`, written by `Scripts/references_distribution.py`.
private struct Reference: CustomStringConvertible {
  let shape: String
  let count: Int
  let function: String
  let value: Double

  var description: String { "\(function) of \(count) \(shape) amounts" }

  static func all() throws -> [Reference] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/distribution.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    return try lines.map { line in
      let fields = line.split(separator: ",").map(String.init)
      return Reference(
        shape: fields[0], count: try #require(Int(fields[1])), function: fields[2],
        value: try #require(Double(fields[3])))
    }
  }

  /// The amounts that the script made its values of.
  func amounts() throws -> [Double] {
    let shapes: [String: (Int) -> Double] = [
      "even": { Double($0) / 1024 }, "heavy-tailed": { 0x1p31 / Double($0 + 1) },
      "tied": { Double($0 % 7 + 1) }, "with-zeros": { Double(max(0, $0 % 5 - 2)) },
      "nearly-equal": { 1 + Double($0) / 0x1p50 },
    ]
    let amount = try #require(shapes[shape])
    var state: UInt64 = 1
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return amount(Int(state >> 33))
    }
  }
}
