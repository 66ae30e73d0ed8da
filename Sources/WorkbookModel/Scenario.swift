/// A scenario of the quarters ahead, or the one that the reader has selected.
package enum Scenario: Int, CaseIterable, Sendable {
  case bear, base, bull, own, selected

  /// The scenarios that may be selected.
  package static let choices: [Scenario] = [.bear, .base, .bull, .own]

  package var name: String { "\(self)" }
}

/// What a scenario assumes.
package enum ScenarioTerm: Int, CaseIterable, Sendable {
  /// The share of the revenue trend that goes on, or the growth a quarter that is typed instead.
  case growthShare, typedGrowth
  case priceChange, emissionFactor, burnShare

  package var title: String {
    switch self {
    case .growthShare: "share of the growth of revenue that goes on"
    case .typedGrowth: "growth of revenue, typed"
    case .priceChange: "change of the token price"
    case .emissionFactor: "times the scheduled emission"
    case .burnShare: "share of revenue burned"
    }
  }

  package var unit: String {
    switch self {
    case .growthShare, .emissionFactor: "x"
    case .typedGrowth: "a quarter"
    case .priceChange: "a year"
    case .burnShare: "share"
    }
  }

  var look: SheetCell.NumberLook {
    switch self {
    case .growthShare, .emissionFactor: .multiple
    case .typedGrowth, .priceChange, .burnShare: .percent
    }
  }

  /// The assumption of a scenario; `nil` where another term stands in.
  func assumption(_ scenario: Scenario) -> String? {
    switch (self, scenario) {
    case (.growthShare, .own): nil
    case (.growthShare, _): "break_even_growth_\(scenario)"
    case (.typedGrowth, .own): "own_growth"
    case (.typedGrowth, _): nil
    case (.priceChange, .own): "own_price_change"
    case (.priceChange, _): "break_even_price_\(scenario)"
    case (.emissionFactor, _): "emission_factor_\(scenario)"
    case (.burnShare, _): "burn_share_\(scenario)"
    }
  }
}

/// The table of what each scenario assumes, the selected one in the last column.
struct ScenarioTerms {
  let builder: WorkbookBuilder
  let sheet: Int
  /// The row of the first term.
  let firstRow: Int

  func cell(_ term: ScenarioTerm, _ scenario: Scenario) -> Expression {
    .cell(
      Address(
        sheet: sheet, row: firstRow + term.rawValue,
        column: NetworkSheet.firstPeriodColumn + scenario.rawValue),
      fixedRow: true, fixedColumn: true)
  }

  /// What stands in a cell of the table.
  func content(_ term: ScenarioTerm, _ scenario: Scenario) -> Expression {
    guard scenario == .selected else {
      return term.assumption(scenario).map(builder.cell(named:))
        ?? .text(term == .growthShare ? "typed" : "by trend")
    }
    return builder.chosen { cell(term, $0) }
  }
}

extension WorkbookBuilder {
  /// What belongs to the scenario that the reader has selected.
  func chosen(_ expression: (Scenario) -> Expression) -> Expression {
    var result = expression(.own)
    for scenario in [Scenario.bull, .base, .bear] {
      result = .when(
        .binary(.equal, cell(named: "scenario"), .text(scenario.name)), expression(scenario),
        result)
    }
    return result
  }
}
