import Formulas
import Quantities
import SeriesStore

/// The sheet of choices and constants: each a cell with a name, so that no formula holds a number.
extension WorkbookBuilder {
  /// The columns of the sheet.
  enum AssumptionColumn: Int, CaseIterable {
    case name, value, unit, meaning, source

    var title: String { "\(self)" }
  }

  /// A choice or constant that formulas refer to.
  package struct Assumption {
    /// The defined name: letters, digits and underscores.
    package var name: String
    /// A number, a text or a day.
    package var value: SheetCell
    package var unit: String
    /// What it decides.
    package var meaning: String
    /// Where the default comes from.
    package var source: String

    package init(
      _ name: String, _ value: SheetCell, unit: String = "", meaning: String, source: String
    ) {
      (self.name, self.value, self.unit) = (name, value, unit)
      (self.meaning, self.source) = (meaning, source)
    }
  }

  /// A constant of a method, under the name that formulas call it by.
  enum Constant: String, CaseIterable {
    case wholeCoverage = "whole_coverage"
    case coverageTolerance = "coverage_tolerance"
    case longestSplit = "longest_split"
    case oldestClose = "oldest_close"
    case oldestHistoryClose = "oldest_history_close"
    case shortestHistory = "shortest_history"
    case daysOfGrowthYear = "days_of_growth_year"
    case indexBase = "index_base"
    case recentDays = "recent_days"
    case monthAhead = "month_ahead"
    case quarterAhead = "quarter_ahead"
    case monthsOfYear = "months_of_year"
    case daysOfWeek = "days_of_week"
    case equality = "equality"
    case firstDay = "first_day_of_1970"
    case bothUp = "quadrant_both_up"
    case revenueUp = "quadrant_revenue_up"
    case bothDown = "quadrant_both_down"
    case priceUp = "quadrant_price_up"
    case concentrationScale = "concentration_scale"
    case leastSpread = "least_spread"
    case fewestTailReturns = "tail_returns_needed"
    case flatDays = "flat_days"
    case outlierDays = "outlier_days"
    case outlierDistance = "outlier_distance"
    case fewestOutlierCloses = "outlier_closes_needed"
    case percentileQuarters = "percentile_quarters"
    case fewestPercentileQuarters = "percentile_quarters_needed"
    case variationWeeks = "variation_weeks"
    case fewestVariationWeeks = "variation_weeks_needed"
    case comovementMonths = "comovement_months"
    case fewestComovementMonths = "comovement_months_needed"
    case fewestLagMonths = "lag_months_needed"
    case longestLag = "longest_lag"
    case dailyReturns = "daily_returns_a_year"
    case weeklyReturns = "weekly_returns_a_year"
    case monthlyReturns = "monthly_returns_a_year"
  }

  func writeAssumptions(_ policies: Policies) {
    grids[assumptions].append(["Assumptions"], .title)
    grids[assumptions].append(
      ["Blue cells are meant to be changed: every figure that rests on them follows."], .note)
    grids[assumptions].append([Grid.Cell]())
    grids[assumptions].append(AssumptionColumn.allCases.map(\.title), .heading)
    grids[assumptions].sheet.frozenRows = 4
    grids[assumptions].sheet.columnWidths = [34, 16, 14, 70, 60]
    section("Policies: choices that reasonable people make differently")
    let source = "policy of this report; depin-audit metrics --policies lists the defaults"
    for policy in policies.listed {
      let look = Policies.Number(rawValue: policy.name).map(\.look)
      let value =
        look.map { SheetCell(.number(Double(policy.value) ?? 0), .input($0)) }
        ?? SheetCell(.text(policy.value), .inputText)
      assume(Assumption(policy.name, value, meaning: policy.meaning, source: source))
    }
    section("Constants of the methods")
    for constant in Constant.allCases {
      let terms = constant.terms
      assume(
        Assumption(
          constant.rawValue, SheetCell(.number(terms.value), .input(terms.look)), unit: terms.unit,
          meaning: terms.meaning, source: WorkbookBuilder.method))
    }
  }

  /// Starts a group of assumptions.
  package func section(_ title: String) {
    grids[assumptions].append([Grid.Cell]())
    grids[assumptions].append([title], .subtitle)
  }

  /// Adds an assumption and gives its cell.
  @discardableResult package func assume(_ assumption: Assumption) -> Address {
    let texts = [assumption.unit, assumption.meaning, assumption.source]
    let widths = grids[assumptions].sheet.columnWidths.dropFirst(2)
    let row = grids[assumptions].append(
      [SheetCell(.text(assumption.name), .label), assumption.value]
        + zip(texts, widths).map { text, width in
          // The letters of notes are small; what is longer all the same would be cut.
          SheetCell(.text(text), Double(text.count) > width * 1.1 ? .wrapped : .note)
        })
    let address = Address(
      sheet: assumptions, row: row, column: AssumptionColumn.value.rawValue)
    name(address, assumption.name)
    return address
  }

  func policy(_ number: Policies.Number) -> Expression { cell(named: number.rawValue) }

