import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

/// Judges networks by rules that were planned together, so that a figure that several rules or
/// several periods need is computed once.
///
/// A judge may be asked by several tasks at a time, about different networks.
struct Judge: Sendable {
  /// The rules, in the order in which they were given.
  let plans: [RulePlan]
  private let formulas: [Formula]
  private let ranked: Set<Int>
  /// What becomes of a comparison with a figure that is not meaningful.
  private let meaningless: Truth
  /// The period that is asked about, then those before it, as far as any rule looks.
  let periods: [Period]
  /// Whole figures of all networks from the least, by slot and period, where rules rank them.
  private var peers: [[Double]] = []

  /// The figures of one network, by slot and period, computed when a rule first needs them.
  final class Figures {
    fileprivate let network: NetworkAnalysis
    fileprivate var known: [Figure?]
    fileprivate var units: [Unit?]
    fileprivate var questions: [NetworkAnalysis.Question?]

    fileprivate init(_ network: NetworkAnalysis, slots: Int, periods: Int) {
      self.network = network
      known = Array(repeating: nil, count: slots * periods)
      units = Array(repeating: nil, count: slots)
      questions = Array(repeating: nil, count: slots)
    }
  }

  /// Plans rules for some networks.
  ///
  /// - Parameters:
  ///   - networks: The networks, among which peers are compared.
  ///   - conditions: The rules.
  ///   - period: The newest period that is asked about.
  ///   - history: How many periods before it are asked about.
  ///   - meaningless: What becomes of a comparison with a figure that is not meaningful.
  init(
    _ networks: [NetworkAnalysis], _ conditions: [Condition], over period: Period, history: Int,
    meaningless: Truth
  ) {
    var planner = RulePlanner()
    plans = conditions.map { planner.plan($0) }
    (formulas, ranked) = (planner.formulas, planner.ranked)
    self.meaningless = meaningless
    let depth = history + plans.map(\.depth).reduce(0, max)
    var periods = [period]
    while periods.count <= depth { periods.append(periods[periods.count - 1].previous) }
    self.periods = periods
    peers = comparedFigures(of: networks)
  }

  /// A place for the figures of a network.
  func figures(of network: NetworkAnalysis) -> Figures {
    Figures(network, slots: formulas.count, periods: periods.count)
  }

  private func figure(_ slot: Int, _ back: Int, _ figures: Figures) -> Figure {
    let index = slot * periods.count + back
    if let figure = figures.known[index] { return figure }
    let figure = figures.network.figure(question(slot, figures), periods[back])
    figures.known[index] = figure
    return figure
  }

  private func question(_ slot: Int, _ figures: Figures) -> NetworkAnalysis.Question {
    if let question = figures.questions[slot] { return question }
    let question = figures.network.asking(formulas[slot])
    figures.questions[slot] = question
    return question
  }

  private func unit(_ slot: Int, _ figures: Figures) -> Unit {
    if let unit = figures.units[slot] { return unit }
    let unit = figures.network.unit(of: formulas[slot])
    figures.units[slot] = unit
    return unit
  }

  // MARK: The answer alone

  /// Whether a rule holds for a network so many periods ago.
  ///
  /// - Complexity: O(comparisons of the plan), once its figures are known.
  func truth(_ plan: RulePlan, _ figures: Figures, ago: Int = 0) -> Truth {
    let back = plan.back + ago
    switch plan.form {
    case .compare(let left, let comparison, let right):
      return compared(reach(left, figures, back), comparison, reach(right, figures, back))
    case .between(let side, let lower, let upper):
      let reach = reach(side, figures, back)
      return .all([
        compared(reach, .atLeast, self.reach(lower, figures, back)),
        compared(reach, .atMost, self.reach(upper, figures, back)),
      ])
    case .word(let attribute, let words, let isNegated):
      let truth = figures.network.word(of: attribute).map { Truth(words.contains($0)) }
      return (truth ?? .unknown).opposite(if: isNegated)
    case .launched(let launch, let isNegated):
      return launch.truth(of: figures.network.launchDays).opposite(if: isNegated)
    case .parts(let parts, let count):
      return truth(parts, atLeast: count) { truth($0, figures, ago: ago) }
    }
  }

