import Formulas
import Quantities

extension Measure {
  /// The share of a figure's own last eight quarters that lie below it, ties counted half.
  ///
  /// The quarter itself is among the eight. Needs whole figures in six of them.
  ///
  ///     (quarters below + quarters equal ÷ 2) ÷ quarters
  static func percentileInHistory(of formula: Formula) -> Measure {
    Measure(
      "percentile of \(formula.prose) in its own eight quarters", reads: [formula], unit: .percent,
      form: .percentile
    ) { reading in
      let now = reading.figure(formula)
      guard let value = now.value else { return now }
      guard reading.period.kind == .quarter else {
        return Figure(.notMeaningful("compares quarters"))
      }
      guard now.isWhole else { return Figure(.missing("the quarter is not whole")) }
      var (past, period) = ([now], reading.period)
      for _ in 1..<8 {
        period = period.previous
        let figure = reading.figure(formula, over: period)
        if figure.isWhole { past.append(figure) }
      }
      guard past.count >= 6 else {
        return Figure(.missing("needs six quarters with a value, has \(past.count)"))
      }
      let values = past.compactMap(\.value)
      let rank =
        Double(values.count { $0 < value }) + Double(values.count { $0 == value }) / 2
      var figure = past.dropFirst().reduce(now) { reading.figure(value, from: $0, and: $1) }
      figure = reading.figure(rank / Double(values.count), from: figure, and: figure)
      figure.observations = values.count
      return figure
    }
  }
}

extension Measure {
  /// The highest over the lowest of several figures of one thing; needs two.
  static func spread(of formulas: [Formula], named name: String) -> Measure {
    Measure("highest ÷ lowest of \(name)", reads: formulas, unit: .multiple, form: .spread) {
      reading in
      let figures = formulas.map { reading.figure($0) }
      let known = figures.filter(\.isWhole)
      let values = known.compactMap(\.value)
      guard values.count > 1, let high = values.max(), let low = values.min() else {
        return figures.first { $0.value == nil } ?? Figure(.missing("needs two whole figures"))
      }
      guard low > 0 else { return Figure(.notMeaningful("the lowest is not above 0")) }
      let figure = known.dropFirst().reduce(known[0]) { reading.figure(high, from: $0, and: $1) }
      return reading.figure(high / low, from: figure, and: figure)
    }
  }
}
