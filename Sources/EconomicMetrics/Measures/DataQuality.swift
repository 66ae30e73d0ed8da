import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// Days from the last covered day to the period's end: of revenue, emission and price the most.
  static let ageOfRows = Measure(
    "age of the newest rows", reads: [.sum("revenue"), .sum("tokens_emitted"), .close("price")],
    unit: .days, form: .age
  ) { reading in
    let ends = ["revenue", "tokens_emitted", "price"].compactMap { name in
      reading.series(SeriesReference(name))?.lastDay(by: reading.period.end)
    }
    guard let oldest = ends.min() else {
      return Figure(.missing("needs 'revenue', 'tokens_emitted' or 'price'"))
    }
    return Figure(Double(reading.period.end - oldest))
  }

  /// The days that the longest run of equal closes spans, in the year up to the period's end.
  static let longestFlatRun = Measure(
    "longest run of equal price", reads: [.close("price")], unit: .days,
    form: .closes(.longestFlatRun)
  ) { reading in
    guard let series = reading.series("price"), let points = reading.points("price") else {
      return Figure(.missing("needs 'price'"))
    }
    let year = points.indices(in: Period(from: reading.period.end - 364, to: reading.period.end))
    guard year.count > 1 else { return Figure(.missing("needs two closes in a year")) }
    var (longest, start) = (0, year.lowerBound)
    for index in year {
      if points.values[index] != points.values[start] { start = index }
      longest = max(longest, points.days[index] - points.days[start])
    }
    return reading.figure(
      Double(longest), restingOn: series, points, year, grain: grain(of: points, year))
  }

  /// How many closes of the last 90 days lie far from their median.
  ///
  ///     |x − median| ÷ median(|x − median|) > 8
  static let outliers = Measure(
    "outliers of price", reads: [.close("price")], unit: .count, form: .closes(.outliers)
  ) {
    reading in
    guard let series = reading.series("price"), let points = reading.points("price") else {
      return Figure(.missing("needs 'price'"))
    }
    let recent = points.indices(in: Period(from: reading.period.end - 89, to: reading.period.end))
    guard recent.count >= 10 else {
      return Figure(.missing("needs ten closes in 90 days, has \(recent.count)"))
    }
    let closes = Array(points.values[recent])
    let middle = median(of: closes) ?? 0
    let distances = closes.map { abs($0 - middle) }
    guard let spread = median(of: distances), spread > 0 else {
      return Figure(.notMeaningful("half of the closes are equal"))
    }
    let far = distances.count { $0 / spread > 8 }
    return reading.figure(
      Double(far), restingOn: series, points, recent, grain: grain(of: points, recent))
  }

  /// The greatest distance of revenue from what another source says of the whole period.
  ///
  ///     (used − other) ÷ mean of both
  static let gapBetweenSources = Measure(
    "revenue of the source used against others", reads: [.sum("revenue")], unit: .percent,
    form: .distanceOfSources
  ) { reading in
    let used = reading.figure(.sum("revenue"))
    guard let amount = used.value, used.isWhole, let series = reading.series("revenue") else {
      return used.value == nil ? used : Figure(.missing("revenue is partial"))
    }
    let others = series.tracks.filter { track in
      track.origin == .rows && !used.sources.contains(track.source)
    }.compactMap { track -> (gap: Double, source: String)? in
      var alone = series
      alone.tracks = [track]
      guard let other = alone.flow(over: reading.period), other.isWhole,
        amount + other.amount != 0
      else { return nil }
      return (2 * (amount - other.amount) / (amount + other.amount), track.source)
    }
    guard let widest = others.max(by: { abs($0.gap) < abs($1.gap) }) else {
      return Figure(.missing("needs a second source of 'revenue' for the whole period"))
    }
    var figure = reading.figure(widest.gap, from: used, and: used)
    figure.sources.insert(widest.source)
    return figure
  }

  /// Revenue as known now over what had been published a quarter after the period, less 1.
  static let restatement = Measure(
    "revenue over what was published within 92 days", reads: [.sum("revenue")], unit: .percent,
    form: .restated(days: 92)
  ) { reading in
    let now = reading.figure(.sum("revenue"))
    guard let amount = now.value, now.isWhole, var first = reading.series("revenue") else {
      return now.value == nil ? now : Figure(.missing("revenue is partial"))
    }
    // The quarters of a year were first published on days of their own.
    guard reading.period.quarters.isEmpty else {
      return Figure(.notMeaningful("compares quarters, not a year"))
    }
    let deadline = reading.period.end + 92
    first.tracks = first.tracks.filter { track in
      reading.network.published[track.source].map { $0 <= deadline } ?? false
    }
    guard let known = first.flow(over: reading.period), known.isWhole else {
      return Figure(.missing("needs 'revenue' from a source published by \(deadline)"))
    }
    guard known.amount > 0 else { return Figure(.notMeaningful("the first figure is not above 0")) }
    return reading.figure(amount / known.amount - 1, from: now, and: now)
  }
}

extension Series {
  /// The last day that a measured row covers, up to a day.
  fileprivate func lastDay(by day: Day) -> Day? {
    tracks.filter { $0.origin == .rows }.compactMap { track in
      (0..<track.count).last { track.isPresent($0) && track.starts[$0] <= day }
        .map { min(track.end($0), day) }
    }.max()
  }
}

/// The usual distance, in days, from one reading to the next.
private func grain(of points: Points, _ range: Range<Int>) -> Int {
  let steps = zip(range, range.dropFirst()).map { Double(points.days[$1] - points.days[$0]) }
  return median(of: steps).map { Int($0) } ?? 1
}
