import EconomicMetrics
import Formulas
import Quantities
import WorkbookModel

extension AuditWorkbook {
  var period: Period { audit.scope.period }

  /// The column of the reported quarter on every network sheet.
  var newestColumn: Int { builder.columns.lastIndex { $0.period == period } ?? 0 }

  /// The columns of the eight quarters that are shown.
  var shownQuarters: [Int] {
    builder.columns.indices.filter {
      builder.columns[$0].isShown && builder.columns[$0].period.kind == .quarter
    }
  }

  /// A figure as the pages name it: of which network and period, under which definition.
  struct Place {
    let network: NetworkAnalysis
    let sheet: NetworkSheet
    let metric: MetricDefinition
    /// The definition chosen; empty for the profile's.
    let basis: String
    let bases: [String: String]
    let column: Int

    var fact: Fact { network.fact(metric, sheet.columns[column].period, basis: basis) }

    /// The figure's cell, or why there is none.
    var cell: CellFormula {
      sheet.cell(of: metric.id, bases: bases, column: column)
        ?? .text("n/a: the sheet has no such cell")
    }

    /// The cell of a whole figure, or why there is none.
    var wholeCell: CellFormula {
      sheet.wholeCell(of: metric.id, bases: bases, column: column)
        ?? .text("n/a: the sheet has no such cell")
    }

    /// The figure's cell as pages show it: one that covers its days in part is a text that says so, so
    /// that no sum or light takes it for a whole one.
    var shownCell: CellFormula {
      let sign = bound.map { $0 == .atLeast ? "at least " : "at most " } ?? ""
      let words: CellFormula =
        switch SheetCell.NumberLook.of(metric.unit) {
        case .usd: .joined(.text("partial: \(sign)$"), .fixed(cell, decimals: 0))
        case .multiple: .joined(.text("partial: \(sign)"), .fixed(cell, decimals: 2), .text("x"))
        default: .text("n/a: partial")
        }
      return .when(
        .isNumber(wholeCell), wholeCell, .when(.isNumber(cell), words, .text("n/a")))
    }

    /// On which side of the figure the true one lies, where it is a bound.
    var bound: SheetCell.Bound? { fact.figure.bound.map(SheetCell.Bound.init) }

    /// The name of a headline's cell.
    var cellName: String { "headline_\(network.id)_\(metric.id)".replacing("-", with: "_") }
  }

  /// A figure under the definition of revenue that headlines take; other definitions are the
  /// profile's.
  func place(
    _ id: String, _ network: NetworkAnalysis, _ sheet: NetworkSheet, column: Int? = nil
  ) -> Place? {
    guard let metric = audit.catalogue.metric(id) else { return nil }
    let series = network.choosingSeries(of: metric)
    let basis = series == "revenue" ? audit.headlineBasis(network, period) : ""
    return Place(
      network: network, sheet: sheet, metric: metric, basis: basis,
      bases: basis.isEmpty ? [:] : ["revenue": basis], column: column ?? newestColumn)
  }

  /// The headline figures of a network.
  func headlines(_ network: NetworkAnalysis, _ sheet: NetworkSheet) -> [Place] {
    Headlines.metrics.compactMap { place($0, network, sheet) }
  }

  /// Where a click on a network's name leads.
  func target(_ network: NetworkAnalysis, row: Int = 0, column: Int = 0) -> String {
    WorkbookBuilder.target(sheetNames[network.id] ?? "", row: row, column: column)
  }
}
