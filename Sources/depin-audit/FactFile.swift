import EconomicMetrics
import Quantities
import Reporting
import TextRendering

extension Audit {
  /// Facts as the lines of a data file; each network's lines are made as soon as its figures are.
  func dataFile(
    of networks: [NetworkAnalysis], metrics: [[String]], over periods: [Period], allBases: Bool,
    by writer: CSVWriter = CSVWriter()
  ) -> String {
    let parts = facts(of: networks, metrics: metrics, over: periods, allBases: allBases) {
      writer.lines($0.lazy.map(\.cells))
    }
    return writer.text(header: Fact.columns, rows: []) + parts.joined()
  }
}
