import Testing

@testable import Screening

@Suite struct TruthTests {
  @Test(arguments: [
    ([Truth](), Truth.pass, Truth.fail), ([.pass, .pass], .pass, .pass),
    ([.pass, .fail], .fail, .pass), ([.pass, .unknown], .unknown, .pass),
    ([.fail, .unknown], .fail, .unknown), ([.unknown], .unknown, .unknown),
    ([.fail, .fail], .fail, .fail),
  ])
  func `a conjunction and a disjunction follow Kleene`(parts: [Truth], all: Truth, any: Truth) {
    #expect(Truth.all(parts) == all)
    #expect(Truth.any(parts) == any)
    // De Morgan holds in three values as well.
    #expect(Truth.any(parts.map(\.negated)) == all.negated)
  }

  @Test(arguments: [
    (2, [Truth.pass, .pass, .fail, .unknown], Truth.pass),
    (2, [.pass, .unknown, .fail, .fail], .unknown), (2, [.pass, .fail, .fail, .fail], .fail),
    (1, [.unknown, .fail], .unknown), (3, [.pass, .unknown, .unknown], .unknown),
    (3, [.pass, .unknown, .fail], .fail),
  ])
  func `a count holds where what is unknown cannot change it`(
    count: Int, parts: [Truth], expected: Truth
  ) {
    #expect(Truth.atLeast(count, of: parts) == expected)
  }
}
