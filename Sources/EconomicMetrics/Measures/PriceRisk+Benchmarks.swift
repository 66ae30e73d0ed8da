import Formulas
import Quantities
import SeriesStore

extension Measure {
  /// By how much the price moves for each 1 % that a benchmark's does.
  static func beta(to benchmark: String) -> Measure {
    ofPairs("beta of log returns of price to \(benchmark)", benchmark, .slope) {
      statistics throws(NoStatistic) in
      guard let beta = statistics.beta else { throw .noSpread(of: "returns of \(benchmark)") }
      return beta
    }
  }

  /// How closely the price moves with a benchmark's.
  static func correlation(with benchmark: String) -> Measure {
    ofPairs(
      "correlation of log returns of price with \(benchmark)", benchmark, .correlation
    ) {
      statistics throws(NoStatistic) in
      guard let correlation = statistics.correlation else { throw .noSpread(of: "returns") }
      return correlation
    }
  }

  private static func ofPairs(
    _ name: String, _ id: String, _ statistic: Form.PairStatistic,
    _ compute: @escaping @Sendable (PairStatistics) throws(NoStatistic) -> Double
  ) -> Measure {
    ofCloses(name, .multiple, .pairs(with: id, statistic)) { history throws(NoStatistic) in
      guard let benchmark = history.reading.network.benchmarks[id],
        let series = benchmark.series[SeriesID("price")],
        let closes = benchmark.points[SeriesID("price")]
      else { return Figure(.missing("needs the price of the benchmark '\(id)'")) }
      let (pairs, statistics) = try history.pairs(with: closes, of: id)
      let value = NumberFormat.portable(try compute(statistics))
      return history.figure(value, on: pairs, with: series, closes)
    }
  }
}

extension PriceHistory {
  /// Returns paired with a benchmark's, and how they move together.
  fileprivate func pairs(
    with closes: Points, of id: String
  ) throws(NoStatistic) -> (PairedReturns, PairStatistics) {
    try reading.remembered("returns of price and \(id)") { () throws(NoStatistic) in
      let pairs = try points.returns(pairedWith: closes, through: end, lengths: lengths)
      guard let statistics = PairStatistics(of: pairs.own.span, and: pairs.benchmark.span) else {
        throw .tooFew("pairs of returns", found: pairs.count, needed: 2)
      }
      return (pairs, statistics)
    }
  }

  /// A number that rests on returns paired with a benchmark's.
  fileprivate func figure(
    _ value: Double, on pairs: PairedReturns, with benchmark: Series, _ closes: Points
  ) -> Figure {
    let (grain, days) = (pairs.grain.days, pairs.closes.map { points.days[$0] })
    let own = reading.figure(value, restingOn: series, points, pairs.closes, grain: grain)
    guard let first = days.first, let last = days.last else { return own }
    let others = closes.indices(in: Period(from: first, to: last))
    let other = reading.figure(value, restingOn: benchmark, closes, others, grain: grain)
    var figure = reading.figure(value, from: own, and: other)
    figure.observations = pairs.count
    return figure
  }
}