  /// As `Truth.atLeast`, but without judging what cannot change the answer any more.
  private func truth(
    _ parts: [RulePlan], atLeast count: Int, _ judge: (RulePlan) -> Truth
  ) -> Truth {
    var (passed, possible) = (0, parts.count)
    for part in parts {
      switch judge(part) {
      case .pass: passed += 1
      case .fail: possible -= 1
      case .unknown: break
      }
      if passed >= count { return .pass }
      if possible < count { return .fail }
    }
    return .unknown
  }

  private func compared(
    _ left: Reach, _ comparison: Condition.Comparison, _ right: Reach
  ) -> Truth {
    switch (left, right) {
    case (.numbers(let a), .numbers(let b)): comparison.holds(a, b)
    case (.none, _), (_, .none): meaningless
    default: .unknown
    }
  }

  private func reach(_ side: RulePlan.Side, _ figures: Figures, _ back: Int) -> Reach {
    guard let slot = side.slot else { return Reach(constant(side), isBeyond: false) }
    let figure = placed(side, slot, figures, back + side.earlier)
    return Reach(figure, isBeyond: isBeyond(figure, slot, figures, back + side.earlier))
  }

  private func isBeyond(_ figure: Figure, _ slot: Int, _ figures: Figures, _ back: Int) -> Bool {
    guard case .notMeaningful(let reason) = figure.state else { return false }
    return figures.network.isBeyond(formulas[slot], reason, periods[back])
  }

  private func constant(_ side: RulePlan.Side) -> Figure {
    guard case .number(let value, _) = side.operand.formula else {
      preconditionFailure("only numbers have no slot")
    }
    return Figure(value)
  }

  // MARK: The answer and what it rests on

  /// What becomes of a rule for a network, with everything that it rests on.
  func verdict(_ plan: RulePlan, _ figures: Figures) -> Verdict {
    let (condition, period) = (plan.condition, periods[plan.back])
    switch plan.form {
    case .compare(let left, let comparison, let right):
      let readings = [left, right].map { reading($0, figures, plan.back) }
      return Verdict(
        condition, period, compared(readings[0].reach, comparison, readings[1].reach),
        readings: readings, margin: margin(readings[0], comparison, readings[1]))
    case .between(let side, let lower, let upper):
      return between(plan, [side, lower, upper].map { reading($0, figures, plan.back) })
    case .word(let attribute, _, _):
      let word = figures.network.word(of: attribute)
      return Verdict(
        condition, period, truth(plan, figures),
        facts: [word.map { "it is \($0)" } ?? "the profile does not say"])
    case .launched:
      let launched = figures.network.launchDays.map { _ in
        "launched \(figures.network.network.profile.launched ?? "")"
      }
      return Verdict(
        condition, period, truth(plan, figures),
        facts: [launched ?? "the profile has no day of the launch"])
    case .parts(let parts, let count):
      let verdicts = parts.map { verdict($0, figures) }
      return Verdict(
        condition, period, .atLeast(count, of: verdicts.map(\.truth)), parts: verdicts,
        isAny: count < parts.count)
    }
  }

  /// Both bounds of a range: the figure once, then the bounds.
  private func between(_ plan: RulePlan, _ readings: [Verdict.Reading]) -> Verdict {
    let sides: [(Condition.Comparison, Verdict.Reading)] = [
      (.atLeast, readings[1]), (.atMost, readings[2]),
    ]
    let margins = sides.compactMap { margin(readings[0], $0, $1) }
    return Verdict(
      plan.condition, periods[plan.back],
      .all(sides.map { compared(readings[0].reach, $0, $1.reach) }), readings: readings,
      margin: margins.count == 2 ? margins.min { $0.amount < $1.amount } : nil)
  }

