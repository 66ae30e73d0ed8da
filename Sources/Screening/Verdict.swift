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
  /// The answers that this one is made of.
  package let parts: [Verdict]
  /// Whether one part that holds is enough, or some of them.
  package let isAny: Bool

  /// One side of a comparison.
  package struct Reading: Sendable {
    /// What is compared.
    package let operand: Condition.Operand
    /// Its figure.
    package let figure: Figure
    /// The unit of the figure.
    package let unit: Unit
    /// Whether the side is a number of the rule.
    package let isConstant: Bool
    /// Whether a figure without a number stands for more than any.
    package let isBeyond: Bool

    /// Whether every comparison with it fails.
    package var isMeaningless: Bool {
      if case .notMeaningful = figure.state { return !isBeyond }
      return false
    }

    /// The side as it is written.
    package var text: String { "\(operand)" }

    init(
      _ operand: Condition.Operand, _ figure: Figure, _ unit: Unit, isConstant: Bool,
      isBeyond: Bool = false
    ) {
      (self.operand, self.figure, self.unit) = (operand, figure, unit)
      (self.isConstant, self.isBeyond) = (isConstant, isBeyond)
    }

    /// The numbers that the figure may be.
    var reach: Reach { Reach(figure, isBeyond: isBeyond) }
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

  /// What the profile says, where it decides.
  private let facts: [String]

  init(
    _ condition: Condition, _ period: Period, _ truth: Truth, readings: [Reading] = [],
    margin: Margin? = nil, facts: [String] = [], parts: [Verdict] = [], isAny: Bool = false
  ) {
    (self.condition, self.period, self.truth) = (condition, period, truth)
    (self.readings, self.margin, self.facts, self.parts) = (readings, margin, facts, parts)
    self.isAny = isAny
  }
}

// Why.
extension Verdict {
  /// Why the answer is not known, or why a side that has no number fails; what the profile says,
  /// where that decides.
  package var reasons: [String] {
    guard !readings.isEmpty else { return facts }
    let silent = readings.compactMap(\.silence)
    if !silent.isEmpty || truth != .unknown { return silent }
    return readings.filter { $0.figure.bound != nil }.map { reading in
      let side = reading.figure.bound == .atLeast ? "at least" : "at most"
      return "'\(reading.text)' is only known to be \(side) "
        + NumberFormat.display(reading.figure.value ?? 0, reading.unit)
    }
  }
}

extension Verdict.Reading {
  /// Why the side has no number to compare; `nil` where it has one.
  fileprivate var silence: String? {
    switch figure.state {
    case .value where figure.marks.contains(.opposedBounds):
      return "'\(text)' rests on bounds that pull to different sides"
    case .value: return nil
    case .partial:
      let share = figure.coverage.map { NumberFormat.display($0, .percent) }
      return "'\(text)' covers \(share ?? "a part") of its days"
    case .missing(let reason): return "'\(text)': \(reason)"
    case .notApplicable(let reason): return "'\(text)' does not apply: \(reason)"
    case .notMeaningful(let reason):
      return isBeyond ? nil : "'\(text)' is not meaningful: \(reason)"
    }
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
