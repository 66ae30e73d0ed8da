import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

extension NetworkReport {
  /// The five deepest falls of the closes, up to the reported quarter's end.
  var worstDrawdowns: [Block] {
    let falls = network.worstDrawdowns(audit.scope.period)
    guard !falls.isEmpty else { return [] }
    let rows = falls.map { fall -> [Cell] in
      [
        NumberFormat.display(fall.depth, .percent), "\(fall.peak)", "\(fall.trough)",
        fall.recovery.map { "\($0)" } ?? "ongoing", "\(fall.daysToTrough)",
        fall.daysToRecover.map { "\($0)" } ?? "—", "\(fall.length)",
      ].map { .text(Text($0)) }
    }
    return [
      .heading("Worst drawdowns"),
      .table(
        Table(
          columns: [
            .init("Depth", isNumeric: true), .init("Peak"), .init("Trough"), .init("Recovered"),
            .init("Days to the trough", isNumeric: true),
            .init("Days to recover", isNumeric: true), .init("Days in all", isNumeric: true),
          ], rows: rows,
          notes: ["Between closes as they are in the data; an ongoing fall is counted to date."])),
    ]
  }
}
