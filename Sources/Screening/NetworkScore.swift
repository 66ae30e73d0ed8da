package import EconomicMetrics
package import Formulas
package import Quantities

/// A network's score over one period, with every step that leads to it.
package struct NetworkScore: Sendable {
  /// How it was computed.
  package let scorecard: Scorecard
  /// The network's id.
  package let network: String
  /// The network's name.
  package let name: String
  /// The days of which its figures speak.
  package let period: Period
  /// The pillars, as the scorecard orders them.
  package let pillars: [PillarScore]
  /// The least and the greatest that the score may be; `nil` where no metric applies.
  package let range: ClosedRange<Double>?

  /// A pillar of the score.
  package struct PillarScore: Sendable {
    /// The pillar.
    package let pillar: Scorecard.Pillar
    /// Its metrics, as the scorecard orders them.
    package let inputs: [InputScore]
    /// The least and the greatest that the pillar's score may be; `nil` where no metric applies.
    package let range: ClosedRange<Double>?
    /// Its part of the weight of all pillars that apply.
    package let share: Double
  }

  /// A metric of the score.
  package struct InputScore: Sendable {
    /// The metric and the scores of its values.
    package let input: Scorecard.Input
    /// The metric's figure.
    package let figure: Figure
    /// The unit in the network's own words.
    package let unit: Unit
    /// How the figure counts.
    package let standing: ScoreStanding
    /// Why there is no number to score.
    package let reason: String
    /// The least and the greatest that its score may be; `nil` where it does not apply.
    package let range: ClosedRange<Double>?
    /// Its part of the weight of all metrics that apply.
    package let share: Double

    /// What it adds to the total at least and at most.
    package var contribution: ClosedRange<Double>? {
      range.map { share * $0.lowerBound...share * $0.upperBound }
    }

    /// Whether it has one score.
    package var isKnown: Bool { range.map { $0.lowerBound == $0.upperBound } ?? false }

    /// How much of the total's range it makes.
    package var spread: Double { contribution.map { $0.upperBound - $0.lowerBound } ?? 0 }
  }

  /// Every metric that applies.
  package var applicable: [InputScore] { pillars.flatMap(\.inputs).filter { $0.range != nil } }

  /// The part of the weight that is known.
  package var knownShare: Double { applicable.filter(\.isKnown).map(\.share).reduce(0, +) }

  /// Whether enough is known for a grade.
  package var isGraded: Bool {
    range != nil && knownShare >= scorecard.leastKnown - Scorecard.rounding
  }

  /// The worst and the best grade that it may be; `nil` where too little is known.
  package var grades: (worst: String, best: String)? {
    guard isGraded, let range else { return nil }
    return (scorecard.grade(of: range.lowerBound), scorecard.grade(of: range.upperBound))
  }
}

extension Scorecard {
  /// Scores a network.
  ///
  /// - Complexity: O(metrics).
  package func score(of network: NetworkAnalysis, over period: Period) -> NetworkScore {
    let ranges = pillars.map { pillar in
      pillar.inputs.map { reading(of: $0, network, period) }
    }
    let weights = zip(pillars, ranges).map { pillar, readings in
      readings.contains { $0.range != nil } ? pillar.weight : 0
    }
    let all = weights.reduce(0, +)
    let scores = zip(zip(pillars, ranges), weights).map { pair, weight in
      score(pair.0, pair.1, share: all > 0 ? weight / all : 0)
    }
    return NetworkScore(
      scorecard: self, network: network.id, name: network.name, period: period, pillars: scores,
      range: Scorecard.mean(scores.map { ($0.range, $0.share) }))
  }

  /// Scores some networks: the highest least score first, then by name.
  package func scores(of networks: [NetworkAnalysis], over period: Period) -> [NetworkScore] {
    networks.map { score(of: $0, over: period) }.sorted { a, b in
      let (left, right) = (a.range?.lowerBound ?? -1, b.range?.lowerBound ?? -1)
      return left == right
        ? (a.name.lowercased(), a.network) < (b.name.lowercased(), b.network) : left > right
    }
  }

  /// An input before its share is known.
  private struct Reading {
    let input: Input
    let figure: Figure
    let unit: Unit
    let standing: ScoreStanding
    let reason: String
    let range: ClosedRange<Double>?
  }

  private func reading(
    of input: Input, _ network: NetworkAnalysis, _ period: Period
  ) -> Reading {
    let metric = Formula.metric(input.metric)
    let figure = network.screened(metric, period)
    let (standing, reason) = network.standing(of: input.metric, figure, period)
    return Reading(
      input: input, figure: figure, unit: network.unit(of: metric), standing: standing,
      reason: reason, range: input.scores(standing, figure.value ?? 0))
  }

  private func score(
    _ pillar: Pillar, _ readings: [Reading], share: Double
  ) -> NetworkScore.PillarScore {
    let weights = readings.map { $0.range == nil ? 0 : $0.input.weight }
    let all = weights.reduce(0, +)
    let parts = weights.map { all > 0 ? $0 / all : 0 }
    let inputs = zip(readings, parts).map { reading, part in
      NetworkScore.InputScore(
        input: reading.input, figure: reading.figure, unit: reading.unit,
        standing: reading.standing, reason: reading.reason, range: reading.range,
        share: share * part)
    }
    return NetworkScore.PillarScore(
      pillar: pillar, inputs: inputs,
      range: Scorecard.mean(zip(readings, parts).map { ($0.range, $1) }), share: share)
  }

  /// The mean of ranges by parts that add up to 1; `nil` where none has a part.
  private static func mean(_ parts: [(ClosedRange<Double>?, Double)]) -> ClosedRange<Double>? {
    let known = parts.compactMap { range, share in range.map { ($0, share) } }
    guard !known.isEmpty else { return nil }
    let least = known.map { $0.lowerBound * $1 }.reduce(0, +)
    return least...max(least, known.map { $0.upperBound * $1 }.reduce(0, +))
  }
}

extension Scorecard.Input {
  /// The scores that a figure of some standing may have; `nil` where it drops out.
  func scores(_ standing: ScoreStanding, _ value: Double) -> ClosedRange<Double>? {
    switch standing {
    case .known: curve.scores(of: value...value)
    case .atLeast: curve.scores(of: value ... .infinity)
    case .atMost: curve.scores(of: -.infinity...value)
    case .beyond: curve.scores(of: .infinity ... .infinity)
    case .loss: 0...0
    case .unknown: 0...Scorecard.best
    case .notApplicable: nil
    }
  }
}
