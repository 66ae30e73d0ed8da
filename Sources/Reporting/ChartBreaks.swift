import Formulas
import Quantities
import SeriesStore

/// Where the line of a price must break.
///
/// A line between two closes says that the price went from one to the other. That is fair from one
/// day, week or month to the next, and no more so where closes of between are missing:
///
/// - Closes more than half as far again apart as usual have at least one missing between them. The
///   usual step is the median of all, or that of the five around where it is longer: a history may
///   have months first and days later, and a month of days does not make a gap of the next.
/// - Up to three days more than usual are no gap: so long a close stands for the days after it.
/// - Beyond 35 days nothing is joined: then a close is too old for every figure too.
enum ChartBreaks {
  /// The places of closes that no line joins with the one before, given their days, ascending.
  static func places(in days: [Day]) -> Set<Int> {
    let steps = zip(days, days.dropFirst()).map { $1 - $0 }
    let overall = median(of: steps[...])
    return Set(
      steps.indices.filter { index in
        let around = steps[max(0, index - 2)...min(steps.count - 1, index + 2)]
        return steps[index] > longest(after: max(overall, median(of: around)))
      }.map { $0 + 1 })
  }

  /// The most days over which a line may go where steps have a usual length.
  private static func longest(after usual: Int) -> Int {
    min(max(usual * 3 / 2, usual + PriceBook.oldestClose), Evaluator.oldestHistoryClose)
  }

  /// The lower of two middles.
  private static func median(of steps: ArraySlice<Int>) -> Int {
    let sorted = steps.sorted()
    return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
  }

  /// What readers of a broken line must know: `no line across gaps of 44 to 243 days`.
  static func note(on days: [Day], broken places: Set<Int>) -> [String] {
    let gaps = places.map { days[$0] - days[$0 - 1] }
    guard let least = gaps.min(), let most = gaps.max() else { return [] }
    return [
      least == most
        ? "no line across a gap of \(most) days" : "no line across gaps of \(least) to \(most) days"
    ]
  }
}
