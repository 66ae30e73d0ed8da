import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// The sum of one expression over that of another since the books begin, over the quarters in which
  /// both are known whole.
  ///
  /// The rest of the period after its last whole quarter counts like one. Coverage is the share of
  /// days that count; below 95 % the figure is partial.
  static func ratioSinceLaunch(
    of income: Formula, over cost: Formula, whenNotPositive reason: String
  ) -> Measure {
    let name =
      "Σ \(income.prose) ÷ Σ \(cost.prose) over the quarters since the books begin that have both"
    return Measure(
      name, reads: [income, cost], unit: .multiple,
      form: .ratioSinceLaunch(whenNotPositive: reason)
    ) { reading in
      let all = reading.days(of: .sinceLaunch)
      var (top, bottom, days) = (CompensatedSum(), CompensatedSum(), 0)
      var basis: Figure?
      for quarter in all.quartersAndRest {
        let (earned, spent) = (
          reading.figure(income, over: quarter), reading.figure(cost, over: quarter)
        )
        guard earned.isWhole, spent.isWhole, let x = earned.value, let y = spent.value else {
          continue
        }
        top.add(x)
        bottom.add(y)
        days += quarter.days
        let both = earned.combined(with: spent, into: 0, bound: spent.bound?.reversed)
        basis = basis?.combined(with: both, into: 0, bound: basis?.bound ?? both.bound) ?? both
      }
      guard let basis else {
        return Figure(
          .missing("no quarter since \(all.start) has both \(income.prose) and \(cost.prose)"))
      }
      guard bottom.value > 0 else { return Figure(.notMeaningful(reason)) }
      var figure = basis.combined(with: basis, into: top.value / bottom.value, bound: basis.bound)
      figure.coverage = Double(days) / Double(all.days)
      figure.state = (figure.coverage ?? 0) >= FlowReading.wholeCoverage ? .value : .partial
      return figure
    }
  }
}

extension Period {
  /// The calendar quarters of a period that begins with one, and what is left after the last.
  fileprivate var quartersAndRest: [Period] {
    var (parts, quarter) = ([Period](), Period.quarter(of: start))
    while quarter.end <= end {
      parts.append(quarter)
      quarter = Period.quarter(of: quarter.end + 1)
    }
    return quarter.start <= end ? parts + [Period(from: quarter.start, to: end)] : parts
  }
}
