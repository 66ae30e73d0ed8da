package import EconomicMetrics
import Formulas
package import Quantities
import Screening
import SeriesStore

/// Puts claims to their tests.
///
/// Answers are joined as in Kleene's logic: a network without the figure leaves a claim open unless
/// the others decide it whatever that figure is, and so does a network whose figure is not meaningful:
/// only a number contradicts anybody. What lies after the as-of day does not exist.
package struct ClaimCheck {
  private let networks: [NetworkAnalysis]
  private let benchmarks: [String: NetworkAnalysis]
  private let universe: Universe
  private let asOf: Day

  /// Creates a check of some networks.
  ///
  /// - Parameters:
  ///   - networks: Every network, in the order of reports.
  ///   - benchmarks: What is no network, by id.
  ///   - asOf: The last day whose observations count.
  package init(
    networks: [NetworkAnalysis], benchmarks: [String: NetworkAnalysis] = [:], asOf: Day
  ) {
    (self.networks, self.benchmarks, self.asOf) = (networks, benchmarks, asOf)
    universe = Universe(networks, meaningless: .unknown)
  }

  /// What the data says of a claim.
  package func outcome(of test: ClaimTest) -> ClaimOutcome {
    if case .needs(let text) = test.rule { return open(test, ["it would take \(text)"]) }
    let period = Period.quarter(of: test.claim.asOf)
    if let last = test.formulas.compactMap({ $0.lastDay(over: period) }).max(), last > asOf {
      return open(test, ["the report ends with \(asOf), the test needs figures up to \(last)"])
    }
    let subjects = subjects(of: test, period)
    guard !subjects.isEmpty else { return open(test, ["no network is of this kind"]) }
    switch test.rule {
    case .each(let condition, let isAny):
      return each(test, subjects.map { answer($0, condition, period) }, isAny: isAny)
    case .answers(let combination, of: let condition, let value):
      let answers = subjects.map { answer($0, condition, period) }
      return counted(test, answers, combination, value)
    case .figures(let combination, of: let formula, let value):
      let answers = subjects.map { answer($0, formula, value.unit, period) }
      return summed(test, answers, combination, formula, value)
    case .needs: preconditionFailure("answered above")
    }
  }

  private func open(_ test: ClaimTest, _ missing: [String]) -> ClaimOutcome {
    ClaimOutcome(
      test: test, standing: .notTestable, answers: [], value: nil, decidedBy: nil, bound: nil,
      gap: nil, missing: missing)
  }

  // MARK: Whom a claim is about

  private struct Subject {
    let analysis: NetworkAnalysis
    let isNetwork: Bool
    let membership: Truth
  }

  private func subjects(of test: ClaimTest, _ period: Period) -> [Subject] {
    if case .named(let ids) = test.claim.scope {
      return ids.compactMap { id in
        let network = networks.first { $0.id == id }
        return (network ?? benchmarks[id]).map {
          Subject(analysis: $0, isNetwork: network != nil, membership: .pass)
        }
      }
    }
    return networks.compactMap { network in
      let membership =
        test.membership.map { universe.verdict(on: $0, of: network, over: period).truth } ?? .pass
      return membership == .fail
        ? nil : Subject(analysis: network, isNetwork: true, membership: membership)
    }
  }

  // MARK: One network

  private func answer(
    _ subject: Subject, _ condition: Condition, _ period: Period
  ) -> ClaimOutcome.Answer {
    let verdict = universe.verdict(on: condition, of: subject.analysis, over: period)
    let binding = verdict.binding
    var figures: [ClaimFigure] = []
    for figure in verdict.leaves.flatMap(\.figures)
    where !figures.contains(where: { $0.text == figure.text }) {
      figures.append(figure)
    }
    return ClaimOutcome.Answer(
      id: subject.analysis.id, name: subject.analysis.name, isNetwork: subject.isNetwork,
      membership: subject.membership, truth: verdict.truth, figures: figures,
      missing: reasons(subject, verdict.truth == .pass ? [] : verdict.told),
      gap: binding.margin.map {
        ClaimGap(amount: $0.amount, relative: $0.relative, unit: binding.shownUnit)
      }, bound: binding.bound, binding: binding.figures.first)
  }

  private func answer(
    _ subject: Subject, _ formula: Formula, _ shown: Unit, _ period: Period
  ) -> ClaimOutcome.Answer {
    let analysis = subject.analysis
    let own = analysis.unit(of: formula)
    let figure = ClaimFigure(
      text: formula.text, figure: analysis.screened(formula, period),
      unit: own.isDimensionless ? shown : own)
    let reason =
      switch figure.figure.state {
      case .value: [String]()
      case .partial: ["'\(figure.text)' covers a part of its days"]
      default: ["'\(figure.text)': \(figure.figure.state.reason)"]
      }
    return ClaimOutcome.Answer(
      id: analysis.id, name: analysis.name, isNetwork: subject.isNetwork,
      membership: subject.membership, truth: nil, figures: [figure],
      missing: reasons(subject, reason), gap: nil, bound: nil, binding: figure)
  }

  private func reasons(_ subject: Subject, _ reasons: [String]) -> [String] {
    (subject.membership == .unknown ? ["whether it is of this kind is not known"] : []) + reasons
  }

  // MARK: Every network, or any

  private func each(
    _ test: ClaimTest, _ answers: [ClaimOutcome.Answer], isAny: Bool
  ) -> ClaimOutcome {
    let truths = answers.map { answer in
      isAny
        ? Truth.all([answer.membership, answer.truth ?? .unknown])
        : Truth.any([answer.membership.negated, answer.truth ?? .unknown])
    }
    let truth: Truth = isAny ? .any(truths) : .all(truths)
    let deciding = zip(answers, truths).filter { $0.1 == truth }.map(\.0)
    let isNearest = isAny == (truth == .fail)
    let decisive = truth == .unknown ? nil : extreme(deciding, isNearest: isNearest)
    return ClaimOutcome(
      test: test, standing: .init(truth), answers: answers, value: nil, decidedBy: decisive?.id,
      bound: (decisive ?? answers.first { $0.bound != nil })?.bound, gap: decisive?.gap,
      missing: truth == .unknown ? missing(deciding, of: answers.count) : [])
  }

  /// The answer nearest to turning, or furthest from it; one without a distance only where none has
  /// any.
  private func extreme(
    _ answers: [ClaimOutcome.Answer], isNearest: Bool
  ) -> ClaimOutcome.Answer? {
    let distances = answers.enumerated().compactMap { index, answer in
      answer.gap.map { (index, isNearest ? $0.size : -$0.size) }
    }
    return distances.min { ($0.1, $0.0) < ($1.1, $1.0) }.map { answers[$0.0] } ?? answers.first
  }

  private func missing(_ answers: [ClaimOutcome.Answer], of count: Int) -> [String] {
    answers.flatMap { answer in
      answer.missing.map { count > 1 ? "\(answer.name): \($0)" : $0 }
    }
  }

  // MARK: Combined

  private func counted(
    _ test: ClaimTest, _ answers: [ClaimOutcome.Answer], _ combination: Claim.Combination,
    _ value: ValueTest
  ) -> ClaimOutcome {
    func count(_ membership: Truth, _ truth: Truth) -> Double {
      Double(answers.count { $0.membership == membership && $0.truth == truth })
    }
    let (passed, open) = (count(.pass, .pass), count(.pass, .unknown))
    let (perhapsPassed, perhapsOpen) = (count(.unknown, .pass), count(.unknown, .unknown))
    var (least, most) = (passed, passed + open + perhapsPassed + perhapsOpen)
    if combination == .share {
      let sure = Double(answers.count { $0.membership == .pass })
      let perhapsFailed = count(.unknown, .fail)
      // Of those that may belong, only those that lower the share, then only those that raise it.
      let (all, raised) = (sure + perhapsFailed + perhapsOpen, sure + perhapsPassed + perhapsOpen)
      least = all > 0 ? passed / all : 0
      most = raised > 0 ? most / raised : 1
    }
    let known = answers.count { $0.membership == .pass && $0.truth != .unknown }
    return combined(
      test, answers, value,
      CombinedValue(range: least...most, unit: value.unit, known: known, total: answers.count))
  }

  private func summed(
    _ test: ClaimTest, _ answers: [ClaimOutcome.Answer], _ combination: Claim.Combination,
    _ formula: Formula, _ value: ValueTest
  ) -> ClaimOutcome {
    let metric = { (id: String) in networks.first?.formula(of: id) }
    let numbers = answers.compactMap { $0.binding?.figure.value }
    let adds = formula.addsUp(metric: metric) && numbers.allSatisfy { $0 >= 0 }
    let ranges = answers.map { range(of: $0, adds: adds) }
    let known = answers.indices.count {
      answers[$0].membership == .pass && ranges[$0].lowerBound == ranges[$0].upperBound
    }
    var whole: ClosedRange<Double>
    switch combination {
    case .median where answers.contains { $0.membership == .unknown }:
      whole = -.infinity ... .infinity
    case .median: whole = median(ranges.map(\.lowerBound))...median(ranges.map(\.upperBound))
    default:
      whole = sum(ranges.map(\.lowerBound))...sum(ranges.map(\.upperBound))
    }
    return combined(
      test, answers, value,
      CombinedValue(range: whole, unit: value.unit, known: known, total: answers.count))
  }

  /// Every number that a network's figure may be.
  private func range(of answer: ClaimOutcome.Answer, adds: Bool) -> ClosedRange<Double> {
    let floor = adds ? 0 : -Double.infinity
    guard let figure = answer.binding?.figure, let value = figure.value,
      !figure.marks.contains(.opposedBounds)
    else { return floor ... .infinity }
    // What part of the days shows, all of them have at least.
    let isLeast = figure.bound == .atLeast || !figure.isWhole && adds && figure.bound == nil
    var range = value...value
    if !figure.isWhole || figure.bound == .atLeast {
      range = (isLeast ? value : floor) ... .infinity
    }
    if figure.isWhole, figure.bound == .atMost { range = min(floor, value)...value }
    guard answer.membership == .unknown else { return range }
    return min(0, range.lowerBound)...max(0, range.upperBound)
  }

  private func combined(
    _ test: ClaimTest, _ answers: [ClaimOutcome.Answer], _ value: ValueTest, _ made: CombinedValue
  ) -> ClaimOutcome {
    let answer = value.answer(for: made.range)
    let missing =
      answer.truth == .unknown
      ? ["\(made.known) of \(made.total) networks are known"]
        + self.missing(answers.filter { !$0.missing.isEmpty }, of: answers.count) : []
    return ClaimOutcome(
      test: test, standing: .init(answer.truth), answers: answers, value: made, decidedBy: nil,
      bound: answer.bound, gap: answer.gap, missing: missing)
  }

  private func sum(_ values: [Double]) -> Double {
    guard values.allSatisfy(\.isFinite) else { return values.first { !$0.isFinite } ?? 0 }
    var sum = CompensatedSum()
    for value in values { sum.add(value) }
    return sum.value
  }

  private func median(_ values: [Double]) -> Double {
    let (sorted, middle) = (values.sorted(), values.count / 2)
    let (low, high) = (sorted[values.count % 2 == 1 ? middle : middle - 1], sorted[middle])
    return low == high || low.isInfinite ? low : high.isInfinite ? high : low + (high - low) / 2
  }
}

