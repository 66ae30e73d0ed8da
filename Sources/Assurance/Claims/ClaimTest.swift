package import EconomicMetrics
package import Formulas
import Quantities
package import SeriesStore

/// A claim whose texts are read: which networks it is about and what decides it.
package struct ClaimTest: Sendable {
  /// The claim.
  package let claim: Claim
  /// Which networks it is about, where it selects them by a condition.
  package let membership: Condition?
  /// What decides it.
  package let rule: Rule

  /// How networks make an answer.
  package enum Rule: Sendable {
    /// Each network meets the condition, or any does.
    case each(Condition, isAny: Bool)
    /// The sum or median of a figure passes the test.
    case figures(Claim.Combination, of: Formula, ValueTest)
    /// The number or share of networks that meet a condition passes the test.
    case answers(Claim.Combination, of: Condition, ValueTest)
    /// Nothing in the data can decide it; the text says what it would take.
    case needs(String)
  }

  /// The conditions and formulas that are evaluated for networks.
  var formulas: [Formula] {
    let tested: [Formula] =
      switch rule {
      case .each(let condition, isAny: _), .answers(_, of: let condition, _): condition.formulas
      case .figures(_, of: let formula, _): [formula]
      case .needs: []
      }
    return (membership?.formulas ?? []) + tested
  }

  /// The test as it is written; empty where there is none.
  package var text: String {
    switch claim.test {
    case .all(let test), .any(let test), .combined(_, of: _, condition: let test): test.text
    case .needs: ""
    }
  }

  /// What is combined, as it is written; `nil` where each network is tested by itself.
  package var combined: (by: Claim.Combination, of: String)? {
    guard case .combined(let combination, of: let of, condition: _) = claim.test else { return nil }
    return (combination, of.text)
  }
}

/// The claims of a dataset: those that can be read, and what is wrong with the others.
package struct ClaimBook: Sendable {
  /// Claims in the order of their files.
  package private(set) var tests: [ClaimTest] = []
  /// Every fault, by file and line.
  package private(set) var faults: [WrittenFault] = []

  private let files: [String]
  private let names: Names
  private let formulaOfMetric: [String: Formula]

  /// Reads the texts of all claims.
  ///
  /// - Parameters:
  ///   - dataset: The claims, and the networks whose own series they may name.
  ///   - metrics: The metrics that they may name.
  package init(_ dataset: Dataset, metrics: [MetricDefinition] = Catalogue.standard.metrics) {
    (files, names) = (dataset.files, .all(of: dataset, metrics: metrics))
    formulaOfMetric = Dictionary(metrics.map { ($0.id, $0.formula) }, uniquingKeysWith: { $1 })
    for claim in dataset.claims { read(claim) }
    faults.sort { ($0.path, $0.line, $0.problem) < ($1.path, $1.line, $1.problem) }
  }

  private mutating func read(_ claim: Claim) {
    var (membership, isSound) = (Condition?.none, true)
    if case .matching(let expression) = claim.scope {
      membership = parsed(expression, "over", of: claim)
      isSound = membership != nil
    }
    guard let rule = rule(of: claim), isSound else { return }
    tests.append(ClaimTest(claim: claim, membership: membership, rule: rule))
  }

  private mutating func rule(of claim: Claim) -> ClaimTest.Rule? {
    switch claim.test {
    case .needs(let text): return .needs(text)
    case .all(let test): return parsed(test, "test", of: claim).map { .each($0, isAny: false) }
    case .any(let test): return parsed(test, "test", of: claim).map { .each($0, isAny: true) }
    case .combined(let combination, of: let expression, condition: let test):
      switch combination {
      case .sum, .median:
        let formula: Formula? = attempt(expression, "of", claim) {
          text, names throws(LanguageError) in
          try Formula(parsing: text, names: names)
        }
        // Without a unit its test cannot be read either.
        guard let formula,
          let value = value(test, names.shownUnit(of: formula, metrics: formulaOfMetric), claim)
        else { return nil }
        return .figures(combination, of: formula, value)
      case .count, .share:
        let condition = parsed(expression, "of", of: claim)
        let value = value(test, combination == .count ? .count : .percent, claim)
        guard let condition, let value else { return nil }
        return .answers(combination, of: condition, value)
      }
    }
  }

  private mutating func parsed(
    _ expression: Claim.Expression, _ key: String, of claim: Claim, names: Names? = nil
  ) -> Condition? {
    attempt(expression, key, claim, names: names) { text, names throws(LanguageError) in
      try Condition(parsing: text, names: names)
    }
  }

  /// Reads the test of a combined value, in which only `value` is known.
  private mutating func value(
    _ expression: Claim.Expression, _ unit: Unit, _ claim: Claim
  ) -> ValueTest? {
    let names = Names(
      metric: { $0 == ValueTest.name ? unit : nil }, series: { _ in nil }, known: [ValueTest.name])
    guard let condition = parsed(expression, "test", of: claim, names: names) else { return nil }
    if let test = ValueTest(condition, unit: unit) { return test }
    report(
      claim, "test", expression,
      "a combined test compares 'value' with numbers; write value >= 5, or value between 5 and 6 "
        + "[claim-form]")
    return nil
  }

  private mutating func attempt<Parsed>(
    _ expression: Claim.Expression, _ key: String, _ claim: Claim, names: Names? = nil,
    _ parse: (String, Names) throws(LanguageError) -> Parsed
  ) -> Parsed? {
    do throws(LanguageError) {
      return try parse(expression.text, names ?? self.names)
    } catch {
      report(claim, key, expression, "\(error)")
      return nil
    }
  }

  private mutating func report(
    _ claim: Claim, _ key: String, _ expression: Claim.Expression, _ problem: String
  ) {
    let file = files.indices.contains(Int(claim.file)) ? files[Int(claim.file)] : "claims.yaml"
    faults.append(
      WrittenFault(
        path: file, line: expression.line, "'\(key)' of claim '\(claim.id)': \(problem)"))
  }
}
