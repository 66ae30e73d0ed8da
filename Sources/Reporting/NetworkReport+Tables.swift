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

  /// On how many observations of which grain the statistics of the reported quarter rest.
  func observations(_ ids: [String]) -> [Block] {
    let facts = ids.compactMap(network.definition).map { network.fact($0, audit.scope.period) }
      .filter { $0.figure.value != nil && $0.figure.observations != nil }
    guard !facts.isEmpty else { return [] }
    let bases = facts.map { fact in
      let grain = Figure.grainName(days: fact.figure.grain)
      return
        "\(fact.figure.observations ?? 0) observations\(grain.isEmpty ? "" : ", mostly a \(grain) apart")"
    }
    let lines = grouped(
      facts.map { audit.catalogue.metric($0.metric)?.title ?? $0.metric }, by: bases)
    let text = lines.map { "\($0.reason): \($0.names.joined(separator: ", "))" }
    return [
      .paragraph(
        Text("Statistics of \(audit.scope.period) rest on \(text.joined(separator: "; "))."))
    ]
  }

  /// What customers who first paid in one quarter spend later, over what they spent then.
  var cohorts: [Block] {
    guard let matrix = network.reading(audit.scope.period).cohorts else { return [] }
    let ages = matrix.quarters.indices
    let rows = matrix.quarters.enumerated().filter { matrix.customers[$0.offset] > 0 }.map {
      cohort, quarter -> [Cell] in
      [.text(Text("\(quarter)")), .text(Text("\(matrix.customers[cohort])"))]
        + ages.map { age in
          matrix.share(cohort: cohort, age: age).map {
            .text(Text(NumberFormat.display($0, .percent)))
          } ?? .empty
        }
    }
    return [
      .heading("Cohorts"),
      .table(
        Table(
          columns: [.init("First paid in"), .init("Customers", isNumeric: true)]
            + ages.map { .init($0 == 0 ? "that quarter" : "+\($0)", isNumeric: true) },
          rows: rows,
          notes: ["Spend over that of the cohort's first quarter; a quarter to come is blank."])),
    ]
  }
}