extension Formula {
  /// The last day that the expression looks at; `nil` for a number.
  func lastDay(over period: Period) -> Day? {
    switch self {
    case .number: nil
    case .at(let inner, let moment): inner.lastDay(over: moment.period)
    case .earlier(let inner, .previous): inner.lastDay(over: period.previous)
    case .earlier(let inner, .yearAgo): inner.lastDay(over: period.yearAgo)
    case .measure: period.end
    default:
      children.isEmpty
        ? period.end : children.compactMap { $0.lastDay(over: period) }.max()
    }
  }

  /// Whether the expression is an amount that days add to: a sum that nothing is taken off, so that
  /// what some of the days show is a part of the whole.
  func addsUp(metric: (String) -> Formula?) -> Bool {
    switch self {
    case .series(_, .sum, _), .series(_, .evidenced, _), .valued: true
    case .metric(let id): metric(id)?.addsUp(metric: metric) ?? false
    case .at(let inner, _), .earlier(let inner, _), .whole(let inner):
      inner.addsUp(metric: metric)
    case .add(let left, let right): left.addsUp(metric: metric) && right.addsUp(metric: metric)
    default: false
    }
  }
}

// What a claim shows of a verdict.
extension Verdict {
  /// The figures of a comparison that the rule does not state itself.
  var figures: [ClaimFigure] {
    readings.filter { !$0.isConstant }.map { reading in
      ClaimFigure(text: reading.text, figure: reading.figure, unit: shown(reading.unit))
    }
  }

  /// The unit of the side that is compared.
  var shownUnit: Unit { shown(readings.first?.unit ?? .one) }

  /// A ratio is shown as the number that it is compared with, `−77 %` beside `−75 %`; that number in
  /// the network's words, `100k GPU` beside `6,720 GPU`.
  private func shown(_ unit: Unit) -> Unit {
    guard unit.isDimensionless else { return readings[0].isConstant ? unit : readings[0].unit }
    return readings.first { $0.isConstant && $0.unit.isDimensionless }?.unit ?? unit
  }

  /// What the comparison holds its figure against.
  var bound: ClaimBound? {
    guard readings.count > 1 else { return nil }
    let limits = readings.dropFirst().map { reading in
      ClaimBound.Limit(
        value: reading.figure.value, unit: shown(reading.unit),
        text: reading.isConstant ? nil : reading.text)
    }
    if case .compare(_, let order, _) = condition {
      return ClaimBound(order: order, limits: limits)
    }
    return ClaimBound(order: nil, limits: limits)
  }

  /// Why an answer is not known, or fails without a number.
  var told: [String] {
    let all =
      truth == .unknown
      ? missing
      : leaves.filter { $0.truth == .fail && $0.margin == nil }
        .flatMap(\.reasons)
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }
}
