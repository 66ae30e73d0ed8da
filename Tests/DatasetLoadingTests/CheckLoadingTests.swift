import Quantities
import SeriesStore
import Testing

@testable import DatasetLoading

/// `checks.yaml` is read with every fault, and later folders add to it.
@Suite struct CheckLoadingTests {
  private static let checks = """
    checks:
      series.stale: {severity: note, steps: 3}
      flow.gap:
        coverage: 90%
    waivers:
      - id: flow.gap
        network: helium
        series: revenue
        reason: nobody published the third quarter
        who: A. Kay
        until: 2026-06-30
    """

  private func load(_ text: String, over: String? = nil) throws -> LoadedDataset {
    let overlays = try over.map { try [TemporaryDataset(["checks.yaml": $0])] } ?? []
    return try TemporaryDataset.helium(["checks.yaml": text]).load(with: overlays)
  }

  @Test func `severities, thresholds and waivers are read with their lines`() throws {
    let loaded = try load(Self.checks)
    let checks = loaded.dataset.checks
    #expect(loaded.diagnostics.isEmpty)
    #expect(checks.settings.map(\.id) == ["series.stale", "flow.gap"])
    #expect(checks.settings.map(\.severity) == [.note, nil])
    #expect(checks.settings.flatMap(\.thresholds).map(\.name) == ["steps", "coverage"])
    #expect(checks.settings.flatMap(\.thresholds).map(\.value) == [3, 0.9])
    #expect(checks.settings.flatMap(\.thresholds).map(\.line) == [2, 4])
    let waiver = try #require(checks.waivers.first)
    #expect(waiver.line == 6)
    #expect([waiver.id, waiver.network, waiver.series] == ["flow.gap", "helium", "revenue"])
    #expect([waiver.reason, waiver.who] == ["nobody published the third quarter", "A. Kay"])
    #expect(waiver.until == Day("2026-06-30"))
  }

  @Test func `a later folder sets a check anew and adds waivers`() throws {
    let over = """
      checks: {series.stale: {steps: 5}}
      waivers: [{id: series.stale, network: helium, reason: r, who: w, until: 2026-01-01}]
      """
    let checks = try load(Self.checks, over: over).dataset.checks
    #expect(checks.settings.map(\.id) == ["flow.gap", "series.stale"])
    #expect(checks.settings.last?.severity == nil)
    #expect(checks.settings.last?.thresholds.map(\.value) == [5])
    #expect(checks.waivers.map(\.id) == ["flow.gap", "series.stale"])
  }

  @Test(arguments: [
    ("- a\n", "1: error: the file of checks is not a mapping", "wrong-type"),
    ("check: {}\n", "1: error: 'check' is no key of a file of checks; did you", "unknown-key"),
    ("checks: [a]\n", "1: error: 'checks' is not a mapping", "wrong-type"),
    ("checks:\n  flow.gap: 3\n", "2: error: 'flow.gap' is not a mapping", "wrong-type"),
    (
      "checks: {flow.gap: {severity: warn}}\n",
      "1: error: 'flow.gap.severity' is \"warn\", not a word that the key allows", "unknown-word"
    ),
    (
      "checks:\n  flow.gap:\n    coverage: most\n",
      "3: error: 'flow.gap.coverage' is \"most\", not a number", "not-a-number"
    ),
    (
      "checks: {flow.gap: {coverage: -1}}\n",
      "1: error: 'flow.gap.coverage' is \"-1\", less than 0",
      "negative-value"
    ),
    ("waivers: {id: a}\n", "1: error: 'waivers' is not a list", "wrong-type"),
    ("waivers:\n  - a\n", "2: error: 'waivers' is not a mapping", "wrong-type"),
    (
      "waivers: [{id: a, network: n, reason: r, who: w, until: soon}]\n",
      "1: error: 'waivers.until' is \"soon\", ", "not-a-date"
    ),
    (
      "waivers: [{id: a, network: n, who: w, until: 2026-01-01}]\n",
      "1: error: 'waivers.reason' is missing", "missing-key"
    ),
    (
      "waivers: [{id: a, network: n, reason: r, who: w, until: 2026-01-01, by: w}]\n",
      "1: error: 'waivers.by' is no key of a file of checks", "unknown-key"
    ),
  ])
  func `a fault is told with its line`(_ text: String, _ start: String, _ rule: String) throws {
    let diagnostics = try TemporaryDataset.helium(["checks.yaml": text]).diagnostics()
    let message = try #require(diagnostics.first)
    #expect(diagnostics.count == 1)
    #expect(message.hasPrefix("Datasets/checks.yaml:\(start)"), "\(message)")
    #expect(message.hasSuffix("[\(rule)]"), "\(message)")
  }
}
