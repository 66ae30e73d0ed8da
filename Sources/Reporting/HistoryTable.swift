import EconomicMetrics
import Formulas
import Quantities
import ReportModel

extension Audit {
  /// Figures of one network over eight quarters and twelve months, a line for each definition.
  ///
  /// Lines without a number in any period are named below with their reason, not drawn.
  func history(_ network: NetworkAnalysis, _ ids: [String]) -> [Block] {
    var (rows, absent) = ([[Cell]](), [String]())
    for id in ids {
      guard let metric = network.definition(id) else { continue }
      for basis in network.bases(of: metric) {
        let facts = scope.periods.map { network.fact(metric, $0, basis: basis) }
        let title = metric.title + (basis.isEmpty ? "" : " [\(basis)]")
        if facts.allSatisfy({ $0.figure.value == nil }) {
          let reason = facts.dropLast().last?.figure.state.reason ?? ""
          if basis.isEmpty { absent.append("\(title) (\(reason))") }
          continue
        }
        let unit = facts[0].unit.description
        rows.append([.text(Text(title)), .text(Text(unit))] + facts.map(\.cell))
      }
    }
    let missing =
      absent.isEmpty
      ? []
      : [
        Block.paragraph(
          Text("No value in any of these quarters: \(absent.joined(separator: "; "))."))
      ]
    guard !rows.isEmpty else { return missing }
    let columns =
      [Table.Column(""), Table.Column("unit")]
      + scope.periods.map { Table.Column("\($0)", isNumeric: true) }
    return [.table(Table(columns: columns, rows: rows))] + missing
  }

  /// Whether any of some metrics has a number in the periods shown.
  func hasValue(_ network: NetworkAnalysis, _ ids: [String]) -> Bool {
    ids.contains { id in
      guard let metric = network.definition(id) else { return false }
      return network.bases(of: metric).contains { basis in
        scope.periods.contains { network.figure(metric, $0, basis: basis).value != nil }
      }
    }
  }
}
