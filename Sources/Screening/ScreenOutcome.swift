import EconomicMetrics
package import Formulas
package import Quantities

/// What a screen says of every network over one period.
package struct ScreenOutcome: Sendable {
  /// The screen.
  package let screen: Screen
  /// The period.
  package let period: Period
  /// Networks that it is about: those that meet it first, then those of which it is unknown, each
  /// kind in the screen's order.
  package let rows: [Row]
  /// The unit of the figure that sorts them.
  package let orderUnit: Unit?

  /// One network.
  package struct Row: Sendable {
    /// The network's id and name.
    package let network: String
    package let name: String
    /// What became of the required rules.
    package let verdict: Verdict
    /// Points of the rules that speak for it.
    package let preference: Preference
    /// The figure by which it is sorted.
    package let order: Figure?
    /// The answers over the last periods, the newest last.
    package let history: [(period: Period, truth: Truth)]
    /// Whether the network belongs to the screen's universe; unknown where the profile is silent.
    package let membership: Truth
  }

  /// Points from 0 to 1: at least those of rules that hold, at most with those that are unknown.
  package struct Preference: Hashable, Sendable {
    package let points: ClosedRange<Double>
    /// Whether the screen prefers anything.
    package let isScored: Bool
  }

  /// How many networks have an answer.
  package func count(_ truth: Truth) -> Int { rows.count { $0.verdict.truth == truth } }
}

extension Screen {
  /// Judges every network.
  ///
  /// - Parameters:
  ///   - period: The period of figures without a time of their own.
  ///   - universe: The networks; ranks are among those that the screen is about.
  ///   - history: How many periods of its kind are judged, the last being `period`.
  /// - Returns: The networks that the screen is about, in its order.
  /// - Complexity: O(networks × rules × periods of history).
  package func outcome(
    over period: Period, of universe: Universe, history: Int = 8
  ) -> ScreenOutcome {
    let memberships = memberships(of: universe.networks, universe, period)
    let members = universe.networks.filter { memberships[$0.id] != .fail }
    let judge = Universe(members).judge(
      [condition] + prefer.map(\.rule.condition), over: period, history: max(0, history - 1))
    let rows = members.inParallel { network in
      row(of: network, memberships[network.id] ?? .pass, judge, history)
    }
    return ScreenOutcome(
      screen: self, period: period, rows: cut(sorted(rows)),
      orderUnit: order.flatMap { order in members.first?.unit(of: order.formula) })
  }

  /// Whether each network is one that the screen is about, by id; empty where it is about all.
  private func memberships(
    of networks: [NetworkAnalysis], _ universe: Universe, _ period: Period
  ) -> [String: Truth] {
    guard let condition = self.universe else { return [:] }
    let judge = universe.judge([condition], over: period, history: 0)
    let truths = networks.inParallel { judge.truth(judge.plans[0], judge.figures(of: $0)) }
    return Dictionary(uniqueKeysWithValues: zip(networks.map(\.id), truths))
  }

  private func row(
    of network: NetworkAnalysis, _ membership: Truth, _ judge: Judge, _ count: Int
  ) -> ScreenOutcome.Row {
    let figures = judge.figures(of: network)
    let history = (0..<count).reversed().map { ago in
      (period: judge.periods[ago], truth: judge.truth(judge.plans[0], figures, ago: ago))
    }
    return ScreenOutcome.Row(
      network: network.id, name: network.name, verdict: judge.verdict(judge.plans[0], figures),
      preference: preference(judge, figures),
      order: order.map { network.screened($0.formula, judge.periods[0]) }, history: history,
      membership: membership)
  }

  private func preference(
    _ judge: Judge, _ figures: Judge.Figures
  ) -> ScreenOutcome.Preference {
    let total = prefer.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return .init(points: 0...0, isScored: false) }
    var (least, most) = (0.0, 0.0)
    for (preference, plan) in zip(prefer, judge.plans.dropFirst()) {
      let truth = judge.truth(plan, figures)
      if truth == .pass { least += preference.weight }
      if truth != .fail { most += preference.weight }
    }
    return .init(points: least / total...most / total, isScored: true)
  }

  private func sorted(_ rows: [ScreenOutcome.Row]) -> [ScreenOutcome.Row] {
    let byName = rows.map { (name: $0.name.lowercased(), row: $0) }
      .sorted { ($0.name, $0.row.network) < ($1.name, $1.row.network) }.map(\.row)
    // Ties keep the order of names.
    return byName.enumerated().sorted {
      precedes($0.element, $1.element) ?? ($0.offset < $1.offset)
    }.map(\.element)
  }

  /// Those that meet it first, then unknown ones; then the screen's figure sorts, then points; `nil`
  /// where all of these are the same.
  private func precedes(_ a: ScreenOutcome.Row, _ b: ScreenOutcome.Row) -> Bool? {
    let rank: (Truth) -> Int = { $0 == .pass ? 0 : $0 == .unknown ? 1 : 2 }
    let (left, right) = (rank(a.verdict.truth), rank(b.verdict.truth))
    if left != right { return left < right }
    switch (a.order?.value, b.order?.value) {
    case (let x?, let y?) where x != y: return order?.isDescending == true ? x > y : x < y
    case (.some, nil): return true
    case (nil, .some): return false
    default: break
    }
    let (more, less) = (a.preference.points, b.preference.points)
    if more != less {
      return (more.lowerBound, more.upperBound) > (less.lowerBound, less.upperBound)
    }
    return nil
  }

  /// The screen's limit leaves out networks that meet it beyond the first ones.
  private func cut(_ rows: [ScreenOutcome.Row]) -> [ScreenOutcome.Row] {
    guard let limit else { return rows }
    let passed = rows.prefix { $0.verdict.truth == .pass }
    return Array(passed.prefix(limit)) + rows.dropFirst(passed.count)
  }
}
