package import Formulas
package import Quantities
import SeriesStore

/// The running sum of a flow, month by month: what has been minted, burned or minted again.
///
/// The curve begins with the first month that is known whole. A month without a whole figure adds
/// nothing and is counted, so that a reader sees how much may be missing.
package struct TokenCurve: Sendable {
  /// The sum up to the end of a month.
  package struct Point: Hashable, Sendable {
    /// The last day of the month.
    package let day: Day
    /// The sum of the known months so far.
    package let sum: Double
    /// Whether this month is known whole.
    package let isKnown: Bool
  }

  /// The series.
  package let series: String
  /// The points, oldest first; empty where no month is known.
  package let points: [Point]
  /// How many months between the first and the last known one are not.
  package let gaps: Int
  /// The marks of the months: whether a schedule stands in, or a rule made them.
  package let marks: Set<Figure.Mark>
}

extension NetworkAnalysis {
  /// The running sum of a flow over the months of a period, up to the last known one.
  package func curve(of series: SeriesReference, over period: Period) -> TokenCurve {
    var (sum, points, marks) = (CompensatedSum(), [TokenCurve.Point](), Set<Figure.Mark>())
    var month = Period.month(of: period.start)
    while month.end <= period.end {
      let figure = figure(of: .sum(series), month)
      if figure.isWhole, let value = figure.value {
        sum.add(value)
        marks.formUnion(figure.marks)
      }
      if figure.isWhole || !points.isEmpty {
        points.append(.init(day: month.end, sum: sum.value, isKnown: figure.isWhole))
      }
      month = Period.month(of: month.end + 1)
    }
    while points.last?.isKnown == false { points.removeLast() }
    return TokenCurve(
      series: "\(series)", points: points, gaps: points.count { !$0.isKnown }, marks: marks)
  }
}
