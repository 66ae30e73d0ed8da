import Formulas
import Quantities
import SeriesStore

extension Formula {
  /// Tokens burned for usage: the class itself where it is published, else all burns.
  static let usageBurn = firstKnown([
    .sum(SeriesReference("tokens_burned", segment: "usage")),
    .bounded(.metric("tokens_burned"), .atMost),
  ])

  /// Tokens that usage burns for good over tokens that are newly minted.
  ///
  ///     (usage burn − re-minted) ÷ (emitted − re-minted)
  static let usageBurnToMint = divide(
    .positive(
      usageBurn - .metric("tokens_reminted"), otherwise: "all that usage burns is minted again"),
    .metric("tokens_emitted") - .metric("tokens_reminted"),
    whenNotPositive: "nothing is minted but what was burned")
}

extension Measure {
  /// Days on which more is burned than minted.
  static let deflationDays = daysOfDeflation("days with burn above mint", isRun: false) {
    $0.count(where: \.self)
  }

  /// The longest run of such days; a day without rows breaks it.
  static let longestDeflation = daysOfDeflation(
    "longest run of days with burn above mint", isRun: true
  ) {
    days in
    var (longest, run) = (0, 0)
    for isDeflation in days {
      run = isDeflation ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Counts over the days of a period: whether each is known to have more burned than minted.
  private static func daysOfDeflation(
    _ name: String, isRun: Bool, _ count: @escaping @Sendable ([Bool]) -> Int
  ) -> Measure {
    let (burned, minted) = (Formula.metric("tokens_burned"), Formula.metric("tokens_emitted"))
    let reads: [Formula] = [.sum("tokens_burned"), .sum("tokens_emitted")]
    return Measure(name, reads: reads, unit: .days, form: .daysAbove(isRun: isRun)) { reading in
      let (burns, mints) = (reading.figure(burned), reading.figure(minted))
      guard burns.value != nil else { return burns }
      guard mints.value != nil else { return mints }
      let (out, into) = (
        reading.dailyAmounts("tokens_burned"), reading.dailyAmounts("tokens_emitted")
      )
      let period = reading.period
      let known = (0..<period.days).map { offset -> Bool? in
        guard let burn = out[period.start + offset], let mint = into[period.start + offset] else {
          return nil
        }
        return burn > mint
      }
      let days = known.count { $0 != nil }
      guard days > 0 else { return Figure(.missing("needs burns and emission of each day")) }
      var figure = burns.combined(
        with: mints, into: Double(count(known.map { $0 ?? false })), bound: nil)
      figure.coverage = Double(days) / Double(period.days)
      figure.state = (figure.coverage ?? 0) >= FlowReading.wholeCoverage ? .value : .partial
      (figure.grain, figure.observations, figure.splitShare) = (1, days, 0)
      return figure
    }
  }
}

extension MeasureReading {
  /// Amounts of single days: rows of a day, or a schedule, which has an amount for each.
  ///
  /// Each quarter of a longer period takes its own source, so that a year counts what its quarters do.
  fileprivate func dailyAmounts(_ reference: SeriesReference) -> [Day: Double] {
    guard let series = series(reference) else { return [:] }
    let quarters = period.quarters.isEmpty ? [period] : period.quarters
    var amounts: [Day: Double] = [:]
    for part in quarters.flatMap({ series.flow(over: $0)?.parts ?? [] }) {
      let track = series.tracks[part.track]
      for piece in part.allPieces(of: series) where track.isSchedule || track.days(piece.row) == 1 {
        for offset in 0..<piece.days {
          amounts[piece.from + offset] = piece.amount / Double(piece.days)
        }
      }
    }
    return amounts
  }
}
