import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import WorkbookModel

/// What must hold in the workbook, live; the cover shows one light for all.
extension AuditWorkbook {
  /// The cells of the overall light.
  struct CheckLight {
    /// `ok`, `changed by the reader` or `look`, as a formula.
    let state: CellFormula
  }

  private enum CheckColumn: Int, CaseIterable {
    case check, compares, expected, actual, tolerance, faults, changes, state

    var title: String {
      switch self {
      case .compares: "what it compares"
      default: "\(self)"
      }
    }
  }

  /// What a row of the sheet asks.
  private enum Question {
    /// Two figures that must agree.
    case equal
    /// A figure that may not exceed another.
    case atMost
    /// A figure as it was written: another one is the reader's change, no fault.
    case asWritten
  }

  func writeChecks(_ scenarios: ScenarioPage) -> CheckLight {
    let page = builder.page("Checks")
    page.row(["Checks"], .title)
    page.row(
      [
        "ok: both sides agree within the tolerance, as a share of them. look: a fault to find. "
          + "changed by the reader: a row in Data is not what it was when the file was written."
      ], .note)
    page.space()
    page.beginRow()
    page.text("all checks", .subtitle)
    page.skip(to: CheckColumn.faults.rawValue)
    let totals = page.row
    // The totals stand above what they sum, and are filled in below.
    page.blank(3)
    page.space()
    page.row(CheckColumn.allCases.map(\.title), .heading)
    let first = page.row
    for (network, sheet) in zip(audit.networks, sheets) {
      writeChecks(of: network, sheet, to: page)
    }
    writeScenarioChecks(scenarios, to: page)
    let firstTotal = page.nextRow
    for network in audit.networks { writeControlTotals(of: network, to: page) }
    let hasTotals = page.nextRow > firstTotal
    // What is known by a day, or as of it, may be nothing.
    if page.nextRow == first { page.row(["no row to check"], .note) }
    let last = page.nextRow - 1
    page.finish(
      widths: [44, 62, 26, 26, 12, 9, 9, 22], frozenRows: 6, frozenColumns: 1)
    let rows = first...last
    for column in [CheckColumn.faults, .changes] {
      page.fill(
        row: totals, column: column.rawValue,
        .sum(page.block(rows: rows, column: column.rawValue)), .headline(.integer))
    }
    let faults = page.cell(row: totals, column: CheckColumn.faults.rawValue, isFixed: true)
    let changes = page.cell(row: totals, column: CheckColumn.changes.rawValue, isFixed: true)
    page.fill(
      row: totals, column: CheckColumn.state.rawValue, state(faults, changes, isKnown: 1),
      .headline(.word))
    if hasTotals { page.group(rows: firstTotal...last) }
    markStates(page, rows: totals...last)
    return CheckLight(
      state: page.cell(row: totals, column: CheckColumn.state.rawValue, isFixed: true))
  }

  private func markStates(_ page: PageWriter, rows: ClosedRange<Int>) {
    for (verdict, word) in [
      (SheetCondition.Verdict.good, "ok"), (.warning, "changed"), (.bad, "look"),
    ] {
      page.mark(
        .verdict(verdict, .beginsWith(word)), rows: rows,
        columns: CheckColumn.state.rawValue...CheckColumn.state.rawValue)
    }
  }

  private func state(
    _ faults: CellFormula, _ changes: CellFormula, isKnown: CellFormula
  ) -> CellFormula {
    .when(
      .compare(faults, .greater, 0), .text("look"),
      .when(
        .compare(changes, .greater, 0), .text("changed by the reader"),
        .when(isKnown, .text("ok"), .text("n/a"))))
  }

  private func write(
    _ name: String, _ compares: String, _ question: Question = .equal, expected: CellFormula,
    actual: CellFormula, _ look: SheetCell.NumberLook = .amount, typed: Double? = nil,
    to page: PageWriter
  ) {
    page.beginRow()
    page.text(name)
    page.text(compares, .note)
    if let typed {
      page.number(typed, .input(look))
    } else {
      page.formula(expected, .computed(look))
    }
    page.formula(actual, .computed(look))
    page.formula(builder.named("check_tolerance"), .computed(.general))
    let (a, b) = (page.cell(CheckColumn.expected.rawValue), page.cell(CheckColumn.actual.rawValue))
    let tolerance = page.cell(CheckColumn.tolerance.rawValue) * .maximum(.absolute(a), 1)
    let distance = question == .atMost ? b - a : CellFormula.absolute(b - a)
    let isKnown = CellFormula.compare(.count(a, b), .equal, 2)
    let isOff = CellFormula.when(
      isKnown, .when(.compare(distance, .greater, tolerance), 1, 0), 0)
    page.formula(question == .asWritten ? 0 : isOff, .computed(.integer))
    page.formula(question == .asWritten ? isOff : 0, .computed(.integer))
    page.formula(
      state(
        page.cell(CheckColumn.faults.rawValue), page.cell(CheckColumn.changes.rawValue),
        isKnown: isKnown), .computed(.word))
  }

  // MARK: Checks of one network

