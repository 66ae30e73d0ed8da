import Formulas
import Quantities
import SeriesStore

/// Where the line of a price must break.
///
/// A line between two closes says that the price went from one to the other. That is fair from one
/// day, week or month to the next, and no more so where closes of between are missing:
///
/// - Closes half as far again apart as the five steps around usually are (their median) have at
///   least one missing between them. The steps around count rather than all, since a history may
///   have months first and days later.
/// - Up to three days more than usual are no gap: so long a close stands for the days after it.
/// - Beyond 35 days nothing is joined: then a close is too old for every figure too.
enum ChartBreaks {
  /// The places of closes that no line joins with the one before, given their days, ascending.
  static func places(in days: [Day]) -> Set<Int> {
    let steps = zip(days, days.dropFirst()).map { $1 - $0 }
    return Set(
      steps.indices.filter { steps[$0] > longest(after: usual(around: $0, in: steps)) }
        .map { $0 + 1 })
  }

  /// The most days over which a line may go where steps have a usual length.
  private static func longest(after usual: Int) -> Int {
    min(max(usual * 3 / 2, usual + PriceBook.oldestClose), Evaluator.oldestHistoryClose)
  }

  private static func usual(around index: Int, in steps: [Int]) -> Int {
    let around = steps[max(0, index - 2)...min(steps.count - 1, index + 2)].sorted()
    return around[(around.count - 1) / 2]
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
