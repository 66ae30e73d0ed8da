package import Quantities

/// A rule of the opinion: what it measures, from where on that matters, and where that is written.
package struct OpinionCriterion: Sendable {
  /// The stable key, `<figure>.<what of it>`.
  package let id: String
  /// What it measures, in words.
  package let measures: String
  /// What the number counts.
  package let unit: Unit
  /// From where on the number does something to the opinion, the mildest limit first.
  package let limits: [Limit]
  /// What it does to the opinion that nothing can be measured.
  package let unknown: OpinionEffect
  /// Why it matters, and why the limits are where they are.
  package let rationale: String

  let measure: @Sendable (OpinionSubject) -> OpinionMeasurement

  /// A limit: up to it, or down to it, nothing happens.
  package struct Limit: Hashable, Sendable {
    /// Where it lies; at the limit itself nothing happens.
    package let bound: Bound
    /// What lies beyond it does this.
    package let effect: OpinionEffect

    /// On which side of a limit a number must lie.
    package enum Bound: Hashable, Sendable {
      case atLeast(Double)
      case atMost(Double)
    }

    /// Twelve significant digits at the limit are the limit: 2.1 is 5 % above 2.
    func isKept(by number: Double) -> Bool {
      let number = NumberFormat.portable(number)
      return switch bound {
      case .atLeast(let least): number >= least
      case .atMost(let most): number <= most
      }
    }
  }

  init(
    _ id: String, _ measures: String, _ unit: Unit, _ limits: [Limit], unknown: OpinionEffect,
    rationale: String, measure: @escaping @Sendable (OpinionSubject) -> OpinionMeasurement
  ) {
    (self.id, self.measures, self.unit, self.limits) = (id, measures, unit, limits)
    (self.unknown, self.rationale, self.measure) = (unknown, rationale, measure)
  }

  /// What a number does to the opinion: the gravest effect of the limits that it breaks.
  package func effect(of number: Double) -> OpinionEffect {
    limits.filter { !$0.isKept(by: number) }.map(\.effect).max() ?? .none
  }

  /// The limit behind the effect of a number, else the first one: what it is held against.
  func limit(for number: Double) -> Limit? {
    let effect = effect(of: number)
    return limits.first { $0.effect == effect && !$0.isKept(by: number) } ?? limits.first
  }
}

/// What a criterion found: a number, or why there is none, with the words to tell it.
package struct OpinionMeasurement: Sendable {
  /// What came of measuring.
  package enum Outcome: Hashable, Sendable {
    case number(Double)
    /// There is nothing to measure, though there should be.
    case untested
    /// The criterion says nothing of this network, or another one has said it.
    case notApplicable
  }

  let outcome: Outcome
  /// What was found, as a clause: `rows of revenue cover 31 of the 92 days`.
  let statement: String
  /// The sources that it rests on.
  var sources: [String] = []
  /// What would lift a reservation, as an order: `get rows for at least 88 of the days`.
  var lift = ""

  static func number(
    _ number: Double, _ statement: String, sources: some Sequence<String> = [], lift: String
  ) -> OpinionMeasurement {
    OpinionMeasurement(
      outcome: .number(number), statement: statement, sources: Set(sources).sorted(), lift: lift)
  }

  static func untested(_ statement: String, lift: String) -> OpinionMeasurement {
    OpinionMeasurement(outcome: .untested, statement: statement, lift: lift)
  }

  static func notApplicable(_ statement: String) -> OpinionMeasurement {
    OpinionMeasurement(outcome: .notApplicable, statement: statement)
  }
}
