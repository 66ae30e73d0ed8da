import Quantities
import TestSupport
import Testing

@testable import Assurance

/// Each check has a dataset that breaks its rule and one that keeps it.
@Suite struct CheckTests {
  static let ids = Checks.all.map(\.id)

  @Test func `every check has its pair, and every pair its check`() {
    #expect(CheckPair.names == CheckTests.ids.sorted())
  }

  @Test(arguments: ids) func `a faulty dataset breaks its rule and no other`(_ id: String) throws {
    let pair = try #require(CheckPair(id), "Faults/\(id).txt needs [faulty] and [clean]")
    let findings = try CheckPair.findings(in: pair.faulty)
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.id == id }, "\(findings)")
  }

  @Test(arguments: ids) func `a clean dataset has no findings`(_ id: String) throws {
    let pair = try #require(CheckPair(id), "Faults/\(id).txt needs [faulty] and [clean]")
    let findings = try CheckPair.findings(in: pair.clean).map(\.description)
    #expect(findings == [])
  }

  @Test(arguments: ids) func `a finding has numbers, a remedy, and rows that exist`(
    _ id: String
  ) throws {
    let pair = try #require(CheckPair(id))
    for finding in try CheckPair.findings(in: pair.faulty) {
      #expect(finding.text.contains { $0.isNumber })
      #expect(!finding.remedy.isEmpty)
      #expect(finding.places.allSatisfy { $0.contains(".csv:") && !$0.hasSuffix(":1") })
    }
  }

  @Test func `all findings of faulty datasets read as recorded`() throws {
    let texts = try Checks.all.flatMap { check in
      try CheckPair.findings(in: CheckPair(check.id)?.faulty ?? "").map {
        "\($0.severity.rawValue): \($0)\n"
      }
    }
    try expectGolden(texts.joined(), named: "findings.txt")
  }

  @Test(arguments: Checks.all.map(\.id)) func `a check says what it is for`(_ id: String) throws {
    let check = try #require(Checks.check(id))
    #expect(id.split(separator: ".").count == 2)
    #expect(!check.title.isEmpty && !check.source.isEmpty && !check.remedy.isEmpty)
    #expect(check.rationale.hasSuffix("."))
    #expect(Set(check.thresholds.map(\.name)).count == check.thresholds.count)
    #expect(check.thresholds.allSatisfy { $0.value >= 0 && !$0.meaning.isEmpty })
  }

  @Test func `ids are used once`() {
    #expect(Set(CheckTests.ids).count == CheckTests.ids.count)
  }
}
