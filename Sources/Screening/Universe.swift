package import EconomicMetrics
package import Formulas
package import Quantities
import SeriesStore

/// Networks that are judged by rules, and among which peers are compared.
///
/// A figure decides a rule only where it is whole. What is missing, covers its days in part or does
/// not apply leaves the answer unknown; a figure that is not meaningful fails every comparison, also
/// a negated one, unless its metric says that the reason stands for more than any number. A bound
/// decides where every number that it allows gives the same answer.
///
/// A universe remembers the figures of peers; it is used by one task at a time.
package final class Universe {
  /// The networks, in the order given.
  package let networks: [NetworkAnalysis]

  private struct PeerKey: Hashable {
    let formula: Formula
    let period: Period
  }
  /// Whole figures of all networks, from the least.
  private var peers: [PeerKey: [Double]] = [:]

  /// Fewer networks with a figure than this are no peers to be ranked among.
  package static let fewestPeers = 3

  /// What becomes of a comparison with a figure that is not meaningful.
  private let meaningless: Truth

  /// Creates a universe.
  ///
  /// - Parameters:
  ///   - networks: The networks.
  ///   - meaningless: What becomes of a comparison with a figure that is not meaningful: it fails, or
  ///     is unknown where a failure would be held against somebody.
  package init(_ networks: [NetworkAnalysis], meaningless: Truth = .fail) {
    (self.networks, self.meaningless) = (networks, meaningless)
  }

  /// What becomes of a condition for a network.
  ///
  /// - Parameters:
  ///   - condition: The rule.
  ///   - network: One of the networks.
  ///   - period: The period over which figures without a time of their own are read; history looks
  ///     back from it by periods of its kind.
  /// - Returns: The answer with everything that it rests on.
  /// - Complexity: O(nodes of the rule × quarters of its history); peers cost one figure of each
  ///   network, once.
  package func verdict(
    on condition: Condition, of network: NetworkAnalysis, over period: Period
  ) -> Verdict {
    switch condition {
    case .compare(let left, let comparison, let right):
      return compared(condition, left, comparison, right, network, period)
    case .between(let operand, let lower, let upper):
      let sides = [
        Condition.compare(operand, .atLeast, lower), .compare(operand, .atMost, upper),
      ]
      return between(condition, sides.map { verdict(on: $0, of: network, over: period) }, period)
    case .attribute(let attribute, let words):
      return word(condition, network.word(of: attribute), words, period)
    case .launched(let launch): return launched(condition, launch, network, period)
    case .and(let parts):
      return joined(condition, parts.map { verdict(on: $0, of: network, over: period) }, period)
    case .or(let parts):
      return joined(
        condition, parts.map { verdict(on: $0, of: network, over: period) }, period, isAny: true)
    case .not(let inner): return negated(condition, inner, network, period)
    case .times(let inner, let count, let last):
      let parts = periods(last, through: period).map { verdict(on: inner, of: network, over: $0) }
      return Verdict(
        condition, period, .atLeast(count, of: parts.map(\.truth)), parts: parts,
        isAny: count < last)
    case .trend(let formula, let direction, let quarters):
      let steps = steps(formula, direction == .rising ? .greater : .less, quarters, network, period)
      return joined(condition, steps, period)
    }
  }

  private func joined(
    _ condition: Condition, _ parts: [Verdict], _ period: Period, isAny: Bool = false
  ) -> Verdict {
    let answers = parts.map(\.truth)
    return Verdict(
      condition, period, isAny ? .any(answers) : .all(answers), parts: parts, isAny: isAny)
  }

  // MARK: Negation

  /// The opposite of a rule, moved inwards to its comparisons: a figure that is not meaningful then
  /// holds on neither side.
  private func negated(
    _ condition: Condition, _ inner: Condition, _ network: NetworkAnalysis, _ period: Period
  ) -> Verdict {
    let opposite: Condition
    switch inner {
    case .compare(let left, let comparison, let right):
      opposite = .compare(left, comparison.negated, right)
    case .between(let operand, let lower, let upper):
      opposite = .or([.compare(operand, .less, lower), .compare(operand, .greater, upper)])
    case .and(let parts): opposite = .or(parts.map(Condition.not))
    case .or(let parts): opposite = .and(parts.map(Condition.not))
    case .not(let twice): opposite = twice
    case .times(let rule, let count, let last):
      opposite = .times(.not(rule), atLeast: last - count + 1, of: last)
    case .trend(let formula, let direction, let quarters):
      let steps = steps(
        formula, direction == .rising ? .atMost : .atLeast, quarters, network, period)
      return joined(condition, steps, period, isAny: true)
    case .attribute, .launched:
      let verdict = verdict(on: inner, of: network, over: period)
      return Verdict(condition, period, verdict.truth.negated, reasons: verdict.reasons)
    }
    return joined(condition, [verdict(on: opposite, of: network, over: period)], period)
  }

  // MARK: History

  /// So many periods of one kind up to one, the newest last.
  private func periods(_ count: Int, through last: Period) -> [Period] {
    var periods = [last]
    while periods.count < count { periods.append(periods[periods.count - 1].previous) }
    return periods.reversed()
  }

  private func steps(
    _ formula: Formula, _ comparison: Condition.Comparison, _ count: Int,
    _ network: NetworkAnalysis, _ period: Period
  ) -> [Verdict] {
    let step = Condition.compare(
      .formula(formula), comparison, .formula(.earlier(formula, .previous)))
    return periods(count, through: period).map { verdict(on: step, of: network, over: $0) }
  }

  // MARK: Comparisons

  private func compared(
    _ condition: Condition, _ left: Condition.Operand, _ comparison: Condition.Comparison,
    _ right: Condition.Operand, _ network: NetworkAnalysis, _ period: Period
  ) -> Verdict {
    let readings = [left, right].map { reading($0, network, period) }
    let reaches = zip([left, right], readings).map { operand, reading in
      Reach(reading.text, reading.figure) { reason in
        network.isBeyond(operand.formula, reason, period)
      }
    }
    var (reasons, numbers, isNone) = ([String](), [ClosedRange<Double>](), false)
    for reach in reaches {
      switch reach {
      case .numbers(let range): numbers.append(range)
      case .unknown(let reason): reasons.append(reason)
      case .none(let reason):
        reasons.append(reason)
        isNone = true
      }
    }
    guard numbers.count == 2 else {
      return Verdict(
        condition, period, isNone ? meaningless : .unknown, readings: readings, reasons: reasons)
    }
    let truth = comparison.holds(numbers[0], numbers[1])
    if truth == .unknown {
      reasons = readings.filter { $0.figure.bound != nil }.map { reading in
        let side = reading.figure.bound == .atLeast ? "at least" : "at most"
        return "'\(reading.text)' is only known to be \(side) "
          + NumberFormat.display(reading.figure.value ?? 0, reading.unit)
      }
    }
    return Verdict(
      condition, period, truth, readings: readings, margin: margin(readings, comparison),
      reasons: reasons)
  }

  /// Both bounds of a range: the figure once, then the bounds.
  private func between(_ condition: Condition, _ sides: [Verdict], _ period: Period) -> Verdict {
    let truth = Truth.all(sides.map(\.truth))
    let margins = sides.compactMap(\.margin)
    let tightest = margins.count == 2 ? margins.min { $0.amount < $1.amount } : nil
    var seen: Set<String> = []
    return Verdict(
      condition, period, truth, readings: [sides[0].readings[0]] + sides.map { $0.readings[1] },
      margin: tightest, reasons: sides.flatMap(\.reasons).filter { seen.insert($0).inserted })
  }

  private func margin(
    _ readings: [Verdict.Reading], _ comparison: Condition.Comparison
  ) -> Verdict.Margin? {
    guard let left = readings[0].figure.value, let right = readings[1].figure.value else {
      return nil
    }
    let amount =
      switch comparison {
      case .greater, .atLeast: left - right
      case .less, .atMost: right - left
      case .equal: -abs(left - right)
      case .unequal: abs(left - right)
      }
    return Verdict.Margin(
      amount: amount, relative: right == 0 ? nil : amount / abs(right), unit: readings[0].unit)
  }

  private func reading(
    _ operand: Condition.Operand, _ network: NetworkAnalysis, _ period: Period
  ) -> Verdict.Reading {
    let (text, own) = ("\(operand)", operand.formula)
    switch operand {
    case .formula(.number(let value, let unit)):
      return .init(text: text, figure: Figure(value), unit: unit, isConstant: true)
    case .formula:
      return .init(
        text: text, figure: network.screened(own, period), unit: network.unit(of: own),
        isConstant: false)
    case .percentile:
      let figure = place(of: own, network, period) { below, equal, count in
        (Double(below) + Double(equal) / 2) / Double(count)
      }
      return .init(text: text, figure: figure, unit: .percent, isConstant: false)
    case .rank:
      let figure = place(of: own, network, period) { below, equal, count in
        Double(count - below - equal + 1)
      }
      return .init(text: text, figure: figure, unit: .count, isConstant: false)
    }
  }

  // MARK: Peers

  /// Where a network's figure stands among all whole ones: below it, equal to it, in all.
  private func place(
    of formula: Formula, _ network: NetworkAnalysis, _ period: Period,
    _ statistic: (Int, Int, Int) -> Double
  ) -> Figure {
    let own = network.screened(formula, period)
    guard let value = own.comparable else {
      return own.value == nil ? own : Figure(.missing("is no whole figure"))
    }
    let all = peerFigures(of: formula, period)
    guard all.count >= Universe.fewestPeers else {
      return Figure(.missing("fewer than \(Universe.fewestPeers) networks have the figure"))
    }
    let below = all.partition { $0 >= value }
    let equal = all.partition { $0 > value } - below
    return Figure(statistic(below, equal, all.count))
  }

  private func peerFigures(of formula: Formula, _ period: Period) -> [Double] {
    let key = PeerKey(formula: formula, period: period)
    if let known = peers[key] { return known }
    let figures = networks.compactMap { $0.screened(formula, period).comparable }.sorted()
    peers[key] = figures
    return figures
  }

  // MARK: Profiles

  private func word(
    _ condition: Condition, _ word: String?, _ words: [String], _ period: Period
  ) -> Verdict {
    guard let word else {
      return Verdict(condition, period, .unknown, reasons: ["the profile does not say"])
    }
    return Verdict(condition, period, Truth(words.contains(word)), reasons: ["it is \(word)"])
  }

  private func launched(
    _ condition: Condition, _ launch: Condition.Launch, _ network: NetworkAnalysis,
    _ period: Period
  ) -> Verdict {
    guard let days = network.launchDays else {
      return Verdict(
        condition, period, .unknown, reasons: ["the profile has no day of the launch"])
    }
    let truth: Truth =
      switch launch {
      case .before(let day): Universe.order(days.upperBound < day, days.lowerBound >= day)
      case .after(let day): Universe.order(days.lowerBound > day, days.upperBound <= day)
      case .between(let first, let last):
        Universe.order(
          days.lowerBound >= first && days.upperBound <= last,
          days.upperBound < first || days.lowerBound > last)
      }
    let launched = network.network.profile.launched ?? ""
    return Verdict(condition, period, truth, reasons: ["launched \(launched)"])
  }

  private static func order(_ always: Bool, _ never: Bool) -> Truth {
    always ? .pass : never ? .fail : .unknown
  }
}

