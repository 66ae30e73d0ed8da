package import Quantities
package import SeriesStore

/// What the rules of a profile unlock in the months ahead, rule by rule.
package struct UnlockCalendar: Sendable {
  /// What one rule unlocks in one month.
  package struct Entry: Hashable, Sendable {
    /// The days of the month on which the rule holds.
    package let days: ClosedRange<Day>
    /// Who receives the tokens; empty where the profile does not say.
    package let holders: String
    /// The tokens.
    package let tokens: Double
    /// An id of `sources.csv`.
    package let source: String
    /// The rule's line in the profile.
    package let line: UInt32

    /// Whether everything comes on one day.
    package var isCliff: Bool { days.lowerBound == days.upperBound }
  }

  /// Releases by month and, within a month, in the order of the profile; nothing for months without.
  package let entries: [Entry]
  /// The last day of which the rules speak; `nil` for rules without an end.
  package let end: Day?

  /// Lists what is unlocked in the months that follow a day.
  ///
  /// - Parameters:
  ///   - profile: States the rules.
  ///   - day: The last day that is past.
  ///   - months: How many months ahead.
  ///   - isKnown: Whether a source had been published by the day of the vintage.
  package init(
    of profile: Profile, after day: Day, months: Int, isKnown: (String) -> Bool = { _ in true }
  ) {
    let rules = profile.unlockSchedule.filter { isKnown($0.source) }.map { ($0, $0.curve) }
    var entries: [Entry] = []
    var month = Period.month(of: day + 1)
    for _ in 0..<months {
      for (rule, curve) in rules {
        let (first, last) = (
          max(day + 1, month.start, rule.from), min(month.end, rule.until ?? month.end)
        )
        guard first <= last else { continue }
        var sum = CompensatedSum()
        for offset in 0...(last - first) { sum.add(curve.tokens(on: first + offset)) }
        let tokens = NumberFormat.portable(sum.value)
        guard tokens > 0 else { continue }
        entries.append(
          Entry(
            days: first...last, holders: rule.holders, tokens: tokens, source: rule.source,
            line: rule.line))
      }
      month = Period.month(of: month.end + 1)
    }
    self.entries = entries
    let ends = rules.map(\.0.until)
    end = ends.contains(nil) ? nil : ends.compactMap(\.self).max()
  }
}
