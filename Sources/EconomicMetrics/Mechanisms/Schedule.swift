import Quantities
import SeriesStore

/// A schedule of emission or unlocks: what its rules release, month by month.
///
/// It is a series of its own, also for days ahead, and stands in for periods in which nothing was
/// measured. Rules that overlap add up.
struct Schedule: Mechanism {
  private let rules: [Profile.ScheduleRule]
  private let name: String
  private let measured: String

  /// Creates the mechanism of a list of rules.
  ///
  /// - Parameters:
  ///   - rules: In the order of the profile; none for a network without a schedule.
  ///   - name: The series that says what the schedule releases, on past days and ahead.
  ///   - measured: The series that the schedule stands in for, up to the as-of day.
  init(of rules: [Profile.ScheduleRule], as name: String, standingInFor measured: String) {
    (self.rules, self.name, self.measured) = (rules, name, measured)
  }

  func additions(to network: Network, _ view: MechanismView) -> [MechanismAddition] {
    let rules = rules.filter { rule in
      view.isKnown(rule.source) && (rule.from <= view.asOf || view.isForeseen(rule.source))
    }
    guard let first = rules.map(\.from).min(), let leading = rules.first else { return [] }
    // A rule without an end is written out for a century at most: nobody plans further.
    let horizon = min(view.horizon, first.adding(months: 1200))
    let last = min(horizon, rules.map { $0.until ?? horizon }.max() ?? horizon)
    guard first <= last else { return [] }
    let track = track(
      pieces(of: rules, from: first, to: last, asOf: view.asOf), rules, leading.source,
      file: network.profile.file)
    let past = track.ended(by: view.asOf)
    return [MechanismAddition(series: name, tracks: [track])]
      + (past.count > 0 ? [MechanismAddition(series: measured, tracks: [past])] : [])
  }

  /// A row for each piece, with the tokens of all rules that hold in it.
  private func track(
    _ pieces: [ClosedRange<Day>], _ rules: [Profile.ScheduleRule], _ source: String, file: UInt16
  ) -> Track {
    let curves = rules.map { ($0, $0.curve) }
    var (values, lines, notes) = ([Double](), [UInt32](), [Int: String]())
    for piece in pieces {
      let active = curves.filter { rule, _ in
        rule.from <= piece.upperBound && rule.until ?? piece.upperBound >= piece.lowerBound
      }
      notes[values.count] = note(active.dropFirst().map(\.0.source).filter { $0 != source })
      values.append(NumberFormat.portable(tokens(of: active.map(\.1), on: piece)))
      lines.append(active.first?.0.line ?? 0)
    }
    return Track(
      source: source, starts: pieces.map(\.lowerBound), ends: pieces.map(\.upperBound),
      values: values, evidence: Column(repeating: .schedule), file: Column(repeating: file),
      lines: lines, notes: notes, origin: .schedule(isLimit: rules.contains(where: \.isLimit)))
  }

  private func tokens(of curves: [any ReleaseCurve], on days: ClosedRange<Day>) -> Double {
    var sum = CompensatedSum()
    var day = days.lowerBound
    while day <= days.upperBound {
      for curve in curves { sum.add(curve.tokens(on: day)) }
      day = day + 1
    }
    return sum.value
  }

  private func note(_ others: [String]) -> String {
    "computed from the schedule in the profile"
      + (others.isEmpty ? "" : ", with \(Set(others).sorted().joined(separator: ", "))")
  }

  /// Months in which a rule holds, cut where a rule begins or ends and at the as-of day.
  private func pieces(
    of rules: [Profile.ScheduleRule], from first: Day, to last: Day, asOf: Day
  ) -> [ClosedRange<Day>] {
    let edges = Set(rules.map { $0.from - 1 } + rules.compactMap(\.until) + [asOf]).sorted()
    var (pieces, from, edge) = ([ClosedRange<Day>](), first, 0)
    while from <= last {
      while edge < edges.count, edges[edge] < from { edge += 1 }
      let to = min(from.endOfMonth, last, edge < edges.count ? edges[edge] : last)
      if rules.contains(where: { $0.from <= from && $0.until ?? from >= from }) {
        pieces.append(from...to)
      }
      from = to + 1
    }
    return pieces
  }
}
