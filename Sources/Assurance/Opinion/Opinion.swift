package import EconomicMetrics
package import Quantities

/// How far the data of a network and period can be relied on, in the form that auditors use.
///
/// It is the gravest effect of the criteria. A disclaimer comes before an adverse opinion: where the
/// headline cannot be assessed, what contradicts itself is told among the reasons.
package struct Opinion: Sendable {
  /// The network's id.
  package let network: String
  /// Its name.
  package let name: String
  /// The days.
  package let period: Period
  /// How large a difference must be to matter.
  package let materiality: OpinionMateriality
  /// Every criterion with what it found.
  package let lines: [Line]

  /// A criterion with what it found.
  package struct Line: Sendable {
    /// The rule.
    package let criterion: OpinionCriterion
    /// What it found.
    package let outcome: OpinionMeasurement.Outcome
    /// What it found, in words.
    package let statement: String
    /// The sources that this rests on, sorted.
    package let sources: [String]
    /// What would lift a reservation.
    package let lift: String
    /// What it does to the opinion.
    package let effect: OpinionEffect
    /// The limit that the number is held against.
    package let limit: OpinionCriterion.Limit?

    /// The number, where there is one.
    package var number: Double? { if case .number(let number) = outcome { number } else { nil } }
  }

  /// Forms an opinion.
  ///
  /// - Parameters:
  ///   - network: The network's figures.
  ///   - period: The days.
  ///   - basis: The definition of revenue behind the headline; empty for the profile's.
  ///   - findings: What the checks found in the network, waived findings included.
  ///   - reconciliation: What the network's sources say of one another.
  ///   - materiality: How large a difference must be to matter.
  package init(
    _ network: NetworkAnalysis, _ period: Period, basis: String = "", findings: [Finding],
    reconciliation: Reconciliation, materiality: OpinionMateriality = .standard
  ) {
    (self.network, name, self.period) = (network.id, network.name, period)
    self.materiality = materiality
    let subject = OpinionSubject(
      analysis: network, period: period, basis: basis, findings: findings,
      reconciliation: reconciliation.filtered {
        $0.start <= period.end && $0.end >= period.start
      }, materiality: materiality)
    lines = OpinionCriteria.all(materiality).map { Line($0, subject) }
  }

  /// The opinion: the gravest effect.
  package var effect: OpinionEffect { lines.map(\.effect).max() ?? .none }
  /// The criteria with an effect, the gravest first.
  package var reasons: [Line] {
    OpinionEffect.allCases.reversed().filter { $0 != .none }.flatMap { effect in
      lines.filter { $0.effect == effect }
    }
  }
  /// What could not be tested and has no effect of its own.
  package var untested: [Line] { lines.filter { $0.outcome == .untested && $0.effect == .none } }
}

extension Opinion.Line {
  fileprivate init(_ criterion: OpinionCriterion, _ subject: OpinionSubject) {
    let found = criterion.measure(subject)
    (self.criterion, outcome, statement) = (criterion, found.outcome, found.statement)
    (sources, lift) = (found.sources, found.lift)
    switch found.outcome {
    case .number(let number):
      (effect, limit) = (criterion.effect(of: number), criterion.limit(for: number))
    case .untested: (effect, limit) = (criterion.unknown, criterion.limits.first)
    case .notApplicable: (effect, limit) = (.none, criterion.limits.first)
    }
  }
}
