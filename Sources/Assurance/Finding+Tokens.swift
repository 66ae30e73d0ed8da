import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

extension Checks {
  /// Tokens are emitted from the launch on, so an earlier row or rule has another token or day in
  /// mind, or the profile means another launch.
  static func emissionBeforeLaunch(_ network: NetworkSeries) -> [Finding] {
    guard let text = network.profile.launched, let launch = Day(text) ?? Day(text + "-01"),
      let emission = network.series[SeriesID("tokens_emitted")]
    else { return [] }
    let early = emission.tracks.flatMap { track in
      (0..<track.count).filter { track.end($0) < launch && track.amount($0) > 0 }
        .map { track.starts[$0] }
    }
    guard let first = early.min() else { return [] }
    return [
      Finding(
        id: "tokens_emitted.before-launch", network: network.id,
        text: "tokens were emitted from \(first), token.launched is \(text)")
    ]
  }

  /// How many quarters are rolled forward.
  private static let quartersRolled = 8

  /// Opening supply and what moved it make the closing supply, within a thousandth.
  static func supplyUnexplained(_ network: NetworkSeries) -> [Finding] {
    let analysis = NetworkAnalysis(network)
    var (quarter, rolled) = (Period.quarter(of: network.asOf), 0)
    var worst: (quarter: Period, share: Double, supply: String)?
    var count = 0
    for _ in 0..<quartersRolled {
      defer { quarter = quarter.previous }
      guard let roll = SupplyRollForward(analysis.reading(quarter)),
        let residual = roll.residual.value, let opening = roll.opening.value, opening > 0
      else { continue }
      rolled += 1
      let share = residual / opening
      guard abs(share) > SupplyRollForward.tolerance else { continue }
      count += 1
      if abs(share) > abs(worst?.share ?? 0) { worst = (quarter, share, roll.supply) }
    }
    guard let worst else { return [] }
    return [
      Finding(
        id: "supply.unexplained", network: network.id,
        text: "\(worst.supply) does not roll forward in \(count) of the \(rolled) last quarters "
          + "that can be checked, most in \(worst.quarter): \(NumberFormat.change(worst.share)) "
          + "of the opening supply")
    ]
  }
}
