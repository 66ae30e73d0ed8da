import EconomicMetrics
import Formulas
import Quantities

/// How a figure counts in a score.
package enum ScoreStanding: String, Hashable, Sendable, CaseIterable {
  /// A whole figure: one score.
  case known
  /// A bound: the scores of all that it allows.
  case atLeast = "at least"
  case atMost = "at most"
  /// No number, and a loss is the reason: 0.
  case loss
  /// No number, since it is more than any: the score of the last point.
  case beyond
  /// Missing, partial, or divided by nothing: any score.
  case unknown
  /// Drops out together with its weight.
  case notApplicable = "does not apply"
}

extension NetworkAnalysis {
  /// How a metric's figure counts, and why where it has no number.
  func standing(of metric: String, _ figure: Figure, _ period: Period) -> (ScoreStanding, String) {
    let isBeyond = isBeyond(.metric(metric), figure.state.reason, period)
    let reach = Reach(figure, isBeyond: isBeyond)
    switch (figure.state, reach) {
    case (.notApplicable(let why), _): return (.notApplicable, why)
    case (.notMeaningful(let why), .numbers): return (.beyond, why)
    case (.notMeaningful(let why), _):
      return (isLoss(.metric(metric), period) ? .loss : .unknown, why)
    case (.missing(let why), _): return (.unknown, why)
    case (.partial, _):
      let share = figure.coverage.map { NumberFormat.display($0, .percent) }
      return (.unknown, "covers \(share ?? "a part") of its days")
    case (.value, .numbers):
      return (figure.bound.map { $0 == .atLeast ? .atLeast : .atMost } ?? .known, "")
    case (.value, _): return (.unknown, "rests on bounds that pull to different sides")
    }
  }

  /// Whether a figure has no number because that by which it divides is known to be below 0.
  ///
  /// There is no profit, or no growth. A divisor of 0 proves no loss, nor do too few rows.
  private func isLoss(_ formula: Formula, _ period: Period) -> Bool {
    switch formula {
    case .metric(let id): return definition(id).map { isLoss($0.formula, period) } ?? false
    case .divide(_, let divisor, _): return isBelowZero(divisor, period)
    case .positive(let inner, _): return isBelowZero(inner, period)
    default: return false
    }
  }

  private func isBelowZero(_ formula: Formula, _ period: Period) -> Bool {
    let figure = figure(of: formula, period)
    guard figure.isWhole, figure.bound != .atLeast, !figure.marks.contains(.opposedBounds) else {
      return false
    }
    return figure.value.map { $0 < 0 } ?? false
  }
}
