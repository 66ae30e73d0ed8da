import Foundation
import Testing

@testable import DatasetLoading

/// Each rule has a dataset that breaks it and one that keeps it.
@Suite struct FaultTests {
  @Test(arguments: FaultCase.all)
  func `a mended dataset has no diagnostics`(_ fault: FaultCase) throws {
    #expect(try fault.diagnostics(fault.mended) == [])
  }

  @Test(arguments: FaultCase.all)
  func `a faulty dataset breaks its rule and no other`(_ fault: FaultCase) throws {
    let diagnostics = try fault.diagnostics(fault.faulty)
    #expect(!diagnostics.isEmpty)
    #expect(diagnostics.allSatisfy { $0.hasSuffix("[\(fault.name)]") }, "\(diagnostics)")
  }

  @Test func `every rule has its case`() {
    let rules = Diagnostic.Rule.allCases.map(\.rawValue).sorted()
    #expect(FaultCase.all.map(\.name) == rules)
  }

  @Test func `all messages read as recorded`() throws {
    let sections = try FaultCase.all.map { fault in
      "\(fault.name)\n" + (try fault.diagnostics(fault.faulty)).map { "  \($0)\n" }.joined()
    }
    try expectGolden("faults.txt", sections.joined(separator: "\n"))
  }
}

/// Compares a text with a golden file; with `UPDATE_GOLDEN=1` writes it, and still fails.
func expectGolden(_ name: String, _ text: String, filePath: String = #filePath) throws {
  let url = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try Data(text.utf8).write(to: url)
    Issue.record("\(name) was recorded")
  }
  let golden = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  let (actual, expected) = (text.split(separator: "\n"), golden.split(separator: "\n"))
  let difference = zip(actual, expected).first { $0 != $1 }
  #expect(text == golden, "first difference: \(String(describing: difference))")
}

@Suite struct GoldenFolderTests {
  @Test func `no golden file is left over`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.sorted() == ["faults.txt", "rules.txt"])
  }
}

@Suite struct RuleTests {
  @Test func `the catalogue of rules reads as recorded`() throws {
    let lines = Diagnostic.Rule.allCases.map { "\($0) (\($0.severity)): \($0.meaning)\n" }
    try expectGolden("rules.txt", lines.joined())
  }

  @Test func `no two rules mean the same`() {
    let rules = Diagnostic.Rule.allCases
    #expect(Set(rules.map(\.meaning)).count == rules.count)
  }
}
