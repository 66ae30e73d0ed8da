import Formulas
package import Quantities
import SeriesStore

/// The quarters ahead of one network: what it starts from, and what follows under each scenario.
///
/// The first column is the reported quarter, where the paths start. Cells that a reader may fill win
/// over the scenario.
package final class ScenarioBlock {
  /// Where the paths start.
  package struct Start {
    /// Revenue of a quarter and the price at its end; why there is none where there is none.
    package var revenue: CellFormula
    package var revenueNote: String
    /// The quarters that they are of, where these are not the reported one.
    package var olderRevenue: Period?
    package var price: CellFormula
    package var priceNote: String
    package var olderPrice: Period?
    /// Growth of revenue a year by its trend, one cell for all columns.
    package var trend: CellFormula
    /// Why no tokens are burned for service, where none are.
    package var burnObjection: String?

    package init(
      revenue: CellFormula, revenueNote: String, olderRevenue: Period?, price: CellFormula,
      priceNote: String, olderPrice: Period?, trend: CellFormula, burnObjection: String?
    ) {
      (self.revenue, self.revenueNote, self.olderRevenue) = (revenue, revenueNote, olderRevenue)
      (self.price, self.priceNote, self.olderPrice) = (price, priceNote, olderPrice)
      (self.trend, self.burnObjection) = (trend, burnObjection)
    }
  }

  /// The lines of one scenario.
  private struct Path {
    let growth: NetworkSheet.LineID
    let revenue: NetworkSheet.LineID
    let close: NetworkSheet.LineID
    let emission: NetworkSheet.LineID
    let ratio: NetworkSheet.LineID
    let flag: NetworkSheet.LineID
    let breakEven: NetworkSheet.LineID
  }

  private let builder: WorkbookBuilder
  let sheet: NetworkSheet
  private let start: Start
  private let terms: ScenarioTerms
  private var own: [Own: NetworkSheet.LineID] = [:]
  private var paths: [Scenario: Path] = [:]

  /// Cells of the reader's own.
  private enum Own: String, CaseIterable {
    case revenue, price, growth, priceChange, emission, burnShare

    var title: String {
      switch self {
      case .revenue: "own revenue of the quarter to start from"
      case .price: "own price to start from"
      case .growth: "own growth of revenue a quarter"
      case .priceChange: "own change of the price a year"
      case .emission: "own emission of the quarter"
      case .burnShare: "own share of revenue burned"
      }
    }

    var look: SheetCell.NumberLook {
      switch self {
      case .revenue: .usd
      case .price: .price
      case .growth, .priceChange, .burnShare: .percent
      case .emission: .amount
      }
    }

    var range: ClosedRange<Double> {
      switch self {
      case .revenue, .emission: 0...1e15
      case .price: 1e-12...1e9
      case .growth, .priceChange: -0.99...100
      case .burnShare: 0...100
      }
    }

    /// Whether it says where the paths start, in the first column, or how they go on.
    var isStart: Bool { self == .revenue || self == .price }
  }

  init(
    _ sheet: NetworkSheet, _ terms: ScenarioTerms, start: Start
  ) {
    (self.sheet, self.terms, self.start) = (sheet, terms, start)
    builder = sheet.builder
    declare()
  }

  // MARK: What pages read

  /// Revenue-to-emission of the quarters ahead.
  package func ratios(_ scenario: Scenario) -> [CellFormula] {
    guard let line = paths[scenario]?.ratio else { return [] }
    return sheet.columns.indices.dropFirst().map { CellFormula(sheet.cell(line, $0)) }
  }

  /// The sum of revenue-to-emission of the quarters ahead.
  package func sumOfRatios(_ scenario: Scenario) -> CellFormula {
    guard let line = paths[scenario]?.ratio else { return 0 }
    return CellFormula(.call(.sum, [sheet.run(line, 1..<sheet.columns.count)]))
  }

  /// The first quarter in which revenue pays for emission, without the reason where there is none.
  func shortBreakEven(_ scenario: Scenario) -> Expression {
    guard let path = paths[scenario] else { return .text("n/a") }
    let flags = sheet.run(path.flag, 1..<sheet.columns.count)
    return .when(
      .binary(.equal, .call(.count, [flags]), .number(0)), .text("n/a"),
      sheet.cell(path.breakEven, 1))
  }

  /// Why the selected scenario says nothing; empty where it does.
  var reason: Expression {
    guard let path = paths[.selected] else { return .text("") }
    let flags = sheet.run(path.flag, 1..<sheet.columns.count)
    return .when(
      .binary(.equal, .call(.count, [flags]), .number(0)), sheet.cell(path.breakEven, 1),
      .text(""))
  }

  /// What the reader's own cells accept.
  var validations: [SheetValidation] {
    Own.allCases.compactMap { kind in
      guard let line = own[kind],
        case .cell(let address, _, _) = sheet.cell(line, kind.isStart ? 0 : 1)
      else { return nil }
      let last = address.column + (kind.isStart ? 0 : sheet.columns.count - 2)
      let range = kind.range
      let message =
        "\(kind.title), from \(NumberFormat.shortest(range.lowerBound)) to "
        + "\(NumberFormat.shortest(range.upperBound)); left empty the scenario decides."
      return SheetValidation(
        .number(range),
        on: SheetRange(rows: address.row...address.row, columns: address.column...last),
        title: "own figure", message: message, error: message)
    }
  }

  // MARK: Lines

  private func declare() {
    let schedule = Formula.sum("scheduled_emission")
    let rows = sheet.lower(schedule, [:])
    let coverage = sheet.coverage(of: schedule, [:])
    for kind in Own.allCases { own[kind] = ownLine(kind) }
    let revenue = startLine(
      "revenue to start from", .revenue, start.revenue, start.revenueNote, start.olderRevenue)
    let price = startLine(
      "price to start from", .price, start.price, start.priceNote, start.olderPrice)
    let growth = growthLine()
    let scheduled = scheduleLine(rows, coverage)
    sheet.heading("The scenario selected in Assumptions")
    let selected = path(.selected, revenue, price, growth, scheduled)
    paths[.selected] = selected
    declareBurns(selected, scheduled)
    for scenario in Scenario.choices {
      sheet.heading("Scenario \(scenario)")
      paths[scenario] = path(scenario, revenue, price, growth, scheduled)
    }
  }

  private func line(
    _ label: String, _ unit: String, _ look: SheetCell.NumberLook, note: String = "",
    isHeadline: Bool = false, isInput: Bool = false, liveLabel: (() -> Expression)? = nil,
    _ cell: @escaping (Int) -> Expression?
  ) -> NetworkSheet.LineID {
    sheet.declare(
      .init(label: label, liveLabel: liveLabel, unit: unit, note: note) { column in
        cell(column).map { .formula($0, isHeadline ? .headline(look) : .computed(look)) }
      }, isInput: isInput)
  }

  private func ownLine(_ kind: Own) -> NetworkSheet.LineID {
    sheet.declare(
      .init(label: kind.title, unit: "", note: "left empty the scenario decides") { column in
        guard (column == 0) == kind.isStart else { return nil }
        return .init(content: .blank, look: .input(kind.look))
      }, isInput: true)
  }

  /// The reader's own cell where it has a number.
  private func own(_ kind: Own, _ column: Int, else other: Expression) -> Expression {
    guard let line = own[kind] else { return other }
    let cell = sheet.cell(line, column)
    return .when(.isNumber(cell), cell, other)
  }

  private func startLine(
    _ label: String, _ kind: Own, _ cell: CellFormula, _ note: String, _ older: Period?
  ) -> NetworkSheet.LineID {
    let isOwn = own[kind].map { line in
      { Expression.isNumber(self.sheet.cell(line, 0)) }
    }
    return line(
      label, kind == .revenue ? "USD" : "USD/token", kind.look, note: note, isInput: true,
      liveLabel: older.flatMap { quarter in
        isOwn.map { isOwn in
          { .when(isOwn(), .text(label), .text("\(label): that of \(quarter)")) }
        }
      }
    ) {
      $0 == 0 ? self.own(kind, 0, else: cell.expression) : nil
    }
  }

  /// A label of a path, which says where it starts when that is not the column's quarter.
  private func label(_ label: String, from older: Period?) -> String {
    older.map { "\(label), first that of \($0)" } ?? label
  }

  /// Growth a quarter before a scenario takes its share: the trend's, else the assumption's.
  private func growthLine() -> NetworkSheet.LineID {
    let (trend, builder) = (start.trend.expression, builder)
    let label: () -> Expression = {
      .when(
        .isNumber(trend), .text("growth of revenue a quarter, by its trend"),
        .text("growth of revenue a quarter, no trend: assumed"))
    }
    return line(
      "growth of revenue a quarter, by its trend", "%", .percent,
      note: "where revenue has no trend, growth_without_trend stands in", isInput: true,
      liveLabel: label
    ) { column in
      guard column > 0 else { return nil }
      let year = Expression.when(
        .isNumber(trend), trend, builder.cell(named: "growth_without_trend"))
      return .binary(
        .power, .number(1) + year, .number(1) / builder.cell(named: "quarters_in_year"))
        - .number(1)
    }
  }

  /// The schedule's emission of a quarter, where its rules reach to the quarter's end.
  private func scheduleLine(
    _ rows: NetworkSheet.LineID, _ coverage: @escaping Template
  ) -> NetworkSheet.LineID {
    line("scheduled emission", "tokens", .amount, isInput: true) { column in
      guard column > 0 else { return nil }
      var known = self.sheet.cell(rows, column)
      if let share = coverage(column) {
        known = .when(
          .isNumber(known),
          .when(
            .binary(.less, share, self.builder.constant(.wholeCoverage)),
            .absent("the rules of 'scheduled_emission' end"), known), known)
      }
      return self.own(.emission, column, else: known)
    }
  }

  private func path(
    _ scenario: Scenario, _ start: NetworkSheet.LineID, _ price: NetworkSheet.LineID,
    _ trend: NetworkSheet.LineID, _ scheduled: NetworkSheet.LineID
  ) -> Path {
    let growth = growthLine(scenario, trend)
    let revenue = chain(label("revenue", from: self.start.olderRevenue), .usd, from: start) {
      $0 * (.number(1) + self.sheet.cell(growth, $1))
    }
    let close = chain(
      label("price at the end", from: self.start.olderPrice), .price, from: price
    ) { before, column in
      let change = self.own(.priceChange, column, else: self.terms.cell(.priceChange, scenario))
      let years = self.sheet.head(.days, column) / self.builder.policy(.daysInYear)
      return before * .binary(.power, .number(1) + change, years)
    }
    let emission = line(
      "emission in USD", "USD", .usd, note: "at the price of the quarter's middle"
    ) { column in
      guard column > 0 else { return nil }
      let tokens = self.sheet.cell(scheduled, column)
      let price = self.meanPrice(close, column)
      let amount = tokens * self.terms.cell(.emissionFactor, scenario) * price
      let last = self.sheet.cell(close, column)
      return .when(.isNumber(tokens), .when(.isNumber(last), amount, last), tokens)
    }
    let ratio = line("revenue-to-emission", "x", .multiple, isHeadline: true) { column in
      guard column > 0 else { return nil }
      let (over, under) = (self.sheet.cell(revenue, column), self.sheet.cell(emission, column))
      return self.quotient(over, under, "n/a: no emission")
    }
    let flag = line("revenue pays for emission", "1 is yes", .integer) { column in
      guard column > 0 else { return nil }
      let cell = self.sheet.cell(ratio, column)
      return .when(
        .isNumber(cell), .when(.binary(.atLeast, cell, .number(1)), .number(1), .number(0)), cell)
    }
    return Path(
      growth: growth, revenue: revenue, close: close, emission: emission, ratio: ratio,
      flag: flag, breakEven: breakEvenLine(flag))
  }

  private func growthLine(
    _ scenario: Scenario, _ trend: NetworkSheet.LineID
  ) -> NetworkSheet.LineID {
    line("growth of revenue a quarter", "%", .percent) { column in
      guard column > 0 else { return nil }
      let typed = self.terms.cell(.typedGrowth, scenario)
      let share = self.sheet.cell(trend, column) * self.terms.cell(.growthShare, scenario)
      return self.own(.growth, column, else: .when(.isNumber(typed), typed, share))
    }
  }

  /// A line whose cell follows from the one before it.
  private func chain(
    _ label: String, _ look: SheetCell.NumberLook, from start: NetworkSheet.LineID,
    _ next: @escaping (Expression, Int) -> Expression
  ) -> NetworkSheet.LineID {
    var line: NetworkSheet.LineID?
    let made = self.line(label, look == .usd ? "USD" : "USD/token", look) { column in
      guard column > 0, let line else { return self.sheet.cell(start, 0) }
      let before = self.sheet.cell(line, column - 1)
      return .when(.isNumber(before), next(before, column), before)
    }
    line = made
    return made
  }

  /// The price of a quarter's middle, on a path of even change.
  private func meanPrice(_ close: NetworkSheet.LineID, _ column: Int) -> Expression {
    .call(.root, [sheet.cell(close, column - 1) * sheet.cell(close, column)])
  }

  private func quotient(_ over: Expression, _ under: Expression, _ none: String) -> Expression {
    .when(
      .binary(.less, .count(over, under), .number(2)), .when(.isNumber(over), under, over),
      .when(.binary(.atMost, under, .number(0)), .text(none), over / under))
  }

  /// The first quarter whose flag is 1.
  private func breakEvenLine(_ flag: NetworkSheet.LineID) -> NetworkSheet.LineID {
    line(
      "first quarter in which revenue pays for emission", "", .word, isHeadline: true
    ) { column in
      guard column == 1 else { return nil }
      let flags = self.sheet.run(flag, 1..<self.sheet.columns.count)
      let periods = self.sheet.headRun(.period, 1..<self.sheet.columns.count)
      return .when(
        .binary(.equal, .call(.count, [flags]), .number(0)), self.sheet.cell(flag, 1),
        .ifError(
          .index(periods, .match(.number(1), flags, exact: true)),
          .binary(
            .joined, .text("not by "),
            self.sheet.head(.period, self.sheet.columns.count - 1))))
    }
  }

  // MARK: Burns

  private func declareBurns(_ path: Path, _ scheduled: NetworkSheet.LineID) {
    let emitted = line("tokens emitted", "tokens", .amount) { column in
      guard column > 0 else { return nil }
      let tokens = self.sheet.cell(scheduled, column)
      return .when(
        .isNumber(tokens), tokens * self.terms.cell(.emissionFactor, .selected), tokens)
    }
    let burned = line(
      "tokens burned", "tokens", .amount,
      note: "share of revenue, at the price of the quarter's middle"
    ) { column in
      guard column > 0 else { return nil }
      if let objection = self.start.burnObjection { return .absent(objection) }
      let share = self.own(.burnShare, column, else: self.terms.cell(.burnShare, .selected))
      let (revenue, last) = (
        self.sheet.cell(path.revenue, column), self.sheet.cell(path.close, column)
      )
      let spent = share * revenue
      return .when(
        .binary(.less, .count(revenue, last), .number(2)),
        .when(.isNumber(revenue), last, revenue),
        .ifError(spent / self.meanPrice(path.close, column), .absent("the price is 0")))
    }
    _ = line("burn-to-mint", "x", .multiple, isHeadline: true) { column in
      guard column > 0 else { return nil }
      return self.quotient(
        self.sheet.cell(burned, column), self.sheet.cell(emitted, column), "n/a: no emission")
    }
    _ = line("net emission", "tokens", .amount) { column in
      guard column > 0 else { return nil }
      let (minted, gone) = (self.sheet.cell(emitted, column), self.sheet.cell(burned, column))
      return .when(
        .binary(.less, .count(minted, gone), .number(2)), .when(.isNumber(minted), gone, minted),
        minted - gone)
    }
  }
}
