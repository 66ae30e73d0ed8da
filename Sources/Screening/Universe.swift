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

  /// Judges of rules that were asked for, with the figures of peers.
  private var judges: [Question: Judge] = [:]

  private struct Question: Hashable {
    let condition: Condition
    let period: Period
  }

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
    let judge = judge(condition, period)
    return judge.verdict(judge.plans[0], judge.figures(of: network))
  }

  private func judge(_ condition: Condition, _ period: Period) -> Judge {
    let question = Question(condition: condition, period: period)
    if let judge = judges[question] { return judge }
    let judge = judge([condition], over: period, history: 0)
    judges[question] = judge
    return judge
  }

  /// A judge of rules over a period and some before it.
  func judge(_ conditions: [Condition], over period: Period, history: Int) -> Judge {
    Judge(networks, conditions, over: period, history: history, meaningless: meaningless)
  }
}

extension NetworkAnalysis {
  /// What to ask of a formula: of a metric with what it says of networks that it does not apply to.
  func asking(_ formula: Formula) -> Question {
    if case .metric(let id) = formula, let metric = definition(id) { return question(metric) }
    return question(formula)
  }

  /// The figure of a formula, with what a metric says of networks that it does not apply to.
  package func screened(_ formula: Formula, _ period: Period) -> Figure {
    figure(asking(formula), period)
  }

  /// The unit of a formula in the network's own words.
  package func unit(of formula: Formula) -> Unit {
    let checker = UnitChecker(
      series: { self.definition($0.name)?.unit }, metric: { self.formula(of: $0) })
    return ownWords(for: checker.shownUnit(of: formula) { definition($0)?.unit })
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
