import Quantities
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("revenu", "revenue"), ("Value", "value"), ("vlaue", "value"), ("unit_prise", "unit_price"),
    ("zzz", nil), ("", nil),
  ])
  func `the nearest name is suggested`(_ word: String, _ name: String?) {
    #expect(
      Suggestion.nearest(to: word, among: ["unit_price", "value", "revenue", "unit"]) == name)
  }

  @Test func `a long word costs no more than the names that it may be`() {
    let word = String(repeating: "revenue", count: 100_000)
    #expect(Suggestion.nearest(to: word, among: ["revenue"]) == nil)
  }
}
