import DatasetLoading
import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import Testing

@testable import Reporting
@testable import Screening
@testable import WorkbookModel

/// The presets, as the program runs them.
func presets(_ dataset: Dataset) throws -> [Screen] {
  try screens(ScreenFile(Screen.presetsFile, path: "screens.yaml"), dataset)
}

private func screens(_ file: ScreenFile, _ dataset: Dataset) throws -> [Screen] {
  try file.screens.map {
    try Screen($0, names: .all(of: dataset, metrics: Catalogue.standard.metrics))
  }
}

/// The sheet of the screens gives the verdicts that the engine gives.
@Suite struct WorkbookScreenTests {
  /// Rules of every kind: counted quarters and their opposite, trends, words, launches, ranks,
  /// ranges, choices, figures that are bounds, without meaning, or more than any number.
  private static let odd = """
    - id: counted
      require: ["revenue >= $1M for 2 of last 4 quarters", "not (revenue >= $2M for 3 of last 4 quarters)"]
    - id: moving
      require: ["revenue rising for 2 quarters or price falling for 3 quarters"]
    - id: words
      require: ["category = wireless or chain = solana", "not launched after 2022-01-01"]
    - id: ranks
      require: ["rank(price) <= 8 and percentile(price) > 10%"]
    - id: ranges
      require: ["change(year_ago(price), price) between -60% and 10%"]
    - id: bounds
      require: ["ltm(tokens_emitted) != 1 or equilibrium_revenue >= $1M or equilibrium_revenue < $1"]
    - id: bounded-at-most
      require: ["equilibrium_revenue <= $10B"]
    - id: without-meaning
      require: ["price_to_earnings <= 50x"]
    - id: not-without-meaning
      require: ["not price_to_earnings <= 50x"]
    - id: compared
      universe: category in (wireless, compute)
      require: ["revenue > previous(revenue)", "tokens_burned >= 0.1 * tokens_emitted"]
    """

  @Test(arguments: ["2025Q4", "2024Q3"], [nil, odd])
  func `each verdict on the sheet is the engine's`(_ period: String, _ text: String?) throws {
    let dataset = try DatasetLoader(directories: [datasets]).load().dataset
    let file = ScreenFile(text.map { Array($0.utf8) } ?? Screen.presetsFile, path: "screens.yaml")
    #expect(file.diagnostics == [])
    let screens = try screens(file, dataset)
    let audit = Audit(dataset, .init(period: try Period.parse(period)[0]))
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let workbook = audit.workbook(cover: cover, screens: screens)
    let sheet = try #require(workbook.sheets.first { $0.name == "Screens" })
    let listed = workbook.sheets[0].rows.compactMap { row -> String? in
      guard case .link(let name, _)? = row.first?.content else { return nil }
      return name
    }
    #expect(Set(workbook.sheets.dropFirst().map(\.name)).subtracting(listed).isEmpty)
    var found: Set<Truth> = []
    for (column, screen) in screens.enumerated() {
      let outcome = screen.outcome(over: audit.scope.period, of: Universe(audit.networks))
      for (row, network) in audit.networks.enumerated() {
        let place = "\(screen.id) of \(network.id)"
        let cells = sheet.rows[row + 5]
        let cell = cells.count > column + 1 ? word(cells[column + 1]) : ""
        guard let truth = outcome.rows.first(where: { $0.network == network.id })?.verdict.truth
        else {
          #expect(cell == "", "\(place)")
          continue
        }
        found.insert(truth)
        #expect(cell == ScreenReport.plainWord(truth, isFlag: screen.isFlag), "\(place)")
      }
    }
    #expect(found == Set(Truth.allCases))
  }

  @Test func `without screens there is no sheet of them`() throws {
    let dataset = try DatasetLoader(directories: [datasets]).load().dataset
    let audit = Audit(dataset, .init(period: try Period.parse("2025Q4")[0]))
    let workbook = audit.workbook(cover: Cover(release: "test", digest: "0", scope: audit.scope))
    #expect(!workbook.sheets.contains { $0.name == "Screens" })
  }

  private func word(_ cell: SheetCell) -> String? {
    switch cell.content {
    case .formula(_, .text(let text)): text
    case .blank: ""
    default: nil
    }
  }
}
