package import Quantities
package import SeriesStore

/// Something about the data that a reader should know before trusting a figure.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// The rule's stable id.
  package let id: String
  /// The network.
  package let network: String
  /// What was found, with the numbers.
  package let text: String

  /// `helium: utilization reads 104 % on 2025-12-31 [utilization.above-one]`.
  package var description: String { "\(network): \(text) [\(id)]" }
}

/// Looks through the rows of a network for what breaks a rule of the field.
///
/// Each check is one function from a network to findings; the list is the only place to add one.
package enum Checks {
  /// Every check.
  package static let all: [@Sendable (NetworkSeries) -> [Finding]] = [
    shareAboveOne, burnAboveSupply, emissionBeforeLaunch, supplyUnexplained,
    circulatingAboveMaximum, yearBelowQuarters, staleSeries,
  ]

  /// The findings of a network, in order of the checks.
  package static func findings(in network: NetworkSeries) -> [Finding] {
    all.flatMap { $0(network) }
  }

  /// A share of something cannot exceed all of it.
  private static func shareAboveOne(_ network: NetworkSeries) -> [Finding] {
    ["utilization", "uptime"].flatMap { name -> [Finding] in
      guard let points = network.points[SeriesID(name)] else { return [] }
      return points.days.indices.filter { points.values[$0] > 1 }.map { index in
        let share = NumberFormat.display(points.values[index], .percent)
        return Finding(
          id: "\(name).above-one", network: network.id,
          text: "\(name) reads \(share) on \(points.days[index])")
      }
    }
  }

  /// No row can burn more than there is.
  private static func burnAboveSupply(_ network: NetworkSeries) -> [Finding] {
    guard let burns = network.series[SeriesID("tokens_burned")] else { return [] }
    return burns.tracks.flatMap { track in
      (0..<track.count).compactMap { row in
        guard let supply = network.supply(on: track.end(row)), track.amount(row) > supply.tokens
        else { return nil }
        return Finding(
          id: "tokens_burned.above-supply", network: network.id,
          text: "\(NumberFormat.compact(track.amount(row))) burned from \(track.starts[row]), "
            + "more than the \(supply.name) of \(NumberFormat.compact(supply.tokens))")
      }
    }
  }

  /// Circulating supply lies within the maximum.
  private static func circulatingAboveMaximum(_ network: NetworkSeries) -> [Finding] {
    guard let circulating = network.points[SeriesID("circulating_supply")],
      let maximum = network.points[SeriesID("max_supply")]
    else { return [] }
    return circulating.days.indices.compactMap { index in
      guard let cap = maximum.last(through: circulating.days[index]),
        circulating.values[index] > maximum.values[cap] * 1.000_001
      else { return nil }
      return Finding(
        id: "circulating_supply.above-maximum", network: network.id,
        text: "\(NumberFormat.compact(circulating.values[index])) circulate on "
          + "\(circulating.days[index]), the maximum is "
          + NumberFormat.compact(maximum.values[cap]))
    }
  }

  /// A year's total of a flow is at least what its quarters add up to.
  private static func yearBelowQuarters(_ network: NetworkSeries) -> [Finding] {
    network.series.values.filter { $0.kind == .flow && $0.id.segment.isEmpty }
      .sorted { $0.id < $1.id }.flatMap { series in
        series.tracks.filter { $0.origin == .rows }.flatMap { track in
          (0..<track.count).compactMap { yearBelowQuarters(series, track, $0, network) }
        }
      }
  }

  private static func yearBelowQuarters(
    _ series: Series, _ track: Track, _ row: Int, _ network: NetworkSeries
  ) -> Finding? {
    let year = Period.year(of: track.starts[row])
    guard track.starts[row] == year.start, track.end(row) == year.end, track.isPresent(row) else {
      return nil
    }
    let quarters = year.quarters.compactMap { series.flow(over: $0) }.filter(\.isWhole)
    var sum = CompensatedSum()
    for quarter in quarters { sum.add(quarter.amount) }
    guard sum.value > track.amount(row) * 1.001 else { return nil }
    return Finding(
      id: "flow.year-below-quarters", network: network.id,
      text: "\(series.id) of \(year) is \(NumberFormat.compact(track.amount(row))) by "
        + "\(track.source), less than the \(NumberFormat.compact(sum.value)) of its "
        + "\(quarters.count) known quarters")
  }

  /// A series whose newest row is older than twice what its rows' own rhythm promises.
  private static func staleSeries(_ network: NetworkSeries) -> [Finding] {
    network.series.values.filter { $0.id.segment.isEmpty && $0.id.basis.isEmpty }
      .sorted { $0.id < $1.id }.compactMap { series in
        guard let last = series.lastDay, let due = network.interval(of: series),
          network.asOf - last > 2 * due
        else { return nil }
        return Finding(
          id: "series.stale", network: network.id,
          text: "\(series.id) ends \(last), \(network.asOf - last) days before "
            + "\(network.asOf); rows came every \(due) days")
      }
  }
}

extension Series {
  /// The last day with a measured value.
  package var lastDay: Day? {
    tracks.filter { $0.origin == .rows }.compactMap { track in
      (0..<track.count).last(where: track.isPresent).map(track.end)
    }.max()
  }
}

extension NetworkSeries {
  /// The widest supply known on a day: the maximum, else the last total, else circulating.
  fileprivate func supply(on day: Day) -> (name: String, tokens: Double)? {
    for name in ["max_supply", "total_supply", "circulating_supply"] {
      guard let points = points[SeriesID(name)], let last = points.last(through: day) else {
        continue
      }
      return (name.replacing("_", with: " "), points.values[last])
    }
    return nil
  }

  /// Days between rows of a series: what the profile promises, else the median of the last twelve
  /// steps; `nil` for series that rarely change or have too few rows.
  fileprivate func interval(of series: Series) -> Int? {
    guard series.gaps != .carry else { return nil }
    switch profile.series[series.id.name]?.cadence {
    case .day: return 1
    case .week: return 7
    case .month: return 31
    case .quarter: return 92
    case nil: break
    }
    let ends = Set(
      series.tracks.filter { $0.origin == .rows }.flatMap { track in
        (0..<track.count).map(track.end)
      }
    ).sorted().suffix(13)
    guard ends.count > 3 else { return nil }
    let steps = zip(ends, ends.dropFirst()).map { $1 - $0 }.sorted()
    return steps[steps.count / 2]
  }
}
