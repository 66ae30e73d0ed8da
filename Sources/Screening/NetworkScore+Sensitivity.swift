import Formulas

/// A value of one metric at which the grade changes, the others staying as they are.
package struct GradeTurn: Hashable, Sendable {
  /// The metric.
  package let metric: String
  /// The value at which the grade changes.
  package let value: Double
  /// Whether the grade changes as the figure rises to the value, or as it falls to it.
  package let isRise: Bool
  /// Whether the score reaches a grade there; else it falls below one right behind the value.
  package let isBetter: Bool
  /// By how much the metric's own score changes.
  package let scoreChange: Double
  /// The worst grade then.
  package let worst: String
  /// The best grade then.
  package let best: String
}

// Which input moves the grade.
extension NetworkScore {
  /// The nearest value of a metric at which the grade changes; `nil` where none does, where the
  /// figure is no number of its own, or where there is no grade.
  package func turn(of input: InputScore) -> GradeTurn? {
    guard isGraded, input.standing == .known, let value = input.figure.value else { return nil }
    return turns(of: input, from: value).min { abs($0.value - value) < abs($1.value - value) }
  }

  /// The metric whose score has to change least for the grade to change.
  package var decisive: GradeTurn? {
    applicable.compactMap(turn).min { abs($0.scoreChange) < abs($1.scoreChange) }
  }

  /// The unknown metric that makes most of the range, and how much of it.
  package var widest: (input: InputScore, share: Double)? {
    guard let range, range.lowerBound < range.upperBound else { return nil }
    let unknown = applicable.filter { $0.spread > 0 }
    guard let most = unknown.max(by: { $0.spread < $1.spread }) else { return nil }
    return (most, most.spread / (range.upperBound - range.lowerBound))
  }

  /// Every value at which one end of the range passes the next grade above or below.
  private func turns(of input: InputScore, from value: Double) -> [GradeTurn] {
    guard let range, let score = input.range?.lowerBound, input.share > 0 else { return [] }
    return [range.lowerBound, range.upperBound].flatMap { total -> [GradeTurn] in
      let place = scorecard.band(of: total)
      let above = place > 0 ? [(scorecard.bands[place - 1].from, true)] : []
      let below = place < scorecard.bands.count - 1 ? [(scorecard.bands[place].from, false)] : []
      return (above + below).flatMap { limit, isBetter -> [GradeTurn] in
        let change = (limit - total) / input.share
        return input.input.curve.crossings(of: score + change).map { crossing, isRising in
          // A value that lies on a limit already turns by moving at all.
          let isRise = crossing == value ? isBetter == isRising : crossing > value
          return turn(input, at: crossing, isRise, change, isBetter: isBetter, in: range)
        }
      }
    }
  }

  private func turn(
    _ input: InputScore, at crossing: Double, _ isRise: Bool, _ change: Double, isBetter: Bool,
    in range: ClosedRange<Double>
  ) -> GradeTurn {
    // A grade is reached at its limit, and lost right below it.
    let shift = input.share * change - (isBetter ? 0 : 1000 * Scorecard.rounding)
    return GradeTurn(
      metric: input.input.metric, value: crossing, isRise: isRise, isBetter: isBetter,
      scoreChange: change, worst: scorecard.grade(of: range.lowerBound + shift),
      best: scorecard.grade(of: range.upperBound + shift))
  }
}
