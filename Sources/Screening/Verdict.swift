package import Formulas
package import Quantities

/// What became of a condition for one network over one period, with all that it rests on.
package struct Verdict: Sendable {
  /// The condition.
  package let condition: Condition
  /// The days of which it speaks.
  package let period: Period
  /// The answer.
  package let truth: Truth
  /// The sides of a comparison: what is compared, then what it is compared with.
  package let readings: [Reading]
  /// How far a comparison is from turning; `nil` where a side has no number.
  package let margin: Margin?
  /// Why the answer is not known, or why a side that has no number fails.
  package let reasons: [String]
  /// The answers that this one is made of.
  package let parts: [Verdict]
  /// Whether one part that holds is enough, or some of them.
  let isAny: Bool

  /// One side of a comparison.
  package struct Reading: Sendable {
    /// The side as it is written.
    package let text: String
    /// Its figure.
    package let figure: Figure
    /// The unit of the figure.
    package let unit: Unit
    /// Whether the side is a number of the rule.
    package let isConstant: Bool
  }

  /// How far a figure is from where the answer turns.
  package struct Margin: Hashable, Sendable {
    /// Above 0 where the comparison holds, below where it does not.
    package let amount: Double
    /// The amount as a share of the threshold; `nil` where that is 0.
    package let relative: Double?
    /// The unit of the amount.
    package let unit: Unit

    /// A distance that sorts across units: the share, else the amount.
    var size: Double { abs(relative ?? amount) }
  }

  init(
    _ condition: Condition, _ period: Period, _ truth: Truth, readings: [Reading] = [],
    margin: Margin? = nil, reasons: [String] = [], parts: [Verdict] = [],
    isAny: Bool = false
  ) {
    (self.condition, self.period, self.truth) = (condition, period, truth)
    (self.readings, self.margin, self.reasons, self.parts) = (readings, margin, reasons, parts)
    self.isAny = isAny
  }
}

// What decides.
extension Verdict {
  /// The comparison or attribute that the answer hangs on.
  ///
  /// A failure hangs on the part that is furthest from its threshold, for every part has to hold; an
  /// answer that holds hangs on the part nearest to its own; an unknown one on the first part that is
  /// unknown. Where one part is enough, it is the other way round.
  package var binding: Verdict {
    let deciding = parts.filter { $0.truth == truth }.map(\.binding)
    guard let first = deciding.first else { return self }
    if truth == .unknown { return first }
    let nearest = isAny == (truth == .fail)
    let distance = { (verdict: Verdict) in verdict.margin?.size ?? .infinity }
    let ordered = deciding.enumerated().sorted { a, b in
      let (left, right) = (distance(a.element), distance(b.element))
      if left != right { return nearest ? left < right : left > right }
      return a.offset < b.offset
    }
    return ordered.first?.element ?? self
  }

  /// What has to be known for the answer to be known, each reason once.
  package var missing: [String] {
    guard truth == .unknown else { return [] }
    var seen: Set<String> = []
    let all = reasons + parts.filter { $0.truth == .unknown }.flatMap(\.missing)
    return all.filter { seen.insert($0).inserted }
  }

  /// Every comparison and attribute below this one, in the order of the text.
  package var leaves: [Verdict] { parts.isEmpty ? [self] : parts.flatMap(\.leaves) }
}
