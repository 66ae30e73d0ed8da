package import EconomicMetrics
package import Formulas
package import Quantities
package import SeriesStore

/// A flow of a period by the evidence of the rows that make it; the tiers add up to the figure.
package struct EvidenceTiers: Hashable, Sendable {
  /// What rows of one kind of evidence add.
  package struct Tier: Hashable, Sendable {
    /// The evidence.
    package let evidence: Evidence
    /// What the rows add, cut rows by the part that counts.
    package let amount: Double
    /// How many rows there are.
    package let rows: Int
    /// How many of them are cut at an edge of the period.
    package let cutRows: Int
    /// The sources of the rows, sorted.
    package let sources: [String]
  }

  /// Tiers that have a row, the best evidence first.
  package let tiers: [Tier]
  /// What all rows add up to.
  package let total: Double

  /// The rows behind a metric that reads one flow.
  package init?(
    of series: String, in network: NetworkAnalysis, over period: Period, basis: String = ""
  ) {
    guard let metric = network.definition(series) else { return nil }
    self.init(
      network.rows(behind: metric, period, basis: basis).filter { $0.series.name == series })
  }

  /// Adds up the parts of rows that a trace has.
  package init(_ rows: [TracedRow]) {
    tiers = Evidence.allCases.compactMap { evidence in
      let rows = rows.filter { $0.evidence == evidence }
      guard !rows.isEmpty else { return nil }
      let days = EvidenceTiers.countedDays(rows)
      return Tier(
        evidence: evidence, amount: EvidenceTiers.sum(rows), rows: days.count,
        cutRows: days.count { $0.value < $0.key.days.upperBound - $0.key.days.lowerBound + 1 },
        sources: Set(rows.map(\.source)).sorted())
    }
    total = EvidenceTiers.sum(rows)
  }

  /// A row of a file; a trace has a part of it for each month that it reaches into.
  private struct RowKey: Hashable {
    let series: SeriesID
    let source: String
    let file: UInt16
    let line: UInt32
    let days: ClosedRange<Day>
  }

  /// The days of each row that count.
  private static func countedDays(_ rows: [TracedRow]) -> [RowKey: Int] {
    rows.reduce(into: [:]) { days, row in
      let key = RowKey(
        series: row.series, source: row.source, file: row.file, line: row.line, days: row.days)
      days[key, default: 0] += row.counted.upperBound - row.counted.lowerBound + 1
    }
  }

  private static func sum(_ rows: [TracedRow]) -> Double {
    var sum = CompensatedSum()
    for row in rows { sum.add(row.amount) }
    return sum.value
  }

  /// The share of some evidence; `nil` where the total is 0 or below.
  package func share(of evidence: Set<Evidence>) -> Double? {
    guard total > 0 else { return nil }
    return tiers.filter { evidence.contains($0.evidence) }.reduce(0) { $0 + $1.amount } / total
  }
}
