import DatasetLoading
import EconomicMetrics
import Quantities
import SeriesStore
import Testing

@testable import Reporting
@testable import Screening
@testable import WorkbookModel

/// The sheet of the scorecard gives what the engine gives, step by step.
@Suite struct WorkbookScorecardTests {
  /// Metrics that stand for a loss, a bound on either side and what does not apply, a curve that
  /// rises and falls.
  private static let odd = """
    least_known: 10%
    grades: [{grade: A, from: 70}, {grade: B, from: 40}, {grade: C, from: 0}]
    pillars:
      - id: one
        weight: 2
        metrics:
          - {metric: price_to_earnings, weight: 3, points: [[0x, 100], [50x, 0]]}
          - {metric: fees_to_provider_emission, points: [[0x, 10], [0.5x, 90], [1x, 40]]}
          - {metric: equilibrium_revenue, points: [[$0, 0], [$1M, 70], [$50M, 30]]}
      - id: two
        weight: 1
        metrics: [{metric: burn_to_mint, points: [[0x, 0], [2x, 100]]}]
    """

  @Test(arguments: [("2025Q4", nil), ("2024Q2", nil), ("2025Q4", odd), ("2025Q3", odd)])
  func `each step on the sheet is the engine's`(_ period: String, _ text: String?) throws {
    let loaded = try DatasetLoader(directories: [datasets]).load()
    var dataset = loaded.dataset
    let bytes = text.map { Array($0.utf8) } ?? Scorecard.presetFile
    dataset.scorecard = ScorecardFile(bytes, path: "scorecard.yaml").scorecard
    let audit = Audit(dataset, .init(period: try Period.parse(period)[0]))
    let scorecard = try #require(audit.scorecard)
    let book = AuditWorkbook(audit, cover: Cover(release: "test", digest: "0", scope: audit.scope))
    let sheet = try #require(book.workbook().sheets.first { $0.name == "Scorecard" })
    var row = try #require(
      sheet.rows.firstIndex { $0.count > 1 && shown($0[1]) == .text("pillar's weight") })
    var standings: Set<ScoreStanding> = []
    for (index, network) in audit.networks.enumerated() {
      let score = scorecard.score(of: network, over: audit.scope.period)
      row =
        try #require(
          sheet.rows.indices.dropFirst(row + 1).first {
            sheet.rows[$0].first.flatMap(shown) == .text("metric")
          }) + 1
      for pillar in score.pillars {
        for input in pillar.inputs {
          standings.insert(input.standing)
          let place = "\(network.id) \(input.input.metric)"
          let cells = sheet.rows[row]
          expect(cells[5], input.range?.lowerBound, place)
          expect(cells[6], input.range?.upperBound, place)
          expect(cells[8], input.share, place)
          expect(cells[9], input.contribution?.lowerBound ?? 0, place)
          expect(cells[10], input.contribution?.upperBound ?? 0, place)
          row += 1
        }
        expect(sheet.rows[row][5], pillar.range?.lowerBound, "\(network.id) \(pillar.pillar.id)")
        expect(sheet.rows[row][6], pillar.range?.upperBound, "\(network.id) \(pillar.pillar.id)")
        row += 1
      }
      for cells in [(sheet.rows[row], 5, 6), (sheet.rows[5 + index], 1, 2)] {
        expect(cells.0[cells.1], score.range?.lowerBound, network.id)
        expect(cells.0[cells.2], score.range?.upperBound, network.id)
      }
      expect(sheet.rows[row][11], score.knownShare, network.id)
      expect(sheet.rows[row + 1][5], score.grades?.worst, network.id)
      expect(sheet.rows[row + 1][6], score.grades?.best, network.id)
    }
    let wanted: Set<ScoreStanding> =
      text == nil
      ? [.known, .unknown, .notApplicable]
      : [period == "2025Q4" ? .loss : .atMost, .atLeast, .unknown, .notApplicable]
    #expect(standings.isSuperset(of: wanted), "\(standings)")
  }

  private func shown(_ cell: SheetCell) -> CellValue? {
    switch cell.content {
    case .formula(_, let value): value
    case .text(let text), .link(let text, target: _): .text(text)
    case .number(let value): .number(value)
    default: nil
    }
  }

  private func expect(_ cell: SheetCell, _ number: Double?, _ place: String) {
    switch shown(cell) {
    case .number(let value):
      #expect(number.map { abs($0 - value) < 1e-9 * max(1, abs($0)) } == true, "\(place): \(value)")
    case .text(let text): #expect(number == nil && text.hasPrefix("n/a: "), "\(place): \(text)")
    case nil: Issue.record("\(place): an empty cell")
    }
  }

  private func expect(_ cell: SheetCell, _ grade: String?, _ place: String) {
    guard case .text(let text) = shown(cell) else {
      Issue.record("\(place): no grade")
      return
    }
    #expect(grade.map { $0 == text } ?? text.hasPrefix("n/a: "), "\(place): \(text)")
  }
}
