import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// USD traded on a day: the mean of the last 30 days, else of the last complete month.
  ///
  /// Days without a row are left out of the mean; with fewer than 95 % of them it is partial.
  static let dailyVolume = Measure(
    "mean daily volume of 30 days, else of the last month", reads: [.sum("volume")], unit: .usd
  ) { reading in
    let end = reading.period.end
    let days = Period(from: end - 29, to: end)
    let (recent, month) = (
      reading.figure(.sum("volume"), over: days),
      reading.figure(.sum("volume"), over: Period.lastMonth(through: end))
    )
    let isMonth = !recent.isWhole && month.isWhole || recent.value == nil
    let figure = isMonth ? month : recent
    guard let sum = figure.value, let coverage = figure.coverage else { return figure }
    let length = isMonth ? Period.lastMonth(through: end).days : days.days
    return reading.figure(sum / (coverage * Double(length)), from: figure, and: figure)
  }
}
