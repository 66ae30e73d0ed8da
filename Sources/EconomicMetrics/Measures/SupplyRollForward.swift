package import Formulas
package import Quantities
import SeriesStore

/// How a supply came from one reading to the next: what is left is unexplained.
///
///     opening + emitted + unlocked − burned − newly locked = closing + residual
///
/// Total supply is rolled forward where it has readings near both ends of the period, and then knows
/// neither unlocks nor locks; else circulating supply. The movements are those of the days between
/// the two readings. A movement that the network has no series of is left out, and what it would be
/// is in the residual.
package struct SupplyRollForward: Sendable {
  /// A line between opening and closing.
  package struct Movement: Sendable {
    /// The series.
    package let series: String
    /// Whether it adds to the supply.
    package let isAdded: Bool
    /// The tokens, without sign, or why they are not known.
    package let figure: Figure
  }

  /// `total_supply` or `circulating_supply`.
  package let supply: String
  /// The days between the two readings.
  package let days: Period
  /// The supply before these days and on the last of them.
  package let opening, closing: Figure
  /// What moved the supply.
  package let movements: [Movement]
  /// What the movements do not explain; needs every movement whole.
  package let residual: Figure

  /// The share of the opening supply above which a residual is a finding.
  package static let tolerance = 0.001

  /// Rolls a supply forward; `nil` where none has a reading near both ends of the period.
  package init?(_ reading: MeasureReading) {
    for supply in ["total_supply", "circulating_supply"] {
      guard let points = reading.points(SeriesReference(supply)),
        let pair = points.readings(around: reading.period)
      else { continue }
      self.init(reading, supply, from: points.days[pair.opening], to: points.days[pair.closing])
      return
    }
    return nil
  }

  private init(_ reading: MeasureReading, _ supply: String, from opening: Day, to closing: Day) {
    func level(_ series: String, _ day: Day) -> Figure {
      reading.figure(.last(SeriesReference(series)), over: Period(from: day, to: day))
    }
    (self.supply, days) = (supply, Period(from: opening + 1, to: closing))
    (self.opening, self.closing) = (level(supply, opening), level(supply, closing))
    var movements = [
      Movement(
        series: "tokens_emitted", isAdded: true,
        figure: reading.figure(.metric("tokens_emitted"), over: days))
    ]
    if supply == "circulating_supply" {
      if reading.series("tokens_unlocked") != nil || reading.series("scheduled_unlocks") != nil {
        movements.append(
          Movement(
            series: "tokens_unlocked", isAdded: true,
            figure: reading.figure(.unlocked, over: days)))
      }
      if reading.points("tokens_locked") != nil {
        let (before, after) = (level("tokens_locked", opening), level("tokens_locked", closing))
        movements.append(
          Movement(series: "tokens_locked", isAdded: false, figure: after.less(before)))
      }
    }
    if MetricDefinition.Applicability.burning.objection(for: reading.network) == nil {
      movements.append(
        Movement(
          series: "tokens_burned", isAdded: false,
          figure: reading.figure(.metric("tokens_burned"), over: days)))
    }
    self.movements = movements
    residual = SupplyRollForward.residual(self.opening, movements, self.closing)
  }

  private static func residual(
    _ opening: Figure, _ movements: [Movement], _ closing: Figure
  ) -> Figure {
    guard let start = opening.value, let end = closing.value else { return opening }
    var (sum, rest) = (CompensatedSum(), closing)
    sum.add(start)
    for movement in movements {
      guard let amount = movement.figure.value else { return movement.figure }
      guard movement.figure.isWhole else {
        return Figure(
          .missing("\(movement.series) is not whole between the readings of the supply"))
      }
      sum.add(movement.isAdded ? amount : -amount)
      rest = rest.combined(with: movement.figure, into: amount, bound: nil)
    }
    sum.add(-end)
    // Twelve significant digits of the supply are equality, as everywhere.
    let isNothing = abs(sum.value) <= 1e-12 * abs(start)
    var figure = rest.combined(with: opening, into: isNothing ? 0 : sum.value, bound: nil)
    figure.marks.remove(.dated)
    figure.readOn = nil
    return figure
  }
}

extension Formula {
  /// Tokens that came into circulation: as published, else by the schedule.
  static let unlocked = firstKnown([.sum("tokens_unlocked"), .sum("scheduled_unlocks")])
}

extension Figure {
  /// The difference to another figure.
  fileprivate func less(_ other: Figure) -> Figure {
    guard let mine = value else { return self }
    guard let theirs = other.value else { return other }
    return combined(with: other, into: mine - theirs, bound: nil)
  }
}

extension Measure {
  /// What known movements leave unexplained of the change of supply, in tokens.
  static let supplyResidual = residual("supply residual", .token, isShare: false) { $0.residual }

  /// The same as a share of the opening supply.
  static let supplyResidualShare = residual(
    "supply residual over opening supply", .percent, isShare: true
  ) {
    guard let residual = $0.residual.value, let opening = $0.opening.value, opening > 0 else {
      return $0.residual
    }
    return $0.residual.combined(with: $0.opening, into: residual / opening, bound: nil)
  }

  private static func residual(
    _ name: String, _ unit: Unit, isShare: Bool,
    _ figure: @escaping @Sendable (SupplyRollForward) -> Figure
  ) -> Measure {
    let supplies: [Formula] = [.last("total_supply"), .last("circulating_supply")]
    let flows: [Formula] = [.sum("tokens_emitted"), .sum("tokens_burned"), .unlocked]
    return Measure(
      name, reads: supplies + flows, unit: unit, form: .supplyResidual(isShare: isShare)
    ) {
      reading in
      SupplyRollForward(reading).map(figure)
        ?? Figure(
          .missing(
            "needs two readings of 'total_supply' or 'circulating_supply' near the ends of "
              + "\(reading.period)"))
    }
  }
}
