import EconomicMetrics
import Formulas
import Testing

@testable import Screening

@Suite struct RecommendationTests {
  @Test func `every rule has an id of its own, and is well formed`() {
    let ids = RecommendationRules.all.map(\.id)
    #expect(Set(ids).count == ids.count && ids.count > 15)
    for id in ids { #expect(id.wholeMatch(of: /[a-z]+\.[a-z]+(-[a-z]+)*/) != nil, "\(id)") }
  }

  /// Only then has each figure behind a recommendation an id that can be traced.
  @Test(arguments: RecommendationRules.all)
  func `a rule compares metrics with numbers, and its words tell them`(
    rule: RecommendationRule
  ) throws {
    let condition = try Condition(parsing: rule.when, names: .catalogue())
    for leaf in leaves(condition) {
      guard case .compare(.formula(.metric), _, .formula(.number)) = leaf else {
        Issue.record("\(rule.id): \(leaf) is no metric beside a number")
        continue
      }
    }
    let known = Set(Catalogue.standard.metrics.map(\.id))
    #expect(known.isSuperset(of: rule.metrics), "\(rule.metrics)")
    let told = rule.pieces.compactMap { if case .figure(let id) = $0 { id } else { nil } }
    for formula in condition.formulas {
      guard case .metric(let id) = formula else { continue }
      #expect(told.contains(id), "\(rule.id) does not tell \(id)")
    }
    let words = [rule.advice, rule.rationale, rule.source]
    #expect(words.allSatisfy { !$0.isEmpty } && rule.advice.hasSuffix("."))
  }

  private func leaves(_ condition: Condition) -> [Condition] {
    if case .and(let parts) = condition { parts.flatMap(leaves) } else { [condition] }
  }

  @Test(
    arguments: [
      ("{a} of {b}, done.", [.figure("a"), .words(" of "), .figure("b"), .words(", done.")]),
      ("No figure", [.words("No figure")]), ("{a}{b}", [.figure("a"), .figure("b")]),
      ("open {brace", [.words("open "), .words("brace")]),
    ] as [(String, [RecommendationRule.Piece])])
  func `advice is cut where figures stand`(
    _ advice: String, _ pieces: [RecommendationRule.Piece]
  ) {
    let rule = RecommendationRule("a.b", when: "price > $0", advice, because: "", source: "")
    #expect(rule.pieces == pieces)
  }
}
