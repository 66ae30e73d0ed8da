import Formulas

extension Formula {
  /// USD traded on a day: the mean of the last 30 days, else of the last complete month.
  ///
  /// Days without a row are left out of the mean; with fewer than 95 % of them it is partial.
  static let dailyVolume = firstKnown([
    .series("volume", .mean, .last30Days), .series("volume", .mean, .lastMonth),
  ])
}
