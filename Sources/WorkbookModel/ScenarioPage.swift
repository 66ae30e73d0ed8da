package import Formulas
package import Quantities
package import SeriesStore

/// The sheet of the quarters ahead: what each scenario assumes, when revenue pays for emission under
/// each, then a block for each network.
package final class ScenarioPage {
  package static let name = "Scenarios"

  private let builder: WorkbookBuilder
  private let sheet: Int
  private let terms: ScenarioTerms
  /// The reported quarter, where the paths start, and eight that follow.
  package let columns: [PeriodColumn]
  package private(set) var blocks: [ScenarioBlock] = []

  /// Prepares the sheet for the quarters after one.
  package init(_ builder: WorkbookBuilder, after quarter: Period) {
    (self.builder, sheet) = (builder, builder.place(of: Self.name))
    let ahead = PeriodColumn.ahead(of: quarter).map(\.period)
    columns = PeriodColumn.run(of: [quarter] + ahead, perYear: 4)
    // Below the head, an empty row, a title and the names of the scenarios.
    terms = ScenarioTerms(
      builder: builder, sheet: sheet, firstRow: NetworkSheet.Head.allCases.count + 3)
  }

  /// Adds a network.
  package func add(
    _ network: NetworkSeries, policies: Policies, start: ScenarioBlock.Start,
    definition: @escaping (String) -> Formula?
  ) {
    let lines = NetworkSheet(
      builder, sheet: sheet, columns: columns, network: network, policies: policies,
      definition: definition)
    blocks.append(ScenarioBlock(lines, terms, start: start))
  }

  /// Writes the sheet, with room for charts, and says where the room begins.
  package func layOut(chartRows: Int) -> Int {
    blocks.first?.sheet.startSharedSheet()
    let page = PageWriter(builder, sheet: sheet)
    page.space()
    page.row(["What each scenario assumes; blue cells in Assumptions decide"], .subtitle)
    writeNames("term", to: page)
    precondition(page.row == terms.firstRow, "formulas find the terms by row")
    writeTerms(to: page)
    for note in [
      "The first column is where the paths start: the newest whole figures, of an earlier quarter where their "
        + "lines say so.",
      "A falling token price brings the quarter nearer: emission then costs less, while the service is priced "
        + "in USD.",
      "Emission is the schedule's: what is minted again from burns comes on top. Blue cells below, one set "
        + "for each network, win over the scenario.",
    ] { page.row([note], .note) }
    page.space()
    page.row(["First quarter in which revenue pays for emission"], .subtitle)
    writeNames("network", to: page)
    let overview = page.row
    for block in blocks { page.row([block.sheet.network.profile.name], .label) }
    let charts = page.row + 1
    if chartRows > 0 { builder.grids[sheet].sheet.pageBreaks = [page.row] }
    for _ in 0..<chartRows { page.space() }
    for block in blocks {
      block.sheet.layOutBelow(title: block.sheet.network.profile.name)
      builder.grids[sheet].sheet.validations += block.validations
    }
    for (index, block) in blocks.enumerated() {
      for scenario in Scenario.allCases {
        page.fill(
          row: overview + index, column: NetworkSheet.firstPeriodColumn + scenario.rawValue,
          CellFormula(block.shortBreakEven(scenario)), .headline(.word))
      }
      page.fill(
        row: overview + index,
        column: NetworkSheet.firstPeriodColumn + Scenario.allCases.count,
        CellFormula(block.reason), .note)
    }
    return charts
  }

  private func writeNames(_ title: String, to page: PageWriter) {
    page.row([title, ""] + Scenario.allCases.map(\.name), .heading)
  }

  private func writeTerms(to page: PageWriter) {
    for term in ScenarioTerm.allCases {
      page.beginRow()
      page.text(term.title, .label)
      page.text(term.unit, .note)
      for scenario in Scenario.allCases {
        page.formula(CellFormula(terms.content(term, scenario)), .computed(term.look))
      }
    }
    page.space()
  }
}