  private func writeChecks(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, to page: PageWriter
  ) {
    let name = network.name
    for (what, count) in [
      ("pieces", builder.lostPieces(of: network.id)),
      ("readings", builder.lostPoints(of: network.id)),
    ] {
      guard let count else { continue }
      write(
        "\(name): \(what) without a row", "\(what) whose row in Data is gone: none", expected: 0,
        actual: count, .integer, to: page)
    }
    if let price = sheet.cell(of: "price", column: newestColumn) {
      write(
        "\(name): price", "price of the reported quarter: not below 0", .atMost,
        expected: price, actual: .of(price, 0), .price, to: page)
    }
    writePriceCheck(of: network, sheet, to: page)
    writeIdentities(of: network, sheet, to: page)
    writeSupplyChecks(of: network, sheet, to: page)
    writeRevenueChecks(of: network, sheet, to: page)
  }

  /// The price of the reported quarter is the value of the row that it names.
  private func writePriceCheck(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, to page: PageWriter
  ) {
    guard let metric = audit.catalogue.metric("price"),
      let price = sheet.cell(of: "price", column: newestColumn),
      let row = network.rows(behind: metric, period).last, row.factor == 1,
      let id = builder.observation(row, of: network.id)?.id
    else { return }
    write(
      "\(network.name): price and its row", "price of the reported quarter: the row \(id)",
      expected: builder.observedValue(id: .text(id), of: network.id), actual: price, .price,
      to: page)
  }

  /// Ratios times their divisors are their dividends.
  private func writeIdentities(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, to page: PageWriter
  ) {
    for (ratio, over, under) in [
      ("burn_to_mint", "tokens_burned", "tokens_emitted"),
      ("revenue_to_emission", "revenue", "emissions_usd"),
    ] {
      let places = [ratio, over, under].compactMap { place($0, network, sheet) }
      guard places.count == 3, places[0].fact.figure.value != nil else { continue }
      let (a, b) = (places[0].cell, places[2].cell)
      write(
        "\(network.name): \(ratio)", "\(ratio) × \(under) = \(over), reported quarter",
        expected: places[1].cell, actual: .of(a, b, a * b), to: page)
    }
  }

  /// What circulates is part of what exists, and that of what may ever exist.
  private func writeSupplyChecks(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, to page: PageWriter
  ) {
    for (less, more) in [
      ("circulating_supply", "total_supply"), ("total_supply", "max_supply"),
      ("circulating_supply", "max_supply"),
    ] {
      guard let a = place(less, network, sheet), let b = place(more, network, sheet),
        a.fact.figure.value != nil, b.fact.figure.value != nil
      else { continue }
      write(
        "\(network.name): \(less)", "\(less) ≤ \(more), reported quarter", .atMost,
        expected: b.cell, actual: a.cell, to: page)
    }
  }

  /// Revenue of eight quarters against Pieces, and twelve months against their quarters.
  private func writeRevenueChecks(
    of network: NetworkAnalysis, _ sheet: NetworkSheet, to page: PageWriter
  ) {
    guard let direct = sheet.directSums(of: SeriesID("revenue"), over: shownQuarters),
      let quarters = sheet.cells(of: "revenue", columns: shownQuarters)
    else { return }
    write(
      "\(network.name): revenue of eight quarters",
      "sum of the quarters = sum of their pieces, each from the source named there",
      expected: direct, actual: .sum(quarters), .usd, to: page)
    let year = builder.columns.count - 1
    guard let cell = sheet.cell(of: "revenue", column: year),
      let isSummed = sheet.isSumOfQuarters(SeriesID("revenue"), column: year),
      let four = sheet.cells(of: "revenue", columns: Array(shownQuarters.suffix(4)))
    else { return }
    write(
      "\(network.name): revenue of twelve months",
      "twelve months = sum of four quarters, where no source states twelve months",
      expected: .when(
        .compare(.count(four), .greater, 0), .sum(four), .text("n/a: no quarter has revenue")),
      actual: .when(isSummed, cell, .text("n/a: a source states twelve months")), .usd, to: page)
  }

  /// The lines of the selected scenario are those of the scenario of that name.
  private func writeScenarioChecks(_ scenarios: ScenarioPage, to page: PageWriter) {
    for (network, block) in zip(audit.networks, scenarios.blocks) {
      write(
        "\(network.name): scenario", "revenue-to-emission selected = that of the scenario named",
        expected: builder.chosen(block.sumOfRatios), actual: block.sumOfRatios(.selected),
        .multiple, to: page)
    }
  }

  // MARK: Control totals

  /// How many values Data holds, and their sum by series, against what was written.
  private func writeControlTotals(of network: NetworkAnalysis, to page: PageWriter) {
    guard let totals = builder.controlTotals(of: network.id) else { return }
    write(
      "\(network.name): rows with a value", "count of the values in Data as written", .asWritten,
      expected: 0, actual: totals.count.live, .integer, typed: totals.count.typed, to: page)
    for series in totals.sums {
      write(
        "\(network.name): \(series.name)", "sum of the values in Data as written", .asWritten,
        expected: 0, actual: series.live, .amount, typed: series.typed, to: page)
    }
  }
}
