import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// Standard deviation over mean of a flow in the last 13 calendar weeks.
  ///
  ///     s ÷ x̄, s with n − 1; whole weeks from Monday to Sunday that ended by the period's end
  ///
  /// Needs ten whole weeks and a mean above 0.
  static func weeklyVariation(of flow: Formula) -> Measure {
    Measure(
      "weekly variation of \(flow.prose)", reads: [flow], unit: .multiple,
      form: .variation
    ) { reading in
      let whole = reading.figure(flow)
      guard whole.value != nil else { return whole }
      let weeks = Period.weeks(13, endingBy: reading.period.end).map {
        reading.figure(flow, over: $0)
      }
      .filter(\.isWhole)
      let values = weeks.compactMap(\.value)
      guard values.count >= 10 else {
        return Figure(.missing("needs ten whole weeks of the last 13, has \(values.count)"))
      }
      var sum = CompensatedSum()
      for value in values { sum.add(value) }
      let mean = sum.value / Double(values.count)
      guard mean > 0, let deviation = standardDeviation(of: values.span) else {
        return Figure(.notMeaningful("the mean of the weeks is not above 0"))
      }
      var figure = weeks.dropFirst().reduce(weeks[0]) { reading.figure(mean, from: $0, and: $1) }
      figure = reading.figure(deviation / mean, from: figure, and: figure)
      (figure.coverage, figure.grain, figure.observations) = (nil, 7, values.count)
      return figure
    }
  }
}