  /// A number of a definition: as it is where it is 0, 1 or 2, else a cell with a name.
  func number(_ value: Double) -> Expression {
    guard ![0, 1, 2].contains(value) else { return .number(value) }
    let digits = NumberFormat.shortest(value).replacing("-", with: "minus_")
    let name = "number_\(digits.replacing(".", with: "_").replacing("+", with: ""))"
    if !hasCell(named: name) {
      if !hasNumbers {
        section("Numbers of the definitions: part of the formulas, not to be changed")
      }
      hasNumbers = true
      assume(
        Assumption(
          name, SheetCell(.number(value), .computed(.general)),
          meaning: "a number of a formula in Definitions, no choice", source: WorkbookBuilder.method
        ))
    }
    return cell(named: name)
  }

  private static let method = "method of depin-audit, told in Definitions"

  func constant(_ constant: Constant) -> Expression { cell(named: constant.rawValue) }
}

extension WorkbookBuilder.Constant {
  /// Its value, as the engine has it, and what it means.
  fileprivate var terms: (value: Double, look: SheetCell.NumberLook, unit: String, meaning: String)
  {
    switch self {
    case .wholeCoverage:
      (FlowReading.wholeCoverage, .percent, "share", "days that a figure covers to count as whole")
    case .coverageTolerance:
      (
        Figure.coverageTolerance, .percent, "share",
        "difference of coverage up to which two flows are set against each other"
      )
    case .longestSplit:
      (
        Double(Track.longestSplit), .integer, "days",
        "longest row that is cut at a period's edge; a longer one counts only where it lies inside"
      )
    case .oldestClose:
      (
        Double(PriceBook.oldestClose), .integer, "days",
        "age up to which a close stands for the end of a period"
      )
    case .oldestHistoryClose:
      (
        Double(Evaluator.oldestHistoryClose), .integer, "days",
        "age of the last close up to which a price has a history"
      )
    case .shortestHistory:
      (
        Double(Evaluator.shortestHistory), .integer, "days",
        "shortest history of closes whose growth is stated a year"
      )
    case .daysOfGrowthYear: (365.25, .general, "days", "days of a year in compound growth")
    case .indexBase: (100, .integer, "", "value of an index at its base")
    case .recentDays: (30, .integer, "days", "days up to a period's end that count as recent")
    case .monthAhead: (30, .integer, "days", "days ahead that count as the next month")
    case .quarterAhead: (90, .integer, "days", "days ahead that count as the next quarter")
    case .firstDay:
      (Day(number: 0).serial, .day, "", "day from which the engine counts the days of a date")
    case .equality:
      (1e-12, .general, "share", "difference up to which two figures are equal: twelve digits")
    case .bothUp: (1, .integer, "", "quadrant: revenue and price rose")
    case .revenueUp: (2, .integer, "", "quadrant: revenue rose, the price fell")
    case .bothDown: (3, .integer, "", "quadrant: revenue and price fell")
    case .priceUp: (4, .integer, "", "quadrant: revenue fell, the price rose")
    case .concentrationScale: (10_000, .integer, "", "index of concentration of a single part")
    case .leastSpread:
      (1e-14, .general, "", "deviation up to which returns do not vary but for rounding")
    case .fewestTailReturns:
      (Double(TailRisk.fewest), .integer, "", "daily returns that a value at risk needs")
    case .flatDays: (365, .integer, "days", "days in which a run of equal closes is looked for")
    case .outlierDays: (90, .integer, "days", "days in which outliers of the price are looked for")
    case .outlierDistance:
      (8, .integer, "", "median distances from the median beyond which a close is an outlier")
    case .fewestOutlierCloses: (10, .integer, "", "closes that a search for outliers needs")
    case .percentileQuarters:
      (8, .integer, "quarters", "quarters of a percentile in its own history")
    case .fewestPercentileQuarters:
      (6, .integer, "quarters", "quarters with a value that such a percentile needs")
    case .variationWeeks: (13, .integer, "weeks", "weeks of the variation of revenue")
    case .fewestVariationWeeks: (10, .integer, "weeks", "whole weeks that the variation needs")
    case .comovementMonths:
      (12, .integer, "months", "months of the co-movement of revenue and price")
    case .fewestComovementMonths:
      (10, .integer, "months", "months with both changes that the co-movement needs")
    case .fewestLagMonths:
      (Double(LeadLag.fewest), .integer, "months", "months with both changes that a lag needs")
    case .longestLag:
      (Double(LeadLag.reach), .integer, "months", "months by which the price may follow revenue")
    case .daysOfWeek: (7, .integer, "days", "days of a week")
    case .dailyReturns: (ReturnGrain.day.perYear, .general, "", "daily returns of a year")
    case .weeklyReturns: (ReturnGrain.week.perYear, .general, "", "weekly returns of a year")
    case .monthlyReturns: (ReturnGrain.month.perYear, .general, "", "monthly returns of a year")
    case .monthsOfYear: (12, .integer, "months", "months of a year")
    }
  }
}

extension Policies.Number {
  /// How the policy is shown.
  fileprivate var look: SheetCell.NumberLook {
    range.upperBound <= 1 || range.upperBound == 100 ? .percent : .general
  }
}
