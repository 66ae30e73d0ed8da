public import Formulas
public import Quantities

/// What became of a condition for one network over one period, with all that it rests on.
public struct Verdict: Sendable {
  /// The condition.
  public let condition: Condition
  /// The days of which it speaks.
  public let period: Period
  /// The answer.
  public let truth: Truth
  /// The sides of a comparison: what is compared, then what it is compared with.
  public let readings: [Reading]
  /// How far a comparison is from turning; `nil` where a side has no number.
  public let margin: Margin?
  /// Why the answer is not known, or why a side that has no number fails.
  public let reasons: [String]
  /// The answers that this one is made of.
  public let parts: [Verdict]
  /// Whether one part that holds is enough, or some of them.
  let isAny: Bool

  /// One side of a comparison.
  public struct Reading: Sendable {
    /// The side as it is written.
    public let text: String
    /// Its figure.
    public let figure: Figure
    /// The unit of the figure.
    public let unit: Unit
    /// Whether the side is a number of the rule.
    public let isConstant: Bool
  }

  /// How far a figure is from where the answer turns.
  public struct Margin: Hashable, Sendable {
    /// Above 0 where the comparison holds, below where it does not.
    public let amount: Double
    /// The amount as a share of the threshold; `nil` where that is 0.
    public let relative: Double?
    /// The unit of the amount.
    public let unit: Unit

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
  public var binding: Verdict {
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
  public var missing: [String] {
    guard truth == .unknown else { return [] }
    var seen: Set<String> = []
    let all = reasons + parts.filter { $0.truth == .unknown }.flatMap(\.missing)
    return all.filter { seen.insert($0).inserted }
  }

  /// Every comparison and attribute below this one, in the order of the text.
  public var leaves: [Verdict] { parts.isEmpty ? [self] : parts.flatMap(\.leaves) }
}
