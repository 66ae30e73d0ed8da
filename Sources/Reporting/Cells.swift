import Formulas
import Quantities
package import ReportModel

extension Fact {
  /// The figure as a table shows it.
  package var cell: Cell { .figure(figureCell) }

  var figureCell: FigureCell {
    FigureCell(
      value: figure.value, unit: unit, reason: figure.state.reason,
      marks: remarks.filter { $0 != figure.bound?.phrase },
      prefix: figure.value == nil ? "" : figure.bound?.phrase ?? "", isChange: isChange)
  }

  /// Whether the figure is a growth rate, shown with its sign.
  var isChange: Bool {
    guard unit == .percent else { return false }
    return metric.hasSuffix("_growth") || metric.contains("_growth_") || metric == "price_return"
      || metric == "cagr"
  }
}

extension Audit {
  /// Figures by network and metric, periods in columns.
  package func table(of facts: [Fact]) -> Table {
    var (periods, lines) = ([Period](), [(key: String, name: [String], cells: [String: Cell])]())
    for fact in facts {
      if !periods.contains(fact.period) { periods.append(fact.period) }
      let name = [fact.network, fact.metric, fact.basis, fact.unit.description]
      let key = name.joined(separator: "/")
      if lines.last?.key != key { lines.append((key, name, [:])) }
      lines[lines.count - 1].cells[fact.period.key] = fact.cell
    }
    let hasBases = facts.contains { !$0.basis.isEmpty }
    let heads =
      ["network", "metric"] + (hasBases ? ["basis"] : []) + ["unit"]
    return Table(
      columns: heads.map { Table.Column($0) }
        + periods.map { Table.Column("\($0)", isNumeric: true) },
      rows: lines.map { line in
        line.name.indices.filter { hasBases || $0 != 2 }.map { .text(Text(line.name[$0])) }
          + periods.map { line.cells[$0.key] ?? .empty }
      })
  }
}