  private func margin(
    _ left: Verdict.Reading, _ comparison: Condition.Comparison, _ right: Verdict.Reading
  ) -> Verdict.Margin? {
    guard let value = left.figure.value, let limit = right.figure.value else { return nil }
    let amount =
      switch comparison {
      case .greater, .atLeast: value - limit
      case .less, .atMost: limit - value
      case .equal: -abs(value - limit)
      case .unequal: abs(value - limit)
      }
    return Verdict.Margin(
      amount: amount, relative: limit == 0 ? nil : amount / abs(limit), unit: left.unit)
  }

  private func reading(
    _ side: RulePlan.Side, _ figures: Figures, _ back: Int
  ) -> Verdict.Reading {
    guard let slot = side.slot, case let at = back + side.earlier else {
      guard case .number(_, let unit) = side.operand.formula else {
        preconditionFailure("only numbers have no slot")
      }
      return .init(side.operand, constant(side), unit, isConstant: true)
    }
    let figure = placed(side, slot, figures, at)
    let unit: Unit =
      switch side.operand {
      case .formula: self.unit(slot, figures)
      case .percentile: .percent
      case .rank: .count
      }
    return .init(
      side.operand, figure, unit, isConstant: false,
      isBeyond: isBeyond(figure, slot, figures, at))
  }

  // MARK: Peers

  /// The figure of a side: of the network alone, or its place among all networks.
  private func placed(
    _ side: RulePlan.Side, _ slot: Int, _ figures: Figures, _ back: Int
  ) -> Figure {
    let own = figure(slot, back, figures)
    switch side.operand {
    case .formula: return own
    case .percentile:
      return place(of: own, slot, back) { below, equal, count in
        (Double(below) + Double(equal) / 2) / Double(count)
      }
    case .rank:
      return place(of: own, slot, back) { below, equal, count in
        Double(count - below - equal + 1)
      }
    }
  }

  /// Where a figure stands among all whole ones: below it, equal to it, in all.
  private func place(
    of own: Figure, _ slot: Int, _ back: Int, _ statistic: (Int, Int, Int) -> Double
  ) -> Figure {
    guard let value = own.comparable else {
      return own.value == nil ? own : Figure(.missing("is no whole figure"))
    }
    let all = peers[slot * periods.count + back]
    guard all.count >= Universe.fewestPeers else {
      return Figure(.missing("fewer than \(Universe.fewestPeers) networks have the figure"))
    }
    let below = all.partition { $0 >= value }
    let equal = all.partition { $0 > value } - below
    return Figure(statistic(below, equal, all.count))
  }

  private func comparedFigures(of networks: [NetworkAnalysis]) -> [[Double]] {
    guard !ranked.isEmpty else { return [] }
    let places = ranked.sorted().flatMap { slot in
      periods.indices.map { (slot: slot, back: $0) }
    }
    let figures = networks.inParallel { network in
      let figures = self.figures(of: network)
      return places.map { figure($0.slot, $0.back, figures).comparable }
    }
    var all: [[Double]] = Array(repeating: [], count: formulas.count * periods.count)
    for (index, place) in places.enumerated() {
      all[place.slot * periods.count + place.back] = figures.compactMap { $0[index] }.sorted()
    }
    return all
  }
}

extension Truth {
  /// The opposite answer where a rule is negated.
  fileprivate func opposite(if isNegated: Bool) -> Truth { isNegated ? negated : self }
}

extension Condition.Launch {
  /// Whether a launch on one of some days meets the rule; unknown where the days are not.
  fileprivate func truth(of days: ClosedRange<Day>?) -> Truth {
    guard let days else { return .unknown }
    return switch self {
    case .before(let day): order(days.upperBound < day, days.lowerBound >= day)
    case .after(let day): order(days.lowerBound > day, days.upperBound <= day)
    case .between(let first, let last):
      order(
        days.lowerBound >= first && days.upperBound <= last,
        days.upperBound < first || days.lowerBound > last)
    }
  }

  private func order(_ always: Bool, _ never: Bool) -> Truth {
    always ? .pass : never ? .fail : .unknown
  }
}

extension [Double] {
  /// How many numbers of a sorted list come before the first that meets a condition.
  fileprivate func partition(_ meets: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if meets(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
