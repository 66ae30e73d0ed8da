package import Formulas
package import Quantities
import SeriesStore

extension Measure {
  /// Measured emission over what the schedule says, less 1.
  ///
  ///     (emitted − re-minted) ÷ scheduled − 1
  ///
  /// What is minted again comes on top of a schedule: Helium's program pays the row of its table plus
  /// the re-mint (helium-program-library, calculate_utility_score_v0). So networks that re-mint are
  /// measured without it. Not meaningful where the emission is the schedule itself.
  static let scheduleGap = Measure(
    "measured emission, less re-minted ÷ scheduled emission − 1",
    reads: [.sum("tokens_emitted"), .sum("tokens_reminted"), .sum("scheduled_emission")],
    unit: .percent, form: .scheduleGap
  ) { reading in
    let emitted = reading.figure(.metric("tokens_emitted"))
    guard emitted.value != nil else { return emitted }
    guard !emitted.marks.contains(.scheduled) else {
      return Figure(.notMeaningful("the emission is the schedule itself"))
    }
    let isReminted = !reading.network.profile.remints.isEmpty
    let measured: Formula =
      isReminted
      ? .metric("tokens_emitted") - .metric("tokens_reminted") : .metric("tokens_emitted")
    let figure = reading.figure(measured / .sum("scheduled_emission"))
    // Twelve digits of the ratio are equality, as everywhere: adherence is 0.
    return figure.value.map {
      reading.figure(NumberFormat.portable($0) - 1, from: figure, and: figure)
    } ?? figure
  }
}

/// What a schedule says beside what was measured, period by period.
package struct ScheduleComparison: Sendable {
  /// The days.
  package let period: Period
  /// Tokens by the rules, as measured, and of these what was minted again.
  package let scheduled, emitted, reminted: Figure
  /// How far the measured emission is from the schedule.
  package let gap: Figure
}

extension NetworkAnalysis {
  /// The schedule against what was measured; lines without a schedule are left out.
  package func scheduleComparison(over periods: [Period]) -> [ScheduleComparison] {
    periods.compactMap { period in
      let scheduled = figure(of: .sum("scheduled_emission"), period)
      guard scheduled.value != nil else { return nil }
      return ScheduleComparison(
        period: period, scheduled: scheduled,
        emitted: figure(of: .metric("tokens_emitted"), period),
        reminted: figure(of: .sum("tokens_reminted"), period),
        gap: figure(of: .measure(.scheduleGap), period))
    }
  }
}
