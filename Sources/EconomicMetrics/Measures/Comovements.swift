import Formulas
import Foundation
import Quantities
import SeriesStore

extension Measure {
  /// The correlation of monthly changes of revenue and price over twelve months.
  static let comovement = Measure(
    "correlation of 12 monthly changes of ln revenue and ln price", reads: both, unit: .multiple,
    form: .correlationOfChanges
  ) { reading in
    let months = MonthlyChanges(reading, count: 12)
    guard let basis = months.basis else { return months.absence(reading) }
    let pairs = months.pairs
    guard pairs >= 10 else {
      return Figure(NoStatistic.tooFew("months with both changes", found: pairs, needed: 10))
    }
    let (revenue, price) = (months.revenue, months.price)
    guard let last = rollingCorrelation(of: revenue.span, and: price.span).last ?? nil else {
      return Figure(NoStatistic.noSpread(of: "the changes"))
    }
    return months.figure(last, basis, pairs: pairs, reading)
  }

  /// The months by which the price follows revenue.
  static let leadLag = Measure(
    "months by which changes of ln price follow those of ln revenue", reads: both, unit: .months,
    form: .lag
  ) { reading in
    let months = MonthlyChanges(reading, count: reading.policies.windows.months)
    guard let basis = months.basis else { return months.absence(reading) }
    let (revenue, price) = (months.revenue, months.price)
    do throws(NoStatistic) {
      let found = try LeadLag(of: revenue.span, before: price.span)
      return months.figure(Double(found.months), basis, pairs: found.pairs, reading)
    } catch {
      return Figure(error)
    }
  }

  /// The quadrant of a year's changes: price to the right, revenue upwards.
  static let quadrant = Measure(
    "quadrant of yearly price change and revenue change",
    reads: [.growth(.metric("price"), .yearAgo), .growth(.metric("revenue"), .yearAgo)], unit: .one,
    form: .quadrant
  ) { reading in
    let price = reading.figure(.growth(.metric("price"), .yearAgo))
    guard let right = price.value else { return price }
    let revenue = reading.figure(.growth(.metric("revenue"), .yearAgo))
    guard let up = revenue.value else { return revenue }
    // A change of 10 % may miss it by a last digit: 4.4 over 4 is 1.1000000000000001.
    let smallest = NumberFormat.portable(min(abs(right), abs(up)))
    let number: Double =
      if smallest <= reading.policies[.flatPrice] {
        0
      } else {
        right > 0 ? (up > 0 ? 1 : 4) : (up > 0 ? 2 : 3)
      }
    return reading.figure(number, from: price, and: revenue)
  }

  private static let both: [Formula] = [.metric("revenue"), .metric("price")]
}

/// Changes of ln revenue and ln price by the month, oldest first, up to the last complete month.
private struct MonthlyChanges {
  private(set) var revenue: [Double?] = []
  private(set) var price: [Double?] = []
  /// A figure that rests on every month read; `nil` where none has both.
  private(set) var basis: Figure?

  init(_ reading: MeasureReading, count: Int) {
    var months = [Period.lastMonth(through: reading.period.end)]
    for _ in 0..<count { months.append(months[months.count - 1].previous) }
    var earlier: (revenue: Double?, price: Double?)
    for month in months.reversed() {
      let figures = [Formula.metric("revenue"), .metric("price")].map {
        reading.figure($0, over: month)
      }
      let values = figures.map { $0.isWhole ? $0.value.flatMap { $0 > 0 ? $0 : nil } : nil }
      if month != months.last {
        revenue.append(MonthlyChanges.change(from: earlier.revenue, to: values[0]))
        price.append(MonthlyChanges.change(from: earlier.price, to: values[1]))
      }
      earlier = (values[0], values[1])
      guard values.allSatisfy({ $0 != nil }) else { continue }
      let figure = reading.figure(0, from: figures[0], and: figures[1])
      basis = basis.map { reading.figure(0, from: $0, and: figure) } ?? figure
    }
  }

  /// Months with both changes.
  var pairs: Int { zip(revenue, price).count { $0 != nil && $1 != nil } }

  /// Why no month has both.
  func absence(_ reading: MeasureReading) -> Figure {
    for name in ["revenue", "price"] where reading.series(SeriesReference(name)) == nil {
      return Figure(.missing("needs '\(name)'"))
    }
    return Figure(.missing("needs months with both 'revenue' and 'price'"))
  }

  /// A number that rests on all of the months.
  func figure(
    _ value: Double, _ basis: Figure, pairs: Int, _ reading: MeasureReading
  ) -> Figure {
    var figure = reading.figure(NumberFormat.portable(value), from: basis, and: basis)
    (figure.observations, figure.grain) = (pairs, ReturnGrain.month.days)
    return figure
  }

  private static func change(from earlier: Double?, to later: Double?) -> Double? {
    guard let earlier, let later else { return nil }
    return log(later / earlier)
  }
}
