import DatasetLoading
import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import Testing

@testable import Screening

@Suite struct ScreenTests {
  private let networks = [
    analysis(["revenue": [300], "price": [1]], id: "big") { $0.category = "compute" },
    analysis(["revenue": [200]], id: "middle") { $0.category = "compute" },
    analysis(["revenue": [10]], id: "small") { $0.category = "compute" },
    analysis(["price": [1]], id: "silent") { $0.category = "compute" },
    analysis(["revenue": [900]], id: "other") { $0.category = "wireless" },
  ]

  private func screen(_ yaml: String) throws -> Screen {
    let file = ScreenFile(Array(yaml.utf8), path: "screens.yaml")
    #expect(file.diagnostics.map(\.description) == [])
    return try Screen(try #require(file.screens.first), names: .catalogue())
  }

  private func rows(_ yaml: String) throws -> [ScreenOutcome.Row] {
    try screen(yaml).outcome(over: quarter, of: Universe(networks)).rows
  }

  @Test func `networks that meet it come first, then unknown ones`() throws {
    let rows = try rows(
      """
      - id: s
        universe: category = compute
        require: [revenue >= 100]
        order_by: revenue
        descending: true
      """)
    #expect(rows.map(\.network) == ["big", "middle", "silent", "small"])
    #expect(rows.map(\.verdict.truth) == [.pass, .pass, .unknown, .fail])
    #expect(rows[0].history.map(\.truth) == Array(repeating: .unknown, count: 7) + [.pass])
  }

  @Test func `a limit leaves out networks that meet it beyond the first`() throws {
    let rows = try rows(
      """
      - id: s
        require: [revenue >= 100]
        order_by: revenue
        limit: 1
      """)
    #expect(rows.map(\.network) == ["middle", "silent", "small"])
  }

  @Test func `preferred rules score a range where one is unknown`() throws {
    let rows = try rows(
      """
      - id: s
        require: [revenue >= 0]
        prefer:
          - rule: revenue >= 250
            weight: 3
          - price > 0
      """)
    let points = Dictionary(uniqueKeysWithValues: rows.map { ($0.network, $0.preference.points) })
    #expect(points["big"] == 1...1)
    #expect(points["middle"] == 0...0.25)
    #expect(points["silent"] == 0.25...1)
  }

  @Test func `every fault of a screen's texts is told with its line`() throws {
    let yaml = """
      - id: s
        require:
          - revenu >= 1
          - revenue_to_emission >= $5
        order_by: revenue >
      """
    let file = ScreenFile(Array(yaml.utf8), path: "screens.yaml")
    let written = try #require(file.screens.first)
    let error = #expect(throws: WrittenFaults.self) { try Screen(written, names: .catalogue()) }
    let lines = error?.faults.map { "\($0)".split(separator: "\n")[0] } ?? []
    #expect(lines.count == 3)
    #expect(
      lines.first
        == "screens.yaml:3: error: 'require' of s: no metric or series is called 'revenu'; did you mean 'revenue'? [unknown-name]"
    )
    #expect(error?.faults.map(\.line) == [3, 4, 5])
  }

  @Test func `the program's screens are sound and name their thresholds' source`() throws {
    let file = ScreenFile(Screen.presetsFile, path: "presets")
    #expect(file.diagnostics.map(\.description) == [])
    #expect(
      file.screens.map(\.id) == [
        "leaders-index", "self-funding", "path-to-breakeven", "demand-led", "overbuilt",
        "quiet-compounder", "unlock-cliff", "concentrated", "evidence-grade",
      ])
    for written in file.screens {
      let screen = try Screen(written, names: .catalogue())
      #expect(screen.require.allSatisfy { !$0.source.isEmpty }, "\(screen.id)")
      #expect(!screen.meaning.isEmpty)
    }
  }

  @Test(arguments: [
    ("- id: s\n  require: []", "empty-value"), ("- id: s", "missing-key"),
    ("- require: [revenue > 1]", "missing-key"), ("id: s", "wrong-type"),
    ("- id: s\n  requires: [revenue > 1]\n  require: [revenue > 1]", "unknown-key"),
    ("- id: s\n  require: [revenue > 1]\n  limit: 0", "screen-form"),
    ("- id: s\n  require: [revenue > 1]\n- id: s\n  require: [revenue > 1]", "duplicate-screen"),
    ("- id: s\n  require:\n    - weight: 2", "missing-key"), ("", "wrong-type"),
    ("- [", "yaml-syntax"),
  ])
  func `a file that is no list of screens is a fault`(yaml: String, rule: String) {
    let file = ScreenFile(Array(yaml.utf8), path: "screens.yaml")
    #expect(file.diagnostics.contains { "\($0.rule)" == rule }, "\(file.diagnostics)")
  }
}
