package import Formulas
package import Quantities
package import Screening
package import SeriesStore

/// What the data says of a claim, with everything that the answer rests on.
package struct ClaimOutcome: Sendable {
  /// The claim as it is read.
  package let test: ClaimTest
  /// What the data says.
  package let standing: Standing
  /// Each network or benchmark that the claim is about, in the order of its list, else of names.
  package let answers: [Answer]
  /// The number made of all networks, where the claim combines them.
  package let value: CombinedValue?
  /// The network or benchmark on which the answer hangs, by id; `nil` where all make it together.
  package let decidedBy: String?
  /// The comparison on which the answer hangs.
  package let bound: ClaimBound?
  /// How far the figure is from where the answer turns: below 0 where the claim does not hold.
  package let gap: ClaimGap?
  /// Why it cannot be tested, each reason once; empty where it can.
  package let missing: [String]

  package var claim: Claim { test.claim }

  /// What the data says of a claim.
  package enum Standing: String, Hashable, Sendable, CaseIterable {
    case contradicted, supported
    case notTestable = "not-testable"

    init(_ truth: Truth) {
      self =
        switch truth {
        case .pass: .supported
        case .fail: .contradicted
        case .unknown: .notTestable
        }
    }
  }

  /// One network or benchmark.
  package struct Answer: Sendable {
    /// The folder, and the name.
    package let id: String
    package let name: String
    /// Whether it is a network, not a benchmark.
    package let isNetwork: Bool
    /// Whether the claim is about it; unknown where its profile does not say.
    package let membership: Truth
    /// Whether it meets the condition; `nil` where a figure of it is combined.
    package let truth: Truth?
    /// The figures that were computed for it.
    package let figures: [ClaimFigure]
    /// Why they decide nothing.
    package let missing: [String]
    let gap: ClaimGap?
    let bound: ClaimBound?
    /// Which of the figures the answer hangs on.
    package let binding: ClaimFigure?
  }

  /// The figures with a number.
  private var known: [Figure] {
    answers.flatMap(\.figures).map(\.figure).filter { $0.value != nil }
  }

  /// The ids of the sources of every figure, sorted.
  package var sources: [String] {
    known.reduce(into: Set<String>()) { $0.formUnion($1.sources) }.sorted()
  }

  /// The weakest evidence behind the figures.
  package var evidence: Evidence? { known.compactMap(\.evidence).max() }

  /// Whether every figure is the claim's own source's: what then agrees is the source with itself.
  package var isByOwnSource: Bool { sources == [claim.source] }
}

/// A figure that a claim was tested with.
package struct ClaimFigure: Sendable {
  /// As the test writes it.
  package let text: String
  /// The number, or why there is none.
  package let figure: Figure
  /// Its unit, shown as the numbers that it is compared with.
  package let unit: Unit
}

/// A number made of several networks.
package struct CombinedValue: Sendable {
  /// Every number that it may be: one where all is known.
  package let range: ClosedRange<Double>
  /// Its unit.
  package let unit: Unit
  /// How many networks are known of how many.
  package let known: Int
  package let total: Int

  /// The number, where there is only one.
  package var exact: Double? { range.lowerBound == range.upperBound ? range.lowerBound : nil }
}

/// What a figure is held against.
package struct ClaimBound: Sendable {
  /// The order that is claimed; `nil` for a range with both ends.
  package let order: Condition.Comparison?
  /// The number, or both ends of the range.
  package let limits: [Limit]

  /// A number that a claim states, or a figure that stands in its place.
  package struct Limit: Sendable {
    /// The number; `nil` where the figure has none.
    package let value: Double?
    package let unit: Unit
    /// How the test writes it, where it is a figure.
    package let text: String?

    init(value: Double?, unit: Unit, text: String? = nil) {
      (self.value, self.unit, self.text) = (value, unit, text)
    }
  }
}

/// How far a figure is from where an answer turns.
package struct ClaimGap: Hashable, Sendable {
  /// Above 0 where the claim holds, below where it does not.
  package let amount: Double
  /// The amount as a share of the limit; `nil` where that is 0.
  package let relative: Double?
  /// The unit of the amount.
  package let unit: Unit

  /// A distance that sorts across units.
  var size: Double { abs(relative ?? amount) }
}