extension NetworkAnalysis {
  /// The figure of a formula, with what a metric says of networks that it does not apply to.
  package func screened(_ formula: Formula, _ period: Period) -> Figure {
    if case .metric(let id) = formula, let metric = definition(id) { return figure(metric, period) }
    return figure(of: formula, period)
  }

  /// The unit of a formula in the network's own words.
  package func unit(of formula: Formula) -> Unit {
    if case .at(let inner, _) = formula { return unit(of: inner) }
    if case .metric(let id) = formula, let metric = definition(id) { return unit(of: metric) }
    let checker = UnitChecker(
      series: { self.definition($0.name)?.unit }, metric: { self.formula(of: $0) })
    return (try? checker.unit(of: formula)).map(ownWords) ?? .one
  }

  /// Whether a figure without a number is more than any: a positive amount over nothing.
  func isBeyond(_ formula: Formula, _ reason: String, _ period: Period) -> Bool {
    guard case .metric(let id) = formula, let metric = definition(id),
      metric.limit == reason, case .divide(let dividend, _, _) = metric.formula
    else { return false }
    return figure(of: dividend, period).value.map { $0 > 0 } ?? false
  }

  /// What the profile says of an attribute; `nil` where it is silent.
  func word(of attribute: Condition.Attribute) -> String? {
    let profile = network.profile
    return switch attribute {
    case .network: id
    case .category: profile.category.isEmpty ? nil : profile.category
    case .mechanism: profile.mechanism.isEmpty ? nil : profile.mechanism
    case .chain: profile.chain
    }
  }

  /// The days of which one is that of the launch: a profile states a day or a month.
  var launchDays: ClosedRange<Day>? {
    guard let text = network.profile.launched else { return nil }
    if let day = Day(text) { return day...day }
    guard let month = Day("\(text)-01").map(Period.month(of:)) else { return nil }
    return month.start...month.end
  }
}

extension Figure {
  /// The number, where it is whole and no bound, so that it can be ranked.
  var comparable: Double? {
    isWhole && bound == nil && !marks.contains(.opposedBounds) ? value : nil
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
