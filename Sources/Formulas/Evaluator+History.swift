import Foundation
public import Quantities
public import SeriesStore

extension Evaluator {
  /// The greatest distance, in days, between the last close and the period's end in a history.
  public static let oldestHistoryClose = 35
  /// The shortest history, in days, that has a growth rate a year.
  public static let shortestHistory = 90

  func history(
    of reference: SeriesReference, _ measure: Formula.History, _ context: Context
  )
    -> Figure
  {
    let id = id(of: reference, context.bases)
    guard let series = series(of: reference, context), let points = points(of: reference, context)
    else { return Figure(.missing("needs '\(id)'")) }
    let end = context.period.end
    guard let last = points.last(through: end),
      end - points.days[last] <= Evaluator.oldestHistoryClose
    else {
      let seen = points.last(through: end).map { ", last seen \(points.days[$0])" } ?? ""
      return Figure(.missing("needs '\(id)' near \(end)\(seen)"))
    }
    switch measure {
    case .allTimeHigh: return allTimeHigh(series, points, last)
    case .drawdownFromHigh: return drawdown(reference, series, points, last, context)
    case .maximumDrawdown: return maximumDrawdown(series, points, last)
    case .volatility: return volatility(series, points, last, end)
    case .annualGrowth: return annualGrowth(series, points, last)
    }
  }

  private func allTimeHigh(_ series: Series, _ points: Points, _ last: Int) -> Figure {
    let values = points.values
    var (highest, high) = (0, values[0])
    for index in 1..<max(1, last + 1) where values[index] > high {
      (highest, high) = (index, values[index])
    }
    var figure = whole(series, points, highest)
    if let stated = network.profile.allTimeHigh, stated.day <= points.days[last],
      stated.price >= points.values[highest]
    {
      figure = Figure(stated.price)
      (figure.sources, figure.evidence) = ([stated.source], .operator)
      return figure
    }
    if let average = network.highestAverage(through: points.days[last]),
      average > points.values[highest]
    {
      return Figure(
        .missing(
          "an average price was above every close, and no high is stated"))
    }
    figure.marks.insert(.sinceFirstClose)
    figure.readOn = points.days[0]
    return figure
  }

  private func drawdown(
    _ reference: SeriesReference, _ series: Series, _ points: Points, _ last: Int,
    _ context: Context
  ) -> Figure {
    let close = read(reference, .close, context)
    guard let price = close.value else { return close }
    let high = allTimeHigh(series, points, last)
    guard let peak = high.value else { return high }
    guard peak > 0 else { return Figure(.notMeaningful("the all-time high is 0")) }
    return close.combined(with: high, into: price / peak - 1, bound: nil)
  }

  private func maximumDrawdown(_ series: Series, _ points: Points, _ last: Int) -> Figure {
    let values = points.values
    guard let deepest = SeriesStore.maximumDrawdown(of: values.span.extracting(0..<last + 1)) else {
      return Figure(.missing("needs two closes above 0"))
    }
    return whole(series, points, last).with(deepest)
  }

  private func volatility(_ series: Series, _ points: Points, _ last: Int, _ end: Day) -> Figure {
    guard let window = points.returnWindow(through: end, lengths: policies.windows),
      let value = annualizedVolatility(of: window)
    else { return Figure(NoStatistic.fewReturns(through: end)) }
    var figure = whole(series, points, last).with(NumberFormat.portable(value))
    (figure.grain, figure.observations) = (window.grain.days, window.count)
    return figure
  }

  private func annualGrowth(_ series: Series, _ points: Points, _ last: Int) -> Figure {
    let days = points.days[last] - points.days[0]
    guard days >= Evaluator.shortestHistory else {
      return Figure(.missing("needs 90 days of closes, has \(days)"))
    }
    guard points.values[0] > 0 else { return Figure(.notMeaningful("the first close is 0")) }
    let growth = pow(points.values[last] / points.values[0], 365.25 / Double(days)) - 1
    return whole(series, points, last).with(NumberFormat.portable(growth))
  }

  /// A figure that rests on all closes up to one of them.
  private func whole(_ series: Series, _ points: Points, _ last: Int) -> Figure {
    var figure = rest(Figure(points.values[last]), on: series, points, 0..<last + 1)
    figure.grain = 1
    return figure
  }

  /// The figure with the sources, the evidence and the trace of readings.
  func rest(
    _ figure: Figure, on series: Series, _ points: Points, _ readings: Range<Int>
  )
    -> Figure
  {
    var figure = figure
    for run in points.runs(in: readings) {
      let track = series.tracks[points.places[run.lowerBound].track]
      figure.sources.insert(track.source)
      let evidence =
        track.evidence.shared ?? points.places[run].map { track.evidence[$0.row] }.max()
      figure.evidence = [figure.evidence, evidence].compactMap(\.self).max()
      guard trace != nil else { continue }
      trace? += points.places[run].map { TracedRow(series, $0, counted: nil, amount: nil) }
    }
    return figure
  }

  // MARK: Between readings

  /// The fewest days between two readings whose change says something.
  static let shortestChange = 60

  /// The change of a stock between the readings nearest to the day before the period and its last
  /// day, each at most half the period away.
  func change(of reference: SeriesReference, isAnnualized: Bool, _ context: Context) -> Figure {
    let id = id(of: reference, context.bases)
    guard let series = series(of: reference, context), let points = points(of: reference, context)
    else { return Figure(.missing("needs '\(id)'")) }
    guard let pair = points.readings(around: context.period) else {
      return Figure(
        .missing("needs two readings of '\(id)' near the ends of \(context.period)"))
    }
    let days = points.days[pair.closing] - points.days[pair.opening]
    let opening = point(series, points, pair.opening, context.period)
    let closing = point(series, points, pair.closing, context.period)
    guard let start = opening.value, start > 0, let end = closing.value else {
      return Figure(.notMeaningful("the earlier reading is 0"))
    }
    var figure = closing.combined(with: opening, into: end / start - 1, bound: nil)
    if isAnnualized {
      let rate = pow(end / start, policies.daysInYear / Double(days)) - 1
      figure = figure.with(NumberFormat.portable(rate))
    }
    let last = points.days[pair.closing]
    let isDated = context.period.end - last > Evaluator.freshDays
    figure.readOn = isDated ? last : nil
    if isDated { figure.marks.insert(.dated) } else { figure.marks.remove(.dated) }
    return figure
  }
}

extension Points {
  /// The readings nearest to the two ends of a period, at least 60 days apart.
  ///
  /// - Parameter period: Its opening is the day before its first one.
  /// - Returns: Indices of the readings; `nil` where an end has none within half of the period, or
  ///   the two lie closer together.
  /// - Complexity: O(log *n*) in the readings.
  public func readings(around period: Period) -> (opening: Int, closing: Int)? {
    guard let opening = nearest(to: period.start - 1, within: period.days / 2),
      let closing = nearest(to: period.end, within: period.days / 2),
      days[closing] - days[opening] >= Evaluator.shortestChange
    else { return nil }
    return (opening, closing)
  }
}
