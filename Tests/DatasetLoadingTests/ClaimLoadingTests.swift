import Foundation
import Quantities
import SeriesStore
import Testing

@testable import DatasetLoading

/// `claims.yaml`: what is read of it, and what is said where it cannot be.
@Suite struct ClaimLoadingTests {
  private static let head = """
    - id: a
      claim: Burns exceed mints
      source: alpha
      as_of: 2025-01-31
      why: burns over mints

    """

  /// Loads the claims of a dataset of two networks and a benchmark.
  private func load(_ claims: String) throws -> LoadedDataset {
    let dataset = try TemporaryDataset.helium([
      "claims.yaml": claims, "akash/network.yaml": TemporaryDataset.profile,
      "benchmarks/sector/benchmark.yaml": "name: Sector\n",
    ])
    return try dataset.load()
  }

  private func claim(_ keys: String) throws -> Claim {
    let loaded = try load(Self.head + keys)
    #expect(loaded.diagnostics.map(\.description) == [])
    return try #require(loaded.dataset.claims.first)
  }

  /// The diagnostics of a text as `claims.yaml`, without the directory.
  private func diagnostics(_ claims: String) throws -> [String] {
    try load(claims).diagnostics.map { diagnostic in
      let text = diagnostic.description
      return String(text[(text.range(of: "claims.yaml")?.lowerBound ?? text.startIndex)...])
    }
  }

  @Test func `every key of a claim is read, with its line`() throws {
    let claim = try claim(
      """
        said_by: The operator
        over: [helium, akash]
        combine: sum
        of: revenue@2025
        test: value between 68M and 76M
      """)
    #expect(claim.id == "a")
    #expect(claim.statement == "Burns exceed mints")
    #expect(claim.saidBy == "The operator")
    #expect(claim.source == "alpha")
    #expect(claim.asOf == Day("2025-01-31"))
    #expect(claim.scope == .named(["helium", "akash"]))
    #expect(claim.why == "burns over mints")
    #expect(claim.line == 1)
    let of = Claim.Expression("revenue@2025", line: 9)
    let test = Claim.Expression("value between 68M and 76M", line: 10)
    #expect(claim.test == .combined(.sum, of: of, condition: test))
  }

  @Test func `a claim knows its file, and who says it where nobody else is named`() throws {
    let loaded = try load(Self.head + "  over: all\n  test: revenue > 1\n")
    let claim = try #require(loaded.dataset.claims.first)
    #expect(loaded.dataset.files[Int(claim.file)].hasSuffix("/claims.yaml"))
    #expect(claim.saidBy == "A")
  }

  @Test(arguments: [
    ("helium", Claim.Scope.named(["helium"])), ("sector", .named(["sector"])), ("all", .all),
    ("[akash, sector]", .named(["akash", "sector"])),
    ("category = wireless", .matching(Claim.Expression("category = wireless", line: 6))),
    ("cohort>=2022", .matching(Claim.Expression("cohort>=2022", line: 6))),
  ])
  func `what a claim speaks of is named or described`(_ text: String, _ scope: Claim.Scope) throws {
    #expect(try claim("  over: \(text)\n  test: revenue > 1\n").scope == scope)
  }

  @Test(arguments: ["all", "any"])
  func `each network is tested by itself`(_ word: String) throws {
    let test = Claim.Expression("revenue > 1", line: 8)
    let claim = try claim("  over: all\n  combine: \(word)\n  test: revenue > 1\n")
    #expect(claim.test == (word == "any" ? .any(test) : .all(test)))
  }

  @Test func `without another word every network must pass`() throws {
    let claim = try claim("  over: all\n  test: revenue > 1\n")
    #expect(claim.test == .all(Claim.Expression("revenue > 1", line: 7)))
  }

  @Test(arguments: Claim.Combination.allCases)
  func `figures of networks are combined`(_ combination: Claim.Combination) throws {
    let claim = try claim(
      "  over: all\n  combine: \(combination.rawValue)\n  of: revenue\n  test: value > 1\n")
    let (of, test) = (Claim.Expression("revenue", line: 8), Claim.Expression("value > 1", line: 9))
    #expect(claim.test == .combined(combination, of: of, condition: test))
  }

  @Test func `what no test can decide says what it needs, and why is optional then`() throws {
    let text = Self.head.replacing("  why: burns over mints\n", with: "")
    let loaded = try load(text + "  over: helium\n  needs: mints by class\n")
    #expect(loaded.diagnostics == [])
    #expect(loaded.dataset.claims.map(\.test) == [.needs("mints by class")])
    #expect(loaded.dataset.claims.map(\.why) == [""])
  }

  @Test(arguments: [
    ("# nothing yet\n", "1: error: the claims are no list; write each claim after '- '"),
    ("helium: 1\n", "1: error: the claims are no list; write each claim after '- '"),
    ("\n- 5\n", "2: error: the claim is not a mapping; write it as {key: value}"),
  ])
  func `a file that is no list of claims is a fault`(_ text: String, _ message: String) throws {
    #expect(try diagnostics(text) == ["claims.yaml:\(message) [wrong-type]"])
  }

  @Test func `an empty list, like no file, has no claims`() throws {
    #expect(try load("[]\n").diagnostics == [])
    #expect(try TemporaryDataset.helium([:]).load().dataset.claims == [])
  }

  @Test func `all faults of a claim are told, and the good claims stay`() throws {
    let text =
      """
      - id: bad
        clam: misspelt
        source: alpa
        as_of: January
        over: [heliun, akash]
        combine: mean
        test: revenue > 1

      """ + Self.head.replacing("id: a", with: "id: good") + "  over: all\n  test: revenue > 1\n"
    #expect(try load(text).dataset.claims.map(\.id) == ["good"])
    #expect(
      try diagnostics(text) == [
        "claims.yaml:1: error: 'claim' is missing; add 'claim: …' [missing-key]",
        "claims.yaml:1: error: 'why' is missing; add 'why: …' [missing-key]",
        "claims.yaml:2: error: 'clam' is no key of a claim; did you mean 'claim'? [unknown-key]",
        "claims.yaml:3: error: 'source' is \"alpa\", not listed in sources.csv; did you mean 'alpha'? "
          + "[unknown-source]",
        "claims.yaml:4: error: 'as_of' is \"January\", not a day; write it as 2025-12-31 [not-a-date]",
        "claims.yaml:5: error: 'over' is \"heliun\", no folder of this name; did you mean 'helium'? "
          + "[unknown-network]",
        "claims.yaml:6: error: 'combine' is \"mean\", not a word that the key allows; "
          + "write one of all, any, sum, median, count, share [unknown-word]",
      ])
  }

  @Test func `an overlay adds claims, and none twice`() throws {
    let claims = Self.head + "  over: helium\n  test: revenue > 1\n"
    let base = try TemporaryDataset.helium(["claims.yaml": claims])
    let overlay = try TemporaryDataset([
      "claims.yaml": claims + claims.replacing("id: a", with: "id: b")
    ])
    #expect(try base.load(with: [overlay]).dataset.claims.map(\.id) == ["a", "b"])
    #expect(
      try base.diagnostics(with: [overlay]) == [
        "Overlay/claims.yaml:1: error: 'id' is \"a\", defined before in Datasets/claims.yaml:1; "
          + "delete one of the two [duplicate-claim]"
      ])
  }
}
